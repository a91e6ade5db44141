"""One input -> its outcomes: loaded, its language found, coded. Runs in this process or in one of its own."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from lib.batch.outcome import Outcome
from lib.batch.plan import Request, inside
from lib.codebook import coded as is_coded
from lib.errors import MajlisError, orderly
from lib.loaders import LINE_FORMATS, loader, read
from lib.loaders.content import recognised
from lib.loaders.language import spoken
from lib.loaders.limits import Limits
from lib.loaders.signature import check_signature
from lib.loaders.source import Source
from lib.schema import TABLES, Article, Records, Row, article_of, dated

if TYPE_CHECKING:
    from lib.measures.edits.details import Copy

SHOWN_BESIDE = ("title", "source", "author", "url", "dateline_place")  # of an article, beside others
SHOWN = 60  # characters of a cell that are shown beside its column's name


def coded(article: Article, language: str = "") -> Records:
    """Rows of an article; in a language that is not coded only its row in `articles`. `language`: the one it is read in,
    whatever its text looks like."""
    return _coded(article, language)[0]


def anew(row: Row, language: str = "") -> Records:
    """The article of this row of its table coded again as `coded` does it; its text stays as it is, without a title above."""
    article = article_of(row)
    made = coded(replace(article, title=""), language)
    made["articles"][0]["title"] = article.title or made["articles"][0]["title"]
    return made


def completed(row: Row, copies: Sequence[Copy]) -> tuple[Records, str]:
    """The article coded anew with what its copies tell and it lacks, and what that is in words; "" where there is nothing."""
    from lib.measures.edits.details import filled, over
    from lib.wording import words

    found = filled(row, copies)
    return (anew(over(row, found)), words.filled(each.column for each in found)) if found else ({}, "")


def again(request: Request, limits: Limits) -> Outcome:
    """A kept article coded anew; a problem as with `outcome`."""
    name = request["name"]
    made = partial(anew, request["row"], request["language"])
    return _limited(name, limits, lambda: Outcome(name, rows=written(made(), explain=True)))


def _coded(article: Article, language: str = "") -> tuple[Records, list[str]]:
    """The same, and what of an English text is coded as no part of the article."""
    known = {name: orderly(str(getattr(article, name))) for name in SHOWN_BESIDE}
    article = replace(article, language=language or spoken(article.text, article.language), **known)
    records, aside = _read(article)
    row = records["articles"][0]
    row |= {name: orderly(str(row[name])) for name in SHOWN_BESIDE}  # what the text tells of itself too
    return records, aside


def _read(article: Article) -> tuple[Records, list[str]]:
    if is_coded(article.language):
        from lib import coder

        doc = coder.read(article)
        return coder.records(doc), doc.set_aside if article.language == "en" else []
    return {"articles": [_uncoded(article)], **{name: [] for name in TABLES if name != "articles"}}, []


def _uncoded(article: Article) -> Row:
    row = {column.name: getattr(article, column.name, "") for column in TABLES["articles"].columns}
    sha256 = hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest()
    return row | dated(article.published) | {"words": len(article.text.split()), "sha256": sha256}


def outcome(article: Article, name: str, named: bool, explain: bool, limits: Limits) -> Outcome:
    """The coded article; a problem where coding took too long or broke down."""

    def made() -> Outcome:
        records, aside = _coded(article)
        left_out = _lines([*article.left_out.split("\n"), *aside]) if explain else ""
        known = records["articles"][0]
        told = str(known["language"]), str(known["sha256"])
        return Outcome(name, article.article_id, *told, named, rows=written(records, explain), left_out=left_out)

    return _limited(name, limits, made)


def _limited(name: str, limits: Limits, make: Callable[[], Outcome]) -> Outcome:
    try:
        with time_limit(limits.seconds, name):
            return make()
    except MajlisError as error:
        return Outcome(name, problem=error)
    except MemoryError:
        return Outcome(name, problem=limits.out_of_memory(name))
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError) as error:
        return Outcome(name, problem=MajlisError("MJ112", name=name, reason=type(error).__name__))


def _lines(lines: list[str]) -> str:
    """These lines, each once."""
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


@functools.cache
def columns(table: str, explain: bool) -> list[str]:
    """Columns of a table as written: cue and rule only on request."""
    return [column.name for column in TABLES[table].columns if explain or not column.explains]


def written(records: Records, explain: bool) -> dict[str, list[str]]:
    """The rows of each table as JSON, cue and rule only on request."""
    return {table: [_json(row, columns(table, explain)) for row in found] for table, found in records.items()}


def _json(row: Row, names: list[str]) -> str:
    return json.dumps({name: row[name] for name in names}, ensure_ascii=False)


def outcomes(file: Source, member: str = "", place: int = 0, explain: bool = False, **known: str) -> Iterator[Outcome]:
    """Every article of a file (or of the `member` of this name, at this place of an archive), coded; what cannot be read is
    told by its problem. `known` are fields of Article that hold for all of them, such as origin and added_at.
    """
    try:
        for found in read(_member(recognised(file), member, place) if member else file):
            if isinstance(found.what, MajlisError):
                yield Outcome(str(found.what.fields.get("name", found.name)), problem=found.what)
            else:
                yield outcome(replace(found.what, **known), found.name, found.by_row, explain, file.limits)
    except MajlisError as error:
        yield Outcome(str(error.fields.get("name", file.name)), problem=error)


def _member(archive: Source, name: str, place: int) -> Source:
    return replace(loader(archive).member(archive, place), name=name)


def work(request: Request) -> Iterator[bytes]:
    """Target of lib.loaders.isolated: the outcomes of a request, as lines; of a file to be opened, what is inside it."""
    if "article" in request:
        article, limits = Article(**request["article"]), Limits.from_environment()
        yield outcome(article, request["name"], request["named"], request["explain"], limits).line()
    elif "row" in request:
        yield again(request, Limits.from_environment()).line()
    elif "opened" in request:
        yield from inside(_source(request), {"known": request["known"], "explain": request["explain"]})
    else:
        member = request["name"] if "archive" in request else ""
        file, place = _source(request), request.get("member", 0)
        for each in outcomes(file, member, place, request["explain"], **request["known"]):
            yield each.line()


def _source(request: Request) -> Source:
    name, limits = request.get("archive", request["name"]), Limits.from_environment()
    return Source(
        name, Path(request["path"]), mapping=request["mapping"], limits=limits, url=request["url"],
        otherwise=request["otherwise"], day_first=request["day_first"],
    )  # fmt: skip


@contextlib.contextmanager
def time_limit(seconds: float, name: str) -> Iterator[None]:
    """Raises MJ110 in the body once its time is over; on the main thread of a Unix process only."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise MajlisError("MJ110", name=name, seconds=f"{seconds:g}")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def columns_of(request: dict[str, str]) -> Iterator[bytes]:
    """Target of lib.loaders.isolated for {"name", "path"}: one line of JSON, [columns, first rows, guessed mapping]."""
    from lib.loaders.mapping import guess
    from lib.loaders.table import peek
    from lib.loaders.text import clean

    source = Source(request["name"], Path(request["path"]), limits=Limits.from_environment())
    try:
        source = recognised(source)
        check_signature(source)
        columns, rows = peek(source)
        found = [
            columns,
            [{k: clean(str(v))[:SHOWN] for k, v in row.items() if v is not None} for row in rows],
            guess(columns, rows),
        ]
    except Exception:  # whatever is wrong with the file is told when it is read
        found = [[], [], {}]
    yield json.dumps(found).encode() + b"\n"


def addresses_of(request: dict[str, str]) -> Iterator[bytes]:
    """Target of lib.loaders.isolated for {"name", "path"}: a line of JSON, [address, what is known of it], for each article
    that the file lists without its text; none where it cannot be read, which is told when it is."""
    from lib.loaders.table import listed

    with contextlib.suppress(Exception):
        source = recognised(Source(request["name"], Path(request["path"]), limits=Limits.from_environment()))
        check_signature(source)
        for address in islice(listed(source) if source.ending in LINE_FORMATS else (), source.limits.files):
            yield json.dumps(address).encode() + b"\n"
