"""The columns of an event's row: mode, status, stage, date, place, confidence."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from lib.codebook import rows, score
from lib.codebook.records import StageRule
from lib.coder.document import Document
from lib.coder.events.arguments import DEEDS, Reading
from lib.coder.events.clauses import NEAR, Parse
from lib.coder.events.frames import TOGETHER, Frame, innermost
from lib.coder.events.roles import clause_of
from lib.coder.events.sides import Side
from lib.schema import EVIDENCE, Made

SPOKEN = frozenset(("SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"))  # done anywhere
OWN = "the meeting"  # rule of an event that a meeting is
OBJECT = 8  # tokens that an object may go on, by eye
YEAR = 366  # days
SEVERAL = 4  # sides, from which on talks are multilateral
STEPS = ("held", "planned")  # what is negated or only possible is no step
NO_DATE: Made = {"date_start": "", "date_end": "", "date_precision": "unknown"}
OF_MEETING = {  # status of a meeting -> type, mode, status of the event
    "held": ("CONSULT", "", "held"),
    "planned": ("AGREE", "", "planned"),
    "proposed": ("AGREE", "", "proposed"),
    "cancelled": ("REJECT", "meet", "held"),
}
BESIDE = {"signing": ("SUPPORT", "AGREE"), "summon": ("ACCUSE", "PROTEST", "REJECT")}  # what such a meeting is itself
KINDS = {"phone_call": "phone", "video_meeting": "phone", "visit": "visit", "state_visit": "visit"}


@dataclass(slots=True)
class Told:
    """An event as a sentence tells it, by one reading of its sides; `named` are all sides of the sentence."""

    parse: Parse
    frame: Frame
    reading: Reading
    named: list[Side]
    subject: str = ""  # how the clause names it, as in roles.subject_form
    sure: float = 1.0  # of this reading, beside the others

    @property
    def actors(self) -> list[str]:
        return self.reading.actors

    @property
    def recipients(self) -> list[str]:
        return self.reading.recipients


def of_frame(doc: Document, index: int, told: Told, met: list[Made], main: list[Made]) -> Made:
    """The row (without event_id) of an event told in sentence `index`.

    `met` are that sentence's meetings, `main` those that the article is about.
    """
    p, frame = told.parse, told.frame
    sides = {*told.actors, *told.recipients}
    meeting = _meeting(sides, met)
    mode, status = _mode(frame, sides, meeting), frame.status
    speaker = doc.speakers[index]
    said = frame.type == "SUPPORT" and not innermost(frame).rule.endswith(DEEDS)  # "supports others' normalization"
    used = sorted({*frame.used, *([frame.object] if frame.object >= 0 else [])})
    return {
        "event_type": frame.type,
        "mode": mode,
        **_scored(frame.type, mode),
        "actor": told.actors,
        "recipient": told.recipients,
        "status": status,
        "stage": stage(frame.type, mode, _own_words(told)) if len(sides) > 1 and status in STEPS and not said else "",
        **_date(doc, index, told, _occasion(told, meeting, main)),
        "place": _place(doc, index, told, meeting),
        "speaker": (speaker.name or speaker.text) if speaker else "",
        "meeting_id": meeting["meeting_id"] if meeting else "",
        "confidence": 0.0,
        **doc.evidence(index),
        "cue": " ".join(p.words[i] for i in used),
        "rule": frame.rule,
    }


def same_event(row: Made) -> tuple[object, ...]:
    """Type and sides, whether it is done, and what step it is: equal for tellings of one event."""
    done = row["status"] not in ("planned", "proposed")
    if row["event_type"] in TOGETHER:  # "A met B" and "B met A" are one meeting
        return row["event_type"], done, frozenset((*row["actor"], *row["recipient"]))
    return row["event_type"], done, frozenset(row["actor"]), frozenset(row["recipient"]), row["stage"]


def _own_words(told: Told) -> list[str]:
    """The words of the event's clause, to a little beyond its object: what stands farther is another matter."""
    p, frame = told.parse, told.frame
    return p.low[clause_of(p, frame.verb) : max(frame.verb.at, frame.object) + OBJECT]


def of_time(row: Made, day: str) -> Made:
    """The row; historical where what it tells was over a year before the `day` of publication."""
    if row["status"] != "held":
        return row
    known = day and row["date_end"]
    days = (date.fromisoformat(day) - date.fromisoformat(row["date_end"])).days if known else 0
    return {**row, "status": "historical"} if days > YEAR else row


def is_meeting(told: Told, row: Made, met: list[Made]) -> bool:
    """Is the event of this row the very meeting it belongs to, and not what was said there?"""
    meeting = next((m for m in met if m["meeting_id"] == row["meeting_id"]), None)
    kinds = BESIDE.get(meeting["kind"], ()) if meeting else ()
    return bool(meeting) and (row["event_type"] in kinds or meets(told.frame))


def meets(frame: Frame) -> bool:
    """Is it a meeting, or one that lies ahead or is called off?"""
    return innermost(frame).core == "CONSULT" or (frame.type, frame.mode) == ("REJECT", "meet")


def of_meeting(meeting: Made, tellers: list[Made]) -> Made:
    """The event a meeting is; `tellers` are the readings of its sentence that tell it, for roles, cue and rule."""
    kind, mode, status = OF_MEETING[meeting["status"]]
    beside = next((row for row in tellers if row["event_type"] in BESIDE.get(meeting["kind"], ())), None)
    if beside and kind == "CONSULT":
        kind, mode = beside["event_type"], beside["mode"]
    elif kind == "CONSULT":
        mode = KINDS.get(meeting["kind"], "multilateral" if len(meeting["parties"]) >= SEVERAL else "")
    actor, recipient = list(meeting["parties"]), []
    host = {q["country"] for q in meeting["participants"] if q["part"] == "host"} or {meeting["place_country"]}
    if mode == "visit" and host & set(actor) and len(actor) > 1:
        actor, recipient = [c for c in actor if c not in host], [c for c in actor if c in host]
    told = next((row for row in tellers if {*row["actor"], *row["recipient"]} == {*meeting["parties"]}), None)
    if told:
        actor, recipient = told["actor"], told["recipient"]
        mode = told["mode"] if told["event_type"] == kind and told["mode"] else mode
    same = ("date_start", "date_end", "date_precision", "place", "speaker", "meeting_id")
    return {
        "event_type": kind,
        "mode": mode,
        **_scored(kind, mode),
        "actor": actor,
        "recipient": recipient,
        "status": status,
        "stage": stage(kind, mode, meeting["evidence"].lower().split()),
        "confidence": meeting["confidence"],
        "cue": meeting["cue"],
        "rule": OWN,
        **{c: meeting[c] for c in (*same, *(column.name for column in EVIDENCE))},
    }


def _scored(kind: str, mode: str) -> Made:
    known = score(kind, mode)
    return {"quad": known.quad, "intensity": known.score} if known else {}


def _meeting(sides: set[str], met: list[Made]) -> Made | None:
    """The meeting the event is part of: one of the same sentence that its sides took part in."""
    return next((m for m in met if len(sides & {*m["parties"]}) > 1 or (sides and sides <= {*m["parties"]})), None)


def _occasion(told: Told, meeting: Made | None, main: list[Made]) -> Made | None:
    """The meeting that dates the event: that of its sentence; for what is said, or is a stop of a journey, what the
    article is about. What is done is not dated by what lies ahead, nor the other way round."""
    frame = told.frame
    said = frame.type in SPOKEN and not frame.verb.level and bool(told.actors)
    about = [m for m in main if said and {*told.actors} <= {*m["parties"]}]
    ahead = frame.status == "planned"
    fitting = (m for m in [*([meeting] if meeting else []), *about] if (m["status"] == "held") != ahead)
    return next((m for m in fitting if m["date_start"]), None)


def _mode(frame: Frame, sides: set[str], meeting: Made | None) -> str:
    """The frame's mode; talks of four or more sides are multilateral, on the soil of another third-party."""
    if frame.type != "CONSULT" or frame.mode:
        return frame.mode
    if len(sides) >= SEVERAL or "summit" in frame.rule:
        return "multilateral"
    if meeting and meeting["kind"] in ("phone_call", "video_meeting"):
        return "phone"
    return "third-party" if meeting and meeting["place_country"] and meeting["place_country"] not in sides else ""


def conditional(p: Parse, frame: Frame) -> bool:
    """Does the verb stand in a clause opened by "if" or "unless"?"""
    for i in range(frame.verb.left - 1, max(-1, frame.verb.left - NEAR), -1):
        if p.low[i] in ("if", "unless"):
            return True
        if p.low[i] == ",":
            return False
    return False


@cache
def _stages(kind: str) -> tuple[tuple[str, tuple[tuple[str, ...], ...], str], ...]:
    """Mode, phrases and stage of each rule for a type."""
    return tuple((r.mode, tuple(tuple(w.split()) for w in r.words), r.stage) for r in rows(StageRule) if r.type == kind)


def stage(kind: str, mode: str, low: list[str]) -> str:
    """The stage of rapprochement or rupture an event is a step of, by the first fitting row of stages.csv."""
    for needed, words, name in _stages(kind):
        if needed in ("", mode) and (not words or _holds(low, words)):
            return name
    return ""


def _holds(low: list[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    near = (w for w in phrases if w[0] in low)
    return any(len(w) == 1 or w in zip(*(low[i:] for i in range(len(w))), strict=False) for w in near)


def _date(doc: Document, index: int, told: Told, meeting: Made | None) -> Made:
    """The date in the event's own clause that stands nearest to its verb; that of its meeting; else unknown.

    What happened lies not after the day of publication.
    """
    begin, at = doc.sentences[index].start, told.frame.verb.at
    days, near = doc.dates_of(index), []
    tokens = {a: i for i, (a, _) in enumerate(told.parse.spans)} if days else {}
    for d in days:
        token = tokens.get(d.a - begin)
        late = told.frame.status == "held" and doc.day and d.start > doc.day
        vague = told.frame.verb.lemma == "discuss" and d.precision != "day"  # "discussed the agenda of this year"
        vague = vague or (d.precision == "year" and d.text.startswith(("the ", "since ")))  # "the 1967 lines"
        if d.start and token is not None and not (late or vague) and told.parse.levels[token] <= told.frame.verb.level:
            near.append((abs(token - at), d))
    if near:
        d = min(near, key=lambda one: one[0])[1]
        return {"date_start": d.start, "date_end": d.end, "date_precision": d.precision}
    return {c: meeting[c] for c in NO_DATE} if meeting else NO_DATE


def _place(doc: Document, index: int, told: Told, meeting: Made | None) -> str:
    """Where it happened, as the text says: a place in the verb's own clause, else that of its meeting.

    What is only spoken has the place of its meeting alone.
    """
    if told.frame.type not in SPOKEN:
        begin, at = doc.sentences[index].start, told.frame.verb.at
        for side in told.named:
            between = range(min(at, side.start) + 1, max(at, side.start))
            if side.where and side.kind == "place" and not any(i in told.parse.verbs for i in between):
                start = told.parse.spans[side.start][0] + begin
                return next((m.name for m in doc.of(index) if m.start <= start < m.end), "")
    return str(meeting["place"]) if meeting else ""
