"""The tables of the database, and its version."""

import hashlib
from collections.abc import Callable, Iterator

import sqlalchemy as sa

from lib.columns import codec
from lib.schema import CODED, TABLES, Column

SHARED = ""  # the owner of the shared corpus
META = sa.MetaData()
KINDS = {"text": sa.Text, "bigint": sa.BigInteger, "double": sa.Double, "boolean": sa.Boolean}


def _column(column: Column) -> sa.Column:
    of = codec(column)
    return sa.Column(
        column.name, KINDS[of.sql], nullable=False, server_default=sa.false() if of.sql == "boolean" else of.blank
    )


def _seq(name: str = "seq") -> sa.Column:
    return sa.Column(name, sa.BigInteger, primary_key=name == "seq", autoincrement=False, nullable=False)


def _texts(*names: str, key: bool = False) -> Iterator[sa.Column]:
    return (sa.Column(name, sa.Text, primary_key=key, nullable=False, server_default="") for name in names)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _coded(name: str) -> sa.Table:
    """A table of coded rows; `article` is the seq of their article, which knows its article_id."""
    article: sa.Column[int] = sa.Column(
        "article", sa.ForeignKey("articles.seq", ondelete="CASCADE"), nullable=False, index=True
    )
    return sa.Table(name, META, _seq(), article, *(_column(c) for c in TABLES[name].columns if c.name != "article_id"))


ABOUT = sa.Table("about", META, *_texts("name", key=True), *_texts("value"))
VERSIONS = sa.Table("versions", META, *_texts("owner", key=True), *_texts("stamp"))
HIDDEN = sa.Table("hidden", META, *_texts("owner", "name", key=True))
STORIES = sa.Table("stories", META, *_texts("id", "owner", key=True), *_texts("title", "body", "updated_at"))
ARTICLES = sa.Table(
    "articles",
    META,
    _seq(),
    *_texts("owner", "sharer"),  # the second: the session that shared it, and may take it back
    _flag("curated"),
    sa.Column("changed", sa.BigInteger, nullable=False, server_default="0"),  # another number at every write to it
    *_texts("sketch"),  # what its near copies are known by
    *map(_column, TABLES["articles"].columns),
    sa.UniqueConstraint("owner", "article_id"),
    sa.Index("articles_sha256", "sha256"),
    sa.Index("articles_article_id", "article_id"),
    sa.Index("articles_sharer", "sharer"),
    sa.Index("articles_tokens", "owner", "seq", "article_id", "changed", "curated"),
)
SKETCHES = sa.Table(
    "sketches",
    META,
    sa.Column("article", sa.ForeignKey("articles.seq", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("hash", sa.BigInteger, nullable=False, index=True),
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
OWN = sa.Table(
    "own_rows", META, _seq(), *_texts("owner", "session", "author", "made_at", "file", "cells", "removed_at")
)
A, C, S = ARTICLES.c, CORRECTIONS.c, STORIES.c


# Steps from each version of the database to the next, for changes that are more than a new table or column
# (those are added by themselves). The version of a database is 1 + the steps it has taken.
MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = ()
VERSION = 1 + len(MIGRATIONS)


def shape() -> str:
    """The version, and a fingerprint of the columns."""
    columns = [(t.name, c.name, str(c.type)) for t in META.sorted_tables for c in t.columns]
    return f"{VERSION} {hashlib.sha256(repr(columns).encode()).hexdigest()[:16]}"
