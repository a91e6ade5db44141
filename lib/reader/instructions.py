"""What a language model is told: the guideline in data/reader with the vocabularies of the codebook, and one example."""

import csv
import hashlib
import json
import re
from functools import cache
from string import Template

from lib import codebook
from lib.codebook.records import Organization, Word
from lib.paths import READER
from lib.schema import EVENT_MODES, MEETING_KINDS, TOPICS, Made


@cache
def guideline() -> str:
    """The instructions, in the words of data/reader/guideline.md."""
    meanings = {row.word: row.meaning for row in codebook.rows(Word) if row.vocabulary == "meeting kind"}
    bodies = ((one.code, one.name) for one in codebook.BOOK.rows(Organization) if one.kind != "state_body")
    return Template((READER / "guideline.md").read_text("utf-8")).substitute(
        kinds="\n".join(f"  - `{kind}`: {meanings[kind]}" for kind in MEETING_KINDS),
        types="\n".join(f"  - `{kind}`: {', '.join(modes) or 'no mode'}" for kind, modes in EVENT_MODES.items()),
        topics=", ".join(f"`{topic}`" for topic in TOPICS),
        bodies="; ".join(f"`{code}` {name}" for code, name in bodies),
    )


@cache
def example() -> tuple[Made, Made]:
    """An article of our own, and the answer that is wanted of it."""
    told = json.loads((READER / "example.json").read_text("utf-8"))
    return told["article"], told["answer"]


@cache
def version() -> str:
    """A fingerprint of all that a model is told beside the article."""
    from lib.reader.wanted import schema

    told = json.dumps([guideline(), example(), schema()], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def addressed() -> re.Pattern[str]:
    """Words of a sentence, in small letters, that speak to the program which reads it."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in _lines("addressed")))


@cache
def chances() -> dict[str, float]:
    """Who told a row (both or model) -> the chance that it is right, as far as data/reader/chances.csv knows."""
    return {row["told_by"]: float(row["right"]) for row in _lines("chances")}


def _lines(name: str) -> list[dict[str, str]]:
    text = (READER / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
