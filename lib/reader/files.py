"""The batch format of the providers: questions as lines that one machine writes, answers as lines that another brings back.

Beside `requests.jsonl` lies `requests.articles.jsonl`, which stays here: the articles as the coder has them, and the model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from lib.errors import MajlisError, in_words
from lib.reader.asking import Question
from lib.reader.endpoint import Answer, answer_of
from lib.schema import TABLES, Made

URL = "/v1/chat/completions"
LONGEST = 16_000_000  # bytes of a line


Form = TypeVar("Form", bound=msgspec.Struct)


class Asked(msgspec.Struct):
    """An article that a model was asked about: its name, whether its id was given by the user, and the coder's records."""

    name: str
    named: bool
    model: str
    records: dict[str, list[Made]]


class _Response(msgspec.Struct):
    body: dict[str, object] | None = None
    status_code: int = 200


class _Answered(msgspec.Struct):
    custom_id: str
    response: _Response | None = None
    error: object = None


def beside(requests: Path) -> Path:
    """Where the articles of a file of questions lie."""
    return requests.with_name(f"{requests.stem}.articles.jsonl")


def line(question: Question) -> str:
    """A question as a line of the batch format."""
    told = {"custom_id": question.key, "method": "POST", "url": URL, "body": question.body}
    return json.dumps(told, ensure_ascii=False) + "\n"


def packed(asked: Asked) -> str:
    """An article as a line of the file beside the questions."""
    return msgspec.json.encode(asked).decode() + "\n"


def asked(requests: Path) -> Iterator[Asked]:
    """The articles of a file of questions. Raises MJ810, MJ811."""
    path = beside(requests)
    if not requests.is_file() or not path.is_file():
        raise MajlisError("MJ811", name=requests.name, beside=path.name)
    for one in _lines(path, Asked, "articles"):
        whole = all(set(TABLES[table].names) == row.keys() for table in TABLES for row in one.records.get(table, ()))
        if not whole or len(one.records.get("articles", ())) != 1:
            raise MajlisError("MJ811", name=requests.name, beside=path.name)
        yield one


@dataclass
class Answers:
    """The answers in files of the batch format, to be asked for; `missing` are the questions that have none."""

    known: dict[str, Answer] = field(default_factory=dict)
    missing: dict[str, Question] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Answers:
        """Of several answers to a question the last counts; what failed or says nothing is missing. Raises MJ810."""
        made = cls()
        for path in paths:
            for told in _lines(path, _Answered, "answers"):
                if told.error is None and told.response and told.response.body and told.response.status_code == 200:
                    try:
                        made.known[told.custom_id] = answer_of(told.response.body)
                    except MajlisError:
                        continue
        return made

    def __call__(self, question: Question) -> Answer:
        """Raises MJ812 where there is none."""
        if question.key not in self.known:
            self.missing[question.key] = question
            raise MajlisError("MJ812")
        return self.known[question.key]


def _lines(path: Path, form: type[Form], wanted: str) -> Iterator[Form]:
    try:
        with open(path, "rb") as file:
            for n, told in enumerate(iter(lambda: file.readline(LONGEST), b""), 1):
                if told.strip():
                    yield _decoded(told, form, {"name": path.name, "wanted": wanted, "line": n})
    except OSError as error:
        raise MajlisError("MJ106", name=str(path), reason=error.strerror or type(error).__name__) from None


def _decoded(told: bytes, form: type[Form], where: dict[str, str | int]) -> Form:
    try:
        return msgspec.json.decode(told, type=form)
    except msgspec.MsgspecError as error:
        raise MajlisError("MJ810", **where, reason=in_words(error)) from None
    except (UnicodeDecodeError, RecursionError):
        raise MajlisError("MJ810", **where, reason="which is no JSON") from None
