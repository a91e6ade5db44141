"""What is kept between visits: articles, their coded rows, readers' corrections and stories. The only room that
touches the database: SQLite in one file, or PostgreSQL by MAJLIS_DATABASE_URL, through the same statements.

Every article has an owner: "" for the shared corpus, else the session that added it, which alone sees it until it
shares it. Corrections lie over the coded rows (lib/measures/edits/corrections.py) and are seen by whoever sees the article.
Each write is one transaction: it is done wholly or not at all, and changes the version of those who see it.
Writers take turns; readers never wait. Lists are kept as JSON, dates as ISO days ("" unknown).
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa
from pandas import DataFrame

from lib import codebook
from lib import tables as typed
from lib.codebook.book import Codebook
from lib.errors import MajlisError
from lib.loaders.addresses import SUMMARY, secure
from lib.loaders.duplicates import Known
from lib.measures.edits.arrivals import Ingested, Removed, keepable
from lib.measures.edits.corrections import Correction
from lib.measures.edits.details import Copy
from lib.schema import CODED, TABLES, Records, now
from lib.store import (
    coding,
    corpus,
    correcting,
    keeping,
    layout,
    opening,
    own,
    reading,
    righting,
    statements,
    stories,
    visits,
)
from lib.store import copies as alikes
from lib.store.corpus import Corpus
from lib.store.layout import CORRECTIONS, HIDDEN, SHARED, VERSIONS, A, shape
from lib.store.opening import default_url
from lib.store.own import Change, Kept
from lib.store.snapshot import Shelf
from lib.store.stories import Saved
from lib.store.visits import NAME

if TYPE_CHECKING:
    from lib.store.recoding import Recoding

__all__ = ["Store", "default_url", "now"]

Done = TypeVar("Done")
TRIES = 3  # of a write whose articles others change while they are coded for it
FILE = "read "  # before the digest of a file, among what the database says of itself


class Store:
    """Opens the database at `url` (default: MAJLIS_DATABASE_URL, else majlis.sqlite3 in MAJLIS_DATA or var/), creates
    or updates it, and fills in the curated articles. `session` is a visitor's token, None the shared corpus alone.
    Raises MJ301 if it cannot be opened, MJ302 if a newer Majlis made it.

    >>> from tempfile import mkdtemp
    >>> store = Store(f"sqlite:///{mkdtemp()}/one.sqlite3", curated=False)
    >>> len(store.tables()["articles"])
    0
    >>> store.close()
    """

    def __init__(self, url: str | None = None, curated: bool = True) -> None:
        self._engine = opening.engine_of(url or os.environ.get("MAJLIS_DATABASE_URL") or default_url())
        self._shelf = Shelf(SHARED, opening.beside(self._engine.url), shape())
        opening.prepare(self._engine)
        if curated:
            self._curate()

    def close(self) -> None:
        self._shelf.wait()
        self._engine.dispose()

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return opening.transaction(self._engine)

    def _writing(self, *owners: str) -> AbstractContextManager[sa.Connection]:
        return opening.transaction(self._engine, *owners)

    def _changing(
        self, owners: Iterable[str], change: Callable[[sa.Connection], Done], ahead: coding.Ahead | None = None
    ) -> Done:
        """Run `change` in one transaction that writes; what it returns. Coding is slow and a transaction locks out other writers, so
        where it wants articles coded anew it is taken back, they are coded outside of it, and it is tried again (see coding.py).
        ahead: what is coded already."""
        ahead = ahead or coding.Ahead()
        for _ in range(TRIES):
            with suppress(coding.Uncoded), opening.transaction(self._engine, *owners, ahead=ahead) as connection:
                done = change(connection)
                ahead.check()
                return done
            ahead.code()
        with self._writing(*owners) as connection:
            return change(connection)

    # ------------------------------------------------------------ reading
    def version(self, session: str | None = None) -> str:
        """A word that changes with every write this visitor can see; the same for all who see only what is shared."""
        owned = statements.owned(VERSIONS, session)
        with self._reading() as connection:
            return ".".join(
                connection.execute(sa.select(VERSIONS.c.stamp).where(owned).order_by(VERSIONS.c.owner)).scalars()
            )

    def tables(self, session: str | None = None) -> typed.Tables:
        """All this visitor sees, corrected: the tables of lib/schema.py, in the order things were added."""
        with self._reading() as connection:
            return corpus.seen(*self._corpora(connection, session), reading.hidden(connection, session))

    def _corpora(self, connection: sa.Connection, session: str | None) -> tuple[Corpus, Corpus | None]:
        """The shared corpus and this session's own; what did not change since the last time is not read again."""
        return self._corpus(connection, SHARED), self._corpus(connection, session) if session else None

    def _corpus(self, connection: sa.Connection, owner: str) -> Corpus:
        tokens = reading.tokens(connection, owner)
        return self._shelf.corpus(owner, tokens, lambda names: reading.corrected(connection, owner, names))

    def review(self, article_id: str, session: str | None = None) -> tuple[typed.Tables, list[Correction]]:
        """One article's tables, the coded ones with `state` (see corrections.STATES; deleted rows are in) and `anchor`
        beside their columns; and the corrections whose row is not there any more. Raises MJ304."""
        with self._reading() as connection:
            return correcting.reviewed(connection, article_id, session)

    def articles(self, session: str | None = None) -> DataFrame:
        """The articles this visitor sees, without their text, hidden ones too; beside their columns `mine` (nobody
        else sees it), `given` (shared by them, to be taken back), `hidden` and `curated`."""
        with self._reading() as connection:
            shared, own = self._corpora(connection, session)
            hidden = reading.hidden(connection, session)
            listed = sa.select(A.article_id).where(A.owner == SHARED, A.curated)
            mine = list(own.tokens) if own else []
            curated = set(connection.execute(listed).scalars()).difference(mine)
            given = connection.execute(sa.select(A.article_id).where(A.owner == SHARED, A.sharer == (session or None)))
            flags = {"mine": mine, "given": given.scalars().all(), "hidden": hidden, "curated": curated}
        articles = corpus.seen(shared, own, set())["articles"].drop(columns="text")
        return articles.assign(**{name: articles["article_id"].isin(list(ids)) for name, ids in flags.items()})

    def hidden(self, session: str | None = None) -> set[str]:
        """Identifiers of what is hidden for this visitor; "chronology" is that of the chronology."""
        with self._reading() as connection:
            return reading.hidden(connection, session)

    def readers(self, articles: Sequence[str], session: str | None = None) -> dict[str, int]:
        """Who read the rows of these articles of the session's (with None of shared ones): reader -> rows."""
        with self._reading() as connection:
            return reading.readers(connection, session or SHARED, articles)

    def alike(self, text: Known, session: str | None = None) -> tuple[str, float]:
        """(identifier, likeness) of an article this visitor sees of which the text is a copy; ("", 0.0) if none."""
        with self._reading() as connection:
            return alikes.alike(connection, text, statements.seen(session))

    def addresses(self, session: str | None = None) -> set[str]:
        """Web addresses of the articles this visitor sees, by https; without those of a headline or a summary alone."""
        with self._reading() as connection:
            whole = statements.seen(session), A.url != "", A.words >= SUMMARY
            return {secure(url) for url in connection.execute(sa.select(A.url).where(*whole)).scalars()}

    # ------------------------------------------------------------ adding
    def preview(self, records: Iterable[Records], session: str | None = None) -> dict[str, DataFrame]:
        """What ingesting the records would change; see lib/measures/edits/changes.py. Nothing is kept."""
        from lib.measures.edits.changes import changes

        done, fresh = Ingested(), []
        with self._reading() as connection:
            for batch in statements.batches(records, keeping.BATCH):
                fresh += keeping.arrivals(connection, keepable(batch), session or SHARED, done).fresh
        kept = corpus.without(self.tables(session), set(done.recoded))
        return changes(kept, typed.to_tables(fresh))

    def ingest(
        self,
        records: Iterable[Records],
        session: str | None = None,
        curated: bool = False,
        copies: Sequence[Copy] = (),
    ) -> Ingested:
        """Keep coded articles: for this session alone, or with None for all. All or nothing.

        A text that is already there is not kept twice; under the same identifier and owner its rows are replaced by
        the new ones. Another text under a known identifier gets one of its own. Articles
        that are there get what these `copies` of theirs tell and they lack, and are coded anew, as are those that were coded
        with another codebook than the one read here and now, where that is not their owner's. Raises MJ150 to MJ154.
        """
        owner, given = session or SHARED, list(records)
        with self._reading() as connection:
            whose = righting.owners(connection, (copy.of for copy in copies), session)

        def keep(connection: sa.Connection) -> Ingested:
            done = Ingested()
            keeping.keep(connection, given, owner, done, curated)
            if codebook.current().digest != own.book(connection, owner).digest:
                fresh = {*done.added, *done.recoded}
                coding.anew(connection, owner, [name for name in coding.alone(connection, owner)[0] if name in fresh])
            done.filled = righting.fills(connection, whose, copies)
            done.step = righting.lay(connection, done.filled, whose, owner)
            return done

        return self._changing({owner, *whose.values()}, keep)

    def fills(self, copies: Sequence[Copy], session: str | None = None) -> list[Correction]:
        """What articles this visitor sees would get from these copies of theirs. Nothing is kept."""
        with self._reading() as connection:
            whose = righting.owners(connection, (copy.of for copy in copies), session)
            return righting.fills(connection, whose, copies)

    def was_read(self, digest: str) -> bool:
        """Was the file with this digest of its bytes read into the store before, whatever came of it?"""
        with self._reading() as connection:
            return statements.about(connection, f"{FILE}{digest}") is not None

    def note_read(self, digest: str, place: str = "", articles: Sequence[str] = ()) -> None:
        """Remember that the file with this digest was read ("": of none), and which articles are kept of the file at `place`, a
        path."""
        with self._writing() as connection:
            if digest:
                statements.tell(connection, f"{FILE}{digest}", now())
            statements.tell(connection, f"{FILE}{place}", json.dumps(articles))

    def read_of(self, place: str) -> dict[str, str]:
        """The articles noted for the file at this path that are still there: identifier -> text."""
        with self._reading() as connection:
            names = json.loads(statements.about(connection, f"{FILE}{place}") or "[]")
            named = (A.article_id.in_(some) for some in statements.batches(names, keeping.BATCH))
            found = [sa.select(A.article_id, A.text).where(A.owner == SHARED, some) for some in named]
            return {name: text for wanted in found for name, text in connection.execute(wanted).tuples()}

    def bring_back(
        self, records: Iterable[Records], laid: Sequence[Correction], session: str | None = None
    ) -> tuple[Ingested, int]:
        """Keep an export's articles as `ingest` does, what is there left alone, and lay its corrections again, undone ones
        too; how many were left aside: those of articles that are there and have corrections of their own. Raises MJ304
        and what `ingest` raises; all or nothing."""
        owner, given = session or SHARED, list(records)

        def bring(connection: sa.Connection) -> tuple[Ingested, int]:
            done = Ingested()
            keeping.keep(connection, given, owner, done, replace=False)
            return done, correcting.bring(connection, laid, given, owner, done.added)

        return self._changing({owner}, bring)

    def take_back(self, done: Ingested, session: str | None = None) -> None:
        """Undo an ingest of this session: what it added goes, what it coded again gets back the rows it had, and nothing
        is filled in from copies any more."""
        owner = session or SHARED
        owners = {owner, SHARED} if done.step else {owner}

        def take(connection: sa.Connection) -> None:
            if done.step:
                correcting.switch(connection, done.step, owners, undone=True)
            keeping.delete(connection, owner, done.added)
            keeping.keep(connection, done.replaced, owner, Ingested())

        self._changing(owners, take)

    def _curate(self) -> None:
        """Code data/articles where they, the coder or its codebook changed since."""
        from lib.batch import curated

        book = self.codebook()
        found = curated.fingerprint() + book.digest
        with self._reading() as connection:
            if statements.about(connection, "curated") == found:
                return
        with codebook.using(book):
            self.ingest(curated.records(), curated=True)
        with self._writing(SHARED) as connection:
            statements.tell(connection, "curated", found)

    def recode(self) -> int:
        """Code all articles anew that were coded here, whoever sees them; corrections stay. Returns how many."""
        from lib.batch.work import anew

        names = TABLES["articles"].names
        wanted = sa.select(A.owner, A.curated, *(A[n] for n in names)).where(A.origin != "imported").order_by(A.seq)
        with self._reading() as connection:
            kept = connection.execute(wanted).all()
        for row in kept:
            with codebook.using(self.codebook(row.owner)):
                self.ingest([anew(row._asdict())], session=row.owner or None, curated=row.curated)
        return len(kept)

    def share(self, articles: Sequence[str], session: str) -> list[str]:
        """Move this session's articles, with their corrections, to the shared corpus; the ones that are there now.
        A text that was there is not kept twice; a near copy of one there stays the session's own."""
        return self._changing(
            {session, SHARED},
            lambda connection: [name for name in articles if keeping.share(connection, name, session)],
        )

    def unshare(self, articles: Sequence[str], session: str | None = None) -> list[str]:
        """Take shared articles, with the corrections anybody made, back to the session that shared them, with None whichever
        it was; the ones that are theirs alone now."""
        with self._reading() as connection:
            sharers = {session} if session else set(connection.execute(sa.select(A.sharer).distinct()).scalars())
        return self._changing(
            {SHARED, *sharers},
            lambda connection: [name for name in articles if keeping.unshare(connection, name, session)],
        )

    def visit(self, session: str) -> None:
        """Note that this visitor came today, if they have articles that nobody else sees. Such articles of visitors who did not
        come in ORPHANED days are deleted; stories stay, for who has the link."""
        day = now()[:10]
        with self._reading() as connection:
            fresh, gone = visits.due(connection, session, day)
        if fresh or gone:
            with self._writing(*fresh, *gone) as connection:
                visits.note(connection, fresh, day)
                visits.sweep(connection, gone)

    def remove(self, articles: Sequence[str], session: str | None = None) -> Removed:
        """Delete this session's articles (with None shared ones) and all about them; what `put_back` needs to undo it.
        Raises MJ304; MJ305 if curated."""
        with self._writing(session or SHARED) as connection:
            return keeping.remove(connection, session or SHARED, articles)

    def put_back(self, removed: Removed, session: str | None = None) -> None:
        """Bring back the articles that this session removed, with their rows and corrections."""
        owner = session or SHARED
        self._changing({owner}, lambda connection: keeping.put_back(connection, owner, removed))

    def hide(self, names: str | Sequence[str], session: str | None = None, hidden: bool = True) -> None:
        """Leave articles (or "chronology") out for this session, with None for all; hidden=False brings them back, also
        what was hidden for all."""
        owner, names = session or SHARED, [names] if isinstance(names, str) else names
        owners = {owner} if hidden else {owner, SHARED}
        with self._writing(*owners) as connection:
            for name in names:
                connection.execute(sa.delete(HIDDEN).where(HIDDEN.c.owner.in_(owners), HIDDEN.c.name == name))
            statements.insert(connection, HIDDEN, [{"owner": owner, "name": name} for name in names if hidden])

    # ------------------------------------------------------------ correcting
    def correct(self, edits: Sequence[Correction], session: str | None = None, author: str = "") -> int:
        """Lay corrections over rows, as one step; its number. Of each edit count table, article_id, anchor (as `review` gives
        it: so it names the row that was seen), action, column and new. Raises MJ304, MJ307, MJ308, MJ310, MJ313 and MJ314
        where a row was judged since, and MJ151 to MJ154 for a value that cannot be; all or nothing."""
        names = dict.fromkeys(each.article_id for each in edits)
        with self._reading() as connection:
            owners = set(righting.owners(connection, names, session).values())
        with self._writing(*owners or {SHARED}) as connection:
            step = 0
            for name in names:
                found, _ = correcting.reviewed(connection, name, session)
                rows = correcting.checked([each for each in edits if each.article_id == name], found)
                owner = righting.owners(connection, [name], session)[name]
                step = correcting.lay(connection, rows, owner, session or "", author, step)
            return step

    def put_right(
        self,
        names: Sequence[str],
        given: Mapping[str, str],
        session: str | None = None,
        author: str = "",
        looked: Mapping[str, str] | None = None,
    ) -> tuple[int, list[Correction]]:
        """Give these articles the title, source, author, day or month of publication ("" unknown), language or place of
        dateline that a reader says they have, as one step, and code them anew: (its number, 0 where nothing changes; the
        corrections that lost their row by it). `looked`: article -> details.seen of what the reader saw of it. Raises MJ304,
        MJ136, MJ311, MJ312, and MJ313 where one is another by now; all or nothing."""
        values = righting.checked(given)
        with self._reading() as connection:
            whose = righting.owners(connection, names, session)
        if missing := [name for name in names if name not in whose]:
            raise MajlisError("MJ304", article=missing[0])
        before = self._resting(names, session)

        def lay(connection: sa.Connection) -> int:
            edits = righting.changes(connection, whose, values, looked or {})
            return righting.lay(connection, edits, whose, session or "", author)

        step = self._changing(set(whose.values()), lay)
        return step, [each for each in self._resting(names, session) if each not in before]

    def _resting(self, names: Sequence[str], session: str | None) -> list[Correction]:
        """Corrections of these articles whose row is not there."""
        laid = {each.article_id for each in self.corrections(session) if each.table in CODED}
        return [each for name in names if name in laid for each in self.review(name, session)[1]]

    def undo(self, session: str | None = None, step: int = 0) -> int:
        """Take back the last step of this session, or the step named; its number, 0 if there is none."""
        return self._switch(session, step, undone=True)

    def redo(self, session: str | None = None, step: int = 0) -> int:
        """Do again what was undone last, unless something was corrected since, or the step named; as undo."""
        return self._switch(session, step, undone=False)

    def _switch(self, session: str | None, step: int, undone: bool) -> int:
        """Raises MJ315 where later corrections rest on it."""
        with self._reading() as connection:
            step, owners = correcting.chosen(connection, session, step, undone)
        if step:
            self._changing(owners, lambda connection: correcting.switch(connection, step, owners, undone))
        return step

    def corrections(self, session: str | None = None) -> list[Correction]:
        """All corrections this visitor sees, oldest first, undone ones too."""
        with self._reading() as connection:
            return reading.corrections(connection, statements.owned(CORRECTIONS, session))

    def judged(self, session: str | None = None) -> dict[tuple[str, str, str], str]:
        """(table, article, identifier) -> state of each row that was judged (corrections.STATES), of the articles seen."""
        with self._reading() as connection:
            return correcting.judged(connection, session)

    def coded(self, session: str | None = None) -> tuple[typed.Tables, list[Correction]]:
        """Of the articles this visitor sees the corrected ones, as they were coded; and their corrections, oldest first."""
        with self._reading() as connection:
            return reading.coded(connection, statements.seen(session), statements.owned(CORRECTIONS, session))

    def name(self, session: str) -> str:
        """What this visitor wants to be called, "" where they did not say."""
        with self._reading() as connection:
            return statements.about(connection, f"{NAME}{session}") or ""

    def call(self, session: str, name: str) -> None:
        """Remember what this visitor wants to be called."""
        with self._writing() as connection:
            statements.tell(connection, f"{NAME}{session}", keepable(name))

    # ------------------------------------------------------------ own rows of the codebook
    def codebook(self, session: str | None = None) -> Codebook:
        """The codebook that this visitor's articles are coded with: with the own rows for everyone, and with theirs."""
        with self._reading() as connection:
            return own.book(connection, session or SHARED)

    def own_rows(self, session: str | None = None) -> list[Kept]:
        """The own rows this visitor sees, oldest first, removed ones too."""
        with self._reading() as connection:
            return own.listed(connection, session)

    def recoding(
        self, change: Change, session: str | None = None, author: str = "", at_once: bool = False
    ) -> "Recoding":
        """Begin to code with own rows changed, in the background; `keep` keeps it, or it is kept `at_once`."""
        from lib.store.recoding import Recoding

        writes = partial(self._writing, SHARED)
        return Recoding(self._reading, writes, self.keep, change, session, author, at_once).start()

    def keep(self, done: "Recoding") -> None:
        """Make the change of the own rows that was previewed, and write what it moves. Raises MJ203 to MJ207, MJ317 to
        MJ319; all or nothing."""
        from lib.batch import curated
        from lib.store import recoding

        with self._reading() as connection:
            owners = {done.session or SHARED}
            if own.touched(connection, done.change, done.session):
                owners |= {SHARED, *connection.execute(sa.select(A.owner).distinct()).scalars()}

        def write(connection: sa.Connection) -> None:
            recoding.write(connection, done)
            if SHARED in owners and statements.about(connection, "curated"):
                statements.tell(connection, "curated", curated.fingerprint() + own.book(connection, SHARED).digest)

        moved = list(dict.fromkeys(each.article_id for each in done.found))
        before = self._resting(moved, done.session)
        self._changing(owners, write, done.ahead)
        done.lost = sum(each not in before for each in self._resting(moved, done.session))
        done.kept = True

    # ------------------------------------------------------------ stories
    def save_story(self, title: str, body: object, session: str | None = None, story_id: str = "") -> str:
        """Keep a story (anything JSON can hold) and return its identifier; one of the session's own is replaced."""
        with self._writing(session or SHARED) as connection:
            return stories.save(connection, title, body, session or SHARED, story_id)

    def stories(self, session: str | None = None) -> list[Saved]:
        """The stories this visitor sees, last saved first."""
        with self._reading() as connection:
            return stories.seen(connection, session)

    def story(self, story_id: str) -> Saved | None:
        """One story by its identifier, whoever owns it: who has the link may read it. None if it is not there."""
        with self._reading() as connection:
            return stories.one(connection, story_id)

    def remove_story(self, story_id: str, session: str | None = None) -> None:
        """Forget a story of this session; with None a shared one."""
        with self._writing(session or SHARED) as connection:
            stories.remove(connection, story_id, session or SHARED)

    # ------------------------------------------------------------ the whole
    def backup(self, path: str | Path) -> None:
        """Write everything into one file, as of one moment; it can be restored into either kind of database."""
        from lib.export.tables import backup

        with self._reading() as connection:
            backup.write(Path(path), layout.VERSION, statements.dump(connection))

    def restore(self, path: str | Path) -> None:
        """Replace everything by what a backup holds, wholly or not at all. Raises MJ302, MJ303."""
        from lib.export.tables import backup

        try:
            with backup.read(Path(path), layout.VERSION) as batches, self._writing(SHARED) as connection:
                statements.replace_all(connection, batches)
                opening.fill_in(connection)
        except sa.exc.SQLAlchemyError as error:
            raise MajlisError("MJ303", name=str(path), reason=type(error).__name__) from error
