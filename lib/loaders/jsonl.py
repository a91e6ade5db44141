"""JSON lines: one article a line, with `text` and whatever is known of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from lib.errors import MajlisError
from lib.loaders.dates import iso_day
from lib.loaders.source import Source
from lib.loaders.text import clean
from lib.schema import Article

ALSO = {"id": "article_id"}  # field of a line -> field of Article, where they differ
FIELDS = ("article_id", "title", "published", "source", "author", "url", "language", "dateline_place")


def load(source: Source) -> Iterator[Article | MajlisError]:
    """Each line an article; a broken line is given as an error and the rest goes on."""
    columns = source.mapping or {}
    limit = int(source.limits.characters * 8)
    with _open(source) as lines:
        for number in range(1, 2**62):
            line = lines.readline(limit)
            if not line:
                return
            if not line.endswith(b"\n") and len(line) == limit:
                yield MajlisError("MJ107", name=f"{source.name}:{number}", length=f"over {limit:,}", limit=f"{limit:,}")
                return
            if line.strip():
                yield _line(line, number, columns, source)


def _open(source: Source) -> io.BufferedIOBase:
    if source.data is not None:
        return io.BytesIO(source.data)
    try:
        return open(source.path, "rb")
    except FileNotFoundError:
        raise MajlisError("MJ101", name=source.name) from None
    except OSError as error:
        raise MajlisError("MJ106", name=source.name, reason=error.strerror or str(error)) from None


def _line(line: bytes, number: int, columns: dict[str, str], source: Source) -> Article | MajlisError:
    name = f"{source.name}:{number}"
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return MajlisError("MJ108", name=name, reason=str(error).split(":")[0])
    if not isinstance(row, dict):
        return MajlisError("MJ108", name=name, reason="the line is not an object {...}")
    known = {columns.get(key, ALSO.get(key, key)): value for key, value in row.items()}
    text = known.get("text")
    if not isinstance(text, str) or not text.strip():
        return MajlisError("MJ103", name=name)
    fields = {f: clean(str(known[f])) for f in FIELDS if known.get(f) not in (None, "")}
    fields["published"] = iso_day(known.get("published"))
    fields.setdefault("article_id", f"{source.stem}-{number}")
    try:
        return source.article(clean(text), **fields)
    except MajlisError as error:
        return error
