"""Axes of time: what is far off is left out, marked and shown on request; a part is drawn out; neighbours are two marks."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from lib.charts import bars, clipping, lanes, theme, timeline
from tests.charts.test_charts import meeting

STEPS = pd.DataFrame([meeting(0, "2023-03-10", key="c0", direction="+", event="Agreement")])


def crowd(*more: dict) -> pd.DataFrame:
    """Two meetings a month from 2021 to 2024, and as many more as make a chart of months of them."""
    days = [f"{year}-{month:02}-0{day}" for year in range(2021, 2025) for month in range(1, 13) for day in (3, 9)]
    rows = [meeting(n, days[n % len(days)]) for n in range(timeline.CROWD + 1)]
    return pd.DataFrame([*rows, *more])


def marked(fig) -> list[str]:
    return [note.text for note in fig.layout.annotations if note.name == clipping.NAME]


def test_an_axis_leaves_out_the_few_meetings_of_another_time_and_says_so():
    fig = timeline.timeline(crowd(meeting(900, "1956-10-29"), meeting(901, "1978-09-17")), STEPS)
    assert pd.Timestamp(fig.layout.xaxis.range[0]).year == 2020
    assert fig.layout.xaxis.range == fig.layout.xaxis2.range  # of the months, and of the milestones
    assert marked(fig) == ["◂ 2 earlier"]
    assert "Off the chart are 2 before January 2021." in fig.layout.meta["note"]


def test_a_month_far_above_the_others_is_cut_off_with_its_number():
    fig = timeline.timeline(crowd(*(meeting(1000 + n, "2023-10-10") for n in range(200))), STEPS)
    assert marked(fig) == [f"▴ {200 + 8}"]
    assert fig.layout.yaxis.range[1] < 20
    assert "1 bar is cut off, so that the others can be told apart; it says its number." in fig.layout.meta["note"]


def test_the_whole_of_it_is_a_copy_without_the_marks():
    rows = crowd(meeting(900, "1956-10-29"), *(meeting(1000 + n, "2023-10-10") for n in range(200)))
    fig = theme.headed(timeline.timeline(rows, STEPS), "A finding", "an article")
    whole = clipping.whole(fig)
    assert pd.Timestamp(whole.layout.xaxis.range[0]).year < 1957
    assert whole.layout.yaxis.range[1] > 200
    assert not marked(whole)
    assert "off the chart" not in whole.layout.meta["note"].lower()
    assert whole.layout.meta["title"] == "A finding"
    assert len(marked(fig)) == 2


def test_what_is_not_far_is_all_there():
    fig = timeline.timeline(crowd(meeting(900, "2020-08-13")), STEPS)
    assert "whole" not in fig.layout.meta
    assert not marked(fig)


def test_time_is_drawn_out_by_dragging_on_all_its_axes_at_once_and_counts_are_not():
    fig = timeline.timeline(crowd(meeting(900)), STEPS)
    assert fig.layout.dragmode == "zoom"
    assert [axis.fixedrange for axis in fig.select_xaxes()] == [
        False,
        False,
        True,
    ]  # the last counts those without a date
    assert fig.layout.xaxis2.matches == "x"
    assert all(axis.fixedrange for axis in fig.select_yaxes())
    assert (
        bars.ranked(pd.DataFrame({"v": [1], "n": ["Oman"], "keys": ["m1"]}), "v", "n", "meetings").layout.dragmode
        is False
    )


def test_an_axis_of_numbers_is_fixed():
    fig = theme.finish(go.Figure(go.Scatter(x=[1, 2], y=[1, 2])))
    assert fig.layout.xaxis.fixedrange
    assert fig.layout.dragmode is False


# ---------------------------------------------------------------- marks that keep apart
def heights(*days: str) -> list[float]:
    """Of the dots of these days, among others over six years, in the order of the days."""
    rows = [meeting(n, day) for n, day in enumerate(days)]
    fig = timeline.timeline(pd.DataFrame([*rows, meeting(98, "2020-01-01"), meeting(99, "2026-01-01")]), STEPS.iloc[:0])
    at = {row[0]: y for trace in fig.data for row, y in zip(trace.customdata, trace.y, strict=True)}
    return [at[row["key"]] for row in rows]


@pytest.mark.parametrize("days", [("2023-05-04", "2023-05-05"), ("2023-05-04", "2023-05-04")])
def test_two_meetings_a_day_apart_are_two_marks(days):
    one, other = heights(*days)
    assert abs(one - other) >= lanes.MARK


def test_meetings_months_apart_stand_in_one_line():
    assert len({*heights("2021-05-04", "2022-05-05", "2024-05-04")}) == 1


def test_marks_stand_the_same_whatever_the_order_of_the_rows():
    rows = pd.DataFrame([meeting(n, f"2023-05-{1 + n:02}") for n in range(9)])
    one = timeline.timeline(rows, STEPS).data[0]
    other = timeline.timeline(rows.iloc[::-1], STEPS).data[0]
    assert dict(zip(one.x, one.y, strict=True)) == dict(zip(other.x, other.y, strict=True))


def test_a_lane_grows_with_what_stands_in_it_up_to_a_limit():
    one_day = pd.DataFrame([meeting(n, "2023-05-04") for n in range(40)])
    placed = lanes.lanes({"Meeting": one_day}, pd.Timedelta(days=2000))
    assert placed.at.nunique() == lanes.LEVELS
    assert placed.at.between(0, placed.high).all()


def test_a_picture_shows_the_part_of_the_time_that_is_seen_on_all_axes_of_time():
    fig = timeline.timeline(crowd(meeting(900)), STEPS)
    seen = clipping.part(fig, date(2023, 1, 1), date(2023, 6, 30))
    assert [str(axis.range[0])[:10] for axis in seen.select_xaxes() if axis.type == "date"] == ["2023-01-01"] * 2
    assert fig.layout.xaxis.range != seen.layout.xaxis.range
