"""What is kept between visits: articles, their coded rows, readers' corrections and stories. The only module that
touches the database: SQLite in one file, or PostgreSQL by MAJLIS_DATABASE_URL, through the same statements.

Every article has an owner: "" for the shared corpus, else the session that added it, which alone sees it until it
shares it. Corrections lie over the coded rows (lib/measures/corrections.py) and are seen by whoever sees the article.
Each write is one transaction: it is done wholly or not at all, and changes the version of those who see it.
Writers take turns; readers never wait. Lists are kept as JSON, dates as ISO days ("" unknown).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from lib import tables as typed
from lib.errors import MajlisError
from lib.measures.arrivals import Arrivals, Ingested, keepable
from lib.measures.corrections import Correction, corrected, overlay
from lib.schema import CODED, TABLES, Column, Records

if TYPE_CHECKING:
    from pandas import DataFrame

ROOT = Path(__file__).parent.parent
SHARED = ""  # the owner of the shared corpus
BATCH = 100  # articles checked and written at once
WAIT = 30  # seconds a writer waits for the others
LISTS = ("list", "records")  # dtypes kept as JSON

# ---------------------------------------------------------------- tables of the database
META = sa.MetaData()
KINDS = {"integer": (sa.BigInteger, "0"), "number": (sa.Double, "0"), "boolean": (sa.Boolean, sa.false())}


def _column(column: Column) -> sa.Column:
    kind, blank = KINDS.get(column.dtype, (sa.Text, "[]" if column.dtype in LISTS else ""))
    return sa.Column(column.name, kind, nullable=False, server_default=blank)


def _seq(name: str = "seq") -> sa.Column:
    return sa.Column(name, sa.BigInteger, primary_key=name == "seq", autoincrement=False, nullable=False)


def _texts(*names: str, key: bool = False) -> Iterator[sa.Column]:
    return (sa.Column(name, sa.Text, primary_key=key, nullable=False, server_default="") for name in names)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _coded(name: str) -> sa.Table:
    """A table of coded rows; `article` is the seq of their article, which knows its article_id."""
    article = sa.Column("article", sa.ForeignKey("articles.seq", ondelete="CASCADE"), nullable=False, index=True)
    return sa.Table(name, META, _seq(), article, *(_column(c) for c in TABLES[name].columns if c.name != "article_id"))


ABOUT = sa.Table("about", META, *_texts("name", key=True), *_texts("value"))
VERSIONS = sa.Table("versions", META, *_texts("owner", key=True), *_texts("stamp"))
HIDDEN = sa.Table("hidden", META, *_texts("owner", "name", key=True))
STORIES = sa.Table("stories", META, *_texts("id", "owner", key=True), *_texts("title", "body", "updated_at"))
ARTICLES = sa.Table(
    "articles",
    META,
    _seq(),
    *_texts("owner"),
    _flag("curated"),
    *map(_column, TABLES["articles"].columns),
    sa.UniqueConstraint("owner", "article_id"),
    sa.Index("articles_sha256", "sha256"),
    sa.Index("articles_article_id", "article_id"),
)
ROWS = {name: _coded(name) for name in CODED}
CORRECTIONS = sa.Table(
    "corrections",
    META,
    _seq(),
    _seq("step"),
    *_texts("owner", "session", "author", "made_at", "article_id", "table", "anchor", "action", "column", "old", "new"),
    _flag("undone"),
)
A, C, S = ARTICLES.c, CORRECTIONS.c, STORIES.c

# Steps from each version of the database to the next, for changes that are more than a new table or column
# (those are added by themselves). The version of a database is 1 + the steps it has taken.
MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = ()


class Store:
    """Opens the database at `url` (default: MAJLIS_DATABASE_URL, else majlis.sqlite3 in MAJLIS_DATA or var/), creates
    or updates it, and fills in the curated articles. `session` is a visitor's token, None the shared corpus alone.
    Raises MJ301 if it cannot be opened, MJ302 if a newer Majlis made it."""

    def __init__(self, url: str | None = None, curated: bool = True) -> None:
        self._engine = _engine(url or os.environ.get("MAJLIS_DATABASE_URL") or default_url())
        self._prepare()
        if curated:
            self._curate()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *owners: str) -> Iterator[sa.Connection]:
        """A snapshot to read from; with `owners` a transaction that writes, and changes their versions."""
        try:
            with self._engine.connect() as connection:
                if connection.dialect.name == "postgresql" and not owners:
                    connection.execution_options(isolation_level="REPEATABLE READ")
                with connection.execution_options(writes=bool(owners)).begin():
                    if connection.dialect.name == "postgresql" and owners:
                        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1298230886)")
                    yield connection
                    if owners:
                        _stamp(connection, set(owners))
        except sa.exc.DatabaseError as error:
            if isinstance(error, sa.exc.OperationalError) or type(error) is sa.exc.DatabaseError:
                reason = (str(error.orig).splitlines() or [type(error.orig).__name__])[0]
                raise MajlisError("MJ301", place=_shown(self._engine.url), reason=reason) from error
            raise

    # ------------------------------------------------------------ reading
    def version(self, session: str | None = None) -> str:
        """A word that changes with every write this visitor can see; the same for all who see only what is shared."""
        with self._transaction() as connection:
            stamps = sa.select(VERSIONS.c.stamp).where(_for(VERSIONS, session)).order_by(VERSIONS.c.owner)
            return ".".join(connection.execute(stamps).scalars())

    def tables(self, session: str | None = None) -> typed.Tables:
        """All this visitor sees, corrected: the tables of lib/schema.py, in the order things were added."""
        with self._transaction() as connection:
            articles, ids = self._articles(connection, session)
            found = {name: self._rows(connection, name, ids) for name in CODED}
            laid = self._corrections(connection, session)
        columns = {n: overlay(rows, n, laid).settled() if laid else rows for n, rows in found.items()}
        return {name: typed.from_columns(values, name) for name, values in {"articles": articles, **columns}.items()}

    def review(self, article_id: str, session: str | None = None) -> tuple[typed.Tables, list[Correction]]:
        """One article's tables, the coded ones with `state` (see corrections.STATES; deleted rows are in) and `anchor`
        beside their columns; and the corrections whose row is not there any more. Raises MJ304."""
        with self._transaction() as connection:
            articles, ids = self._articles(connection, session, article_id)
            found = {"articles": typed.from_columns(articles, "articles")}
            corrections, resting = self._corrections(connection, session, article_id), []
            for name in CODED:
                laid = overlay(self._rows(connection, name, ids), name, corrections, about=[article_id])
                found[name] = typed.from_columns(laid.columns, name)
                found[name]["state"] = laid.states
                found[name]["anchor"] = [laid.anchors[n] for n in range(len(laid.states))]
                resting += laid.resting
        return found, resting

    def articles(self, session: str | None = None) -> DataFrame:
        """The articles this visitor sees, without their text, hidden ones too; beside their columns `mine` (nobody
        else sees it), `hidden` and `curated`."""
        names = [n for n in TABLES["articles"].names if n != "text"]
        with self._transaction() as connection:
            own = (A.owner != SHARED).label("mine")
            seen = sa.select(*(A[n] for n in names), own, A.curated).where(_seen(session)).order_by(A.seq)
            columns = _columns(connection.execute(seen).all(), [*names, "mine", "curated"])
            hidden = self._hidden(connection, session)
        articles = typed.from_columns({**columns, "text": [""] * len(columns["mine"])}, "articles").drop(columns="text")
        flags = {name: [bool(value) for value in columns[name]] for name in ("mine", "curated")}
        return articles.assign(**flags, hidden=articles["article_id"].isin(hidden)).astype(dict.fromkeys(flags, bool))

    def hidden(self, session: str | None = None) -> set[str]:
        """Identifiers of what is hidden for this visitor; "chronology" is that of the chronology."""
        with self._transaction() as connection:
            return self._hidden(connection, session)

    def _hidden(self, connection: sa.Connection, session: str | None) -> set[str]:
        return set(connection.execute(sa.select(HIDDEN.c.name).where(_for(HIDDEN, session))).scalars())

    def _articles(
        self, connection: sa.Connection, session: str | None, article_id: str = ""
    ) -> tuple[dict[str, Sequence], dict[int, str]]:
        """Columns of the articles that are not hidden, or of the one named; and seq -> article_id. Raises MJ304."""
        names = TABLES["articles"].names
        seen = sa.select(A.seq, *(A[n] for n in names)).where(_seen(session)).order_by(A.seq)
        out = set() if article_id else self._hidden(connection, session)
        rows = connection.execute(seen.where(A.article_id == article_id) if article_id else seen).all()
        if article_id and not rows:
            raise MajlisError("MJ304", article=article_id)
        columns = _columns([row for row in rows if row.article_id not in out], ["seq", *names])
        return columns, dict(zip(columns.pop("seq"), columns["article_id"], strict=True))

    def _rows(self, connection: sa.Connection, table: str, ids: dict[int, str]) -> dict[str, Sequence]:
        """Columns of the coded rows of these articles (seq -> article_id)."""
        of, names = ROWS[table], [n for n in TABLES[table].names if n != "article_id"]
        rows = sa.select(of.c.article, *(of.c[n] for n in names)).order_by(of.c.seq)
        if len(ids) <= BATCH:
            rows = rows.where(of.c.article.in_(list(ids)))
        found = connection.execute(rows).cursor.fetchall()  # as the driver gives them: rows are many
        columns = _columns([row for row in found if row[0] in ids], ["article", *names])
        columns["article_id"] = [ids[article] for article in columns.pop("article")]
        for name in (n for n in names if TABLES[table][n].dtype in LISTS):
            columns[name] = json.loads("[" + ",".join(columns[name]) + "]")
        return columns

    # ------------------------------------------------------------ adding
    def preview(self, records: Iterable[Records], session: str | None = None) -> dict[str, DataFrame]:
        """What ingesting the records would change; see lib/measures/changes.py. Nothing is kept."""
        from lib.measures.changes import changes

        done, fresh = Ingested(), []
        with self._transaction() as connection:
            for batch in _batches(records, BATCH):
                fresh += self._arrivals(connection, keepable(batch), session or SHARED, done).fresh
        kept = {name: df[~df["article_id"].isin(done.recoded)] for name, df in self.tables(session).items()}
        return changes(kept, typed.to_tables(fresh))

    def ingest(
        self, records: Iterable[Records], session: str | None = None, curated: bool = False, replace: bool = True
    ) -> Ingested:
        """Keep coded articles: for this session alone, or with None for all. All or nothing.

        A text that is already there is not kept twice; under the same identifier and owner its rows are replaced by
        the new ones (with replace=False they stay). Another text under a known identifier gets one of its own. Raises MJ150 to MJ154.
        """
        owner, done = session or SHARED, Ingested()
        with self._transaction(owner) as connection:
            for batch in _batches(records, BATCH):
                arrivals = self._arrivals(connection, keepable(batch), owner, done, replace)
                made = typed.to_tables(arrivals.fresh)
                typed.validate_evidence(made)
                self._write(connection, made, arrivals, {"owner": owner, "curated": curated})
        return done

    def _arrivals(
        self, connection: sa.Connection, batch: list[Records], owner: str, done: Ingested, replace: bool = True
    ) -> Arrivals:
        rows = [each["articles"][0] for each in batch]
        alike = A.article_id.in_([r["article_id"] for r in rows]) | A.sha256.in_([r["sha256"] for r in rows])
        there = connection.execute(sa.select(A.seq, A.owner, A.article_id, A.sha256, A.added_at).where(alike))
        arrivals = Arrivals((row._mapping for row in there), owner, _next(connection, ARTICLES), now(), done, replace)
        for each in batch:
            arrivals.take(each)
        return arrivals

    def _write(self, connection: sa.Connection, made: typed.Tables, arrivals: Arrivals, own: dict) -> None:
        """Write a checked batch; coded rows of articles that are there already give way to theirs."""
        for of in ROWS.values():
            connection.execute(sa.delete(of).where(of.c.article.in_(arrivals.again)))
        rows = [{"seq": arrivals.seqs[r["article_id"]], **r, **own} for r in typed.rows(made["articles"], "articles")]
        for row in (row for row in rows if row["seq"] in arrivals.again):
            connection.execute(sa.update(ARTICLES).where(A.seq == row["seq"]).values(row))
        _insert(connection, ARTICLES, [row for row in rows if row["seq"] not in arrivals.again])
        for name, of in ROWS.items():
            lists = [c.name for c in TABLES[name].columns if c.dtype in LISTS]
            rows = [{"article": arrivals.seqs[r.pop("article_id")], **r} for r in typed.rows(made[name], name)]
            _insert(connection, of, _numbered(connection, of, rows, lists))

    def _curate(self) -> None:
        """Code data/articles where they, the coder or its codebook changed since."""
        from lib.batch import curated

        found = curated.fingerprint()
        with self._transaction() as connection:
            if _about(connection, "curated") == found:
                return
        self.ingest(curated.records(), curated=True)
        with self._transaction(SHARED) as connection:
            _tell(connection, "curated", found)

    def recode(self) -> int:
        """Code all articles anew that were coded here, whoever sees them; corrections stay. Returns how many."""
        from lib.batch.work import coded
        from lib.schema import Article

        names = [each.name for each in fields(Article)]
        with self._transaction() as connection:
            there = connection.execute(sa.select(A.owner, A.curated, *(A[n] for n in names)).order_by(A.seq)).all()
        kept = [row for row in there if row.origin != "imported"]
        for row in kept:
            again = coded(Article(**{name: row._mapping[name] for name in names}))
            self.ingest([again], session=row.owner or None, curated=row.curated)
        return len(kept)

    def share(self, articles: Sequence[str], session: str) -> list[str]:
        """Move this session's articles, with their corrections, to the shared corpus; the ones that moved."""
        with self._transaction(session, SHARED) as connection:
            own = connection.execute(sa.select(A.article_id).where(A.owner == session)).scalars().all()
            moved = [name for name in own if name in set(articles)]
            for some in _batches(moved, BATCH):
                mine = (A.owner == session, A.article_id.in_(some))
                there = sa.select(A.article_id).where(A.owner == SHARED, A.article_id.in_(some))
                double = connection.execute(there).scalars().all()
                connection.execute(sa.delete(ARTICLES).where(A.owner == session, A.article_id.in_(double)))
                connection.execute(sa.update(ARTICLES).where(*mine).values(owner=SHARED))
                theirs = (C.owner == session, C.article_id.in_(some))
                connection.execute(sa.update(CORRECTIONS).where(*theirs).values(owner=SHARED))
        return moved

    def remove(self, articles: Sequence[str], session: str | None = None) -> None:
        """Delete this session's articles (with None shared ones) and all about them. Raises MJ304; MJ305 if curated."""
        owner = session or SHARED
        with self._transaction(owner) as connection:
            for name in articles:
                which = (A.owner == owner, A.article_id == name)
                curated = connection.execute(sa.select(A.curated).where(*which)).scalar()
                if curated is not False:
                    raise MajlisError("MJ305" if curated else "MJ304", article=name)
                connection.execute(sa.delete(ARTICLES).where(*which))
                connection.execute(sa.delete(CORRECTIONS).where(C.owner == owner, C.article_id == name))

    def hide(self, name: str, session: str | None = None, hidden: bool = True) -> None:
        """Leave an article (or "chronology") out for this session, with None for all; hidden=False brings it back."""
        row = {"owner": session or SHARED, "name": name}
        with self._transaction(row["owner"]) as connection:
            connection.execute(sa.delete(HIDDEN).where(HIDDEN.c.owner == row["owner"], HIDDEN.c.name == name))
            _insert(connection, HIDDEN, [row] if hidden else [])

    # ------------------------------------------------------------ correcting
    def correct(self, edits: Sequence[Correction], session: str | None = None, author: str = "") -> int:
        """Lay corrections over rows of one article, as one step; its number. Of each edit count table, article_id,
        anchor, action, column and new. Raises MJ304, MJ307, MJ308, and MJ151 to MJ154 for a value that cannot be."""
        article_id = edits[0].article_id
        found, _ = self.review(article_id, session)
        made = [asdict(_checked(edit, found)) for edit in keepable(list(edits))]
        with self._transaction() as connection:
            owner = connection.execute(
                sa.select(A.owner).where(_seen(session), A.article_id == article_id)
            ).scalar_one()
        with self._transaction(owner) as connection:
            step = _next(connection, CORRECTIONS, "step")
            own = {"step": step, "owner": owner, "session": session or "", "author": author, "made_at": now()}
            rows = [{**keepable(row), **keepable(own)} for row in made]
            _insert(connection, CORRECTIONS, _numbered(connection, CORRECTIONS, rows, ["anchor", "old", "new"]))
        return step

    def undo(self, session: str | None = None, step: int = 0) -> int:
        """Take back the last step of this session, or the step named; its number, 0 if there is none."""
        return self._switch(session, step, undone=True)

    def redo(self, session: str | None = None, step: int = 0) -> int:
        """Do again what was undone last, unless something was corrected since, or the step named; as undo."""
        return self._switch(session, step, undone=False)

    def _switch(self, session: str | None, step: int, undone: bool) -> int:
        with self._transaction() as connection:
            seen = sa.select(C.step, C.owner, C.undone, C.session).where(_for(CORRECTIONS, session))
            steps = {row.step: row for row in connection.execute(seen)}
        own = [row for row in steps.values() if row.session == (session or "")]
        last = max((row.step for row in own if not row.undone), default=0)
        after = min((row.step for row in own if row.undone and row.step > last), default=0)
        step = step or (last if undone else after)
        if step in steps:
            with self._transaction(steps[step].owner) as connection:
                connection.execute(sa.update(CORRECTIONS).where(C.step == step).values(undone=undone))
        return step if step in steps else 0

    def corrections(self, session: str | None = None) -> list[Correction]:
        """All corrections this visitor sees, oldest first, undone ones too."""
        with self._transaction() as connection:
            return self._corrections(connection, session)

    def _corrections(self, connection: sa.Connection, session: str | None, article_id: str = "") -> list[Correction]:
        names = [each.name for each in fields(Correction)]
        seen = sa.select(*(C[name] for name in names)).where(_for(CORRECTIONS, session)).order_by(C.seq)
        rows = connection.execute(seen.where(C.article_id == article_id) if article_id else seen)
        read = ({**row._mapping, **{n: json.loads(row._mapping[n]) for n in ("anchor", "old", "new")}} for row in rows)
        return [Correction(**row) for row in read]

    # ------------------------------------------------------------ stories
    def save_story(self, title: str, body: object, session: str | None = None, story_id: str = "") -> str:
        """Keep a story (anything JSON can hold) and return its identifier; one of the session's own is replaced."""
        row = {"id": story_id or secrets.token_hex(8), "owner": session or SHARED, "title": title, "updated_at": now()}
        with self._transaction(row["owner"]) as connection:
            connection.execute(sa.delete(STORIES).where(S.id == row["id"], S.owner == row["owner"]))
            _insert(connection, STORIES, [{**keepable(row), "body": json.dumps(keepable(body))}])
        return row["id"]

    def stories(self, session: str | None = None) -> list[dict[str, object]]:
        """The stories this visitor sees, last saved first: {"id", "title", "body", "updated_at", "owner"}."""
        with self._transaction() as connection:
            seen = sa.select(STORIES).where(_for(STORIES, session)).order_by(S.updated_at.desc(), S.id)
            return [{**row._mapping, "body": json.loads(row.body)} for row in connection.execute(seen)]

    def story(self, story_id: str) -> dict[str, object] | None:
        """One story by its identifier, whoever owns it: who has the link may read it. None if it is not there."""
        with self._transaction() as connection:
            row = connection.execute(sa.select(STORIES).where(STORIES.c.id == story_id)).first()
        return {**row._mapping, "body": json.loads(row.body)} if row else None

    def remove_story(self, story_id: str, session: str | None = None) -> None:
        """Forget a story of this session; with None a shared one."""
        with self._transaction(session or SHARED) as connection:
            connection.execute(sa.delete(STORIES).where(S.id == story_id, S.owner == (session or SHARED)))

    # ------------------------------------------------------------ the whole
    def backup(self, path: str | Path) -> None:
        """Write everything into one file, as of one moment; it can be restored into either kind of database."""
        from lib.export import backup

        with self._transaction() as connection:
            backup.write(Path(path), VERSION, _dump(connection))

    def restore(self, path: str | Path) -> None:
        """Replace everything by what a backup holds, wholly or not at all. Raises MJ302, MJ303."""
        from lib.export import backup

        try:
            with backup.read(Path(path), VERSION) as batches, self._transaction(SHARED) as connection:
                for table in reversed(META.sorted_tables):
                    connection.execute(sa.delete(table))
                for name, rows in batches:
                    of, known = META.tables[name], META.tables[name].c.keys()
                    _insert(connection, of, [{n: v for n, v in row.items() if n in known} for row in rows])
                _stamp(connection, {*connection.execute(sa.select(A.owner)).scalars()} - {SHARED})
                _tell(connection, "schema", _shape())
        except sa.exc.SQLAlchemyError as error:
            raise MajlisError("MJ303", name=str(path), reason=type(error).__name__) from error

    def _prepare(self) -> None:
        """Create the database, or bring it up to this version."""
        with self._transaction() as connection:
            old = sa.inspect(connection).has_table("about")
            if old and _about(connection, "schema") == _shape():
                return
        with self._transaction(SHARED) as connection:
            old = sa.inspect(connection).has_table("about")
            version = int(str(_about(connection, "schema")).split()[0]) if old else VERSION
            if version > VERSION:
                raise MajlisError("MJ302", place=_shown(self._engine.url), version=version, known=VERSION)
            for step in MIGRATIONS[version - 1 :]:
                step(connection)
            META.create_all(connection)
            _add_columns(connection)
            _tell(connection, "schema", _shape())


VERSION = 1 + len(MIGRATIONS)


# ---------------------------------------------------------------- opening
def default_url() -> str:
    """The SQLite file: majlis.sqlite3 in the folder MAJLIS_DATA, or in var/ beside lib/."""
    return f"sqlite:///{Path(os.environ.get('MAJLIS_DATA') or ROOT / 'var') / 'majlis.sqlite3'}"


def _engine(url: str) -> sa.Engine:
    try:
        place = sa.make_url(url)
        if place.drivername in ("postgres", "postgresql"):
            place = place.set(drivername="postgresql+psycopg")
        if place.get_backend_name() != "sqlite":
            return sa.create_engine(place, pool_pre_ping=True)
        Path(place.database or "").parent.mkdir(parents=True, exist_ok=True)
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError):
        raise MajlisError("MJ301", place="MAJLIS_DATABASE_URL", reason="it is not the address of a database") from None
    except OSError as error:
        raise MajlisError("MJ301", place=_shown(place), reason=error.strerror) from None
    engine = sa.create_engine(place, connect_args={"timeout": WAIT})
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: object, record: object) -> None:
    """SQLite: transactions begin where we say; the first of several processes turns the journal to WAL."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    for _ in range(WAIT * 20):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except connection.OperationalError:
            time.sleep(0.05)


def _begin(connection: sa.Connection) -> None:
    """SQLite: a writer takes its turn before it reads, so that it never has to start again."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _shape() -> str:
    """The version, and a fingerprint of the columns."""
    columns = [(t.name, c.name, str(c.type)) for t in META.sorted_tables for c in t.columns]
    return f"{VERSION} {hashlib.sha256(repr(columns).encode()).hexdigest()[:16]}"


def _add_columns(connection: sa.Connection) -> None:
    """Columns that lib/schema.py got since the database was made."""
    for table in META.sorted_tables:
        there = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
        name = connection.dialect.identifier_preparer.format_table(table)
        for column in (c for c in table.columns if c.name not in there):
            words = sa.schema.CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {words}")


def _shown(url: sa.URL) -> str:
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


# ---------------------------------------------------------------- statements
def now() -> str:
    """This moment in UTC, as the tables write it."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _for(table: sa.Table, session: str | None) -> sa.ColumnElement[bool]:
    return table.c.owner.in_([SHARED, session or SHARED])


def _seen(session: str | None) -> sa.ColumnElement[bool]:
    """Articles a visitor sees: shared ones, and own ones that are not shared as well."""
    other = ARTICLES.alias()
    shared = sa.select(other.c.article_id).where(other.c.owner == SHARED)
    return (A.owner == SHARED) | ((A.owner == session) & A.article_id.not_in(shared) if session else sa.false())


def _about(connection: sa.Connection, name: str) -> str | None:
    return connection.execute(sa.select(ABOUT.c.value).where(ABOUT.c.name == name)).scalar()


def _tell(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(sa.delete(ABOUT).where(ABOUT.c.name == name))
    _insert(connection, ABOUT, [{"name": name, "value": value}])


def _stamp(connection: sa.Connection, owners: set[str]) -> None:
    connection.execute(sa.delete(VERSIONS).where(VERSIONS.c.owner.in_(owners)))
    _insert(connection, VERSIONS, [{"owner": owner, "stamp": secrets.token_hex(8)} for owner in owners])


def _insert(connection: sa.Connection, table: sa.Table, rows: list[dict]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _next(connection: sa.Connection, table: sa.Table, column: str = "seq") -> int:
    return connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c[column]), 0))).scalar_one() + 1


def _numbered(connection: sa.Connection, table: sa.Table, rows: list[dict], lists: Sequence[str]) -> list[dict]:
    """Rows with their numbers, and with these of their values as JSON."""
    first = _next(connection, table)
    return [{"seq": n, **row, **{name: json.dumps(row[name]) for name in lists}} for n, row in enumerate(rows, first)]


def _dump(connection: sa.Connection) -> Iterator[tuple[str, dict]]:
    """(table, row) of everything but the versions, parents first."""
    for table in (t for t in META.sorted_tables if t is not VERSIONS):
        rows = connection.execution_options(yield_per=1000).execute(sa.select(table))
        yield from ((table.name, dict(row._mapping)) for row in rows)


def _columns(rows: Sequence[Sequence], names: Sequence[str]) -> dict[str, Sequence]:
    return dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))


def _batches(items: Iterable, size: int) -> Iterator[list]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _checked(edit: Correction, found: typed.Tables) -> Correction:
    """The edit with the value it replaces, when the row it leaves is one the schema allows."""
    df = found[edit.table]
    place = next((n for n, anchor in enumerate(df["anchor"]) if anchor == edit.anchor), None)
    row = next(typed.rows(df.iloc[[place]], edit.table)) if place is not None else None
    made = typed.frame([corrected(edit, row)], edit.table)
    typed.validate_evidence({**{n: typed.empty(n) for n in CODED}, edit.table: made, "articles": found["articles"]})
    return replace(edit, old=row.get(edit.column) if row else None)
