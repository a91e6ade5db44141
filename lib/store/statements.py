"""Statements that several parts of the store need."""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa

from lib.store.layout import ABOUT, ARTICLES, META, SHARED, VERSIONS, A


def owned(table: sa.Table, session: str | None) -> sa.ColumnElement[bool]:
    """Rows a visitor may see: shared ones, and the session's own."""
    return table.c.owner.in_([SHARED, session or SHARED])


def seen(session: str | None) -> sa.ColumnElement[bool]:
    """Articles a visitor sees: own ones, and shared ones that are not own as well, by identifier or by text."""
    if not session:
        return A.owner == SHARED
    own = ARTICLES.alias()
    double = sa.select(own.c.seq).where(
        own.c.owner == session, (own.c.article_id == A.article_id) | (own.c.sha256 == A.sha256)
    )
    return (A.owner == session) | ((A.owner == SHARED) & ~double.exists())


def about(connection: sa.Connection, name: str) -> str | None:
    """What the database says of itself under this name."""
    return connection.execute(sa.select(ABOUT.c.value).where(ABOUT.c.name == name)).scalar()


def tell(connection: sa.Connection, name: str, value: str) -> None:
    """Write down something of the database itself."""
    connection.execute(sa.delete(ABOUT).where(ABOUT.c.name == name))
    insert(connection, ABOUT, [{"name": name, "value": value}])


def stamp(connection: sa.Connection, owners: set[str]) -> None:
    """Give these owners new versions, by which readers know that the data changed."""
    connection.execute(sa.delete(VERSIONS).where(VERSIONS.c.owner.in_(owners)))
    insert(connection, VERSIONS, [{"owner": owner, "stamp": secrets.token_hex(8)} for owner in owners])


def change(connection: sa.Connection, *which: sa.ColumnElement[bool]) -> None:
    """Give these articles another token: what is kept of them elsewhere is old."""
    connection.execute(sa.update(ARTICLES).where(*which).values(changed=token()))


def token() -> int:
    """A random number from 1 up that no article has had, which says which state of it is meant."""
    return secrets.randbits(62) + 1


def insert(connection: sa.Connection, table: sa.Table, rows: list[dict]) -> None:
    """Insert the rows, if there are any."""
    if rows:
        connection.execute(sa.insert(table), rows)


def following(connection: sa.Connection, table: sa.Table, column: str = "seq") -> int:
    """The next number of this column."""
    return connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c[column]), 0))).scalar_one() + 1


def numbered(connection: sa.Connection, table: sa.Table, rows: list[dict], lists: Sequence[str]) -> list[dict]:
    """Rows with their numbers, and with these of their values as JSON."""
    first = following(connection, table)
    return [{"seq": n, **row, **{name: json.dumps(row[name]) for name in lists}} for n, row in enumerate(rows, first)]


def batches(items: Iterable, size: int) -> Iterator[list]:
    """The items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def dump(connection: sa.Connection) -> Iterator[tuple[str, dict]]:
    """(table, row) of everything but the versions, parents first."""
    for table in (t for t in META.sorted_tables if t is not VERSIONS):
        rows = connection.execution_options(yield_per=1000).execute(sa.select(table))
        yield from ((table.name, dict(row._mapping)) for row in rows)


def replace_all(connection: sa.Connection, rows: Iterable[tuple[str, list[dict]]]) -> None:
    """Put these rows, (table, some of its rows) each, in the place of everything."""
    for table in reversed(META.sorted_tables):
        connection.execute(sa.delete(table))
    for name, some in rows:
        of, known = META.tables[name], META.tables[name].c.keys()
        insert(connection, of, [{n: v for n, v in row.items() if n in known} for row in some])
    stamp(connection, {*connection.execute(sa.select(A.owner)).scalars()} - {SHARED})
