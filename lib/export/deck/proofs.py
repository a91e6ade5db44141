"""What stands behind the marks of a deck: for each key of a row its sentence in its surroundings, as deck.js shows it."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd
import plotly.graph_objects as go

from lib.catalogue.rows import LETTER
from lib.export.deck.slides import MOST, Proof, pieces
from lib.export.deck.story import Quote
from lib.export.deck.story_data import Data
from lib.wording import names, words
from lib.wording.passages import unwrapped, written
from lib.wording.phrases import around

KEPT = 2_000  # rows told in one deck
CONTEXT = 260  # characters of the article around the sentence
KEYS = re.compile(rf"[{''.join(LETTER.values())}]\d+( [{''.join(LETTER.values())}]\d+)*")
TABLE = {letter: table for table, letter in LETTER.items()}


def proofs(figures: Iterable[go.Figure], data: Data) -> dict[str, Proof]:
    """Key -> what a click on a mark of these figures tells of that row."""
    marks = (mark for fig in figures for trace in fig.data for mark in _texts(trace.customdata) if KEYS.fullmatch(mark))
    keys = list(dict.fromkeys(key for mark in marks for key in mark.split()[:MOST]))[:KEPT]
    found = ((key, _proof(key, data)) for key in keys)
    return {key: proof for key, proof in found if proof}


def _texts(value: object) -> Iterator[str]:
    """The texts in what a trace keeps beside its marks, however deep they lie."""
    if isinstance(value, str):
        yield value
    elif value is not None and hasattr(value, "__iter__"):
        for one in value:
            yield from _texts(one)


def _proof(key: str, data: Data) -> Proof | None:
    name, place = TABLE[key[0]], int(key[1:])
    if place >= len(data.rows[name]):
        return None
    row = data.rows[name].iloc[place]
    if name == "milestones":
        return _milestone(row)
    article = data.rows["articles"].loc[row["article_id"]]
    lang, way = written(article["language"])
    at = {"article": str(row["article_id"]), "sentence": str(int(row["sentence"]))}
    return Proof(words.heading(name, row), _passage(article["text"], row), words.cited(article), lang, way, article=at)


def _milestone(row: pd.Series) -> Proof:
    """A row of the chronology: its one line, and where it is reported."""
    heading = f"{names.sides(row['parties'])}, {words.when(row)}"
    cited = f"{words.direction(row)}. From the curated chronology."
    url = str(row["source_url"])
    return Proof(heading, [(row["event"], False)], cited, url=url if re.match("https?://", url, re.IGNORECASE) else "")


def _passage(text: str, row: pd.Series) -> list[tuple[str, bool]]:
    """The sentence, marked, with what stands around it."""
    start, end = int(row["start"]), int(row["end"])
    before, after = around(text, start, end, CONTEXT)
    said = unwrapped(text)[before:after]
    told = pieces(Quote(said, ((start - before, end - before),)))
    return [("… ", False)] * bool(before) + told + [(" …", False)] * (after < len(text))
