"""Each chart: marks that lead to their rows, words that are escaped, dates no more precise than the text."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from lib.charts import bars, calendar, labels, matrix, network, spans, theme, timeline
from lib.charts import map as maps
from lib.measures.counts import networks, summaries

HOSTILE = '<a href="https://example.org">x</a>'


def meeting(n: int, start: str = "", end: str = "", precision: str = "day", **other) -> dict:
    return {
        "key": f"m{n}",
        "kind": "meeting",
        "status": "held",
        "date_start": pd.Timestamp(start) if start else pd.NaT,
        "date_end": pd.Timestamp(end or start) if start else pd.NaT,
        "date_precision": precision if start else "unknown",
        "parties": ["IRN", "SAU"],
        "people": ["A", "B"],
        "place": "",
        "place_country": "",
        **other,
    }


@pytest.fixture
def meetings():
    return pd.DataFrame(
        [
            meeting(0, "2023-08-20", kind="phone_call"),
            meeting(1, "2023-02-01", "2023-02-28", "month", kind="state_visit"),
            meeting(2, kind="talks", place=HOSTILE, place_country="CHN"),
        ]
    )


@pytest.fixture
def milestones():
    return pd.DataFrame(
        [
            meeting(0, "2023-03-10", key="c0", direction="+", event="Agreement " + HOSTILE),
            meeting(0, "2023-07-01", key="c1", direction="-", event="Dispute"),
        ]
    )


def keys(fig) -> set[str]:
    return {key for t in fig.data if t.customdata is not None for row in t.customdata for key in str(row[0]).split()}


def test_a_day_is_a_dot_a_month_a_bar_and_no_date_a_lane_of_its_own(meetings, milestones):
    fig = timeline.timeline(meetings, milestones)
    dot = next(t for t in fig.data if t.type == "scatter" and t.customdata[0][0] == "m0")
    assert list(pd.to_datetime(dot.x)) == [pd.Timestamp("2023-08-20")]
    bar = next(t for t in fig.data if t.type == "bar")
    assert bar.customdata[0][0] == "m1"
    assert bar.x[0] / 86_400_000 == 28
    undated = next(t for t in fig.data if t.customdata[0][0] == "m2")
    assert undated.xaxis == "x2"
    assert keys(fig) == {"m0", "m1", "m2", "c0", "c1"}
    assert HOSTILE not in fig.to_json()


def test_without_unknown_dates_there_is_no_lane_for_them(meetings, milestones):
    fig = timeline.timeline(meetings.iloc[:2], milestones)
    assert "xaxis2" not in fig.layout


def test_the_timeline_stands_with_milestones_alone(meetings, milestones):
    assert keys(timeline.timeline(meetings.iloc[:0], milestones)) == {"c0", "c1"}


def test_a_crowd_is_counted_by_month(milestones):
    crowd = pd.DataFrame([meeting(n, f"2023-{1 + n % 3:02}-05") for n in range(timeline.CROWD + 1)] + [meeting(9999)])
    fig = timeline.timeline(crowd, milestones)
    assert sum(sum(t.y) for t in fig.data if t.xperiod == "M1") == timeline.CROWD + 1
    assert len(keys(fig)) == timeline.CROWD + 2 + len(milestones)
    assert "1 meeting the text does not date" in fig.layout.meta["note"]


def test_bars_are_ranked_and_capped():
    table = pd.DataFrame({"name": [f"n{i}" for i in range(30)], "v": range(30), "keys": [f"m{i}" for i in range(30)]})
    fig = bars.ranked(table, "v", "name", "meetings")
    assert fig.data[0].y[0] == "n29"
    assert fig.layout.yaxis.range[0] > fig.layout.yaxis.range[1]  # the first at the top
    assert len(fig.data[0].y) == bars.MOST
    assert fig.layout.meta["note"] == "The 20 largest of 30."


def test_stacked_bars_lead_to_their_rows():
    table = pd.DataFrame({"name": ["a", "a"], "role": ["hosted", "mediated"], "v": [1, 2], "keys": ["m1", "m2 m3"]})
    assert keys(bars.stacked(table, "v", "name", "role", "meetings", str)) == {"m1", "m2", "m3"}


def test_a_matrix_has_both_sides_of_the_diagonal(meetings):
    fig = matrix.dyads(summaries.dyads(meetings))
    marks = fig.data[1]
    assert {(x, y) for x, y in zip(marks.x, marks.y, strict=True)} == {
        ("Iran", "Saudi Arabia"),
        ("Saudi Arabia", "Iran"),
    }
    assert keys(fig) == {"m0", "m1", "m2"}


def test_a_matrix_says_what_it_leaves_out():
    table = pd.DataFrame({"x": [f"c{i}" for i in range(40)], "y": ["r"] * 40, "n": range(40), "keys": ["m1"] * 40})
    assert f"Only the {matrix.MOST} most frequent" in matrix.cells(table, "x", "y", "n").layout.meta["note"]


def test_a_network_can_be_clicked_on_nodes_and_edges(meetings):
    nodes, edges = networks.sides(meetings)
    fig = network.network(nodes, edges)
    assert [t.mode for t in fig.data if t.customdata is not None] == ["markers", "markers"]
    assert keys(fig) == {"m0", "m1", "m2"}
    assert {name for t in fig.data if t.text is not None for name in t.text} == {"Iran", "Saudi Arabia"}


def boxes(fig, width: int) -> dict[str, tuple[float, float, float, float]]:
    """Where the names of a network are on a screen of this width, read from the figure as Plotly draws it."""
    top = fig.layout.margin.t + (network.LEGEND if fig.layout.showlegend else 0)
    high = fig.layout.height - top - fig.layout.margin.b
    (left, right), (low, up) = fig.layout.xaxis.range, fig.layout.yaxis.range
    found = {}
    for trace in (t for t in fig.data if t.text is not None):
        least = next((t for t in labels.TIERS[1:] if f"from-{t}" in trace.textfont.family), 0)
        for x, y, size, words, side in zip(
            trace.x, trace.y, trace.marker.size, trace.text, trace.textposition, strict=True
        ):
            at = (x - left) / (right - left) * width, top + (up - y) / (up - low) * high
            if width >= least:
                found[words] = tuple(a + b for a, b in zip(at * 2, labels.box(words, side, size / 2), strict=True))
    return found


def circles(fig, width: int) -> list[tuple[float, float, float, float]]:
    top = fig.layout.margin.t + (network.LEGEND if fig.layout.showlegend else 0)
    (left, right), (low, up) = fig.layout.xaxis.range, fig.layout.yaxis.range
    found = []
    for trace in (t for t in fig.data if t.name):
        for x, y, size in zip(trace.x, trace.y, trace.marker.size, strict=True):
            a, b = (x - left) / (right - left) * width, (up - y) / (up - low) * (fig.layout.height - top - 8) + top
            found.append((a - size / 2, b - size / 2, a + size / 2, b + size / 2))
    return found


def touch(a, b) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.fixture(scope="module")
def crowd():
    """A network of sixty sides, a few of them in most meetings, with names as long as those of states."""
    rng = np.random.default_rng(7)
    sides = [f"{('Iran', 'Bahrain', 'Saudi Arabia', 'United Kingdom')[n % 4]} {n}" for n in range(60)]
    shares = 1 / np.arange(1, 61)
    groups = [list(rng.choice(sides, 2, replace=False, p=shares / shares.sum())) for _ in range(400)]
    meetings = pd.DataFrame({"key": [f"m{n}" for n in range(400)], "parties": groups})
    nodes, edges = networks.sides(meetings)
    return nodes, network.network(nodes, edges)


@pytest.mark.parametrize("width", [328, 368, 410, 500, 706, 900, 1240])
def test_no_name_in_a_crowded_network_covers_another_or_a_circle(crowd, width):
    _, fig = crowd
    named = boxes(fig, width)
    assert not [(a, b) for a, b in combinations(named, 2) if touch(named[a], named[b])]
    assert not [a for a in named for circle in circles(fig, width) if touch(named[a], circle)]
    assert all(left >= 0 and right <= width for left, _, right, _ in named.values())


def test_the_first_names_are_read_on_a_phone_and_nearly_all_on_a_desktop(crowd):
    nodes, fig = crowd
    phone, desktop = boxes(fig, 328), boxes(fig, 1240)
    assert sum(labels.lines(name) in phone for name in nodes["id"].head(12)) >= 9
    assert len(phone) < len(desktop)
    assert len(desktop) > 0.85 * len(nodes)


def test_the_note_counts_the_names_that_are_left_out(crowd):
    nodes, fig = crowd
    phone, desktop = (len(nodes) - len(boxes(fig, width)) for width in (328, 1240))
    assert f"the names of {desktop or phone} circle" in fig.layout.meta["note"]
    assert f"{phone}" in fig.layout.meta["note"]


def test_the_names_are_placed_the_same_each_time(crowd):
    nodes, _ = crowd
    edges = pd.DataFrame({"a": [nodes["id"][0]], "b": [nodes["id"][1]], "meetings": [1], "keys": ["m0"]})
    assert network.network(nodes, edges) == network.network(nodes, edges)


def test_every_tier_of_names_is_hidden_where_it_has_no_room():
    css = labels.narrow(".chart")
    for tier, least in enumerate(labels.TIERS):
        family = labels.written([labels.Label(0, "A", "top center", tier)], [9], tier)["textfont"]["family"]
        assert (f"from-{least}" in family) == (
            f'max-width: {least - 0.1}px) {{ .chart text[style*="from-{least}"]' in css
        )


def test_few_names_are_all_written(meetings):
    nodes, edges = networks.sides(meetings)
    assert "room for the names" not in network.network(nodes, edges).layout.meta["note"]


def test_edges_of_milestones_take_the_colour_of_their_direction(milestones):
    nodes, edges = networks.milestones(milestones)
    fig = network.network(nodes, edges)
    assert fig.data[1].marker.color[0] == theme.GREY  # one step closer, one apart
    assert "Blue: steps mostly closer" in fig.layout.meta["note"]


def test_the_map_draws_places_and_parties_and_counts_the_rest(meetings):
    meetings["parties"] = [["IRN", "ORG:UN"]] * 3
    fig = maps.map_(summaries.parties(meetings), summaries.places(meetings))
    shades, rings, circles, dots = fig.data[:4]
    assert list(shades.locations) == ["IRN"]
    assert not rings.lat
    assert not dots.lat
    assert (circles.lat[0], circles.lon[0]) == maps.middles()["CHN"][:2]
    assert "1 organization is not on the map" in fig.layout.meta["note"]


@pytest.mark.parametrize(("on", "share"), [("2023-01-20", 0), ("2023-07-03", 0.48), ("2023-12-31", 0.88)])
def test_a_calendar_opens_on_the_first_month_with_contacts(on, share):
    days = pd.DataFrame({"day": pd.to_datetime([on, "2023-12-31"]), "meetings": [1, 1], "keys": ["m1", "m2"]})
    room = calendar.calendar(days.drop_duplicates("day"), 2023).layout.meta["room"]
    assert room["opens"] == pytest.approx(share, abs=0.02)


def test_the_calendar_has_a_square_for_each_day(meetings):
    fig = calendar.calendar(summaries.days(meetings, 2023), 2023)
    assert len(fig.data[0].x) == 365
    mark = fig.data[1]
    assert (mark.x[0], mark.y[0]) == (33, 6)  # 20 August 2023 was a Sunday
    assert keys(fig) == {"m0"}


def test_a_leap_year_has_its_day():
    day = pd.DataFrame({"day": [pd.Timestamp("2024-02-29")], "meetings": [2], "keys": ["m1 m2"]})
    assert len(calendar.calendar(day, 2024).data[0].x) == 366


def test_an_open_term_of_office_reaches_today():
    terms = pd.DataFrame(
        {
            "office": ["Minister", "President"],
            "start": pd.to_datetime(["2020-01-01", None]),
            "end": pd.to_datetime([None, "2021-01-01"]),
        }
    )
    fig = spans.offices(terms)
    assert "January 2020 to today" in fig.data[0].hovertext[0]
    assert "? to January 2021" in fig.data[0].hovertext[1]


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2023-08-20", "2023-08-20", "day", "20 August 2023"),
        ("2023-02-01", "2023-02-28", "month", "February 2023"),
        ("2023-01-01", "2023-12-31", "year", "2023"),
        ("2023-05-01", "2023-05-07", "week", "the week of 1 May 2023"),
        ("", "", "unknown", "date not given"),
    ],
)
def test_dates_are_told_as_precisely_as_they_are_known(start, end, precision, words):
    assert labels.when(pd.Series(meeting(0, start, end, precision))) == words


@pytest.mark.parametrize("build", [timeline.timeline, timeline.months])
def test_every_chart_has_words_for_those_who_do_not_see_it(meetings, milestones, build):
    meta = theme.headed(build(meetings, milestones), "A finding", "an article").layout.meta
    assert meta["alt"].startswith("A finding. ")
    assert "meeting" in meta["alt"]
    assert meta["source"] == "an article"
