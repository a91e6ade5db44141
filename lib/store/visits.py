"""When those came last who have articles of their own, and what of theirs is deleted once they cannot come back to it."""

from collections.abc import Collection
from datetime import date, timedelta

import sqlalchemy as sa

from lib.store.layout import ABOUT, ARTICLES, CORRECTIONS, HIDDEN, OWN, SHARED
from lib.store.statements import tell

ORPHANED = 200  # days since the last visit; the token of a browser lives 180, and without it nobody finds them again
NAME, VISIT = "name ", "visit "  # before a session, among what the database says of itself


def due(connection: sa.Connection, session: str, day: str) -> tuple[set[str], set[str]]:
    """(whose visit is to be noted on this ISO day: this session's, and those of whom none is known; who is gone)."""
    have = (sa.select(of.c.owner).where(of.c.owner != SHARED) for of in (ARTICLES, OWN))
    owners = connection.execute(sa.union(*have)).scalars().all()
    known = sa.select(ABOUT.c.name, ABOUT.c.value).where(ABOUT.c.name.startswith(VISIT, autoescape=True))
    noted = dict(connection.execute(known).tuples().all())
    last = {owner: noted.get(f"{VISIT}{owner}", "") for owner in owners}
    fresh = {owner for owner, seen in last.items() if not seen or (owner == session and seen != day)}
    limit = (date.fromisoformat(day) - timedelta(ORPHANED)).isoformat()
    return fresh, {owner for owner, seen in last.items() if owner not in fresh and seen < limit}


def note(connection: sa.Connection, owners: Collection[str], day: str) -> None:
    """They came on this day."""
    for owner in owners:
        tell(connection, f"{VISIT}{owner}", day)


def sweep(connection: sa.Connection, owners: Collection[str]) -> None:
    """Delete what they alone saw, and what is known of them."""
    for of in (ARTICLES, CORRECTIONS, HIDDEN, OWN):
        connection.execute(sa.delete(of).where(of.c.owner.in_(owners)))
    for owner in owners:
        connection.execute(sa.delete(ABOUT).where(ABOUT.c.name.in_([f"{NAME}{owner}", f"{VISIT}{owner}"])))
