"""Text as it reads: whitespace collapsed, hard-wrapped lines joined, cut into sentences.

`clean` turns an article's text into the text a reader sees: one line a paragraph, one space between words.
All positions inside the coder count in that clean text; `Clean.original` takes them back to the article's own
text, so that `article.text[start:end]` is the evidence, character by character.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lib.codebook import cached, places, rows
from lib.codebook.records import Abbreviation, Boilerplate

WRAPPED = 130  # characters of a line; wider ones are whole paragraphs, not lines wrapped by a mailer or a printer
HEADING = 300  # characters; a longer line is no headline, by eye
EDGE = 12  # characters of marks and blanks that may stand before the first word of a line, by eye

LONGEST = 2500  # characters; a longer sentence is cut, so that no rule ever meets an endless one

# What a reader does not see: whitespace and invisible marks, and markup: addresses, emphasis, tags, escapes.
# Accents that follow their letter are joined with it; vowel marks of Arabic and Hebrew are left out.
_HIDDEN = r"\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_ACCENTS = r"\u0300-\u036f\u05b0-\u05bd\u05bf-\u05c2\u064b-\u0655\u0670"
_SEEN = rf"(?=[\s{_HIDDEN}{_ACCENTS}\]*<\\])(?! [a-zA-Z])"  # tells most characters, and single spaces, at a glance
BLANK = re.compile(
    rf"{_SEEN}(?:[^\S ][\s{_HIDDEN}]*| [\s{_HIDDEN}]+|[{_HIDDEN}]+[\s{_HIDDEN}]*|[{_ACCENTS}]+"
    r"|\]\(https?://[^)\s]{0,500}\)|\*{2,3}|</?[a-zA-Z!][^<>]{0,200}>|\\(?=[\[\]#*_]))"
)
BULLET = re.compile(r"(?:[-*•·▪◦●■–—>#]+|\(?\d{1,2}[.)]|\\?#+)\s+(?=\S)")
LABEL = re.compile(
    r"(?:Q|A|QUESTION|ANSWER|MODERATOR|OPERATOR|SENIOR [A-Z ]{4,40}OFFICIAL|(?:THE )?[A-Z][A-Z'.-]+(?: [A-Z][A-Z'.-]*){0,5}"
    r"(?: \([A-Z][^()\n]{2,40}\))?)\s?: +(?=\S)"
)
_GLUED = r"""(?<=[a-z][a-z)][.!?]|\w\)[.!?]|[a-z][.!?]["”])(?=["“]?[A-Z]\w+[ ,'’])"""  # "since then.Speaking to"
STOP = re.compile(
    r"""(?=[.!?…\n。！？؟])(?:(?<![.!?…])[.!?…]++["'”’»)\]]*+(?:\[\d+\])?(?:(?=\s+["'“‘«(\[]*[A-Z0-9ÀÁÂÇÈÉÎÖÜŞİ$А-ЯЁא-ת\u0620-\u06ff\u3400-\u9fff])|_GLUED)|[。！？؟]["”’」』）]*|\n)""".replace(
        "_GLUED", _GLUED
    )
)
WORD_BEFORE = re.compile(r"(?<![^\W\d_])([A-Za-z][A-Za-z.'’-]*)\.$")
NUMBER_BEFORE = re.compile(r"\b\d{1,2}\.$")
LETTERS = re.compile(r"(?:[a-z]\.)+[a-z]")  # "u.s", before its last full stop
FIRST_WORD = re.compile(r"[^ \t\r\n]+")
NEXT_WORD = re.compile(r"\s+[\"'“‘«(\[]*([A-Za-z]+)")


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen would be slower to make
class Sentence:
    """One sentence: `start`, `end` and `text` in the clean text; `paragraph` counted from 0.

    `label` is the speaker's label of a transcript ("THE PRESIDENT"), `heading` a title-like line without a full stop.
    """

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    label: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Clean:
    """`text` as it reads; `folded` the same length with plain quotes and no diacritics; `low` that in lower case."""

    text: str
    folded: str
    low: str
    marks: list[int]
    shifts: list[int]

    def original(self, position: int) -> int:
        """The place in the article's own text of a place in the clean text."""
        return position + self.shifts[bisect_right(self.marks, position) - 1]


def clean(text: str) -> Clean:
    """Collapse whitespace; keep a line break only where a paragraph ends (a hard-wrapped line does not)."""
    width = _width(text)
    pieces: list[str] = []
    marks, shifts = [0], [0]
    size = last = 0
    for blank in BLANK.finditer(text):
        a, b = blank.span()
        accented = unicodedata.combining(text[a]) and a > last
        a -= bool(accented)
        pieces.append(text[last:a])
        size += a - last
        run = blank.group()
        if accented:
            new = unicodedata.normalize("NFC", text[a:b])[0]
        elif not (run[0].isspace() or run[-1].isspace()):
            new = ""
        elif "\n" in run or "\r" in run or "\u2028" in run or "\u2029" in run:
            new = "\n" if _breaks(text, a, b, run, width) else " "
        else:
            new = " "
        pieces.append(new)
        size += len(new)
        last = b
        marks.append(size)
        shifts.append(b - size)
    pieces.append(text[last:])
    flat = "".join(pieces)
    folded = fold(flat)
    return Clean(flat, folded, lower(folded), marks, shifts)


def _width(text: str) -> int:
    """Width the text was wrapped at (nine in ten of the lines that go on); 0 when lines are whole paragraphs, as where most
    of the text is in lines by far wider."""
    lines = text.splitlines()
    lengths = sorted(len(line) for line, after in pairwise(lines) if line.strip() and after.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    wider = sum(len(line) for line in lines if len(line) > 1.5 * width)
    return width if width <= WRAPPED and 2 * wider <= len(text) else 0


def _breaks(text: str, a: int, b: int, run: str, width: int) -> bool:
    """Does this run of whitespace, which holds a line break, end a paragraph?"""
    if run.count("\n") > 1 or run.count("\r") > 1 + run.count("\r\n") or a == 0 or b == len(text):
        return True
    if text[b].islower() and text[a - 1] not in ".!?:":
        return False
    if not width or BULLET.match(text, b, b + 20):
        return True
    far = max(0, a - width)  # a line that began before it was no line of this width
    begin = max(text.rfind("\n", far, a), text.rfind("\r", far, a), far - 1) + 1
    found = FIRST_WORD.match(text, b, b + 200)
    return a - begin + 1 + (found.end() - b if found else 0) <= width


@cache
def _folding() -> dict[int, str]:
    """One character for one character: curly quotes, dashes, diacritics, Arabic and Persian digits."""
    table = {ord(a): b for a, b in zip("’‘ʼʻ`´“”„«»–‑‐−ıøØłŁđĐ", "''''''\"\"\"\"\"----ioOlLdD", strict=True)}
    table |= {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table.setdefault(code, base)
    return table


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, _folding())))}]")


def fold(text: str) -> str:
    """Same length, plain quotes and hyphens, Latin letters without diacritics."""
    if text.isascii():
        return text
    table = _folding()
    return _foldable().sub(lambda c: table[ord(c[0])], text)


def lower(text: str) -> str:
    """Lower case, same length (a few letters of other scripts would grow)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def sentences(text: str, ordinals: bool = False) -> list[Sentence]:
    """Cut clean text into sentences; abbreviations, initials, labels, bullets and headings are minded.

    `ordinals`: the language writes "23." for 23rd.
    """
    found: list[Sentence] = []
    start = paragraph = 0
    label = ""
    for stop in STOP.finditer(text):
        end, line_ends = stop.end(), stop.group() == "\n"
        if line_ends:
            end = stop.start()
        elif _abbreviated(text, start, stop.start(), end, ordinals):
            continue
        label = _add(found, text, start, end, paragraph, label)
        start = stop.end()
        if line_ends:
            paragraph += 1
    _add(found, text, start, len(text), paragraph, label)
    return found


@cache
def _abbreviations() -> dict[str, str]:
    return {row.word: row.kind for row in rows(Abbreviation) if row.kind != "first_word"}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(row.word for row in rows(Abbreviation) if row.kind == "first_word")


@cached
def _no_speakers() -> frozenset[str]:
    """What stands before a colon as a speaker does: "CAIRO:", "CORRECTION:"."""
    return frozenset((*places(), *(row.phrase for row in rows(Boilerplate))))


def _abbreviated(text: str, start: int, dot: int, end: int, ordinals: bool) -> bool:
    """Is the full stop at `dot` part of an abbreviation or initial?"""
    if text[dot] != "." or end - dot > 1:
        return False
    found = WORD_BEFORE.search(text, max(start, dot - 24), dot + 1)
    if not found:
        number = NUMBER_BEFORE.search(text, max(start, dot - 3), dot + 1)
        initial = end - start > 1 and text[dot - 1].isalpha() and (dot < 2 or not text[dot - 2].isalnum())  # "د."
        return initial or bool(number and (ordinals or number.start() <= start + 1))
    word = found[1].lower().rstrip(".")
    kind = _abbreviations().get(word)
    if kind == "never_last":
        return True
    if kind == "seldom_last" or (len(word) == 1 and word != "i") or LETTERS.fullmatch(word):
        following = NEXT_WORD.match(text, end)
        return not (following and following[1].lower() in _first_words())
    return False


def _add(found: list[Sentence], text: str, start: int, end: int, paragraph: int, label: str) -> str:
    """Append text[start:end] without its bullet and label; returns the label, which goes on until the next."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if bullet := BULLET.match(text, start, end):
        start = bullet.end()
    speaker = LABEL.match(text, start, min(end, start + 120))
    if speaker and speaker.group().rstrip(" :").lower() not in _no_speakers():
        label, start = speaker.group().rstrip(" :"), speaker.end()
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        found.append(Sentence(len(found), start, cut, text[start:cut], paragraph, label))
        start = cut + (text[cut] == " ")
    if start < end:
        words = text[start:end]
        heading = (
            words.rstrip("\"”’'")[-1:] not in tuple(".!?…:;,。！？؟۔")
            and end - start < HEADING
            and not label
            and _titled(text, start, end)
        )
        found.append(Sentence(len(found), start, end, words, paragraph, label, heading))
    return label


def _titled(text: str, start: int, end: int) -> bool:
    """Does the span fill a whole line?"""
    before = text.rfind("\n", max(0, start - EDGE), start)
    return (start < EDGE or before >= 0) and (end == len(text) or text[end] == "\n")
