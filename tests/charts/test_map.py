"""The map: the smallest sheet that holds all, marks for small states, names that cover nothing, what is not on it."""

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lib.charts import labels
from lib.charts import map as maps

ROOT = Path(__file__).parents[2]


def touch(a, b) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def counts(**states: int) -> pd.DataFrame:
    rows = [(code, n, " ".join(f"m{i}" for i in range(n)), "") for code, n in states.items()]
    return pd.DataFrame(rows, columns=["country", "meetings", "keys", "places"])


@pytest.mark.parametrize(
    ("parties", "places", "sheet"),
    [
        (["IRN", "SAU"], [], "region"),
        (["IRN", "SAU", "BHR"], ["PSE"], "region"),
        (["IRN", "CHN"], [], "continents"),
        (["IRN", "SAU"], ["CHE"], "continents"),
        (["IRN", "USA"], [], "world"),
        (["IRN", "SAU"], ["BRA"], "world"),
        (["IRN", "TON"], [], "world"),
        ([], [], "region"),
    ],
)
def test_the_smallest_sheet_that_holds_all_is_shown(parties, places, sheet):
    parties, places = counts(**dict.fromkeys(parties, 1)), counts(**dict.fromkeys(places, 1))
    assert maps.smallest((*parties["country"], *places["country"])) == sheet
    fig = maps.map_(parties, places)
    assert tuple(fig.layout.geo.lonaxis.range) == maps.SHEETS[sheet].longitudes


def test_an_organization_needs_no_sheet():
    assert maps.smallest(["IRN", "ORG:UN"]) == "region"


def test_what_is_off_the_sheet_is_told():
    parties, places = counts(USA=4, IRN=3, CHN=2, SAU=1), counts(CHE=1, IRN=1)
    fig = maps.map_(parties, places, sheet="region")
    assert list(fig.data[0].locations) == ["IRN", "SAU"]
    assert "Not on this sheet: United States (4), China (2) and Switzerland (1)." in fig.layout.meta["note"]
    assert "Not on this sheet: United States (4)" in fig.layout.meta["alt"]
    assert "Not on this sheet: United States (4)." in maps.map_(parties, places, sheet="continents").layout.meta["note"]
    assert "Not on" not in maps.map_(parties, places, sheet="world").layout.meta["note"]


def test_many_off_the_sheet_are_counted():
    many = counts(**dict.fromkeys(["USA", "CAN", "MEX", "BRA", "ARG", "CHL", "PER", "COL", "CUB", "HTI"], 1))
    note = maps.map_(many, counts(), sheet="region").layout.meta["note"]
    assert (
        "Not on this sheet: Argentina (1), Brazil (1), Canada (1), Chile (1), Colombia (1), Cuba (1), Haiti (1), "
        "Mexico (1) and 2 more." in note
    )


@pytest.mark.parametrize("code", ["BHR", "QAT", "KWT", "LBN", "PSE"])
def test_a_small_state_gets_a_mark_that_can_be_clicked(code):
    fig = maps.map_(counts(IRN=2, **{code: 1}), counts(), sheet="region")
    mark = fig.data[3]
    assert (mark.lat[0], mark.lon[0]) == maps.middles()[code][:2]
    assert len(mark.lat) == 1, "Iran is large enough"
    assert mark.customdata[0][0] == "m0"
    assert "Dots and rings" in fig.layout.meta["note"]


def test_the_mark_of_a_small_state_shows_around_the_circle_of_its_place():
    fig = maps.map_(counts(QAT=1), counts(QAT=3), sheet="region")
    assert fig.data[1].marker.size[0] > fig.data[2].marker.size[0]


def test_every_country_of_the_codebook_has_a_place_on_the_map():
    with (ROOT / "data/codebook/countries.csv").open(encoding="utf-8", newline="") as lines:
        assert {row["code"] for row in csv.DictReader(lines)} <= set(maps.middles())
    assert maps.middles()["BHR"][2] == 0, "the outlines bring it now: take it out of LEFT_OUT"


def test_areas_and_middles_are_read_from_the_outlines():
    lat, lon, across = maps.middles()["EGY"]
    assert 22 < lat < 32
    assert 25 < lon < 36
    assert 8.5 < across < 10  # about a million square kilometres


@pytest.mark.parametrize("sheet", list(maps.SHEETS))
@pytest.mark.parametrize("wide", [328, 368, 520, 706, 1031])
def test_names_on_a_map_cover_neither_each_other_nor_a_circle(sheet, wide):
    here = maps.SHEETS[sheet]
    codes = [code for code in maps.middles() if here.holds(code)]
    parties, places = {code: 1 + n % 9 for n, code in enumerate(codes)}, dict.fromkeys(codes[::4], 2)
    fig = maps.map_(counts(**parties), counts(**places), sheet=sheet)
    high = wide / maps.aspect(here)
    drawn = lambda lat, lon: np.array(maps._drawn(lat, lon, here)) * (wide, high)  # noqa: E731
    named, marks = {}, []
    for trace in fig.data[1:]:
        shown = trace.text is None or wide >= max(
            next((t for t in labels.TIERS[1:] if f"from-{t}" in trace.textfont.family), 0), here.named
        )
        for n, (lat, lon) in enumerate(zip(trace.lat, trace.lon, strict=True)):
            at, half = (*drawn(lat, lon), *drawn(lat, lon)), trace.marker.size[n] / 2
            if trace.text is None:
                marks.append((at[0] - half, at[1] - half, at[0] + half, at[1] + half))
            elif shown:
                box = labels.box(trace.text[n], trace.textposition[n], half)
                named[trace.text[n]] = tuple(a + b for a, b in zip(at, box, strict=True))
    assert not [(a, b) for a, b in combinations(named, 2) if touch(named[a], named[b])]
    assert not [a for a in named for mark in marks if touch(named[a], mark)]
    assert bool(named) == (wide >= here.named)


def test_a_map_without_places_says_nothing_of_circles():
    assert "Circles" not in maps.map_(counts(IRN=1), counts()).layout.meta["note"]
    assert "Circles" in maps.map_(counts(IRN=1), counts(IRN=1)).layout.meta["note"]
