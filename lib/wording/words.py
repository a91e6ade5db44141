"""Rows in words: headings, dates, sources and reasons, as the evidence panel and the tables show them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING

from lib.codebook import coded
from lib.loaders.language import name as language_name
from lib.measures.edits.corrections import Correction
from lib.wording import names, phrases, story
from lib.wording.phrases import capital, number, plural

if TYPE_CHECKING:
    from pandas import DataFrame

    from lib.wording.story import Fields

HELD = "held"  # the status of what took place
TOPIC_RULE = "phrase of "  # the rule that codes a topic


def when(row: Fields) -> str:
    """on 20 August 2023; in February 2023; on an unknown date."""
    return phrases.when(row["date_start"], row["date_end"], row["date_precision"])


def heading(table: str, row: Fields) -> str:
    """What a row is, in one line."""
    if table == "meetings":
        return story.meeting(row, names.side)
    if table == "topics":
        who = f", raised by {row['speaker']}" if row["speaker"] else ""
        return f"{names.title(row['topic'])}{who}"
    if table == "events":
        towards = f" towards {names.sides(row['recipient'])}" if len(row["recipient"]) else ""
        return f"{names.sides(row['actor'])}: {row['event_type'].title()}{towards}, {when(row)}"
    return f"{row['name']}" + (f", {row['office']}" if row["office"] else "")


def direction(row: Fields) -> str:
    """What a milestone did to the pair."""
    way = "towards each other" if row["direction"] == "+" else "away from each other"
    return f"{names.title(row['stage'])}: a step {way}"


def step(row: Fields) -> str:
    """What kind of step a milestone or an event is, where there is little room."""
    return names.label(row["stage"] or row["event_type"].lower())


def cited(article: Fields) -> str:
    """A row of articles as a reference: UrduPoint, 21 August 2023: “Headline”."""
    published = phrases.published(article)
    head = ", ".join(x for x in (article["source"], published) if x) or "Source and date not given"
    return phrases.isolated(head) + (f": “{phrases.whole(article['title'])}”" if article["title"] else "")


def short_title(article: Fields) -> str:
    """The headline, or where there is none, source and date."""
    return phrases.whole(article["title"]) or cited(article)


def told_by(articles: int, languages: int) -> str:
    """How many articles tell of a meeting, and in how many languages where there are several.

    >>> told_by(3, 2), told_by(1, 1)
    ('3 articles, 2 languages', '1 article')
    """
    return plural(articles, "article") + (f", {plural(languages, 'language')}" if languages > 1 else "")


def counted_once(reports: DataFrame, occasions: DataFrame) -> str:
    """What is counted of these reports: "17 meetings held in 23 reports, and 4 planned, 1 cancelled not counted".
    Both as lib/measures/occasions.py has them.
    """
    told = int(occasions["articles"].sum())
    held = "" if len(occasions) and set(occasions["outcome"]) != {HELD} else " held"
    counted = f"{plural(len(occasions), 'meeting')}{held}" + (
        f" in {plural(told, 'report')}" if told > len(occasions) else ""
    )
    others = reports[~reports["occasion"].isin(occasions["occasion"])].drop_duplicates("occasion")["outcome"]
    rest = ", ".join(f"{count:,} {outcome}" for outcome, count in others.value_counts().items())
    return f"{counted}, and {rest} not counted" if rest else counted


def reach(local: bool, own: int) -> str:
    """What others cannot open of a view: its address, where it is this machine's own, and articles that are one's `own`.

    >>> reach(True, 0), reach(False, 1)
    ('Only this machine opens this address.', 'Others see it without 1 article that you have not shared.')
    """
    here = "Only this machine opens this address." if local else ""
    unshared = f"Others see it without {plural(own, 'article')} that you have not shared." if own else ""
    return " ".join(filter(None, (here, unshared)))


def coded_in(language: str) -> str:
    """What of a text in another language than English is coded: "Coded in Arabic: meetings, actors, topics"."""
    if language == "en":
        return ""
    name = language_name(language)
    return f"Coded in {name}: meetings, actors, topics" if coded(language) else f"In {name}, which is not coded"


DETAILS = {  # what is known of an article beside its text
    "title": "title",
    "source": "source",
    "author": "author",
    "published": "day of publication",
    "language": "language",
    "dateline_place": "place of the dateline",
    "url": "address",
}


def filled(columns: Iterable[str]) -> str:
    """What an article got from its copies: "source and day of publication"; "" for nothing."""
    return phrases.listing(DETAILS[name] for name in dict.fromkeys(columns) if name in DETAILS)


def filled_in(corrections: Iterable[Correction]) -> list[str]:
    """What each kept article got from its copies, a line each: "a1: source AFP, day of publication 2024-03-06"."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in corrections:
        if each.column in DETAILS:
            found[each.article_id].append(f"{DETAILS[each.column]} {each.new}")
    return [f"{name}: {', '.join(told)}" for name, told in found.items()]


def put_right(articles: int, step: int, lost: Sized) -> str:
    """What putting right so many articles did: `step` is 0 where nothing changed; `lost`: corrections without their row now."""
    if not step:
        return "Nothing was changed: it is known so already."
    gone = f" {capital(plural(len(lost), 'correction of a row finds its row', 'corrections of rows find their rows'))} no more; "
    gone += "Review lists them under the corrections of the article."
    return f"{capital(plural(articles, 'article'))} put right and coded anew.{gone if lost else ''}"


def brought_back(added: int, known: int, corrections: int, aside: int) -> str:
    """What an export changed that was brought back. aside: of its corrections, those that were not laid."""
    said = f"{capital(plural(added, 'article'))} added, {number(known)} there already and left alone."
    left = f", {aside:,} left aside: their articles have corrections here already" if aside else ""
    return said + (f" {capital(plural(corrections - aside, 'correction'))} brought back{left}." if corrections else "")


def facts(table: str, row: Fields) -> list[tuple[str, str]]:
    """(what, as) of a row; what the text does not say is said to be so."""
    pairs = _FACTS[table](row)
    why = [
        ("From the words", f"“{row['cue']}”" if row.get("cue") else ""),
        ("By the rule", rule(row.get("rule", ""))),
        ("Confidence", f"{row['confidence']:.2f} of 1"),
        ("Read by", names.reader(row["reader"])),
    ]
    return [(what, str(value)) for what, value in [*pairs, *why] if value]


def rule(code: str) -> str:
    """The coder's rule for readers: sides are A and B in it, N is a word for a meeting."""
    if code.startswith(TOPIC_RULE):
        return f"a phrase of the topic {names.label(code.removeprefix(TOPIC_RULE))}"
    letters = {"A": "A and B are sides", "B": "A and B are sides", "N": "N a word such as talks or visit"}
    used = dict.fromkeys(letters[word] for word in re.findall(r"\b[ABN]\b", code))
    return code + (f" ({', '.join(used)})" if used else "")


def person(one: dict[str, str]) -> str:
    """Wang Yi (Foreign Minister, China); the office alone where no name is told."""
    about = [
        part for part in (one["office"].replace(";", ","), names.side(one["country"]) if one["country"] else "") if part
    ]
    return f"{one['name']} ({', '.join(about)})" if one["name"] and about else one["name"] or ", ".join(about)


def _meeting(row: Fields) -> list[tuple[str, str]]:
    part = "; ".join(person(p) for p in row["participants"])
    known = row["date_precision"] != "unknown"
    dated = f"{when(row)}, precise to the {row['date_precision']}" if known else "not given by the text"
    return [
        ("Kind", names.title(row["kind"])),
        ("Status", names.title(row["status"])),
        ("Date", dated),
        ("Date from the words", f"“{row['date_text']}”" if row["date_text"] else ""),
        ("Place", row["place"] or "not given by the text"),
        ("Sides", names.sides(row["parties"])),
        ("Took part", part),
        ("Asked, invited or hosted", names.side(row["initiator"]) if row["initiator"] else ""),
        ("Told by", row["speaker"]),
    ]


def _topic(row: Fields) -> list[tuple[str, str]]:
    return [
        ("Topic", names.title(row["topic"])),
        ("Phrase", f"“{row['phrase']}”"),
        ("Raised by", row["speaker"] or "the text itself"),
        ("Speaks for", names.side(row["speaker_country"]) if row["speaker_country"] else ""),
    ]


def _actor(row: Fields) -> list[tuple[str, str]]:
    return [
        ("Kind", names.title(row["kind"])),
        ("Country or side", names.side(row["country"]) if row["country"] else ""),
        ("Office", row["office"]),
        ("Mentions here", row["mentions"]),
        ("Statements here", row["statements"] or ""),
    ]


def _event(row: Fields) -> list[tuple[str, str]]:
    return [
        ("Type", row["event_type"].title() + (f" ({row['mode']})" if row["mode"] else "")),
        ("By", names.sides(row["actor"])),
        ("Towards", names.sides(row["recipient"])),
        ("Intensity", f"{row['intensity']:+.1f} of 10"),
        ("Status", names.title(row["status"])),
        ("Stage", names.label(row["stage"]) if row["stage"] else ""),
        ("Date", when(row) if row["date_precision"] != "unknown" else "not given by the text"),
        ("Told by", row["speaker"]),
    ]


_FACTS = {"meetings": _meeting, "topics": _topic, "actors": _actor, "events": _event}


def counted(added: Sized, recoded: Sized, known: Sized, filled: Sized = ()) -> str:
    """What was kept: "3 added, 1 there already and left alone"."""
    parts = (
        (added, "added"),
        (recoded, "coded again"),
        (known, "there already and left alone"),
        (filled, "filled in from copies"),
    )
    return ", ".join(f"{len(some):,} {words}" for some, words in parts if len(some)) or "Nothing was new."
