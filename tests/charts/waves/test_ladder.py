"""The ladder of a pair: where it began, what is unknown drawn as unknown, wars as bands, limits as limits."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from lib.catalogue.dyads import LADDER
from lib.catalogue.measured import Measured
from lib.catalogue.rows import milestones
from lib.charts.waves.ladder import LANE, ladder
from lib.charts.waves.marks import moment
from lib.codebook import stages
from lib.measures.days import number
from lib.measures.parameters import DEFAULTS
from lib.measures.waves import status
from lib.measures.waves.curated import War
from lib.measures.waves.status import Standing, walk

START, END = number(date(2021, 1, 1)), number(date(2022, 12, 31))
RECALL, TALKS, RESTORED = ("recall", 6), ("talks", 3), ("restoration", 5)


def steps(began: Standing, *taken: tuple[str, int]) -> pd.DataFrame:
    """Steps a hundred days apart, as status.ladder gives them."""
    rows, at = [], began
    for n, after in enumerate(walk(at, taken)):
        first, stage = START + 100 * (n + 1), taken[n][0]
        rows.append((n, first, first + 1, stage, at.rung, *after[:2], after.treaty, after != at))
        at = after
    table = pd.DataFrame(rows, columns=list(status.COLUMNS))
    severity = [stages()[stage].severity for stage in table["stage"]]
    return table.assign(severity=severity, keys=[f"c{n}" for n in range(len(rows))], hover="told")


def drawn(began: Standing, *taken: tuple[str, int], wars: tuple[War, ...] = (), told: str = "Told."):
    return ladder(steps(began, *taken), began, told, wars, (START, END))


def line(fig, name: str) -> list[tuple[str, float]]:
    """The corners of a line, breaks left out."""
    trace = next((t for t in fig.data if t.name == name), None)
    told = [] if trace is None else zip(trace.x, trace.y, strict=True)
    return [(str(np.datetime64(x, "D")), float(y)) for x, y in told if not pd.isna(y)]


def marks(fig) -> list:
    return [trace for trace in fig.data if trace.mode == "markers"]


def war(first: str, until: str, name: str = "a long war") -> War:
    return War("AAA", "BBB", date.fromisoformat(first), until, name, "https://example.org", "")


def test_it_begins_where_the_pair_stood_and_says_why():
    fig = drawn(Standing(1, 1), TALKS, told="No relations since <1999>.")
    corners = [("2021-01-01", 1), ("2021-04-11", 1), ("2021-04-11", 3), ("2022-12-31", 3)]
    assert line(fig, "where they stood") == corners
    square = next(trace for trace in marks(fig) if trace.name == "where they began")
    assert (square.y[0], square.hovertext[0]) == (1, "No relations since &lt;1999&gt;.")
    assert "Began: No relations since <1999>." in fig.layout.meta["alt"]


def test_what_is_unknown_is_a_grey_lane_with_open_marks_and_no_rung():
    fig = drawn(Standing(), RECALL, TALKS)
    assert line(fig, "unknown") == [
        ("2021-01-01", LANE),
        ("2021-04-11", LANE),
        ("2021-04-11", LANE),
        ("2021-07-20", LANE),
    ]
    assert line(fig, "where they stood") == [("2021-07-20", 3), ("2022-12-31", 3)]
    assert not [trace for trace in marks(fig) if trace.name == "where they began"]
    closer, setback = marks(fig)
    assert list(setback.marker.symbol) == ["triangle-down-open"]
    assert list(closer.marker.symbol) == ["triangle-up"]
    assert fig.layout.yaxis.ticktext[0] == "unknown"
    assert fig.layout.yaxis.range[0] < LANE


def test_a_pair_that_is_known_throughout_has_no_lane_for_the_unknown():
    fig = drawn(Standing(7, 7), RECALL)
    assert "unknown" not in fig.layout.yaxis.ticktext
    assert "unknown" not in [trace.name for trace in fig.data]
    assert fig.layout.yaxis.ticktext[0] == "no relations"


def test_a_setback_of_the_unknown_is_an_upper_limit_and_says_so():
    fig = drawn(Standing(), RECALL)
    assert line(fig, "at most") == [("2021-04-11", 6), ("2022-12-31", 6)]
    assert [a.text for a in fig.layout.annotations] == ["at most missions"]
    assert "Dashed" in fig.layout.meta["note"]


def test_a_limit_ends_with_the_step_that_reaches_it():
    fig = drawn(Standing(), ("rupture", 1), RESTORED)
    assert line(fig, "at most") == [("2021-04-11", 1), ("2021-07-20", 1)]
    assert not fig.layout.annotations


@pytest.mark.parametrize(
    ("one", "band", "told"),
    [
        (war("2021-05-01", "2021-05-11"), ("2021-05-01", "2021-05-11"), "1 May 2021 to 10 May 2021"),
        (war("2015-01-01", "2021-02-01"), ("2021-01-01", "2021-02-01"), "1 January 2015 to 31 January 2021"),
        (war("2022-12-01", "ongoing"), ("2022-12-01", "2023-01-01"), "1 December 2022 to now"),
    ],
)
def test_a_war_is_a_band_over_the_ladder_with_its_name(one, band, told):
    fig = drawn(Standing(7, 7), ("hostility", -1), wars=(one,))
    found = next(trace for trace in fig.data if trace.name == "at war")
    assert (str(found.x[0])[:10], str(found.x[1])[:10]) == band
    assert min(found.y) < 1
    assert max(found.y) > 8
    assert found.text == f"<b>a long war</b><br>{told}"
    assert f"a long war ({told})" in fig.layout.meta["note"]
    assert f"At war: a long war, {told}." in fig.layout.meta["alt"]
    assert line(fig, "where they stood")[-1] == ("2022-12-31", 7)


def test_wars_have_one_place_in_the_legend_and_those_of_another_time_none():
    wars = (war("2021-02-01", "2021-03-01"), war("2022-02-01", "2022-03-01"), war("2010-01-01", "2021-01-01"))
    fig = drawn(Standing(7, 7), RECALL, wars=wars)
    assert [trace.showlegend for trace in fig.data if trace.name == "at war"] == [True, False]
    assert fig.layout.showlegend


def test_names_of_wars_are_escaped():
    fig = drawn(Standing(7, 7), RECALL, wars=(war("2021-02-01", "2021-03-01", "<b>x"),))
    assert next(t for t in fig.data if t.name == "at war").text.startswith("<b>&lt;b&gt;x</b>")


def test_every_step_has_its_mark_at_its_rung_large_where_it_moved_the_pair():
    fig = drawn(Standing(1, 1), TALKS, TALKS, ("suspended_talks", 2))
    closer, setback = (trace for trace in marks(fig) if trace.name.startswith("a "))
    assert list(closer.y) == [3, 3]
    assert closer.marker.size[0] > closer.marker.size[1]
    assert list(setback.y) == [2]
    assert [row[0] for trace in (closer, setback) for row in trace.customdata] == ["c0", "c1", "c2"]
    assert "11 April 2021 talks; 28 October 2021 suspended talks" in fig.layout.meta["alt"]


def test_the_time_axis_holds_the_whole_span():
    first, last = (np.datetime64(end) for end in drawn(Standing(1, 1), TALKS).layout.xaxis.range)
    assert first < moment(START)
    assert last > moment(END)


def test_the_record_draws_a_pair_from_the_baseline_with_its_wars():
    tables = {"milestones": milestones(), "articles": pd.DataFrame({"origin": [], "source": []})}
    record = LADDER.draw(Measured.of("chronology", DEFAULTS, tables), {"pair": "ORG:HOUTHI-SAU"})
    names = [trace.name for trace in record.figure.data]
    assert "at war" in names
    assert "where they began" in names
    assert "at_most" in record.rows
