"""Stories in the database."""

import json
import secrets
from typing import TypedDict

import sqlalchemy as sa

from lib.measures.edits.arrivals import keepable
from lib.schema import now
from lib.store.layout import STORIES, S
from lib.store.statements import insert, owned


class Saved(TypedDict):
    """A story as it is kept; `body`: whatever JSON its writer gave."""

    id: str
    owner: str
    title: str
    body: object
    updated_at: str


def save(connection: sa.Connection, title: str, body: object, owner: str, story_id: str = "") -> str:
    """Keep a story and return its identifier; one of the owner's own is replaced."""
    row = {"id": story_id or secrets.token_hex(8), "owner": owner, "title": title, "updated_at": now()}
    remove(connection, row["id"], owner)
    insert(connection, STORIES, [{**keepable(row), "body": json.dumps(keepable(body))}])
    return row["id"]


def seen(connection: sa.Connection, session: str | None) -> list[Saved]:
    """The stories a visitor sees, last saved first."""
    found = sa.select(STORIES).where(owned(STORIES, session)).order_by(S.updated_at.desc(), S.id)
    return [_read(row) for row in connection.execute(found)]


def one(connection: sa.Connection, story_id: str) -> Saved | None:
    """One story by its identifier, whoever owns it."""
    row = connection.execute(sa.select(STORIES).where(S.id == story_id)).first()
    return _read(row) if row else None


def remove(connection: sa.Connection, story_id: str, owner: str) -> None:
    """Forget a story."""
    connection.execute(sa.delete(STORIES).where(S.id == story_id, S.owner == owner))


def _read(row: sa.Row) -> Saved:
    return Saved(id=row.id, owner=row.owner, title=row.title, body=json.loads(row.body), updated_at=row.updated_at)
