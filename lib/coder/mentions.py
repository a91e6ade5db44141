"""Who and what a text names: people, offices, groups, countries, organizations, places.

One pass of the automaton gives the known phrases; this module puts them together ("Iranian" + "Foreign Minister" +
"Hossein Amir-Abdollahian" is one person) and finds the people nobody listed from their titles and their context.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from lib.coder import codebook, names
from lib.coder.codebook import Hit
from lib.coder.text import Clean, Sentence

NATION = ("country", "demonym", "capital", "seat", "organization")
_ADJECTIVES = r"(?: (?!(?:and|or|of|to|in|on|at|with|by|for|from|is|was|are|has|had|said|says|the|a|an|that|as|not|will)\b)[a-z][a-z-]+){0,2}"
LINK = re.compile(rf"'s?{_ADJECTIVES} |(?: [a-z-]+)? |-|\) ")  # between a nation and an office
WITHIN = re.compile(r"[ -]")
JOIN = re.compile(r",? and |, |/| & ")
OF = re.compile(
    r" (?:of|for|to|on|at|in|from) (?:the )?(?:[Mm]ember [Ss]tates of the |State of |Republic of |Kingdom of |brotherly |sisterly |friendly )?"
)
TAIL = re.compile(r" (?:of|for|to|on|at) (?:the |his |her )?")
BODY = re.compile(r" (?:of|for|at|to|on) (?:the )?[A-Z][\w'-]+(?:(?: (?:of|for|and|the|&))* [A-Z][\w'-]+){0,6}")
BEFORE_NAME = re.compile(r",? |, (?=[HSD])")
PLACE_WORD = re.compile(
    r"(?:\b(?:in|to|from|at|near|outside|around|into|toward|towards|via|across|visit(?:ed|s|ing)?|leav(?:e|es|ing)|left|reach(?:ed)?|for|hosted by) (?:the )?(?:[a-z]+ (?:capital|city|town|port)(?: city)?(?:,? of)? )?|[a-z] capital,? |, )$"
)
NOT_AN_OFFICE = re.compile(r" (?:general|minister)s?\b", re.I)
SERVES = frozenset(
    [
        "adviser",
        "envoy",
        "spokesperson",
        "military",
        "military_chief",
        "leader",
        "national_security_adviser",
        "legislator",
        "speaker",
    ]
)
TOKEN = re.compile(r"[\w'-]+")
LAST_NAME = re.compile(r"(?<![\w'.-])[A-Z][a-z][\w'-]* $")
HOUSE = re.compile(r"(?: (?:bin|ibn|Al|al|El)[ -][A-Z][a-z'-]+(?: (?:Al|al)[ -][A-Z][a-z'-]+)?)+")
INSTITUTION = re.compile(
    r"(?:'s?)?(?: (?!and\b|or\b|to\b|in\b|on\b|said\b)[\w-]+){0,4}? (?:ministry|government|presidency|army|military|parliament|embassy|delegation|organi[sz]ation|"
    r"commission|council|agency|authority|committee|party|movement|court|corps|guards?|forces?|service|bank|side|"
    r"Ministry|Government|Presidency|Army|Parliament|Embassy|Delegation|Organi[sz]ation|Commission|Council|Agency|Authority|Committee|Party|Movement|Court|Corps|Guards?|Forces|Service|Bank)\b"
)
PASSING = re.compile(
    r"^(?:(?:visiting|newly|new|appointed|elected|outgoing|incoming|current|top|embattled|longtime|veteran|powerful|then|incumbent) )+",
    re.I,
)
BASED = re.compile(r"-(?:based|born|led|backed|mediated|sponsored|style|hosted)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `start`, `end` count in the clean text; `text` is that text.

    kind: person, office (a holder without a name), group ("the two presidents", "Iranian officials"), country,
    organization or place. code: ISO 3166 alpha-3 or ORG:, the side it stands for ("" if not known).
    name: canonical name of a person, country, organization or place. office and office_class: of people and offices.
    role: of a country demonym, capital or seat; of a person "bare" where only (part of) the name stands; of an office
    "usual" where only custom tells its side ("Secretary of State"); else "".
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


@dataclass
class _Part:
    """A noun phrase being put together from hits[i:j]."""

    start: int
    end: int
    next: int
    code: str = ""
    offices: tuple[tuple[int, int, str], ...] = ()  # start, end, class
    plural: bool = False
    honorific: str = ""
    nation: Hit | None = None
    ranked: bool = False  # a rank ("General") is the only office
    usual: str = ""  # side the title stands for where nothing else is said ("Secretary of State": USA)


class Finder:
    """Finds the mentions of one text. `day`: publication day or ""; `home`: country of the source or ""."""

    def __init__(self, clean: Clean, sentences: list[Sentence], day: str, home: str) -> None:
        self.clean, self.folded, self.low = clean, clean.folded, clean.low
        self.sentences, self.day, self.home = sentences, day, home
        self.hits = _abbreviations(_disambiguate(codebook.hits(clean.low, clean.folded), clean), clean)
        self.found: list[Mention] = []

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

    # ------------------------------------------------------------ putting hits together

    def _gap(self, i: int, j: int) -> str:
        return self.folded[self.hits[i].end : self.hits[j].start]

    def _at(self, i: int, sentence: Sentence) -> int:
        """Read the noun phrase that begins at hit i; returns the next hit to look at."""
        hit = self.hits[i]
        if hit.get("person"):
            return self._named(_Part(hit.start, hit.start, i), i, sentence)
        part = self._titled(i, sentence.end)
        if part and (part.offices or part.honorific):
            return self._person_or_office(part, sentence)
        if hit.get(*NATION, "place"):
            self._nation(hit, sentence)
        return i + 1

    def _titled(self, i: int, stop: int) -> _Part | None:
        """[nation] modifiers office [and office] [of nation], honorifics, ranks: what comes before a name."""
        hits, size = self.hits, len(self.hits)
        hit = hits[i]
        part = _Part(hit.start, hit.end, i)
        j = i
        nation = hit.get(*NATION, "place")
        if nation and not hit.get("office"):
            part.code, part.nation = codebook.side(nation.code), hit
            j += 1
            if j >= size or hits[j].start >= stop or not LINK.fullmatch(self._gap(j - 1, j)):
                return None
        self._chain(part, j, stop)
        if not part.offices and not part.honorific:
            return None
        return part

    def _chain(self, part: _Part, j: int, stop: int) -> None:
        """Offices with their modifiers, tails and conjunctions, then honorifics and ranks."""
        hits = self.hits
        begin = -1
        while j < len(hits) and hits[j].start < stop:
            hit = hits[j]
            gap = self.folded[part.end : hit.start] if begin >= 0 or part.offices or part.honorific else ""
            if gap == ", " and part.honorific and begin < 0 and not part.offices and hit.get("office", "honorific"):
                gap = " "  # "His Highness, Crown Prince"
            if gap and not WITHIN.fullmatch(gap):
                joined = (
                    part.offices
                    and begin < 0
                    and JOIN.fullmatch(gap)
                    and hit.get("office", "plural", "modifier", "honorific", "rank")
                )
                if not joined or (gap == ", " and not hit.get("honorific", "rank")):
                    break
                if not self._office_ahead(j, stop):
                    break
            if (
                self.folded[hit.end : hit.end + 1] == "-"
                and self.folded[hit.end + 1 : hit.end + 2].isalpha()
                and not hit.get("modifier")
            ):
                break
            if hit.get("honorific", "rank") and (
                self._titles_ahead(j, stop)
                or self._before_name(hit)
                or (not hit.get("office") and self._office_after(j, stop))
            ):
                part.honorific = hit.get("honorific", "rank").name
                part.ranked = bool(hit.get("rank")) and not part.offices
                if (office := hit.get("office")) or (hit.get("rank") and not part.offices):
                    part.offices += ((hit.start, hit.end, office.detail if office else "military"),)
                begin = -1
            elif office := hit.get("office", "plural"):
                start = begin if begin >= 0 else hit.start
                top = office.name == "diplomat" and re.search(r"\b(?:top|chief)\b", self.low[part.start : hit.start])
                part.offices += ((start, hit.end, "foreign_minister" if top else office.detail),)
                part.plural = part.plural or office.kind == "plural"
                part.usual = part.usual or self._code_of_titles(hit)
                begin = -1
                part.end, part.next = hit.end, j + 1
                j = self._tail(part, j)
                continue
            elif hit.get("modifier", "portfolio"):
                begin = hit.start if begin < 0 else begin
            elif (
                (nation := hit.get("demonym", "country", "organization", "seat"))
                and not part.code
                and self._office_after(j, stop)
            ):
                part.code = codebook.side(nation.code)
                begin = -1
                part.end, part.next = hit.end, j + 1
                j += 1
                if self.folded[part.end : part.end + 2] == "'s":
                    part.end += 2
                continue
            else:
                break
            part.end, part.next = hit.end, j + 1
            j += 1
        if begin >= 0 and part.offices:
            part.end = part.offices[-1][1]

    @staticmethod
    def _code_of_titles(hit: Hit) -> str:
        entry = hit.get("office")
        return entry.code if entry else ""

    def _office_ahead(self, j: int, stop: int) -> bool:
        """After "and": does an office (with modifiers) or an honorific follow?"""
        while j < len(self.hits) and self.hits[j].start < stop:
            if self.hits[j].get("office", "plural", "honorific", "rank"):
                return True
            if not self.hits[j].get("modifier") or j + 1 >= len(self.hits) or not WITHIN.fullmatch(self._gap(j, j + 1)):
                return False
            j += 1
        return False

    def _office_after(self, j: int, stop: int) -> bool:
        """Does an office follow hit j at once, perhaps after a nation and modifiers ("HE UK Minister of State")?"""
        for k in range(j + 1, min(j + 5, len(self.hits))):
            if self.hits[k].start >= stop or not LINK.fullmatch(self._gap(k - 1, k)):
                return False
            if self.hits[k].get("office", "plural"):
                return True
            if not self.hits[k].get("modifier", "portfolio", "demonym", "country", "organization", "seat", "honorific"):
                return False
        return False

    def _before_name(self, hit: Hit) -> bool:
        return self.folded[hit.end : hit.end + 1] == " " and bool(self._name_run(hit.end + 1, hit.end + 60))

    def _titles_ahead(self, j: int, stop: int) -> bool:
        """Do further titles follow at once, with a name after them ("Brigadier General", "His Excellency Dr.")?"""
        comma = ", "  # "His Highness, Crown Prince"
        while j + 1 < len(self.hits) and self.hits[j + 1].start < stop:
            if not WITHIN.fullmatch(self._gap(j, j + 1)) and self._gap(j, j + 1) != comma:
                return False
            comma = ""
            j += 1
            if self.hits[j].get("person"):
                return True
            if not self.hits[j].get("honorific", "rank", "office"):
                return False
            if self._before_name(self.hits[j]):
                return True
        return False

    def _tail(self, part: _Part, j: int) -> int:
        """After an office: "of Defence", "of Egypt", "to Iran", "for Near Eastern Affairs". Returns the next hit."""
        hits = self.hits
        j += 1
        while j < len(hits):
            gap = self.folded[part.end : hits[j].start]
            hit = hits[j]
            if body := self._body(part, gap):
                part.offices = (*part.offices[:-1], (part.offices[-1][0], body, part.offices[-1][2]))
                part.end = body
                while j < len(hits) and hits[j].start < body:
                    j += 1
                part.next = j
                continue
            if (
                hit.get("portfolio")
                and (TAIL.fullmatch(gap) or (gap in (" and ", ", ", " ") and self._in_portfolio(part)))
                and not hit.get("office", "country")
            ):
                start, _, kind = part.offices[-1]
                part.offices = (*part.offices[:-1], (start, hit.end, kind))
                part.end, part.next = hit.end, j + 1
                j += 1
                continue
            if TAIL.fullmatch(gap) and part.offices[-1][2] in SERVES and (upto := self._served(j)):
                start, _, kind = part.offices[-1]
                part.offices = (*part.offices[:-1], (start, self.hits[upto].end, kind))
                part.code = part.code or self._nation_code(j)
                part.usual = part.usual or self._code_of_titles(self.hits[upto])
                part.end, part.next, j = self.hits[upto].end, upto + 1, upto + 1
                continue
            owner = hit.get("demonym", "country", "capital", "organization")
            if owner and TAIL.fullmatch(gap) and (body := INSTITUTION.match(self.folded, hit.end, hit.end + 70)):
                part.code = part.code or codebook.side(owner.code)
                start, _, kind = part.offices[-1]
                part.offices = (*part.offices[:-1], (start, body.end(), kind))
                part.end = body.end()
                while j < len(hits) and hits[j].start < body.end():
                    j += 1
                part.next = j
                break
            nation = hit.get("country", "capital", "seat", "organization", "place")
            if nation and OF.fullmatch(gap) and not (part.code and gap.startswith((" in", " at", " from"))):
                kind = part.offices[-1][2]
                if kind not in ("ambassador", "envoy", "spokesperson") and gap.startswith((" to", " in", " at", " on")):
                    break
                sent = kind in ("ambassador", "envoy") and gap.startswith((" to", " for", " in"))
                if not part.code and gap.startswith((" of", " for", " from")) and not sent:
                    part.code = codebook.side(nation.code)
                elif kind not in ("ambassador", "envoy", "leader", "adviser", "spokesperson") and part.code:
                    break
                part.end, part.next = hit.end, j + 1
                j += 1
                if kind in ("ambassador", "envoy") and not gap.startswith(" to"):
                    continue  # "Ambassador of Qatar to Oman"
            break
        return j

    def _body(self, part: _Part, gap: str) -> int:
        """Where an institution ends that an office is of ("of the Gender Policy Council"); 0 if none follows."""
        found = BODY.match(self.folded, part.end, part.end + 120)
        if not found or not TAIL.match(gap + " "):
            return 0
        at = 0
        for token in TOKEN.finditer(self.folded, part.end, found.end()):
            if token.group().lower() in names.words("body"):
                at = token.end()
        inside = self._hits_between(part.end, at) if at else []
        return 0 if any(h.get("country", "demonym", "office", "person", "organization") for h in inside) else at

    def _served(self, j: int) -> int:
        """ "adviser to" + "Iran's" + "Foreign Minister": the hit of the office served; 0 if none is there."""
        k = j
        if self.hits[k].get(*NATION) and k + 1 < len(self.hits) and LINK.fullmatch(self._gap(k, k + 1)):
            k += 1
        while k + 1 < len(self.hits) and self.hits[k].get("modifier") and WITHIN.fullmatch(self._gap(k, k + 1)):
            k += 1
        return k if self.hits[k].get("office") else 0

    def _nation_code(self, j: int) -> str:
        entry = self.hits[j].get(*NATION)
        return codebook.side(entry.code) if entry else ""

    def _in_portfolio(self, part: _Part) -> bool:
        start, end, _ = part.offices[-1]
        return part.end == end and bool(re.search(r" (?:of|for) ", self.folded[start:end]))

    # ------------------------------------------------------------ people

    def _person_or_office(self, part: _Part, sentence: Sentence) -> int:
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
        if part.offices:
            self._office(part, sentence)
        return part.next

    def _name_run(self, at: int, stop: int) -> str:
        """The name that begins at `at`: a run of capitalised words, cut where a known phrase that is no name begins."""
        found = names.NAME.match(self.folded, at, stop)
        if not found:
            return ""
        end = found.end()
        for hit in self._hits_between(at, end):
            if hit.get("person"):
                continue
            if hit.get("country", "demonym", "seat", "organization", "office", "plural", "mask") and not (
                hit.start == at and hit.end < end and hit.get("office", "demonym") is None
            ):
                inside = self.folded[hit.start - 1 : hit.start] == "-" or self.folded[hit.end : hit.end + 1] == "-"
                if not inside and not (hit.get("office") and hit.get("honorific") and hit.start > at):
                    end = min(end, hit.start)
                    break
        if self.folded[end : end + 1] == "-":
            return ""
        return trim(self.folded[at:end])

    def _hits_between(self, a: int, b: int) -> list[Hit]:
        i = bisect_left(self.hits, a, key=lambda h: h.start)
        found = []
        while i < len(self.hits) and self.hits[i].start < b:
            found.append(self.hits[i])
            i += 1
        return found

    def _titled_name(self, part: _Part, at: int, run: str, sentence: Sentence) -> int:
        end = at + len(run)
        if part.honorific and not part.offices and len(run) < 3:
            return part.next
        code, end_all = self._country_after(part, end)
        kind = part.offices[0][2] if part.offices else ""
        name = names.holder(run, code or part.usual, kind, self.day) if code or part.usual or " " in run else ""
        self._add(
            "person",
            part.start,
            end_all,
            code or (names_code(name, self.day) if name else "") or part.usual,
            name or self.clean.text[at:end],
            sentence,
            office=self._office_text(part),
            office_class=kind,
            head=at,
            how="title + name",
            role="bare" if not part.offices or part.ranked else "",
        )
        i = part.next
        while i < len(self.hits) and self.hits[i].start < end_all:
            i += 1
        return i

    def _named(self, part: _Part, i: int, sentence: Sentence) -> int:
        """A person of the gazetteer at hit i, with the titles before."""
        hit = self.hits[i]
        entries = [e for e in hit.entries if e.kind == "person"]
        entry = next((e for e in entries if part.code and codebook.side(e.code) == part.code), entries[0])
        code = part.code or names_code(entry.name, self.day) or codebook.side(entry.code)
        end, name = hit.end, entry.name
        if house := HOUSE.match(self.folded, end, end + 60):
            end = house.end()
        start = self._left(hit, part, sentence)
        if start < hit.start:
            whole = self.clean.text[start:end]
            known = set(names.key(name).split())
            name = (
                name
                if known & set(names.key(whole).split()[:-1]) or len(known) == 1
                else names.holder(whole, code, "", self.day) or name
            )
        after, end_all = self._country_after(part, end)
        code = code or after or part.usual
        self._add(
            "person",
            min(part.start, start),
            end_all,
            code,
            name,
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

    def _left(self, hit: Hit, part: _Part, sentence: Sentence) -> int:
        """Where the name really begins ("Mohammed Shia'a" before the known "Al-Sudani")."""
        if part.offices or part.honorific:
            return hit.start
        floor = max(sentence.start, self.found[-1].end if self.found else 0, hit.start - 40)
        start = hit.start
        while found := LAST_NAME.search(self.folded, floor, start):
            if found.group().strip().lower() in names.words("common") | names.words("body"):
                break
            start = found.start()
        return start

    def _country_after(self, part: _Part, end: int) -> tuple[str, int]:
        """ "of Qatar" after a name: the side, and where the mention then ends."""
        found = re.match(r" of (?:the )?", self.folded[end : end + 8])
        if not found:
            return part.code, end
        for at in {
            end + found.end(),
            (OF.match(self.folded, end, end + 40) or found).end()
            + (0 if OF.match(self.folded, end, end + 40) else end),
        }:
            for hit in self._hits_between(at, at + 1):
                entry = hit.get("country", "capital", "organization", "place")
                if entry and entry.code:
                    return part.code or codebook.side(entry.code), hit.end
        return part.code, end

    def _office_text(self, part: _Part) -> str:
        return " and ".join(
            dict.fromkeys(_title_case(PASSING.sub("", self.clean.text[a:b])) for a, b, _ in part.offices)
        )

    def _office(self, part: _Part, sentence: Sentence) -> None:
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

    # ------------------------------------------------------------ nations and places

    def _nation(self, hit: Hit, sentence: Sentence) -> None:
        entry = hit.get(*NATION, "place")
        business = entry.kind == "organization" and codebook.organizations().get(entry.code, {}).get("sector") == "BUS"
        code = entry.code if business else codebook.side(entry.code)
        role = entry.kind if entry.kind in ("demonym", "capital", "seat") else ""
        kind = "organization" if entry.kind == "organization" and code.startswith("ORG:") else "country"
        if entry.kind == "place":
            kind, role = "place", entry.detail
        self._add(
            kind,
            hit.start,
            hit.end,
            code,
            entry.name if role not in ("demonym", "seat") else codebook.country_names().get(code, entry.name),
            sentence,
            role=role,
            head=hit.start,
            how="gazetteer",
        )

    def _add(self, kind: str, start: int, end: int, code: str, name: str, sentence: Sentence, **rest: object) -> None:
        self.found.append(Mention(start, end, self.clean.text[start:end], kind, code, name, sentence.index, **rest))


def trim(run: str) -> str:
    """A run of capitalised words without what is no name: cut at a possessive, a common word, an institution."""
    kept: list[str] = []
    for token in run.rstrip(" ,-").split(" "):
        plain = names.POSSESSIVE.sub("", token)
        if plain.lower().rstrip(",.") in _no_name():
            break
        kept.append(plain)
        if plain != token:
            break
    while kept and kept[-1].lower() in names.words("particle"):
        kept.pop()
    return " ".join(kept).rstrip(",")


@cache
def _no_name() -> frozenset[str]:
    return names.words("common") | names.words("body")


def names_code(name: str, day: str) -> str:
    """The side a known person stands for, by the office held at the day."""
    tenure = names.office_on(name, "", day)
    if tenure:
        return codebook.side(tenure.country)
    held = codebook.tenures().get(name)
    return codebook.side(held[0].country) if held else ""


def _title_case(text: str) -> str:
    """ "foreign minister" -> "Foreign Minister"."""
    small = {"of", "for", "the", "and", "to", "on", "at", "in"}
    return " ".join(w if w in small or not w.islower() else w.capitalize() for w in " ".join(text.split()).split(" "))


PARENTHESIS = re.compile(r" \(([A-Z][A-Za-z0-9&+-]{1,9})\)")
FULL_NAME = re.compile(r"(?:[A-Z][\w'-]+ (?:(?:and|for|of|in|the|to|on) )*){2,14}\($")


def _abbreviations(hits: list[Hit], clean: Clean) -> list[Hit]:
    """ "Palestinian Authority (PA)" is one name; what spells "(UNRWA)" out before it is that body, not its parts."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and kept[-1].end > hit.start:
            continue
        if (
            hit.get("organization")
            and clean.folded[hit.start - 1 : hit.start] == "("
            and clean.folded[hit.end : hit.end + 1] == ")"
        ):
            spelled = FULL_NAME.search(clean.folded, max(0, hit.start - 130), hit.start)
            if spelled:
                while kept and kept[-1].start >= spelled.start():
                    kept.pop()
                hit = replace(hit, start=spelled.start(), end=hit.end + 1)
        elif hit.get(*NATION) and (found := PARENTHESIS.match(clean.folded, hit.end)):
            hit = replace(hit, end=found.end())
        kept.append(hit)
    return kept


def _disambiguate(hits: list[Hit], clean: Clean) -> list[Hit]:
    """Drop names that mean something else here (data/codebook/ambiguous.csv)."""
    warnings = codebook.ambiguous()
    sure = {e.code for h in hits for e in h.entries if e.code and not e.warn}
    kept = []
    for hit in hits:
        entries = hit.entries
        if any(e.warn for e in entries):
            entries = tuple(
                e for e in entries if not e.warn or e.kind == "mask" or _counts(hit, e, warnings[e.warn], clean, sure)
            )
        if entries:
            kept.append(hit if entries is hit.entries else replace(hit, entries=entries))
    return kept


GIVEN = re.compile(r"([A-Z][a-z]+|Mr\.?|Mrs\.?|Ms\.?|Dr\.?) $")
SURNAME = re.compile(r" [A-Z][a-z]+")


def _counts(hit: Hit, entry: codebook.Entry, warning: codebook.Warning, clean: Clean, sure: set[str]) -> bool:
    rules, clues = warning.rules, warning.clues
    after, before = clean.folded[hit.end : hit.end + 40], clean.folded[max(0, hit.start - 40) : hit.start]
    if "not_before" in rules and after.lstrip(" ").startswith(clues):
        return False
    if "not_after" in rules and before.rstrip(" ").endswith(clues):
        return False
    if "not_person" in rules:
        given = GIVEN.search(before)
        if given and (given[1].lower() in names.words("given") or given[1].startswith(("Mr", "Ms", "Dr"))):
            return False
        follows = SURNAME.match(after)
        if follows and "given" in rules:
            return False
        if follows and clues and follows.group().strip() in clues:
            return False
    if "needs_context" in rules:
        return entry.code in sure or any(c in clean.folded for c in clues)
    return True
