"""One meeting, one row: meetings that several sentences tell are put together."""

from collections import defaultdict
from dataclasses import replace

from lib.coder.document import Document
from lib.coder.entities import names
from lib.coder.meetings.meeting import HALF, LINKED, REMOTE, VISITS, Meeting, Person
from lib.schema import Row

LAST = 100  # meetings of a side among which another telling is looked for: an article of ten pages has a dozen
SOON = 2  # sentences after which what is told as known is the meeting just told
FORUMS = frozenset(("summit", "conference"))
FINER = {"visit": 1, "meeting": 1, "talks": 1, "conference": 2, "summit": 3, "state_visit": 4, "signing": 1}


def merge(doc: Document, found: list[Meeting]) -> list[Meeting]:
    """Meetings told more than once as one; what tells most comes first, a headline only where no sentence tells it."""
    kept: list[Meeting] = []
    of_side: defaultdict[str, list[int]] = defaultdict(list)  # which of them each side took part in
    for meeting in found:
        meeting.first = meeting.cue.sentence
        match = next((i for i in _near(of_side, meeting) if _same(kept[i], meeting)), len(kept))
        if match < len(kept):
            joined = [code for code in meeting.parties if code not in kept[match].parties]
            kept[match] = _together(kept[match], meeting)
        elif not meeting.weak or not set.intersection(*(set(of_side[code]) for code in meeting.parties)):
            joined = meeting.parties
            kept.append(meeting)
        else:
            continue
        for code in joined:
            of_side[code].append(match)
    kept.sort(key=lambda c: (c.cue.sentence, c.cue.start))
    _mark_main(doc, kept)
    return kept


def _near(of_side: dict[str, list[int]], meeting: Meeting) -> list[int]:
    """Which of those kept the meeting can be: two of its sides took part, hence one of all but the most frequent."""
    rarer = sorted((of_side[code] for code in meeting.parties), key=len)[:-1]
    return sorted({i for told in rarer for i in told[-LAST:]})[-LAST:]


def _mark_main(doc: Document, kept: list[Meeting]) -> None:
    """Mark what the article is about: told in the headline or in the lead, the first sentence that tells a meeting."""
    body = [s.index for s in doc.sentences if not doc.skip[s.index] and not s.heading]
    lead = min((c.first for c in kept), default=0)
    for c in kept:
        first = doc.sentences[c.first]
        opens = first.heading or c.first <= (body[0] if body else 0)
        c.main = opens or (lead in body[:3] and c.cue.sentence == lead)


def _same(a: Meeting, b: Meeting) -> bool:
    """Do two meetings tell of the same meeting?"""
    if not dates_agree(a, b) or ((a.split or b.split) and not _same_people(a, b)):
        return False
    again = b.known and not b.date.start and 0 < b.cue.sentence - a.cue.sentence <= SOON  # "in the phone call with"
    form = again and b.family == "remote" and a.kind == "talks" and not a.place_country
    headline = (a.heading or b.heading) and {a.kind, b.kind} == {"meeting", "video_meeting"}
    if (
        not headline
        and a.family != b.family
        and not (b.weak and a.cue.sentence != b.cue.sentence)
        and not a.weak
        and not form
    ):
        return False
    mine, theirs = set(a.parties), set(b.parties)
    shared = mine & theirs
    if len(shared) < 2 and not mine <= theirs and not theirs <= mine:
        return False
    if a.shared(b) < HALF:
        return False
    on_the_way = a.cue.sentence == b.cue.sentence and {a.kind, b.kind} & VISITS and a.kind != b.kind
    coming = again and a.status == "planned"
    if a.status != b.status and not on_the_way and not coming and not (b.weak or a.weak or a.heading or b.heading):
        return False
    if (
        _other_people(a, b)
        or (b.later and a.grouped != b.grouped)
        or _another_forum(a, b)
        or a.impersonal != b.impersonal
    ):
        return False
    if a.place_country and b.place_country and a.place_country != b.place_country:
        return False
    return not (a.place and b.place and a.place != b.place and a.cue.sentence != b.cue.sentence)


def _other_people(a: Meeting, b: Meeting) -> bool:
    """ "He met the king. He also met the prime minister": each has somebody else of one side."""
    if (
        not (a.verb and (b.verb or (b.kind in VISITS and b.rule != LINKED and not b.date.start)))
        or a.heading
        or b.heading
        or a.cue.sentence == b.cue.sentence
    ):
        return False
    for code in set(a.parties) & set(b.parties):
        mine, theirs = ({p.name for p in c.people if p.country == code and p.name} for c in (a, b))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _another_forum(a: Meeting, b: Meeting) -> bool:
    """A summit named in passing is not the meeting or call the article is about."""
    if LINKED in (a.rule, b.rule) and a.cue.sentence != b.cue.sentence:
        return False  # "the session was attended by": what no frame reads is of no sure form
    if a.cue.sentence == b.cue.sentence and not (a.date.start and b.date.start):
        return False
    return (
        (a.kind in FORUMS) != (b.kind in FORUMS) and not (a.verb and b.verb) and not (a.heading or b.heading or b.weak)
    )


def _same_people(a: Meeting, b: Meeting) -> bool:
    """Separate talks with several persons of one side are told apart by who took part."""
    told = {p.name for p in a.people} == {p.name for p in b.people} or a.heading or b.heading or b.weak
    return set(a.parties) == set(b.parties) and told


def dates_agree(a: Meeting, b: Meeting) -> bool:
    """Can both dates be of the same meeting?"""
    if not a.date.start or not b.date.start:
        return True
    return a.date.start <= b.date.end and b.date.start <= a.date.end


def _together(a: Meeting, b: Meeting) -> Meeting:
    """a and b as one meeting; the evidence is the sentence that says most. What a frame reads is not completed by guesses."""
    if (a.rule == LINKED) != (b.rule == LINKED):
        return replace(b if a.rule == LINKED else a, first=min(a.first, b.first))
    if (a.kind in FORUMS) != (b.kind in FORUMS) and a.cue.sentence == b.cue.sentence:  # "they met at the G20 summit"
        met, forum = (b, a) if a.kind in FORUMS else (a, b)
        if len(met.parties) > 1 and met.kind not in VISITS and not met.weak:
            a, b = met, replace(forum, kind=met.kind, parties=[])
    first, other = (b, a) if (a.heading and not b.heading) or (a.weak and not b.weak) else (a, b)
    date = (
        first.date
        if first.date.start and (not other.date.start or len(_width(first)) >= len(_width(other)))
        else other.date
    )
    kind = first.kind
    if other.family == first.family and FINER.get(other.kind, 0) > FINER.get(kind, 0) and not other.weak:
        kind = other.kind
    if first.weak or (other.known and other.family == "remote"):
        kind = other.kind
    if kind in REMOTE:
        first, other = replace(first, place="", place_country=""), replace(other, place="", place_country="")
    return replace(
        first, kind=kind, date=date, parties=list(dict.fromkeys([*first.parties, *other.parties])),
        people=_people(first.people, other.people), place=first.place or (other.place if not first.place_country or first.place_country == other.place_country else ""),
        place_country=first.place_country or other.place_country, initiator=first.initiator or other.initiator,
        verb=first.verb or other.verb, weak=first.weak and other.weak, heading=first.heading and other.heading,
        first=min(a.first, b.first),
    )  # fmt: skip


def _width(c: Meeting) -> str:
    return {"day": "xxxx", "week": "xxx", "month": "xx", "year": "x"}.get(c.date.precision, "")


def _people(a: list[Person], b: list[Person]) -> list[Person]:
    """Everybody once; an office-holder without a name gives way to the one named."""
    kept = list(a)
    for p in b:
        same = next(
            (
                k
                for k in kept
                if (p.name and k.name == p.name)
                or (k.country == p.country and not (k.name and p.name) and _offices(k, p))
            ),
            None,
        )
        if not same:
            kept.append(p)
        elif p.name and not same.name:
            kept[kept.index(same)] = p
    return kept


def _offices(a: Person, b: Person) -> bool:
    return not a.office or not b.office or names.key(a.office) == names.key(b.office)


def row(doc: Document, number: int, c: Meeting, sure: float) -> Row:
    """A row of the table of meetings; `sure`: the chance that it is one."""
    people = [p for p in c.people if p.name or p.country]
    speaker = doc.speakers[c.cue.sentence]
    return {
        "meeting_id": f"m{number}", "kind": c.kind, "status": c.status,
        "date_start": c.date.start, "date_end": c.date.end, "date_precision": c.date.precision, "date_text": c.date.text,
        "place": c.place, "place_country": c.place_country, "parties": c.parties,
        "participants": [{"name": p.name, "country": p.country, "office": p.office, "part": p.part} for p in people],
        "initiator": c.initiator, "main": c.main,
        "speaker": (speaker.name or speaker.text) if speaker else "",
        "confidence": round(sure, 2),
        **doc.evidence(c.cue.sentence), "cue": doc.text[c.cue.start : c.cue.end], "rule": c.rule,
    }  # fmt: skip
