"""English of the second reader: why a row was refused or is doubtful, what a reading takes, what came of it."""

from collections.abc import Mapping
from pathlib import Path

from lib.wording.phrases import capital, listing, plural

REASONS = {  # why a row of a model is none
    "form": "it has not the form that was asked for",
    "word": "that is no word of the codebook",
    "quote": "the article does not say this",
    "short": "so short a quote tells nothing",
    "addressed": "this sentence speaks to the program that reads it",
    "aside": "this is no part of the article",
    "party": "the article does not name this side",
    "sides": "it needs two sides, or one that acts, and none on both sides",
    "name": "the article does not name them",
    "place": "the article does not name this place",
    "many": "so many rows more than are looked at in one answer",
}
DOUBTS = {  # why what a model gave in a column was left out, or stands unproved
    "date": "the words of the article do not mean this day",
    "date_words": "the article has no such words for a date",
    "call": "a call has no place",
    "country": "the place lies in another country",
    "office": "the article does not call them so",
    "name": "the article does not name them",
    "party": "the article does not name this side",
    "unread": "the coder does not read this language, and cannot tell whether the words name this side",
    "beside": "it stands beside a sentence that speaks to the program that reads it",
}


def estimated(
    host: str, *, articles: int, words: int, questions: int, known: int, read: int, written: int, price: float | None
) -> str:
    """What a reading would take, as lib/reader/estimating.py tells, and where it goes.

    >>> estimated("localhost:11434", articles=2, words=900, questions=2, known=0, read=9000, written=600, price=0.0285)
    '2 articles of 900 words: 2 questions to localhost:11434, about 9,000 tokens to read and 600 tokens to write, about 0.03.'
    """
    kept = f" ({known:,} answered before)" if known else ""
    tokens = f"about {plural(read, 'token')} to read and {plural(written, 'token')} to write"
    cost = f", about {price:,.2f}" if price is not None else ""
    of = capital(f"{plural(articles, 'article')} of {plural(words, 'word')}")
    return f"{of}: {plural(questions, 'question')} to {host}{kept}, {tokens}{cost}."


def exported(articles: int, questions: int, file: str) -> str:
    return f"{capital(plural(articles, 'article'))}: {plural(questions, 'question')} in {file}. Nothing was sent."


def read(articles: int, refused: int, doubts: int, differences: int, out: Path) -> str:
    """What came of a reading.

    >>> read(1, 2, 0, 3, Path("out"))
    '1 article read. Of the model: 2 rows refused and no doubts; the readers differ in 3 rows: out/reading.jsonl tells them.'
    """
    told = listing((f"{plural(refused, 'row')} refused", plural(doubts, "doubt")))
    differ = f"the readers differ in {plural(differences, 'row')}"
    return (
        f"{capital(plural(articles, 'article'))} read. Of the model: {told}; {differ}: {out}/reading.jsonl tells them."
    )


def measured(figures: Mapping[tuple[str, str], tuple[int, int, int]], articles: int, what: str) -> list[str]:
    """A line a table and reader, of (right, wanted, made): precision, recall and F1, each with its 95 % interval.

    >>> print(*measured({("coder", "meetings"): (8, 10, 16)}, 5, "your corrected articles"), sep="\\n")
    5 articles read, of your corrected articles:
    meetings  coder   precision .50 (.28 to .72)  recall .80 (.49 to .94)  F1 .62 (.42 to .78)  wanted 10
    """
    lines = [f"{capital(plural(articles, 'article'))} read, of {what}:"]
    for (who, table), (right, wanted, made) in sorted(figures.items(), key=lambda one: one[0][1]):
        shares = {"precision": (right, made), "recall": (right, wanted), "F1": (2 * right, wanted + made)}
        told = (f"{name} {_share(*share)}" for name, share in shares.items())
        lines.append("  ".join([f"{table:8}", f"{who:6}", *told, f"wanted {wanted}"]))
    return lines


def measured_table(figures: Mapping[tuple[str, str], tuple[int, int, int]]) -> dict[str, list[str]]:
    """The same as a table of the Method page: column -> its cells.

    >>> measured_table({("coder", "meetings"): (8, 10, 16)})["Recall"]
    ['.80 (.49 to .94)']
    """
    found = sorted(figures.items(), key=lambda one: one[0][1])
    return {
        "Table": [capital(table) for (_, table), _ in found],
        "Reader": [capital(who) for (who, _), _ in found],
        "Precision": [_share(right, made) for _, (right, _, made) in found],
        "Recall": [_share(right, wanted) for _, (right, wanted, _) in found],
        "F1": [_share(2 * right, wanted + made) for _, (right, wanted, made) in found],
        "Rows wanted": [str(wanted) for _, (_, wanted, _) in found],
    }


def _share(right: int, of: int) -> str:
    from lib.measures.matching import interval  # which asks for the codebook

    return ranged(right / of, *interval(right, of)) if of else "unknown"


def ranged(value: float, low: float | None, high: float | None) -> str:
    """A figure with its interval.

    >>> ranged(0.8, 0.49, 0.94), ranged(1.0, None, None)
    ('.80 (.49 to .94)', '1.00 (interval unknown)')
    """
    value_told, *ends = (f"{round(n, 2) + 0.0:.2f}".replace("0.", ".", 1) for n in (value, low, high) if n is not None)
    return f"{value_told} ({' to '.join(ends) or 'interval unknown'})"
