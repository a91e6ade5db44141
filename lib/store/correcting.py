"""Readers' corrections into the database: laid, undone, done again."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace

import pandas as pd
import sqlalchemy as sa
from msgspec import ValidationError

from lib import tables as typed
from lib.columns import codec
from lib.errors import MajlisError, in_words
from lib.measures.edits import details
from lib.measures.edits.arrivals import keepable
from lib.measures.edits.corrections import (
    ACTIONS,
    ADD,
    CHANGE,
    FILL,
    FIXED,
    SETTLE,
    Correction,
    corrected,
    find,
    overlay,
    relied_on,
)
from lib.measures.edits.details import ARTICLES
from lib.schema import CODED, TABLES, Records, Row, now
from lib.store import coding, reading
from lib.store.layout import CORRECTIONS, SHARED, A, C
from lib.store.statements import batches, change, following, insert, numbered, owned, seen, stamp

BATCH = 100  # articles whose rows are looked at together


def reviewed(connection: sa.Connection, article_id: str, session: str | None) -> tuple[typed.Tables, list[Correction]]:
    """What `Store.review` gives. Raises MJ304."""
    which = (seen(session), A.article_id == article_id)
    articles, ids = reading.articles(connection, *which)
    if not ids:
        raise MajlisError("MJ304", article=article_id)
    owner = connection.execute(sa.select(A.owner).where(*which)).scalar_one()
    laid = reading.corrections(connection, C.owner == owner, C.article_id == article_id)
    known = details.overlay(articles, laid)
    found, resting = {"articles": typed.from_columns(known, "articles")}, []
    for name in CODED:
        over = overlay(reading.rows(connection, name, ids, *which), name, laid, about=[article_id])
        anchors = [over.anchors[n] for n in range(len(over.states))]
        found[name] = typed.from_columns(over.columns, name).assign(
            state=over.states, anchor=pd.Series(anchors, dtype="object")
        )
        resting += over.resting
    return found, resting


def judged(connection: sa.Connection, session: str | None) -> dict[tuple[str, str, str], str]:
    """What `Store.judged` gives."""
    found: dict[tuple[str, str, str], str] = {}
    for owner in {SHARED, session or SHARED}:
        laid = reading.corrections(connection, C.owner == owner, ~C.undone, C.table.in_(CODED))
        for some in batches(dict.fromkeys(each.article_id for each in laid), BATCH):
            which = (seen(session), A.owner == owner, A.article_id.in_(some))
            ids = dict(connection.execute(sa.select(A.seq, A.article_id).where(*which)).tuples().all())
            here = set(ids.values())
            for name in CODED:
                over = overlay(
                    reading.rows(connection, name, ids, *which), name, [c for c in laid if c.article_id in here]
                )
                keys = zip(over.columns["article_id"], over.columns[TABLES[name].key], over.states, strict=True)
                found |= {(name, str(article), str(row)): state for article, row, state in keys if state}
    return found


def checked(edits: Sequence[Correction], found: typed.Tables) -> list[dict]:
    """The edits of an article as rows, each with the value it replaces, when its row is as it was seen and the row it leaves
    is one the schema allows. Raises MJ304 for another article, MJ307, MJ308, MJ310 for a table or action there is none of,
    MJ313 where the row is another by now, MJ314 where it is so already, and MJ151 to MJ154."""
    return [asdict(_checked(edit, found)) for edit in keepable(list(edits))]


def _checked(edit: Correction, found: typed.Tables) -> Correction:
    if edit.table not in CODED or edit.action not in ACTIONS:
        raise MajlisError("MJ310", table=edit.table, action=edit.action, known=", ".join(ACTIONS))
    if edit.article_id not in set(found["articles"]["article_id"]):
        raise MajlisError("MJ304", article=edit.article_id)
    df = found[edit.table]
    place = _seen(edit, df)
    row = next(typed.rows(df.iloc[[place]], edit.table)) if place is not None else None
    state = str(df["state"].iloc[place]) if place is not None else ""
    made = typed.table_of([_of_type(corrected(edit, row, state), edit)], edit.table)
    typed.validate_evidence({**{n: typed.empty(n) for n in CODED}, edit.table: made, "articles": found["articles"]})
    return replace(edit, old=row.get(edit.column) if row else None)


def _seen(edit: Correction, df: pd.DataFrame) -> int | None:
    """The place of the row that the edit names, None where there is none. Raises MJ313 where it is not as it was seen, MJ314
    for a row that was added already."""
    if edit.action == SETTLE:
        return None
    if edit.action == ADD:
        key = TABLES[edit.table].key
        if isinstance(edit.new, dict) and edit.new.get(key) in set(df[key]):
            raise MajlisError("MJ314", table=edit.table, now="added")
        return None
    anchors = dict(enumerate(df["anchor"]))
    place = find(edit.anchor, anchors, edit.table)
    if place is not None and anchors[place]["seen"] != edit.anchor.get("seen"):
        raise MajlisError("MJ313", table=edit.table, now=str(df["state"].iloc[place]) or "another")
    return place


def _of_type(row: Row, edit: Correction) -> Row:
    """The row, when what the edit writes into it is of its columns' types. Raises MJ151."""
    written = {ADD: TABLES[edit.table].names, SETTLE: TABLES[edit.table].names, CHANGE: [edit.column]}.get(
        edit.action, []
    )
    for column in TABLES[edit.table].columns:
        try:
            if column.name in written:
                codec(column).check(row[column.name], vocabulary=False)
        except ValidationError as error:
            wrong = {"table": edit.table, "column": column.name, "dtype": column.dtype}
            raise MajlisError("MJ151", **wrong, reason=in_words(error)) from None
    return row


def lay(connection: sa.Connection, rows: list[dict], owner: str, session: str, author: str, step: int = 0) -> int:
    """Write the rows as one step, or as more of the step named; its number."""
    step = step or following(connection, CORRECTIONS, "step")
    own = keepable({"step": step, "owner": owner, "session": session, "author": author, "made_at": now()})
    made = [{**keepable(row), **own} for row in rows]
    insert(connection, CORRECTIONS, numbered(connection, CORRECTIONS, made, ["anchor", "old", "new"]))
    change(connection, A.owner == owner, A.article_id.in_({row["article_id"] for row in rows}))
    return step


def bring(
    connection: sa.Connection, laid: Sequence[Correction], records: Sequence[Records], owner: str, added: Sequence[str]
) -> int:
    """Lay an export's corrections over its articles, kept by now, as they were laid where they come from: of the same
    author and time, in the same steps, undone or not. No session calls them its last step. An article that was there, and
    is none of those `added`, is coded anew where it is known better now. How many were left aside, their article having
    been corrected here. Raises MJ304, MJ307 and MJ310 for one that is none, and MJ151 to MJ154 for an added row that cannot
    be."""
    if not laid:
        return 0
    articles = (each["articles"][0] for each in records)
    sha = {keepable(str(row["article_id"])): str(row["sha256"]) for row in articles}
    found = [replace(each, **keepable(asdict(each))) for each in laid]
    places = {name: _place(connection, sha.get(name, ""), owner, name) for name in {e.article_id for e in found}}
    free = {name: place for name, place in places.items() if place}
    kept = [each for each in found if each.article_id in free]
    _check_known(kept)
    _check_added(kept, free)
    first = following(connection, CORRECTIONS, "step")
    steps = {step: n for n, step in enumerate(sorted({each.step for each in kept}), first)}
    rows = []
    for each in kept:
        whose, article, _ = free[each.article_id]
        own = {"step": steps[each.step], "owner": whose, "session": "", "article_id": article}
        rows.append({**asdict(each), **own})
    insert(connection, CORRECTIONS, numbered(connection, CORRECTIONS, rows, ["anchor", "old", "new"]))
    for whose, article, _ in free.values():
        change(connection, A.owner == whose, A.article_id == article)
    for name in {each.article_id for each in kept if each.table == ARTICLES}:
        whose, article, _ = free[name]
        if article not in added:
            coding.anew(connection, whose, [article])
    stamp(connection, {whose for whose, *_ in free.values()})
    return len(found) - len(kept)


def _place(connection: sa.Connection, sha256: str, owner: str, name: str) -> tuple[str, str, str] | None:
    """(owner, identifier, text) of the article with this text that the owner sees, their own before a shared one; None
    where it was corrected already. Raises MJ304."""
    alike = sa.select(A.owner, A.article_id, A.text).where(A.sha256 == sha256, A.owner.in_([SHARED, owner]))
    row = connection.execute(alike.order_by(A.owner.desc())).first()
    if row is None:
        raise MajlisError("MJ304", article=name)
    laid = sa.select(C.seq).where(C.owner == row.owner, C.article_id == row.article_id)
    return None if connection.execute(laid).first() else tuple(row)


def _check_known(laid: Sequence[Correction]) -> None:
    """Raises MJ310 for a table or an action there is none of, MJ307 for a column that is none to be corrected."""
    for each in laid:
        actions = (CHANGE, FILL) if each.table == ARTICLES else ACTIONS if each.table in CODED else ()
        if each.action not in actions:
            raise MajlisError("MJ310", table=each.table, action=each.action, known=", ".join(actions or ACTIONS))
        names = (
            details.KNOWN if each.table == ARTICLES else {*TABLES[each.table].names} - {*FIXED, TABLES[each.table].key}
        )
        if each.action in (CHANGE, FILL) and each.column not in names:
            raise MajlisError("MJ307", table=each.table, column=each.column)


def _check_added(laid: Sequence[Correction], places: dict[str, tuple[str, str, str]]) -> None:
    rows: dict[str, list[Row]] = {name: [] for name in CODED}
    for each in laid:
        if each.action == ADD and isinstance(each.new, dict):
            rows[each.table].append({**each.new, "article_id": each.article_id})
    texts = pd.DataFrame({"article_id": list(places), "text": [text for *_, text in places.values()]})
    typed.validate_evidence({"articles": texts, **{name: typed.table_of(found, name) for name, found in rows.items()}})


def chosen(connection: sa.Connection, session: str | None, step: int, undone: bool) -> tuple[int, set[str]]:
    """(number, owners) of the step to undo or do again: the one named, else the last; (0, none) if there is none."""
    seen = sa.select(C.step, C.owner, C.undone, C.session).where(owned(CORRECTIONS, session))
    steps = connection.execute(seen).all()
    own = [row for row in steps if row.session == (session or "")]
    last = max((row.step for row in own if not row.undone), default=0)
    after = min((row.step for row in own if row.undone and row.step > last), default=0)
    step = step or (last if undone else after)
    owners = {row.owner for row in steps if row.step == step}
    return (step if owners else 0), owners


def switch(connection: sa.Connection, step: int, owners: Collection[str], undone: bool) -> None:
    """Undo a step, or do it again; what is known otherwise thereby is coded anew. Raises MJ315 where corrections would then
    lie over rows that they did not see."""
    for owner in owners:
        _check_free(connection, step, owner, undone)
    connection.execute(sa.update(CORRECTIONS).where(C.step == step, C.owner.in_(owners)).values(undone=undone))
    for owner in owners:
        touched = sa.select(C.article_id).where(C.step == step, C.owner == owner)
        change(connection, A.owner == owner, A.article_id.in_(touched))
        known = connection.execute(touched.where(C.table == ARTICLES).distinct())
        coding.anew(connection, owner, known.scalars().all())


def _check_free(connection: sa.Connection, step: int, owner: str, undone: bool) -> None:
    touched = connection.execute(sa.select(C.article_id).where(C.step == step, C.owner == owner).distinct())
    for some in batches(touched.scalars(), BATCH):
        which = (A.owner == owner, A.article_id.in_(some))
        ids = dict(connection.execute(sa.select(A.seq, A.article_id).where(*which)).tuples().all())
        laid = reading.corrections(connection, C.owner == owner, C.article_id.in_(some))
        then = [replace(each, undone=undone) if each.step == step else each for each in laid]
        for table in {each.table for each in laid if each.step == step and each.table in CODED}:
            rows = reading.rows(connection, table, ids, *which)
            if relied_on(overlay(rows, table, laid, some), overlay(rows, table, then, some), step):
                raise MajlisError("MJ315")
