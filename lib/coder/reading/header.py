"""What an article says about itself: title, source, author, dateline, date. None of it is an event.

A dateline ("BEIJING, Aug. 21 (Xinhua) --") is where a report was filed, never where something happened.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from sys import maxsize

from lib.codebook import places, rows
from lib.codebook.records import Source
from lib.coder.reading import dates, furniture
from lib.coder.reading.text import Clean, Sentence, clean, fold, sentences
from lib.schema import Article

# Characters, unless said; all by eye on the development articles.
LINES = 6  # the first of the text, in which its byline and date may stand, by eye
TELLING = 6  # letters of a known source from which on it is told by being part of a longer name, by eye
BYLINE_LINE = 120  # a longer line is a sentence
DATELINED = 40  # of a paragraph; a shorter one is a heading
DATELINE_REACH = 160  # from the start of its paragraph to the end of a dateline
DATE_LINE = 90  # of a line that is a date and little else
BESIDE_DATE = 12  # letters such a line may hold beside the date
OWN_DAY = 31  # days between the printed date and that of filing; further apart, the printed one is another thing's
TITLE = 12  # a shorter first line is a label
SAME = 60  # characters of a headline that make it the one the text begins with
TOP = 1500  # characters of the text in which its own headline stands

# PLACE[, Country][, date][, (agency ...)] DASH  or  PLACE: at the beginning of a paragraph
_CITY = r"(?:[A-Z][A-Z'.-]{2,}(?:[ /-](?:[A-Z][A-Z'.-]+|[A-Z]\.)){0,3}|[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2})"
_MORE = r"(?:, ?(?:[A-Z][A-Za-z.]+(?: [A-Z][a-z.]+){0,3}))?"
_WHEN = r"(?:,? ?(?:on )?(?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
DATELINE = re.compile(
    rf"(?P<place>{_CITY}){_MORE}{_WHEN}(?:"
    r",? ?\((?P<agency>[^()\n]{2,80})\) ?(?P<dash>--|[-–—:])? ?"
    r"|,? (?P<mark>(?:[A-Z]{2,5}|IRNA|Reuters|Xinhua|Anadolu)) ?(?:--|[-–—:]) ?"
    r"| ?(?:--|—|–) | - (?=[A-Z]))"
)
# One of a known place, in whatever form: "CAIRO: ", "Geneva/Sanaa, 6 March – ", "(Beirut) – ", "DOHA: QNA - "
KNOWN_LINE = re.compile(
    rf"[(\[]?(?P<place>{_CITY})(?: D\.?C\.?)?(?:/{_CITY})?{_MORE}{_WHEN}[)\]]?(?: ?\([^()\n]{{2,40}}\))?"
    r"(?:: | ?\| ?| ?(?:--|[–—]) ?| [-/] |- |(?<=\]) )"
    r"(?:(?P<agency>[A-Z]{2,6}) ?(?:[:/|]|--|[-–—]) ?)?(?=[\"'(]?[A-Z])"
)
AGENCY_LINE = re.compile(
    r"(?P<place>[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]{2,}){0,2}), (?:[\w .,/]{3,60}, )?\(?(?P<agency>(?:[A-Z]{2,5}|IRNA|Reuters|Xinhua))\)? ?(?:--|[-–—:]) ?"
)
BYLINE = re.compile(
    r"(?:By|BY|Written by|Reporting by|Author:) (?P<name>[A-Z][\w.'-]+(?: (?:and|[a-z]{2,3}|[A-Z][\w.'-]+)){0,6})"
)
PRINTED = re.compile(r"(?:date|published|updated|posted|last updated|publication date)\b[\s:-]*(?:on |at )?", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """`published` is the day or month given with the article, else the day printed in it; `day` the one "today" counts from.

    `home`: country whose own office or agency the source is ("" if none's). `spans`: what of the clean text is header.
    """

    title: str = ""
    source: str = ""
    author: str = ""
    dateline_place: str = ""
    published: str = ""
    published_from: str = ""
    day: str = ""
    home: str = ""
    spans: tuple[tuple[int, int], ...] = ()

    def covers(self, start: int, end: int) -> bool:
        """Is start:end of the clean text all header?"""
        return bool(self.spans) and any(end <= b for _, b in self.upto(start))

    def upto(self, position: int) -> tuple[tuple[int, int], ...]:
        """The spans among which is any that begins at this place of the clean text or reaches over it."""
        after = bisect_right(self.spans, (position, maxsize))
        return self.spans[max(0, after - 2) : after]  # a line has two at most


def headed(article: Article) -> Article:
    """The article with the headline that came beside its text as the first line of the text, if it does not stand there."""
    title = " ".join(article.title.split())
    wanted = fold(title)[:SAME].lower()
    if len(wanted) < TITLE or wanted in " ".join(fold(article.text[:TOP]).lower().split()):
        return article
    return replace(article, text=f"{title}\n\n{article.text}")


def read(article: Article, text: Clean, found: list[Sentence]) -> Header:
    """Read the header of an article; only what its first lines say, and what came with it. A day that a reader gave, or
    took away, counts before one that is printed."""
    spans, place, agency = [], "", article.source
    for s in found:
        begins = s.start == 0 or text.text[max(0, s.start - 3) : s.start].rstrip(" ").endswith("\n")
        if begins and (opening := dateline(text.folded, s.start, s.end, s.heading)):
            spans.append((s.start, opening.end()))
            place = place or opening["place"].title()
            agency = agency or _agency(opening)
    top = [s for s in found[:LINES] if s.paragraph < LINES and not furniture.is_embargo(text.low[s.start : s.end])]
    author, printed = article.author, ""
    for s in top:
        line = text.folded[s.start : s.end]
        if not author and len(line) < BYLINE_LINE and (by := BYLINE.match(line)):
            author = by["name"]
            spans.append((s.start, s.end))
        elif not printed and _is_date_line(line):
            printed = _first_day(line)
            spans.append((s.start, s.end))
        elif not printed and spans and spans[0][0] == s.start:
            printed = _first_day(text.folded[s.start : spans[0][1]])
    published, told_by = article.published, article.published_from
    if told_by == "reader":
        printed = ""
    if printed and (not published or told_by == "file name" or _is_of_month(printed, published)):
        published, told_by = printed, "header line"
    day = published if len(published) == len("2024-03-06") else ""
    return Header(article.title or _title(top, spans), agency, author, article.dateline_place or place, published, told_by,
                  printed if _has_own_day(printed, day) else day, _home(country_of(agency, article.url), place), tuple(sorted(spans)))  # fmt: skip


def _home(country: str, place: str) -> str:
    """The country of a national source; "" where it reports from another, whose people are not its own."""
    abroad = places().get(place.lower().split("/")[0], country)
    return country if abroad == country else ""


def dateline(folded: str, start: int, end: int, heading: bool = False) -> re.Match[str] | None:
    """The dateline at the beginning of a paragraph, if there is one; in a heading "Moscow: ..." is who speaks."""
    if end - start < DATELINED or not (folded[start].isupper() or folded[start] in "(["):
        return None
    reach = min(end, start + DATELINE_REACH)
    known = KNOWN_LINE.match(folded, start, reach)
    if known and (not _is_place(known["place"]) or (heading and not known["place"].isupper())):
        known = None
    found = AGENCY_LINE.match(folded, start, reach) or DATELINE.match(folded, start, reach)
    if not found or (known and len(known["place"]) > len(found["place"])):
        return known
    if found["agency"] and dates.PATTERN.fullmatch(found["agency"].lower()):
        return None
    told = found["agency"] and found.groupdict().get("dash", "-")  # "President X (left) met" opens no text
    return found if found["place"].isupper() or told or _is_place(found["place"]) else known


def _is_place(name: str) -> bool:
    """Is it, or the first of several, a place of the codebook?"""
    first = name.lower().split("/")[0]
    return first in places() or first.replace(".", "").removesuffix(" dc") in places()


def _agency(line: re.Match[str]) -> str:
    groups = line.groupdict()
    text = groups.get("agency") or groups.get("mark") or ""
    return re.split(r" - |, | -- ", text)[0].strip()


def _is_date_line(line: str) -> bool:
    """A short line that is a date and little else: "date 2023-08-21 (@somebody)", "(February 26, 2022)"."""
    if len(line) > DATE_LINE:
        return False
    day = next((d for d in dates.PATTERN.finditer(line.lower()) if not d["bare"]), None)
    rest = PRINTED.sub("", line[: day.start()] + line[day.end() :]) if day else ""
    return bool(day) and len(re.sub(r"@\w+|[^A-Za-z]|GMT|UTC|[AP]M\b", "", rest)) <= BESIDE_DATE


def _first_day(line: str) -> str:
    text = clean(line)
    found = [d for d in dates.find(text.text, text.low, sentences(text.text), "") if d.precision == "day"]
    return found[0].start if found else ""


def _is_of_month(printed: str, published: str) -> bool:
    """Is it a day of a month that is all that was given?"""
    return len(published) == len("2024-03") and printed.startswith(published)


def _has_own_day(printed: str, published: str) -> bool:
    """A date printed in the text's own header counts for "today" before the one it was filed under."""
    return bool(printed) and bool(published) and abs(_ordinal(printed) - _ordinal(published)) <= OWN_DAY


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _title(found: list[Sentence], spans: list[tuple[int, int]]) -> str:
    first = next((s for s in found[:3] if s.heading and (s.start, s.end) not in spans), None)
    return first.text.lstrip("# ") if first and len(first.text) > TITLE else ""


@cache
def _sources() -> dict[str, str]:
    return {n.lower(): r.country if r.official else "" for r in rows(Source) for n in (r.name, *r.aliases)}


def country_of(source: str, url: str = "") -> str:
    """Country of a source by its name or web address; "" if unknown or international."""
    known = _sources()
    name = source.lower().strip()
    if name in known:
        return known[name]
    host = re.sub(r"^https?://(?:www\.|en\.)?", "", url.lower()).split("/")[0]
    for site, country in known.items():
        if "." in site and (host == site or host.endswith("." + site)):
            return country
    return next((c for n, c in known.items() if len(n) >= TELLING and n in name), "")
