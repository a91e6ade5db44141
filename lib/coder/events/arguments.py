"""Who acts and towards whom: the sides named around an event's verb."""

from __future__ import annotations

from functools import cache

from lib.codebook import rows
from lib.codebook.records import EventRoles
from lib.coder.events.clauses import Parse, Verb
from lib.coder.events.frames import Frame
from lib.coder.events.lexicon import word_class
from lib.coder.events.roles import (
    agents,
    attackers,
    blamed,
    clause_of,
    has_role,
    object_sides,
    roles,
    speaker,
    subject_sides,
)
from lib.coder.events.sides import OURS, Context, Side
from lib.schema import EVENT_TYPES

HOSTING, ONE_WAY, TOGETHER = word_class("host"), word_class("one way"), word_class("mutual")
AGREEING, UNKNOWN = word_class("agreeing"), word_class("unknown")
NO_PLACE = ("disarm", "resign", "ceasefire")  # done somewhere, not to those who live there
BOTH, PARTIES = word_class("both"), word_class("parties")
INWARD = frozenset(EVENT_TYPES) - {
    "CONSULT",
    "COOPERATE",
    "AID",
    "SUPPORT",
    "MOBILIZE",
}  # may be of a state and its own


@cache
def political() -> frozenset[str]:
    """Those of them whose acts are politics even where the country is not named; not police, workers or residents."""
    return frozenset(w for row in rows(EventRoles) if row.political for w in row.words)


def arguments(p: Parse, frame: Frame, named: list[Side], context: Context) -> tuple[list[str], list[str]]:
    """(actors, recipients) of an event as codes; nobody is on both sides, but a state that deals with its own."""
    actors, recipients = _arguments(p, frame, named, context)
    if set(actors) & set(recipients) and (len(actors) > 1 or len(recipients) > 1):
        recipients = [c for c in recipients if c not in actors]
    return list(actors), list(recipients)


def _arguments(p: Parse, frame: Frame, named: list[Side], context: Context) -> tuple[list[str], list[str]]:
    """By voice, type and place in the clause."""
    verb = frame.verb
    before, after = subject_sides(p, frame, named, context), object_sides(p, frame, named)
    if verb.passive:
        actors, recipients = _passive(p, frame, named, before, after)
    elif (verb.modality == "must" and frame.type == "REQUEST") or (
        frame.type == "ACCUSE" and (verb.tag == "adjective" or verb.lemma == "bear")
    ):
        actors, recipients = speaker(p, verb, named), before
    else:
        if len(before) > 1 or frame.mode in NO_PLACE:  # "agreed in Beijing", "laid down arms in Sulaymaniyah"
            after = object_sides(p, frame, [s for s in named if not s.where])
        actors, recipients = before, [c for c in after if c not in before]
        if not recipients and len(actors) < 2 and frame.type in INWARD:
            recipients = after[:1]
    if _hosted(frame) and recipients:
        return recipients, actors
    if _mutual(p, frame) and (actors or frame.rule.startswith("^")):
        return _each_other(p, frame, named, actors, recipients)
    if not actors and not verb.passive and _own(p, frame, named):
        actors = recipients
    if frame.type == "ASSAULT" and not actors:  # "an attack claimed by Islamic State"
        actors = blamed(p, verb, named)
        recipients = [c for c in recipients if c not in actors]
    if frame.type == "PROTEST" and not actors:  # "thousands marched in Amman"
        actors = [s.code for s in named if s.where and s.start > verb.at][:1]
        recipients = [c for c in recipients if c not in actors]
    domestic = len(actors) == 1 and not actors[0].startswith("ORG:")
    if not recipients and domestic and {s.code for s in named} == set(actors) and frame.type in INWARD:
        known = political() if frame.type == "PROTEST" else roles()
        recipients = actors if not known.isdisjoint(_object(p, verb)) and not verb.passive else []
    object_words = p.low[verb.at + 1 : verb.at + 4]
    if not BOTH.isdisjoint(object_words) and not PARTIES.isdisjoint(object_words):  # "urged both sides"
        return actors, [c for c in context.pair if c not in actors]
    return actors, recipients


def _object(p: Parse, verb: Verb) -> list[str]:
    """The words after the verb, up to a comma."""
    words = p.low[verb.at + 1 :]
    return words[: words.index(",")] if "," in words else words


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
    subject = p.low[clause_of(p, frame.verb) : frame.verb.left]
    if len({s.code for s in named}) != 1 or frame.type not in INWARD or not has_role(subject):
        return False
    first = next((s for s in named if s.start > frame.verb.at), None)
    if not first or first.code.startswith("ORG:"):
        return False
    official = first.where or first.kind in ("person", "office") or p.word(first.end) in roles()
    return bool(official) and UNKNOWN.isdisjoint(subject)


def _passive(
    p: Parse, frame: Frame, named: list[Side], before: list[str], after: list[str]
) -> tuple[list[str], list[str]]:
    """ "X was expelled by Y"; "X was arrested in Y" is the act of Y's authorities."""
    by = agents(p, frame.verb, named)
    if by:
        return by, [c for c in before if c not in by] or before
    if frame.operator and frame.inner:
        return before, after
    if frame.type == "ASSAULT":  # "was killed in an Israeli air raid"
        by = attackers(p, frame.verb, named)
        return by, [c for c in before if c not in by] or before
    if frame.type == "MOBILIZE":  # "the army was put on alert"
        return before, []
    where = [s.code for s in named if s.where and s.start > frame.verb.at][:1]
    return where if frame.type == "COERCE" else [], before


def _innermost(frame: Frame) -> Frame:
    return _innermost(frame.inner) if frame.inner else frame


def _hosted(frame: Frame) -> bool:
    """Is the subject the host ("Egypt received the Sudanese president")? The visitor is the actor."""
    inner = _innermost(frame)
    return frame.type in ("CONSULT", "AGREE") and inner.mode == "visit" and inner.verb.lemma in HOSTING


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


def ours(p: Parse, frame: Frame) -> bool:
    """Is the subject "we" or "I"?"""
    return not OURS.isdisjoint(p.low[clause_of(p, frame.verb) : frame.verb.left])


def unnamed(p: Parse, frame: Frame) -> bool:
    """Is the subject a political actor of a country that the sentence does not name ("the government rejected")?"""
    verb = frame.verb
    if verb.passive or verb.level or frame.type in ("ASSAULT", "COERCE"):
        return False
    return not political().isdisjoint(p.low[clause_of(p, verb) : verb.left])
