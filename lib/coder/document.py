"""An article as the coder sees it: read once, used by meetings, topics, actors and events.

    doc = read(article)
    doc.sentences      list[Sentence]   index, start, end, text, paragraph, label, heading
    doc.of(3)          list[Mention]    mentions in sentence 3, in order (person, office, group, country, organization, place)
    doc.dates_of(3)    list[DateSpan]   dates in sentence 3
    doc.speakers[3]    Mention | None   who speaks in sentence 3
    doc.skip[3]        bool             boilerplate, dateline-only, caption furniture: code nothing from it
    doc.evidence(3)    dict             the evidence columns of a row (offsets in the article's own text)

Positions in sentences, mentions and dates count in `doc.text`, the clean text; `doc.folded` and `doc.low` are the
same length (plain quotes, no diacritics; lower case). `doc.evidence(i, a, b)` takes such positions to the article's.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property

from lib.coder.entities import people, speech
from lib.coder.entities.gazetteer import Hit
from lib.coder.entities.mentions import Finder, Mention
from lib.coder.reading import boilerplate, dates, header, unreal
from lib.coder.reading.dates import DateSpan
from lib.coder.reading.header import Header
from lib.coder.reading.text import Clean, Sentence, clean, sentences
from lib.schema import CODER, Article, Row

ASIDE = re.compile(r" \((?:[^()\d]{1,30}|\d\d)\)")  # "(pictured, left)", "(AKP)", "(64)"


@dataclass
class Document:
    article: Article
    clean: Clean
    sentences: list[Sentence]
    header: Header
    mentions: list[Mention]
    hits: list[Hit]  # every phrase of the codebook, also those inside a longer mention
    dates: list[DateSpan]
    skip: list[bool]
    speakers: list[Mention | None] = field(default_factory=list)
    _by_sentence: list[list[Mention]] = field(default_factory=list)
    _dates_by_sentence: dict[int, list[DateSpan]] = field(default_factory=dict)
    _unreal: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        return self.clean.text

    @cached_property
    def folded(self) -> str:
        return self.clean.folded

    @cached_property
    def low(self) -> str:
        return self.clean.low

    @property
    def day(self) -> str:
        """The day "today" stands for: ISO, "" if unknown."""
        return self.header.day

    @property
    def home(self) -> str:
        """Country of the source, "" if international or unknown."""
        return self.header.home

    def of(self, index: int) -> list[Mention]:
        return self._by_sentence[index]

    def dates_of(self, index: int) -> list[DateSpan]:
        return self._dates_by_sentence.get(index, [])

    @cached_property
    def sport(self) -> list[bool]:
        """Of each sentence: is it about sport?"""
        found = [unreal.is_sport(self._beside_bodies(s)) or self._has_team(s) for s in self.sentences]
        return [True] * len(found) if unreal.all_is_sport(sum(found), len(found)) else found

    def _has_team(self, s: Sentence) -> bool:
        states = (m for m in self.of(s.index) if m.kind == "country" and m.role != "demonym")
        return any(unreal.is_team(self.low[s.start : m.start], self.low[m.end : s.end]) for m in states)

    def _beside_bodies(self, s: Sentence) -> str:
        """The words of a sentence, in lower case, without names of bodies: the Arab League plays no matches."""
        words = list(self.low[s.start : s.end])
        for m in (m for m in self.of(s.index) if m.kind == "organization"):
            words[m.start - s.start : m.end - s.start] = " " * (m.end - m.start)
        return "".join(words)

    def unreal(self, index: int, at: int) -> str:
        """What sentence `index` tells at this place as not so: denied, supposed, generic, fiction; "" of what is told."""
        if index not in self._unreal:
            s = self.sentences[index]
            self._unreal[index] = unreal.spans(self.low[s.start : s.end])
        at -= self.sentences[index].start
        return next((kind for start, end, kind in self._unreal[index] if start <= at < end), "")

    @property
    def set_aside(self) -> list[str]:
        """The sentences from which nothing is coded since they are no part of the article; its header apart."""
        out = zip(self.sentences, self.skip, _covered(self.sentences, self.header), strict=True)
        return [s.text for s, skipped, known in out if skipped and not known and any(map(str.isalpha, s.text))]

    def evidence(self, index: int, a: int = -1, b: int = -1) -> Row:
        """article_id, sentence, start, end and evidence for sentence `index`, or for a:b of the clean text within it."""
        s = self.sentences[index]
        start = self.clean.original(s.start if a < 0 else a)
        end = self.clean.original((s.end if b < 0 else b) - 1) + 1
        return {"article_id": self.article.article_id, "sentence": index, "start": start, "end": end,
                "evidence": self.article.text[start:end], "reader": CODER}  # fmt: skip


def read(article: Article) -> Document:
    """Read an article: clean it, cut it, find who, where and when, and who speaks."""
    article = header.headed(article)
    text = clean(article.text)
    cut = sentences(text.text)
    head = header.read(article, text, cut)
    skip = _covered(cut, head) if article.whole else boilerplate.flags(text, cut, head)
    finder = Finder(text, cut, head.day, head.home)
    found = [m for m in people.resolve(finder) if not skip[m.sentence] and not head.covers(m.start, m.start + 1)]
    found = _with_asides(found, text)
    hits = [h for h in finder.hits if not head.covers(h.start, h.start + 1)]
    when = [d for d in dates.find(text.text, text.low, cut, head.day) if not head.covers(d.a, d.a + 1)]
    doc = Document(article, text, cut, head, found, hits, when, skip)
    doc._by_sentence = [[] for _ in cut]
    for m in found:
        doc._by_sentence[m.sentence].append(m)
    for d in when:
        doc._dates_by_sentence.setdefault(d.sentence, []).append(d)
    doc.speakers = speech.speakers(text, cut, doc._by_sentence)
    return doc


def _with_asides(found: list[Mention], text: Clean) -> list[Mention]:
    """Names with the parenthesis behind them that names nobody: it parts no subject from its verb."""
    starts, whole = [m.start for m in found], []
    for m in found:
        aside = ASIDE.match(text.folded, m.end)
        if aside and bisect_left(starts, m.end) == bisect_left(starts, aside.end()):
            m = replace(m, end=aside.end())
        whole.append(m)
    return whole


def _covered(cut: list[Sentence], head: Header) -> list[bool]:
    return [head.covers(s.start, s.end) for s in cut]
