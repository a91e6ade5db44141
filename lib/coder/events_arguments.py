"""Who acts and towards whom: the sides named around an event's verb."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lib.coder.events_clauses import PREPOSITIONS, STOPS, SUBJECTS, SUBORDINATE, Parse, Verb
from lib.coder.events_frames import Frame
from lib.coder.events_lexicon import word_class
from lib.coder.events_sides import ATTRIBUTION, OURS, SAYING, Context, Side
from lib.coder.knowledge import rows, several
from lib.schema import EVENT_TYPES

ASIDE, BREAKS, POSSESSIVE = word_class("aside"), word_class("break") | {'"', "“"}, word_class("possessive")
HOSTING, ONE_WAY, TOGETHER = word_class("host"), word_class("one way"), word_class("mutual")
AGREEING, LINKING = word_class("agreeing"), word_class("linking")
OPENING = PREPOSITIONS | ASIDE | {"including"}
UNKNOWN = word_class("unknown")
BOTH, PARTIES = word_class("both"), word_class("parties")
HARSH = frozenset(("THREATEN", "COERCE", "ASSAULT", "ACCUSE"))
FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"))  # never of a pronoun's pair
TOPIC = frozenset(("on", "about", "over", "regarding", "concerning"))
INWARD = frozenset(EVENT_TYPES) - {
    "CONSULT",
    "COOPERATE",
    "AID",
    "SUPPORT",
    "MOBILIZE",
}  # may be of a state and its own


@cache
def roles() -> frozenset[str]:
    """Words for actors of a country ("police", "rebels", "parliament")."""
    return frozenset(w for row in rows("event_roles") for w in several(row["words"]))


@cache
def political() -> frozenset[str]:
    """Those of them whose acts are politics even where the country is not named; not police, workers or residents."""
    return frozenset(w for row in rows("event_roles") if row["political"] == "yes" for w in several(row["words"]))


def arguments(p: Parse, frame: Frame, named: list[Side], context: Context) -> tuple[list[str], list[str]]:
    """(actors, recipients) of an event as codes; nobody is on both sides, but a state that deals with its own."""
    actors, recipients = _arguments(p, frame, named, context)
    if set(actors) & set(recipients) and (len(actors) > 1 or len(recipients) > 1):
        recipients = [c for c in recipients if c not in actors]
    return list(actors), list(recipients)


def _arguments(p: Parse, frame: Frame, named: list[Side], context: Context) -> tuple[list[str], list[str]]:
    """By voice, type and place in the clause."""
    verb = frame.verb
    before, after = _before(p, frame, named, context), _after(p, frame, named)
    if verb.passive:
        actors, recipients = _passive(p, frame, named, before, after)
    elif verb.modality == "must" and frame.type == "REQUEST":
        actors, recipients = _speaker(p, verb, named), before
    else:
        if len(before) > 1:  # "Iran and Iraq agreed in Beijing"
            after = _after(p, frame, [s for s in named if not s.where])
        actors, recipients = before, [c for c in after if c not in before]
        if not recipients and len(actors) < 2 and frame.type in INWARD:
            recipients = after[:1]
    if _hosted(frame) and recipients and not verb.passive:
        return recipients, actors
    if _mutual(p, frame) and (actors or frame.rule.startswith("^")):
        return _each_other(p, frame, named, actors, recipients)
    if not actors and not verb.passive and _own(p, frame, named):
        actors = recipients
    domestic = len(actors) == 1 and not actors[0].startswith("ORG:")
    if not recipients and domestic and {s.code for s in named} == set(actors) and frame.type in INWARD:
        recipients = actors if _has_role(p.low[verb.at + 1 :]) and not verb.passive else []
    object_words = p.low[verb.at + 1 : verb.at + 4]
    if not BOTH.isdisjoint(object_words) and not PARTIES.isdisjoint(object_words):  # "urged both sides"
        return actors, [c for c in context.pair if c not in actors]
    return actors, recipients


def _each_other(
    p: Parse, frame: Frame, named: list[Side], actors: list[str], recipients: list[str]
) -> tuple[list[str], list[str]]:
    """All sides as actors: those met, and those introduced by "with" or "between"; not those merely spoken of."""
    first = next((s.start for s in named if s.start > frame.verb.at and s.code in recipients), len(p.low))
    between = range(frame.verb.at + 1, first)
    joined = any(p.low[i] in ("with", "between") for i in between) and not any(i in p.verbs for i in between)
    if joined or (frame.type == "CONSULT" and len(actors) < 2):
        return list(dict.fromkeys([*actors, *recipients])), []
    kept = len(actors) < 2 and (frame.object >= 0 or frame.inner)
    return actors, recipients if kept else []


def _own(p: Parse, frame: Frame, named: list[Side]) -> bool:
    """Do actors of an unnamed country deal with their own, the only one named ("the opposition and President X")?"""
    subject = p.low[_clause(p, frame.verb) : frame.verb.left]
    if len({s.code for s in named}) != 1 or frame.type not in INWARD or not _has_role(subject):
        return False
    first = next((s for s in named if s.start > frame.verb.at), None)
    official = first and (first.where or first.kind in ("person", "office") or p.word(first.end) in roles())
    return bool(official) and not first.code.startswith("ORG:") and UNKNOWN.isdisjoint(subject)


def _passive(
    p: Parse, frame: Frame, named: list[Side], before: list[str], after: list[str]
) -> tuple[list[str], list[str]]:
    """ "X was expelled by Y"; "X was arrested in Y" is the act of Y's authorities."""
    by = _agents(p, frame.verb, named)
    if by:
        return by, [c for c in before if c not in by] or before
    if frame.operator and frame.inner:
        return before, after
    where = [s.code for s in named if s.where and s.start > frame.verb.at][:1]
    return where if frame.type == "COERCE" else [], before


def _innermost(frame: Frame) -> Frame:
    return _innermost(frame.inner) if frame.inner else frame


def _hosted(frame: Frame) -> bool:
    """Is the subject the host ("Egypt received the Sudanese president")? The visitor is the actor."""
    inner = _innermost(frame)
    return frame.type in ("CONSULT", "AGREE") and inner.type == "CONSULT" and inner.verb.lemma in HOSTING


def _mutual(p: Parse, frame: Frame) -> bool:
    """Are all sides actors: talks, agreements with each other, clashes, treaties signed?"""
    inner = _innermost(frame)
    mediation = inner.object >= 0 and p.low[inner.object] == "mediation"
    if inner.mode == "visit" or mediation or frame.verb.lemma in ONE_WAY:
        return False
    if frame.type == "SUPPORT":
        return inner.rule.endswith(("agreement", "relations")) or inner.verb.lemma == "exchange"
    if frame.type != "AGREE":
        return frame.type in ("CONSULT", "COOPERATE") or (frame.verb.lemma in TOGETHER and frame.type == "ASSAULT")
    if inner.type == "CONSULT":  # "will meet" is of both, "offered to meet" of one
        return frame.inner is None or frame.verb.lemma in AGREEING
    with_each_other = not frame.operator or "with" in p.low[frame.verb.at + 1 : frame.verb.at + 3]
    return frame.verb.lemma in AGREEING and with_each_other


def unnamed(p: Parse, frame: Frame) -> bool:
    """Is the subject a political actor of a country that the sentence does not name ("the government rejected")?"""
    verb = frame.verb
    if verb.passive or verb.level or frame.type in ("ASSAULT", "COERCE"):
        return False
    return not political().isdisjoint(p.low[_clause(p, verb) : verb.left])


def _clause(p: Parse, verb: Verb) -> int:
    """First token of the verb's clause, after a subordinator, another verb or the one who says it."""
    for i in range(verb.left - 1, -1, -1):
        word, other = p.low[i], p.verbs.get(i)
        if p.levels[i] > verb.level:  # "Egypt, which borders Gaza, rejected"
            continue
        if p.names[i] < 0 and (word in STOPS or word in SUBORDINATE or word in ('"', "“", "”", "that")):
            return i + 1
        if other and not (other.gerund or other.infinitive or other.passive) and other.level >= verb.level:
            return i + 1
        if word in SAYING:
            return i + 1
    return 0


def _before(p: Parse, frame: Frame, named: list[Side], context: Context) -> list[str]:
    """Sides of the subject; a pronoun or a subject left out takes those named before the clause, or before that."""
    verb, start = frame.verb, _clause(p, frame.verb)
    start = _past_opening(p, start, verb.left)
    inside = [s for s in named if start <= s.start and s.end <= verb.left and p.levels[s.start] <= verb.level]
    found = _group(inside, p)
    if found:
        return found
    words = p.low[start : verb.left]
    if not OURS.isdisjoint(words):
        return context.speaker
    if verb.gerund:  # "..., recognising": the subject of the sentence
        words = p.low[:6]
        found = _group([s for s in named if s.end <= verb.left][:1], p)
        return found if found and p.names[0] >= 0 else context.of(words) or found
    if start > 0 and (not words or any(w in SUBJECTS or w in POSSESSIVE or w in ("and", ",") for w in words)):
        earlier = _group([s for s in named if s.end <= start], p)
        if earlier:
            return earlier
    told = context.of(words) if frame.type not in FORCE else []
    return told or (_home(named) if _has_role(words) and UNKNOWN.isdisjoint(words) else [])


def _past_opening(p: Parse, start: int, end: int) -> int:
    """Where the subject begins after an opening phrase ("In response to Houthi attacks, including ..., the navy ...")."""
    if p.names[start] >= 0 or p.low[start] not in OPENING:
        return start
    for i in range(start + 1, end - 1):
        following = p.low[i + 1]
        opens = following not in OPENING and (p.names[i + 1] >= 0 or not following.endswith(("ing", "ed")))
        if p.low[i] == "," and opens:
            return i + 1
    return start


def _has_role(words: Sequence[str]) -> bool:
    return not roles().isdisjoint(words)


def _home(named: list[Side]) -> list[str]:
    """The country of domestic actors ("police in Peru"): that of a place, or of a person the sentence names."""
    near = [s.code for s in named if s.where] or [s.code for s in named if s.kind == "person"]
    return near[:1]


def _group(found: list[Side], p: Parse) -> list[str]:
    """The first side of a phrase and those coordinated with it; places only when nothing else is named."""
    acting = [s for s in found if not s.where] or found
    if not acting:
        return []
    owned = len(acting) > 1 and p.low[acting[0].end : acting[1].start] == ["'s"] and acting[1].kind == "organization"
    acting = acting[1:] if owned else acting  # "Yemen's Houthis"
    codes, last = [acting[0].code], acting[0]
    for side in acting[1:]:
        if side.code == codes[-1] or _joined(p.low[last.end : side.start]):
            if side.code not in codes:
                codes.append(side.code)
            last = side
    return codes


def _joined(between: Sequence[str]) -> bool:
    """Do these words coordinate the names around them ("Iran 's president and the king of Jordan")?"""
    if len(between) > 9 or not any(w in ("and", ",", "&", "-", "/", "or") for w in between):
        return False
    return all(w in LINKING or w in (",", "'s") or w in roles() for w in between)


def _after(p: Parse, frame: Frame, named: list[Side]) -> list[str]:
    """Sides of the object: the first after the verb, none in an aside ("after talks with"), places last."""
    at, found = frame.verb.at, []
    for side in named:
        if side.start <= at:
            continue
        between = p.low[at + 1 : side.start]
        since = p.low[frame.object : side.start] if at < frame.object < side.start else between
        if side.tells or any(w in STOPS or w in BREAKS or w in ASIDE for w in since) or not SAYING.isdisjoint(between):
            break
        if frame.type in HARSH and not found and "for" in between[1:]:  # "threatened revenge for the killing of"
            break
        if frame.type == "CONSULT" and _topic(frame, between):
            if frame.verb.lemma == "discuss":
                continue
            break
        found.append(side)
    return _group(found, p)


def _topic(frame: Frame, between: Sequence[str]) -> bool:
    """Is the name part of what is talked about ("discussed Iran's ties with") and not of those who talk?"""
    if frame.verb.lemma != "discuss":
        return not TOPIC.isdisjoint(between)
    at = max((i for i, word in enumerate(between) if word == "with"), default=-1)
    return at < 0 or len(between) - at > 6 or (at > 4 and between[at - 1] != ",")


def _agents(p: Parse, verb: Verb, named: list[Side]) -> list[str]:
    """Sides after "by" of a passive verb."""
    for i in range(verb.at + 1, len(p.low)):
        if p.low[i] in STOPS or p.low[i] in SUBORDINATE:
            return []
        if p.low[i] == "by":
            return _group([s for s in named if s.start > i], p)
    return []


def _speaker(p: Parse, verb: Verb, named: list[Side]) -> list[str]:
    """Who says it: the sides before the verb's clause, or around a closing "said"."""
    start = _clause(p, verb)
    before = [s for s in named if s.end <= start]
    if before:
        return _group(before, p)
    said = next((i for i in range(verb.at + 1, len(p.low)) if p.low[i] in ATTRIBUTION), -1)
    return _group([s for s in named if s.start > verb.at and abs(s.start - said) < 12], p) if said > 0 else []
