"""What speaks for a reading of a sentence and against it, as numbers with names that a person can read."""

from collections import Counter
from dataclasses import dataclass

from lib.codebook import word_class
from lib.coder.deciding import Features, Weights
from lib.coder.document import Document
from lib.coder.events.clauses import BESIDE, NEAR, NOT, PREPOSITIONS, Verb
from lib.coder.events.frames import TOGETHER
from lib.coder.events.roles import clause_of, has_role
from lib.coder.events.rows import Told, same_event
from lib.coder.events.sides import Context
from lib.schema import Made

HEDGES = word_class("maybe")
PAST = frozenset(("ago", "since", "previously", "earlier", "former", "formerly", "decades", "years", "had"))
QUAD = {1: "talk", 2: "help", 3: "quarrel", 4: "force"}
LEADING = PREPOSITIONS | {"that", "and", ","}
FAR = 20  # tokens: a side farther from its verb counts as this far


@dataclass(slots=True)
class Candidate:
    """A row that may be one, and what speaks for it and against it."""

    row: Made
    features: Features
    joined: bool = False


def candidates_of(doc: Document, found: list[tuple[Made, Told | None]], meetings: list[Made]) -> list[Candidate]:
    """The readings with their features, those that only show beside the others included."""
    named = Counter(m.code for m in doc.mentions if m.code)
    told_of = {m["meeting_id"]: m for m in meetings}
    met = {frozenset(m["parties"]) for m in meetings if len(m["parties"]) > 1}
    before: dict[tuple[object, ...], set[int]] = {}  # where an event, or a pair, is told
    in_sentence: Counter[int] = Counter()
    made = []
    for row, told in found:
        sides = frozenset((*row["actor"], *row["recipient"]))
        features = {
            **_row(row),
            **(_told(told) if told else _meeting(told_of[row["meeting_id"]])),
            "sentences": min(len(doc.sentences), 40) / 10,
            "text": 1.0,
            "place in text": row["sentence"] / max(len(doc.sentences), 1),
            "first sentence": float(row["sentence"] < 2),
            "heading": float(doc.sentences[row["sentence"]].heading),
            "order in sentence": float(min(in_sentence[row["sentence"]], 4)) * (not (told and joined(told))),
            "told before": _before(before, same_event(row), row["sentence"]),
            "pair told before": _before(before, (sides,), row["sentence"]),
            "share of mentions": sum(named[c] for c in sides) / max(sum(named.values()), 1),
            "pair meets": float(len(sides) > 1 and any(sides <= parties for parties in met)),
            "speech": float(bool(row["speaker"])),
            "quoted": float('"' in row["evidence"] or "“" in row["evidence"]),
            "words": min(row["evidence"].count(" "), 60) / 10,
        }
        where = "alone" if len(doc.sentences) < 3 else "article"
        in_sentence[row["sentence"]] += 1
        made.append(
            Candidate(
                row,
                {f"{where}: {name}": value for name, value in features.items() if value},
                bool(told and joined(told)),
            )
        )
    return made


def _before(where: dict[tuple[object, ...], set[int]], what: tuple[object, ...], sentence: int) -> float:
    """In how many earlier sentences it was told, at most 3; this one is noted."""
    earlier = where.setdefault(what, set())
    count = len(earlier - {sentence})
    earlier.add(sentence)
    return float(min(count, 3))


def joined(told: Told) -> bool:
    """Does "and" add it to what the main clause tells?"""
    p, frame = told.parse, told.frame
    left = frame.verb.left
    return (
        not frame.verb.level
        and frame.object >= 0
        and not {p.word(left - 1), p.word(left - 2)}.isdisjoint(("and", "but"))
    )


def _row(row: Made) -> Features:
    actors, recipients = row["actor"], row["recipient"]
    return {
        f"type {row['event_type']}": 1.0,
        f"kind {QUAD.get(row.get('quad', 0), '')}": 1.0,
        f"status {row['status']}": 1.0,
        f"mode {row['mode']}": float(bool(row["mode"])),
        "actors": float(min(len(actors), 4)),
        "recipients": float(min(len(recipients), 4)),
        "no pair": float(len({*actors, *recipients}) < 2),
        "no actor": float(not actors),
        "no side": float(not actors and not recipients),
        "organization": float(any(c.startswith("ORG:") for c in (*actors, *recipients))),
        "dated": float(bool(row["date_start"])),
        "dated by day": float(row["date_precision"] == "day"),
        "stage": float(bool(row["stage"])),
        "has meeting": float(bool(row["meeting_id"])),
    }


def _meeting(meeting: Made) -> Features:
    return {
        "is meeting": 1.0,
        "main meeting": float(meeting["main"]),
        "surely a meeting": meeting["confidence"],
        f"meeting {meeting['kind']}": 1.0,
        "named people": float(min(sum(bool(q["name"]) for q in meeting["participants"]), 3)),
    }


def _told(told: Told) -> Features:
    p, frame, verb = told.parse, told.frame, told.frame.verb
    near = p.low[max(0, verb.left - NEAR) : verb.left]
    around = p.low[max(0, verb.left - NEAR) : verb.at + NEAR]
    return {
        "sure of sides": told.sure,
        "known subject": float(has_role(p.low[clause_of(p, verb) : verb.left])),
        "relative clause": float(verb.level == 2),
        "subordinate clause": float(verb.level == 1),
        "passive": float(verb.passive),
        "gerund": float(verb.gerund),
        f"gerund after {p.word(verb.left - 1)}": float(verb.gerund),
        f"{verb.tag} {frame.type}": 1.0,
        f"form {verb.tag}": 1.0,
        f"modality {verb.modality}": float(bool(verb.modality)),
        f"rule {frame.rule.partition('(')[0]}": 1.0,
        f"operator {frame.operator}": float(bool(frame.operator)),
        "operators": float(min(frame.rule.count("("), 3)),
        "has object": float(frame.object >= 0),
        "negation near": float(not NOT.isdisjoint(around)),
        "hedge near": float(not HEDGES.isdisjoint(near)),
        "past near": float(not PAST.isdisjoint(around)),
        "if near": float("if" in near or "unless" in near),
        "actor distance": _distance(told, told.actors, verb) / 10,
        "recipient distance": _distance(told, told.recipients, verb) / 10,
        "actor after verb": float(bool(told.actors) and _after(told, told.actors, verb)),
        "actor elsewhere": float(bool(told.actors) and not any(s.code in told.actors for s in told.named)),
        "recipient before verb": float(bool(told.recipients) and not _after(told, told.recipients, verb)),
        "recipient elsewhere": float(bool(told.recipients) and not any(s.code in told.recipients for s in told.named)),
        "actor a place": float(all(s.where for s in told.named if s.code in told.actors)) if told.actors else 0.0,
        "recipient a place": float(all(s.where for s in told.named if s.code in told.recipients))
        if told.recipients
        else 0.0,
        "verbs in sentence": min(len(p.verbs), 6) / 2,
        "sides in sentence": float(min(len({s.code for s in told.named}), 5)),
        "verb at": verb.at / max(len(p.low), 1),
    }


def of_sides(told: Told, context: Context) -> Features:
    """What speaks for this reading of who acts towards whom."""
    return {**_of_actors(told), **_of_recipients(told), **_of_both(told, context)}


def scores(ways: list[Told], context: Context, weights: Weights) -> list[float]:
    """The log-odds of each reading of one event; actors, and recipients, that several share are weighed once."""
    acting: dict[str, float] = {}
    towards: dict[tuple[str, ...], float] = {}
    found = []
    for told in ways:
        by, to = told.reading.how
        whom = (to, *told.recipients)
        if by not in acting:
            acting[by] = weights.worth(_of_actors(told))
        if whom not in towards:
            towards[whom] = weights.worth(_of_recipients(told))
        found.append(weights.score(_of_both(told, context)) + acting[by] + towards[whom])
    return found


def _voice(verb: Verb) -> str:
    return "noun" if verb.tag == "noun" else "passive" if verb.passive else "gerund" if verb.gerund else "active"


def _of_actors(told: Told) -> Features:
    verb, by, actors = told.frame.verb, told.reading.how[0], told.actors
    voice, distance = _voice(verb), _distance(told, actors, verb)
    first = next((s for s in told.named if s.code in actors), None)
    return {
        f"actor by {by}": 1.0,
        f"{voice}: actor by {by}": 1.0,
        f"{told.subject} subject: actor by {by}": 1.0,
        "actor next to noun": float(voice == "noun" and bool(actors) and distance < BESIDE),
        f"{verb.tag} no actor": float(not actors),
        "actors": float(min(len(actors), 3)),
        "actor distance": distance / 10,
        "actor after verb": float(bool(actors) and _after(told, actors, verb)),
        f"actor a {first.kind if first else 'stranger'}": float(bool(actors)),
        "actor a place": float(bool(first and first.where)),
    }


def _of_recipients(told: Told) -> Features:
    p, frame, verb, to, recipients = told.parse, told.frame, told.frame.verb, told.reading.how[1], told.recipients
    kind = "together" if frame.type in TOGETHER else "towards"
    features = {
        f"{kind} recipient by {to}": 1.0,
        f"{_voice(verb)}: recipient by {to}": 1.0,
        "recipients": float(min(len(recipients), 3)),
        "recipient distance": _distance(told, recipients, verb) / 10 if recipients else 0.0,
        "recipient before verb": float(bool(recipients) and not _after(told, recipients, verb)),
    }
    last = next((s for s in told.named if s.code in recipients and (s.start > verb.at or to == "earlier")), None)
    if not last:
        return {**features, "recipient a stranger": float(bool(recipients))}
    before = next((w for i in range(last.start - 1, max(-1, last.start - 5), -1) if (w := p.low[i]) in LEADING), "")
    return {
        **features,
        f"{kind} {verb.tag} recipient after {before}": 1.0,
        f"{frame.type} recipient after {before}": 1.0,
        f"recipient a {last.kind}": 1.0,
        "recipient a place": float(last.where),
        "recipient tells": float(last.tells),
        "recipient in deeper clause": float(p.levels[last.start] > verb.level),
        "verbs between": float(min(sum(i in p.verbs for i in range(verb.at + 1, last.start)), 3)),
        "possessive recipient": float(p.word(last.end) == "'s"),
    }


def _of_both(told: Told, context: Context) -> Features:
    actors, recipients = told.actors, told.recipients
    found = {}
    if told.reading.how == ("subject", "object"):
        found["grammatical"] = 1.0
        if actors and recipients:
            found[f"{_voice(told.frame.verb)}: both by grammar"] = 1.0
    if not recipients and len(actors) < 2:
        found[f"{told.frame.type} nobody"] = 1.0
    if context.pair and {*context.pair} == {*actors, *recipients}:
        found["pair"] = 1.0
    if "ORG:" in "".join((*actors, *recipients)):
        found["organization against its own"] = 1.0
    return found


def _distance(told: Told, codes: list[str], verb: Verb) -> float:
    at = verb.at
    near = [min(abs(s.end - 1 - at), abs(s.start - at)) for s in told.named if s.code in codes]
    return float(min(near, default=FAR))


def _after(told: Told, codes: list[str], verb: Verb) -> bool:
    at = [s.start for s in told.named if s.code in codes]
    return bool(at) and min(at) > verb.at
