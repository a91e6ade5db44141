"""The rows of an article in a language of the codebook: its meetings, and the event that each of them is."""

from lib.coder.deciding import Features, Weights
from lib.coder.document import Document
from lib.coder.events.rows import BESIDE, of_meeting, of_time, stage
from lib.coder.languages.matching import find
from lib.coder.languages.reader import Reading, told
from lib.coder.meetings import merging
from lib.coder.meetings.meeting import Meeting
from lib.coder.topics import Phrase
from lib.schema import Made

TELLS = {"signing": "agreement"}  # kind of a meeting -> the word of stages.csv for what it is a step of


def meetings(doc: Reading) -> list[Made]:
    """One row a meeting, in the order of the text; its confidence is the share of such rows that were right."""
    weights = Weights.named("languages")
    return [merging.row(doc, n, m, weights.probability(features(doc, m))) for n, m in enumerate(told(doc), 1)]


def features(doc: Reading, meeting: Meeting) -> Features:
    """What the share is told by: the language, and the rule that read the meeting."""
    return {f"language {doc.language.code}": 1.0, f"rule {meeting.rule.partition(': ')[2]}": 1.0}


def topic_phrases(doc: Reading) -> list[Phrase]:
    """The phrases that tell of topics, for lib.coder.topics."""
    found = find(doc.low, doc.folded, doc.language, topics=True)
    return [(one.head, one.end, one.entry.name, 1.0) for one in found]


def events(doc: Document, met: list[Made]) -> list[Made]:
    """The event each meeting is: talks, an agreement that is signed, a protest. Others are not coded in these languages."""
    return [{"event_id": f"e{n}", **of_time(_event(m), doc.day)} for n, m in enumerate(met, 1)]


def _event(meeting: Made) -> Made:
    """As of a meeting told in English: a signing is SUPPORT, a summons ACCUSE by the side that calls in."""
    kinds = BESIDE.get(meeting["kind"], ())
    actor, recipient = list(meeting["parties"]), []
    if meeting["kind"] == "summon":
        actor, recipient = actor[:1], actor[1:]
    teller: Made = {
        "event_type": kinds[0] if kinds else "",
        "mode": "disapprove" if recipient else "",
        "actor": actor,
        "recipient": recipient,
    }
    row: Made = {**of_meeting(meeting, [teller] if kinds else [])}
    kind = str(meeting["kind"])
    return {
        **row,
        "stage": stage(row["event_type"], row["mode"], [TELLS.get(kind, kind)]),
        "confidence": meeting["confidence"],
    }
