"""An article -> the questions a model is asked: one a part, long articles in several that overlap."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache

from lib.coder.document import Document
from lib.reader.instructions import example, guideline, version
from lib.reader.wanted import schema
from lib.schema import Made

PART = 12_000  # characters of a part, about 3,000 tokens: small models read no more at once
OVERLAP = 1_500  # characters that two parts have in common, so that what is told at their bound is told whole
LEAST = 2_000  # characters of a part that is halved when its answer was cut short
ENDS = re.compile(r"\n|(?<=[.!?。！？؟]) ")  # of paragraphs, and of sentences where there are none


@dataclass(frozen=True)
class Question:
    """A part of an article for a model. `key`: of the model, what it is told, and the part."""

    model: str
    text: str
    title: str = ""
    published: str = ""

    @property
    def key(self) -> str:
        told = "\0".join((self.model, version(), self.title, self.published, self.text))
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:40]

    @property
    def body(self) -> Made:
        """The question as a server of chat completions takes it."""
        article, answer = example()
        own = {"title": self.title, "published": self.published, "text": self.text}
        return {
            "model": self.model,
            "messages": [
                {"role": "system", "content": guideline()},
                {"role": "user", "content": _shown(**article)},
                {"role": "assistant", "content": json.dumps(answer, ensure_ascii=False)},
                {"role": "user", "content": _shown(**own)},
            ],
            "temperature": 0,
            "response_format": _form(),
        }

    def halved(self) -> list[Question]:
        """The same in two parts; itself where it is too short for that."""
        if len(self.text) < LEAST:
            return [self]
        half = len(self.text) // 2
        return [
            Question(self.model, part, self.title, self.published)
            for part in parts(self.text, half + OVERLAP // 4, OVERLAP // 4)
        ]


@cache
def _form() -> Made:
    return {"type": "json_schema", "json_schema": {"name": "rows", "strict": True, "schema": schema()}}


def _shown(title: str, published: str, text: str) -> str:
    """The article between two lines that no article holds."""
    fence = f"=== {hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]} ==="
    day = published or "not known"
    head = f"Day of publication: {day}\nHeadline: {' '.join(title.split())}\nThe article stands between two lines of {fence}"
    return f"{head}\n{fence}\n{text}\n{fence}".encode("utf-8", "replace").decode()


def questions(doc: Document, model: str) -> list[Question]:
    """Those of an article, in the order of its parts."""
    title, day = doc.header.title, doc.header.published
    return [Question(model, part, title, day) for part in parts(doc.text)]


def parts(text: str, most: int = PART, overlap: int = OVERLAP) -> list[str]:
    """The text cut into parts of at most `most` characters, at ends of paragraphs where there are any near, each
    beginning with about the last `overlap` characters of the one before."""
    found, start = [], 0
    while len(text) - start > most:
        end = _bound(text, start + most // 2, start + most)
        found.append(text[start:end])
        start = max(start + 1, _bound(text, max(start + 1, end - overlap), end - overlap // 2))
    return [*found, text[start:]]


def _bound(text: str, first: int, last: int) -> int:
    """The last end of a paragraph between two places, else of a sentence, else of a word; else the last place."""
    ends = [found.end() for found in ENDS.finditer(text, first, last)]
    lines = [end for end in ends if text[end - 1] == "\n"]
    blank = text.rfind(" ", first, last) + 1
    return (lines or ends or [blank or last])[-1]
