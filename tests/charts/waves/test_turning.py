"""Turning points over the chart of breadth: no name meets another, a number, a line, the words of the wave or the edge."""

import dataclasses
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from lib.charts import labels
from lib.charts.waves import turning
from lib.charts.waves.breadth import breadth as breadth_of
from lib.measures.waves import chronology, command, wave
from lib.measures.waves.breadth import breadth

NOTHING = pd.DataFrame(columns=["date", "net", "keys", "hover"])


@pytest.fixture(scope="module")
def region():
    evidence = command.evidence_of(milestones=chronology.load())
    return wave.regional(evidence, moved=breadth(evidence))


def points(region, days: list[int], names: list[str]) -> pd.DataFrame:
    """Points so many days from the start of the series, on its curve."""
    date = np.datetime64(region.moved.start, "D") + np.array(days, dtype=int)
    net = region.moved.net[np.array(days, dtype=int)]
    table = pd.DataFrame({"date": date.astype("datetime64[s]"), "net": net, "up": net > 0, "name": names})
    return table.assign(label=names, keys=[f"c{n}" for n in range(len(days))], hover="told")


def drawn(region, found: pd.DataFrame):
    return breadth_of(region, [], [], NOTHING, str, found)


class Picture:
    """Where things of a figure stand on a screen so wide, in px of the strip over the plot."""

    def __init__(self, fig, width: int) -> None:
        self.fig, self.width = fig, width - 50  # the ticks and the title of the other axis
        self.traces = [t for t in fig.data if t.yaxis == "y9"]

    def x(self, date) -> float:
        first, last = (np.datetime64(end) for end in self.fig.layout.xaxis.range)
        return float((np.datetime64(date) - first) / (last - first)) * self.width

    def numbers(self) -> list[tuple[float, float]]:
        marks = self.traces[-1]
        return [(self.x(date), turning.ROW * y) for date, y in zip(marks.x, marks.y, strict=True)]

    def names(self) -> list[tuple[float, float, float, float]]:
        found = []
        for trace in self.traces[:-1]:
            mark = trace.textfont.family.rpartition("from-")[2]
            if mark.isdigit() and int(mark) > self.width + 50:
                continue
            for date, y, text, side in zip(trace.x, trace.y, trace.text, trace.textposition, strict=True):
                left, top, right, bottom = labels.box(text, side, turning.RADIUS)
                at, down = self.x(date), turning.ROW * y
                found.append((at + left, down + top, at + right, down + bottom))
        return found


def apart(a, b) -> bool:
    return a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


SPREAD = [60, 420, 700, 900, 1000, 1300, 1345, 1390], [f"Some town {n}, 7 Oct" for n in range(8)]
CROWDED = [800, 845, 890, 935, 980, 1025, 1070, 1115], ["A much longer name – another, 28 Feb"] * 8
EDGES = [0, 1, 1800], ["At the very start, 1 Jan", "And a day later, 2 Jan", "At the very end, 31 Dec"]


@pytest.mark.parametrize("width", [320, 400, 560, 800, 1040, 1440])
@pytest.mark.parametrize(("days", "names"), [SPREAD, CROWDED, EDGES])
def test_no_name_meets_another_a_number_a_line_or_the_edge(region, days, names, width):
    picture = Picture(drawn(region, points(region, days, names)), width)
    told, numbers, radius = picture.names(), picture.numbers(), turning.RADIUS
    assert all(apart(a, b) for a, b in combinations(told, 2))
    circles = [(x - radius, y - radius, x + radius, y + radius) for x, y in numbers]
    assert all(apart(a, b) for a, b in combinations(circles, 2))
    down = [(x - 0.5, y, x + 0.5, turning.ROWS * turning.ROW) for x, y in numbers]
    assert all(apart(name, thing) for name in told for thing in (*circles, *down))
    assert all(left >= 0 and right <= picture.width and top >= 0 for left, top, right, _ in told)


@pytest.mark.parametrize("direction", ["reconciliation", "rupture"])
def test_the_strip_lies_over_the_words_of_the_wave(region, direction):
    fig = drawn(dataclasses.replace(region, direction=direction), points(region, *SPREAD))
    main, strip = fig.layout.yaxis.domain, fig.layout.yaxis9.domain
    assert main[1] < strip[0]
    low, high = fig.layout.yaxis.range
    assert all(low <= a.y <= high for a in fig.layout.annotations if a.yref == "y")
    assert strip[1] - strip[0] == pytest.approx(
        turning.ROWS * turning.ROW / (380 + turning.strip(points(region, *SPREAD)))
    )


def test_names_are_written_on_a_wide_screen_and_numbers_on_a_phone(region):
    fig = drawn(region, points(region, *SPREAD))
    assert len(Picture(fig, 1440).names()) >= 6
    assert len(Picture(fig, 400).names()) < len(Picture(fig, 1440).names())
    assert len(Picture(fig, 400).numbers()) == 8
    assert fig.layout.meta["room"] == {"names": True}
    assert "1 Some town 0, 7 Oct; 2 Some town 1, 7 Oct" in fig.layout.meta["note"]


def test_a_number_keeps_its_place_in_the_key_where_one_before_has_no_room(region):
    dense = points(region, [600 + 20 * n for n in range(7)] + [2000], ["Somewhere, 7 Oct"] * 8)
    marks = Picture(drawn(region, dense), 400).traces[-1]
    assert 4 <= len(marks.x) < 8
    told = dict(zip(dense["date"].astype(str), range(1, 9), strict=True))
    assert [told[str(pd.Timestamp(x))[:10]] for x in marks.x] == [int(text) for text in marks.text]


def test_a_thin_line_leads_from_each_number_to_the_curve(region):
    found = points(region, *SPREAD)
    fig = drawn(region, found)
    lines = [s for s in fig.layout.shapes if s.yref == "paper"]
    (foot, head), (low, high) = fig.layout.yaxis.domain, fig.layout.yaxis.range
    ends = [low + (line.y0 - foot) / (head - foot) * (high - low) for line in lines]
    assert ends == pytest.approx(found["net"].tolist())
    assert all(line.y1 > fig.layout.yaxis9.domain[0] for line in lines)


def test_a_name_from_an_article_is_escaped_and_a_number_leads_to_its_rows(region):
    fig = drawn(region, points(region, [60], ["<img src=x>, 7 Oct"]))
    (name, marks) = Picture(fig, 1440).traces
    assert list(name.text) == ["&lt;img src=x&gt;, 7 Oct"]
    assert marks.customdata[0][0] == "c0"


def test_without_turning_points_there_is_no_strip(region):
    fig = drawn(region, points(region, [], []))
    assert "yaxis9" not in fig.layout
    assert fig.layout.yaxis.domain[1] == 1
    assert "Numbers" not in fig.layout.meta["note"]
