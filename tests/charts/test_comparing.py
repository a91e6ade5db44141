"""Actors and pairs under each other: one scale, one time, every mark leads to its rows; and the table of ranks."""

from datetime import date

import pandas as pd
import pytest

from lib.charts import clipping, comparing, theme
from lib.measures.counts import comparing as measures
from lib.measures.waves.curated import War
from tests.charts.test_charts import keys, meeting

ONES = ["IRN-OMN", "ISR-JOR", "KWT"]
WAR = War("IRN", "OMN", date(2023, 6, 1), "2023-06-20", "An invented war", "https://example.org", "")


def rows(*more: dict) -> pd.DataFrame:
    told = [
        meeting(0, "2023-01-05", parties=["IRN", "OMN"]),
        meeting(1, "2023-01-06", parties=["IRN", "OMN"]),
        meeting(2, "2023-01-01", "2023-12-31", "year", parties=["IRN", "OMN"]),
        meeting(3, "2023-09-09", parties=["ISR", "JOR"]),
    ]
    return pd.DataFrame([*told, *more])


@pytest.fixture
def milestones():
    step = {"parties": ["ISR", "JOR"], "event": "A step <b>", "date_precision": "day"}
    return pd.DataFrame([meeting(0, "2023-10-10", key="c0", direction="+") | step]).assign(one="ISR-JOR")


def drawn(meetings: pd.DataFrame, milestones: pd.DataFrame, by: str = "month"):
    counts, vague = measures.counts(meetings, ONES, by)
    return comparing.multiples(counts, vague, milestones, {"IRN-OMN": [WAR]}, ONES, by)


def test_meetings_without_a_date_are_told_of(milestones):
    meetings = rows()
    meetings.loc[meetings.index[:2], ["date_start", "date_end"]] = pd.NaT
    left = measures.undated(meetings, ONES)
    assert left == 2
    counts, vague = measures.counts(meetings, ONES, "month")
    fig = comparing.multiples(counts, vague, milestones, {}, ONES, "month", left)
    assert "2 meetings without a date are not drawn." in fig.layout.meta["note"]


def test_all_have_one_scale_and_one_time_and_every_row_is_behind_a_mark(milestones):
    fig = drawn(rows(), milestones)
    scales = [axis.range for axis in fig.select_yaxes() if axis.visible is not False]
    assert len(scales) == len(ONES)
    assert len({*scales}) == 1
    assert len({tuple(axis.range) for axis in fig.select_xaxes()}) == 1
    assert {axis.matches for axis in fig.select_xaxes()} == {None, "x"}
    assert keys(fig) == {"m0", "m1", "m2", "m3", "c0"}
    assert [note.text for note in fig.layout.annotations] == [
        "<b>Iran – Oman</b>",
        "<b>Israel – Jordan</b>",
        "<b>Kuwait</b>",
    ]


def test_what_is_vague_what_was_a_step_and_who_was_at_war_is_drawn_and_said(milestones):
    fig = drawn(rows(), milestones)
    pale = next(t for t in fig.data if t.orientation == "h" and len(t.x))
    assert pale.x[0] / 86_400_000 == 365
    step = next(t for t in fig.data if t.type == "scatter" and len(t.x))
    assert (step.marker.color, step.marker.symbol) == (theme.COLOURS["+"], "triangle-up")
    assert len(fig.layout.shapes) == 2  # over the bars of the pair, and over what stands under them
    note = fig.layout.meta["note"]
    assert "An invented war (1 June 2023 to 19 June 2023)" in note
    assert "Pale bars" in note
    assert "Kuwait: no meetings, no milestones" in fig.layout.meta["alt"]


def test_an_axis_of_few_meetings_counts_whole_ones(milestones):
    many = [meeting(n, f"2023-01-{n:02}", parties=["ISR", "JOR"]) for n in range(4, 12)]
    few, more = (
        {axis.dtick for axis in drawn(table, milestones).select_yaxes() if axis.visible is not False}
        for table in (rows(), rows(*many))
    )
    assert (few, more) == ({1}, {None})


def test_what_is_not_there_is_not_spoken_of(milestones):
    note = drawn(rows().iloc[3:], milestones.iloc[:0]).layout.meta["note"]
    assert "Pale" not in note
    assert "Triangles" not in note


def test_a_month_far_above_the_others_is_cut_off_in_all_of_them(milestones):
    often = [meeting(10 + n, "2023-05-05", parties=["KWT", "IRQ"]) for n in range(60)]
    some = [meeting(100 + n, f"2023-0{2 + n}-05", parties=["KWT", "IRQ"]) for n in range(3)]
    fig = drawn(rows(*often, *some), milestones)
    assert [note.text for note in fig.layout.annotations if note.name == clipping.NAME] == ["▴ 60"]
    assert {axis.range[1] for axis in fig.select_yaxes() if axis.visible is not False} == {3.0}


def test_the_table_of_ranks_tells_rank_direction_and_number():
    years = {"KWT": (1, 4), "IRN-OMN": (3, 2)}
    met = pd.DataFrame(
        [
            meeting(100 * year + n, f"{2021 + year}-05-05", parties=one.split("-") if "-" in one else [one, "IRQ"])
            for one, counts in years.items()
            for year, count in enumerate(counts)
            for n in range(count)
        ]
    )
    fig = comparing.ranks(measures.ranks(met, ["KWT", "IRN-OMN"]))
    told = {(x, y): text for x, y, text in zip(fig.data[1].x, fig.data[1].y, fig.data[1].text, strict=True)}
    assert told[("2022", "Kuwait")] == "1. ▲<br>4"
    assert told[("2022", "Iran – Oman")] == "2. ▼<br>2"
    assert told[("2021", "Iran – Oman")] == "1.<br>3"
