"""Events: who did what to whom, coded by PLOVER.

A sentence is read as verbs in clauses (`clauses`), verbs and their objects as events with operators over
them (`frames`), the sides around the verb as actor and recipient (`arguments`), and the rest of the
row (`rows`). What the words mean is in data/codebook: event_cues, event_operators, event_roles, event_words,
plover and stages. Every reading is a candidate; `features` tells what speaks for it, and what was learned from
articles read by people decides (data/coder/events.json).
"""

import math
import re
from bisect import bisect_left
from collections.abc import Callable

from lib.coder.deciding import Weights
from lib.coder.document import Document
from lib.coder.entities import gazetteer
from lib.coder.entities.mentions import Mention
from lib.coder.events.arguments import given, mutual, readings
from lib.coder.events.clauses import BESIDE, RELATIVE
from lib.coder.events.features import Candidate, candidates_of, scores
from lib.coder.events.frames import TOGETHER, Frame, frames, innermost
from lib.coder.events.roles import clause_of, has_role, subject_form
from lib.coder.events.rows import OWN, Told, conditional, is_meeting, meets, of_frame, of_meeting, of_time, same_event
from lib.coder.events.sides import Context, Side, sides
from lib.coder.events.verbs import parse
from lib.schema import Made

POSTED = re.compile(r"\b(?:ambassador|envoy|representative|consul|charge d'affaires)s?( (?:to|in|for) )(?:the )?")
MANY = 10  # names before a verb, and after it, among which its sides are looked for
WHO = RELATIVE | {"that"}
TALKING = ("CONSULT", "SUPPORT")  # what a verb tells whose subject does not attack
LONE = 0.65  # what an event with fewer than two sides takes, tried on single sentences from 0.5 to 0.7
Choice = Callable[[list[Told], Context], Told]
Span = tuple[int, int, str, str]  # start, end, code, kind of a name within its sentence


def surest(weights: Weights) -> Choice:
    """Takes the likeliest of the readings of one event, and notes how likely it is beside the others."""

    def choose(ways: list[Told], context: Context) -> Told:
        if len(ways) == 1:
            return ways[0]
        odds = [*map(math.exp, scores(ways, context, weights))]
        best = max(range(len(ways)), key=odds.__getitem__)
        ways[best].sure = odds[best] / sum(odds)
        return ways[best]

    return choose


def events(doc: Document, meetings: list[Made]) -> list[Made]:
    """Rows of the events table, in the order of the text. `meetings` are the same article's meeting rows.

    An event that is a meeting has its sides, date and status from the meeting. One that is told several times is one
    row: the surest.
    """
    return decided(candidates(doc, meetings), Weights.named("events"))


def decided(found: list[Candidate], weights: Weights) -> list[Made]:
    """The rows that are probable enough, with their probability as confidence; a meeting that stands is always one, and
    as sure."""
    likely = [(one, max(weights.probability(one.features), one.row["confidence"])) for one in found]
    sure = [(one, p) for one, p in likely if p >= _least(one.row, weights) or one.row["rule"] == OWN]
    return _numbered(
        [{**one.row, "confidence": round(p, 2), "rule": f"{one.row['rule']}; {_why(one, weights)}"} for one, p in sure]
    )


def _least(row: Made, weights: Weights) -> float:
    """From which probability on the event is a row: an event of two sides is seldom of another world than diplomacy."""
    lone = len({*row["actor"], *row["recipient"]}) < 2
    return max(weights.threshold, LONE * lone)


def _why(one: Candidate, weights: Weights) -> str:
    """What moved the decision most: "pair meets +0.4, passive -0.3"."""
    moved = weights.weighed(one.features, 3)
    return ", ".join(f"{name.partition(': ')[2]} {value:+.1f}" for name, value in moved)


def candidates(doc: Document, meetings: list[Made], choose: Choice | None = None) -> list[Candidate]:
    """Every event that a sentence may tell, and every meeting of two sides or more, in the order of the text.

    `choose` takes one of the readings of who acts towards whom.
    """
    met: dict[int, list[Made]] = {}
    for meeting in meetings:
        met.setdefault(meeting["sentence"], []).append(meeting)
    choose = choose or surest(Weights.named("event_sides"))
    found: list[tuple[Made, Told | None]] = []
    main = [m for m in meetings if m["main"]]
    context = Context()
    for sentence in doc.sentences:
        here = [m for m in met.get(sentence.index, []) if len(m["parties"]) > 1]
        told = _of_sentence(doc, sentence.index, context, choose)
        readings = [(of_frame(doc, sentence.index, one, here, main), one) for one in told]
        tellers = [row for row, one in readings if is_meeting(one, row, here)]
        found += [(row, one) for row, one in readings if row not in tellers]
        found += [(of_meeting(m, [t for t in tellers if t["meeting_id"] == m["meeting_id"]]), None) for m in here]
        _remember(context, doc.of(sentence.index), here)
    return candidates_of(doc, [(of_time(row, doc.day), told) for row, told in found], meetings)


def _remember(context: Context, named: list[Mention], met: list[Made]) -> None:
    """Keep who met and who was spoken of first, for the pronouns of the next sentences."""
    context.one = next(([m.code] for m in named if m.kind in ("person", "office") and m.code), context.one)
    for meeting in met:
        if meeting["main"] or not context.pair:
            context.pair = list(meeting["parties"])


def _numbered(found: list[Made]) -> list[Made]:
    """Without repetitions, in order, with identifiers: kept is the meeting itself, else the surest telling.

    An event of a type that the codebook does not score (its row in plover.csv is wrong) is left out.
    """
    kept: dict[tuple[object, ...], list[Made]] = {}
    surest = sorted((row for row in found if "quad" in row), key=lambda row: -row["confidence"])
    for row in sorted(surest, key=lambda row: not row["rule"].startswith(OWN)):
        same = kept.setdefault(same_event(row), [])
        if not any(_one_day(row, other) for other in same):
            same.append(row)
    ordered = sorted((row for same in kept.values() for row in same), key=lambda row: (row["sentence"], row["start"]))
    return [{"event_id": f"e{n}", **row} for n, row in enumerate(ordered, 1)]


def _one_day(a: Made, b: Made) -> bool:
    """May both have been on one day? Two meetings are two."""
    if a["meeting_id"] and b["meeting_id"] and a["rule"].startswith(OWN) and b["rule"].startswith(OWN):
        return a["meeting_id"] == b["meeting_id"]
    one, other = sorted((a["date_start"], b["date_start"]))
    return not one or (one <= other <= (a if a["date_start"] == one else b)["date_end"])


def _of_sentence(doc: Document, index: int, context: Context, choose: Choice) -> list[Told]:
    """What a sentence tells; nothing of a question, or what the page says beside the article."""
    sentence = doc.sentences[index]
    asked = sentence.text.rstrip("\"'”’) ").endswith("?")
    if asked or doc.skip[index]:
        return []
    speaker = doc.speakers[index]
    context.speaker = [speaker.code] if speaker and speaker.code else []
    text = doc.folded[sentence.start : sentence.end]
    told = coded(text, [span for m in doc.of(index) for span in _spans(doc, m, sentence.start)], context, choose)
    return [one for one in told if _is_told(doc, index, one)]


def _is_told(doc: Document, index: int, told: Told) -> bool:
    """Is an event told as one, or as denied (which it then is), and not as supposed, nor of a match on a pitch, and in a
    headline by a verb that is no meeting's (that one, the meetings tell)?"""
    heading = doc.sentences[index].heading and len(doc.sentences) > 1
    if heading and (told.frame.verb.tag == "noun" or meets(told.frame)):
        return False
    unreal = doc.unreal(index, doc.sentences[index].start + told.parse.spans[told.frame.verb.at][0])
    if unreal == "denied" and told.frame.status == "held":
        told.frame.status = "negated"
    return unreal in ("", "denied") and not (doc.sport[index] and told.frame.type in ("CONSULT", "ASSAULT"))


def _spans(doc: Document, m: Mention, begin: int) -> list[Span]:
    """A mention as spans of its sentence; "its ambassador to Lebanon" is two sides, the one it goes to as a posting."""
    whole = (m.start - begin, m.end - begin, m.code, m.kind)
    words = doc.low[m.start : m.end] if m.kind in ("office", "person") else ""
    if not (" to " in words or " in " in words or " for " in words):
        return [whole]
    tail = POSTED.search(doc.low, m.start, m.end)
    if not tail:
        return [whole]
    to = gazetteer.hits(doc.low[tail.end() : m.end], doc.folded[tail.end() : m.end])
    entry = to[0].get("country", "organization") if to else None
    if not entry or entry.code == m.code:
        return [whole]
    return [(whole[0], tail.start(1) - begin, m.code, m.kind), (tail.end() - begin, whole[1], entry.code, "posting")]


def coded(text: str, spans: list[Span], context: Context, choose: Choice) -> list[Told]:
    """Every event that one sentence may tell, with actors and recipients; `spans` are its names in order."""
    p = parse(text, [(start, end) for start, end, _, _ in spans])
    made = frames(p)
    if not made:
        return []
    named = sides(p, [(code, kind) for _, _, code, kind in spans])
    told = []
    for frame in made:
        near = _near(named, frame.verb.at)
        ways = readings(p, frame, near, context)
        if ways:
            form = subject_form(p, frame.verb, near)
            one = choose([Told(p, frame, way, near, form) for way in ways], context)
            one.reading = given(frame, one.reading)
            if frame.type == "MOBILIZE" and len(one.actors) > 1 and frame.rule.endswith("mobilization"):
                frame.type, frame.mode = "COOPERATE", ""  # drills of two states are joint
            if _counts(one) and not _spoken_of(one, made):
                told.append(one)
    return told


def _spoken_of(told: Told, others: list[Frame]) -> bool:
    """Does who would have attacked only speak of an attack ("discussed the attack", "spoke of attacks that killed")?"""
    p, verb = told.parse, told.frame.verb
    first = min(p.verbs, default=verb.at)
    if told.frame.type != "ASSAULT" or first >= verb.left or not told.actors:
        return False
    who = verb.left - 1 if p.word(verb.left - 1) in WHO else -1
    before = [s.code for s in told.named if who >= 0 and s.end in (who, who - (p.word(who - 1) == ","))]
    if before and set(before).isdisjoint(told.actors):  # "Hezbollah, which has fired missiles"
        return True
    if not any(other.verb.at == first and other.type in TALKING for other in others):
        return False
    named = [s for s in told.named if s.code in told.actors and s.start > first]
    if verb.tag == "noun":
        return not any(verb.left - BESIDE <= s.end <= verb.left or p.word(s.start - 1) == "by" for s in named)
    return who >= 0 and not named


def _near(named: list[Side], at: int) -> list[Side]:
    """The names about a verb that are weighed for it; all of a sentence, unless it is a list."""
    middle = bisect_left(named, at, key=lambda side: side.start)
    return named[max(0, middle - MANY) : middle + MANY]


def _counts(told: Told) -> bool:
    """Has the event a side or an actor of some country, and is it nothing that "if" supposes?"""
    p, frame, sides = told.parse, told.frame, {*told.actors, *told.recipients}
    subject = p.low[clause_of(p, frame.verb) : frame.verb.left]
    if len(sides) < 2 and (frame.verb.tag == "noun" or frame.verb.lemma == "discuss"):
        return False
    together = {frame.type, innermost(frame).core} & {*TOGETHER} or frame.mode == "ceasefire" or mutual(p, frame)
    together = together or frame.rule.endswith("+border")  # theirs
    if len(told.actors) > 1 and not told.recipients and not together:
        return False  # a joint act towards nobody is none between those who do it
    return (bool(sides) or has_role(subject)) and not (frame.verb.level and conditional(p, frame))
