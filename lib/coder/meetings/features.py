"""What speaks for a side having taken part in a meeting: named features of a text.

Each is there (1.0) or not; `deciding.Weights` knows what it is worth. A name says where the feature is seen ("after prep
with": the side stands after the cue and "with" before it), some once more for each frame of cue and each position of the side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from lib.coder.deciding import Features, Weights
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.reader import PRONOUN, Reader
from lib.coder.meetings.sides import GAP_OUT, View, codes

Chances = dict[str, float]  # by side, that it took part
BACK = 3  # sentences before the cue's in which a side may be told
CONNECTORS = ("with", "to", "between", "object", "any")
ACTORS = frozenset(["person", "office", "group"])
GAPS = (0, 3, 8, 15, 30, 60)  # characters between a side and the cue
FEW = (1, 2, 3, 5)
REACH = 60  # characters before a name in which its preposition stands
MANY = 60  # sides of a sentence that are weighed on each side of a cue; the longest list of an honest text has as many
CUES = 12  # of a sentence that are weighed; an honest one holds a few
LINK = re.compile(
    r"\b(with|between|and|by|from|to|of|in|at|on|for|including|than|against|after|before|about|over|alongside|among|near|the|as)\b"
    r"[^a-z]*(?:(?:the|his|her|its|their|a|an|both|visiting|new|former|senior|[a-z]+ly)\s+)*$"
)
FOLLOWS = re.compile(
    r"[\s,]*('s|'|said|says|told|will|ha[sd]|have|is|was|are|were|and|who|which|of|in|on|to|for|with|met|\w+ed)\b"
)


class Around:
    """What stands around the cues of one document."""

    def __init__(self, reader: Reader, weights: Weights) -> None:
        self.reader, self.doc, self.weights = reader, reader.doc, weights
        self._chances: dict[Cue, Chances] = {}

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
    def heads(self) -> list[str]:
        """The sides of the headlines and the first sentence, in the order of the text."""
        opens = [m for m in self.doc.mentions if m.sentence == 0 or self.doc.sentences[m.sentence].heading]
        return codes(opens[:MANY])

    def cues(self, index: int) -> list[Cue]:
        """The cues of a sentence that are weighed."""
        return self.reader.every[index][:CUES]

    # ------------------------------------------------------------ a side

    def chances(self, cue: Cue) -> Chances:
        """How likely each side near a cue took part."""
        if cue not in self._chances:
            told = self.sides(cue).items()
            self._chances[cue] = {code: self.weights.probability(features) for code, features in told}
        return self._chances[cue]

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
        yield from over(f"{where} gap", len(plain), GAPS)
        yield from over(f"{where} order", order, FEW)
        yield from over(f"{where} comma", low[a:b].count(","), FEW)
        yield from over(f"{where} clause", len(GAP_OUT.findall(low[a:b])), (0, 1))
        here = self.reader.every[cue.sentence]
        between = bisect_left(here, b, key=_start) - bisect_left(here, a, key=_start)
        yield from over(f"{where} cue between", between, (0, 1))

    def _of_article(self, code: str) -> Iterator[str]:
        yield from over("told", self.told[code], FEW)
        yield from over("rank", self.rank.get(code, 9), (0, 1, 2, 4))
        yield from over("first", self.first.get(code, 9), (0, 1, 3, 8))
        if code in self.heads:
            yield "in headline"
        if code.startswith("ORG:"):
            yield "organization"


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
    if any(n.startswith("chain") for n in names):
        every += [f"chained: {c}" for c in common[:8]]
    return dict.fromkeys(every, 1.0)


def _start(cue: Cue) -> int:
    return cue.start


def over(name: str, value: float, steps: Iterable[float]) -> Iterator[str]:
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
