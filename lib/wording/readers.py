"""English of two readers on the pages: what leaves the server, what came of it, in what their rows differ, and why some
of a model's are none. What a model gave is cut and spelled out, so that it can be shown; pages escape it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lib.errors import MajlisError, printable
from lib.schema import CODER, HAND, Row
from lib.wording import names
from lib.wording.phrases import capital, listing, plural, span, verb
from lib.wording.reader import DOUBTS, REASONS

if TYPE_CHECKING:
    from lib.wording.story import Fields

LONGEST = 400  # characters of a sentence, or of what a model gave, that are shown
NONE = "not given"
STANDS = {"coder": "Coder", "model": "Model", "agreed": "Both agreed", "either": "Either"}
FIELDS = {
    "kind": "Kind",
    "status": "Status",
    "date_start": "Date",
    "place_country": "Country of the place",
    "parties": "Sides",
    "main": "What the article is about",
    "country": "Country or side",
    "office": "Office",
    "event_type": "Type",
    "mode": "Mode",
    "actor": "By",
    "recipient": "Towards",
}
SIDES, SIDE = ("parties", "actor", "recipient"), ("country", "place_country")


# ---------------------------------------------------------------- before anything is sent
def leaves(
    *, articles: int, words: int, questions: int, known: int, read: int, written: int, price: float | None
) -> str:
    """What would leave the server, as lib/reader/estimating.py tells.

    >>> leaves(articles=30, words=12400, questions=30, known=4, read=9000, written=600, price=0.0285)
    'Text, headline and day of publication of 30 articles (12,400 words), with the instructions: 30 requests, about 9,000 tokens. About 600 tokens come back. By the price that is set, about 0.03. 4 more are answered already and not sent.'
    """
    if not questions:
        return "Nothing: all of it was answered before, and the answers are kept here."
    said = f"Text, headline and day of publication of {plural(articles, 'article')} ({plural(words, 'word')}), with the instructions: "
    said += (
        f"{plural(questions, 'request')}, about {plural(read, 'token')}. About {plural(written, 'token')} come back."
    )
    said += (
        f" By the price that is set, about {price:,.2f}." if price is not None else " What it costs is not known here."
    )
    return said + (f" {known:,} more {verb(known, 'is', 'are')} answered already and not sent." if known else "")


def goes(host: str, here: bool) -> str:
    """Where to."""
    return f"{host}, a program on this server." if here else f"{host}, another machine."


# ---------------------------------------------------------------- what came of it
def watched(done: int, total: int, seconds: float) -> str:
    """
    >>> watched(3, 30, 54.2), watched(0, 30, 0)
    ('3 of 30 articles read, about 54 s left', '0 of 30 articles read')
    """
    return f"{done:,} of {plural(total, 'article')} read" + (f", about {seconds:,.0f} s left" if seconds else "")


def came_of(name: str, rows: int, refused: int, problem: MajlisError | None) -> str:
    """A line for an article."""
    if problem is not None:
        return f"{name}: {problem.told}"
    return f"{name}: {plural(rows, 'row')}" + (f", {refused:,} refused" if refused else "")


def choice(name: str, differ: int, refused: int) -> str:
    """An article in the list: 5 differ, 2 refused: Envoys in Doha."""
    told = listing((f"{differ:,} differ" if differ else "", f"{refused:,} refused" if refused else ""))
    return f"{told or 'All alike'}: {name}"


def stays(count: int, model: str) -> str:
    """Of articles that the model did not read, or not in full."""
    which = f"{capital(plural(count, 'article'))} {verb(count, 'is', 'are')} not read in full by {model}"
    return f"{which}: the coder’s rows stand for {verb(count, 'it', 'them')}."


def of_models(counts: Mapping[str, int]) -> str:
    """How many of some articles' rows a model read, to be told before they are shared; "" where none.

    >>> of_models({"coder": 140, "llama": 12, "coder+llama": 1})
    'Of their 153 rows a model read some: 1 by coder and llama; 12 by llama alone.'
    >>> of_models({"coder": 3, "hand": 1})
    ''
    """
    by = {reader: count for reader, count in counts.items() if reader not in (CODER, HAND)}
    if not by:
        return ""
    said = [f"{count:,} by {names.reader(who)}{'' if '+' in who else ' alone'}" for who, count in sorted(by.items())]
    return f"Of their {plural(sum(counts.values()), 'row')} a model read some: {'; '.join(said)}."


# ---------------------------------------------------------------- two rows of one occasion
def differing(columns: Iterable[str], coder: Fields, model: Fields) -> list[tuple[str, str, str]]:
    """(field, as the coder has it, as the model has it) of the columns in which two rows differ; a date is one field."""
    told = dict.fromkeys("date_start" if name == "date_end" else name for name in columns)
    return [(FIELDS[name], _value(name, coder), _value(name, model)) for name in told]


def _value(name: str, row: Fields) -> str:
    value = row[name]
    if name == "date_start":
        return span(row["date_start"], row["date_end"], row["date_precision"]) or NONE
    if name in SIDES:
        return names.sides(sorted(value)) or "none"
    if name in SIDE:
        return names.side(value) if value else NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (value if name == "office" else names.title(str(value).lower() if name == "event_type" else value)) or NONE


# ---------------------------------------------------------------- what is refused or doubtful
def refused(reason: str, field: str, value: str) -> str:
    """Why a row of the model was refused, and for which value.

    >>> refused("party", "parties", "FRA"), refused("form", "", "")
    ('The article does not name this side: FRA', 'It has not the form that was asked for')
    >>> refused("word", "kind", "chat")
    'That is no word of the codebook: chat (kind)'
    """
    where = f" ({field.replace('_', ' ')})" if reason == "word" else ""
    return capital(REASONS[reason]) + (f": {shown(value)}{where}" if value and field != "quote" else "")


def doubtful(column: str, reason: str, value: str) -> str:
    """What of a row that was kept is doubtful: the column, why, and what the model gave.

    >>> doubtful("date_start", "date", "2023-05-18")
    'Date: the words of the article do not mean this day (given: 2023-05-18)'
    """
    return f"{FIELDS.get(column, capital(column.replace('_', ' ')))}: {DOUBTS[reason]} (given: {shown(value)})"


def as_given(table: str, row: Row) -> str:
    """A row as a model gave it, without its quote, in one line."""
    told = (f"{name.replace('_', ' ')}: {_given(value)}" for name, value in row.items() if name != "quote" and value)
    return shown(f"{capital(names.label(table).removesuffix('s'))}; " + "; ".join(told))


def _given(value: object) -> str:
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, list):
        return ", ".join(map(_given, value))
    return ", ".join(map(_given, filter(None, value.values()))) if isinstance(value, dict) else str(value)


def shown(text: object) -> str:
    """The beginning of a text, on one line, with what a page could not show spelled out."""
    said = printable(" ".join(str(text)[: 2 * LONGEST].split()))
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"
