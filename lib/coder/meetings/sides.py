"""The sides around a cue: who stands before it, who after it, chained by "and", "with", "between"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lib import codebook
from lib.codebook import cached
from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.reading.phrases import pattern

HANGS = 20  # characters before a name in which its preposition stands, by eye
HERE_REACH = 45  # before a place, for the words that say it happened there
FARTHEST = 120  # characters after a cue in which its sides are looked for
# Characters that may stand between a cue and the sides it leads to, by eye.
BESIDE, CLOSE, PHRASE, CLAUSE = 12, 40, 60, 110
OWNED = 60  # characters between a side and the noun it owns ("Iran's new round of talks"), by eye

SIDE = frozenset(["person", "office", "group", "country", "organization"])
BLANKS = re.compile(r" {2,}")
_WORDS = r"(?: (?:the|his|her|its|their|a|an|both|other|senior|several|also|with|from|of|former|then|visiting|new|newly|fellow|respective|regional|brotherly|paramilitary|rebel|militant|rival|ambassador|[A-Z][\w'.-]+|State|Government|governments|government))*"
JOIN = re.compile(
    rf"(?:'s?)?(?:,|,? and|,? as well as|,? along with|,? together with|,? alongside|/| &|-|,? plus|,? or|;|,? and with|,? and to|,? and by| led by| headed by){_WORDS} ?"
)
GAP_OUT = pattern("gap out")
BREAKS = re.compile(f"(?=({GAP_OUT.pattern}))")
_ADVERB = (
    r"(?:[a-z]+ly|also|has|have|had|having|will|would|is|are|was|were|to|be|been|being|then|later|earlier|today|yesterday|tomorrow|on|in|at|of|set|"
    r"scheduled|due|expected|planning|plans?|planned|both|each|separately|jointly|recently|first|again|reportedly|may|might|could|should|can|"
    r"this|last|week|month|morning|afternoon|evening|night|year|the|early|late|ago|had|held|hold|holds|holding|just|now|here|soon|who|ever|once|"
    r"next|same|day|same|her|his|their|own|all|directly|personally|virtually|instead|meanwhile|even|still|already|by|phone|telephone|over|via|video|link|twice|for|a|an|second|third|time|"
    r"agreed|intends?|going|arranged|and|conducted|conducts?|made|makes?|paid|pays?|led|leads|leading|during|\d+(?:st|nd|rd|th)?|[A-Z][a-z]+day|January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|travell?ed)"
)
SUBJECT_GAP = re.compile(rf"(?:'s?)?(?:,? {_ADVERB}\b)*(?: (?:a|an|the|his|her|its|their)(?: [\w'-]+){{0,4}})?,? ?")
PREPOSITION = pattern("preposition")
PLACE_PREPOSITION = pattern("place preposition")
AT = re.compile(r"\bat (?:an? |the )?$")
_LOWER = r"(?: (?!(?:of|in|to|for|on|from|that|over|about|at|by|with|than)\b)[a-z'-]+)"
NO_LINK = pattern("no link")
CONNECT = {
    "with": re.compile(rf"\b(?:with|alongside)(?: each of)?(?:{_LOWER}{{0,6}} ?| (?:[\w-]+ ){{1,5}}(?:states|countries|nations|powers|neighbou?rs), (?:the )?)$"),
    "to": re.compile(rf"\b(?:with|to){_LOWER}{{0,5}} ?$"),
    "between": re.compile(rf"\b(?:between|among|amongst|of|by|involving|including|from|gathering|bringing together){_LOWER}{{0,6}} ?$"),
    "any": re.compile(rf"\b(?:with|between|among|of|by|involving|from|to){_LOWER}{{0,6}} ?$"),
    "object": re.compile(r"(?: (?:with|the|his|her|its|their|a|an|visiting|separately|today|yesterday|then|fellow|also|in|on|at|late|early|[A-Z][a-z]+day|(?:[A-Z][\w'-]+ ){1,3}(?:Palace|Court|Office|House|Airport)|former|newly|new|senior|several|and|both|all|each|of|by|morning|evening|afternoon|this|virtually|remotely|online|[a-z]+ly|counterparts?|appointed|elected|here))* ?"),
}  # fmt: skip


OWNS = re.compile(r"'s? (?:[\w-]+ ){0,5}")
NAMES = re.compile(r"(?: [\w'-]+){0,4} ?")
LINKS = re.compile(r"\b(?:that|of|and|in|for|to|with|on|by|from|as)\b")
VERBAL = re.compile(
    r"\b(?:a|an|the|is|are|was|were|has|have|had|held|holds?|will|today's|yesterday's|this|his|her|their|[a-z]+ed|[a-z]+ing)\b"
)

HERE = pattern("happened here")


@dataclass
class View:
    """Mentions of one sentence, and where they stand."""

    doc: Document
    index: int
    mentions: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mentions = self.doc.of(self.index)
        self._places: dict[int, bool] = {}  # start of a country's name -> does it stand for a place?
        self._followed: dict[int, list[tuple[int, Mention, str, str]]] = {}
        self._says: dict[re.Pattern[str], re.Match[str] | None] = {}
        s = self.doc.sentences[self.index]
        dateline = next((b for a, b in self.doc.header.upto(s.start) if a == s.start and b < s.end), s.start)
        self.start, self.end = dateline, s.end

    def says(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Where the pattern first stands in the sentence, if anywhere."""
        if pattern not in self._says:
            self._says[pattern] = pattern.search(self.doc.low, self.start, self.end)
        return self._says[pattern]

    def people_before(self, at: int) -> list[Mention]:
        """The people and offices named before position `at`, in order."""
        return [m for m in self.mentions if m.end <= at and m.kind in ("person", "office")]

    @cached_property
    def located(self) -> list[Mention]:
        """The places and countries where something happens: "in Doha", "at the Kremlin"."""
        places = (m for m in self.mentions if m.kind in ("place", "country") and m.role != "demonym")
        named = (m for m in places if m.code or m.kind != "place" or m.role not in ("region", "sea"))
        return [m for m in named if HERE.search(self.doc.low, max(self.start, m.start - HERE_REACH), m.start)]

    @cached_property
    def _by_end(self) -> dict[int, Mention]:
        return {m.end: m for m in self.mentions}

    @cached_property
    def _spans(self) -> list[tuple[int, ...]]:
        """Where its mentions and dates stand, in order."""
        days = [(d.a, d.b) for d in self.doc.dates_of(self.index)]
        return sorted([(m.start, m.end) for m in self.mentions] + days)

    @cached_property
    def _breaks(self) -> list[tuple[int, int]]:
        """Where the words stand that part clauses, also those that share a blank."""
        return [found.span(1) for found in BREAKS.finditer(self.doc.low, self.start, self.end)]

    def parted(self, a: int, b: int, most: int) -> int:
        """How many of them stand between a and b, one after the other; `most` at most."""
        count = 0
        for start, end in self._breaks[bisect_left(self._breaks, (a,)) :]:
            if end > b or count == most:
                break
            if start >= a:
                count, a = count + 1, end
        return count

    def gap(self, a: int, b: int) -> str:
        return self.doc.folded[a:b]

    def is_place(self, m: Mention) -> bool:
        """Does the mention stand for a place here ("in Doha"), not for a side?"""
        if m.kind == "place":
            return True
        if m.kind != "country" or m.role == "demonym":
            return False
        if m.start not in self._places:
            self._places[m.start] = self._stands_as_place(m)
        return self._places[m.start]

    def _stands_as_place(self, m: Mention) -> bool:
        before = self.doc.low[max(self.start, m.start - 40) : m.start]
        beside = self._by_end.get(m.start - 2)
        if beside and beside.code == m.code and beside.kind in ("place", "country"):
            return True  # "Jeddah, Saudi Arabia"
        return (
            bool(re.search(r"\b(?:in|at|near|outside|from|to) (?:the )?$", before))
            if m.role != "capital"
            else bool(PLACE_PREPOSITION.search(before))
        )

    def chain(self, i: int, step: int = 1) -> list[Mention]:
        """The mentions joined to mention i by "and", commas and the like, in order of the text."""
        found = [self.mentions[i]]
        j = i + step
        while 0 <= j < len(self.mentions):
            a, b = (found[-1], self.mentions[j]) if step > 0 else (self.mentions[j], found[-1])
            if not JOIN.fullmatch(self.gap(a.end, b.start)) or (b.kind == "place") != (a.kind == "place"):
                break
            found.append(self.mentions[j])
            j += step
        return found if step > 0 else found[::-1]

    def after(self, at: int, connector: str, reach: int = CLAUSE) -> list[Mention]:
        """The chain that follows position `at` after a connector ("with", "between"), places and dates between skipped."""
        for i, m, gap, plain in self._following(at):
            if len(gap) > reach:
                return []
            fits = (
                CONNECT[connector].fullmatch(plain)
                if connector == "object"
                else CONNECT[connector].search(gap[-CLOSE:])
            )
            forum = m.kind == "organization" and AT.search(gap)  # "met at the G20"
            if fits and not forum and not (self.is_place(m) and connector != "any"):
                return self.chain(i)
            if connector == "with" and m.kind in ("person", "office"):
                return []  # somebody else comes first: another clause
        return []

    def _following(self, at: int) -> list[tuple[int, Mention, str, str]]:
        """The mentions after position `at` in its clause, with the words in between: all, and those of no mention."""
        if at not in self._followed:
            self._followed[at] = list(self._reached(at))
        return self._followed[at]

    def _reached(self, at: int) -> Iterator[tuple[int, Mention, str, str]]:
        for i in range(bisect_left(self.mentions, at, key=_start), len(self.mentions)):
            m = self.mentions[i]
            if m.kind not in SIDE:
                continue
            gap = self.gap(at, m.start)
            if len(gap) > FARTHEST or GAP_OUT.search(gap):
                return
            plain = self._without_mentions(at, m.start)
            if NO_LINK.search(plain):
                return
            following = self.mentions[i + 1] if i + 1 < len(self.mentions) else None
            if m.role != "demonym" or not following or JOIN.fullmatch(self.gap(m.end, following.start)):
                yield i, m, gap, plain

    def words_between(self, a: int, b: int) -> str:
        """The text between a and b without the dates and mentions in it."""
        spans, pieces, last = self._spans, list[str](), a
        for x, y in spans[bisect_left(spans, (a,)) : bisect_left(spans, (b,))]:
            if x >= last and y <= b:
                pieces.append(self.doc.folded[last:x])
                last = y
        pieces.append(self.doc.folded[last:b])
        return "".join(pieces)

    def _without_mentions(self, a: int, b: int) -> str:
        """The same without commas and double blanks."""
        return BLANKS.sub(" ", self.words_between(a, b).replace(",", ""))

    def before(self, at: int) -> list[Mention]:
        """The subject chain right before position `at` (auxiliaries, adverbs, dates and places may stand between)."""
        for i in range(len(self.mentions) - 1, -1, -1):
            m = self.mentions[i]
            if m.end > at or m.kind not in SIDE or m.role == "demonym" or self.is_place(m):
                continue
            if SUBJECT_GAP.fullmatch(self._without_mentions(m.end, at)):
                if who := self._aside(m, at):
                    return self.before(who)  # "X, who met Y, will visit"
                found = self.chain(i, -1)
                if self.is_place(found[0]):
                    return []  # "will travel to Germany and France to attend"
                while found and not self._stands_free(found[0], m, at):
                    found = found[1:]  # "at the invitation of X, A and B will visit"
                return found
            return []
        return []

    def _aside(self, m: Mention, at: int) -> int:
        """Where the relative clause begins that holds the mention and closes before `at`; 0 where there is none."""
        if "," not in self.gap(m.end, at):
            return 0
        return max(self.doc.low.rfind(", who ", self.start, m.start), 0)

    def _stands_free(self, first: Mention, last: Mention, at: int) -> bool:
        """Does a chain hang on no preposition ("after" opens a clause; "for X to visit" gives X to the verb)?"""
        hangs = PREPOSITION.search(self.doc.low, max(self.start, first.start - HANGS), first.start)
        if not hangs or hangs.group().startswith(("after", "before", "than")):
            return True
        if hangs.group().startswith("and"):
            return self.doc.low[hangs.start() - 2 : hangs.start()] == ", "
        return hangs.group().startswith(("for", "with", "to")) and bool(
            re.search(r" to (?:also )?$", self.doc.low[last.end : at])
        )

    def subject(self, at: int | None = None) -> list[Mention]:
        """The subject of the sentence: its first chain that hangs on no preposition."""
        for i, m in enumerate(self.mentions):
            if at is not None and m.start >= at:
                return []
            if m.kind not in SIDE or m.role == "demonym" or self.is_place(m):
                continue
            possessive = self.doc.folded[m.end : m.end + 2] in ("'s", "' ") and m.kind != "country"
            nations = [n for n in self.chain(i, -1)[:-1] if n.role == "demonym"]  # "Saudi, Omani delegations"
            first = nations[0] if nations else m
            if not possessive and not PREPOSITION.search(
                self.doc.low, max(self.start, first.start - HANGS), first.start
            ):
                return [*nations, *self.chain(i)]
        return []

    def follows(self, end: int) -> list[Mention]:
        """ "In a meeting with B, A said ...": the subject that follows."""
        for i, m in enumerate(self.mentions):
            acts = m.kind in ("person", "office", "country", "group") and m.role != "demonym"
            if m.start > end and acts and re.search(r", (?:the )?$", self.gap(end, m.start)):
                return self.chain(i)
        return []

    def possessor(self, at: int) -> list[Mention]:
        """ "X's [new round of] talks", "Iran-Saudi dialogue", "the U.S.-Israel Consultative Group meeting"."""
        for i in range(len(self.mentions) - 1, -1, -1):
            m = self.mentions[i]
            if m.end > at or m.kind not in SIDE:
                continue
            gap = self.gap(m.end, at)
            if len(gap) > OWNED:
                return []
            nation = m.role == "demonym" or m.kind in ("country", "organization")
            if (OWNS.fullmatch(gap) and not LINKS.search(gap)) or (
                nation and NAMES.fullmatch(gap) and not LINKS.search(gap) and not VERBAL.search(gap)
            ):
                return self.chain(i, -1)
            return []
        return []


def codes(mentions: Iterable[Mention]) -> list[str]:
    """The sides of a chain, each once; small groups of states as their members."""
    return list(dict.fromkeys(code for m in mentions if m.code for code in members(m.code)))


@cached
def members(code: str) -> tuple[str, ...]:
    """The sides that a code stands for; none of a business or of no code."""
    row = codebook.organizations().get(code)
    if row and row.sector == "BUS":
        return ()
    return (row.members if row and row.kind == "group" else ()) or ((code,) if code else ())


def _start(m: Mention) -> int:
    return m.start
