"""Opening a database, SQLite or PostgreSQL; transactions; bringing it up to this version."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import ConnectionPoolEntry

from lib.errors import MajlisError
from lib.paths import kept, private
from lib.schema import CODER
from lib.store import copies, layout, statements
from lib.store.coding import Ahead
from lib.store.layout import META, shape

WAIT = 30  # seconds a writer waits for the others


def default_url() -> str:
    """The SQLite file: majlis.sqlite3 in the folder MAJLIS_DATA, or in var/ beside lib/."""
    return f"sqlite:///{kept() / 'majlis.sqlite3'}"


def beside(url: sa.URL) -> Path:
    """Where the snapshot of the shared corpus lies: beside a SQLite file; for another database in the data folder."""
    if url.get_backend_name() == "sqlite":
        return Path(f"{url.database}-tables")
    return kept() / f"{hashlib.sha256(url.render_as_string().encode()).hexdigest()[:16]}-tables"


def engine_of(url: str) -> sa.Engine:
    try:
        place = sa.make_url(url)
        if place.drivername in ("postgres", "postgresql"):
            place = place.set(drivername="postgresql+psycopg")
        if place.get_backend_name() != "sqlite":
            return sa.create_engine(place, pool_pre_ping=True)
        if (place.database or "").startswith("file:") or "uri" in place.query:  # it may name a file that is not private
            raise ValueError
        engine = sa.create_engine(place, connect_args={"timeout": WAIT})
        private(Path(place.database or ""))
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ValueError):  # the last quotes it: it may hold a password
        raise MajlisError("MJ301", place="MAJLIS_DATABASE_URL", reason="it is not the address of a database") from None
    except ImportError as error:
        raise MajlisError(
            "MJ301", place=_shown(place), reason=f"it needs {error.name}, which is not installed"
        ) from None
    except OSError as error:
        raise MajlisError("MJ301", place=_shown(place), reason=error.strerror) from None
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    """SQLite: transactions begin where we say; the first of several processes turns the journal to WAL."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    for _ in range(WAIT * 20):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            time.sleep(0.05)


def _begin(connection: sa.Connection) -> None:
    """SQLite: a writer takes its turn before it reads, so that it never has to start again."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


@contextmanager
def transaction(engine: sa.Engine, *owners: str, ahead: Ahead | None = None) -> Iterator[sa.Connection]:
    """A snapshot to read from; with `owners` a transaction that writes, and changes their versions; `ahead`: the articles
    that were coded for it. Raises MJ301."""
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql" and not owners:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.execution_options(writes=bool(owners), ahead=ahead).begin():
                if connection.dialect.name == "postgresql" and owners:
                    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1298230886)")
                yield connection
                if owners:
                    statements.stamp(connection, set(owners))
    except sa.exc.DatabaseError as error:
        kind = type(error)
        if error.statement is None or kind is sa.exc.DatabaseError or issubclass(kind, sa.exc.OperationalError):
            reason = (str(error.orig).splitlines() or [type(error.orig).__name__])[0]
            raise MajlisError("MJ301", place=_shown(engine.url), reason=reason) from error
        raise


def prepare(engine: sa.Engine) -> None:
    """Create the database, or bring it up to this version. Raises MJ302 if a newer Majlis made it."""
    with transaction(engine) as connection:
        old = sa.inspect(connection).has_table("about")
        if old and statements.about(connection, "schema") == shape():
            return
    with transaction(engine, layout.SHARED) as connection:
        old = sa.inspect(connection).has_table("about")
        version = int(str(statements.about(connection, "schema")).split()[0]) if old else layout.VERSION
        if version > layout.VERSION:
            raise MajlisError("MJ302", place=_shown(engine.url), version=version, known=layout.VERSION)
        for step in layout.MIGRATIONS[version - 1 :]:
            step(connection)
        META.create_all(connection)
        _add_columns(connection)
        fill_in(connection)


def fill_in(connection: sa.Connection) -> None:
    """What rows of an older version or of another database lack; the tokens are new, for others may know the old ones."""
    statements.change(connection, sa.true())
    copies.fill_in(connection)
    for of in layout.ROWS.values():  # rows kept before there was a second reader
        connection.execute(sa.update(of).where(of.c.reader == "").values(reader=CODER))
    statements.tell(connection, "schema", shape())


def _add_columns(connection: sa.Connection) -> None:
    """Columns that lib/schema.py got since the database was made, and indexes."""
    for table in META.sorted_tables:
        there = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
        name = connection.dialect.identifier_preparer.format_table(table)
        for column in (c for c in table.columns if c.name not in there):
            words = sa.schema.CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {words}")
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def _shown(url: sa.URL) -> str:
    """A database as errors name it: without its password, which may stand among the options too."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(query={}).render_as_string(hide_password=True)
