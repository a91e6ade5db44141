"""Articles into the database and out of it: kept, coded again, shared, taken back, removed, and each of these undone."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from lib import tables as typed
from lib.errors import MajlisError
from lib.loaders.duplicates import Known
from lib.measures.edits.arrivals import Arrivals, Ingested, Removed, keepable, named
from lib.measures.edits.details import Copy
from lib.schema import Records, now
from lib.store import coding, copies, reading, righting
from lib.store.layout import ARTICLES, CORRECTIONS, SHARED, A, C
from lib.store.statements import batches, change, following, insert, token

BATCH = 100  # articles checked and written at once


def keep(
    connection: sa.Connection,
    records: Iterable[Records],
    owner: str,
    done: Ingested,
    curated: bool = False,
    replace: bool = True,
) -> None:
    """Write what is new of these records, and tell in `done` what came of each. Raises MJ150 to MJ154."""
    for batch in batches(records, BATCH):
        arriving = arrivals(connection, keepable(batch), owner, done, replace)
        made = typed.to_tables(arriving.fresh)
        typed.validate_evidence(made)
        done.replaced += reading.records(connection, arriving.again)
        _write(connection, made, arriving, {"owner": owner, "curated": curated, "changed": token()})
        again = [name for name, seq in arriving.seqs.items() if seq in arriving.again]
        coding.anew(connection, owner, coding.put_right(connection, owner, again))


def arrivals(
    connection: sa.Connection, batch: list[Records], owner: str, done: Ingested, replace: bool = True
) -> Arrivals:
    """Sort a batch into what is new, known, and known and coded again."""
    rows = [each["articles"][0] for each in batch]
    alike = A.article_id.in_([r["article_id"] for r in rows]) | A.sha256.in_([r["sha256"] for r in rows])
    there = connection.execute(sa.select(A.seq, A.owner, A.article_id, A.sha256, A.added_at).where(alike))
    arriving = Arrivals((row._mapping for row in there), owner, following(connection, ARTICLES), now(), done, replace)
    for each in batch:
        arriving.take(each)
    return arriving


def _write(connection: sa.Connection, made: typed.Tables, arriving: Arrivals, own: dict) -> None:
    """Write a checked batch; coded rows of articles that are there already give way to theirs."""
    found = [(arriving.seqs[str(row["article_id"])], row) for row in typed.rows(made["articles"], "articles")]
    rows = [{"seq": seq, **row, **copies.sketched(str(row["text"])), **own} for seq, row in found]
    for row in (row for row in rows if row["seq"] in arriving.again):
        connection.execute(sa.update(ARTICLES).where(A.seq == row["seq"]).values(row))
    insert(connection, ARTICLES, [row for row in rows if row["seq"] not in arriving.again])
    copies.list_keys(connection, rows)
    coding.write(connection, made, arriving.seqs)


def delete(connection: sa.Connection, owner: str, names: Sequence[str]) -> None:
    """Delete these articles of an owner and all about them."""
    for some in batches(names, BATCH):
        connection.execute(sa.delete(ARTICLES).where(A.owner == owner, A.article_id.in_(some)))
        connection.execute(sa.delete(CORRECTIONS).where(C.owner == owner, C.article_id.in_(some)))


def remove(connection: sa.Connection, owner: str, names: Sequence[str]) -> Removed:
    """Delete them, and give back what undoes it. Raises MJ304 where one is not there, MJ305 where it is curated."""
    listed = connection.execute(sa.select(A.article_id, A.seq, A.curated).where(A.owner == owner))
    found = {row.article_id: row for row in listed}
    for name in names:
        if name not in found or found[name].curated:
            raise MajlisError("MJ305" if name in found else "MJ304", article=name)
    laid = reading.correction_rows(connection, C.owner == owner, C.article_id.in_(list(names)))
    removed = Removed(reading.records(connection, [found[name].seq for name in names]), laid)
    delete(connection, owner, names)
    return removed


def put_back(connection: sa.Connection, owner: str, removed: Removed) -> None:
    """Write back what a removal took out: articles with their rows and corrections, for this owner."""
    keep(connection, removed.records, owner, Ingested())
    insert(connection, CORRECTIONS, removed.corrections)
    change(connection, A.owner == owner, A.article_id.in_({row["article_id"] for row in removed.corrections}))


def share(connection: sa.Connection, name: str, session: str) -> bool:
    """Move an article of the session, with its corrections, to the shared corpus; is it there now? Where its text was there
    before, that article gets what this one tells beside."""
    mine = coding.known(connection, session, [name]).get(name)
    if mine is None:
        return False
    which, sha256 = A.seq == mine.seq, str(mine.now["sha256"])
    same = (A.article_id == name) | (A.sha256 == sha256)
    there = sa.select(A.sha256, A.article_id).where(A.owner == SHARED, same)
    known = dict(connection.execute(there).tuples().all())
    if double := sha256 in known:
        called, theirs_too = known[sha256], (A.owner == SHARED, A.sha256 == sha256, A.sharer != session)
        connection.execute(sa.delete(ARTICLES).where(which))
        connection.execute(sa.update(ARTICLES).where(*theirs_too).values(sharer=""))  # of two, neither takes it back
    elif copies.alike(connection, Known.of(str(mine.now["text"]), str(mine.now["published"])), A.owner == SHARED)[0]:
        return False
    else:
        called = named(name, sha256) if known else name
        connection.execute(sa.update(ARTICLES).where(which).values(owner=SHARED, sharer=session, article_id=called))
    theirs = (C.owner == session, C.article_id == name)
    connection.execute(sa.update(CORRECTIONS).where(*theirs).values(owner=SHARED, article_id=called))
    change(connection, A.owner == SHARED, A.article_id == called)
    if double:
        whose = {called: SHARED}
        found = righting.fills(connection, whose, [Copy(called, mine.now)])
        if not righting.lay(connection, found, whose, session) and mine.laid:
            coding.anew(connection, SHARED, whose)
    else:
        coding.moved(connection, session, SHARED, called)
    return True


def unshare(connection: sa.Connection, name: str, session: str | None) -> bool:
    """Give a shared article, with all its corrections, back to the session that shared it, with None whichever it was; is it
    theirs alone now?"""
    shared = A.owner == SHARED, A.article_id == name, A.sharer == session if session else A.sharer != ""
    mine = connection.execute(sa.select(A.seq, A.sharer, A.sha256).where(*shared)).first()
    if mine is None:
        return False
    twin = A.owner == mine.sharer, (A.article_id == name) | (A.sha256 == mine.sha256)
    if connection.execute(sa.select(A.seq).where(*twin)).first():
        return False
    back = {"owner": mine.sharer}
    connection.execute(sa.update(CORRECTIONS).where(C.owner == SHARED, C.article_id == name).values(back))
    connection.execute(sa.update(ARTICLES).where(A.seq == mine.seq).values(**back, sharer="", changed=token()))
    coding.moved(connection, SHARED, mine.sharer, name)
    return True
