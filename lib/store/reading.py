"""Rows out of the database: articles, what was coded from them, and the corrections laid over it."""

import gc
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

import sqlalchemy as sa

from lib import tables as typed
from lib.columns import listed
from lib.measures.edits import details
from lib.measures.edits.corrections import ADD, Columns, Correction, overlay
from lib.schema import CODED, TABLES, Records
from lib.store.corpus import joined
from lib.store.layout import ARTICLES, CORRECTIONS, HIDDEN, ROWS, A, C
from lib.store.statements import batches, owned

BATCH = 100  # articles read at once where only some are wanted
Which = sa.ColumnElement[bool]


def tokens(connection: sa.Connection, owner: str) -> dict[str, int]:
    """article_id -> token of this owner's articles, in the order they were added."""
    listed = sa.select(A.article_id, A.changed).where(A.owner == owner).order_by(A.seq)
    return dict(connection.execute(listed).cursor.fetchall())


def hidden(connection: sa.Connection, session: str | None) -> set[str]:
    """Identifiers of what is hidden for this visitor."""
    return set(connection.execute(sa.select(HIDDEN.c.name).where(owned(HIDDEN, session))).scalars())


def corrected(connection: sa.Connection, owner: str, names: list[str] | None) -> typed.Tables:
    """The tables of these articles of an owner, of all of them for None, with their corrections."""
    if names is None:
        return _corrected(connection, owner)
    return joined([_corrected(connection, owner, A.article_id.in_(some)) for some in batches(names, BATCH)])


def _corrected(connection: sa.Connection, owner: str, *some: Which) -> typed.Tables:
    with _no_collection():
        known, ids = articles(connection, A.owner == owner, *some)
        columns = {name: rows(connection, name, ids, A.owner == owner, *some) for name in CODED}
        here = set(ids.values())
        if laid := [c for c in corrections(connection, C.owner == owner) if c.article_id in here]:
            columns = {name: overlay(found, name, laid).settled() for name, found in columns.items()}
            known = details.overlay(known, laid)
        return {n: typed.from_columns(values, n) for n, values in {"articles": known, **columns}.items()}


def articles(connection: sa.Connection, *which: Which) -> tuple[Columns, dict[int, str]]:
    """Columns of these articles, in the order they were added; and seq -> article_id."""
    names = TABLES["articles"].names
    found = connection.execute(sa.select(A.seq, *(A[n] for n in names)).where(*which).order_by(A.seq))
    columns = _columns(found.cursor.fetchall(), ["seq", *names])
    return columns, dict(zip(columns.pop("seq"), columns["article_id"], strict=True))


def rows(connection: sa.Connection, table: str, ids: dict[int, str], *which: Which) -> Columns:
    """Columns of the coded rows of these articles (seq -> article_id), in the order they were written."""
    of, names = ROWS[table], [n for n in TABLES[table].names if n != "article_id"]
    wanted = sa.select(of.c.article, *(of.c[n] for n in names)).join(ARTICLES).where(*which).order_by(of.c.seq)
    found = connection.execute(wanted).cursor.fetchall()  # as the driver gives them: rows are many
    columns = _columns(found, ["article", *names])
    columns["article_id"] = [ids[article] for article in columns.pop("article")]
    for name in listed(TABLES[table].columns):
        parsed = {text: json.loads(text) for text in set(columns[name])}  # most are the same few
        columns[name] = [parsed[text] for text in columns[name]]
    return columns


def records(connection: sa.Connection, seqs: Sequence[int]) -> list[Records]:
    """What is kept of these articles, as the coder gave it: corrections lie over it."""
    made: list[Records] = []
    for some in batches(seqs, BATCH):
        known, ids = articles(connection, A.seq.in_(some))
        found = {name: rows(connection, name, ids, A.seq.in_(some)) for name in CODED}
        by_id: dict[str, Records] = {name: {table: [] for table in TABLES} for name in ids.values()}
        for table, columns in {"articles": known, **found}.items():
            for values in zip(*columns.values(), strict=True):
                row = dict(zip(columns, values, strict=True))
                by_id[str(row["article_id"])][table].append(row)
        made += by_id.values()
    return made


def readers(connection: sa.Connection, owner: str, names: Sequence[str]) -> dict[str, int]:
    """Reader -> how many rows of these articles of an owner, as they were read."""
    found: Counter[str] = Counter()
    for some in batches(names, BATCH):
        for of in ROWS.values():
            rows = sa.select(of.c.reader, sa.func.count()).join(ARTICLES)
            those = rows.where(A.owner == owner, A.article_id.in_(some)).group_by(of.c.reader)
            found.update(dict(connection.execute(those).tuples().all()))
    return dict(found)


def corrections(connection: sa.Connection, *which: Which) -> list[Correction]:
    """These corrections, oldest first, undone ones too."""
    names = [each.name for each in fields(Correction)]
    found = connection.execute(sa.select(*(C[name] for name in names)).where(*which).order_by(C.seq))
    read = ({**row._mapping, **{n: json.loads(row._mapping[n]) for n in ("anchor", "old", "new")}} for row in found)
    return [_named(Correction(**row)) for row in read]


def _named(each: Correction) -> Correction:
    """An added row goes with its article, which may have got another identifier since (shared, or brought back)."""
    if each.action != ADD or not isinstance(each.new, dict):
        return each
    return replace(each, new={**each.new, "article_id": each.article_id})


def coded(connection: sa.Connection, seen: Which, owned: Which) -> tuple[typed.Tables, list[Correction]]:
    """Tables of the corrected ones among these articles, as the coder gave them, and the corrections of these."""
    same = (C.owner == A.owner) & (C.article_id == A.article_id)
    seqs = connection.execute(sa.select(A.seq).where(seen, sa.select(C.seq).where(same).exists()).order_by(A.seq))
    there = sa.select(A.seq).where(seen, same).exists()
    return typed.to_tables(records(connection, seqs.scalars().all())), corrections(connection, owned, there)


def correction_rows(connection: sa.Connection, *which: Which) -> list[dict]:
    """These corrections as the database has them."""
    return [dict(row._mapping) for row in connection.execute(sa.select(CORRECTIONS).where(*which))]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the garbage collector, which would look through millions of new rows again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _columns(found: Sequence[Sequence], names: Sequence[str]) -> dict[str, list[Any]]:
    return dict(zip(names, map(list, zip(*found, strict=True)) if found else [[] for _ in names], strict=True))
