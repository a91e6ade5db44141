"""Which articles of a batch are new, known under another name, or known and coded again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from lib.columns import storable
from lib.measures.edits.corrections import Correction
from lib.schema import Records, Row

Part = TypeVar("Part")
LONGEST_ID = 200  # characters


@dataclass
class Ingested:
    """Identifiers of articles: `added` new, `recoded` coded again; `known`: as given -> the same text, kept as.
    `replaced`: what the recoded ones were before, so that it can be undone. `filled`: what articles that are there got
    from copies of theirs; `step`: the number under which that is undone."""

    added: list[str] = field(default_factory=list)
    recoded: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    replaced: list[Records] = field(default_factory=list)
    filled: list[Correction] = field(default_factory=list)
    step: int = 0

    @property
    def completed(self) -> set[str]:
        """The articles that got something from copies of theirs."""
        return {each.article_id for each in self.filled}


@dataclass(frozen=True)
class Removed:
    """What a removal took away: articles with their rows, and the corrections of these as the store keeps them."""

    records: list[Records]
    corrections: list[Row]


class Arrivals:
    """Sorts a batch of records for one owner, given the articles that are there with the same text or identifier:
    rows of {"seq", "owner", "article_id", "sha256", "added_at"}. The next new article gets the number `seq`.

    `fresh`: the records to write, under their final identifiers; `seqs`: identifier -> number; `again`: numbers of
    articles whose rows these replace. What was decided goes into `done`.
    """

    def __init__(
        self, there: Iterable[Mapping], owner: str, seq: int, moment: str, done: Ingested, replace: bool = True
    ) -> None:
        self.owner, self.seq, self.moment, self.done, self.replace = owner, seq, moment, done, replace
        self.there = [dict(row) for row in there]
        self.fresh: list[Records] = []
        self.seqs: dict[str, int] = {}
        self.again: list[int] = []

    def take(self, records: Records) -> None:
        """Keep one article's records, put them in place of the same text, or set them aside as known: into `done`."""
        row = records["articles"][0]
        given, same = str(row["article_id"]), self._same(row)
        if same is None:
            name(records, self._free(row), str(row["added_at"] or self.moment))
            self.there.append({"seq": self.seq, "owner": self.owner, **_of(row)})
            self.seqs[str(row["article_id"])], self.seq = self.seq, self.seq + 1
            self.done.added.append(str(row["article_id"]))
        elif self.replace and (same["owner"], same["article_id"]) == (self.owner, given) and given not in self.seqs:
            name(records, given, same["added_at"])
            self.seqs[given] = same["seq"]
            self.again.append(same["seq"])
            self.done.recoded.append(given)
        else:
            self.done.known[given] = same["article_id"]
            return
        self.fresh.append(records)

    def _same(self, row: Row) -> dict | None:
        """The article with this text that the owner sees; first of all the owner's own under the same identifier."""
        seen = [t for t in self.there if t["sha256"] == row["sha256"] and t["owner"] in ("", self.owner)]
        own = (self.owner, row["article_id"])
        return min(seen, key=lambda t: ((t["owner"], t["article_id"]) != own, t["owner"] != ""), default=None)

    def _free(self, row: Row) -> str:
        """The identifier, or where another text has it one with the text's fingerprint in it."""
        wanted = str(row["article_id"])[:LONGEST_ID]
        taken = any(t["article_id"] == wanted and t["sha256"] != row["sha256"] for t in self.there)
        return named(wanted, str(row["sha256"])) if taken or wanted != row["article_id"] else wanted


def named(wanted: str, sha256: str) -> str:
    """An identifier like the one wanted, with the text's fingerprint in it."""
    return f"{wanted[:LONGEST_ID]}-{sha256[:12]}"


def _of(row: Row) -> dict[str, str]:
    return {name: str(row[name]) for name in ("article_id", "sha256", "added_at")}


def name(records: Records, article_id: str, added_at: str) -> None:
    """Write this identifier and time (ISO, UTC) into all rows of one article's records."""
    records["articles"][0]["added_at"] = added_at
    for rows in records.values():
        for row in rows:
            row["article_id"] = article_id


def keepable(value: Part) -> Part:
    """A copy of records, or of any part of them, in which every text can be kept."""
    return cast("Part", _keepable(value))


def _keepable(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {_keepable(k): _keepable(v) for k, v in value.items()}
    return [_keepable(v) for v in value] if isinstance(value, list | tuple) else value
