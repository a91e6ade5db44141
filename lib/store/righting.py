"""What is known of kept articles, put right by readers and filled in from copies; see lib/measures/edits/details.py."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

import sqlalchemy as sa

from lib.errors import MajlisError, orderly
from lib.loaders import dates, language
from lib.loaders.limits import Limits
from lib.measures.edits import details
from lib.measures.edits.arrivals import keepable
from lib.measures.edits.corrections import Correction
from lib.measures.edits.details import Copy
from lib.store import coding, correcting
from lib.store.layout import CORRECTIONS, A
from lib.store.statements import batches, following, seen

BATCH = 500  # articles named in one statement


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """What a reader says of an article, as it is kept. Raises MJ136 (too long), MJ307 for what stays as it is, MJ311 for a
    day of publication and MJ312 for a language that is none."""
    return {name: _checked(name, " ".join(orderly(keepable(value)).split())) for name, value in given.items()}


def _checked(name: str, value: str) -> str:
    if name not in details.DETAILS:
        raise MajlisError("MJ307", table=details.ARTICLES, column=name)
    Limits.from_environment().check_detail(value, name, "an article")
    if name == "published" and value:
        found = dates.read(value)
        if not found.day:
            raise MajlisError("MJ311", value=value, first=dates.FIRST, last=dates.last_year())
        return found.day
    if name == "language":
        code = language.code_of(value)
        if code not in language.NAMES:
            raise MajlisError("MJ312", value=value)
        return code
    return value


def owners(connection: sa.Connection, names: Iterable[str], session: str | None) -> dict[str, str]:
    """Identifier -> owner, of those of these articles that the visitor sees."""
    found: dict[str, str] = {}
    for some in batches(dict.fromkeys(names), BATCH):
        listed = sa.select(A.article_id, A.owner).where(seen(session), A.article_id.in_(some))
        found |= dict(connection.execute(listed).tuples().all())
    return found


def changes(
    connection: sa.Connection, whose: Mapping[str, str], values: Mapping[str, str], looked: Mapping[str, str]
) -> list[Correction]:
    """The corrections that give these articles (identifier -> owner) these values. Raises MJ313 where one is not as it was
    `looked` at (identifier -> details.seen)."""
    found: list[Correction] = []
    for kept in _known(connection, whose):
        if looked.get(str(kept.now["article_id"])) not in (None, details.seen(kept.now)):
            raise MajlisError("MJ313", table=details.ARTICLES, now="another")
        found += details.changed(kept.now, values)
    return found


def fills(connection: sa.Connection, whose: Mapping[str, str], copies: Sequence[Copy]) -> list[Correction]:
    """The corrections by which these articles get what their copies tell and they lack."""
    by_article: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_article[copy.of].append(copy)
    found: list[Correction] = []
    for kept in _known(connection, whose):
        found += details.filled(kept.now, by_article[str(kept.now["article_id"])], kept.laid)
    return keepable(found)


def _known(connection: sa.Connection, whose: Mapping[str, str]) -> Iterator[coding.Kept]:
    """What is known of these articles, some at a time."""
    for owner, names in _by_owner(whose).items():
        for some in batches(names, BATCH):
            yield from coding.known(connection, owner, some).values()


def lay(
    connection: sa.Connection, edits: Sequence[Correction], whose: Mapping[str, str], session: str, author: str = ""
) -> int:
    """Lay such corrections as one step, and code their articles anew; its number, 0 where there are none."""
    step = following(connection, CORRECTIONS, "step") if edits else 0
    for owner, names in _by_owner({each.article_id: whose[each.article_id] for each in edits}).items():
        rows = [asdict(each) for each in edits if each.article_id in names]
        correcting.lay(connection, rows, owner, session, author, step)
        coding.anew(connection, owner, names)
    return step


def _by_owner(whose: Mapping[str, str]) -> dict[str, Collection[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, owner in whose.items():
        found[owner].append(name)
    return {owner: dict.fromkeys(names) for owner, names in found.items()}
