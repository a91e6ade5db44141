"""Countries, organizations, places: valid codes, no name claimed twice, the warnings point at names that exist."""

import re
from collections import defaultdict

import pytest

from lib.codebook import rows
from lib.codebook.records import Ambiguity, Country, Organization, Place
from lib.coder.reading.text import fold, lower

# Members of the United Nations, ISO 3166-1 alpha-3.
UNITED_NATIONS = re.findall(
    "[A-Z]{3}",
    """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI
FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN
KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT
ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON
TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
""",
)
OTHERS = ["HKG", "MAC", "PSE", "TWN", "VAT", "XKX"]

NAMED = {
    Country: ("name", "aliases", "demonyms", "capital", "seats"),
    Organization: ("name", "aliases"),
    Place: ("name", "aliases"),
}


def key(name: str) -> str:
    """A name as the coder compares it: no diacritics, lower case."""
    return lower(fold(name))


def several(cell):
    return cell if isinstance(cell, tuple) else (cell,)


def names() -> dict[str, set[tuple[type, str]]]:
    """Name as spelled -> the rows that claim it, as (table, code or name)."""
    found: dict[str, set[tuple[type, str]]] = defaultdict(set)
    for table, columns in NAMED.items():
        for row in rows(table):
            for column in columns:
                for name in several(getattr(row, column)):
                    found[name].add((table, getattr(row, "code", "") or row.name))
    return found


def test_every_member_of_the_united_nations_is_there():
    assert len(UNITED_NATIONS) == 193
    assert sorted(r.code for r in rows(Country)) == sorted(UNITED_NATIONS + OTHERS)


def test_every_state_has_a_capital():
    assert [r.code for r in rows(Country) if not r.capital] == ["HKG", "MAC", "SGP"]  # a city each


def test_no_name_is_claimed_by_two_rows():
    claims: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, owners in names().items():
        claims[key(name)] |= owners
    assert {n: o for n, o in claims.items() if len(o) > 1} == {}


@pytest.mark.parametrize("table", NAMED)
def test_cells_are_clean(table):
    for row in rows(table):
        for column in NAMED[table]:
            values = several(getattr(row, column))
            assert len(set(values)) == len(values), row
            assert not any(re.search(r"\s\s|[’‘“”|]", v) for v in values), row


def test_a_body_of_a_state_names_the_state():
    assert all(row.country for row in rows(Organization) if row.kind == "state_body")


@pytest.mark.parametrize(
    ("code", "size"),
    [("ORG:GCC", 6), ("ORG:ARABLEAGUE", 22), ("ORG:OIC", 57), ("ORG:NATO", 32), ("ORG:EU", 27), ("ORG:SCO", 10)],
)
def test_groups_have_their_members(code, size):
    (row,) = [r for r in rows(Organization) if r.code == code]
    assert len(set(row.members)) == len(row.members) == size


def test_only_seas_and_regions_lie_in_no_country():
    assert {row.kind for row in rows(Place) if not row.country} <= {"sea", "region"}


@pytest.mark.parametrize("name", ["Western Sahara", "Kashmir", "Greater Tunb", "Durra gas field"])
def test_disputed_land_is_given_to_nobody(name):
    assert [r.country for r in rows(Place) if name in (r.name, *r.aliases)] == [""]


def test_warnings_point_at_names_that_exist():
    known = names()
    for row in rows(Ambiguity):
        if "mask" in row.rule:
            assert row.code == "", row
            assert row.name not in known, row
        else:
            owner = row.code or next((o for t, o in known[row.name] if t is Place), "")
            assert owner in {o for _, o in known[row.name]}, row
        if {*row.rule} & {"needs_context", "not_before", "not_after"}:
            assert row.clues, row


@pytest.mark.parametrize("name", ["US", "Georgia", "Male", "Turkey", "WHO", "Congo", "Tripoli"])
def test_the_notorious_names_carry_a_warning(name):
    assert name in {r.name for r in rows(Ambiguity)}
