"""Office-holders: dates that can be true, one holder at a time, a source each."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from lib.codebook import rows
from lib.codebook.records import Country, Organization, Place, Tenure
from lib.coder.reading.text import fold, lower

SINGLE = {  # one holder at a time
    "head_of_state",
    "head_of_government",
    "crown_prince",
    "foreign_minister",
    "defence_minister",
    "national_security_adviser",
    "intelligence_chief",
    "secretary_general",
    "head_of_organization",
}
PEOPLE = rows(Tenure)


def key(name: str) -> str:
    return lower(fold(name))


def holder(country: str, office_class: str, day: str) -> set[str]:
    """Who held an office of this class on a day."""
    return {
        r.name
        for r in PEOPLE
        if (r.country, r.office_class) == (country, office_class)
        and (not r.from_ or r.from_[: len(day)] <= day)
        and (not r.to or day <= r.to + "~")
    }


def test_dates_are_in_order():
    for row in PEOPLE:
        if row.from_ and row.to:
            short = min(len(row.from_), len(row.to))
            assert row.from_[:short] <= row.to[:short], row
            assert row.to >= "2019", row  # the list begins there


def test_every_term_names_its_source():
    for row in PEOPLE:
        assert row.source, row
        assert all(re.match(r"https?://\S+$", s) for s in row.source), row


def test_there_are_enough_of_them():
    assert len(PEOPLE) >= 400
    by_country = Counter(r.country for r in PEOPLE)
    region = re.findall(
        "[A-Z]{3}", "IRN SAU ARE QAT BHR KWT OMN IRQ SYR LBN JOR ISR PSE YEM EGY SDN LBY TUN DZA MAR TUR"
    )
    assert [c for c in region if by_country[c] < 2] == []


def test_one_holder_at_a_time():
    offices = defaultdict(list)
    for row in PEOPLE:
        if row.office_class in SINGLE and row.from_:
            offices[row.country, row.office].append(row)
    for terms in offices.values():
        terms.sort(key=lambda r: r.from_)
        for a, b in pairwise(terms):
            assert a.to, (a, b)
            short = min(len(a.to), len(b.from_))
            assert a.to[:short] <= b.from_[:short], (a, b)


def test_a_name_means_one_person():
    claims = defaultdict(set)
    for row in PEOPLE:
        for name in [row.name, *row.aliases]:
            claims[key(name)].add(row.name)
    assert {n: p for n, p in claims.items() if len(p) > 1} == {}


def test_a_person_has_the_same_aliases_in_every_row():
    aliases = defaultdict(set)
    for row in PEOPLE:
        aliases[row.name].add(row.aliases)
    assert {n: a for n, a in aliases.items() if len(a) > 1} == {}


def test_a_short_name_is_no_country_place_or_organization():
    taken = {key(n) for r in rows(Country) for n in (r.name, *r.aliases, *r.demonyms, *r.capital, *r.seats)}
    taken |= {key(n) for r in (*rows(Organization), *rows(Place)) for n in (r.name, *r.aliases)}
    assert {n for r in PEOPLE for n in (r.name, *r.aliases) if key(n) in taken} == set()


def test_family_names_shared_by_many_are_no_alias():
    shared = {
        "al-thani",
        "al thani",
        "al-sabah",
        "al sabah",
        "al khalifa",
        "al nahyan",
        "al saud",
        "kim",
        "lee",
        "li",
        "wang",
        "khan",
    }
    assert {a for r in PEOPLE for a in r.aliases if key(a) in shared} == set()


@pytest.mark.parametrize(
    ("country", "office_class", "day", "name"),
    [
        ("IRN", "foreign_minister", "2023-08-20", "Hossein Amir-Abdollahian"),
        ("IRN", "foreign_minister", "2024-06-15", "Ali Bagheri Kani"),
        ("IRN", "foreign_minister", "2025-04-12", "Abbas Araghchi"),
        ("IRN", "head_of_government", "2023-08-20", ""),  # the office was abolished in 1989
        ("CHN", "foreign_minister", "2023-03-10", "Qin Gang"),
        ("CHN", "foreign_minister", "2023-08-20", "Wang Yi"),
        ("CHN", "national_security_adviser", "2023-03-10", "Wang Yi"),
        ("SAU", "national_security_adviser", "2023-03-10", "Musaed al-Aiban"),
        ("IRN", "national_security_adviser", "2023-03-10", "Ali Shamkhani"),
        ("USA", "foreign_minister", "2021-02-01", "Antony Blinken"),
        ("USA", "foreign_minister", "2025-05-14", "Marco Rubio"),
        ("EGY", "foreign_minister", "2024-07-02", "Sameh Shoukry"),
        ("EGY", "foreign_minister", "2024-07-04", "Badr Abdelatty"),
        ("TUR", "foreign_minister", "2023-01-10", "Mevlut Cavusoglu"),
        ("TUR", "foreign_minister", "2023-09-01", "Hakan Fidan"),
        ("ISR", "foreign_minister", "2022-03-28", "Yair Lapid"),
        ("ISR", "head_of_government", "2022-03-28", "Naftali Bennett"),
        ("ORG:GCC", "secretary_general", "2021-01-05", "Nayef al-Hajraf"),
        ("ORG:NATO", "secretary_general", "2024-09-30", "Jens Stoltenberg"),
    ],
)
def test_who_held_the_office_on_the_day(country, office_class, day, name):
    assert holder(country, office_class, day) == ({name} if name else set())
