"""Who acts and towards whom: the sides named around an event's verb."""

from dataclasses import dataclass

from lib.codebook import word_class
from lib.coder.events.clauses import BESIDE, NEAR, Parse
from lib.coder.events.frames import TOGETHER, Frame, innermost
from lib.coder.events.lexicon import lexicon
from lib.coder.events.roles import (
    ENDS,
    agents,
    group,
    home,
    object_sides,
    speaker,
    subject_sides,
)
from lib.coder.events.sides import Context, Side

HOSTING, ONE_WAY, MUTUAL = word_class("host"), word_class("one way"), word_class("mutual")
BROKERING = word_class("brokering")
AGREEING = word_class("agreeing")
DETERRING = word_class("deterring")
RECEIVING = word_class("receiving")
FRIENDLY = {"say", "SUPPORT"}  # of verbs by which more is said ("condemned the attack and stressed its ties")
RELEASED = ("RETREAT", "CONCEDE")
ADDRESSED = 3  # tokens from "complained" to whom that is told ("to the UN")
DEEDS = ("agreement", "relations", "restoration", "diplomat")  # ends of rules of support that is done, not said
NO_PLACE = ("disarm", "resign", "ceasefire")  # done somewhere, not to those who live there


@dataclass(slots=True)
class Reading:
    """Who acts towards whom, by one way of reading; `how` says where each came from: ("subject", "object")."""

    actors: list[str]
    recipients: list[str]
    how: tuple[str, str] = ("subject", "object")


def readings(p: Parse, frame: Frame, named: list[Side], context: Context) -> list[Reading]:
    """Every way to read who acts towards whom, the grammatical one first; nobody is on both sides."""
    if frame.verb.lemma in BROKERING and frame.type in RELEASED:  # "Qatar mediated the release of two held by Iran"
        holders, others = agents(p, frame.verb, named), object_sides(p, frame, named)
        both = not holders and len(others) > 1  # "brokered a truce between A and B"
        return [Reading(others, []) if both else Reading(holders, [c for c in others if c not in holders])]
    actors, recipients = _nominal(p, frame, named) if frame.verb.tag == "noun" else _arguments(p, frame, named, context)
    at = frame.verb.at
    acting = {tuple(actors): "subject"}
    first = group([s for s in named if not s.where], p)
    nearest = [s.code for s in named if s.end <= frame.verb.left and not s.where][-1:]
    for by, who in (
        ("first", first),
        ("nearest", nearest),
        ("one", context.one),
        ("pair", context.pair),
        ("home", home(named)),
        ("speaker", context.speaker),
    ):
        if who:
            acting.setdefault(tuple(who), by)
    towards = {tuple(recipients): "object"}
    for n, side in enumerate(named):
        towards.setdefault(tuple(group(named[n:], p)), "later" if side.start > at else "earlier")
    towards.setdefault(tuple(dict.fromkeys(s.code for s in named if s.start > at and not s.where)), "all")
    for named_before, to in ((context.pair, "pair"), (context.one, "one"), ([], "nobody")):
        towards.setdefault(tuple(named_before), to)
    neither = _neither(p, frame, named)
    acting, towards = ({who: how for who, how in ways.items() if neither.isdisjoint(who)} for ways in (acting, towards))
    found: dict[frozenset[str] | tuple[frozenset[str], frozenset[str]], Reading] = {}
    for doing, by in acting.items():
        actors = [*doing]
        for whom, to in towards.items():
            others = [c for c in whom if c not in doing]
            same = frozenset(actors + others) if frame.type in TOGETHER else (frozenset(doing), frozenset(others))
            if same not in found:
                found[same] = Reading(actors, others, (by, to))
    return list(found.values())


def given(frame: Frame, reading: Reading) -> Reading:
    """ "Lebanon received aid from Qatar" is Qatar's act towards Lebanon."""
    if frame.type != "AID" or frame.verb.lemma not in RECEIVING or frame.verb.passive:
        return reading
    return Reading(reading.recipients, reading.actors, reading.how)


def _neither(p: Parse, frame: Frame, named: list[Side]) -> set[str]:
    """Who neither acts nor is acted upon: who was attacked, where that is condemned ("the attack on Kuwait"); to whom one
    complains; where troops are sent to deter others."""
    verb, at = frame.verb, innermost(frame).object
    if innermost(frame).core == "MOBILIZE":
        deter = next((i for i in range(verb.at + 1, len(p.low)) if p.low[i] in DETERRING), len(p.low))
        return {s.code for s in named if verb.at < s.start < deter} if any(s.start > deter for s in named) else set()
    if frame.type != "ACCUSE":
        return set()
    if p.word(verb.at + 1) == "to":
        return {s.code for s in named if verb.at < s.start <= verb.at + ADDRESSED}
    attack = at >= 0 and any(s.type == "ASSAULT" or s.object == "crime" for s in p.nouns.get(at, (0, []))[1])
    if not attack:
        return set()
    other = (
        i
        for i in p.verbs
        if i > at and p.low[i] != "including" and (p.word(p.verbs[i].left - 1) in ("and", ",") or not p.verbs[i].gerund)
    )
    end = min(other, default=len(p.low))
    by = next((i for i in range(at + 1, end) if p.low[i] == "by"), end)
    attackers = group([s for s in named if by < s.start < end], p) if by < end else []
    said = {s.type for s in lexicon().senses[p.verbs[end].lemma]} if end < len(p.low) else set()
    further = bool(said & FRIENDLY) and p.low[p.verbs[end].left - 1] == "and"  # what is also said is of others
    hit = {s.code for s in named if s.start > at and (further or s.start < end)}
    return hit - {*attackers, *(s.code for s in named if s.start < at)}


def _nominal(p: Parse, frame: Frame, named: list[Side]) -> tuple[list[str], list[str]]:
    """Of an event that only a noun tells ("Ukraine's drone assault on Russia", "the killing of X by Y")."""
    at = frame.verb.at
    by = agents(p, frame.verb, named) if "by" in p.low[at : at + NEAR] else []
    actors = by or [s.code for s in named if at - BESIDE <= s.end <= at][-1:]
    end = next((i for i in range(at + 1, len(p.low)) if i in p.verbs or p.low[i] in ENDS), len(p.low))
    return actors, group([s for s in named if at < s.start < end and s.code not in actors], p)[:1]


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
    if frame.verb.lemma in BROKERING and len(recipients) > 1:  # "Qatar mediated between A and B"
        return recipients, []
    if _hosted(frame) and recipients:
        return recipients, actors
    if mutual(p, frame) and (actors or frame.rule.startswith("^")):
        return _each_other(p, frame, named, actors, recipients)
    if frame.type == "PROTEST" and not actors:  # "thousands marched in Amman"
        actors = [s.code for s in named if s.where and s.start > verb.at][:1]
        recipients = [c for c in recipients if c not in actors]
    return actors, recipients


def _each_other(
    p: Parse, frame: Frame, named: list[Side], actors: list[str], recipients: list[str]
) -> tuple[list[str], list[str]]:
    """All sides as actors: those met, and those introduced by "with" or "between"; not those merely spoken of."""
    first = next((s for s in named if s.start > frame.verb.at and s.code in recipients), None)
    if first and frame.verb.lemma == "discuss" and first.kind not in ("person", "office"):
        return actors, []  # "discussed their ties with China"
    between = range(frame.verb.at + 1, first.start if first else len(p.low))
    joined = any(p.low[i] in ("with", "between") for i in between) and not any(i in p.verbs for i in between)
    if joined or (frame.type == "CONSULT" and len(actors) < 2):
        return list(dict.fromkeys([*actors, *recipients])), []
    kept = len(actors) < 2 and (frame.object >= 0 or frame.inner)
    return actors, recipients if kept else []


def _passive(
    p: Parse, frame: Frame, named: list[Side], before: list[str], after: list[str]
) -> tuple[list[str], list[str]]:
    """ "X was expelled by Y"; "X was arrested in Y" is the act of Y's authorities."""
    by = agents(p, frame.verb, named)
    if by:
        return by, [c for c in before if c not in by]
    if frame.operator and frame.inner:
        return before, after
    if frame.type == "MOBILIZE":  # "the army was put on alert"
        return before, []
    where = [s.code for s in named if s.where and s.start > frame.verb.at][:1]
    return where if frame.type == "COERCE" else [], before


def _hosted(frame: Frame) -> bool:
    """Is the subject the host ("Egypt received the Sudanese president")? The visitor is the actor."""
    inner = innermost(frame)
    return frame.type in ("CONSULT", "AGREE") and inner.mode == "visit" and inner.verb.lemma in HOSTING


def mutual(p: Parse, frame: Frame) -> bool:
    """Are all sides actors: talks, agreements with each other, clashes, treaties signed?"""
    inner = innermost(frame)
    mediation = inner.object >= 0 and p.low[inner.object] == "mediation"
    if inner.mode == "visit" or mediation or frame.verb.lemma in ONE_WAY:
        return False
    if frame.verb.lemma in BROKERING:
        return True
    if frame.type == "SUPPORT":
        return inner.rule.endswith(DEEDS)
    if frame.type != "AGREE":
        return frame.type in ("CONSULT", "COOPERATE") or (frame.verb.lemma in MUTUAL and frame.type == "ASSAULT")
    if inner.type == "CONSULT":  # "will meet" is of both, "offered to meet" of one
        return frame.inner is None or frame.verb.lemma in AGREEING
    with_each_other = not frame.operator or "with" in p.low[frame.verb.at + 1 : frame.verb.at + 3]
    return frame.verb.lemma in AGREEING and with_each_other
