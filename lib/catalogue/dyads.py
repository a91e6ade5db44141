"""Charts of one dyad of sides: where its relations stood, step by step, its mood, and who met for them.

Setting of those that are measured: `pair` ("IRN-SAU").
"""

from dataclasses import replace

import pandas as pd

from lib.catalogue.measured import Measured
from lib.catalogue.meetings import TIMELINE
from lib.catalogue.record import HOW, Chart, Settings, Tables
from lib.catalogue.wave import source, wave_of
from lib.charts import bars
from lib.charts.theme import Figure
from lib.charts.waves import mood
from lib.charts.waves.ladder import ladder
from lib.codebook import stages
from lib.errors import MajlisError
from lib.measures.counts import summaries
from lib.measures.counts.sources import others
from lib.measures.days import number
from lib.measures.waves import curated, series, status
from lib.schema import Dyad
from lib.wording import findings, names, story_wave
from lib.wording.names import Name
from lib.wording.story import Words

Ladder = tuple[pd.DataFrame, Dyad, tuple[int, int]]
Moods = tuple[pd.DataFrame, pd.DataFrame, Dyad, Name]

MOST = 5  # dyads whose moods are drawn together
UNTOLD = 30  # days before its first step from which a dyad is drawn whose beginning is not known
BEFORE, AFTER = 300, 200  # days around a wave for which the moods of its dyads are drawn; chosen by eye


def dyad_of(asked: Settings) -> Dyad:
    """The dyad asked for, its two codes in order. MajlisError MJ607 when there is none."""
    a, _, b = asked.get("pair", "").partition("-")
    if not a or not b:
        raise MajlisError("MJ607", name="of a pair", problem="no pair is chosen")
    return min(a, b), max(a, b)


def _ladder(measured: Measured, asked: Settings) -> Ladder:
    two = dyad_of(asked)
    steps = status.ladder(measured.evidence, *two)
    if steps.empty:
        raise MajlisError("MJ607", name=f"of {story_wave.dyad(two, names.side)}", problem="no dated step is known")
    severity = [stages()[stage].severity for stage in steps["stage"]]
    steps = measured.dressed(steps.assign(severity=severity, units=steps["unit"].map(lambda unit: (unit,))))
    row, first, last = curated.baseline().get(two), int(steps["first"].min()), int(steps["until"].max()) - 1
    begin = min(first, number(row.as_of)) if row else first - UNTOLD
    return steps, two, (begin, max(last, measured.moved.end))


def _stairs(steps: pd.DataFrame, two: Dyad, span: tuple[int, int]) -> Figure:
    wars = [war for war in curated.wars() if war.pair == two]
    return ladder(steps, status.began(*two), story_wave.beginning(two), wars, span)


LADDER = Chart(
    key="ladder",
    count=_ladder,
    finding=lambda steps, two, _: story_wave.ladder(steps, two, names.side),
    figure=_stairs,
    source=source,
    how=HOW["ladder"],
    rows=lambda steps, *_: steps.assign(date=series.dates(steps["first"].to_numpy()))[
        ["date", "stage", "before", "after", "at_most", "keys"]
    ],
    evidence="both",
    level=3,
)


def _moods(measured: Measured, dyads: list[Dyad], span: tuple[int, int]) -> Moods:
    """The moods of the dyads and what happened to them; the first is the one the finding tells of."""
    table = series.moods(measured.evidence, dyads, span, measured.parameters)
    return table, measured.dressed(series.happenings(measured.evidence, dyads)), dyads[0], measured.name


def _among(measured: Measured, asked: Settings) -> Moods:
    """Beside the dyad those of the wave asked for with the most events, over its time; without a wave the dyad alone."""
    two = dyad_of(asked)
    if "onset" not in asked:
        return _alone(measured, asked)
    wave = wave_of(measured, asked, hub=bool(asked["actor"]))
    others = sorted((p for p in wave.crest_dyads if p != two), key=lambda dyad: -len(measured.evidence.of(*dyad)))
    return _moods(
        measured, [two, *others[: MOST - 1]], (wave.onset - BEFORE, min(wave.end + AFTER, measured.moved.end))
    )


MOODS = Chart(
    key="moods",
    count=_among,
    finding=lambda table, _, two, __: story_wave.best_mood(table, two, names.side),
    figure=lambda table, happened, _, name: mood.moods(table, happened, name),
    source=source,
    how=HOW["mood"],
    evidence="both",
    level=3,
)


def _alone(measured: Measured, asked: Settings) -> Moods:
    """The dyad's mood from its first dated event to its last."""
    two = dyad_of(asked)
    units = measured.evidence.of(*two)
    if not len(units):
        raise MajlisError("MJ607", name=f"of {story_wave.dyad(two, names.side)}", problem="no dated event is known")
    span = (
        int(measured.evidence.first[units].min()) - UNTOLD,
        max(int(measured.evidence.until[units].max()) - 1, measured.moved.end),
    )
    return _moods(measured, [two], span)


def _strongest(table: pd.DataFrame, _: pd.DataFrame, two: Dyad, __: Name) -> Words:
    return story_wave.mood(table, two, names.side)


MOOD = replace(MOODS, key="mood", count=_alone, finding=_strongest)

# ---------------------------------------------------------------- of what selection.between leaves of the tables
PAIR_TIMELINE = replace(TIMELINE, key="pair-timeline")

TOOK_PART: Chart[Tables] = Chart(
    key="took-part",
    count=lambda tables, _: summaries.took_part(tables["occasions"]),
    finding=findings.took_part,
    figure=lambda counts: bars.ranked(counts, "meetings", "name", unit="meetings"),
    how=HOW["bars"],
    columns=["name", "meetings"],
    empty="Nobody who took part is named.",
    others=others,
)
