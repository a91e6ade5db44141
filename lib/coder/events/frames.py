"""From verbs to events: cues, their objects, and operators over what stands in their complement."""

from __future__ import annotations

from dataclasses import dataclass, field

from lib.coder.events.clauses import PREPOSITIONS, STOPS, SUBORDINATE, Parse, Verb
from lib.coder.events.lexicon import Sense, compose, lexicon, word_class
from lib.coder.events.objects import (
    REACH,
    clause_start,
    in_aside,
    infinitive_follows,
    list_goes_on,
    named_object,
    object_follows,
    objects,
    stands_alone,
    subject_is,
)

AGREEING, ADVERBS, SAYING = word_class("agreeing"), word_class("adverb"), word_class("saying")
DEEPEST = 5  # operators over operators
GRAMMAR = (
    "clause",
    "to",
    "np",
    "alone",
    "until",
    "passive",
    "for",
)  # what is asked of the words that follow, not of a noun
FACTUAL = ("do", "end", "fail")  # operators that leave the status of what they stand over
ARMS = word_class("arms")
PEOPLE = ("person", "prisoner")  # classes that a name alone can fill
AHEAD = ("promise", "offer")
NOBODY = ("no", "none", "nobody", "neither")  # a subject that begins so denies its verb
ENDS = (",", "and", "but")  # of what is denied
SPOKEN_OF = (
    "CONSULT",  # talks and visits are meetings
    "SUPPORT",  # a noun alone tells no event: "support", "a ceasefire", "concessions" are more often spoken of than done
    "RETREAT",
    "CONCEDE",
    "none",
)
THINGS = ("weapons",)  # classes of nouns that are had, bought and sent before they are used
TROOPS, KEEPERS = "troops", "peacekeepers"  # classes of nouns
BEFORE_GERUND = frozenset((",", "by", "for", "after", "before", "of", "from", "despite", "without", "in"))
TOGETHER = ("CONSULT", "AGREE", "COOPERATE")  # of all sides alike


@dataclass(slots=True)
class Frame:
    """What a verb makes: PLOVER `type` and `mode`, the verbs `used` up, outermost first, and the `rule` that made it."""

    type: str
    mode: str
    verb: Verb
    status: str = "held"
    used: list[int] = field(default_factory=list)
    object: int = -1  # token of the noun that decided
    inner: Frame | None = None
    operator: str = ""
    rule: str = ""
    core: str = ""  # the type before tense and negation changed it

    def __post_init__(self) -> None:
        self.core = self.core or self.type


def innermost(frame: Frame) -> Frame:
    """What the operators stand over."""
    return innermost(frame.inner) if frame.inner else frame


def frames(p: Parse) -> list[Frame]:
    """Every event of the sentence, in order; verbs inside the complement of another are used up by it.

    A fixed phrase ("will not" with a verb the codebook does not know) counts only where no verb makes an event.
    """
    found: list[Frame] = []
    phrases: list[Frame] = []
    used: set[int] = set()
    for at in sorted(p.verbs):
        verb = p.verbs[at]
        if at in used or verb.infinitive or (verb.gerund and not _tells(p, verb)):
            continue
        if verb.gerund:
            verb.level = 1
        if verb.lemma in lexicon().denials:
            used.update(_complement(p, verb))
        frame = read(p, verb)
        if frame and not _accident(p, frame):
            (phrases if verb.tag == "phrase" else found).append(frame)
            used.update(frame.used)
    made = [*found, *phrases, *_nominal(p, found, used)]
    for frame in made:
        _settle(p, frame)
    return sorted(made, key=lambda f: (f.verb.tag in ("noun", "phrase"), f.verb.level, f.verb.at))


def _tells(p: Parse, gerund: Verb) -> bool:
    """Does a gerund tell what one did ("by closing its airspace", "Iran shooting down a drone")?"""
    before = gerund.left - 1
    return before >= 0 and (p.low[before] in BEFORE_GERUND or p.names[before] >= 0)


def _settle(p: Parse, frame: Frame) -> None:
    """A threat is made when it is told; a strike told with arms is one of arms."""
    if frame.type == "THREATEN" and frame.status == "planned":
        frame.status = "held"
    if (frame.type, frame.mode) == ("PROTEST", "strike") and not ARMS.isdisjoint(p.low):
        frame.type, frame.mode = "ASSAULT", ""


def _accident(p: Parse, frame: Frame) -> bool:
    """Did an accident or nature do it ("an earthquake killed", "were killed in a plane crash")?"""
    if frame.type != "ASSAULT":
        return False
    after = (p.nouns.get(i) for i in range(frame.verb.at, min(len(p.low), frame.verb.at + 12)) if frame.verb.passive)
    return subject_is(p, frame.verb, "nature") or any(s.object == "nature" for hit in after if hit for s in hit[1])


def _complement(p: Parse, verb: Verb) -> range:
    """The tokens of what is denied."""
    end = next((i for i in range(verb.at + 1, len(p.low)) if p.low[i] in STOPS or p.low[i] in ENDS), len(p.low))
    return range(verb.at + 1, end)


def _nominal(p: Parse, made: list[Frame], used: set[int]) -> list[Frame]:
    """The events that a noun alone names ("Israel's strikes on Gaza"), where no verb has it as its object."""
    if len({*p.names}) < 2:  # without a name there is nobody
        return []
    taken = used | {frame.object for one in made for frame in (one, innermost(one))}
    found: list[Frame] = []
    reached = 0
    for i, (end, senses) in p.nouns.items():
        if i < reached:
            continue
        reached = end
        if i in p.verbs or not taken.isdisjoint(range(i, end)) or any(sense.object in THINGS for sense in senses):
            continue
        frame = _noun(p, Verb(end - 1, p.low[i], "noun", i, level=p.levels[i]), i, end, senses, 0)
        if frame and innermost(frame).type not in SPOKEN_OF:
            found.append(frame)
            taken.update(frame.used, {innermost(frame).object})
    return found


def read(p: Parse, verb: Verb, depth: int = 0, outer: str = "") -> Frame | None:
    """The event of a verb with its complement, its own tense and negation applied; None when it is none.

    Under an `outer` operator "will" and "must" add nothing: "promised that it would leave".
    """
    verb.negated = verb.negated or p.word(clause_start(p, verb)) in NOBODY
    base = _bare(p, verb, depth)
    if base is None or not base.type:
        return None
    told = outer and outer != "do" and verb.modality in ("future", "must") and not verb.negated
    return base if told else _mood(base, verb)


def _mood(frame: Frame, verb: Verb) -> Frame:
    """Future, modal and negated verbs: "will visit" is AGREE, "will not lift" REJECT, "must leave" REQUEST."""
    operator = {"future": "promise", "maybe": "promise", "must": "demand"}.get(verb.modality, "")
    if verb.negated:
        operator = "refuse" if verb.modality in ("future", "maybe") else ""
        frame.status = frame.status if operator else "negated"
    kind, mode = compose(operator, (frame.type, frame.mode)) if operator else ("", "")
    if not kind:
        return frame
    frame.type, frame.mode = kind, mode
    frame.rule = f"{operator}({frame.rule})"
    frame.operator = frame.operator or operator
    if operator == "promise":
        frame.status = "hypothetical" if verb.modality == "maybe" else "planned"
    return frame


def _bare(p: Parse, verb: Verb, depth: int) -> Frame | None:
    """The first sense that fits: longer cues first, then by object, operators, and bare types."""
    senses = lexicon().senses[verb.lemma]
    read_objects: set[tuple[str, ...]] = set()
    for sense in senses:
        end = _particles(p, verb, sense) if sense.particles else verb.at + 1
        if end < 0:
            continue
        frame = None
        if sense.type == "none" and not sense.object:  # an idiom that is no event
            return None
        if sense.type.islower() and (not sense.object or sense.object in GRAMMAR):
            frame = _over(p, verb, sense, end, depth)
        elif sense.object and sense.object not in GRAMMAR:
            if sense.particles not in read_objects:
                read_objects.add(sense.particles)
                group = [s for s in senses if s.particles == sense.particles and s.object and s.object not in GRAMMAR]
                frame = _with_object(p, verb, group, end)
        elif (
            not sense.object
            or (sense.object == "to" and infinitive_follows(p, end))
            or (sense.object == "np" and not verb.passive and object_follows(p, end))
            or (sense.object == "passive" and verb.passive)
            or (sense.object == "for" and "for" in p.low[end : end + 8])
            or (sense.object == "until" and "until" in p.low[end : end + 6])
            or (sense.object == "alone" and not verb.passive and stands_alone(p, end))
        ):
            frame = Frame(sense.type, sense.mode, verb, _when(sense, verb), [verb.at], rule=verb.lemma)
        if frame:
            return _stated(p, frame, depth) if frame.type == "none" else frame
    return None


def _stated(p: Parse, frame: Frame, depth: int) -> Frame | None:
    """What a statement says: "issued a declaration demanding", "passed a resolution condemning"; else no event."""
    for i in range(frame.object + 1, min(len(p.low), frame.object + 5)) if frame.object >= 0 else ():
        other = p.verbs.get(i)
        inner = read(p, other, depth + 1) if other and other.gerund and depth < DEEPEST else None
        if inner:
            used, rule = [frame.verb.at, *inner.used], f"do({inner.rule})"
            return Frame(
                inner.type, inner.mode, frame.verb, inner.status, used, inner.object, inner, inner.operator, rule
            )
    return None


def _when(sense: Sense, verb: Verb) -> str:
    """An offer, an invitation or readiness looks ahead; an agreement reached does not."""
    reached = verb.lemma in AGREEING or sense.object in ("agreement", "proposal")
    return "planned" if sense.type == "AGREE" and not reached else "held"


def _particles(p: Parse, verb: Verb, sense: Sense) -> int:
    """Token after the cue when its particles follow, else -1; an adverb may stand between."""
    at = verb.at + 1
    for particle in sense.particles:
        word = p.word(at)
        if word != particle:
            if not (word in ADVERBS or word.endswith("ly")) or p.word(at + 1) != particle:
                return -1
            at += 1
        at += 1
    return at


def _with_object(p: Parse, verb: Verb, group: list[Sense], end: int) -> Frame | None:
    """A verb and the class of its object ("withdraw" + diplomat): the first noun that any of its senses asks for."""
    for sense in group:
        if sense.object[0] == "^" and subject_is(p, verb, sense.object[1:]):
            return Frame(sense.type, sense.mode, verb, used=[verb.at], rule=f"{sense.object}+{verb.lemma}")
    named = named_object(p, verb, end)
    for at, senses in objects(p, verb, end):
        if 0 <= named < at and p.names[at] != p.names[named] and any(sense.object in PEOPLE for sense in group):
            break
        called = {s.object for s in senses}
        if TROOPS in called and _keeps_peace(p, at):
            called = {KEEPERS}
        for sense in group:
            if sense.object in called:
                rule = f"{verb.lemma}+{sense.object}"
                return Frame(sense.type, sense.mode, verb, _when(sense, verb), [verb.at], at, rule=rule)
    people = any(sense.object in PEOPLE for sense in group)
    for sense in group:
        if named >= 0 and (sense.object in PEOPLE or (sense.object == "territory" and not people)):
            return Frame(sense.type, sense.mode, verb, _when(sense, verb), [verb.at], named, rule=f"{verb.lemma}+name")
    return None


def _keeps_peace(p: Parse, at: int) -> bool:
    """Are they sent as peacekeepers ("deployed troops to the UN peacekeeping mission")?"""
    return any(sense.object == KEEPERS for i, (_, senses) in p.nouns.items() if i > at for sense in senses)


def _over(p: Parse, verb: Verb, sense: Sense, end: int, depth: int) -> Frame | None:
    """An operator over the event in its complement: "refused to lift the ban" = refuse(end(COERCE))."""
    if verb.tag == "adjective" and sense.type == "do" and not SAYING.isdisjoint(p.low[: verb.left]):
        return None  # "Israel said Hezbollah was responsible" accuses; "X is responsible for killings" tells of them
    clause = sense.object == "clause"
    inner = _inner(p, verb, end, depth, clause, sense.type) if depth < DEEPEST else None
    if clause and inner is None:
        return None
    if inner and sense.type == "do" and _of_another(p, end, inner.verb):
        return inner
    kind, mode = _composed(sense.type, inner)
    if not kind:
        return None
    if inner is None:
        return Frame(kind, mode, verb, used=[verb.at], operator=sense.type, rule=sense.type)
    status = _ahead(sense.type, inner) or (inner.status if sense.type in FACTUAL else "held")
    rule, used = f"{sense.type}({inner.rule})", [verb.at, *inner.used]
    return Frame(kind, mode, verb, status, used, inner.object, inner, sense.type, rule)


def _of_another(p: Parse, end: int, verb: Verb) -> bool:
    """Does what is announced begin with who did it ("announced that Kuwait had freed them")?"""
    that = next((i for i in range(end, verb.left) if p.low[i] == "that"), verb.left)
    return any(p.names[i] >= 0 for i in range(that + 1, min(that + 3, verb.left)))


def _composed(operator: str, inner: Frame | None) -> tuple[str, str]:
    return compose(operator, (inner.type, inner.mode), inner.operator) if inner else compose(operator, ("", ""))


def _inner(p: Parse, verb: Verb, end: int, depth: int, clause: bool, outer: str) -> Frame | None:
    """The first event in the complement: an event noun, "to" + verb, a clause, or a gerund."""
    if verb.passive and not clause:
        for at, senses in objects(p, verb, end):
            event = next((s for s in senses if s.type and not s.type.islower()), None)
            if event:
                return Frame(event.type, event.mode, verb, object=at, rule=p.low[at])
    aside, that, i = False, False, end
    while i < min(len(p.low), end + REACH):
        word = p.low[i]
        if p.names[i] < 0:
            if word in STOPS or (word in SUBORDINATE and i > end and word != "during"):
                return None
            if (word == "," and i > end + 1 and not list_goes_on(p, i)) or (word in ("and", "but") and i == end):
                return None
            that = that or word == "that"
            if that and outer == "do" and not clause:
                return None
            other = p.verbs.get(i)
            if other and outer == "do" and not clause and not other.gerund:
                return None
            if other and (clause or that or i <= end + 2 or other.infinitive) and (not other.gerund or i <= end + 3):
                return read(p, other, depth + 1, outer)
            if outer == "do" and not clause and i > end and word in PREPOSITIONS and word != "of":
                return None
            aside = in_aside(p, i, end, aside)
        hit = None if clause or aside else p.nouns.get(i)
        frame = _noun(p, verb, i, *hit, depth) if hit else None
        if frame:
            return frame
        i = hit[0] if hit else i + 1
    return None


def _ahead(operator: str, inner: Frame | None) -> str:
    """What is intended, or offered as a meeting, lies ahead; what is pledged is pledged."""
    meeting = inner is not None and innermost(inner).type == "CONSULT"
    return "planned" if operator == "promise" or (operator == "offer" and meeting) else ""


def _noun(p: Parse, verb: Verb, i: int, end: int, senses: list[Sense], depth: int) -> Frame | None:
    """The event a noun names ("withdrawal"), or that of its complement ("commitment to withdraw")."""
    for sense in senses:
        if sense.type.islower():
            deeper = depth < DEEPEST - 1 and end < len(p.low)
            inner = _inner(p, verb, end, depth + 1, False, sense.type) if deeper else None
            kind, mode = _composed(sense.type, inner)
            if kind:
                status = _ahead(sense.type, inner) or (inner.status if inner else "held")
                rule = f"{sense.type}({inner.rule})" if inner else p.low[i]
                return Frame(kind, mode, verb, status, inner.used if inner else [], i, inner, sense.type, rule)
        elif sense.type:
            return Frame(sense.type, sense.mode, verb, object=i, rule=" ".join(p.low[i:end]))
    return None
