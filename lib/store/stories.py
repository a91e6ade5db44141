"""Stories in the database."""

import json
import secrets

import sqlalchemy as sa

from lib.measures.edits.arrivals import keepable
from lib.schema import now
from lib.store.layout import STORIES, S
from lib.store.statements import insert, owned


def save(connection: sa.Connection, title: str, body: object, owner: str, story_id: str = "") -> str:
    """Keep a story and return its identifier; one of the owner's own is replaced."""
    row = {"id": story_id or secrets.token_hex(8), "owner": owner, "title": title, "updated_at": now()}
    remove(connection, row["id"], owner)
    insert(connection, STORIES, [{**keepable(row), "body": json.dumps(keepable(body))}])
    return row["id"]


def seen(connection: sa.Connection, session: str | None) -> list[dict[str, object]]:
    """The stories a visitor sees, last saved first."""
    found = sa.select(STORIES).where(owned(STORIES, session)).order_by(S.updated_at.desc(), S.id)
    return [_read(row) for row in connection.execute(found)]


def one(connection: sa.Connection, story_id: str) -> dict[str, object] | None:
    """One story by its identifier, whoever owns it."""
    row = connection.execute(sa.select(STORIES).where(S.id == story_id)).first()
    return _read(row) if row else None


def remove(connection: sa.Connection, story_id: str, owner: str) -> None:
    """Forget a story."""
    connection.execute(sa.delete(STORIES).where(S.id == story_id, S.owner == owner))


def _read(row: sa.Row) -> dict[str, object]:
    return {**row._mapping, "body": json.loads(row.body)}
