"""What comes before a name: nations, modifiers, offices with their tails, honorifics, ranks."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lib.codebook import name_words
from lib.coder.entities import gazetteer, names
from lib.coder.entities.ambiguity import abbreviations, disambiguate
from lib.coder.entities.gazetteer import NATION, Hit
from lib.coder.reading.phrases import pattern
from lib.coder.reading.text import Clean

_SMALL = (
    r"(?:and|or|of|to|in|on|at|with|by|for|from|is|was|are|were|has|had|have|said|says|told|met|sent|the|a|an|that|as|not|will|"
    r"would|can|could|may|but|its|his|her|their|who|when|while|after|before|over|about|against|than|if)"
)
WORD = rf"(?!{_SMALL}\b)[A-Za-z][A-Za-z-]+"
# what stands between a nation and an office of its own
OWNS = re.compile(rf"'s?(?: {WORD}){{0,3}}(?: and(?: {WORD})?)? |(?: {WORD}){{0,2}}(?: [A-Z]\w+ and [A-Z]\w+)? |-|\) ")
NEXT_TO = re.compile(rf" (?:(?!{_SMALL}\b)[a-z][a-z-]+(?<!ed)(?<!s)(?<!ing) )?|-|\) ")
PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear) (?:the )?$")
LONGEST_TITLE = 40  # phrases of the codebook; by far the longest titles have a dozen
WITHIN = re.compile(r"[ -]")
HONOURED = re.compile(r",(?: the)? | the ")  # "His Highness, Crown Prince", "His Majesty the King"
JOIN = re.compile(r",? and |, |/| & ")
OF = pattern("of a country")
TAIL = re.compile(r" (?:of|for|to|on|at) (?:the |his |her )?")
BODY = re.compile(r" (?:of|for|at|to|on) (?:the )?[A-Z][\w'-]+(?:(?: (?:of|for|and|the|&))* [A-Z][\w'-]+){0,6}")
SERVES = (
    "adviser", "envoy", "spokesperson", "military", "military_chief", "leader", "national_security_adviser", "legislator", "speaker",
)  # fmt: skip
TOKEN = re.compile(r"[\w'-]+")
INSTITUTION = pattern("institution")


@dataclass
class Part:
    """A noun phrase being put together from hits[i:j]."""

    start: int
    end: int
    next: int
    code: str = ""
    offices: tuple[tuple[int, int, str], ...] = ()  # start, end, class
    plural: bool = False
    honorific: str = ""
    ranked: bool = False  # a rank ("General") is the only office
    usual: str = ""  # side the title stands for where nothing else is said ("Secretary of State": USA)


class Titles:
    """Puts the titles of one text together from its hits, and finds the name that follows them."""

    def __init__(self, clean: Clean, home: str = "") -> None:
        self.home = home
        self.clean, self.folded, self.low = clean, clean.folded, clean.low
        self.found: list = []  # the mentions made so far
        self.hits = abbreviations(disambiguate(gazetteer.hits(clean.low, clean.folded), clean), clean)
        self.named = {nation.code for hit in self.hits if (nation := hit.get(*NATION))}

    def _gap(self, i: int, j: int) -> str:
        return self.folded[self.hits[i].end : self.hits[j].start]

    def _linked(self, k: int) -> bool:
        """Is hit k an office (or a modifier of one) of the nation or modifier before it?"""
        owner, gap = self.hits[k - 1], self._gap(k - 1, k)
        # a state ("Iran") is also what envoys are for
        describes = owner.get("modifier", "portfolio") and not owner.get("country")
        adjective = owner.get("demonym") or describes or gap[:1] == "'"
        return bool((OWNS if adjective else NEXT_TO).fullmatch(gap))

    def _titled(self, i: int, stop: int) -> Part | None:
        """[nation] modifiers office [and office] [of nation], honorifics, ranks: what comes before a name."""
        hits, size = self.hits, len(self.hits)
        hit = hits[i]
        part = Part(hit.start, hit.end, i)
        j = i
        nation = hit.get(*NATION, "place")
        if nation and not hit.get("office"):
            owned = nation.kind == "demonym" or self.folded[hit.end : hit.end + 1] != " "
            if not owned and PLACED.search(self.folded, max(0, hit.start - 8), hit.start):
                return None  # "In Cyprus Minister Harding met"
            part.code = gazetteer.side(nation.code)
            j += 1
            if j >= size or hits[j].start >= stop or not self._linked(j):
                return None
        self._chain(part, j, stop)
        if not part.offices and not part.honorific:
            return None
        return part

    def _chain(self, part: Part, j: int, stop: int) -> None:
        """Offices with their modifiers, tails and conjunctions, then honorifics and ranks."""
        hits = self.hits
        begin, far = -1, min(len(hits), j + LONGEST_TITLE)
        while j < far and hits[j].start < stop:
            hit = hits[j]
            gap = self.folded[part.end : hit.start] if begin >= 0 or part.offices or part.honorific else ""
            if part.honorific and begin < 0 and not part.offices and self._honoured(gap, j, stop):
                gap = " "
            if gap in (" and ", ", ") and begin >= 0 and self._ministry(hit):
                gap = " "  # "Industry and Technology Minister"
            if gap and not WITHIN.fullmatch(gap):
                joined = (
                    part.offices
                    and begin < 0
                    and JOIN.fullmatch(gap)
                    and hit.get("office", "plural", "modifier", "honorific", "rank")
                )
                if not joined or (gap == ", " and not hit.get("honorific", "rank")):
                    break
                if not self._office_ahead(j, stop) or self._another_head(part, hit):
                    break
            if (
                self.folded[hit.end : hit.end + 1] == "-"
                and self.folded[hit.end + 1 : hit.end + 2].isalpha()
                and not hit.get("modifier")
            ):
                break
            if (honour := hit.get("honorific", "rank")) and (
                self._titles_ahead(j, stop)
                or self._before_name(hit)
                or (not hit.get("office") and self._office_after(j, stop))
            ):
                part.honorific = honour.name
                part.usual = part.usual or honour.code
                part.ranked = bool(hit.get("rank")) and not part.offices
                if (office := hit.get("office")) or (hit.get("rank") and not part.offices):
                    part.offices += ((hit.start, hit.end, office.detail if office else "military"),)
                begin = -1
            elif office := hit.get("office", "plural"):
                start = begin if begin >= 0 else hit.start
                if part.plural and begin < 0 and gap == " ":  # "delegation head"
                    start, part.offices, part.plural = part.offices[-1][0], part.offices[:-1], False
                part.offices += ((start, hit.end, office.detail),)
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
                part.code = gazetteer.side(nation.code)
                begin = -1
                part.end, part.next = hit.end, j + 1
                j += 1
                continue
            else:
                break
            part.end, part.next = hit.end, j + 1
            j += 1
        if begin >= 0 and part.offices:
            part.end = part.offices[-1][1]

    @staticmethod
    def _ministry(hit: Hit) -> bool:
        """A minister, or what one is of."""
        office = hit.get("office", "plural", "portfolio")
        return bool(office and (office.kind == "portfolio" or office.detail.endswith("minister")))

    def _code_of_titles(self, hit: Hit) -> str:
        entry = hit.get("office")
        if not entry:
            return ""
        meant = entry.code in self.named or entry.code == self.home
        # Pakistan has a "Foreign Secretary", too, and associations a secretary general
        many = self.home or entry.detail == "secretary_general"
        return entry.code if meant or not many else ""

    @staticmethod
    def _another_head(part: Part, hit: Hit) -> bool:
        """ "The Sultan and President X" are two people."""
        office = hit.get("office")
        heads = ("head_of_state", "head_of_government")
        return bool(office and office.detail in heads and any(o[2] in heads for o in part.offices))

    def _office_after(self, j: int, stop: int) -> bool:
        """Does an office follow hit j at once, perhaps after a nation and modifiers ("HE UK Minister of State")?"""
        for k in range(j + 1, min(j + 5, len(self.hits))):
            if self.hits[k].start >= stop or not self._linked(k):
                return False
            if self.hits[k].get("office", "plural"):
                return True
            if not self.hits[k].get("modifier", "portfolio", "demonym", "country", "organization", "seat", "honorific"):
                return False
        return False

    def _honoured(self, gap: str, j: int, stop: int) -> bool:
        """Does hit j begin the office of whom an honorific before this gap honours?"""
        return bool(HONOURED.fullmatch(gap)) and self._office_ahead(j, stop)

    def _office_ahead(self, j: int, stop: int) -> bool:
        """After "and": does an office (with modifiers) or an honorific follow?"""
        while j < len(self.hits) and self.hits[j].start < stop:
            if self.hits[j].get("office", "plural", "honorific", "rank"):
                return True
            if not self.hits[j].get("modifier") or j + 1 >= len(self.hits) or not WITHIN.fullmatch(self._gap(j, j + 1)):
                return False
            j += 1
        return False

    def _before_name(self, hit: Hit) -> bool:
        return self.folded[hit.end : hit.end + 1] == " " and bool(self._name_run(hit.end + 1, hit.end + 60))

    def _titles_ahead(self, j: int, stop: int) -> bool:
        """Do further titles follow at once, with a name after them ("Brigadier General", "His Excellency Dr.")?"""
        for n in range(6):
            if j + 1 >= len(self.hits) or self.hits[j + 1].start >= stop:
                return False
            if not n and self._honoured(self._gap(j, j + 1), j + 1, stop):
                return True
            if not WITHIN.fullmatch(self._gap(j, j + 1)):
                return False
            j += 1
            if self.hits[j].get("person"):
                return True
            if not self.hits[j].get("honorific", "rank", "office"):
                return False
            if self._before_name(self.hits[j]):
                return True
        return False

    def _tail(self, part: Part, j: int) -> int:
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
            if hit.get("portfolio") and TAIL.fullmatch(gap) and not hit.get("office", "country"):
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
            if owner and TAIL.fullmatch(gap) and (institution := INSTITUTION.match(self.folded, hit.end, hit.end + 70)):
                part.code = part.code or gazetteer.side(owner.code)
                start, _, kind = part.offices[-1]
                part.offices = (*part.offices[:-1], (start, institution.end(), kind))
                part.end = institution.end()
                while j < len(hits) and hits[j].start < institution.end():
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
                    part.code = gazetteer.side(nation.code)
                part.end, part.next = hit.end, j + 1
                j += 1
                if kind in ("ambassador", "envoy") and not gap.startswith(" to"):
                    continue  # "Ambassador of Qatar to Oman"
            break
        return j

    def _body(self, part: Part, gap: str) -> int:
        """Where an institution ends that an office is of ("of the Gender Policy Council"); 0 if none follows."""
        found = BODY.match(self.folded, part.end, part.end + 120)
        if not found or not TAIL.match(gap + " "):
            return 0
        at = 0
        for token in TOKEN.finditer(self.folded, part.end, found.end()):
            if token.group().lower() in name_words("body"):
                at = token.end()
        inside = self._hits_between(part.end, at) if at else []
        return 0 if any(h.get("country", "demonym", "office", "person", "organization") for h in inside) else at

    def _served(self, j: int) -> int:
        """ "adviser to" + "Iran's" + "Foreign Minister": the hit of the office served; 0 if none is there."""
        k = j
        if self.hits[k].get(*NATION) and k + 1 < len(self.hits) and self._linked(k + 1):
            k += 1
        while k + 1 < len(self.hits) and self.hits[k].get("modifier") and WITHIN.fullmatch(self._gap(k, k + 1)):
            k += 1
        return k if self.hits[k].get("office") else 0

    def _nation_code(self, j: int) -> str:
        entry = self.hits[j].get(*NATION)
        return gazetteer.side(entry.code) if entry else ""

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


def trim(run: str) -> str:
    """The name a run of capitalised words begins with: cut at a possessive, a common word, an institution."""
    return next((text for at, text in pieces(run) if at == 0), "")


def pieces(run: str) -> Iterator[tuple[int, str]]:
    """What of a run of capitalised words can be names: where each begins in it, and its words."""
    at, begin = 0, 0
    kept: list[str] = []
    for token in [*run.rstrip(" ,-").split(" "), ""]:
        plain = names.POSSESSIVE.sub("", token) if "'" in token else token
        first = not kept and plain.lower() in name_words("given")  # "Bill"
        none = not token or (plain.lower().rstrip(",.") in no_name() and not first)
        if not none:
            begin = begin if kept else at
            kept.append(plain)
        if none or plain != token:
            while kept and kept[-1].lower() in name_words("particle"):
                kept.pop()
            if kept:
                yield begin, " ".join(kept).rstrip(",")
            kept = []
        at += len(token) + 1


@cache
def no_name() -> frozenset[str]:
    """Words, in lower case, that are in no name."""
    return name_words("common") | name_words("body")
