"""Readers' corrections into the database: laid, undone, done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import sqlalchemy as sa

from lib import tables as typed
from lib.measures.arrivals import keepable
from lib.measures.corrections import Correction, corrected
from lib.schema import CODED
from lib.store.layout import CORRECTIONS, A, C
from lib.store.statements import change, following, insert, now, numbered, owned


def checked(edits: Sequence[Correction], found: typed.Tables) -> list[dict]:
    """The edits as rows, each with the value it replaces, when the row it leaves is one the schema allows."""
    return [asdict(_checked(edit, found)) for edit in keepable(list(edits))]


def _checked(edit: Correction, found: typed.Tables) -> Correction:
    df = found[edit.table]
    place = next((n for n, anchor in enumerate(df["anchor"]) if anchor == edit.anchor), None)
    row = next(typed.rows(df.iloc[[place]], edit.table)) if place is not None else None
    made = typed.frame([corrected(edit, row)], edit.table)
    typed.validate_evidence({**{n: typed.empty(n) for n in CODED}, edit.table: made, "articles": found["articles"]})
    return replace(edit, old=row.get(edit.column) if row else None)


def lay(connection: sa.Connection, rows: list[dict], owner: str, session: str, author: str) -> int:
    """Write the rows as one step; its number."""
    step = following(connection, CORRECTIONS, "step")
    own = keepable({"step": step, "owner": owner, "session": session, "author": author, "made_at": now()})
    made = [{**keepable(row), **own} for row in rows]
    insert(connection, CORRECTIONS, numbered(connection, CORRECTIONS, made, ["anchor", "old", "new"]))
    change(connection, A.owner == owner, A.article_id.in_({row["article_id"] for row in rows}))
    return step


def chosen(connection: sa.Connection, session: str | None, step: int, undone: bool) -> tuple[int, str]:
    """(number, owner) of the step to undo or do again: the one named, else the last; (0, "") if there is none."""
    seen = sa.select(C.step, C.owner, C.undone, C.session).where(owned(CORRECTIONS, session))
    steps = {row.step: row for row in connection.execute(seen)}
    own = [row for row in steps.values() if row.session == (session or "")]
    last = max((row.step for row in own if not row.undone), default=0)
    after = min((row.step for row in own if row.undone and row.step > last), default=0)
    step = step or (last if undone else after)
    return (step, steps[step].owner) if step in steps else (0, "")


def switch(connection: sa.Connection, step: int, owner: str, undone: bool) -> None:
    """Undo a step, or do it again."""
    connection.execute(sa.update(CORRECTIONS).where(C.step == step).values(undone=undone))
    touched = sa.select(C.article_id).where(C.step == step)
    change(connection, A.owner == owner, A.article_id.in_(touched))
