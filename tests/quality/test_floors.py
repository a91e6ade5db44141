"""The quality gate: scores on the open gold, held to their floors, and what is written down of them."""

import json

import pytest

from lib.measures.matching import interval
from tests.quality import gold, report
from tests.quality.measure import measure, scores

pytestmark = pytest.mark.xdist_group("quality")  # coded once
HELD = json.loads(report.FLOORS.read_text("utf-8"))


@pytest.fixture(scope="module")
def done():
    return {part: measure(read := gold.read(part), gold.code(read)) for part in gold.PARTS}


@pytest.mark.parametrize("part", gold.PARTS)
def test_no_score_falls_below_its_floor(done, part):
    measured = scores(done[part])
    assert measured.keys() == HELD[part].keys()
    assert report.fallen(HELD[part], measured) == {}, "floor and score; python -m tests.quality --help"


def test_every_floor_that_was_lowered_has_a_reason():
    assert [lowered for lowered in HELD["lowered"] if not lowered["because"].strip()] == []


def test_the_method_page_shows_what_is_measured(done):
    shown = json.loads(report.PAGE.read_text("utf-8"))
    fresh = json.loads(json.dumps(report.page(done["figures"], gold.read("figures"))))
    assert shown | {"measured": ""} == fresh | {"measured": ""}, "run: python -m tests.quality"


def test_floors_rise_and_only_a_reason_lowers_them():
    held = {"lowered": [], "development": {"kind": 0.9, "date": 0.8}}
    now = {"development": {"kind": 0.85, "date": 0.95, "people": 0.7}}
    kept = report.moved(held, now, because="")
    assert kept == {"lowered": [], "development": {"kind": 0.9, "date": 0.95, "people": 0.7}}
    assert report.fallen(kept["development"], now["development"]) == {"kind": (0.9, 0.85)}
    lower = report.moved(held, now, because="visits of one day became meetings")
    assert report.fallen(lower["development"], now["development"]) == {}
    assert [(one["floor"], one["from"], one["to"]) for one in lower["lowered"]] == [("development kind", 0.9, 0.85)]


def test_an_interval_is_wide_where_cases_are_few():
    assert interval(9, 10) == (0.596, 0.982)
    assert interval(5, 5)[0] < interval(500, 500)[0] < 1
    assert interval(0, 0) == (0.0, 1.0)
