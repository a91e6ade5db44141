"""The names of a sentence as sides: which of them can act, which say only where, which only tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lib.codebook import word_class
from lib.coder.events.clauses import Parse

WHERE, AREA, GROUND = word_class("place preposition"), word_class("area"), word_class("ground")
SAYING, ATTRIBUTION = word_class("saying"), word_class("attribution")
BACKED = tuple(sorted(word_class("backed")))
OFFICES = word_class("offices")
PLURAL, SINGLE, OURS = word_class("plural"), word_class("single"), word_class("ours")
TOPICAL = word_class("topic")
EPITHET_LONGEST = 3  # words between two names of which the first describes the second, by eye
EPITHETS = word_class("epithet")
ATTITUDE = ("anti-", "pro-", "ex-", "non-")
PLACES = frozenset(("place", "capital", "country"))  # kinds that can be where, not who


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen would be slower to make
class Side:
    """A named side at tokens start:end with its `code`.

    `where`: it stands as a place ("in Iran"); `tells`: it stands in a closing "..., X said".
    """

    start: int
    end: int
    code: str
    kind: str = ""
    where: bool = False
    tells: bool = False


@dataclass(slots=True)
class Context:
    """Whom pronouns stand for: `pair` the sides last met ("they", "the two sides"), `one` the last subject ("he"),
    `speaker` who speaks ("we")."""

    pair: list[str] = field(default_factory=list)
    one: list[str] = field(default_factory=list)
    speaker: list[str] = field(default_factory=list)

    def of(self, words: Sequence[str]) -> list[str]:
        """The sides a subject without a name stands for."""
        offices = sum(word in OFFICES for word in words)
        if not PLURAL.isdisjoint(words) or ("and" in words and offices > 1):
            return self.pair
        if not OURS.isdisjoint(words):
            return self.speaker
        return self.one if not SINGLE.isdisjoint(words) else []


def sides(p: Parse, codes: list[tuple[str, str]]) -> list[Side]:
    """The mentions of a sentence as sides, in order; `codes` holds (code, kind) for each mention number."""
    found: list[Side] = []
    for number, named in groupby([i for i, name in enumerate(p.names) if name >= 0], p.names.__getitem__):
        (code, kind), tokens = codes[number], [*named]
        i, j = tokens[0], tokens[-1] + 1
        if code and not _backing(p, i, j):
            found.append(Side(i, j, code, kind, _where(p, i, j, kind), _tells(p, j)))
    return [a for n, a in enumerate(found, 1) if n == len(found) or not _epithet(p, a, found[n])]


def _epithet(p: Parse, first: Side, second: Side) -> bool:
    """Does the first name only describe the second ("the Lebanese armed group Hezbollah")?"""
    between = p.low[first.end : second.start]
    return second.kind == "organization" and 0 < len(between) <= EPITHET_LONGEST and EPITHETS.issuperset(between)


def _backing(p: Parse, start: int, end: int) -> bool:
    """Is the name only part of a word for others ("Iran-backed militias", "the Syria file")?"""
    following = p.word(end)
    if p.low[end - 1].endswith(BACKED) or following.startswith(BACKED) or p.low[start].startswith(ATTITUDE):
        return True
    adjective = p.low[end - 1].endswith(("n", "i", "ese", "ish", "s"))
    return p.word(start - 1) == "the" and not adjective and (following in TOPICAL or following == "talks")


def _where(p: Parse, start: int, end: int, kind: str) -> bool:
    """Does the name stand in a phrase of place ("in southern Lebanon") rather than for those who act?"""
    if kind == "posting" or kind not in PLACES or p.word(end) in ("'s", "embassy", "consulate", "mission"):
        return False
    if kind == "country" and p.word(end) in GROUND:
        return True
    for j in range(start - 1, max(-1, start - 7), -1):
        if p.low[j] in WHERE:
            return p.low[j] != "at" or kind == "place"  # "at the port", not "rockets at Israel"
        if not (p.low[j] in AREA or p.low[j] == "," or p.names[j] >= 0 or p.low[j].endswith(("ern", "ral"))):
            return False
    return False


def _tells(p: Parse, end: int) -> bool:
    """Does "said" follow the name before the sentence ends, with a comma before the name?"""
    for i in range(end, min(len(p.low), end + 9)):
        if p.low[i] in ATTRIBUTION:
            return "," in p.low[max(0, end - 8) : end]
        if p.low[i] in (",", "that") or i in p.verbs:
            return False
    return False
