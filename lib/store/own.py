"""A team's own rows of the codebook: kept with who added them and when, in force or removed, each undone by the other.

Those for everyone (owner "") hold for all articles; a visitor's own hold for the articles that are theirs alone, until they
are given to everyone. So each article is coded with the codebook of its owner: `book`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lib import codebook
from lib.codebook.book import Codebook
from lib.codebook.own import MOST, Own
from lib.errors import MajlisError
from lib.measures.edits.arrivals import keepable
from lib.schema import now
from lib.store.layout import OWN, SHARED
from lib.store.statements import following, insert, owned

O = OWN.c  # noqa: E741  beside A, C and S
REMOVE, BACK, SHARE, TAKE = "remove", "back", "share", "take"


@dataclass(frozen=True)
class Change:
    """What is to become of the own rows: some added, for everyone if they are `shared`; and of those with the numbers
    `seqs` each removed, put back, given to everyone or taken back from them, as `to` says."""

    added: tuple[Own, ...] = ()
    shared: bool = False
    seqs: tuple[int, ...] = ()
    to: str = REMOVE


@dataclass(frozen=True)
class Kept:
    """An own row as it is kept: its number, who added it and when; `removed_at`: "" while it is in force; is it for everyone
    (`shared`), and may this visitor change that (`mine`)?"""

    seq: int
    row: Own
    author: str
    made_at: str
    removed_at: str
    shared: bool
    mine: bool


def book(connection: sa.Connection, owner: str) -> Codebook:
    """The codebook that the articles of this owner are coded with."""
    force = sa.select(O.file, O.cells).where(owned(OWN, owner), O.removed_at == "").order_by(O.owner, O.seq)
    return codebook.over(tuple(_row(file, cells) for file, cells in connection.execute(force)))


def _row(file: str, cells: str) -> Own:
    return Own.of(file, json.loads(cells))


def listed(connection: sa.Connection, session: str | None) -> list[Kept]:
    """Those that this visitor sees, the oldest first."""
    found = connection.execute(sa.select(OWN).where(owned(OWN, session)).order_by(O.seq))
    return [
        Kept(r.seq, _row(r.file, r.cells), r.author, r.made_at, r.removed_at, r.owner == SHARED, _mine(r, session))
        for r in found
    ]


def _mine(row: sa.Row, session: str | None) -> bool:
    return not session or row.session == session


def touched(connection: sa.Connection, change: Change, session: str | None) -> bool:
    """Does the change concern everyone? Raises MJ317 where it names a row that is not the visitor's."""
    rows = connection.execute(sa.select(O.seq, O.owner, O.session).where(owned(OWN, session), O.seq.in_(change.seqs)))
    known = {row.seq: row for row in rows if _mine(row, session)}
    if missing := set(change.seqs) - set(known):
        raise MajlisError("MJ317", number=min(missing))
    shares = change.added and (change.shared or not session)
    return bool(shares or (change.seqs and change.to == SHARE) or any(row.owner == SHARED for row in known.values()))


def make(connection: sa.Connection, change: Change, session: str | None, author: str = "") -> list[int]:
    """Make the change; the numbers of what it concerns. Raises MJ203 to MJ207 for a row that is none, MJ317, MJ318."""
    touched(connection, change, session)
    owner = SHARED if change.shared or not session else session
    _check(connection, change.added, owner)
    told = {"owner": owner, "session": session or "", "author": author, "made_at": now()}
    first = following(connection, OWN)
    rows = [
        {"seq": n, "file": row.file, "cells": json.dumps(row.told), **told} for n, row in enumerate(change.added, first)
    ]
    insert(connection, OWN, keepable(rows))
    values = {SHARE: {"owner": SHARED}, TAKE: {"owner": owner}}.get(change.to)
    values = values or {"removed_at": now() if change.to == REMOVE else ""}
    connection.execute(sa.update(OWN).where(O.seq.in_(change.seqs)).values(values))
    if change.seqs and change.to != REMOVE:
        _check(connection, (), SHARED if change.to == SHARE else owner)
    return [*change.seqs, *range(first, first + len(rows))]


def _check(connection: sa.Connection, added: Sequence[Own], owner: str) -> None:
    """Raises what is wrong with the first row that is at fault."""
    known = book(connection, owner)
    if len(known.own) + len(added) > MOST:
        raise MajlisError("MJ318", limit=f"{MOST:,}")
    wrong = codebook.faults(added, known) if added else known.faults()
    if wrong:
        raise wrong[min(wrong)]
