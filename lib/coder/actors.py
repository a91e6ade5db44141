"""The actors of an article: people, countries, organizations, each once, with first mention and counts."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from lib import codebook
from lib.coder import confidence
from lib.coder.document import Document
from lib.coder.entities import gazetteer, names
from lib.coder.entities.gazetteer import NATION
from lib.coder.entities.mentions import Mention
from lib.schema import Row

SECTORS = {
    "military": "MIL",
    "defence_minister": "MIL",
    "legislator": "LEG",
    "speaker": "LEG",
    "military_chief": "MIL",
    "intelligence_chief": "SPY",
    "secretary_general": "IGO",
    "head_of_organization": "IGO",
}


@dataclass
class _Actor:
    name: str
    kind: str
    code: str
    office: str
    sector: str
    start: int
    end: int
    sentence: int
    cue: str
    rule: str
    how: str
    mentions: int = 0
    statements: int = 0


def actors(doc: Document) -> list[Row]:
    """One row an actor, in order of first mention."""
    found: dict[str, _Actor] = {}
    for m in doc.mentions:
        if m.kind == "person":
            _count(found, f"person:{slug(m.name)}", _person(m))
    _nations(doc, found)
    for speaker in doc.speakers:
        if speaker:
            named = speaker.kind in ("person", "office") and speaker.name
            key = f"person:{slug(speaker.name)}" if named else speaker.code
            if key in found:
                found[key].statements += 1
    rows = [_row(doc, key, a) for key, a in found.items()]
    return sorted(rows, key=lambda r: (r["start"], r["actor_id"]))


def _count(found: dict[str, _Actor], key: str, actor: _Actor) -> None:
    known = found.setdefault(key, actor)
    known.mentions += 1
    known.code = known.code or actor.code


def _person(m: Mention) -> _Actor:
    tenure = names.office_on(m.name, m.code, "")
    sector = (
        tenure.sector if tenure else SECTORS.get(m.office_class, "GOV" if m.office_class not in ("", "leader") else "")
    )
    return _Actor(m.name, "person", m.code, m.office, sector, m.start, m.end, m.sentence, m.text, m.how, m.how)


def _nations(doc: Document, found: dict[str, _Actor]) -> None:
    """Countries and organizations, also where they stand inside "Iranian Foreign Minister"."""
    starts = [s.start for s in doc.sentences]
    for hit in doc.hits:
        entry = hit.get(*NATION)
        index = bisect_right(starts, hit.start) - 1
        if not entry or not entry.code or index < 0 or doc.skip[index] or hit.end > doc.sentences[index].end:
            continue
        code = gazetteer.side(entry.code)
        kind = "organization" if code.startswith("ORG:") else "country"
        row = codebook.organizations().get(code)
        name = codebook.names().get(code, entry.name)
        _count(found, code, _Actor(name, kind, code, "", row.sector if row else "GOV", hit.start, hit.end, index,
                                   doc.text[hit.start : hit.end], f"codebook {entry.kind}", "gazetteer"))  # fmt: skip


def _row(doc: Document, key: str, a: _Actor) -> Row:
    known = a.kind != "person" or a.name in gazetteer.tenures()
    return {
        "actor_id": key, "name": a.name, "kind": a.kind, "country": a.code, "office": a.office, "sector": a.sector,
        "mentions": a.mentions, "statements": a.statements,
        "confidence": confidence.actor(known=known, office=bool(a.office), how=a.how),
        **doc.evidence(a.sentence, a.start, a.end), "cue": a.cue, "rule": a.rule,
    }  # fmt: skip


@lru_cache(8192)
def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", names.key(name)).strip("-") or re.sub(r"\W+", "-", name.lower())
