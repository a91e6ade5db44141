"""The verdict on a wave in plain words: how sure it is, and what would change it. Every number is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.measures.waves.doubt import CHANCE, lost
from lib.wording.story import listing, plural
from lib.wording.story_wave import date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lib.measures.parameters import Parameters
    from lib.measures.waves.doubt import Variant
    from lib.measures.waves.wave import Wave
    from lib.wording.story import Name


def sure(wave: Wave, draws: int) -> str:
    """How often chance does as well."""
    times = round(wave.p_value * (draws + 1)) - 1
    whose = "" if not wave.hub else " of this actor"
    often = "none" if times == 0 else f"{times:,}"
    verdict = "chance is a poor explanation" if wave.p_value <= CHANCE else "chance alone may explain it"
    return (
        f"In {draws} runs in which each pair{whose} keeps its own history but on a clock of its own, {often} "
        f"had {wave.net_breadth} or more pairs at once (p = {wave.p_value:.2g}): {verdict}."
    )


def changes(wave: Wave, variants: Sequence[Variant], name: Name) -> list[str]:
    """A sentence for each way of measuring it anew; the left-out sources are summed up in one."""
    lines = [f"With a window of {v.change} days: {_fate(wave, v)}." for v in variants if v.kind == "window"]
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
        f"{left.net_breadth} pairs net instead of {wave.net_breadth}" if left.net_breadth != wave.net_breadth else "",
        f"onset {date(left.onset)}" if left.onset != wave.onset else "",
        f"crest {date(left.crest)}" if left.crest != wave.crest else "",
    ]
    return f"it stands{': ' if any(differs) else ''}{listing(differs)}"


def _sources(wave: Wave, sources: Sequence[Variant]) -> str:
    gone = [v.change for v in sources if lost(wave, v.wave)]
    if gone:
        return f"Without {listing(gone)}: no such wave is left, or no more than chance may give."
    left, worst = min(((v.wave.net_breadth, v.change) for v in sources if v.wave), key=lambda dyad: dyad[0])
    which = plural(len(sources), "source that tells", "sources that tell")
    return (
        f"Without any one of the {which} most of it: it stands each time; "
        f"the largest loss is {worst}, which leaves {left} net."
    )


def missing(most: int, occasions: int, undated: int, parameters: Parameters) -> list[str]:
    """What the evidence lacks for a regional wave."""
    lines = [f"{plural(most, 'pair').capitalize()} moved; a wave needs at least {parameters.min_dyads}."]
    if occasions < parameters.min_occasions:
        lines.append(
            f"{plural(occasions, 'distinct occasion').capitalize()} at once; a wave needs at least {parameters.min_occasions}."
        )
    if undated:
        told = "event that happened has" if undated == 1 else "events that happened have"
        lines.append(f"{undated} {told} no date in the text, and cannot be placed in time.")
    return lines
