"""Names in other scripts compared with those of people.csv, by what of them sounds alike: their consonants."""

import re
from functools import cache, lru_cache, partial

from lib.codebook import cached, name_words, rows
from lib.codebook.languages import Sounds
from lib.coder.entities import gazetteer
from lib.coder.reading.text import fold

ALIKE, APART = 0.2, 0.1  # share of sounds that may differ; by which the next best must be worse
WORD = 0.25  # of the sounds of one word
LONGER = 0.08  # for each word more that one of the names has
ARTICLE = re.compile(r"^ال(?=\w{3})|^(?:al|el|as|ash|an|at|ad|ar)-")
SMALL = {"al", "el", "bin", "ben", "ibn", "von", "der", "de", "بن", "ال", "בן", "бин", "бен"}


@cache
def _sounds() -> dict[str, str]:
    return {letter: row.sound for row in rows(Sounds) for letter in row.letters}


@cache
def _pairs() -> list[tuple[str, str]]:
    """Longest first."""
    return sorted(((pair, row.sound) for row in rows(Sounds) for pair in row.pairs), key=lambda one: -len(one[0]))


@lru_cache(4096)
def skeleton(name: str) -> tuple[str, ...]:
    """The consonants of each word, vowels left out but at its beginning, none twice in a row."""
    found = []
    for word in re.findall(r"[\w'-]+", fold(name).lower()):
        if word in SMALL:
            continue
        word = ARTICLE.sub("", word)
        for written, sound in _pairs():
            word = word.replace(written, sound)
        sounds = "".join(_sounds().get(letter, "") for letter in word)
        sounds = sounds[:1] + re.sub("[vy]", "", sounds[1:])
        found.append(re.sub(r"(.)\1+", r"\1", sounds))
    return tuple(one for one in found if one)


@partial(cached, most=4096)
def known_as(name: str, code: str) -> str:
    """The person of people.csv who stands or stood for that country and whose name sounds alike; "" if none, or several."""
    own, people = skeleton(name), _by_surname().get(code)
    if len(own) < 2 or not people:
        return ""
    near = [one for last, held in people.items() if _near(own[-1], last) for one in held]
    ranked = sorted((_distance(own, skeleton(one)), one) for one in near)
    if not ranked:
        return ""
    clear = len(ranked) < 2 or ranked[1][0] - ranked[0][0] >= APART
    return ranked[0][1] if ranked[0][0] <= ALIKE and clear else ""


@cached
def _by_surname() -> dict[str, dict[str, list[str]]]:
    """Side -> the sound of a surname -> who stands or stood for that side and is called so."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, offices in gazetteer.tenures().items():
        if told := skeleton(name):
            for side in {gazetteer.side(office.country) for office in offices}:
                found.setdefault(side, {}).setdefault(told[-1], []).append(name)
    return found


def _near(a: str, b: str) -> bool:
    """Can the two words sound alike at all? Looked at first, as there may be thousands."""
    most = WORD * max(len(a), len(b))
    return a == b or (most >= 1 and abs(len(a) - len(b)) <= most and len({*a} ^ {*b}) <= 2 * most)


@cached
def given() -> frozenset[tuple[str, ...]]:
    """How the given names that the codebook knows sound."""
    return frozenset(skeleton(name) for name in name_words("given") | {one.split()[0] for one in gazetteer.tenures()})


def alike(name: str, written: str) -> bool:
    """Can the two be one name, in whatever scripts and however it is cut into words?"""
    a, b = skeleton(name), skeleton(written)
    return bool(a and b) and (_distance(a, b) <= ALIKE or _apart("".join(a), "".join(b)) <= ALIKE)


def sounds_last(word: str, name: str) -> bool:
    """Does the word sound like the last one of the name?"""
    a, b = skeleton(word)[-1:], skeleton(name)[-1:]
    return bool(a and b) and _apart(a[0], b[0]) <= WORD


def _distance(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How far two names are apart; 1 where a word of the first, or the surname, is another one."""
    if not b or _apart(a[-1], b[-1]) > WORD:
        return 1.0
    words = [min(_apart(x, y) for y in b) for x in a]
    return 1.0 if max(words) > WORD else sum(words) / len(words) + LONGER * abs(len(a) - len(b))


def _apart(a: str, b: str) -> float:
    return _edits(a, b) / max(len(a), len(b))


def _edits(a: str, b: str) -> int:
    """Sounds to be changed, added or left out."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]
