"""What speaks for a side having taken part in a meeting: named features of a text.

Each is there (1.0) or not; `deciding.Weights` knows what it is worth. A name says where the feature is seen ("after prep
with": the side stands after the cue and "with" before it), some once more for each frame of cue and each position of the side.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import islice

from lib.coder.deciding import Signs, Weights
from lib.coder.entities.mentions import Mention
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.reader import PRONOUN, Reader
from lib.coder.meetings.sides import View, codes, members
from lib.coder.reading.phrases import pattern

Chances = dict[str, float]  # by side, that it took part
CHAINED = 8  # signs common to all sides that are weighed anew for one in a chain
BACK = 3  # sentences before the cue's in which a side may be told
CONNECTORS = ("with", "to", "between", "object", "any")
ACTORS = frozenset(["person", "office", "group"])
GAPS = (0, 3, 8, 15, 30, 60)  # characters between a side and the cue
SEEN = 300  # characters beside a cue that are looked at for as many
FEW = (1, 2, 3, 5)
REACH = 60  # characters before a name in which its preposition stands
MANY = 60  # sides of a sentence that are weighed on each side of a cue; the longest list of an honest text has as many
CUES = 12  # of a sentence that are weighed; an honest one holds a few
LINK = pattern("links")
FOLLOWS = pattern("follows a side")


class Around:
    """What stands around the cues of one document."""

    def __init__(self, reader: Reader, weights: Weights) -> None:
        self.reader, self.doc, self.weights = reader, reader.doc, weights
        self._chances: dict[Cue, Chances] = {}
        self._beside: dict[tuple[int, int], dict[str, list[str]]] = {}
        self._said: dict[tuple[str, int, int], tuple[str, int]] = {}
        self._alone: dict[tuple[str, Mention], list[str]] = {}
        self._article: dict[str, list[str]] = {}
        self._starts: dict[int, list[int]] = {}

    # ------------------------------------------------------------ the article

    @cached_property
    def told(self) -> Counter[str]:
        """How often each side is named."""
        return Counter(code for m in self.doc.mentions for code in members(m.code))

    @cached_property
    def rank(self) -> dict[str, int]:
        """The sides whose people act, the most frequent first."""
        acting = Counter(code for m in self.doc.mentions if m.kind in ACTORS for code in members(m.code))
        return {code: n for n, (code, _) in enumerate(acting.most_common())}

    @cached_property
    def first(self) -> dict[str, int]:
        """The sentence that names a side first."""
        return {code: m.sentence for m in reversed(self.doc.mentions) for code in members(m.code)}

    @cached_property
    def heads(self) -> list[str]:
        """The sides of the headlines and the first sentence, in the order of the text."""
        opens = [m for m in self.doc.mentions if m.sentence == 0 or self.doc.sentences[m.sentence].heading]
        return codes(opens[:MANY])

    def cues(self, index: int) -> list[Cue]:
        """The cues of a sentence that are weighed."""
        return self.reader.every[index][:CUES]

    def _cues_at(self, index: int) -> list[int]:
        """Where all cues of a sentence begin."""
        if index not in self._starts:
            self._starts[index] = [cue.start for cue in self.reader.every[index]]
        return self._starts[index]

    # ------------------------------------------------------------ a side

    def chances(self, cue: Cue) -> Chances:
        """How likely each side near a cue took part."""
        if cue not in self._chances:
            self._chances[cue] = {code: self.weights.chance(signs) for code, signs in self.sides(cue).items()}
        return self._chances[cue]

    def sides(self, cue: Cue) -> dict[str, Signs]:
        """The sides that may have taken part, each with its signs: named in the sentence, just before it or in the headline."""
        view = self.reader.view(cue.sentence)
        self._said.clear()
        here = [m for m in view.mentions if m.code]
        before = _nearest(m for m in reversed(here) if m.end <= cue.start)
        after = _nearest(m for m in here if m.start >= cue.end)
        near = [self._near(cue.sentence + d, d) for d in (-1, -2, -3, 1)]
        chains = self._chains(cue, view)
        common = self._common(cue, view, chains, len({*before, *after}))
        found: dict[str, Signs] = {}
        for code in dict.fromkeys([*before, *after, *(c for told in near for c in told), *self.heads]):
            names = [f"chain {name}" for name, chain in chains.items() if code in chain]
            chained = bool(names)
            for where, stands in (("before", before), ("after", after)):
                if code in stands:
                    names += self._stands(where, *stands[code], cue, view)
            for told in near:
                names += told.get(code, ())
            names += self._of_article(code)
            where = "".join(p for p, stands in (("b", before), ("a", after)) if code in stands) or "elsewhere"
            found[code] = {
                ("", f"{where}: "): names,
                (f"{cue.frame}: ",): names,
                ("",): [f"{where} of {cue.frame}"],
                (f"{where}: ",): common,
                ("chained: ",): common[:CHAINED] if chained else (),
            }
        return found

    def _near(self, index: int, away: int) -> dict[str, list[str]]:
        """The sides of the sentence so far away, with what that says of each."""
        if not 0 <= index < len(self.doc.sentences):
            return {}
        if (index, away) not in self._beside:
            told = self.doc.of(index)[:MANY]
            acting = codes([m for m in told if m.kind in ACTORS])
            self._beside[index, away] = {
                code: [f"sentence {away}", *([f"acts in sentence {away}"] if code in acting else [])]
                for code in codes(told)
            }
        return self._beside[index, away]

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

    def _stands(self, where: str, m: Mention, order: int, cue: Cue, view: View) -> list[str]:
        """Where the nearest mention of a side stands."""
        a, b = (m.end, cue.start) if where == "before" else (cue.end, m.start)
        word, gap = self._beside_cue(where, a, b, view)
        here = self._cues_at(cue.sentence)
        between = bisect_left(here, b) - bisect_left(here, a)
        if (where, m) not in self._alone:
            self._alone[where, m] = self._stands_alone(where, m, view)
        return [
            *self._alone[where, m],
            f"{where} word {word}",
            *over(f"{where} gap", gap, GAPS),
            *over(f"{where} order", order, FEW),
            *over(f"{where} comma", self.doc.low.count(",", a, b), FEW),
            *over(f"{where} clause", view.parted(a, b, 2), (0, 1)),
            *over(f"{where} cue between", between, (0, 1)),
        ]

    def _beside_cue(self, where: str, a: int, b: int, view: View, seen: int = SEEN) -> tuple[str, int]:
        """What `_said` finds in as much as is needed of the text between a and b."""
        near = (where, max(a, b - seen), b) if where == "before" else (where, a, min(b, a + seen))
        if near not in self._said:
            self._said[near] = _said(view, *near)
        word, gap = self._said[near]
        if gap > GAPS[-1] or near == (where, a, b):
            return word, gap
        return self._beside_cue(where, a, b, view, 2 * seen)  # hardly more than names

    def _stands_alone(self, where: str, m: Mention, view: View) -> list[str]:
        """What is so for a mention beside every cue."""
        low = self.doc.low
        found = FOLLOWS.match(low, m.end, view.end)
        follows = found[1] if found else low[m.end : m.end + 1].strip() or "word"
        return [
            f"{where} {m.kind}",
            f"{where} role {m.role}",
            f"{where} prep {_preposition(low, view.start, m.start)}",
            f"{where} then {'ed' if follows.endswith('ed') and len(follows) > 3 else follows}",
            f"{where} place {view.is_place(m)}",
            f"{where} at the start {m.start - view.start < REACH // 5}",
        ]

    def _of_article(self, code: str) -> list[str]:
        if code not in self._article:
            names = [
                *over("told", self.told[code], FEW),
                *over("rank", self.rank.get(code, 9), (0, 1, 2, 4)),
                *over("first", self.first.get(code, 9), (0, 1, 3, 8)),
            ]
            names += ["in headline"] if code in self.heads else []
            self._article[code] = names + (["organization"] if code.startswith("ORG:") else [])
        return self._article[code]


def _nearest(mentions: Iterable[Mention]) -> dict[str, tuple[Mention, int]]:
    """Each side's nearest mention, and which of the sides it is, the nearest being 1."""
    found: dict[str, tuple[Mention, int]] = {}
    for m in islice(mentions, MANY):
        for code in members(m.code):
            found.setdefault(code, (m, len(found) + 1))
    return found


def _said(view: View, where: str, a: int, b: int) -> tuple[str, int]:
    """The word between a and b that is nearest to the cue, and how many characters no name holds there."""
    plain = view._without_mentions(a, b).lower()
    return next(iter(plain.split()[:: 1 if where == "after" else -1]), ""), len(plain)


def over(name: str, value: float, steps: tuple[float, ...]) -> tuple[str, ...]:
    """One sign for each step that a number is above."""
    return _above(name, steps)[bisect_left(steps, value)]


@cache
def _above(name: str, steps: tuple[float, ...]) -> list[tuple[str, ...]]:
    """The signs of a number above none of the steps, above the first, ..., above all."""
    signs = tuple(f"{name} > {step}" for step in steps)
    return [signs[:n] for n in range(len(steps) + 1)]


def _preposition(low: str, start: int, at: int) -> str:
    """The word a name hangs on."""
    before = low[max(start, at - REACH) : at]
    found = LINK.search(before)
    if found:
        return found[1]
    before = before.rstrip()
    return "," if before.endswith(",") else "'s" if before.endswith("'s") else "word" if before else "none"
