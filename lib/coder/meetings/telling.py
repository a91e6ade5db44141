"""What speaks for a cue telling a meeting, and for a meeting being a row of its own: named features, as in features.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from lib.coder.deciding import Features
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.features import REACH, Around, over
from lib.coder.meetings.meeting import HALF, LINKED, Meeting, status, words
from lib.coder.meetings.sides import View

CLAUSE = 110  # characters around a cue
LONG = 600  # characters of a sentence that are looked at on each side of a cue
SURE = (1.0, 1.0)  # two certain sides: with less than these no cue tells a meeting
WORD = re.compile(r"<\w+>|[a-z][a-z'-]*|\d+|[.,;:?!\"()-]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Telling:
    """What the cues of one document tell."""

    def __init__(self, around: Around) -> None:
        self.around, self.doc = around, around.doc
        self._said: dict[Cue, Features] = {}

    # ------------------------------------------------------------ a cue

    def cue(self, cue: Cue) -> Features:
        """What speaks for a cue telling a meeting."""
        return self._cue(cue) | dict.fromkeys(self._sides(self.around.chances(cue).values()), 1.0)

    def at_best(self, cue: Cue) -> Features:
        """The same where two sides are certain, without looking for them."""
        return self._cue(cue) | dict.fromkeys(self._sides(SURE), 1.0)

    def _cue(self, cue: Cue) -> Features:
        """What its words and its place in the text say."""
        if cue not in self._said:
            self._said[cue] = dict.fromkeys(self._names(cue), 1.0)
        return self._said[cue]

    def _names(self, cue: Cue) -> list[str]:
        doc, view = self.doc, self.around.reader.view(cue.sentence)
        before, after = self._words(cue, view)
        left, right = ["^", "^", "^", *before], [*after, "$", "$", "$"]
        names = [
            f"cue {cue.text}",
            f"frame {cue.frame}",
            f"kind {cue.kind}",
            f"status {status(doc, cue, view.start) or 'denied'}",
        ]
        names += [f"-{n} {left[-n]}" for n in (1, 2, 3)] + [f"+{n} {right[n - 1]}" for n in (1, 2, 3)]
        for kind in (cue.frame, cue.text):
            names += [
                f"{kind} -1 {left[-1]}",
                f"{kind} +1 {right[0]}",
                f"{kind} +2 {right[0]} {right[1]}",
                f"{kind} -2 {left[-2]} {left[-1]}",
            ]
        names += [f"before {word}" for word in before[-8:]] + [f"after {word}" for word in after[:8]]
        names += [f"sentence {word}" for word in (*before, *after)]
        near = doc.low[max(view.start, cue.start - CLAUSE) : cue.start]
        names += [
            f"says {kind}"
            for kind in ("cancelled", "negated", "proposed", "planned", "vague", "domestic")
            if words(kind).search(near)
        ]
        return [*names, *self._place(cue, view)]

    # ------------------------------------------------------------ a row

    def row(self, c: Meeting, kept: list[Meeting]) -> Features:
        """What speaks for a meeting being a row of its own; `kept`: all of the article."""
        alike = [o for o in kept if o is not c and o.shared(c) >= HALF]
        known = c.cue in self.around.cues(c.cue.sentence)
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
            for flag in ("heading", "weak", "borrowed", "grouped", "verb", "main", "split", "impersonal")
        ]
        names += [
            f"place {bool(c.place_country)}",
            f"alike before {any(o.first <= c.first for o in alike)}",
            f"in the text {known}",
        ]
        names += [
            *over("parties", len(c.parties), (2, 3, 5)),
            *over("alike", len(alike), (0, 1, 2)),
            *over("rows", len(kept), (1, 3, 6, 12)),
        ]
        names += [
            *over("named", len({p.country for p in c.people if p.name}), (0, 1)),
            *over("first told", c.first, (0, 1, 3, 8)),
        ]
        names += over("least side", min(own) if known else 0.0, (0.1, 0.3, 0.5, 0.7, 0.9))
        if c.date.start and self.doc.day:
            days = (date.fromisoformat(self.doc.day) - date.fromisoformat(c.date.start)).days
            names += over("days ago", days, (-1, 0, 1, 7, 31, 366))
        features = self.cue(c.cue) if known else {}
        return features | dict.fromkeys(names, 1.0)

    def _words(self, cue: Cue, view: View) -> tuple[list[str], list[str]]:
        """The words before and after a cue; a mention or a date is one word, its kind."""
        spans = [
            (m.start, m.end, "place" if view.is_place(m) else m.role if m.role == "demonym" else m.kind)
            for m in view.mentions
        ]
        spans += [(d.a, d.b, "date") for d in self.doc.dates_of(cue.sentence)]
        reach = (max(view.start, cue.start - LONG), cue.start), (cue.end, min(view.end, cue.end + LONG))
        before, after = (_shape(self.doc.low, a, b, [x for x in spans if a <= x[0] <= b]) for a, b in reach)
        return before, after

    def _sides(self, chances: Iterable[float]) -> Iterator[str]:
        ranked = sorted(chances, reverse=True)
        second = ranked[1] if len(ranked) > 1 else 0.0
        yield from over("second side", second, (0.1, 0.3, 0.5, 0.7, 0.9))
        yield from over("first side", ranked[0] if ranked else 0.0, (0.5, 0.8, 0.95))
        yield from over("sides", sum(p >= 0.5 for p in ranked), (1, 2, 3, 5))

    def _place(self, cue: Cue, view: View) -> Iterator[str]:
        """Where in the text the cue stands, and what else its sentence holds."""
        doc, s = self.doc, self.doc.sentences[cue.sentence]
        here = self.around.reader.every[cue.sentence]
        days = doc.dates_of(cue.sentence)
        yield from over("number of sentence", cue.sentence, (0, 1, 2, 4, 8, 16))
        yield from over("sentences", len(doc.sentences), (5, 10, 20, 40))
        yield from over("cues here", len(here), (1, 2, 3))
        yield from over("cue of sentence", sum(c.start < cue.start for c in here[:2]), (0, 1))
        yield from over("persons", sum(m.kind == "person" for m in view.mentions), (0, 1, 3))
        yield from over("length", len(s.text), (60, 120, 240, 400))
        yield f"heading {s.heading}"
        yield f"date {any(abs(d.a - cue.end) < REACH or abs(d.b - cue.start) < REACH for d in days)}"
        yield f"speaker {bool(doc.speakers[cue.sentence])}"
        yield f"quoted {doc.low.count(chr(34), view.start, cue.start) % 2}"
        if doc.day and any(int(doc.day[:4]) - int(y) > 1 for y in YEAR.findall(doc.low, view.start, view.end)):
            yield "old year"


def _shape(low: str, a: int, b: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """The words from a to b, with each span that lies there as one word."""
    pieces, last = [], a
    for start, end, kind in sorted(spans):
        if start >= last and end <= b:
            pieces += [low[last:start], f" <{kind}> "]
            last = end
    return WORD.findall("".join([*pieces, low[last:b]]))
