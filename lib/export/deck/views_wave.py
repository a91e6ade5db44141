"""Views of waves and pairs: breadth over time, who moved first, one actor's wave, a pair's ladder and mood.

Settings: `pair` ("IRN-SAU"), `actor` ("IRN"), `direction` (reconciliation or rupture), `onset` (ISO day of a wave).
The region's views are drawn from the chronology, those of a pair from the chronology and the loaded articles.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.charts.waves import breadth as charts
from lib.charts.waves import mood as mood_chart
from lib.charts.waves import pairs
from lib.codebook import stages
from lib.errors import MajlisError
from lib.export.deck.slides import Slide, charted
from lib.export.deck.story_data import Data
from lib.export.deck.story_marks import dressed
from lib.measures.parameters import DEFAULTS
from lib.measures.waves import lead, series, status, wave
from lib.measures.waves.command import day, number
from lib.measures.waves.mood import mood as mood_on
from lib.wording import story_wave

Settings = Mapping[str, str]


def pair_of(settings: Settings) -> tuple[str, str]:
    """The pair asked for, its two codes in order. MJ607 when there is none."""
    a, _, b = settings.get("pair", "").partition("-")
    if not a or not b:
        raise MajlisError("MJ607", name="of a pair", problem="no pair is chosen")
    return min(a, b), max(a, b)


def direction_of(settings: Settings) -> str:
    asked = settings.get("direction", "reconciliation")
    return asked if asked in wave.DIRECTIONS else "reconciliation"


def region(data: Data, settings: Settings) -> Slide:
    """Pairs up and down by day, the waves shaded."""
    found = data.regions[direction_of(settings)]
    most = wave.most_at_once(found.moved, wave.DIRECTIONS[found.direction])
    words = story_wave.region(found.waves, most, data.name)
    turning = dressed(data, data.chronicled, series.turning(data.chronicled, data.moved))
    return charted(charts.breadth(found, (), turning, words.headline, data.name, data.curated_source), words)


def onsets(data: Data, settings: Settings) -> Slide:
    """Who moved first in the strongest regional wave. MJ607 when there is none."""
    found = data.regions[direction_of(settings)]
    if not found.waves:
        raise MajlisError("MJ607", name="of a wave", problem=f"no regional wave of {found.direction}")
    first = found.waves[0]
    table = lead.onsets(data.chronicled, data.moved, first, DEFAULTS.window)
    table = dressed(data, data.chronicled, table.assign(units=[(u,) if u >= 0 else () for u in table["unit"]]))
    words = story_wave.first(table, first, data.name)
    for column in ("earliest", "latest", "day"):
        table[column] = series.dates(table[column])
    crest = charts.moment(first.crest)
    return charted(pairs.onsets(table, crest, words.headline, data.name, data.curated_source), words)


def hub(data: Data, settings: Settings) -> Slide:
    """One hub wave: of an actor, a direction and an onset; the earliest when no onset is given."""
    actor, direction, onset = settings.get("actor", ""), direction_of(settings), settings.get("onset", "")
    found = [w for w in data.hubs if w.hub == actor and w.direction == direction]
    chosen = [w for w in found if not onset or day(w.onset).isoformat() == onset]
    if not chosen:
        raise MajlisError("MJ607", name=f"of {data.name(actor)}", problem=f"no hub wave of {direction}")
    words = story_wave.hub(chosen[0], data.name)
    happened = dressed(data, data.chronicled, series.happenings(data.chronicled, chosen[0].pairs))
    fig = charts.hub(chosen[0], happened, words.headline, data.name, data.curated_source)
    return charted(fig, words)


def ladder(data: Data, settings: Settings) -> Slide:
    """Where a pair's relations stood, step by step."""
    two = pair_of(settings)
    steps = status.ladder(data.all, *two)
    if steps.empty:
        raise MajlisError("MJ607", name=f"of {story_wave.pair(two, data.name)}", problem="no dated step is known")
    severity = steps["stage"].map(lambda stage: stages()[stage].severity)
    steps = dressed(data, data.all, steps.assign(severity=severity, units=[(u,) for u in steps["unit"]]))
    words = story_wave.ladder(steps, two, data.name)
    return charted(charts.ladder(steps, two, words.headline, data.name, data.both_source), words)


def mood(data: Data, settings: Settings) -> Slide:
    """A pair's mood with its band, up to its last dated event."""
    two = pair_of(settings)
    units = data.all.of(*two)
    if not len(units):
        raise MajlisError("MJ607", name=f"of {story_wave.pair(two, data.name)}", problem="no dated event is known")
    span = (int(data.all.first[units].min()) - 30, int(data.all.until[units].max()) + 30)
    table = series.moods(data.all, [two], span)
    happened = dressed(data, data.all, series.happenings(data.all, [two]))
    best = table.loc[table["mood"].abs().idxmax()]
    on = number(best["date"].date())
    value, band = mood_on(data.all, *two, days=[on])
    words = story_wave.mood(float(value[0]), float(band[0]), on, two, data.name)
    return charted(mood_chart.moods(table, happened, words.headline, data.name, data.both_source), words)


VIEWS = {"region": region, "onsets": onsets, "hub": hub, "ladder": ladder, "mood": mood}
