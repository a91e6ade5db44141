"""Whom an article means without saying so: "the minister", "this country", a surname it has explained before."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, takewhile

from lib.coder.document import Document
from lib.coder.entities.mentions import Mention
from lib.coder.entities.names import office_on
from lib.coder.languages.language import Language
from lib.coder.languages.scene import ACTORS, MANY
from lib.coder.languages.spelling import given, known_as, skeleton, sounds_last
from lib.coder.reading.phrases import Phrases
from lib.coder.reading.text import Sentence

BEHIND = 16  # characters behind an office in which "of this country" stands
OWN = 12  # characters behind an office in which "our" stands
ABROAD = 40  # characters from an office to a foreign country that may be its own
NAME = 60  # characters of a name beside an office
NEAR = 30  # characters between an office and the surname of its holder
SEVERAL = (
    *MANY,
    "minister",
    "counterpart",
    "spokesperson",
    "adviser",
    "legislator",
    "royal",
)  # offices of more than one
WORDS, LETTERS, SIGNS = 4, 3, 2  # of a name at most; of a surname at least, and where no blanks part words
SON = ("bin", "ben", "ibn", "bn", "بن", "בן", "бин", "бен", "ибн")  # of a name that ends in the father's
STATE = ("foreign_minister", "deputy_foreign_minister", "ministry")  # of the home country even beside another one
FOREIGN = (  # offices that are not the home country's where nothing is said
    "ambassador", "envoy", "delegation", "spokesperson", "adviser", "legislator", "royal", "leader", "secretary_general",
    "head_of_organization",
)  # fmt: skip


def resolve(doc: Document, language: Language) -> None:
    """Give offices without a country the one that is meant, and find the people the article has explained."""
    told = _told(doc.mentions)
    surnames = _surnames(doc, _explained(doc, language))
    for sentence, again in zip(doc.sentences, surnames, strict=True):
        named = doc.of(sentence.index)
        for i, m in enumerate(named):
            if m.kind == "office" and not m.code and m.office_class not in FOREIGN:
                m.code = _side(doc, language, named, i, told)
        if again:
            named += _again(doc, language, named, again, sentence)
            named.sort(key=lambda m: m.start)
    doc.mentions = [m for sentence in doc.sentences for m in doc.of(sentence.index)]


def holders(mentions: list[Mention], day: str) -> None:
    """Make an office without a name the person who holds it, where the article names one: "the president" of France."""
    held: dict[tuple[str, str], set[str]] = {}
    for m in mentions:
        if m.kind == "person" and m.code:
            office = office_on(m.name, m.code, day)
            for kind in {m.office_class, office.office_class if office else ""}:
                held.setdefault((m.code, kind), set()).add(m.name)
    for m in mentions:
        names = held.get((m.code, m.office_class), set())
        if m.kind == "office" and m.code and m.office_class not in SEVERAL and len(names) == 1:
            m.kind, m.name = "person", next(iter(names))


def _told(mentions: Iterable[Mention]) -> dict[str, dict[str, set[str]]]:
    """Office -> the words in which the article names it -> the sides that it names with it."""
    told: dict[str, dict[str, set[str]]] = {}
    for m in mentions:
        if m.office_class and m.code:
            told.setdefault(m.office_class, {}).setdefault(m.text.lower(), set()).add(m.code)
    return told


def _side(doc: Document, language: Language, named: list[Mention], i: int, told: dict[str, dict[str, set[str]]]) -> str:
    """The side of the office named[i]; "" where the text leaves it open."""
    m = named[i]
    before = [x for x in named[:i] if x.code]
    if before and language.pattern("this country").match(doc.low, m.end, m.end + BEHIND):
        return ([x for x in before if x.kind != "person"] or before)[-1].code
    beside = f"{doc.low[max(0, m.start - OWN) : m.start]}‹›{doc.low[m.end : m.end + NEAR]}"
    both = language.pattern("of both").search(beside)
    if m.office_class == "counterpart" or both:
        return ""
    home = doc.home or language.home
    of = re.compile(r" [«\"]?([^\W\d_])").match(doc.folded, m.end) if language.has("capitals") else None
    if of and of[1].isupper():
        return ""  # "president of FIFA", where cases say "of"
    if home and (
        language.pattern("our").search(doc.low, m.end, m.end + OWN)
        or m.office_class in STATE
        or any(x.code and x.office_class in (m.office_class, "counterpart") for x in named)
        or not any(x.code not in ("", home) and x.kind not in ACTORS and abs(x.start - m.start) < ABROAD for x in named)
    ):
        return home
    called = told.get(m.office_class, {})
    sides = set().union(*called.values())
    if not home and len(sides) > 1:  # "the king": of the one whose office the article calls so
        word = m.text.lower()
        sides = set().union(*(codes for words, codes in called.items() if word in words))
    if not home:  # "the king met in Damascus the president": not of the king's country
        sides = sides - {x.code for x in named if x is not m and x.kind in ACTORS}
        sides = sides or {x.code for x in named[:i][-1:] if x.kind == "place" and m.start - x.end < NEAR}
    return next(iter(sides)) if len(sides) == 1 else ""


def _explained(doc: Document, language: Language) -> dict[str, Mention]:
    """Surname -> the mention that explains it: "X Y, speaker of Kuwait's parliament", "Kuwait's speaker X Y", or the whole
    name of somebody who is known."""
    found: dict[str, Mention] = {}
    if not language.sources("name"):
        return found
    cues = {hit.start for hit in doc.hits if hit.entries[0].kind == "cue"}
    for m in doc.mentions:
        start, end = 0, 0
        if m.kind == "office" and m.code and m.office_class not in MANY:
            start, end = _name_beside(doc, language, m, cues)
        elif m.kind == "person":
            start, end = _last_name(doc, language, m)
        surname = _surname(language, doc.low[start:end])
        if len(surname) < (LETTERS if language.has("spaced") else SIGNS):
            continue
        if m.kind == "office":
            written = doc.text[start:end].split("'")[0]
            m.kind, m.name = "person", known_as(written, m.code) or written
            m.start, m.end = min(m.start, start), max(m.end, end)
            m.text = doc.text[m.start : m.end]
        found.setdefault(surname, m)
    return found


def _surnames(doc: Document, explained: dict[str, Mention]) -> list[dict[str, Mention]]:
    """Those of the explained whose surnames each sentence holds."""
    starts = [s.start for s in doc.sentences]
    held: list[dict[str, Mention]] = [{} for _ in starts]
    for start, end, surname in Phrases(zip(explained, explained, strict=True)).anywhere(doc.low):
        index = bisect_right(starts, start) - 1
        if index >= 0 and end <= doc.sentences[index].end:
            held[index][surname] = explained[surname]
    return held


def _surname(language: Language, name: str) -> str:
    """The last word of a name, without its ending."""
    return language.pattern("suffix name").sub("", name.split(" ")[-1].split("'")[0])


def _last_name(doc: Document, language: Language, m: Mention) -> tuple[int, int]:
    """Where the surname of somebody who is known stands; an empty span where none sounds like it."""
    words = list(re.compile(r"[\w-]+").finditer(doc.low, m.start, m.end))
    sons = [b for a, b in pairwise(words) if a.group() in SON]
    last = [w for w in words if sounds_last(_surname(language, w.group()), m.name)]
    return next((w.span() for w in last + sons[-1:]), (0, 0))


def _name_beside(doc: Document, language: Language, m: Mention, cues: set[int]) -> tuple[int, int]:
    """Where a name of two words or more stands behind the office, or with a comma before it; an empty span if none does.
    `cues`: where words begin that no name holds."""
    sentence = doc.sentences[m.sentence]
    others = [x for x in doc.of(m.sentence) if x is not m]
    if not language.has("spaced"):
        name = language.pattern("name").match(doc.folded, m.end, sentence.end)
        return name.span() if name and not any(x.start < name.end() and m.end <= x.start for x in others) else (0, 0)

    def called(word: tuple[str, int, int]) -> bool:
        plain = word[1] not in cues and not any(c.isdigit() for c in word[0])
        return plain and bool(language.pattern("name").fullmatch(word[0].strip('»"،,.')))

    behind = re.compile(r"[ «\"،,]{1,3}").match(doc.folded, m.end, sentence.end)
    marked = behind and behind.group().strip()
    if behind and (marked or language.has("latin") or not language.has("verb_last")):
        limit = min([x.start for x in others if x.start >= m.end] + [sentence.end, m.end + NAME])
        words = list(takewhile(called, _words(doc, sentence, behind.end(), limit)))
        run = _run(words[:WORDS], 1 if language.has("capitals") and not marked else 2)
        if run and _personal(doc, language, run):
            return run
    before = re.compile(r"[»\"]?[،,] ?$").search(doc.folded, max(sentence.start, m.start - OWN), m.start)
    end = before.start() if before else m.start if language.has("head_first") else 0
    if end:
        ahead = max((x for x in others if x.end <= m.start), key=lambda x: x.end, default=None)
        floor = max(ahead.end if ahead else 0, sentence.start, m.start - NAME)
        words = list(takewhile(called, _words(doc, sentence, floor, end)[::-1]))
        run = _run(words[:2][::-1], 2)
        if run and ahead and ahead.kind == "person" and not doc.text[ahead.end : run[0]].strip():
            return ahead.start, run[1]  # the rest of that name
        if run and _personal(doc, language, run):
            return run
    return 0, 0


def _personal(doc: Document, language: Language, run: tuple[int, int]) -> bool:
    """Do the words look like a name: by capitals, by a given name that opens them, or because a phrase ends behind two?"""
    words = doc.text[run[0] : run[1]].split()
    if language.has("latin") or language.has("capitals") or skeleton(words[0]) in given():
        return True
    return len(words) == 2 and not language.has("verb_last") and doc.folded[run[1] : run[1] + 1] in ("", *'،,.»"')


def _words(doc: Document, sentence: Sentence, start: int, end: int) -> list[tuple[str, int, int]]:
    """Words of the sentence up to a mark that ends a phrase, each with its place."""
    found = [(w.group(), w.start(), w.end()) for w in re.compile(r"[^\s«»\"]+").finditer(doc.folded, start, end)]
    days = doc.dates_of(sentence.index)
    found = [w for w in found if not any(d.a < w[2] and w[1] < d.b for d in days)]
    kept: list[tuple[str, int, int]] = []
    for word, a, _b in found:
        bare = word.rstrip("،,.:;؛")
        kept.append((bare, a, a + len(bare)))
        if bare != word:
            break
    return kept


def _run(words: list[tuple[str, int, int]], least: int) -> tuple[int, int] | None:
    return (words[0][1], words[-1][2]) if len(words) >= least else None


def _again(
    doc: Document, language: Language, named: list[Mention], explained: dict[str, Mention], sentence: Sentence
) -> list[Mention]:
    """Mentions of those people by surname alone, where no other mention stands."""
    found = []
    either = "|".join(map(re.escape, sorted(explained, key=len, reverse=True)))
    whole = r"[\w'-]+" if language.has("spaced") else either
    for word in re.compile(whole).finditer(doc.low, sentence.start, sentence.end):
        bare = language.prefix.match(word.group())
        keys = {_surname(language, word.group()), word.group()[bare.end() :] if bare else ""}
        known = next((explained[key] for key in keys if key in explained), None)
        small = language.has("capitals") and not doc.folded[word.start()].isupper()
        if not known or small or any(m.start < word.end() and word.start() < m.end for m in named):
            continue
        office = next(
            (m for m in named if m.kind == "office" and m.code == known.code and 0 <= word.start() - m.end < NEAR), None
        )
        if office:
            office.kind, office.name = "person", known.name
        else:
            found.append(replace(known, start=word.start(), end=word.end(), text=doc.text[word.start() : word.end()],
                                 sentence=sentence.index, head=word.start(), how="explained"))  # fmt: skip
    return found
