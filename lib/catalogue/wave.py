"""Charts of waves: breadth over time, one actor's wave, the dyads of a day, who moved first, month by month.

They count what was measured (lib/catalogue/measured.py), for a wave is found in all the evidence at once and not in rows;
for the rest they are like all others. Settings name a wave: `actor` ("IRN", none for the region's), `direction`
(reconciliation or rupture), `onset` (ISO day; the first such wave where none is given); and `day`, an ISO day.
"""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import pandas as pd

from lib.catalogue.measured import Measured
from lib.catalogue.record import HOW, Chart, Settings
from lib.charts.waves import breadth, capitals, dyads, steps
from lib.codebook import seats
from lib.errors import MajlisError
from lib.measures.days import day, number
from lib.measures.waves import lead, occasions, series, turning
from lib.measures.waves.wave import DIRECTIONS, Condition, Region, Wave, most_at_once
from lib.wording import names, story_wave, verdict, words
from lib.wording.names import Name
from lib.wording.phrases import brief
from lib.wording.story import Words


class Breadth(NamedTuple):
    """What the breadth of a region is drawn from, as lib/charts/waves/breadth.py takes it; `days` are its rows."""

    happened: pd.DataFrame
    region: Region
    others: list[Wave]  # named waves of the other direction
    hubs: list[tuple[Wave, str]]
    name: Name
    points: pd.DataFrame
    days: pd.DataFrame
    lacking: Condition | None


OfWave = tuple[pd.DataFrame, Wave, Name]


def source(measured: Measured, *_: object) -> str:
    """Who the data are from."""
    return measured.source


_chart = partial(Chart, source=source, evidence="chronology")


def settings(wave: Wave) -> dict[str, str]:
    """The settings by which a story finds this wave again: actor ("" if regional), direction, and onset as an ISO day."""
    return {"actor": wave.hub, "direction": wave.direction, "onset": day(wave.onset).isoformat()}


def direction(asked: Settings) -> str:
    """The direction asked for; reconciliation where it is none we know."""
    way = asked.get("direction", "")
    return way if way in DIRECTIONS else "reconciliation"


def wave_of(measured: Measured, asked: Settings, hub: bool) -> Wave:
    """The wave asked for, a hub's or the region's. MajlisError MJ607 when there is none."""
    actor, way, onset = asked.get("actor", ""), direction(asked), asked.get("onset", "")
    among = [w for w in measured.hubs if w.hub == actor and w.direction == way] if hub else measured.regions[way].waves
    chosen = [w for w in among if not onset or day(w.onset).isoformat() == onset]
    if not chosen:
        kind, whose = ("hub", f"of {measured.name(actor)}") if hub else ("regional", "of a wave")
        raise MajlisError("MJ607", name=whose, problem=f"no {kind} wave of {way}")
    return chosen[0]


def behind(measured: Measured, waves: list[Wave]) -> list[str]:
    """Keys of the rows that carry each wave: steps of its dyads, its way, in the window of one of its days."""
    start, window = measured.moved.start, measured.parameters.window
    keys = []
    for wave in waves:
        involved = measured.evidence.places(wave.dyads)
        span = (wave.onset - start, wave.end - start)
        keys.append(
            measured.keys(
                occasions.behind(measured.evidence, measured.moved, involved, span, wave.sign, window).tolist()
            )
        )
    return keys


def _region(measured: Measured, asked: Settings, hubs: list[Wave]) -> Breadth:
    region, onset = measured.regions[direction(asked)], asked.get("onset", "")
    first = sorted(region.waves, key=lambda wave: day(wave.onset).isoformat() != onset)  # the one asked for, if any
    region = replace(region, waves=first)
    happened = measured.dressed(series.turning(measured.evidence, region.moved))
    hubs_and_rows = list(zip(hubs, behind(measured, hubs), strict=True))
    days = series.daily(measured.evidence, region.moved, region.null, measured.parameters.quantile)
    days = days.merge(happened[["date", "keys"]], "left", "date").fillna({"keys": ""})
    others = [w for way, r in measured.regions.items() for w in r.waves if way != region.direction and w.named]
    lacking = measured.lacking(region.direction)
    return Breadth(happened, region, others, hubs_and_rows, measured.name, _turning(measured), days, lacking)


def _turning(measured: Measured) -> pd.DataFrame:
    """The turning points with the names by which they are written."""
    points = turning.points(measured.evidence, measured.moved)
    told = zip(points["place"], points["dyads"], strict=True)
    called = [story_wave.turning(place, two, measured.name) for place, two in told]
    spans = list(zip(called, points["date"], points["until"], strict=True))
    full, short = ([f"{what}, {brief(a, b, year)}" for what, a, b in spans] for year in (True, False))
    return measured.dressed(points.assign(name=full, label=short))


BREADTH: Chart[Measured] = _chart(
    key="breadth",
    count=lambda measured, asked: _region(measured, asked, measured.hubs),
    finding=lambda *of: story_wave.breadth(Breadth(*of).region),
    figure=lambda happened, region, others, hubs, name, points, *_: breadth.breadth(
        region, others, hubs, happened, name, points
    ),
    how=HOW["breadth"],
    rows=lambda *of: Breadth(*of).days,
    bare=True,
)


def _told(of: Breadth) -> Words:
    """What a slide says of the region, up to where the data end."""
    told = story_wave.region(of.region.waves, of.lacking, names.in_text)
    end = (verdict.data_end(of.region.moved.end),) if of.region.moved.days else ()
    return told._replace(lines=told.lines + end)


def during(table: pd.DataFrame, on: pd.Series, wave: Wave) -> pd.DataFrame:
    """The rows on the days of a wave, from the first step that carried it."""
    return table[on.between(pd.Timestamp(day(wave.first_step)), pd.Timestamp(day(wave.end)))]


def _within(of: Breadth) -> pd.DataFrame:
    """The days of the wave a slide tells of; none without one."""
    if not of.region.waves:
        return of.days.iloc[:0]
    return during(of.days, of.days["date"], of.region.waves[0])


REGION = replace(
    BREADTH,
    key="region",
    count=lambda measured, asked: _region(measured, asked, []),
    finding=lambda *of: _told(Breadth(*of)),
    rows=lambda *of: _within(Breadth(*of)),
)


def _steps(measured: Measured, asked: Settings) -> OfWave:
    wave = wave_of(measured, asked, hub=True)
    happened = measured.dressed(series.happenings(measured.evidence, wave.dyads))
    spans = zip(happened["units"], happened["start"], happened["end"], strict=True)
    labels = [f"{words.step(measured.rows(units)[0])}, {brief(a, b, year=False)}" for units, a, b in spans]
    return happened.assign(label=labels), wave, measured.name


STEPS = _chart(
    key="hub-steps",
    count=_steps,
    finding=lambda _, wave, __: story_wave.hub_span(wave, names.in_text),
    figure=lambda happened, wave, name: steps.hub(wave, happened, name),
    how=HOW["hub"],
    rows=lambda happened, *_: happened.assign(event=happened["hover"].str.replace(r"<[^>]+>", " ", regex=True)).drop(
        columns=["units", "hover", "label", "end"]
    ),
)

HUB = replace(
    STEPS,
    key="hub",
    finding=lambda _, wave, __: story_wave.hub(wave, names.in_text),
    rows=lambda happened, wave, _: during(happened, happened["start"], wave),
)


def _standing(measured: Measured, asked: Settings) -> tuple[pd.DataFrame, dt.date, Name]:
    on = dt.date.fromisoformat(asked["day"]) if "day" in asked else day(most_at_once(measured.moved)[1])
    moved = measured.moved.toward(DIRECTIONS[direction(asked)])
    standing = series.standing(measured.evidence, moved, number(on), measured.parameters.window)
    return measured.dressed(standing), on, measured.name


STANDING = _chart(
    key="standing",
    count=_standing,
    finding=lambda standing, on, _: story_wave.standing(standing, on),
    figure=lambda standing, _, name: capitals.dyads_on(standing, seats(), name),
    how=HOW["standing"],
    rows=lambda standing, *_: standing.assign(state=standing["sign"].map({1: "up", -1: "down"})).drop(
        columns=["units", "hover", "sign"]
    ),
    bare=True,
)


def _onsets(measured: Measured, asked: Settings) -> OfWave:
    wave = wave_of(measured, asked, hub=bool(asked.get("actor")))
    table = lead.onsets(measured.evidence, measured.moved, wave, measured.parameters.window)
    table = measured.dressed(table.assign(units=table["unit"].map(lambda unit: (unit,) if unit >= 0 else ())))
    for column in ("earliest", "latest", "day"):
        table[column] = series.dates(table[column].to_numpy())
    return table, wave, measured.name


FIRST = _chart(
    key="first-moved",
    count=_onsets,
    finding=lambda table, *_: story_wave.moved_first(table, names.side),
    figure=dyads.onsets,
    how=HOW["onsets"],
    rows=lambda table, *_: table.drop(columns=["units", "unit", "hover"]),
)

ONSETS = replace(FIRST, key="onsets", finding=lambda table, wave, _: story_wave.first(table, wave, names.side))

MONTHS: Chart[Measured] = _chart(
    key="months",
    count=lambda measured, _: (
        measured.dressed(series.months(measured.evidence, measured.moved, measured.parameters.window)),
        measured.name,
    ),
    finding=lambda table, _: story_wave.months(table),
    figure=dyads.months,
    how=HOW["pair-months"],
    rows=lambda table, _: table.drop(columns=["units", "hover", "place", "begun"]),
)
