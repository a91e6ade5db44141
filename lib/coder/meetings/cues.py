"""Words that tell of a meeting: data/codebook/meeting_cues.csv, found in one pass."""

from bisect import bisect_right
from dataclasses import dataclass

from lib.codebook import cached, rows
from lib.codebook.records import MeetingCue
from lib.coder.reading.phrases import Phrases
from lib.coder.reading.text import Sentence


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen would be slower to make
class Cue:
    """A cue at start:end of the clean text. `kind`: of meeting; `frame`: how its sides stand around it."""

    start: int
    end: int
    text: str
    kind: str
    frame: str
    sentence: int


def _spellings(cue: str) -> list[str]:
    """ "travell?ed" -> travelled, traveled: a letter before a question mark may be missing."""
    at = cue.find("?")
    if at < 0:
        return [cue]
    head, tail = cue[:at], cue[at + 1 :]
    return _spellings(head + tail) + _spellings(head[:-1] + tail)


@cached
def _cues() -> Phrases[tuple[str, str]]:
    """Cue -> (kind, frame)."""
    return Phrases((s, (r.kind, r.frame)) for r in rows(MeetingCue) for cue in r.cue for s in _spellings(cue))


def find(low: str, sentences: list[Sentence], skip: list[bool]) -> list[Cue]:
    """All cues of the text in order; of overlapping ones the longer ("phone call", not "call")."""
    found = []
    for start, end, (kind, frame) in _cues().find(low):
        if not (low[end : end + 1].isalnum() or low[end : end + 1] == "'" or low[start - 1 : start] == "-"):
            found.append((start, -end, kind, frame))
    found.sort()
    starts = [s.start for s in sentences]
    kept: list[Cue] = []
    for start, end, kind, frame in found:
        index = bisect_right(starts, start) - 1
        if index < 0 or skip[index] or -end > sentences[index].end or (kept and start < kept[-1].end):
            continue
        kept.append(Cue(start, -end, low[start:-end], kind, frame, index))
    return kept
