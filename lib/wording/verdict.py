"""The verdict on a wave in plain words: how sure it is, and what would change it. Every number is computed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.measures import days
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.doubt import CHANCE, Variant, lost
from lib.measures.waves.wave import Wave
from lib.wording.names import Name
from lib.wording.phrases import capital, day, listing, number, plural, verb


def sure(wave: Wave, draws: int) -> str:
    """A sentence on how many of the `draws` runs of chance reach as much as the wave (p <= CHANCE: a poor explanation)."""
    times = round(wave.p_value * (draws + 1)) - 1
    whose = "" if not wave.hub else " of this actor"
    verdict = "chance is a poor explanation" if wave.p_value <= CHANCE else "chance alone may explain it"
    return (
        f"In {plural(draws, 'run')} in which each pair{whose} keeps its own history but on a clock of its own, {number(times)} "
        f"had {wave.net_breadth} or more pairs at once (p = {wave.p_value:.2g}): {verdict}."
    )


def changes(wave: Wave, variants: Sequence[Variant], name: Name) -> list[str]:
    """A sentence for each way of measuring it anew; the left-out sources are summed up in one."""
    lines = [
        f"With a window of {plural(int(v.change), 'day')}: {_fate(wave, v)}." for v in variants if v.kind == "window"
    ]
    sources = [v for v in variants if v.kind == "source"]
    if sources:
        lines.append(_sources(wave, sources))
    lines += [f"Without {name(v.change)}: {_fate(wave, v)}." for v in variants if v.kind == "actor"]
    return lines


def _fate(wave: Wave, variant: Variant) -> str:
    left = variant.wave
    if left is None:
        return "no such wave is left"
    if wave.p_value <= CHANCE < left.p_value:
        return f"{plural(left.net_breadth, 'pair')} net at its crest, which chance alone may explain (p = {left.p_value:.2g})"
    differs = [
        f"{plural(left.net_breadth, 'pair')} net instead of {number(wave.net_breadth)}"
        if left.net_breadth != wave.net_breadth
        else "",
        f"onset {day(left.onset)}" if left.onset != wave.onset else "",
        f"crest {day(left.crest)}" if left.crest != wave.crest else "",
    ]
    return f"it stands{': ' if any(differs) else ''}{listing(differs)}"


def _sources(wave: Wave, sources: Sequence[Variant]) -> str:
    gone = [v.change for v in sources if lost(wave, v.wave)]
    if gone:
        return f"Without {listing(gone)}: no such wave is left, or no more than chance may give."
    left, worst = min(((v.wave.net_breadth, v.change) for v in sources if v.wave), key=lambda dyad: dyad[0])
    if len(sources) == 1:
        return f"Without {worst}, which tells most of it: it stands, at {number(left)} net."
    which = plural(len(sources), "source that tells", "sources that tell")
    return (
        f"Without any one of the {which} most of it: it stands each time; "
        f"the largest loss is {worst}, which leaves {left} net."
    )


def moved(most: int, parameters: Parameters = DEFAULTS) -> str:
    """How many pairs moved at once beside what a wave needs: 1 pair moved; a wave needs at least 4."""
    return f"{plural(most, 'pair')} moved; {needs(most, parameters)}"


def needs(most: int, parameters: Parameters = DEFAULTS) -> str:
    """How many pairs a wave needs and, where that many (`most`) did move at once, what it needs besides.

    >>> needs(3)
    'a wave needs at least 4'
    >>> needs(5)
    'a wave needs at least 4, from at least 4 distinct occasions, for 14 days or more, beyond chance, and not all of one actor'
    """
    least = f"a wave needs at least {number(parameters.min_dyads)}"
    if most < parameters.min_dyads:
        return least
    occasions, span = plural(parameters.min_occasions, "distinct occasion"), plural(parameters.min_days, "day")
    return f"{least}, from at least {occasions}, for {span} or more, beyond chance, and not all of one actor"


def missing(most: int, occasions: int, undated: int, parameters: Parameters) -> list[str]:
    """What the evidence lacks for a regional wave."""
    lines = [f"{capital(moved(most, parameters))}."]
    if occasions < parameters.min_occasions:
        lines.append(
            f"{capital(plural(occasions, 'distinct occasion'))} at once; a wave needs at least {number(parameters.min_occasions)}."
        )
    if undated:
        events = plural(undated, "event that happened has", "events that happened have")
        lines.append(f"{events} no date in the text, and cannot be placed in time.")
    return lines


def claimed(waves: Sequence[Wave], claim: pd.Series) -> str:
    """Whether one of these waves was running when the claim (`claim`, its direction; `published`, NaT if unknown) was made."""
    if not waves:
        return f"No regional wave of {claim['claim']} is found in this evidence."
    if claim["published"] != claim["published"]:
        are = verb(len(waves), "is", "are")
        return f"{plural(len(waves), 'wave')} {are} found in this evidence, but the article's date is unknown."
    on = claim["published"].date()
    before = [w for w in waves if days.day(w.onset) <= on]
    if not before:
        return f"A regional wave is found, but none had begun by {day(on)}."
    last = max(before, key=lambda w: w.end)
    span = f"from {day(last.onset)} to {day(last.end)}, crest {day(last.crest)}"
    past = (on - days.day(last.end)).days
    if past <= 0:
        return f"This supports it: a wave was running on {day(on)} ({span})."
    return f"A wave is found {span}. When the claim was published, on {day(on)}, it had ended {plural(past, 'day')} before."
