"""Whom a mention stands for: the fullest name of a shorter one, the person told last of those who fit an office."""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import islice

from lib.coder.entities import names
from lib.coder.entities.mentions import Mention

ROYAL = frozenset(["royal", "crown_prince", "head_of_state", "leader", ""])  # titles that go with a first name alone


@dataclass
class Fullest:
    """The fullest names of a text, found by the words a shorter form shares with them, however many there are."""

    _by_words: defaultdict[Hashable, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[Hashable, Mention] = field(default_factory=dict)  # what decided -> the answer

    def add(self, m: Mention) -> None:
        """Its name is among the fullest from now on."""
        words = names.key(m.name).split()
        pairs = {(names.loose(words[0]), names.loose(word)) for word in words}
        for key in {*words, *pairs} or {m.name}:
            self._by_words[key].append(m)

    def of(self, m: Mention) -> Mention | None:
        """The first one added whose name that of m, or a shorter form of it, can be; None if there is none."""
        told = (m.name, m.code, m.office_class, m.role == "bare")
        if told not in self._known:
            words = names.key(m.name).split()
            key = (names.loose(words[0]), names.loose(words[-1])) if len(words) > 1 else words[0] if words else m.name
            fits = [f for f in self._by_words.get(key, ()) if same(m, f)]
            found = next((f for f in fits if [names.surname(f.name)] == words[-1:]), next(iter(fits), None))
            if not found:
                return None
            self._known[told] = found
        return self._known[told]


def same(m: Mention, f: Mention) -> bool:
    """Can the (shorter) name of m stand for f?"""
    if m.name == f.name:
        return True
    if m.code and f.code and m.code != f.code and "usual" not in (m.role, f.role):
        return False
    a, b = names.key(m.name).split(), names.key(f.name).split()
    if not a or not b or len(a) > len(b):
        return False
    if len(a) == 1 and a[0] == b[0] and len(b) > 1 and m.office_class in ROYAL and m.office_class:
        return True  # "Prince Mohammed"
    if len(a) == 1:
        return a[0] in b and (
            a[0] == b[-1]
            or bool(m.office_class and m.office_class == f.office_class)
            or m.code == f.code != ""
            or m.role == "bare"
        )
    return (set(a) <= set(b) and names.loose(a[0]) == names.loose(b[0])) or (
        names.loose(a[-1]) == names.loose(b[-1]) and names.loose(a[0]) == names.loose(b[0])
    )


@dataclass
class Recent:
    """Mentions in the order of the text, in which the last that fits is found without looking at any twice."""

    told: list[Mention] = field(default_factory=list)
    _found: dict[Hashable, tuple[int, Mention | None]] = field(default_factory=dict)

    def last(self, asked: Hashable, fits: Callable[[Mention], bool]) -> Mention | None:
        """The last mention that fits; `asked` names the question, which is the same for the same `asked`."""
        seen, found = self._found.get(asked, (0, None))
        new = islice(reversed(self.told), len(self.told) - seen)
        found = next((m for m in new if fits(m)), found)
        self._found[asked] = (len(self.told), found)
        return found
