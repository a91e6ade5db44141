"""Events: who did what to whom, coded by PLOVER, at most one or two a sentence.

A sentence is read as verbs in clauses (`events_clauses`), verbs and their objects as events with operators over
them (`events_frames`), and the sides around the verb as actor and recipient (`events_arguments`). What the words
mean is in data/codebook: event_cues, event_operators, event_roles, event_words, plover and stages.
"""

from __future__ import annotations

import re
from functools import cache

from lib.coder import codebook
from lib.coder.document import Document
from lib.coder.events_arguments import arguments, unnamed
from lib.coder.events_clauses import Parse, parse
from lib.coder.events_frames import Frame, frames
from lib.coder.events_lexicon import scores
from lib.coder.events_sides import sides
from lib.coder.knowledge import rows, several
from lib.coder.mentions import Mention
from lib.schema import Row

POSTED = re.compile(r"\b(?:ambassador|envoy|representative|consul|charge d'affaires)s?( (?:to|in|for) )(?:the )?")
Span = tuple[int, int, str, str]  # start, end, code, kind of a name within its sentence


def events(doc: Document, meetings: list[Row]) -> list[Row]:
    """Rows of the events table, in the order of the text. `meetings` are the same article's meeting rows.

    One event told several times with the same sides, type and date is one row: the first that is surest.
    """
    met: dict[object, list[Row]] = {}
    for meeting in meetings:
        met.setdefault(meeting["sentence"], []).append(meeting)
    best: dict[tuple, Row] = {}
    for sentence in doc.sentences:
        if doc.skip[sentence.index] or (sentence.heading and len(doc.sentences) > 1):
            continue
        for row in _of_sentence(doc, sentence.index, met.get(sentence.index, [])):
            key = tuple(str(row[c]) for c in ("event_type", "mode", "actor", "recipient", "status", "date_start"))
            if key not in best or row["confidence"] > best[key]["confidence"]:
                best[key] = row
    found = sorted(best.values(), key=lambda row: (row["sentence"], row["start"]))
    return [{"event_id": f"e{n}", **row} for n, row in enumerate(found, 1)]


def _of_sentence(doc: Document, index: int, met: list[Row]) -> list[Row]:
    sentence = doc.sentences[index]
    text = doc.folded[sentence.start : sentence.end]
    p, made = coded(text, [span for m in doc.of(index) for span in _spans(doc, m, sentence.start)])
    return [_row(doc, index, p, *one, met) for one in made]


def _spans(doc: Document, m: Mention, begin: int) -> list[Span]:
    """A mention as spans of its sentence; "its ambassador to Lebanon" is two sides, the one it goes to as a place."""
    whole = (m.start - begin, m.end - begin, m.code, m.kind)
    tail = POSTED.search(doc.low, m.start, m.end) if m.kind in ("office", "person") else None
    if not tail:
        return [whole]
    to = codebook.hits(doc.low[tail.end() : m.end], doc.folded[tail.end() : m.end])
    entry = to[0].get("country", "organization") if to else None
    if not entry or entry.code == m.code:
        return [whole]
    cut = tail.end() - begin
    return [(whole[0], tail.start(1) - begin, m.code, m.kind), (cut, whole[1], entry.code, "posting")]


def coded(text: str, spans: list[Span]) -> tuple[Parse, list[tuple[Frame, list[str], list[str]]]]:
    """Parse and events, with actors and recipients, of one sentence; `spans` are its names in order."""
    p = parse(text, [(start, end) for start, end, _, _ in spans])
    if not p.verbs:
        return p, []
    named = sides(p, [(code, kind) for _, _, code, kind in spans])
    made = [(frame, *arguments(p, frame, named)) for frame in chosen(frames(p))]
    return p, [one for one in made if one[1] or one[2] or unnamed(p, one[0])]


def chosen(found: list[Frame]) -> list[Frame]:
    """The events worth a row: the first of a main clause, else of a subordinate one."""
    main = [f for f in found if f.verb.level == 0] or found
    return main[:1]


def _row(
    doc: Document, index: int, p: Parse, frame: Frame, actors: list[str], recipients: list[str], met: list[Row]
) -> Row:
    sides = {*actors, *recipients}
    meeting = next(
        (m for m in met if len(sides & set(m["parties"])) > 1 or (sides and sides <= set(m["parties"]))), None
    )
    mode = _mode(frame, sides, meeting)
    quad, score = scores().get((frame.type, mode)) or scores()[frame.type, ""]
    speaker = doc.speakers[index]
    return {
        "event_type": frame.type,
        "mode": mode,
        "quad": quad,
        "actor": actors,
        "recipient": recipients,
        "intensity": score,
        "status": _status(p, frame),
        "stage": stage(frame.type, mode, p) if len(sides) > 1 else "",
        **_date(doc, index, p, frame, meeting),
        "place": _place(doc, index, meeting),
        "speaker": (speaker.name or speaker.text) if speaker else "",
        "meeting_id": meeting["meeting_id"] if meeting else "",
        "confidence": confidence(frame, actors, recipients),
        **doc.evidence(index),
        "cue": " ".join(p.words[i] for i in sorted({*frame.used, *([frame.object] if frame.object >= 0 else [])})),
        "rule": frame.rule,
    }


def _mode(frame: Frame, sides: set[str], meeting: Row | None) -> str:
    """The frame's mode; talks of four or more sides are multilateral, on the soil of a third third-party."""
    if frame.type != "CONSULT" or frame.mode:
        return frame.mode
    if len(sides) > 3 or "summit" in frame.rule:
        return "multilateral"
    if meeting and meeting["place_country"] and meeting["place_country"] not in sides:
        return "third-party"
    return "phone" if meeting and meeting["kind"] in ("phone_call", "video_meeting") else ""


def _status(p: Parse, frame: Frame) -> str:
    """held, planned, hypothetical, negated; what a conditional clause holds is hypothetical."""
    if frame.verb.level and frame.status == "held" and _conditional(p, frame.verb.left):
        return "hypothetical"
    return frame.status


def _conditional(p: Parse, at: int) -> bool:
    for i in range(at - 1, max(-1, at - 12), -1):
        if p.low[i] in ("if", "unless"):
            return True
        if p.low[i] == ",":
            return False
    return False


@cache
def _stages() -> tuple[tuple[str, str, tuple[tuple[str, ...], ...], str], ...]:
    return tuple(
        (r["type"], r["mode"], tuple(tuple(w.split()) for w in several(r["words"])), r["stage"]) for r in rows("stages")
    )


def stage(kind: str, mode: str, p: Parse) -> str:
    """The stage of rapprochement or rupture an event is a step of, by the first fitting row of stages.csv."""
    low = p.low
    for of, needed, words, name in _stages():
        if of == kind and needed in ("", mode) and (not words or _holds(low, words)):
            return name
    return ""


def _holds(low: list[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(low[i] == w[0] and tuple(low[i : i + len(w)]) == w for w in phrases for i in range(len(low)))


def _date(doc: Document, index: int, p: Parse, frame: Frame, meeting: Row | None) -> Row:
    """The date in the event's own clause that stands nearest to its verb; that of its meeting; else unknown."""
    begin = doc.sentences[index].start
    spans = {a: i for i, (a, _) in enumerate(p.spans)}
    near = []
    for d in doc.dates_of(index):
        token = spans.get(d.a - begin)
        if d.start and token is not None and p.levels[token] <= frame.verb.level:
            near.append((abs(token - frame.verb.at), d))
    if near:
        d = min(near, key=lambda one: one[0])[1]
        return {"date_start": d.start, "date_end": d.end, "date_precision": d.precision}
    if meeting and frame.type == "CONSULT":
        return {c: meeting[c] for c in ("date_start", "date_end", "date_precision")}
    return {"date_start": "", "date_end": "", "date_precision": "unknown"}


def _place(doc: Document, index: int, meeting: Row | None) -> str:
    """Where it happened, as the text says: a place named after "in" or "at", else the place of its meeting."""
    begin = doc.sentences[index].start
    for m in doc.of(index):
        before = doc.low[max(begin, m.start - 12) : m.start].split()
        if (m.kind == "place" or m.role == "capital") and any(w in ("in", "at", "near") for w in before[-2:]):
            return m.name
    return str(meeting["place"]) if meeting else ""


def confidence(frame: Frame, actors: list[str], recipients: list[str]) -> float:
    """0.5, +0.2 when both sides are known, +0.1 each for a main clause, for a verb with its object and for a
    past or present fact; -0.1 for each operator beyond the second."""
    score = 0.5 + 0.2 * (len(actors) + len(recipients) > 1) + 0.1 * (frame.verb.level == 0) + 0.1 * (frame.object >= 0)
    score += 0.1 * (frame.status == "held") - 0.1 * max(0, frame.rule.count("(") - 2)
    return round(min(0.95, max(0.2, score)), 2)
