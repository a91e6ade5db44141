"""Which kept article a text is a copy of; see lib/loaders/duplicates.py."""

from collections import defaultdict

import sqlalchemy as sa

from lib.loaders import duplicates
from lib.loaders.duplicates import Known
from lib.store import coding
from lib.store.layout import ARTICLES, SKETCHES, A
from lib.store.statements import batches, insert

BATCH = 500  # articles named in one statement


def alike(connection: sa.Connection, wanted: Known, which: sa.ColumnElement[bool]) -> tuple[str, float]:
    """(identifier, likeness) of the one of these articles of which the text is a copy; ("", 0.0) if none is."""
    keys = SKETCHES.c.hash.in_(wanted.sketch[: duplicates.KEYS])
    near = sa.select(SKETCHES.c.article).join(ARTICLES).where(keys, which).group_by(SKETCHES.c.article)
    first = near.order_by(sa.func.count().desc(), SKETCHES.c.article).limit(duplicates.TRIED).subquery()
    rows = connection.execute(sa.select(A.owner, A.article_id, A.sketch).join(first, first.c.article == A.seq))
    found = defaultdict(str)
    for owner, name, sketch in rows.all():
        [known] = coding.known(connection, owner, [name]).values()
        text, day = str(known.now["text"]), str(known.now["published"])
        found[Known.of(text, day, duplicates.unwritten(sketch)).likeness(wanted)] = name
    return (found[best], best) if (best := max(found, default=0.0)) else ("", 0.0)


def sketched(text: str) -> dict[str, object]:
    """The column of an article that its near copies are known by."""
    return {"sketch": duplicates.written(duplicates.sketch(text))}


def list_keys(connection: sa.Connection, rows: list[dict]) -> None:
    """Write down the keys of these articles ("seq", "sketch"), in place of those they had."""
    for some in batches([row["seq"] for row in rows], BATCH):
        connection.execute(sa.delete(SKETCHES).where(SKETCHES.c.article.in_(some)))
    keys = ((row["seq"], duplicates.unwritten(row["sketch"])[: duplicates.KEYS]) for row in rows)
    insert(connection, SKETCHES, [{"article": seq, "hash": one} for seq, some in keys for one in some])


def fill_in(connection: sa.Connection) -> None:
    """Sketch the articles that an older version left without."""
    rows = connection.execute(sa.select(A.seq, A.text).where(A.sketch == "")).all()
    made = [{"seq": row.seq, **sketched(row.text)} for row in rows]
    for row in made:
        connection.execute(sa.update(ARTICLES).where(A.seq == row["seq"]).values(row))
    list_keys(connection, made)
