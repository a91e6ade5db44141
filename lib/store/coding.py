"""Coded rows of kept articles: written, and made anew where more, or something else, is known of an article by now.

Coding takes long, and a store that is written to is locked for the others. So a transaction that wants articles coded is
taken back, they are coded, and it is done again: `Store._changing`.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from lib import codebook
from lib import tables as typed
from lib.codebook.book import Codebook
from lib.columns import listed
from lib.measures.edits import details
from lib.measures.edits.corrections import Correction
from lib.schema import CODER, TABLES, Records, Row
from lib.store import own, reading
from lib.store.layout import ARTICLES, ROWS, A, C
from lib.store.statements import batches, change, insert, numbered

BATCH = 100  # articles coded and written at once
IMPORTED = "imported"  # the origin of rows that were made elsewhere, and stay


def write(connection: sa.Connection, made: typed.Tables, seqs: Mapping[str, int]) -> None:
    """Write the coded rows of these articles (identifier -> number), in place of those they had."""
    for name, of in ROWS.items():
        connection.execute(sa.delete(of).where(of.c.article.in_(list(seqs.values()))))
        coded = [{"article": seqs[str(r.pop("article_id"))], **r} for r in typed.rows(made[name], name)]
        insert(connection, of, numbered(connection, of, coded, listed(TABLES[name].columns)))


class Uncoded(Exception):
    """A transaction wants articles that are not coded yet."""


class Ahead:
    """Articles coded ahead of the transaction that writes them, each as it is known, in the language it is read in and with
    its owner's codebook."""

    def __init__(self) -> None:
        self._made: dict[str, Records] = {}
        self._wanted: dict[str, tuple[Row, str, Codebook]] = {}

    def of(self, row: Row, language: str, book: Codebook) -> Records | None:
        """The article's records, none where they stay as they are; None where `code` has to make them first."""
        key = _key(row, language, book)
        if key not in self._made:
            self._wanted[key] = row, language, book
        return self._made.get(key)

    def know(self, row: Row, language: str, book: Codebook, made: Records) -> None:
        """The article was coded: its records, {} where it has them."""
        self._made[_key(row, language, book)] = made

    def check(self) -> None:
        """Raises Uncoded where any were missing."""
        if self._wanted:
            raise Uncoded

    def code(self) -> None:
        """Make what was missing."""
        self._made |= {key: _coded(*wanted) for key, wanted in self._wanted.items()}
        self._wanted.clear()


def _key(row: Row, language: str, book: Codebook) -> str:
    return hashlib.sha256(json.dumps((row, language, book.digest)).encode()).hexdigest()


def _coded(row: Row, language: str, book: Codebook) -> Records:
    from lib.batch.work import anew

    with codebook.using(book):
        return anew(row, language)


class Kept(NamedTuple):
    """An article's number, its row as it is `now`, and the corrections that lie over the one it was loaded with."""

    seq: int
    now: Row
    laid: list[Correction]

    @property
    def language(self) -> str:
        """The language that a reader says it is in, "" where none does."""
        return str(self.now["language"]) if any(each.column == "language" for each in self.laid) else ""


def known(connection: sa.Connection, owner: str, names: Collection[str]) -> dict[str, Kept]:
    """What is known of these articles of an owner, by identifier."""
    columns, ids = reading.articles(connection, A.owner == owner, A.article_id.in_(names))
    about = (C.owner == owner, C.article_id.in_(names), C.table == details.ARTICLES)
    laid = details.live(reading.corrections(connection, *about))
    rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    over = {name: laid.get(name, []) for name in ids.values()}
    found = zip(ids.items(), rows, strict=True)
    return {name: Kept(seq, details.over(row, over[name]), over[name]) for (seq, name), row in found}


def put_right(connection: sa.Connection, owner: str, names: Collection[str]) -> list[str]:
    """Those of these articles of an owner over whose own row something lies."""
    about = (C.owner == owner, C.article_id.in_(names), C.table == details.ARTICLES, ~C.undone)
    return list(connection.execute(sa.select(C.article_id).where(*about).distinct()).scalars())


def anew(connection: sa.Connection, owner: str, names: Collection[str]) -> None:
    """Code these articles of an owner anew, with what is known of them now; rows that were imported stay."""
    ahead: Ahead | None = connection.get_execution_options().get("ahead")
    book = own.book(connection, owner)
    for batch in batches(names, BATCH):
        made, seqs, some = [], {}, set(batch)
        for name, kept in known(connection, owner, batch).items():
            if kept.now["origin"] != IMPORTED:
                told = kept.now, kept.language, book
                records = ahead.of(*told) if ahead else _coded(*told)
                if records:
                    made.append(records)
                    seqs[name] = kept.seq
                elif records is not None:  # they stay as they are
                    some.discard(name)
        tables = typed.to_tables(made)
        typed.validate_evidence(tables)
        write(connection, tables, seqs)
        change(connection, A.owner == owner, A.article_id.in_(some))


def moved(connection: sa.Connection, before: str, owner: str, name: str) -> None:
    """Code an article anew that another had `before`, where that one's codebook was another; not one that a model read too."""
    if own.book(connection, before).digest != own.book(connection, owner).digest:
        anew(connection, owner, [each for each in alone(connection, owner)[0] if each == name])


def alone(connection: sa.Connection, owner: str) -> tuple[list[str], int]:
    """The articles of an owner that the coder alone read, and how many a model read too."""
    listed = sa.select(A.seq, A.article_id).where(A.owner == owner, A.origin != IMPORTED).order_by(A.seq)
    every = connection.execute(listed).all()
    read: set[int] = set()
    for of in ROWS.values():
        rows = sa.select(of.c.article).join(ARTICLES).where(A.owner == owner, of.c.reader != CODER).distinct()
        read |= set(connection.execute(rows).scalars())
    return [row.article_id for row in every if row.seq not in read], sum(row.seq in read for row in every)
