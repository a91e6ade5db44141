"""Quotations of one article: the sentence of its main meeting, and the wave it claims beside what it and the chronology
support.

Setting of both: `article`, the article's identifier; without it the curated one.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from lib.catalogue.article import headed, rows
from lib.errors import MajlisError
from lib.export.deck.slides import Slide
from lib.export.deck.story import Quote
from lib.export.deck.story_data import Data
from lib.wording import story, story_wave
from lib.wording.names import side
from lib.wording.verdict import claimed as claimed_by
from lib.wording.verdict import lacks, meant, span

Settings = Mapping[str, str]


def cited(data: Data, row: pd.Series) -> str:
    """Where a row's sentence stands: source, date, headline, sentence."""
    return f"{headed(data.rows, row.to_frame().T)}, sentence {int(row['sentence']) + 1}"


def quoted(data: Data, row: pd.Series, words: Iterable[str]) -> Quote:
    """The row's evidence with these words marked where they first stand."""
    text = " ".join(row["evidence"].split())
    found = sorted((text.find(w), text.find(w) + len(w)) for w in dict.fromkeys(words) if w and w in text)
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return Quote(text, tuple(kept), cited(data, row))


def meeting(data: Data, settings: Settings) -> Slide:
    """The sentence the main meeting was read from, with who and when marked."""
    meetings = rows(data.rows, settings, "meetings")
    words = story.main_meeting(meetings, side)
    row = meetings.sort_values("main", ascending=False, kind="stable").iloc[0]
    people = [p["name"] for p in row["participants"]]
    quote = quoted(data, row, [row["date_text"], row["place"], *people])
    notes = "We begin with one sentence.\n\nMethod: Marked are the words the date, the place and the names came from."
    return Slide(words.headline, words.lines, cited(data, row), notes, quote=quote)


def claimed(data: Data, article_id: str) -> pd.DataFrame:
    """Rows of the topics whose sentence speaks of a wave of reconciliation."""
    table = data.of_article("topics", article_id)
    return table[(table["topic"] == "reconciliation") & table["evidence"].str.contains(r"\bwave\b")]


def claim(data: Data, settings: Settings) -> Slide:
    """What the article says of a wave, beside what it supports by itself, and what the chronology supports."""
    said = claimed(data, settings.get("article") or data.curated())
    if said.empty:
        raise MajlisError("MJ607", name="of a claim", problem="the article claims no wave")
    row = said.iloc[0]
    own = data.alone(row["article_id"])
    waves, lacking = own.regions["reconciliation"].waves, own.lacking()
    alone = lacks(lacking, side) if lacking else story_wave.region(waves, None, side).headline
    curated = data.regions["reconciliation"].waves
    made = pd.Series({"claim": "reconciliation", "published": own.tables["articles"]["published"].iloc[0]})
    held = meant(curated, made["published"])
    found = any(wave.named for wave in waves)
    words = story.claim(row["speaker"], found, alone, span(held) if held else "", claimed_by(curated, made))
    quote = quoted(data, row, ["reconciliation wave", row["phrase"]])
    notes = (
        f"A wave, says {row['speaker'] or 'the text'}. Is it one? Others than the speaker have to bear it out.\n\n"
        "Method: A claim is no evidence. What counts is dated steps between pairs of rivals."
    )
    return Slide(words.headline, words.lines, cited(data, row), notes, quote=quote)
