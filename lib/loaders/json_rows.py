"""Rows of JSON: one object a line, or one document that lists them somewhere."""

import itertools
import json
import re
from collections.abc import Iterator

from lib.errors import MajlisError
from lib.loaders.heads import check_columns
from lib.loaders.source import Source
from lib.loaders.text import clean, decode
from lib.schema import Row

ESCAPED = 6  # bytes of JSON at most for a character: \u1234
SIGNS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.S)  # what opens and closes, and texts, in which nothing does
CLOSES = {"[": "]", "{": "}"}
NESTED = "too many brackets in each other"
INSIDE = 100  # lists and objects of a row in each other; chosen by eye
DEPTH = 4  # objects in objects in which the list of articles is looked for
JSON_FEED = "https://jsonfeed.org/version/"  # by which a feed tells what it is; its title is that of the source
BESIDE = ("fields", "attributes", "_source", "metadata")  # objects in a row whose values are the row's own


def lines(source: Source) -> Iterator[Row | MajlisError]:
    """The object of each line; a line that is none is an error."""
    longest = int(source.limits.characters * ESCAPED)
    with source.open() as file:
        for number in itertools.count(1):
            line = file.readline(longest)
            if not line:
                return
            if len(line) == longest and not line.endswith(b"\n"):
                limit = f"{source.limits.characters:,}"
                yield MajlisError("MJ107", name=f"{source.name}:{number}", length=f"over {limit}", limit=limit)
                while line and not line.endswith(b"\n"):
                    line = file.readline(longest)
            elif line.strip():
                yield _line(line, f"{source.name}:{number}", source)


def _line(line: bytes, name: str, source: Source) -> Row | MajlisError:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return MajlisError("MJ108", name=name, reason=str(error).split(":")[0])
    return _row(row, name, source)


def _row(row: object, name: str, source: Source) -> Row | MajlisError:
    if not isinstance(row, dict):
        return MajlisError("MJ108", name=name, reason="the line is not an object {...}")
    if _deep(row):
        return MajlisError("MJ108", name=name, reason=NESTED)
    beside = [row[key] for key in BESIDE if isinstance(row.get(key), dict)]
    whole = {clean(str(column)): value for each in (*beside, row) for column, value in each.items()}
    try:
        check_columns(len(whole), name, source)
    except MajlisError as error:
        return error
    return whole


def _deep(row: dict) -> bool:
    """Are there more than INSIDE lists and objects in each other?"""
    found: list[dict | list] = [row]
    for _ in range(INSIDE):
        inside = (one for each in found for one in (each.values() if isinstance(each, dict) else each))
        if not (found := [one for one in inside if isinstance(one, dict | list)]):
            return False
    return True


def document(source: Source) -> Iterator[Row | MajlisError]:
    """The objects of the longest list in a document, or the one that it is; those that are whole, and MJ163, where it
    breaks off. Raises MJ108 where it is no JSON."""
    text = decode(source.read(), source.name)
    broken: list[Row | MajlisError] = []
    try:
        found = json.loads(text)
    except RecursionError:
        raise MajlisError("MJ108", name=source.name, reason=NESTED) from None
    except ValueError as error:
        if str(error).startswith("Extra data"):  # one object a line, in a file of this ending
            yield from lines(source)
            return
        if not (whole := _whole(text[: getattr(error, "pos", None)])):
            raise MajlisError("MJ108", name=source.name, reason=str(error).split(":")[0]) from None
        found = json.loads(whole)
        broken = [MajlisError("MJ163", name=source.name, count=f"{len(_listed(found)):,}")]
    listed = _listed(found) or [found]
    if isinstance(found, dict) and str(found.get("version", "")).startswith(JSON_FEED):
        listed = [{"source": found.get("title")} | row if isinstance(row, dict) else row for row in listed]
    yield from (_row(row, f"{source.name}:{number}", source) for number, row in enumerate(listed, 1))
    yield from broken


def _whole(text: str) -> str:
    """What is JSON of a document that breaks off: up to the last whole object of its outermost list, and what is open there
    closed; "" where there is none.

    >>> _whole('{"items": [{"title": "A", "tags": [{}]}, {"title": "B", "tags": [{}, {')
    '{"items": [{"title": "A", "tags": [{}]}]}'
    """
    left: list[str] = []  # what is still to be closed, the innermost last
    end, after = 0, ""
    for sign in SIGNS.finditer(text):
        if sign[0] in CLOSES:
            left.append(CLOSES[sign[0]])
        elif sign[0] in ("]", "}"):
            if not left or left.pop() != sign[0]:
                break
            if sign[0] == "}" and left[-1:] == ["]"] and (not after or len(left) <= len(after)):
                end, after = sign.end(), "".join(reversed(left))
    try:
        json.loads(found := text[:end] + after)
        return found
    except (ValueError, RecursionError):
        return ""


def _listed(value: object, depth: int = 0) -> list[object]:
    if isinstance(value, list):
        return value if any(isinstance(each, dict) for each in value) else []
    if not isinstance(value, dict) or depth == DEPTH:
        return []
    inner = (_listed(each, depth + 1) for key, each in value.items() if depth == 0 or isinstance(each, dict | list))
    best = max(inner, key=len, default=[])
    return best if len(best) > 1 or not {"title", "text", "content", "headline"} & set(value) else []
