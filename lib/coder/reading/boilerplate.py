"""Which sentences are no part of the article, and code nothing: furniture of its page (banners, links, credits, headlines
of other texts, readers' comments), what its editors say of it (corrections, notes, embargoes), and what
is told in it as false."""

from lib.coder.reading import debunked, furniture
from lib.coder.reading.header import Header
from lib.coder.reading.text import Clean, Sentence

NOTICE = 600  # characters that an editor's notice takes at most, where no line ends it
TOLD = 2  # sentences of an article at least that stand before its readers' comments; both by eye


def flags(text: Clean, sentences: list[Sentence], header: Header) -> list[bool]:
    """True for each sentence that is boilerplate, or all header."""
    anywhere = [phrase for phrase in furniture.phrases("any") if phrase in text.low]
    lows = [text.low[s.start : s.end] for s in sentences]
    found = [
        header.covers(s.start, s.end) or furniture.is_furniture(low, anywhere)
        for s, low in zip(sentences, lows, strict=True)
    ]
    _notices(sentences, lows, found)
    _lists(sentences, lows, found)
    _comments(sentences, lows, found)
    for place in debunked.claims(sentences, lows):
        found[place] = True
    return found


def _notices(sentences: list[Sentence], lows: list[str], found: list[bool]) -> None:
    """What an editor says, from its label, or from the words that tell of a correction, to the end of its paragraph; under
    a label alone, of the next one."""
    until, last = -1, -1  # the place and the paragraph at which the notice ends
    for s, low in zip(sentences, lows, strict=True):
        opened = furniture.opens_notice(low)
        if opened or any(phrase in low for phrase in furniture.phrases("corrected")):
            alone = opened and furniture.heads(low, "notice")
            until, last = s.start + NOTICE, s.paragraph + alone
        if s.start < until and s.paragraph <= last:
            found[s.index] = True


def _lists(sentences: list[Sentence], lows: list[str], found: list[bool]) -> None:
    """The headlines under a line that says whose they are."""
    inside = False
    for s, low in zip(sentences, lows, strict=True):
        inside = furniture.heads(low, "list") or (inside and s.heading)
        found[s.index] |= inside


def _comments(sentences: list[Sentence], lows: list[str], found: list[bool]) -> None:
    """All under the line over the readers' comments, if an article stands above it."""
    told = 0
    for s, low in zip(sentences, lows, strict=True):
        if told >= TOLD and s.heading and furniture.heads(low, "end"):
            found[s.index :] = [True] * (len(found) - s.index)
            return
        told += not s.heading and not found[s.index]
