"""Charts of waves: findings in the titles, alternative texts, keys behind the marks, nothing unescaped."""

import dataclasses
from datetime import date

import numpy as np
import pandas as pd
import pytest

from lib.catalogue.measured import Measured
from lib.catalogue.rows import milestones
from lib.catalogue.wave import BREADTH, behind
from lib.charts.waves import capitals, dyads, mediators, mood, steps
from lib.charts.waves.breadth import breadth as breadth_of
from lib.charts.waves.marks import moment
from lib.codebook import seats
from lib.measures.days import number
from lib.measures.parameters import DEFAULTS
from lib.measures.waves import chronology, command, lead, series, wave
from lib.measures.waves.breadth import breadth
from lib.wording import story_wave
from lib.wording.phrases import day

NOTHING = pd.DataFrame(columns=["date", "net", "keys", "hover"])  # no day on which something happened
NONE = pd.DataFrame(columns=["date", "until", "up", "net", "name", "label", "keys", "hover"])  # no turning points


@pytest.fixture(scope="module")
def curated():
    return command.evidence_of(milestones=chronology.load())


@pytest.fixture(scope="module")
def moved(curated):
    return breadth(curated)


@pytest.fixture(scope="module")
def region(curated, moved):
    return wave.regional(curated, moved=moved)


def dressed(table):
    return table.assign(keys=[" ".join(f"c{u}" for u in units) for units in table["units"]], hover="said")


def keys(fig):
    return {
        k for trace in fig.data if trace.customdata is not None for row in trace.customdata for k in str(row[0]).split()
    }


def test_breadth_says_its_finding_and_marks_waves(curated, moved, region):
    turning = dressed(series.turning(curated, moved))
    hubs = wave.hubs(curated, moved=moved)
    fig = breadth_of(region, [], [(hub, "") for hub in hubs], turning, lambda c: {"SYR": "Syria"}.get(c, c), NONE)
    first = region.waves[0]
    reached = f"{day(first.crest)}, {first.net_breadth} pairs net"
    bar = int(np.broadcast_to(region.null.threshold(1, 0.95), moved.days)[first.crest - moved.start])
    assert story_wave.breadth(region) == f"On {reached} had moved closer; chance then seldom gives more than {bar}"
    assert f"crest {day(first.crest)} at {first.net_breadth} pairs net" in fig.layout.meta["alt"]
    assert any("onset" in (a.text or "") for a in fig.layout.annotations)
    spans = [s for s in fig.layout.shapes if s.type == "rect"]
    assert len(spans) == len(region.waves)
    net = next(t for t in fig.data if t.name == "net breadth (up minus down)")
    assert max(net.y) == moved.net.max()
    assert {f"c{u}" for u in range(len(curated)) if curated.severity[u]} <= keys(fig)


def test_breadth_without_a_wave_says_so(curated, moved):
    found = wave.regional(curated, direction="rupture", moved=moved)
    told = story_wave.breadth(dataclasses.replace(found, waves=[]))
    assert told.startswith("No regional wave of rupture")


def test_a_hub_has_a_lane_for_each_counterpart(curated, moved):
    lebanon = next(w for w in wave.hubs(curated, moved=moved) if w.hub == "LBN")
    fig = steps.hub(lebanon, dressed(series.happenings(curated, lebanon.dyads)).assign(label="told"), str)
    assert set(fig.layout.yaxis.ticktext) == {"ARE", "BHR", "KWT", "SAU"}
    assert story_wave.hub_span(lebanon, str).startswith("LBN moved away from")
    assert keys(fig)


def test_months_stand_in_order_of_onset(curated, moved):
    table = dressed(series.months(curated, moved, 90))
    fig = dyads.months(table, str)
    first = table[table["share"] != 0].groupby("place")["month"].min()
    assert first.is_monotonic_increasing
    assert all(row[0] for row in fig.data[0].customdata)
    assert len(fig.layout.yaxis.ticktext) == table["place"].nunique()


def test_onsets_draw_uncertain_dates_as_bars(curated, moved, region):
    table = lead.onsets(curated, moved, region.waves[0], 90)
    table["units"] = [(u,) for u in table["unit"]]
    table = dressed(table)
    for column in ("earliest", "latest"):
        table[column] = series.dates(table[column])
    fig = dyads.onsets(table, region.waves[0], str)
    bars, dots = fig.data
    assert len(bars.y) == (table["earliest"] != table["latest"]).sum()
    assert len(bars.y) + len(dots.x) == len(region.waves[0].dyads)


def test_moods_have_bands_and_events(curated):
    dyads = [("IRN", "SAU"), ("EGY", "TUR")]
    span = (number(date(2023, 1, 1)), number(date(2023, 12, 31)))
    table = series.moods(curated, dyads, span)
    fig = mood.moods(table, dressed(series.happenings(curated, dyads)), str)
    assert [a.text for a in fig.layout.annotations] == ["IRN – SAU", "EGY – TUR"]
    assert fig.layout.margin.t >= 2 * fig.layout.annotations[0].font.size, "the first name stands over the plot"
    assert str(table["date"].max())[:10] == "2023-12-31", "up to the last day"
    assert len(fig.data) == 8
    assert all(trace.cliponaxis is False for trace in fig.data if trace.mode == "markers")
    assert keys(fig)


def test_the_map_joins_pairs_and_counts_those_without_a_place(curated, moved, region):
    table = dressed(series.standing(curated, moved, region.waves[0].crest, 90))
    seated = {code: seat for code, seat in seats().items() if code != "SYR"}
    pairs = [*zip(table["actor_a"], table["actor_b"], strict=True)]
    without = [two for two in pairs if not set(two) <= set(seated)]
    fig = capitals.dyads_on(table, seated, str)
    assert all(f"{a} and {b}" in fig.layout.meta["alt"] for a, b in pairs if (a, b) not in without)
    drawn = sum(x is None for trace in fig.data if trace.mode == "lines" for x in trace.lat)
    assert drawn == len(pairs) - len(without)
    assert f"{len(without)} pairs have no place on the map" in fig.layout.meta["note"]


def test_what_the_shades_of_months_mean_fits_on_a_phone(curated, moved):
    fig = dyads.months(dressed(series.months(curated, moved, 90)), str)
    assert max(map(len, fig.data[0].marker.colorbar.ticktext)) < 6


def test_no_pair_stands_on_a_day_outside(curated, moved):
    assert series.standing(curated, moved, moved.start - 1, 90).empty
    fig = capitals.dyads_on(dressed(series.standing(curated, moved, moved.start - 1, 90)), seats(), str)
    assert fig.layout.meta["alt"] == "Map; up: none; down: none."


def test_every_actor_of_the_chronology_has_a_seat(curated):
    assert set(curated.actors) <= set(seats())


def test_words_from_articles_are_escaped(curated):
    table = milestones().assign(event="<b>x")
    found = Measured("chronology", DEFAULTS, {"milestones": table}, curated)
    told = found.dressed(series.happenings(curated, [("IRN", "SAU")]))["hover"]
    assert told.str.contains("&lt;b&gt;x").all()


def test_dates_are_days_since_1970():
    assert day(0) == "1 January 1970"
    assert series.dates([19487])[0] == np.datetime64("2023-05-10")


@pytest.mark.parametrize("direction", ["reconciliation", "rupture"])
def test_the_line_of_the_onset_ends_where_the_words_of_the_crest_begin(curated, moved, region, direction):
    sign = 1 if direction == "reconciliation" else -1
    turning = dressed(series.turning(curated, moved))
    fig = breadth_of(dataclasses.replace(region, direction=direction), [], [], turning, str, NONE)
    line = next(s for s in fig.layout.shapes if s.type == "line")
    words = next(a for a in fig.layout.annotations if "crest" in a.text)
    assert line.y1 == words.y == sign * region.waves[0].net_breadth
    assert words.ay * sign < 0  # px downwards: the words stand beyond the end of the line
    assert (words.ax, words.xanchor) == (line.x0, "right"), "not on the shaded days"
    low, high = fig.layout.yaxis.range
    assert low < line.y0 < high or line.y0 in (low, high)
    assert abs((high if sign > 0 else low) - words.y) > 0.17 * (high - low)  # two lines of words and an arrow


@pytest.mark.parametrize(("days", "side"), [(5, "left"), (700, "left"), (1500, "right")])
def test_the_words_of_a_wave_with_which_the_series_begins_stand_after_its_onset(curated, moved, region, days, side):
    begun = dataclasses.replace(region.waves[0], onset=moved.start + days, crest=moved.start + days + 9)
    turning = dressed(series.turning(curated, moved))
    fig = breadth_of(dataclasses.replace(region, waves=[begun]), [], [], turning, str, NONE)
    assert {a.xanchor for a in fig.layout.annotations if "onset" in a.text or "crest" in a.text} == {side}


def test_hub_bars_lead_to_the_rows_behind_each_wave(region, curated, moved):
    hubs = wave.hubs(curated, moved=moved)
    rows = [(hub, f"c{n}") for n, hub in enumerate(hubs)]
    fig = breadth_of(region, [], rows, dressed(series.turning(curated, moved)).iloc[:0], str, NONE)
    bars = [t for t in fig.data if t.type == "bar"]
    assert keys(fig) == {f"c{n}" for n in range(len(hubs))}
    first = next(t for t in bars if len(t.x))
    place = hubs.index(next(w for w in hubs if moment(w.onset) == first.base[0]))
    assert first.customdata[0][0] == f"c{place}"


def test_moods_are_written_with_a_minus_sign(curated):
    span = (number(date(2023, 1, 1)), number(date(2023, 3, 31)))
    dyads = [("IRN", "SAU")]
    table = series.moods(curated, dyads, span).assign(mood=-0.25)
    meta = mood.moods(table, dressed(series.happenings(curated, dyads)), str).layout.meta
    assert "from −1 to 1" in meta["note"]
    assert "IRN – SAU −0.25" in meta["alt"]


def test_the_rows_behind_a_hub_wave_are_its_own(curated):
    found = Measured("chronology", DEFAULTS, {"milestones": milestones()}, curated)
    rows = milestones().set_index("key")
    for one, keys_ in zip(found.hubs, behind(found, found.hubs), strict=True):
        own = rows.loc[keys_.split()]
        assert len(own) >= len(one.dyads) / 2
        assert own["parties"].map(lambda sides, hub=one.hub: hub in sides).all()
        assert (own["date_start"] <= moment(one.end)).all()
        assert set(own["direction"]) <= {"+" if one.sign > 0 else "-"}


def test_mediators_stand_by_all_their_occasions_with_every_year_a_column():
    rows = [("OMN", "2021", 1), ("OMN", "2024", 2), ("QAT", "2021", 2), ("QAT", "unknown", 3)]
    table = pd.DataFrame(rows, columns=["mediator", "year", "occasions"]).assign(keys=["a", "b", "c", "d"])
    fig = mediators.by_year(table, {"OMN": "Oman", "QAT": "<b>Qatar"}.get)
    heat, numbers = fig.data
    assert list(heat.x) == ["2021", "2022", "2023", "2024", "unknown"]
    assert list(heat.y) == ["&lt;b&gt;Qatar · 5", "Oman · 3"]
    assert [row[0] for row in numbers.customdata] == ["a", "b", "c", "d"]


def test_mediators_of_unknown_years_alone_have_one_column():
    table = pd.DataFrame({"mediator": ["OMN"], "year": ["unknown"], "occasions": [1], "keys": ["a"]})
    assert list(mediators.by_year(table, str).data[0].x) == ["unknown"]


def test_the_band_of_chance_is_drawn_day_by_day(region):
    fig = breadth_of(region, [], [], NOTHING, str, NONE)
    top = next(t for t in fig.data if t.name == "chance (90 %)")
    foot = fig.data[list(fig.data).index(top) - 1]
    assert list(top.y) == np.broadcast_to(region.null.threshold(1, 0.95), region.moved.days).tolist()
    assert list(foot.y) == (-np.broadcast_to(region.null.threshold(-1, 0.95), region.moved.days)).tolist()
    assert top.fill == "tonexty"
    assert "chance" not in str(foot.name)


def test_the_rows_of_breadth_are_a_row_a_day_and_its_dots_stay_clickable():
    tables = {"milestones": milestones(), "articles": pd.DataFrame({"origin": [], "source": []})}
    found = Measured.of("chronology", DEFAULTS, tables)
    drawn = BREADTH.draw(found, {})
    assert len(drawn.rows) == found.moved.days
    assert [*drawn.rows.columns] == [
        "date", "up", "down", "net", "chance_low", "chance_high", "pairs_up", "pairs_down", "keys",
    ]  # fmt: skip
    begun = drawn.rows[drawn.rows["keys"] != ""]
    assert set(" ".join(begun["keys"]).split()) <= keys(drawn.figure)


def test_what_may_be_chance_is_framed_and_waves_of_both_directions_are_shaded(curated):
    found = {way: wave.regional(curated, direction=way) for way in wave.DIRECTIONS}
    region, others = found["reconciliation"], [w for w in found["rupture"].waves if w.named]
    assert others
    fig = breadth_of(region, others, [], NOTHING, str, NONE)
    spans = [shape for shape in fig.layout.shapes if shape.type == "rect"]
    framed = [shape for shape in spans if shape.line.dash == "dash"]
    assert len(framed) == sum(not w.named for w in region.waves) > 0
    assert len(spans) - len(framed) == sum(w.named for w in region.waves) + len(others)
    asked = [note.text for note in fig.layout.annotations if note.text.endswith("?")]
    assert len(asked) == len(framed)
