"""What speaks for a side having taken part in a meeting, and for a cue telling one: named features of a text.

Each is there (1.0) or not; `deciding.Weights` knows what it is worth. A name says where the feature is seen ("after prep
with": the side stands after the cue and "with" before it), some once more for each frame of cue and each position of the side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice

from lib.coder.deciding import Features
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import LINKED, Meeting, status, words
from lib.coder.meetings.reader import PRONOUN, Reader
from lib.coder.meetings.sides import GAP_OUT, View, codes

BACK = 3  # sentences before the cue's in which a side may be told
CONNECTORS = ("with", "to", "between", "object", "any")
ACTORS = frozenset(["person", "office", "group"])
GAPS = (0, 3, 8, 15, 30, 60)  # characters between a side and the cue
FEW = (1, 2, 3, 5)
REACH = 60  # characters before a name in which its preposition stands
CLAUSE = 110  # characters around a cue
MANY = 60  # sides of a sentence that are weighed on each side of a cue; the longest list of an honest text has as many
CUES = 12  # of a sentence that are weighed; an honest one holds a few
LONG = 600  # characters of a sentence that are looked at on each side of a cue
HALF = 0.5  # of the sides in common: perhaps the same meeting
LINK = re.compile(
    r"\b(with|between|and|by|from|to|of|in|at|on|for|including|than|against|after|before|about|over|alongside|among|near|the|as)\b"
    r"[^a-z]*(?:(?:the|his|her|its|their|a|an|both|visiting|new|former|senior|[a-z]+ly)\s+)*$"
)
FOLLOWS = re.compile(
    r"[\s,]*('s|'|said|says|told|will|ha[sd]|have|is|was|are|were|and|who|which|of|in|on|to|for|with|met|\w+ed)\b"
)
WORD = re.compile(r"<\w+>|[a-z][a-z'-]*|\d+|[.,;:?!\"()-]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Around:
    """What stands around the cues of one document."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.doc = reader, reader.doc
        self._cues: dict[Cue, Features] = {}

    # ------------------------------------------------------------ the article

    @cached_property
    def told(self) -> Counter[str]:
        """How often each side is named."""
        return Counter(code for m in self.doc.mentions for code in codes([m]))

    @cached_property
    def rank(self) -> dict[str, int]:
        """The sides whose people act, the most frequent first."""
        acting = Counter(code for m in self.doc.mentions if m.kind in ACTORS for code in codes([m]))
        return {code: n for n, (code, _) in enumerate(acting.most_common())}

    @cached_property
    def first(self) -> dict[str, int]:
        """The sentence that names a side first."""
        return {code: m.sentence for m in reversed(self.doc.mentions) for code in codes([m])}

    @cached_property
    def heads(self) -> set[str]:
        """The sides of the headlines and the first sentence."""
        opens = [m for m in self.doc.mentions if m.sentence == 0 or self.doc.sentences[m.sentence].heading]
        return set(codes(opens[:MANY]))

    def cues(self, index: int) -> list[Cue]:
        """The cues of a sentence that are weighed."""
        return self.reader.every[index][:CUES]

    # ------------------------------------------------------------ a side

    def sides(self, cue: Cue) -> dict[str, Features]:
        """The sides that may have taken part, each with its features: named in the sentence, just before it or in the headline."""
        view = self.reader.view(cue.sentence)
        here = [m for m in view.mentions if m.code]
        before = _nearest(m for m in reversed(here) if m.end <= cue.start)
        after = _nearest(m for m in here if m.start >= cue.end)
        other = {d: cue.sentence + d for d in (-1, -2, -3, 1) if 0 <= cue.sentence + d < len(self.doc.sentences)}
        near = {d: codes(self.doc.of(i)[:MANY]) for d, i in other.items()}
        acting = {d: codes([m for m in self.doc.of(i)[:MANY] if m.kind in ACTORS]) for d, i in other.items()}
        chains = self._chains(cue, view)
        common = self._common(cue, view, chains, len({*before, *after}))
        found: dict[str, Features] = {}
        for code in dict.fromkeys([*before, *after, *(c for told in near.values() for c in told), *self.heads]):
            names = [f"chain {name}" for name, chain in chains.items() if code in chain]
            for where, told in (("before", before), ("after", after)):
                if code in told:
                    names += self._stands(where, *told[code], cue, view)
            names += [f"sentence {d}" for d, told in near.items() if code in told]
            names += [f"acts in sentence {d}" for d, told in acting.items() if code in told]
            names += self._of_article(code)
            where = "".join(p for p, told in (("b", before), ("a", after)) if code in told) or "elsewhere"
            found[code] = _crossed(names, where, cue, common)
        return found

    def _chains(self, cue: Cue, view: View) -> dict[str, list[str]]:
        """The sides a grammatical place gives."""
        chains = {
            "before": view.before(cue.start),
            "owner": view.possessor(cue.start),
            "subject": view.subject(cue.start),
        }
        return {name: codes(chain) for name, chain in chains.items()} | {
            c: codes(view.after(cue.end, c)) for c in CONNECTORS
        }

    def _common(self, cue: Cue, view: View, chains: dict[str, list[str]], here: int) -> list[str]:
        """What is so for every side of a cue."""
        pronoun = PRONOUN.search(self.doc.low, max(view.start, cue.start - REACH), cue.start)
        names = [f"chain {name} of {min(len(chain), 2)}" for name, chain in chains.items()]
        names += [f"{min(here, 4)} named here", f"pronoun {pronoun.group().split()[0] if pronoun else 'none'}"]
        return [*names, f"heading {view.doc.sentences[cue.sentence].heading}"]

    def _stands(self, where: str, m: Mention, order: int, cue: Cue, view: View) -> Iterator[str]:
        """Where the nearest mention of a side stands."""
        low = self.doc.low
        a, b = (m.end, cue.start) if where == "before" else (cue.end, m.start)
        plain = view._without_mentions(a, b).lower()
        said = plain.split()
        found = FOLLOWS.match(low, m.end, view.end)
        follows = found[1] if found else low[m.end : m.end + 1].strip() or "word"
        yield f"{where} {m.kind}"
        yield f"{where} role {m.role}"
        yield f"{where} prep {_preposition(low, view.start, m.start)}"
        yield f"{where} then {'ed' if follows.endswith('ed') and len(follows) > 3 else follows}"
        yield f"{where} word {said[0 if where == 'after' else -1] if said else ''}"
        yield f"{where} place {view.is_place(m)}"
        yield f"{where} at the start {m.start - view.start < REACH // 5}"
        yield from _over(f"{where} gap", len(plain), GAPS)
        yield from _over(f"{where} order", order, FEW)
        yield from _over(f"{where} comma", low[a:b].count(","), FEW)
        yield from _over(f"{where} clause", len(GAP_OUT.findall(low[a:b])), (0, 1))
        here = self.reader.every[cue.sentence]
        between = bisect_left(here, b, key=_start) - bisect_left(here, a, key=_start)
        yield from _over(f"{where} cue between", between, (0, 1))

    def _of_article(self, code: str) -> Iterator[str]:
        yield from _over("told", self.told[code], FEW)
        yield from _over("rank", self.rank.get(code, 9), (0, 1, 2, 4))
        yield from _over("first", self.first.get(code, 9), (0, 1, 3, 8))
        if code in self.heads:
            yield "in headline"
        if code.startswith("ORG:"):
            yield "organization"

    # ------------------------------------------------------------ a cue

    def cue(self, cue: Cue, chances: Iterable[float]) -> Features:
        """What speaks for a cue telling a meeting; `chances`: of the sides near it."""
        return self._cue(cue) | dict.fromkeys(self._sides(chances), 1.0)

    def _cue(self, cue: Cue) -> Features:
        """What its words and its place in the text say."""
        if cue not in self._cues:
            self._cues[cue] = dict.fromkeys(self._said(cue), 1.0)
        return self._cues[cue]

    def _said(self, cue: Cue) -> list[str]:
        doc, view = self.doc, self.reader.view(cue.sentence)
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

    def row(self, c: Meeting, kept: list[Meeting], chances: Mapping[str, float]) -> Features:
        """What speaks for a meeting being a row of its own; `kept`: all of the article; `chances`: of the sides near its cue."""
        alike = [o for o in kept if o is not c and shared(o, c) >= HALF]
        known = c.cue in self.cues(c.cue.sentence)
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
            *_over("parties", len(c.parties), (2, 3, 5)),
            *_over("alike", len(alike), (0, 1, 2)),
            *_over("rows", len(kept), (1, 3, 6, 12)),
        ]
        names += [
            *_over("named", len({p.country for p in c.people if p.name}), (0, 1)),
            *_over("first told", c.first, (0, 1, 3, 8)),
        ]
        names += _over("least side", min(own) if known else 0.0, (0.1, 0.3, 0.5, 0.7, 0.9))
        if c.date.start and self.doc.day:
            days = (date.fromisoformat(self.doc.day) - date.fromisoformat(c.date.start)).days
            names += _over("days ago", days, (-1, 0, 1, 7, 31, 366))
        features = self.cue(c.cue, chances.values()) if known else {}
        return features | dict.fromkeys(names, 1.0)

    def _words(self, cue: Cue, view: View) -> tuple[list[str], list[str]]:
        """The words before and after a cue; a mention or a date is one word, its kind."""
        spans = [
            (m.start, m.end, "place" if view.is_place(m) else m.role if m.role == "demonym" else m.kind)
            for m in view.mentions
        ]
        spans += [(d.a, d.b, "date") for d in self.doc.dates_of(cue.sentence)]
        reach = (max(view.start, cue.start - LONG), cue.start), (cue.end, min(view.end, cue.end + LONG))
        return tuple(_shape(self.doc.low, a, b, [x for x in spans if a <= x[0] <= b]) for a, b in reach)

    def _sides(self, chances: Iterable[float]) -> Iterator[str]:
        ranked = sorted(chances, reverse=True)
        second = ranked[1] if len(ranked) > 1 else 0.0
        yield from _over("second side", second, (0.1, 0.3, 0.5, 0.7, 0.9))
        yield from _over("first side", ranked[0] if ranked else 0.0, (0.5, 0.8, 0.95))
        yield from _over("sides", sum(p >= 0.5 for p in ranked), (1, 2, 3, 5))

    def _place(self, cue: Cue, view: View) -> Iterator[str]:
        """Where in the text the cue stands, and what else its sentence holds."""
        doc, s = self.doc, self.doc.sentences[cue.sentence]
        here = self.reader.every[cue.sentence]
        days = doc.dates_of(cue.sentence)
        yield from _over("number of sentence", cue.sentence, (0, 1, 2, 4, 8, 16))
        yield from _over("sentences", len(doc.sentences), (5, 10, 20, 40))
        yield from _over("cues here", len(here), (1, 2, 3))
        yield from _over("cue of sentence", sum(c.start < cue.start for c in here[:2]), (0, 1))
        yield from _over("persons", sum(m.kind == "person" for m in view.mentions), (0, 1, 3))
        yield from _over("length", len(s.text), (60, 120, 240, 400))
        yield f"heading {s.heading}"
        yield f"date {any(abs(d.a - cue.end) < REACH or abs(d.b - cue.start) < REACH for d in days)}"
        yield f"speaker {bool(doc.speakers[cue.sentence])}"
        yield f"quoted {doc.low.count(chr(34), view.start, cue.start) % 2}"
        if doc.day and any(int(doc.day[:4]) - int(y) > 1 for y in YEAR.findall(doc.low, view.start, view.end)):
            yield "old year"


def shared(a: Meeting, b: Meeting) -> float:
    """The share of sides two meetings have in common."""
    mine, theirs = set(a.parties), set(b.parties)
    return len(mine & theirs) / len(mine | theirs)


def _nearest(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, int]]:
    """Each side's nearest mention, and which of the sides it is, the nearest being 1."""
    found: dict[str, tuple[Mention, int]] = {}
    for m in islice(mentions, MANY):
        for code in codes([m]):
            found.setdefault(code, (m, len(found) + 1))
    return found


def _crossed(names: list[str], where: str, cue: Cue, common: list[str]) -> Features:
    """Each feature by itself, for the cue's frame and for where the side stands; what all sides share, for where it stands."""
    every = [*names, *(f"{cue.frame}: {n}" for n in names), *(f"{where}: {n}" for n in names)]
    every += [f"{where} of {cue.frame}", *(f"{where}: {n}" for n in common)]
    every += [f"chained {n.startswith('chain')}: {c}" for n in names if n.startswith("chain") for c in common[:8]]
    return dict.fromkeys(every, 1.0)


def _start(cue: Cue) -> int:
    return cue.start


def _over(name: str, value: float, steps: Iterable[float]) -> Iterator[str]:
    """One feature for each step that a number is above."""
    return (f"{name} > {step}" for step in steps if value > step)


def _preposition(low: str, start: int, at: int) -> str:
    """The word a name hangs on."""
    before = low[max(start, at - REACH) : at]
    found = LINK.search(before)
    if found:
        return found[1]
    before = before.rstrip()
    return "," if before.endswith(",") else "'s" if before.endswith("'s") else "word" if before else "none"


def _shape(low: str, a: int, b: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """The words from a to b, with each span that lies there as one word."""
    pieces, last = [], a
    for start, end, kind in sorted(spans):
        if start >= last and end <= b:
            pieces += [low[last:start], f" <{kind}> "]
            last = end
    return WORD.findall("".join([*pieces, low[last:b]]))
