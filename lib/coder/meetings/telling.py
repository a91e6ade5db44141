"""What speaks for a cue telling a meeting, and for a meeting being a row of its own: named features, as in features.py."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lib.coder.deciding import Signs
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.features import REACH, Around, over
from lib.coder.meetings.meeting import HALF, LINKED, Meeting, words
from lib.coder.meetings.sides import View

LIKELY = 0.5  # the chance from which on a side is counted
CLAUSE = 110  # characters around a cue
AROUND = 8  # words on each side of a cue that are weighed by their side
LONG = 600  # characters of a sentence that are looked at on each side of a cue
SURE = (1.0, 1.0)  # two certain sides: with less than these no cue tells a meeting
OWN = ("",)  # names that are told whole
SAYS = ("cancelled", "negated", "proposed", "planned", "vague", "domestic")  # kinds of words of a meeting
WORD = re.compile(r"<\w+>|[a-z][a-z'-]*|\d+|[.,;:?!\"()-]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Kept:
    """The meetings of an article by their sides: those alike are found without a look at all the others."""

    def __init__(self, meetings: list[Meeting]) -> None:
        self.number = len(meetings)
        self._told: defaultdict[frozenset[str], list[int]] = defaultdict(list)  # the first sentences, in order
        for m in sorted(meetings, key=lambda m: m.first):
            self._told[frozenset(m.parties)].append(m.first)
        self._of_side: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for sides in self._told:
            for code in sides:
                self._of_side[code].append(sides)

    def alike(self, c: Meeting) -> tuple[int, int]:
        """How many others have half of their sides in common with one of them, and how many of these are told no later."""
        mine = frozenset(c.parties)
        near = {
            sides for code in mine for sides in self._of_side[code] if len(mine & sides) >= HALF * len(mine | sides)
        }
        told = [self._told[sides] for sides in near]
        return sum(map(len, told)) - 1, sum(bisect_right(first, c.first) for first in told) - 1


class Telling:
    """What the cues of one document tell."""

    def __init__(self, around: Around) -> None:
        self.around, self.doc = around, around.doc
        self._said: dict[Cue, Signs] = {}
        self._spans: dict[int, list[tuple[int, int, str]]] = {}  # of a sentence, its mentions and dates in order

    # ------------------------------------------------------------ a cue

    def cue(self, cue: Cue) -> Signs:
        """What speaks for a cue telling a meeting."""
        return _with(self._cue(cue), _sides(self.around.chances(cue).values()))

    def at_best(self, cue: Cue) -> Signs:
        """The same where two sides are certain, without looking for them."""
        return _with(self._cue(cue), _sides(SURE))

    def _cue(self, cue: Cue) -> Signs:
        """What its words and its place in the text say."""
        if cue not in self._said:
            self._said[cue] = self._signs(cue)
        return self._said[cue]

    def _signs(self, cue: Cue) -> Signs:
        doc, view = self.doc, self.around.reader.view(cue.sentence)
        before, after = self._words(cue, view)
        left, right = ["^", "^", "^", *before], [*after, "$", "$", "$"]
        near = doc.low[max(view.start, cue.start - CLAUSE) : cue.start]
        names = [
            f"cue {cue.text}",
            f"frame {cue.frame}",
            f"kind {cue.kind}",
            f"status {self.around.reader.status(cue) or 'denied'}",
            *(f"-{n} {left[-n]}" for n in (1, 2, 3)),
            *(f"+{n} {right[n - 1]}" for n in (1, 2, 3)),
            *(f"says {kind}" for kind in SAYS if words(kind).search(near)),
            *self._place(cue, view),
        ]
        for kind in dict.fromkeys((cue.frame, cue.text)):
            names += [
                f"{kind} -1 {left[-1]}",
                f"{kind} +1 {right[0]}",
                f"{kind} +2 {right[0]} {right[1]}",
                f"{kind} -2 {left[-2]} {left[-1]}",
            ]
        return {
            OWN: names,
            ("before ",): dict.fromkeys(before[-AROUND:]),
            ("after ",): dict.fromkeys(after[:AROUND]),
            ("sentence ",): dict.fromkeys([*before, *after]),
        }

    # ------------------------------------------------------------ a row

    def row(self, c: Meeting, kept: Kept) -> Signs:
        """What speaks for a meeting being a row of its own; `kept`: all of the article."""
        alike, before = kept.alike(c)
        known = c.cue in self.around.cues(c.cue.sentence) or c.cue in self.around.reader.cues[c.cue.sentence]
        chances = self.around.chances(c.cue) if known else {}
        own = [chances.get(code, 0.0) for code in c.parties]
        names = [
            f"rule {c.rule}",
            f"read {c.rule != LINKED}",
            f"kind {c.kind}",
            f"status {c.status}",
            f"precision {c.date.precision}",
        ]
        names += [
            f"{flag} {getattr(c, flag)}"
            for flag in ("heading", "weak", "borrowed", "grouped", "verb", "main", "split", "impersonal", "stop")
        ]
        names += [
            f"place {bool(c.place_country)}",
            f"alike before {before > 0}",
            f"in the text {known}",
        ]
        names += [
            *over("parties", len(c.parties), (2, 3, 5)),
            *over("alike", alike, (0, 1, 2)),
            *over("rows", kept.number, (1, 3, 6, 12)),
        ]
        names += [
            *over("named", len({p.country for p in c.people if p.name}), (0, 1)),
            *over("first told", c.first, (0, 1, 3, 8)),
        ]
        names += over("least side", min(own) if known else 0.0, (0.1, 0.3, 0.5, 0.7, 0.9))
        if c.date.start and self.doc.day:
            days = (date.fromisoformat(self.doc.day) - date.fromisoformat(c.date.start)).days
            names += over("days ago", days, (-1, 0, 1, 7, 31, 366))
        return _with(self.cue(c.cue) if known else {}, names)

    def _words(self, cue: Cue, view: View) -> tuple[list[str], list[str]]:
        """The words before and after a cue; a mention or a date is one word, its kind."""
        if cue.sentence not in self._spans:
            named = [(m.start, m.end, _kind(m, view)) for m in view.mentions]
            days = [(d.a, d.b, "date") for d in self.doc.dates_of(cue.sentence)]
            self._spans[cue.sentence] = sorted(named + days)
        spans = self._spans[cue.sentence]
        reach = (max(view.start, cue.start - LONG), cue.start), (cue.end, min(view.end, cue.end + LONG))
        before, after = (
            _shape(self.doc.low, a, b, spans[bisect_left(spans, (a,)) : bisect_left(spans, (b + 1,))]) for a, b in reach
        )
        return before, after

    def _place(self, cue: Cue, view: View) -> list[str]:
        """Where in the text the cue stands, and what else its sentence holds."""
        doc, s = self.doc, self.doc.sentences[cue.sentence]
        here = self.around.reader.every[cue.sentence]
        days = doc.dates_of(cue.sentence)
        near = any(abs(d.a - cue.end) < REACH or abs(d.b - cue.start) < REACH for d in days)
        years = YEAR.findall(doc.low, view.start, view.end) if doc.day else ()
        return [
            *over("number of sentence", cue.sentence, (0, 1, 2, 4, 8, 16)),
            *over("sentences", len(doc.sentences), (5, 10, 20, 40)),
            *over("cues here", len(here), (1, 2, 3)),
            *over("cue of sentence", sum(c.start < cue.start for c in here[:2]), (0, 1)),
            *over("persons", sum(m.kind == "person" for m in view.mentions), (0, 1, 3)),
            *over("length", len(s.text), (60, 120, 240, 400)),
            f"heading {s.heading}",
            f"date {near}",
            f"speaker {bool(doc.speakers[cue.sentence])}",
            f"quoted {doc.low.count(chr(34), view.start, cue.start) % 2}",
            *(["old year"] if any(int(doc.day[:4]) - int(year) > 1 for year in years) else []),
        ]


def _with(signs: Signs, names: Iterable[str]) -> Signs:
    """The signs and these beside them."""
    return {**signs, OWN: dict.fromkeys([*signs.get(OWN, ()), *names])}


def _sides(chances: Iterable[float]) -> list[str]:
    ranked = sorted(chances, reverse=True)
    return [
        *over("second side", ranked[1] if len(ranked) > 1 else 0.0, (0.1, 0.3, 0.5, 0.7, 0.9)),
        *over("first side", ranked[0] if ranked else 0.0, (0.5, 0.8, 0.95)),
        *over("sides", sum(p >= LIKELY for p in ranked), (1, 2, 3, 5)),
    ]


def _kind(m: Mention, view: View) -> str:
    return "place" if view.is_place(m) else m.role if m.role == "demonym" else m.kind


def _shape(low: str, a: int, b: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """The words from a to b, with each span that lies there as one word; `spans` are in order."""
    pieces, last = [], a
    for start, end, kind in spans:
        if start >= last and end <= b:
            pieces += [low[last:start], f" <{kind}> "]
            last = end
    return WORD.findall("".join([*pieces, low[last:b]]))
