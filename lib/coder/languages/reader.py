"""Articles in the languages of the codebook: read, and their meetings told as those of English ones are."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from lib.coder.document import Document
from lib.coder.entities.gazetteer import Hit
from lib.coder.entities.mentions import Mention
from lib.coder.entities.names import office_on
from lib.coder.languages import days, naming, referring
from lib.coder.languages.frames import FRAMES
from lib.coder.languages.language import Language, respelled
from lib.coder.languages.matching import Found, find
from lib.coder.languages.scene import Scene, acting, person
from lib.coder.meetings import merging
from lib.coder.meetings.cues import Cue
from lib.coder.meetings.meeting import REMOTE, VISITS, Meeting
from lib.coder.reading import boilerplate, header
from lib.coder.reading.dates import DateSpan
from lib.coder.reading.header import Header
from lib.coder.reading.text import Sentence, clean, lower, sentences
from lib.coder.reading.unreal import all_is_sport
from lib.schema import Article

SPOKEN = ("meeting", "talks")  # kinds whose words may also be said of a call
SAID_BEFORE, SAID_AFTER = 12, 4  # characters about a cue in which "this" or "during the" makes it one told before

VAGUE = ("", "counterpart", "head_of_state")  # what is said of one whose office is known: the last also of princes


@dataclass
class Reading(Document):
    """A document of another language; `words` are those of the codebook in each sentence, cues too."""

    language: Language = field(kw_only=True)
    words: list[list[Found]] = field(default_factory=list)

    @property
    def cues(self) -> list[Cue]:
        """Every cue of a meeting, in order."""
        return [cue(self, one, n) for n, found in enumerate(self.words) for one in found if one.entry.kind == "cue"]


def read(article: Article, language: Language) -> Reading:
    """The article as the coder sees it; `low` and `folded` are the text as the language is matched."""
    article = header.headed(article)
    text = clean(article.text)
    folded = respelled(text.text)
    text = replace(text, folded=folded, low=lower(folded))
    cut = sentences(text.text, ordinals=language.has("ordinal_stop"))
    filed = days.of_dateline(text, cut, language)
    head = _filed(header.read(article, text, cut), article, filed, cut)
    doc = Reading(article, text, cut, head, [], [], [], boilerplate.flags(text, cut, head), language=language)
    doc.words = _words(doc)
    doc.speakers = [None] * len(cut)  # who speaks is not told in these languages
    doc.hits = [Hit(one.start, one.end, (one.entry,)) for found in doc.words for one in found]
    doc._by_sentence = [naming.mentions(doc.words[s.index], doc.low, doc.text, s, language) for s in cut]
    ahead = {i for i, found in enumerate(doc.words) if any(one.entry.form in ("planned", "present") for one in found)}
    people = [one for found in doc.words for one in found if one.entry.kind == "person"]
    starts = [one.start for one in people]  # in order, none over another
    when = days.find(text, cut, language, head.day, ahead)
    doc.dates = [
        d
        for d in when
        if not ((before := bisect_left(starts, d.b)) and d.a < people[before - 1].end)  # a month is a name too
        and not (filed and d.sentence == filed.sentence and d.a < filed.b)  # nothing happened on it for that
    ]
    for d in doc.dates:
        doc._dates_by_sentence.setdefault(d.sentence, []).append(d)
    doc.mentions = [m for named in doc._by_sentence for m in named]
    referring.resolve(doc, language)
    referring.holders(doc.mentions, head.day)
    for m in doc.mentions:
        held = office_on(m.name, m.code, head.day) if m.kind == "person" else None
        if held and m.office_class in (held.office_class, *VAGUE):
            m.office = held.office
        if held and held.office_class == "spokesperson":
            m.office_class = held.office_class
    return doc


def _filed(head: Header, article: Article, day: DateSpan | None, cut: list[Sentence]) -> Header:
    """The header with the day of its dateline, where the article comes without one; the dateline is no headline."""
    if not day:
        return head
    title = head.title if article.title or head.title not in cut[day.sentence].text else ""
    if head.published_from == "reader" or (head.published and head.published_from != "file name"):
        return replace(head, title=title)
    return replace(head, title=title, published=day.start, published_from="header line", day=day.start)


def _words(doc: Reading) -> list[list[Found]]:
    """The words of the codebook in each sentence."""
    starts = [s.start for s in doc.sentences]
    words: list[list[Found]] = [[] for _ in starts]
    for one in find(doc.low, doc.folded, doc.language):
        index = bisect_right(starts, one.head) - 1
        if index >= 0 and one.end <= doc.sentences[index].end and not doc.skip[index]:
            words[index].append(one)
    return words


def told(doc: Reading) -> list[Meeting]:
    """Every meeting of the article, once."""
    found: list[Meeting] = []
    about = None
    sport = {s.index for s in doc.sentences if _speaks(doc, s, "sport")}
    if all_is_sport(len(sport), len(doc.sentences)):
        return []
    for sentence in doc.sentences:
        here = [] if sentence.index in sport else _of_sentence(doc, sentence, found[-1] if found else None, about)
        found += here
        if not here and found and _speaks(doc, sentence, "attended"):
            _attended(doc, sentence, found[-1])
        if about and here and here[0].parties[0] == about.code:
            continue  # it goes on about the same
        first = next(iter(acting(doc.of(sentence.index))), about)
        if not (first and doc.language.pattern("pronoun").search(doc.low, sentence.start, first.start)):
            about = first  # else it is still "he"
    calls = [m for m in found if m.kind in REMOTE]
    for m in found:
        if m.kind in SPOKEN and not m.place:
            m.kind = next((call.kind for call in calls if _told_again(m, call)), m.kind)
    visits = [m for m in found if m.kind in VISITS and m.status not in ("proposed", "cancelled")]
    return merging.merge(doc, [m for m in found if m.status != "proposed" or not any(_same(m, v) for v in visits)])


def _told_again(met: Meeting, call: Meeting) -> bool:
    """Is it the call, in a word that does not say how they spoke?"""
    return {*met.parties} == {*call.parties} and met.status == call.status and merging.dates_agree(met, call)


def _attended(doc: Reading, sentence: Sentence, last: Meeting) -> None:
    """Who else of its sides was at the meeting told last: "The two ministers attended the audience"."""
    named = {p.name for p in last.people}
    there = [m for m in acting(doc.of(sentence.index)) if m.kind == "person" and m.code in last.parties]
    last.people += [person(m) for m in {m.name: m for m in there}.values() if m.name not in named]


def _same(invitation: Meeting, visit: Meeting) -> bool:
    """Did it lead to this visit, and not back to the other side?"""
    return {*invitation.parties} >= {*visit.parties} and invitation.place_country in ("", visit.place_country)


def _of_sentence(doc: Reading, sentence: Sentence, last: Meeting | None, about: Mention | None) -> list[Meeting]:
    days = doc.dates_of(sentence.index)
    words = [one for one in doc.words[sentence.index] if one.entry.kind == "cue"]
    words = [one for one in words if not any(d.a <= one.head < d.b for d in days)]
    if not words or _speaks(doc, sentence, "parliament"):
        return []
    cues = [cue(doc, one, sentence.index) for one in words]
    found: list[Meeting] = []
    fits: dict[tuple[str, int, int], bool] = {}
    for word, one in zip(words, cues, strict=True):
        last = found[-1] if found else last
        scene = Scene(doc, doc.language, sentence, one, word.entry.form, cues, about, last, fits)
        dated = scene.date.start and len({m.code for m in scene.actors}) > 1  # then it is told by itself
        again = last and not dated and scene.says("said before", SAID_BEFORE, SAID_AFTER)
        if again or scene.denied or scene.fits_cue("press"):
            continue
        told = FRAMES[one.frame](scene)
        for m in told:  # "is to meet B and discuss": one look ahead for both verbs
            if m.status == "held" and any(e.status == "planned" and {*e.parties} == {*m.parties} for e in found):
                m.status = "planned"
        found += told
    return found


def _speaks(doc: Reading, sentence: Sentence, kind: str) -> bool:
    return bool(doc.language.pattern(kind).search(doc.low, sentence.start, sentence.end))


def cue(doc: Reading, one: Found, sentence: int) -> Cue:
    return Cue(one.head, one.end, doc.low[one.head : one.end], one.entry.name, one.entry.detail, sentence)
