"""Bars, timelines and calendars at their edges: one mark, very many, none dated; each mark clickable and told in words."""

from itertools import pairwise

import pandas as pd
import pytest

from lib.charts import bars, calendar, labels, spans, theme, timeline
from tests.charts.test_charts import keys, meeting


def steps(*signs: str) -> pd.DataFrame:
    rows = [meeting(0, "2023-03-10", key=f"c{n}", direction=s, event="x") for n, s in enumerate(("+", *signs))]
    return pd.DataFrame(rows).iloc[1:]


def crowd(undated: int = 0) -> pd.DataFrame:
    dated = [meeting(n, f"2023-{1 + n % 3:02}-05") for n in range(timeline.CROWD + 1)]
    return pd.DataFrame(dated + [meeting(9000 + n, kind="talks") for n in range(undated)])


# ---------------------------------------------------------------- timeline
def test_a_crowd_keeps_its_milestones_and_those_without_a_date():
    fig = timeline.timeline(crowd(undated=2), steps("+", "-"))
    assert {"c1", "c2", "m9000", "m9001"} <= keys(fig)
    aside = next(t for t in fig.data if t.orientation == "h")
    assert (list(aside.x), list(aside.y)) == ([2], ["No date"])
    assert [a.title.text for a in fig.select_xaxes()] == [None, "date", "meetings without a date"]
    assert fig.layout.yaxis.title.text == "meetings a month"
    assert "milestones" in fig.layout.meta["note"]
    assert "January 2023 (134), with 2 milestones" in fig.layout.meta["alt"]


def test_a_crowd_without_milestones_says_nothing_of_them():
    fig = timeline.timeline(crowd(), steps())
    assert fig.layout.xaxis.title.text == "date"
    assert "milestones" not in fig.layout.meta["note"] + fig.layout.meta["alt"]
    assert not any(t.orientation == "h" for t in fig.data)


def test_the_parts_of_a_crowd_stand_clear_of_each_other():
    fig = timeline.timeline(crowd(undated=2), steps("+"))
    places = sorted(axis.domain for axis in fig.select_yaxes())
    assert places[0][0] == 0
    assert places[-1][1] == 1
    assert all(lower[1] < upper[0] for lower, upper in pairwise(places))


def test_a_kind_has_one_colour_and_one_place_in_the_legend():
    both = pd.concat([crowd(), pd.DataFrame([meeting(9999)])])
    shown = [t for t in timeline.timeline(both, steps()).data if t.showlegend is not False]
    assert [t.name for t in shown] == ["Meeting"]


def test_contacts_without_any_date_have_lanes_of_their_own():
    fig = timeline.timeline(pd.DataFrame([meeting(0), meeting(1, kind="talks")]), steps())
    assert "xaxis2" not in fig.layout
    assert {t.xaxis or "x" for t in fig.data} == {"x"}
    assert set(fig.layout.yaxis.ticktext) == {"Meeting", "Talks"}
    assert keys(fig) == {"m0", "m1"}
    assert "at the right" not in fig.layout.meta["note"]


def test_a_whole_crowd_without_any_date_is_one_bar():
    fig = timeline.timeline(pd.DataFrame([meeting(n) for n in range(timeline.CROWD + 1)]), steps())
    assert [t.orientation for t in fig.data] == ["h"]
    assert len(keys(fig)) == timeline.CROWD + 1


def test_more_undated_contacts_than_have_room_are_one_ring_with_their_number():
    some = [meeting(n) for n in range(timeline.RINGS + 1)] + [meeting(90, kind="talks"), meeting(91, "2023-01-01")]
    fig = timeline.timeline(pd.DataFrame(some), steps())
    named = dict(zip(fig.layout.yaxis.tickvals, fig.layout.yaxis.ticktext, strict=True))
    rings = {named[t.y[0]]: t for t in fig.data if t.xaxis == "x2"}
    assert list(rings["Meeting"].text) == [str(timeline.RINGS + 1)]
    assert rings["Meeting"].customdata[0][0] == "m0 m1 m2 m3"
    assert rings["Talks"].text is None
    assert "A ring with a number" in fig.layout.meta["note"]


def test_the_note_of_a_timeline_tells_only_of_what_is_there():
    fig = timeline.timeline(pd.DataFrame([meeting(0, "2023-01-01")]), steps())
    assert fig.layout.meta["note"] == "A dot is a day."


# ---------------------------------------------------------------- bars
def actors() -> pd.DataFrame:
    return pd.DataFrame(
        {"name": ["Iran", "Wang", "Oman"], "kind": ["country", "person", "country"], "v": [9, 5, 1], "keys": "a1"}
    )


def test_colours_have_a_legend_where_bars_share_them():
    table = actors()
    fig = bars.ranked(table, "v", "name", "mentions", colours=table["kind"])
    assert fig.layout.showlegend
    assert {t.name: t.marker.color for t in fig.data} == {
        "Country": theme.COLOURS["country"],
        "Person": theme.COLOURS["person"],
    }
    assert list(fig.layout.yaxis.categoryarray) == ["Iran", "Wang", "Oman"]  # ranked across the colours


def test_a_bar_whose_name_says_its_colour_needs_no_legend():
    table = actors().iloc[:2]
    fig = bars.ranked(table, "v", "name", "mentions", colours=table["kind"])
    assert not fig.layout.showlegend
    assert list(fig.data[0].marker.color) == [theme.COLOURS["country"], theme.COLOURS["person"]]


def test_one_bar_leaves_room_for_its_axis():
    fig = bars.ranked(actors().iloc[:1], "v", "name", "mentions")
    assert fig.layout.minreducedheight + 60 <= fig.layout.height  # Plotly's own 64 px would eat the words below


def test_numbers_beside_bars_have_a_margin_as_wide_as_they_are():
    few, many = (bars.ranked(actors().assign(v=v), "v", "name", "mentions") for v in (3, 1_234_567))
    assert many.layout.margin.r - few.layout.margin.r >= 6 * 8


def test_one_is_told_in_the_singular():
    assert bars.ranked(actors(), "v", "name", "mentions").data[0].hovertext[2] == "<b>Oman</b><br>1 mention"


def test_two_actors_of_one_name_have_a_bar_each():
    assert len(set(bars.ranked(actors().assign(name="Same"), "v", "name", "mentions").data[0].y)) == 3


# ---------------------------------------------------------------- calendar, terms of office, words
@pytest.mark.parametrize(
    ("most", "legend"),
    [
        (1, ["1 meeting"]),
        (2, ["1 meeting", "2 meetings"]),
        (3, ["1 meeting", "2 meetings", "3 meetings"]),
        (7, ["1 meeting", "2 to 3 meetings", "4 to 7 meetings"]),
    ],
)
def test_the_shades_of_a_calendar_have_a_legend(most, legend):
    days = pd.DataFrame({"day": pd.to_datetime(["2023-01-01", "2023-01-02"]), "meetings": [1, most], "keys": "m1"})
    fig = calendar.calendar(days, 2023)
    shown = [t for t in fig.data if t.type == "scatter" and t.showlegend is not False]
    assert [t.name for t in shown] == legend
    used = sorted(set(fig.data[0].z) - {0})
    assert used[-1] == len(legend)
    assert fig.data[0].colorscale[-1][1] == shown[-1].marker.color


def test_a_day_with_one_contact_is_told_in_the_singular():
    days = pd.DataFrame({"day": pd.to_datetime(["2023-01-01"]), "meetings": [1], "keys": "m1"})
    fig = calendar.calendar(days, 2023)
    assert fig.data[1].hovertext[0].endswith("1 meeting")
    assert "1 meeting on 1 day," in fig.layout.meta["alt"]


def test_terms_of_office_say_that_they_open_no_sentence():
    terms = pd.DataFrame({"office": ["Minister"], "start": pd.to_datetime(["2020-01-01"]), "end": [pd.NaT]})
    assert "no sentence to open" in spans.offices(terms).layout.meta["note"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Sovereignty, non-interference", "Sovereignty,<br>non-interference"),
        ("a <b> & more", "a &lt;b&gt; &amp; more"),
        ("Palestine Liberation Organization of all", "Palestine<br>Liberation…"),
        ("Abcdefghij-klmnopqrstu", "Abcdefghij-<br>klmnopqrstu"),
    ],
)
def test_names_are_fitted_and_escaped(name, told):
    assert labels.fitted(name, 17, 2) == told
