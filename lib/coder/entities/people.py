"""Who is who: names without titles, names explained in apposition, short forms, offices that stand for a person."""

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile

from lib import codebook
from lib.coder.entities import gazetteer, names
from lib.coder.entities.bare import with_bare_names
from lib.coder.entities.mentions import Finder, Mention
from lib.coder.entities.referents import ROYAL, Fullest, Recent
from lib.coder.entities.titles import INSTITUTION, WORD
from lib.coder.reading.phrases import pattern

MANY_HOLD = "leader adviser ambassador envoy minister royal legislator military head_of_organization".split()  # noqa: SIM905
NEAR = 3  # sentences back in which "the envoy" was told by name
SENT = ("envoy", "ambassador")
THE_ONE = re.compile("[Tt]he ")
SERVED = re.compile(r" (?:for|to|of|on|at) [^;]*")  # "envoy for Yemen"
APPOSED = 24  # characters between a name and the office after it (", Iran's then ")

DE_FACTO = re.compile(r"\b[Dd]e facto\b")
TO_OFFICE = pattern("to an office")
TO_NAME = re.compile(r"(?:, | - |: | \()(?:Mr\.? |Dr\.? |H\.E\. |HE )?$")
PREMODIFIED = re.compile(rf"(?:'s)? (?:{WORD}(?<!ing) ){{0,4}}")
TAILED = re.compile(r" (?:for|to|on|of|at|in|with) [^,;:.()]{2,70}, ")  # between an office and its holder
OF_BODY = re.compile(r" (?:of|from|at|with) (?:the )?")  # after a name: "of the Polish Chancellery"
AT_BODY = re.compile(r", (?:who |an? |the )?[a-z][^,;.]{2,60} (?:at|from|for|with) (?:the )?")


def resolve(finder: Finder) -> list[Mention]:
    """All mentions of the text: those the finder puts together, and the people it takes the whole text to see."""
    found = finder.run()
    found = with_bare_names(finder, found)
    found = _appositions(finder, found)
    found = [_affiliated(finder, *three) for three in zip([None, *found], found, [*found[1:], None], strict=False)]
    found = _identify(finder, found)
    return _without_owners(finder, [_government(finder, m) for m in _holders(finder, found)])


OWNED = re.compile(r"'s? ([A-Z][\w&-]+)")


def _without_owners(finder: Finder, found: list[Mention]) -> list[Mention]:
    """Without the state that only says where a company, a club or a paper is from: "France's TotalEnergies"."""
    begins = {m.start for m in found} | {hit.start for hit in finder.hits}
    owned = {
        m.start: behind.start(1)
        for m in found
        if m.kind == "country" and m.role != "demonym" and (behind := OWNED.match(finder.folded, m.end))
    }
    return [m for m in found if owned.get(m.start, m.start) in begins]


ADMINISTRATION = re.compile(r"(?:-[A-Z]\w+)? (?:[Aa]dministration|[Gg]overnment|cabinet|regime)(?: officials?)?\b")


def _government(finder: Finder, m: Mention) -> Mention:
    """ "Biden administration officials" are the United States, not Biden."""
    said = ADMINISTRATION.match(finder.folded, m.end) if m.kind == "person" and m.role == "bare" and m.code else None
    if not said:
        return m
    name = codebook.names().get(m.code, m.name)
    return replace(
        m,
        kind="country",
        name=name,
        end=said.end(),
        text=finder.clean.text[m.start : said.end()],
        office="",
        office_class="",
        role="",
    )


# ---------------------------------------------------------------- name, office


def _appositions(finder: Finder, found: list[Mention]) -> list[Mention]:
    """ "NAME, the Iranian foreign minister" and "the Iranian foreign minister, NAME" are one person."""
    kept: list[Mention] = []
    for m in found:
        last = kept[-1] if kept else None
        if m.role == "bare" and (at := _tailed(finder, kept, m)) >= 0:
            kept[at:] = [_holds_office(finder, kept[at], m)]
        elif last and last.sentence == m.sentence and (merged := _merged(finder, last, m)):
            kept[-1] = merged
        else:
            kept.append(m)
    return kept


def _tailed(finder: Finder, kept: list[Mention], m: Mention) -> int:
    """Where the office is that m holds in "Israel's coordinator for the hostages in Gaza, NAME, said"; -1 if nowhere."""
    if finder.folded[m.end : m.end + 1] == "," and finder.folded[m.start - 2 : m.start] == ", ":
        for at in range(len(kept) - 1, max(-1, len(kept) - 4), -1):
            if kept[at].sentence != m.sentence or kept[at].kind == "person":
                break
            if kept[at].kind == "office" and TAILED.fullmatch(finder.folded, kept[at].end, m.start):
                return at
    return -1


def _holds_office(finder: Finder, office: Mention, m: Mention) -> Mention:
    return replace(m, start=office.start, text=finder.clean.text[office.start : m.end], office=office.office,
                   office_class=office.office_class, code=office.code or m.code, how="office, name",
                   role=office.role if office.code else "")  # fmt: skip


def _affiliated(finder: Finder, before: Mention | None, m: Mention, after: Mention | None) -> Mention:
    """ "NAME of the Polish Chancellery", "NAME, who works at the Polish Chancellery": of Poland."""
    if before and before.code and m.kind == "person" and not m.code and finder.folded[before.end : m.start] == "'s ":
        return replace(m, code=before.code, how=m.how + ", somebody's")  # "Burhan's envoy NAME"
    if m.kind != "person" or m.code or not after or after.kind not in ("country", "organization", "place"):
        return m
    if not OF_BODY.fullmatch(finder.folded, m.end, after.start) and not AT_BODY.fullmatch(
        finder.folded, m.end, after.start
    ):
        return m
    body = INSTITUTION.match(finder.folded, after.end) if after.role == "demonym" else after.kind == "organization"
    return replace(m, code=after.code, how=m.how + ", affiliation") if body else m


def _merged(finder: Finder, last: Mention, m: Mention) -> Mention | None:
    """One mention of two that stand in apposition, None if they do not."""
    gap, text = finder.folded[last.end : m.start], finder.clean.text[last.start : m.end]
    if last.kind == "person" and m.kind == "office" and last.role == "bare" and len(gap) < APPOSED:
        ends = finder.folded[m.end : m.end + 4]
        told = m.code and not finder.sentences[m.sentence].heading  # in a headline the comma can be "and"
        closed = (
            told
            or ends[:1] in ",.;)-—–\n"
            or ends.startswith((" -", " —", " of ", " at ", " for", " fro", " who", " und", " sin"))
        )
        if TO_OFFICE.fullmatch(gap) and closed:
            name = names.holder(last.name, m.code, m.office_class, finder.day) or last.name
            return replace(last, end=m.end, text=text, office=m.office, name=name, office_class=m.office_class,
                           code=m.code or last.code, role="", how=last.how + ", apposition")  # fmt: skip
    if (
        last.kind == "organization"
        and m.kind == "person"
        and last.code != m.code
        and PREMODIFIED.fullmatch(gap.replace(" and ", " "))
        and m.office_class in ("leader", "head_of_organization", "secretary_general", "envoy", "")
        and gap.strip()
        and gap.strip()[0].isupper()
    ):
        return replace(m, start=last.start, text=text, code=last.code, how=m.how + ", organization before")
    owns = last.kind == "country" and (last.role == "demonym" or (last.role in ("", "seat") and gap.startswith("'s ")))
    if owns and m.kind == "person" and m.role == "bare" and PREMODIFIED.fullmatch(gap) and m.code in ("", last.code):
        words = gap.removeprefix("'s").strip().title()
        return replace(
            m,
            start=last.start,
            text=text,
            code=last.code,
            office=m.office or words,
            role="",
            how=m.how + ", nation before",
        )
    named = m.role == "bare" or (DE_FACTO.search(last.text) and m.code in ("", last.code))
    if last.kind == "office" and m.kind == "person" and named and TO_NAME.fullmatch(gap):
        return _holds_office(finder, last, m)
    return None


# ---------------------------------------------------------------- one person, one name


def _identify(finder: Finder, found: list[Mention]) -> list[Mention]:
    """Give every mention of a person the fullest name of the text, or the gazetteer's; and the code and office known."""
    full = Fullest()
    for m in sorted((m for m in found if m.kind == "person"), key=lambda m: -len(names.key(m.name).split())):
        if not full.of(m):
            full.add(m)
    facts: dict[str, dict[str, str]] = {}
    chosen: list[Mention] = []
    for m in found:
        if m.kind == "person":
            best = full.of(m) or m
            name = best.name
            if name not in gazetteer.tenures() and " " not in name and (best.code or best.office_class not in ROYAL):
                name = names.holder(name, best.code, best.office_class, finder.day) or _first_name(finder, best) or name
            if name != m.name or (best.code and not m.code):
                m = replace(m, name=name, code=m.code or best.code)
            fact = facts.setdefault(m.name, {"code": "", "office": "", "office_class": ""})
            fact["office_class"] = fact["office_class"] or m.office_class
            fact["office"] = _offices(fact["office"], m.office)
        chosen.append(m)
    told = Counter((m.name, m.code) for m in chosen if m.kind == "person" and m.code and m.role != "usual")
    custom = [(m.name, m.code) for m in chosen if m.kind == "person" and m.role == "usual"]
    for name, code in [*custom, *(told_code for told_code, _ in reversed(told.most_common()))]:
        facts[name]["code"] = code
    known, holders = [], Recent()
    for m in chosen:
        known.append(_known(finder, m, facts, holders) if m.kind == "person" else m)
        if known[-1].kind in ("person", "office") and known[-1].office_class not in ("", "counterpart"):
            holders.told.append(known[-1])
    return known


def _offices(known: str, new: str) -> str:
    """ "Foreign Minister" and "Member of the Political Bureau": both, if neither says the other."""
    low, told = known.lower(), new.lower()
    if not new or told in low or "counterpart" in told:
        return known
    if low in told or not known:
        return new
    return f"{known}; {new}" if known.count(";") < 2 else known


def _first_name(finder: Finder, m: Mention) -> str:
    """ "Kuwait's Emir Sheikh Meshal": the holder of the office, if that is one of his names."""
    name = names.in_office(m.code, m.office_class, finder.day) if m.code and m.office_class else ""
    return name if name and names.loose(names.key(m.name)) in names.sounds(name) else ""


def _known(finder: Finder, m: Mention, facts: dict[str, dict[str, str]], holders: Recent) -> Mention:
    fact = facts[m.name]
    code = (m.code if m.role != "usual" else "") or fact["code"] or m.code
    office, kind = fact["office"], m.office_class or fact["office_class"]
    of = "" if kind in SENT and not code.startswith("ORG:") else code  # "Syria envoy Geir Pedersen" is no Syrian
    tenure = names.office_on(m.name, of, finder.day) if m.name in gazetteer.tenures() else None
    if kind == "counterpart":  # "his Omani counterpart NAME" holds the same office as "he"
        subject = holders.last(code, lambda p: p.code != code)
        office, kind = (subject.office, subject.office_class) if subject else ("", "")
    if tenure:
        code, kind = of or gazetteer.side(tenure.country), kind or tenure.office_class
        office = office or tenure.office
    if (code, office, kind) == (m.code, m.office, m.office_class):
        return m
    return replace(m, code=code, office=office, office_class=kind)


# ---------------------------------------------------------------- offices that stand for a person


def _holders(finder: Finder, found: list[Mention]) -> list[Mention]:
    """ "the President", "the Iranian foreign minister", "his Saudi counterpart": the person, where the text or the date tells."""
    result: list[Mention] = []
    recent = Recent()
    for m in found:
        if m.kind == "person":
            recent.told.append(m)
        elif m.kind == "office":
            owner = result[-1] if result else None
            if owner and owner.code and finder.folded[owner.end : m.start] == "'s ":
                m = replace(m, code=owner.code)
            m = _holder(finder, m, recent, found)
        result.append(m)
    return result


def _holder(finder: Finder, m: Mention, recent: Recent, all_of_them: list[Mention]) -> Mention:
    """The office with its side and, where text or date tell, its holder."""
    kind, usual = m.office_class, m.code if m.role == "usual" else ""
    if usual:
        m = replace(m, code="")
    if kind == "counterpart":
        near = takewhile(lambda p: p.sentence >= m.sentence - 1, reversed(recent.told))
        subject = next((p for p in near if p.code != m.code), None)
        if not subject or subject.office_class in ("", "counterpart", "leader"):
            return replace(m, office="")
        kind = subject.office_class
        m = replace(m, office=subject.office, office_class=kind)
    if kind in MANY_HOLD:
        told = _the_one(finder, m, recent)
        if not told:
            return replace(m, code=m.code or usual)
        return replace(m, name=told.name, code=told.code, how="office, named in the text")
    word = m.office.lower()
    named = recent.last(word, lambda p: _holds(p.office.lower(), word)) if word and not m.code else None
    if not named and not m.code and finder.sentences[m.sentence].heading:  # a headline names later
        named = next((p for p in all_of_them if p.kind == "person" and p.code and _holds(p.office.lower(), word)), None)
    if named := named or recent.last((kind, m.code), lambda p: p.office_class == kind and m.code in ("", p.code)):
        return replace(m, name=named.name, code=m.code or named.code, how="office, named in the text")
    code = m.code or usual or finder.home
    name = names.in_office(code, kind, finder.day, word) if code and not DE_FACTO.search(m.text) else ""
    return replace(m, code=code, name=name, how="office, by date" if name else m.how)


def _the_one(finder: Finder, m: Mention, recent: Recent) -> Mention | None:
    """ "The envoy", with nothing else said: the person told last, if that is an envoy."""
    if m.code or m.office_class not in SENT or not THE_ONE.search(finder.folded, m.start - len("The "), m.start):
        return None
    near = takewhile(lambda p: p.sentence >= m.sentence - NEAR, reversed(recent.told))
    word = m.office.lower()
    return next((p for p in near if p.code and _holds(SERVED.sub("", p.office.lower()), word)), None)


def _holds(offices: str, word: str) -> bool:
    """Is one of somebody's offices that very word ("President", not "Vice President")?"""
    return word in re.split(r" and |; ", offices) or (offices.endswith(word) and not offices.endswith(f"vice {word}"))
