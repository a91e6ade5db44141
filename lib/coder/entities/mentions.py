"""Who and what a text names: people, offices, groups, countries, organizations, places.

One pass of the automaton gives the known phrases; titles.py puts them together ("Iranian" + "Foreign Minister" +
"Hossein Amir-Abdollahian" is one person); this module makes the mentions, also of people nobody listed.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from lib import codebook
from lib.coder.entities import gazetteer, names
from lib.coder.entities.gazetteer import NATION, Entry, Hit
from lib.coder.entities.titles import OF, Part, Titles, trim
from lib.coder.reading.phrases import pattern
from lib.coder.reading.text import Clean, Sentence

BEFORE_NAME = re.compile(r",? |, (?=[HSD])")
LAST_NAME = re.compile(r"(?<![\w'.-])[A-Z][a-z][\w'-]* $")
COMPOUND = pattern("compound")
HOUSE = re.compile(r"(?: (?:bin|ibn|Al|al|El)[ -][A-Z][a-z'-]+)+")  # "bin Abdulaziz Al Saud"
PASSING = pattern("passing")


SMALL = re.compile(r"\b[a-z]{3,}\b")
SEVERAL = re.compile(r"(?<=[a-z])(ie)?s\b(?!.*[a-z](?:ie)?s\b)")  # of "Foreign Ministers"
NEXT_OF_LIST = re.compile(r",? and (?=[A-Z])|, (?=[A-Z][\w' -]{2,40}(?: of [A-Z]\w+)?(?:,| and ))")


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen would be slower to make
class Mention:
    """One mention. `start`, `end` count in the clean text; `text` is that text.

    kind: person, office (a holder without a name), group ("the two presidents", "Iranian officials"), country,
    organization or place. code: ISO 3166 alpha-3 or ORG:, the side it stands for ("" if not known).
    name: canonical name of a person, country, organization or place. office and office_class: of people and offices.
    role: of a country demonym, capital or seat; of a person "bare" where only (part of) the name stands; of both
    persons and offices "usual" where only custom tells the side ("Secretary of State"); else "".
    head: where the name itself begins; how: which rule found it. `sentence`: index.
    """

    start: int
    end: int
    text: str
    kind: str
    code: str
    name: str
    sentence: int
    office: str = ""
    office_class: str = ""
    role: str = ""
    head: int = -1
    how: str = ""


class Finder(Titles):
    """Finds the mentions of one text. `day`: publication day or ""; `home`: country of the source or ""."""

    def __init__(self, clean: Clean, sentences: list[Sentence], day: str, home: str) -> None:
        super().__init__(clean, home)
        self.sentences, self.day = sentences, day

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the text writes without a capital."""
        return frozenset(SMALL.findall(self.folded))

    def run(self) -> list[Mention]:
        i = 0
        bounds = iter(self.sentences)
        sentence = next(bounds, None)
        while i < len(self.hits) and sentence:
            hit = self.hits[i]
            if hit.start >= sentence.end:
                sentence = next(bounds, None)
                continue
            i = self._at(i, sentence) if hit.start >= sentence.start else i + 1
        return self.found

    def _at(self, i: int, sentence: Sentence) -> int:
        """Read the noun phrase that begins at hit i; returns the next hit to look at."""
        hit = self.hits[i]
        if hit.get("person"):
            return self._named(Part(hit.start, hit.start, i), i, sentence)
        if hit.get("country", "demonym") and COMPOUND.match(self.folded, hit.end):
            return i + 1  # "a Saudi-owned tanker"
        part = self._titled(i, sentence.end)
        if part and (part.offices or part.honorific):
            return self._person_or_office(part, sentence)
        if entry := hit.get(*NATION, "place"):
            self._nation(hit, entry, sentence)
        return i + 1

    def _person_or_office(self, part: Part, sentence: Sentence) -> int:
        """A name after the titles makes a person; without one it is an office or a group."""
        gap = BEFORE_NAME.match(self.folded, part.end, sentence.end)
        if gap and (gap.group() == " " or part.offices) and not part.plural:
            at = gap.end()
            known = (
                part.next < len(self.hits) and self.hits[part.next].start == at and self.hits[part.next].get("person")
            )
            if known:
                return self._named(part, part.next, sentence)
            if gap.group() == " " and (run := self._name_run(at, sentence.end)):
                return self._titled_name(part, at, run, sentence)
        if gap and gap.group() == " " and part.plural and (reached := self._each(part, gap.end(), sentence)):
            return reached
        if part.offices:
            self._office(part, sentence)
        return part.next

    def _each(self, part: Part, at: int, sentence: Sentence) -> int:
        """ "Foreign ministers A of X and B of Y": each is one of them. The next hit to look at; 0 if no name follows."""
        reached = 0
        while True:
            i = bisect_left(self.hits, at, key=lambda h: h.start)
            one = replace(part, start=at, end=at, next=i, plural=False)
            run = self._name_run(at, sentence.end)
            if i < len(self.hits) and self.hits[i].start == at and self.hits[i].get("person"):
                reached = self._named(one, i, sentence)
            elif " " in run or (run and self.folded[part.start].isupper()):
                reached = self._titled_name(one, at, run, sentence)
            else:
                return reached
            m = self.found[-1]
            office = SEVERAL.sub(lambda found: "y" if found[1] else "", m.office)
            self.found[-1] = replace(m, office=office, office_class=gazetteer.classes().get(office.lower(), "leader"))
            following = NEXT_OF_LIST.match(self.folded, m.end, sentence.end)
            if not following:
                return reached
            at = following.end()

    def _titled_name(self, part: Part, at: int, run: str, sentence: Sentence) -> int:
        if sentence.heading:  # "Rep. Rashida Tlaib Cancels Visit"
            first, *others = run.split(" ")
            stems = {names.stem(word) for word in self.small}
            run = " ".join([first, *takewhile(lambda word: names.stem(word.lower()) not in stems, others)])
        end = at + len(run)
        code, end_all = self._country_after(part, end)
        kind = part.offices[0][2] if part.offices else ""
        name = names.holder(run, code or part.usual, kind, self.day) if code or part.usual or " " in run else ""
        code = code or (names_code(name, self.day) if name else "")
        self._add(
            "person",
            part.start,
            end_all,
            code or part.usual,
            name or self.clean.text[at:end],
            sentence,
            office=self._office_text(part),
            office_class=kind,
            head=at,
            how="title + name",
            role="usual" if part.usual and not code else "bare" if not part.offices or part.ranked else "",
        )
        i = part.next
        while i < len(self.hits) and self.hits[i].start < end_all:
            i += 1
        return i

    def _named(self, part: Part, i: int, sentence: Sentence) -> int:
        """A person of the gazetteer at hit i, with the titles before."""
        hit = self.hits[i]
        entries = [e for e in hit.entries if e.kind == "person"]
        entry = next((e for e in entries if part.code and gazetteer.side(e.code) == part.code), entries[0])
        code = part.code or names_code(entry.name, self.day) or gazetteer.side(entry.code)
        house = HOUSE.match(self.folded, hit.end, hit.end + 60)
        after, end_all = self._country_after(part, house.end() if house else hit.end)
        code = code or after or part.usual
        self._add(
            "person",
            part.start if part.offices or part.honorific else self._left(hit, sentence),
            end_all,
            code,
            entry.name,
            sentence,
            office=self._office_text(part),
            office_class=part.offices[0][2] if part.offices else "",
            head=hit.start,
            how="gazetteer",
            role="bare" if not part.offices or part.ranked else "",
        )
        i += 1
        while i < len(self.hits) and self.hits[i].start < end_all:
            i += 1
        return i

    def _left(self, hit: Hit, sentence: Sentence) -> int:
        """Where the name really begins ("Mohammed Shia'a" before the known "Al-Sudani", "el-" before "Sisi")."""
        start, floor = hit.start, max(sentence.start, self.found[-1].end if self.found else 0, hit.start - 40)
        while (found := LAST_NAME.search(self.folded, floor, start)) and trim(found.group()):
            start = found.start()
        article = names.THE.search(self.folded, max(floor, start - len("ash-")), start)
        return article.start() if article else start

    def _country_after(self, part: Part, end: int) -> tuple[str, int]:
        """ "of Qatar" after a name: the side, and where the mention then ends."""
        if not self.folded.startswith(" of ", end):
            return part.code, end
        near = end + len(" of the " if self.folded.startswith(" of the ", end) else " of ")
        far = OF.match(self.folded, end, end + 40)
        for at in {near, far.end() if far else near}:
            for hit in self._hits_between(at, at + 1):
                entry = hit.get("country", "capital", "organization", "place")
                if entry and entry.code:
                    return part.code or gazetteer.side(entry.code), hit.end
        return part.code, end

    def _office_text(self, part: Part) -> str:
        return " and ".join(
            dict.fromkeys(_title_case(PASSING.sub("", self.clean.text[a:b])) for a, b, _ in part.offices)
        )

    def _office(self, part: Part, sentence: Sentence) -> None:
        kind = "group" if part.plural else "office"
        self._add(
            kind,
            part.start,
            part.end,
            part.code or part.usual,
            "",
            sentence,
            office=self._office_text(part),
            office_class=part.offices[0][2],
            head=part.offices[0][0],
            role="" if part.code or not part.usual else "usual",
            how="office",
        )

    def _nation(self, hit: Hit, entry: Entry, sentence: Sentence) -> None:
        body = codebook.organizations().get(entry.code) if entry.kind == "organization" else None
        business = body is not None and body.sector == "BUS"
        code = entry.code if business else gazetteer.side(entry.code)
        role = entry.kind if entry.kind in ("demonym", "capital", "seat") else ""
        kind = "organization" if entry.kind == "organization" and code.startswith("ORG:") else "country"
        if entry.kind == "place":
            kind, role = "place", entry.detail
        end = hit.end
        if role == "demonym" and self.folded.startswith(" capital", hit.end):
            role, end = "capital", hit.end + len(" capital")  # "the Qatari capital" is Doha
            entry = replace(entry, name=gazetteer.capital(entry.code))
        self._add(
            kind,
            hit.start,
            end,
            code,
            entry.name if role not in ("demonym", "seat") else codebook.names().get(code, entry.name),
            sentence,
            role=role,
            head=hit.start,
            how="gazetteer",
        )

    def _add(
        self, kind: str, start: int, end: int, code: str, name: str, sentence: Sentence, head: int, **rest: str
    ) -> None:
        text = self.clean.text[start:end]
        self.found.append(Mention(start, end, text, kind, code, name, sentence.index, head=head, **rest))


def names_code(name: str, day: str) -> str:
    """The side a known person stands for, by the office held at the day."""
    tenure = names.office_on(name, "", day)
    if tenure:
        return gazetteer.side(tenure.country)
    held = gazetteer.tenures().get(name)
    return gazetteer.side(held[0].country) if held else ""


def _title_case(text: str) -> str:
    """ "foreign minister" -> "Foreign Minister"."""
    small = {"of", "for", "the", "and", "to", "on", "at", "in"}
    return " ".join(w if w in small or not w.islower() else w.capitalize() for w in " ".join(text.split()).split(" "))
