"""Rows that a model gives -> rows of the tables, each once, with what was refused and what of the others is doubtful."""

from collections.abc import Iterator

from lib import codebook
from lib.coder import languages
from lib.coder.actors import SECTORS, slug
from lib.coder.entities import names
from lib.coder.events.rows import STEPS, of_time, stage
from lib.coder.reading.dates import DateSpan
from lib.measures.edits.corrections import IDENTITY
from lib.measures.matching import same_event, same_meeting
from lib.reader.checking import Check, Wrong, given
from lib.reader.held import Held, Span
from lib.reader.instructions import chances
from lib.reader.record import Doubt, Reading, Refused
from lib.reader.wanted import MOST, Actor, Event, Meeting, Topic, Wanted, row_of
from lib.schema import TABLES, Made, Row

RULE = "read by a model"
OWN = -1  # the part of events that are meetings: no part of the article
Answers = list[dict[str, list[object]]]  # of each part of an article: table -> rows as given


class Rows:
    """Puts the rows of a model's answers into a reading, held to the article."""

    def __init__(self, held: Held, reading: Reading) -> None:
        self.held, self.doc, self.check, self.reading = held, held.doc, Check(held), reading
        self.own: Row = {"reader": reading.model, "rule": RULE, "confidence": chances()["model"]}
        self.parts: dict[str, list[int]] = {table: [] for table in reading.rows}  # of each row

    def take(self, answers: Answers) -> None:
        """The rows of all parts: actors first, sides before persons; then meetings, and the events that they are."""
        told = [(n, row_of("actors", each), each) for n, each in self._given("actors", answers)]
        told.sort(key=lambda one: isinstance(one[1], Actor) and one[1].kind == "person")
        for n, row, as_given in told:
            self._add("actors", n, row, as_given)
        self._all("meetings", answers)
        for event in languages.events(self.doc, self.reading.rows["meetings"]):
            self._keep("events", OWN, event)
        self._all("topics", answers)
        self._all("events", answers)

    def _all(self, table: str, answers: Answers) -> None:
        for n, each in self._given(table, answers):
            self._add(table, n, row_of(table, each), each)

    def _given(self, table: str, answers: Answers) -> Iterator[tuple[int, object]]:
        """(part, row) as given; what no part of an article can hold so much of is refused at once."""
        for n, part in enumerate(answers):
            found = part.get(table, [])
            yield from ((n, each) for each in found[:MOST])
            if left := len(found[MOST:]):
                self.reading.refused.append(Refused(table, "many", "", f"{left:,}", {}))

    def _add(self, table: str, part: int, row: Wanted | None, as_given: object) -> None:
        self.check.doubts = []
        try:
            if row is None:
                raise Wrong("form", "")
            self.check.words(row)
            made = self._made(row)
        except Wrong as wrong:
            told = Refused(table, wrong.reason, wrong.field, wrong.value, given(as_given))
            self.reading.refused.append(told)
            return
        there = zip(self.reading.rows[table], self.parts[table], strict=True)
        if any(_twice(table, made, other, part == of) for other, of in there):
            return
        made = self._keep(table, part, made)
        self.reading.doubts += [Doubt(table, made[TABLES[table].key], *doubt) for doubt in self.check.doubts]

    def _keep(self, table: str, part: int, made: Made) -> Made:
        key = TABLES[table].key
        made = {key: f"{table[0]}{len(self.parts[table]) + 1}"} | made | self.own
        self.reading.rows[table].append(made)
        self.parts[table].append(part)
        return made

    # ------------------------------------------------------------ one row of each table
    def _made(self, row: Wanted) -> Made:
        match row:
            case Meeting():
                return self._meeting(row)
            case Event():
                return self._event(row)
            case Topic():
                return self._topic(row)
        return self._actor(row)

    def _meeting(self, row: Meeting) -> Made:
        check = self.check
        span = check.own(check.quote(row.quote, [row.date_words, row.place, *(p.name for p in row.participants)]))
        parties = check.sides(row.parties, "parties")
        if len(parties) < 2:
            raise Wrong("sides", "parties", ", ".join(row.parties))
        place, country = check.place(row)
        day = check.date(row, span)
        return {
            "kind": row.kind, "status": row.status, **_when(day), "date_text": day.text, "place": place,
            "place_country": country, "parties": parties, "participants": check.participants(row),
            "initiator": check.initiator(row.initiator), "main": row.main, "speaker": self._speaker(span)[0],
            **self._evidence(span),
        }  # fmt: skip

    def _event(self, row: Event) -> Made:
        check = self.check
        span = check.own(check.quote(row.quote, [row.date_words, row.place]))
        actor, recipient = check.sides(row.actor, "actor"), check.sides(row.recipient, "recipient")
        if not actor or set(actor) & set(recipient):
            raise Wrong("sides", "actor", ", ".join([*row.actor, *row.recipient]))
        sides, score, evidence = {*actor, *recipient}, codebook.score(row.event_type, row.mode), self._evidence(span)
        step = len(sides) > 1 and row.status in STEPS
        met = [m for m in self.reading.rows["meetings"] if m["sentence"] == evidence["sentence"]]
        made: Row = {
            "event_type": row.event_type, "mode": row.mode, "quad": score.quad if score else 0, "actor": actor,
            "recipient": recipient, "intensity": score.score if score else 0.0, "status": row.status,
            "stage": stage(row.event_type, row.mode, row.quote.lower().split()) if step else "",
            **_when(check.date(row, span)), "place": check.place(row)[0], "speaker": self._speaker(span)[0],
            "meeting_id": next((m["meeting_id"] for m in met if sides <= set(m["parties"])), ""), **evidence,
        }  # fmt: skip
        return of_time(made, self.doc.day)

    def _topic(self, row: Topic) -> Made:
        span = self.check.own(self.check.quote(row.quote, (), least=False))
        speaker, code = self._speaker(span)
        phrase = self.doc.text[slice(*span)]
        return {
            "topic": row.topic,
            "phrase": phrase,
            "speaker": speaker,
            "speaker_country": code,
            **self._evidence(span),
        }

    def _actor(self, row: Actor) -> Made:
        span, name, code = self.check.actor(row)
        person = row.kind == "person"
        if person:
            self.check.people |= {given: name for given in (row.name, row.written) if given}
        office = self.check.office(row.office, name, code) if person else ""
        speaks = [who for who in self.doc.speakers if who and (who.name == name if person else who.code == code)]
        return {
            "actor_id": f"person:{slug(name)}" if person else code, "name": name if person else codebook.names()[code],
            "kind": "person" if person else "organization" if code.startswith("ORG:") else "country", "country": code,
            "office": office, "sector": _sector(name, code, office, person), "statements": len(speaks),
            "mentions": len(self.held.places(row.written)), **self._evidence(span),
        }  # fmt: skip

    def _evidence(self, span: Span) -> Row:
        return {**self.held.evidence(span), "cue": self.doc.text[slice(*span)]}

    def _speaker(self, span: Span) -> tuple[str, str]:
        """(name, side) of who speaks in the sentence where the passage begins."""
        who = self.doc.speakers[self.held.sentences(span)[0]]
        return (who.name or who.text, who.code) if who else ("", "")


def _twice(table: str, a: Made, b: Made, one_part: bool) -> bool:
    """Is it the same row again: in one answer word for word; of two parts of an article, or beside a meeting, in sense?"""
    if table == "actors":
        return a["actor_id"] == b["actor_id"]
    if table == "topics" or one_part:
        return all(a[name] == b[name] for name in ("start", "end", *IDENTITY[table]))
    days = not a["date_start"] or not b["date_start"] or a["date_start"] == b["date_start"]
    places = not a["place"] or not b["place"] or a["place"] == b["place"]
    if a["status"] != b["status"] or not (days and places):
        return False
    return (
        same_event(a, b) == 1
        if table == "events"
        else same_meeting(a, b) > 0 and set(a["parties"]) == set(b["parties"])
    )


def _when(day: DateSpan) -> Row:
    return {"date_start": day.start, "date_end": day.end, "date_precision": day.precision}


def _sector(name: str, code: str, office: str, person: bool) -> str:
    body = codebook.organizations().get(code)
    held = names.office_on(name, code, "") if person else None
    if held or not person:
        return held.sector if held else body.sector if body else "GOV"
    known = (sector for words, sector in SECTORS.items() if words.replace("_", " ") in office.lower())
    return next(known, "GOV" if office else "")
