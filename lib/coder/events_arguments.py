"""Who acts and towards whom: the sides named around an event's verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib.coder.events_clauses import STOPS, SUBJECTS, SUBORDINATE, Parse, Verb
from lib.coder.events_frames import Frame
from lib.coder.events_lexicon import word_class
from lib.coder.knowledge import rows, several
from lib.schema import EVENT_TYPES

WHERE, ASIDE, SAYING = word_class("place preposition"), word_class("aside"), word_class("saying")
HOSTING, ONE_WAY, TOGETHER = word_class("host"), word_class("one way"), word_class("mutual")
AGREEING, ATTRIBUTION = word_class("agreeing"), word_class("attribution")
BREAKS = word_class("subordinator") | {'"', "“"}
BACKED = tuple(word_class("backed"))
ONE_SIDED = frozenset(EVENT_TYPES) - {"CONSULT", "COOPERATE", "AID", "SUPPORT", "MOBILIZE"}
PLACES = frozenset(("place", "capital", "country"))  # kinds that can be where, not who


@dataclass(frozen=True, slots=True)
class Side:
    """A named side at tokens start:end; `where` when it stands as a place ("in Iran")."""

    start: int
    end: int
    code: str
    kind: str = ""
    where: bool = False
    tells: bool = False  # stands in a closing "..., X said"


@cache
def roles() -> frozenset[str]:
    """Words for actors of a country ("police", "rebels", "parliament")."""
    return frozenset(w for row in rows("event_roles") for w in several(row["words"]))


def sides(p: Parse, codes: list[tuple[str, str]]) -> list[Side]:
    """The mentions of a sentence as sides, in order; `codes` holds (code, kind) for each mention number."""
    found: list[Side] = []
    i = 0
    while i < len(p.low):
        number = p.names[i]
        if number < 0:
            i += 1
            continue
        j = i
        while j < len(p.low) and p.names[j] == number:
            j += 1
        code, kind = codes[number]
        if code and not (
            (j < len(p.low) and (p.low[j].startswith(BACKED) or p.low[j] in ("backed", "brokered")))
            or p.low[j - 1].endswith(BACKED)
        ):
            found.append(Side(i, j, code, kind, _where(p, i, j, kind), _tells(p, j)))
        i = j
    return found


def _where(p: Parse, start: int, end: int, kind: str) -> bool:
    """Does the name stand in a phrase of place ("in southern Lebanon") rather than for those who act?"""
    if kind not in PLACES or (end < len(p.low) and (p.low[end] in roles() or p.low[end] == "'s")):
        return False
    for j in range(start - 1, max(-1, start - 5), -1):
        word = p.low[j]
        if word in WHERE:
            return True
        if word in (
            "the",
            "and",
            ",",
            "of",
            "city",
            "town",
            "region",
            "province",
            "area",
            "village",
            "capital",
        ) or word.endswith(("ern", "ral")):
            continue
        if p.names[j] >= 0:
            continue
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


def arguments(p: Parse, frame: Frame, named: list[Side]) -> tuple[list[str], list[str]]:
    """(actors, recipients) of an event as codes, by voice, type and place in the clause."""
    verb = frame.verb
    before, after = _before(p, verb, named), _after(p, verb, frame, named)
    if verb.passive:
        by = _agents(p, verb, named)
        actors, recipients = by, [c for c in before if c not in by] or before
        if not by and frame.type == "COERCE":  # "was arrested in Lebanon"
            actors = [s.code for s in named if s.where and s.start > verb.at][:1]
        if frame.operator and frame.inner and not by:
            actors, recipients = before, after
    elif verb.modality == "must" and frame.type == "REQUEST":
        actors, recipients = _speaker(p, verb, named), before
    else:
        actors, recipients = before, [c for c in after if c not in before]
        if not recipients and after and len(actors) < 2 and frame.type in ONE_SIDED:
            recipients = after[:1]
    if (
        _innermost(frame).verb.lemma in HOSTING
        and _innermost(frame).type == "CONSULT"
        and not verb.passive
        and recipients
    ):
        return recipients, actors
    if _mutual(p, frame):
        return _merge(actors, recipients), []
    if not recipients and frame.type in ONE_SIDED and actors and {s.code for s in named} == set(actors):
        recipients = actors[:1] if _has_role(p, verb.at + 1, len(p.low)) and not verb.passive else []
    return actors, recipients


def _innermost(frame: Frame) -> Frame:
    return _innermost(frame.inner) if frame.inner else frame


def _mutual(p: Parse, frame: Frame) -> bool:
    """Are all sides actors: talks, agreements with each other, clashes, treaties signed?"""
    inner = _innermost(frame)
    if inner.mode == "visit" or "mediation" in inner.rule or frame.verb.lemma in ONE_WAY:
        return False
    if frame.type in ("CONSULT", "COOPERATE"):
        return True
    if frame.type == "AGREE" and inner.type != "CONSULT":
        each_other = not frame.operator or "with" in p.low[frame.verb.at + 1 : frame.verb.at + 3]
        return frame.verb.lemma in AGREEING and each_other
    if frame.type == "SUPPORT":
        return inner.rule.endswith(("agreement", "relations")) or inner.verb.lemma == "exchange"
    return frame.type == "AGREE" or frame.verb.lemma in TOGETHER


def _merge(first: list[str], second: list[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _clause(p: Parse, verb: Verb) -> int:
    """First token of the verb's clause."""
    i = verb.left - 1
    while i >= 0:
        word = p.low[i]
        if p.names[i] < 0 and (word in STOPS or word in SUBORDINATE or word in ('"', "“", "”", "that")):
            return i + 1
        other = p.verbs.get(i)
        if other and not other.gerund and not other.infinitive and not other.passive and other.level >= verb.level:
            return i + 1
        if word in ("said", "says", "say", "told", "added", "announced", "adding", "saying", "warned"):
            return i + 1
        i -= 1
    return 0


def _before(p: Parse, verb: Verb, named: list[Side]) -> list[str]:
    """Sides of the subject; a pronoun or an empty subject takes that of the sentence's first verb."""
    start = _clause(p, verb)
    found = _group([s for s in named if start <= s.start and s.end <= verb.left], p)
    if found:
        return found
    if start > 0 and _pronoun(p, start, verb.left):
        return _group([s for s in named if s.end <= start], p)
    if _has_role(p, start, verb.left):
        return _only(named, p)
    return []


def _pronoun(p: Parse, start: int, end: int) -> bool:
    words = p.low[start:end]
    return (
        not words
        or any(w in SUBJECTS or w in ("and", ",") for w in words)
        or all(w in ("also", "had", "has") for w in words)
    )


def _has_role(p: Parse, start: int, end: int) -> bool:
    return any(w in roles() for w in p.low[start:end])


def _only(named: list[Side], p: Parse) -> list[str]:
    """The country of domestic actors ("police in Peru"): that of a place or of an office-holder the sentence names."""
    near = [s.code for s in named if s.where] or [s.code for s in named if s.kind == "person"]
    return near[:1]


def _group(found: list[Side], p: Parse) -> list[str]:
    """The first side of a phrase and those coordinated with it; places only when nothing else is named."""
    acting = [s for s in found if not s.where] or found
    if not acting:
        return []
    codes, last = [acting[0].code], acting[0]
    for side in acting[1:]:
        between = p.low[last.end : side.start]
        if side.code == codes[-1] or _joined(between):
            if side.code not in codes:
                codes.append(side.code)
            last = side
    return codes


def _joined(between: list[str]) -> bool:
    """Do these words coordinate the names around them ("Iran 's president and the king of")?"""
    if len(between) > 9 or not between:
        return False
    link = any(w in ("and", ",", "&", "-", "/", "or") for w in between) or between == ["'s", "and"]
    return link and all(
        w in ("and", ",", "&", "-", "/", "or", "the", "its", "'s", "both", "of", "as", "well", "also") or w in roles()
        for w in between
    )


def _after(p: Parse, verb: Verb, frame: Frame, named: list[Side]) -> list[str]:
    """Sides of the object: the first after the verb, not in an aside ("after talks with"), places last."""
    found = []
    for side in named:
        if side.start <= verb.at:
            continue
        between = p.low[max(verb.at + 1, frame.object if frame.object < side.start else 0) : side.start]
        if side.tells or any(w in STOPS or w in BREAKS or w in ASIDE for w in between):
            break
        if any(
            w in ("said", "says", "told", "according", "reported", "saying", "announced")
            for w in p.low[verb.at + 1 : side.start]
        ):
            break
        found.append(side)
    return _group(found, p)


def _agents(p: Parse, verb: Verb, named: list[Side]) -> list[str]:
    """Sides after "by" of a passive verb."""
    for i in range(verb.at + 1, len(p.low)):
        if p.low[i] in STOPS or p.low[i] in SUBORDINATE:
            return []
        if p.low[i] == "by":
            return _group([s for s in named if s.start > i], p)
    return []


def _speaker(p: Parse, verb: Verb, named: list[Side]) -> list[str]:
    """Who says it: the sides before the verb's clause, or after a closing "said"."""
    start = _clause(p, verb)
    before = [s for s in named if s.end <= start]
    if before:
        return _group(before, p)
    for i in range(verb.at + 1, len(p.low)):
        if p.low[i] in ("said", "says", "told"):
            return _group([s for s in named if s.start > verb.at and abs(s.start - i) < 12 and s.start > i - 12], p)
    return []
