"""The sides of a clause: those of its subject, its object, its agent, and the one who tells it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from lib.codebook import rows, word_class
from lib.codebook.records import EventRoles
from lib.coder.events.clauses import NEAR, PREPOSITIONS, QUOTES, STOPS, SUBORDINATE, Parse, Verb
from lib.coder.events.frames import Frame
from lib.coder.events.sides import ATTRIBUTION, EPITHETS, OURS, PLURAL, SAYING, SINGLE, Context, Side

ASIDE, BREAKS, POSSESSIVE = word_class("aside"), word_class("break") | {'"', "“"}, word_class("possessive")
LINKING, UNKNOWN, SUBJECTS = word_class("linking"), word_class("unknown"), word_class("subject")
ENDS = STOPS | BREAKS | ASIDE  # of the object
OPENING = PREPOSITIONS | ASIDE | {"including"}
FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"))  # never of a pronoun's pair
POSTS = frozenset(("mission", "envoy", "ambassador", "representative", "delegate", "delegation", "office", "seat"))
OPENED = 6  # words of a sentence in which "we" or "it" is the subject of its gerund
CHAINED = 8  # verbs of one subject at most, one after the other
JOINED = 9  # words between two names of one list at most
WITH_REACH = 6  # words from "with" to its name at most
TALKED_OF = 4  # words from "discussed" to a "with" of the topic; all four by eye
CALENDAR = word_class("calendar")
TOPIC = frozenset(("on", "about", "over", "regarding", "concerning"))


@cache
def roles() -> frozenset[str]:
    """Words for actors of a country ("police", "rebels", "parliament")."""
    return frozenset(w for row in rows(EventRoles) for w in row.words)


def clause_of(p: Parse, verb: Verb) -> int:
    """First token of the verb's clause, after a subordinator, another verb or the one who says it."""
    at = verb.left, verb.level
    if at not in p.opened:
        p.opened[at] = _opening(p, verb)
    return p.opened[at]


def _opening(p: Parse, verb: Verb) -> int:
    for i in range(verb.left - 1, -1, -1):
        word, other = p.low[i], p.verbs.get(i)
        if i == verb.left - 1 and word in QUOTES:  # 'the kingdom "strongly condemns'
            continue
        if p.levels[i] > verb.level:  # "Egypt, which borders Gaza, rejected"
            continue
        if p.names[i] < 0 and (word in STOPS or word in SUBORDINATE or word in ('"', "“", "”", "that")):
            return i + 1
        if other and not (other.gerund or other.infinitive or other.passive) and other.level >= verb.level:
            return i + 1
        if word in SAYING and p.names[i] < 0:
            return i + 1
    return 0


def subject_sides(p: Parse, frame: Frame, named: list[Side], context: Context, back: int = CHAINED) -> list[str]:
    """Sides of the subject; a pronoun or a subject left out takes those named before the clause, or before that."""
    verb, start = frame.verb, clause_of(p, frame.verb)
    first = p.verbs.get(start - 1)
    if back and first and {p.word(verb.left - 1), p.word(verb.left - 2)} & {"and", "but"}:
        # "opened hospitals and sent"
        left_out = subject_sides(p, replace(frame, verb=first), named, context, back - 1)
        if left_out:
            return left_out
    start = _past_opening(p, start, verb.left)
    inside = [s for s in named if start <= s.start and s.end <= verb.left and p.levels[s.start] <= verb.level]
    found = group(inside, p)
    if found and not (all(s.where for s in inside) and not SINGLE.isdisjoint(p.low[start : verb.left])):
        return found
    words = p.low[start : verb.left]
    if not OURS.isdisjoint(words):
        return context.speaker
    if verb.gerund:  # "..., recognising": the subject of the sentence
        words = p.low[:OPENED]
        found = group([s for s in named if s.end <= verb.left][:1], p)
        return found if found and p.names[0] >= 0 else context.of(words) or found
    if start > 0 and (not words or any(w in SUBJECTS or w in POSSESSIVE or w in ("and", ",") for w in words)):
        earlier = group([s for s in named if s.end <= start and not s.where], p)
        if earlier:
            return earlier
    told = context.of(words) if frame.type not in FORCE else []
    return told or (home(named) if has_role(words) and UNKNOWN.isdisjoint(words) else [])


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


def subject_form(p: Parse, verb: Verb, named: list[Side]) -> str:
    """How the clause names its subject: named, single ("he"), plural, our, role ("the police"), unknown, or no."""
    start = clause_of(p, verb)
    words = p.low[start : verb.left]
    if any(start <= s.start < verb.left and not s.where for s in named):
        return "named"
    forms = (("single", SINGLE), ("plural", PLURAL), ("our", OURS), ("role", roles()))
    return next((form for form, known in forms if not known.isdisjoint(words)), "unknown" if words else "no")


def has_role(words: Sequence[str]) -> bool:
    return not roles().isdisjoint(words)


def home(named: list[Side]) -> list[str]:
    """The country of domestic actors ("police in Peru"): that of a place, or of a person the sentence names."""
    near = [s.code for s in named if s.where] or [s.code for s in named if s.kind == "person"]
    return near[:1]


def group(found: list[Side], p: Parse) -> list[str]:
    """The first side of a phrase and those coordinated with it; places only when nothing else is named."""
    acting = [s for s in found if not s.where] or found
    if not acting:
        return []
    owned = len(acting) > 1 and p.low[acting[0].end : acting[1].start] == ["'s"] and acting[1].kind == "organization"
    owned = owned and p.word(acting[1].end) not in POSTS  # "Iran's UN mission"
    acting = acting[1:] if owned else acting  # "Yemen's Houthis"
    codes, last = [acting[0].code], acting[0]
    for side in acting[1:]:
        if side.code == codes[-1] or _joined(p, last.end, side.start):
            if side.code not in codes:
                codes.append(side.code)
            last = side
    return codes


def _joined(p: Parse, start: int, end: int) -> bool:
    """Do the words between two names coordinate them ("Iran 's president and the king of Jordan")?"""
    if (start, end) not in p.joined:
        p.joined[start, end] = _coordinate([p.low[i] for i in range(start, end) if p.names[i] < 0])
    return p.joined[start, end]


def _coordinate(between: Sequence[str]) -> bool:
    if len(between) > JOINED or not any(w in ("and", ",", "&", "-", "/", "or") for w in between):
        return False
    return all(w in LINKING or w in (",", "'s") or w in roles() or w in EPITHETS for w in between)


def object_sides(p: Parse, frame: Frame, named: list[Side]) -> list[str]:
    """Sides of the object: the first after the verb, none in an aside ("after talks with"), places last."""
    found: list[Side] = []
    at = frame.verb.at
    for side in named:
        if side.start <= at:
            continue
        between = p.low[at + 1 : side.start]
        since = p.low[frame.object : side.start] if at < frame.object < side.start else between
        if side.tells or not ENDS.isdisjoint(since) or not SAYING.isdisjoint(between):
            break
        if frame.type in ("AGREE", "COOPERATE") and "against" in between:
            break
        if frame.type == "CONSULT" and _topic(frame, between):
            if frame.verb.lemma == "discuss":
                continue
            break
        found.append(side)
    accused = [s for s in found if frame.type == "ACCUSE" and "against" in p.low[max(at + 1, s.start - 3) : s.start]]
    if accused:  # "filed a complaint with the Security Council against"
        return group(accused, p)
    return group(found, p)


def _topic(frame: Frame, between: Sequence[str]) -> bool:
    """Is the name part of what is talked about ("discussed Iran's ties with") and not of those who talk?"""
    if frame.verb.lemma != "discuss":
        return any(w in TOPIC and not _dated(between[i + 1 : i + 2]) for i, w in enumerate(between))
    at = max((i for i, word in enumerate(between) if word == "with"), default=-1)
    return at < 0 or len(between) - at > WITH_REACH or (at > TALKED_OF and between[at - 1] != ",")


def _dated(words: Sequence[str]) -> bool:
    """Is it a date that follows ("on Monday", "on 12 May")?"""
    return bool(words) and (words[0] in CALENDAR or words[0].isdigit())


def agents(p: Parse, verb: Verb, named: list[Side]) -> list[str]:
    """Sides after "by" of a passive verb."""
    for i in range(verb.at + 1, len(p.low)):
        if p.low[i] in STOPS or p.low[i] in SUBORDINATE:
            return []
        if p.low[i] == "by" or (p.low[i] in ("on", "to") and p.low[i - 1] in ("blamed", "attributed")):
            return group([s for s in named if s.start > i], p)
    return []


def speaker(p: Parse, verb: Verb, named: list[Side]) -> list[str]:
    """Who says it: the sides before the verb's clause, or around a closing "said"."""
    start = clause_of(p, verb)
    before = [s for s in named if s.end <= start]
    if before:
        return group(before, p)
    said = next((i for i in range(verb.at + 1, len(p.low)) if p.low[i] in ATTRIBUTION), -1)
    return group([s for s in named if s.start > verb.at and abs(s.start - said) < NEAR], p) if said > 0 else []
