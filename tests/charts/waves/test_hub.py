"""The chart of one actor's wave: as long as its steps, its lanes close together, its marks named where there is room."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from lib.charts import labels
from lib.charts.waves import steps
from lib.charts.waves.marks import moment
from lib.measures.waves import series, wave
from lib.measures.waves.breadth import breadth
from lib.measures.waves.wave import Wave
from lib.wording.phrases import day
from tests.measures.waves.evidence_of import evidence

DAY = np.timedelta64(1, "D")
ROWS = [
    {"pair": "AAA-HUB", "day": 0, "s": -0.9},  # years before
    {"pair": "AAA-HUB", "day": 990, "s": 0.6},
    {"pair": "BBB-HUB", "day": 1000, "s": 0.6},
    {"pair": "CCC-HUB", "day": 1010, "s": 0.6, "days": 4},
    {"pair": "CCC-HUB", "day": 1030, "s": -0.1},
    {"pair": "AAA-HUB", "day": 1400, "s": -0.9},  # and long after
]


@pytest.fixture(scope="module")
def found() -> tuple[Wave, pd.DataFrame]:
    given = evidence([{**row, "kind": f"k{n}"} for n, row in enumerate(ROWS)])
    hub = next(w for w in wave.hubs(given, moved=breadth(given)) if w.hub == "HUB" and w.sign > 0)
    happened = series.happenings(given, hub.dyads)
    told = [f"c{unit}" for (unit,) in happened["units"]]
    return hub, happened.assign(keys=told, hover="told", label=[f"some step <{key}>, 7 Oct" for key in told])


def marks(fig) -> list:
    return [trace for trace in fig.data if trace.customdata is not None]


def test_it_runs_from_the_first_step_of_the_wave_to_its_end(found):
    hub, happened = found
    fig = steps.hub(hub, happened, str)
    assert {row[0] for trace in marks(fig) for row in trace.customdata} == set(
        happened.loc[happened["start"].between(moment(hub.first_step), moment(hub.end)), "keys"]
    )
    first, last = (np.datetime64(end) for end in fig.layout.xaxis.range)
    days = [np.datetime64(x) for trace in marks(fig) for x in trace.x]
    assert min(days) - 10 * DAY < first < min(days)
    assert max(days) < moment(hub.end) < last, "the last day that is told of is on the axis"


def test_the_wave_is_shaded_within_the_picture_and_its_end_is_told(found):
    hub, happened = found
    fig = steps.hub(hub, happened, str)
    shade = next(s for s in fig.layout.shapes if s.type == "rect")
    first, last = (np.datetime64(end) for end in fig.layout.xaxis.range)
    assert first <= np.datetime64(shade.x0) <= np.datetime64(shade.x1) <= last
    assert np.datetime64(shade.x0) == moment(hub.onset)
    assert f"the wave, to {day(hub.end)}." in fig.layout.meta["note"]


def test_lanes_are_close_together(found):
    hub, happened = found
    assert steps.hub(hub, happened, str).layout.height <= 90 + 34 * len(hub.dyads)


@pytest.mark.parametrize("width", [320, 400, 700, 1000, 1440])
def test_no_label_meets_another_a_mark_or_the_edge(found, width):
    hub, happened = found
    fig = steps.hub(hub, happened, str)
    first, last = (np.datetime64(end, "ms") for end in fig.layout.xaxis.range)
    room = width - round(24 + labels.length("AAA"))

    def at(x, y) -> tuple[float, float]:
        return float((np.datetime64(x, "ms") - first) / (last - first)) * room, steps.LANE * (len(hub.dyads) - 0.5 - y)

    names, points = [], []
    for trace in fig.data:
        if trace.customdata is not None:
            where = zip(trace.x, trace.y, trace.marker.size, strict=True)
            points += [(*np.subtract(at(x, y), s / 2), *np.add(at(x, y), s / 2)) for x, y, s in where]
        if trace.mode == "markers+text" and _shown(trace, width):
            for x, y, text, side, size in zip(
                trace.x, trace.y, trace.text, trace.textposition, trace.marker.size, strict=True
            ):
                box, (left, down) = labels.box(text, side, size / 2), at(x, y)
                names.append((left + box[0], down + box[1], left + box[2], down + box[3]))
    assert names or width <= 400
    assert all(_apart(a, b) for a, b in combinations(names, 2))
    assert all(_apart(name, point) for name in names for point in points)
    assert all(left >= 0 and right <= room for left, _, right, _ in names)


def _shown(trace, width: int) -> bool:
    mark = trace.textfont.family.rpartition("from-")[2]
    return not mark.isdigit() or int(mark) <= width


def _apart(a, b) -> bool:
    return a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


def test_labels_are_escaped(found):
    texts = [t for trace in steps.hub(*found, str).data if trace.text is not None for t in trace.text]
    assert texts
    assert all("&lt;c" in text for text in texts)
