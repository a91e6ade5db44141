"""Countries, organizations, places: valid codes, no name claimed twice, the warnings point at names that exist."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from lib.codebook import rows, several
from lib.coder.reading.text import fold, lower
from lib.paths import CODEBOOK

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

KINDS = {"igo", "group", "alliance", "region_government", "armed_group", "party", "ngo", "religious", "state_body"}
SECTORS = {"IGO", "GOV", "MIL", "LEG", "SPY", "REB", "PTY", "OPP", "BUS", "NGO", "PRM", "REL"}
PLACES = {"city", "province", "venue", "base", "region", "sea"}
RULES = {"exact_case", "needs_context", "not_person", "not_before", "not_after", "mask"}
NAMED = {
    "countries": ("name", "aliases", "demonyms", "capital", "seats"),
    "organizations": ("name", "aliases"),
    "places": ("name", "aliases"),
}


def key(name: str) -> str:
    """A name as the coder compares it: no diacritics, lower case."""
    return lower(fold(name))


def names() -> dict[str, set[tuple[str, str]]]:
    """Name as spelled -> the rows that claim it, as (table, code or name)."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for table, columns in NAMED.items():
        for row in rows(table):
            for column in columns:
                for name in several(row[column]):
                    found[name].add((table, row.get("code") or row["name"]))
    return found


def codes() -> set[str]:
    return {r["code"] for table in ("countries", "organizations") for r in rows(table)}


def test_every_member_of_the_united_nations_is_there():
    assert len(UNITED_NATIONS) == 193
    assert sorted(r["code"] for r in rows("countries")) == sorted(UNITED_NATIONS + OTHERS)


def test_every_state_has_a_capital():
    assert [r["code"] for r in rows("countries") if not r["capital"]] == ["HKG", "MAC", "SGP"]  # a city each


def test_no_name_is_claimed_by_two_rows():
    claims: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, owners in names().items():
        claims[key(name)] |= owners
    assert {n: o for n, o in claims.items() if len(o) > 1} == {}


@pytest.mark.parametrize("table", NAMED)
def test_cells_are_clean(table):
    for row in rows(table):
        for column in NAMED[table]:
            values = several(row[column])
            assert ";".join(values) == row[column], row
            assert len(set(values)) == len(values), row
            assert not any(re.search(r"\s\s|[’‘“”|]", v) for v in values), row
        assert row["name"], row


def test_organizations_use_the_vocabularies():
    for row in rows("organizations"):
        assert re.fullmatch(r"ORG:[A-Z0-9_]+", row["code"]), row
        assert row["kind"] in KINDS, row
        assert row["sector"] in SECTORS, row
        assert not row["country"] or row["country"] in codes(), row
        assert set(several(row["members"])) <= codes(), row
        assert row["country"] or row["kind"] != "state_body", row
    assert len({r["code"] for r in rows("organizations")}) == len(rows("organizations"))


@pytest.mark.parametrize(
    ("code", "size"),
    [("ORG:GCC", 6), ("ORG:ARABLEAGUE", 22), ("ORG:OIC", 57), ("ORG:NATO", 32), ("ORG:EU", 27), ("ORG:SCO", 10)],
)
def test_groups_have_their_members(code, size):
    (row,) = [r for r in rows("organizations") if r["code"] == code]
    members = several(row["members"])
    assert len(set(members)) == len(members) == size


def test_places_lie_in_countries_we_know():
    for row in rows("places"):
        assert row["kind"] in PLACES, row
        assert not row["country"] or row["country"] in codes(), row
        assert row["country"] or row["kind"] in {"sea", "region"}, row  # only these may lie in none


@pytest.mark.parametrize("name", ["Western Sahara", "Kashmir", "Greater Tunb", "Durra gas field"])
def test_disputed_land_is_given_to_nobody(name):
    assert [r["country"] for r in rows("places") if name in [r["name"], *several(r["aliases"])]] == [""]


def test_warnings_point_at_names_that_exist():
    known = names()
    for row in rows("ambiguous"):
        rules = set(several(row["rule"]))
        assert rules, row
        assert rules <= RULES, row
        if "mask" in rules:
            assert row["code"] == "", row
            assert row["name"] not in known, row
        else:
            owner = row["code"] or next((o for t, o in known[row["name"]] if t == "places"), "")
            assert owner in {o for _, o in known[row["name"]]}, row
        if rules & {"needs_context", "not_before", "not_after"}:
            assert several(row["clues"]), row


def test_each_name_is_warned_of_once():
    warned = [r["name"] for r in rows("ambiguous")]
    assert len(set(warned)) == len(warned)


@pytest.mark.parametrize(
    "name", ["US", "Georgia", "Jordan", "Chad", "Male", "Turkey", "Washington", "WHO", "Congo", "Tripoli"]
)
def test_the_notorious_names_carry_a_warning(name):
    assert name in {r["name"] for r in rows("ambiguous")}


@pytest.mark.parametrize("table", [*NAMED, "people", "ambiguous"])
def test_the_readme_explains_every_column(table):
    text = (CODEBOOK / "README.md").read_text(encoding="utf8")
    section = text.split(f"### {table}.csv")[1].split("\n### ")[0]
    for column in rows(table)[0]:
        assert re.search(rf"\b{column}\b", section), (table, column)
