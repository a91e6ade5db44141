"""Events: who did what to whom, coded by PLOVER, at most one a sentence and one for each meeting.

A sentence is read as verbs in clauses (`clauses`), verbs and their objects as events with operators over
them (`frames`), the sides around the verb as actor and recipient (`arguments`), and the rest of the
row (`rows`). What the words mean is in data/codebook: event_cues, event_operators, event_roles, event_words,
plover and stages.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lib.coder.document import Document
from lib.coder.entities import gazetteer
from lib.coder.entities.mentions import Mention
from lib.coder.events.arguments import arguments, ours, unnamed
from lib.coder.events.clauses import Parse
from lib.coder.events.frames import Frame, frames
from lib.coder.events.lexicon import word_class
from lib.coder.events.rows import OF_MEETING, Told, conditional, of_frame, of_meeting
from lib.coder.events.sides import Context, sides
from lib.coder.events.verbs import parse
from lib.schema import Row

POSTED = re.compile(r"\b(?:ambassador|envoy|representative|consul|charge d'affaires)s?( (?:to|in|for) )(?:the )?")
SPORT = word_class("sport")
SAME = ("event_type", "mode", "actor", "recipient", "status", "date_start")  # equal in all: the same event
Span = tuple[int, int, str, str]  # start, end, code, kind of a name within its sentence


def events(doc: Document, meetings: list[Row]) -> list[Row]:
    """Rows of the events table, in the order of the text. `meetings` are the same article's meeting rows.

    One event told several times with the same sides, type and date is one row: the first that is surest. A meeting
    that no sentence made an event of becomes one (a held one CONSULT, a planned one AGREE, a cancelled one REJECT).
    """
    met: dict[object, list[Row]] = {}
    for meeting in meetings:
        met.setdefault(meeting["sentence"], []).append(meeting)
    found, context = [], Context()
    for sentence in doc.sentences:
        asked = sentence.text.rstrip("\"'”’) ").endswith("?")
        if asked or doc.skip[sentence.index] or (sentence.heading and len(doc.sentences) > 1):
            continue
        here = met.get(sentence.index, [])
        speaker = doc.speakers[sentence.index]
        context.speaker = [speaker.code] if speaker and speaker.code else []
        made = _of_sentence(doc, sentence.index, here, context)
        found += made
        _remember(context, doc.of(sentence.index), made, here)
    told = {(row["meeting_id"], row["event_type"]) for row in found}
    found += [of_meeting(m) for m in meetings if len(m["parties"]) > 1 and told.isdisjoint(_tellings(m))]
    return _numbered(found)


def _tellings(meeting: Row) -> list[tuple[str, str]]:
    """(meeting_id, event_type) of an event that tells the meeting itself, and not only what was said there."""
    kinds = {"signing": ("SUPPORT",), "summon": ("ACCUSE", "PROTEST", "REJECT")}.get(meeting["kind"], ())
    return [(meeting["meeting_id"], kind) for kind in (OF_MEETING[meeting["status"]][0], *kinds)]


def _remember(context: Context, named: list[Mention], made: list[Row], met: list[Row]) -> None:
    """Keep who met and who was spoken of first, for the pronouns of the next sentences."""
    context.one = next(([m.code] for m in named if m.kind in ("person", "office") and m.code), context.one)
    for row in made:
        if row["event_type"] == "CONSULT" and len(row["actor"]) == 2 and not context.pair:
            context.pair = row["actor"]
    for meeting in met:
        if len(meeting["parties"]) > 1 and (meeting["main"] or not context.pair):
            context.pair = list(meeting["parties"])


def _numbered(found: list[Row]) -> list[Row]:
    """Without repetitions, in order, with identifiers; talk within a meeting already coded is no second meeting.

    An event of a type that the codebook does not score (its row in plover.csv is wrong) is left out.
    """
    best: dict[tuple, Row] = {}
    met: defaultdict[str, set[frozenset[str]]] = defaultdict(set)  # the sides of each meeting, by one of them ("": any)
    for row in sorted(found, key=lambda row: not row["meeting_id"]):
        key = tuple(str(row[c]) for c in SAME)
        if row["event_type"] == "CONSULT":  # "A met B" and "B met A" are one meeting
            key = (*key[:2], str(sorted({*row["actor"], *row["recipient"]})), *key[4:])
        if row["event_type"] == "CONSULT" and row["status"] == "held" and not (row["date_start"] or row["meeting_id"]):
            sides = {*row["actor"], *row["recipient"]}
            if any(sides <= others for others in min((met[code] for code in ("", *sides)), key=len)):
                continue
        if key not in best or row["confidence"] > best[key]["confidence"]:
            best[key] = row
            if _meeting(row):
                together = frozenset((*row["actor"], *row["recipient"]))
                for code in ("", *together):
                    met[code].add(together)
    ordered = sorted(best.values(), key=lambda row: (row["sentence"], row["start"]))
    return [{"event_id": f"e{n}", **row} for n, row in enumerate((row for row in ordered if "quad" in row), 1)]


def _meeting(row: Row) -> bool:
    return row["event_type"] == "CONSULT" and row["status"] == "held"


def _of_sentence(doc: Document, index: int, met: list[Row], context: Context) -> list[Row]:
    sentence = doc.sentences[index]
    text = doc.folded[sentence.start : sentence.end]
    spans = [span for m in doc.of(index) for span in _spans(doc, m, sentence.start)]
    return [of_frame(doc, index, told, met) for told in coded(text, spans, context)]


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


def coded(text: str, spans: list[Span], context: Context) -> list[Told]:
    """Events of one sentence with actors and recipients; `spans` are its names in order.

    The first of a main clause, with what "and" adds to it, else the first of a subordinate one; never of a relative.
    """
    p = parse(text, [(start, end) for start, end, _, _ in spans])
    if not p.verbs:
        return []
    made = [frame for frame in frames(p) if frame.verb.level < 2]
    if not made:
        return []
    named = sides(p, [(code, kind) for _, _, code, kind in spans])
    told: list[Told] = []
    for frame in made:
        if told and not _adds(p, told, frame):
            continue
        one = Told(p, frame, *arguments(p, frame, named, context), named)
        if told:  # "suspended trade with Israel and recalled its ambassador"
            one.actors = told[0].actors
            one.recipients = [c for c in one.recipients if c not in one.actors] or told[0].recipients
        if frame.type == "MOBILIZE" and len(one.actors) > 1 and frame.rule.endswith("mobilization"):
            frame.type, frame.mode = "COOPERATE", ""  # drills of two states are joint
        if _counts(one):
            told.append(one)
    return told


def _counts(told: Told) -> bool:
    """Has the event a side, a subject other than an unknown "we", no "if" before it, and is it no match on a pitch nor one side's debate?"""
    if not (told.actors or told.recipients or unnamed(told.parse, told.frame)):
        return False
    if not told.actors and ours(told.parse, told.frame):
        return False
    if told.frame.verb.level and conditional(told.parse, told.frame):
        return False
    if told.frame.type in ("CONSULT", "ASSAULT") and not SPORT.isdisjoint(told.parse.low):
        return False
    return told.frame.verb.lemma != "discuss" or told.frame.type != "CONSULT" or len(told.actors + told.recipients) > 1


def _adds(p: Parse, told: list[Told], frame: Frame) -> bool:
    """Is it an event of another kind that "and" or "but" adds to the first one of a main clause?"""
    known = [(one.frame.type, one.frame.mode) for one in told]
    left = frame.verb.left
    linked = any(p.word(i) in ("and", "but") for i in (left - 1, left - 2))
    return (
        linked
        and not (frame.verb.level or told[0].frame.verb.level)
        and frame.object >= 0
        and (frame.type, frame.mode) not in known
    )
