"""The verdict on a wave in plain words: how sure it is, and what would change it. Every number is computed."""

import re
from collections.abc import Sequence

import pandas as pd

from lib.measures import days
from lib.measures.waves.doubt import Variant, lost
from lib.measures.waves.null import REACH
from lib.measures.waves.voices import FEWEST
from lib.measures.waves.wave import CHANCE, Condition, Region, Wave
from lib.wording.names import Name
from lib.wording.phrases import day, listing, month, number, plural, verb

TIMES = {1: "Once", 2: "Twice"}  # how often, where a number would be stiff
SOUR = re.compile(
    r"strained|severed|recalled|withdrawn|gone"
)  # notes of the baseline that tell of less than good terms


WHY = {
    "chance": "what moved may be chance",
    "past": "too little is told of the time before it",
    "voices": "not enough independent sources",
    "alone": "not enough independent sources",
}  # is a wave not named, by Wave.lacks


def sure(wave: Wave) -> str:
    """A sentence on how many runs of chance reach as much as the wave (p <= CHANCE: a poor explanation)."""
    reached = number(wave.reached) if wave.reached > 1 else "at most 1"  # p is one in all draws at least
    whose = "" if not wave.hub else " of this actor"
    known = {"chance": "chance alone may explain it", "past": "but too little is told of the time before it"}
    verdict = known.get(wave.lacks, "chance is a poor explanation")
    return (
        f"In {plural(wave.drawn, 'run')} in which each pair{whose} keeps its own history but on a clock of its own, up to "
        f"{plural(REACH, 'day')} off, {reached} "
        f"had {wave.net_breadth} or more pairs net at once near that time (p = {wave.p_value:.2g}): {verdict}."
    )


def changes(wave: Wave, variants: Sequence[Variant], name: Name) -> list[str]:
    """A sentence for each way of measuring it anew; the left-out sources are summed up in one."""
    lines = [
        f"With a window of {plural(int(v.change), 'day')}: {_fate(wave, v)}." for v in variants if v.kind == "window"
    ]
    lines += [f"The chronology alone: {_fate(wave, v)}." for v in variants if v.kind == "layer"]
    sources = [v for v in variants if v.kind == "source"]
    if sources:
        lines.append(_sources(wave, sources))
    lines += [f"Pairs of the region alone: {_fate(wave, v)}." for v in variants if v.kind == "region"]
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
    return f"{_again(wave)}{': ' if any(differs) else ''}{listing(differs)}"


def _again(wave: Wave) -> str:
    """What is not named does not stand, it is there."""
    return "it stands" if wave.named else "it is there"


def _sources(wave: Wave, sources: Sequence[Variant]) -> str:
    gone = [v.change for v in sources if lost(wave, v.wave)]
    if gone:
        which = f"any one of {listing(gone)}" if gone[1:] else gone[0]
        return f"Without {which}: no such wave is left, or no more than chance may give."
    left, worst = min(((v.wave.net_breadth, v.change) for v in sources if v.wave), key=lambda dyad: dyad[0])
    if len(sources) == 1:
        return f"Without {worst}, which tells most of it: {_again(wave)}, at {number(left)} net."
    which = plural(len(sources), "source that tells", "sources that tell")
    return (
        f"Without any one of the {which} most of it: {_again(wave)} each time; "
        f"the largest loss is {worst}, which leaves {left} net."
    )


def lacks(condition: Condition, name: Name = str) -> str:
    """What a wave lacks, with its figures, as the end of a sentence.

    >>> lacks(Condition("pairs", 1, 4, 19_500))
    '1 pair of rivals moved; a wave needs at least 4'
    """
    needs, on = number(condition.needs), day(condition.on)
    return {
        "pairs": f"{plural(condition.has, 'pair of rivals', 'pairs of rivals')} moved; a wave needs at least {needs}",
        "occasions": f"what had moved by {on} was on {plural(condition.has, 'distinct occasion')}; a wave needs at least {needs}",
        "chance": f"{plural(condition.has, 'pair')} net had moved by {on}; chance alone gives up to {number(condition.needs - 1)}"
        if condition.has > 0
        else f"as many pairs or more had moved the other way by {on}",
        "days": f"enough pairs moved for {plural(condition.has, 'day')} from {on} on; a wave lasts at least {needs}",
        "outside": f"{plural(condition.has, 'pair')} of those that had moved by {on} {verb(condition.has, 'is', 'are')} without "
        f"{name(condition.actor)}; a wave of the region needs at least {needs}",
        "past": f"too little is told of the time before what had moved by {on}: steps on {number(condition.has)} of the "
        f"{plural(REACH, 'day')} before its window; it needs at least {needs}",
        "voices": f"{plural(condition.has, 'independent publisher')} {verb(condition.has, 'tells', 'tell')} of what had moved "
        f"by {on}; a wave coded from articles needs at least {needs}",
        "alone": f"what had moved by {on} is no wave without its busiest publisher",
    }[condition.what]


def absent(hub: str, direction: str, dated: bool, name: Name) -> str:
    """That the wave looked for is not there, as a headline; `hub`: its actor, "" for the region; `dated`: of one time."""
    if hub:
        return f"No such wave of {name(hub)} in this evidence"
    return f"No such regional wave of {direction} in this evidence" if dated else "No regional wave in this evidence"


def hub_lacks(most: int, needs: int) -> str:
    """What a hub wave lacks, with its figures: the most pairs net that its actor had at once."""
    return f"Net pairs that moved at once, at most: {number(most)}; a hub wave needs at least {number(needs)}, and to last."


def elsewhere(direction: str) -> str:
    """That waves of this direction are found, but not at the time looked at."""
    return f"What is found of {direction} has its crest at another time: see the list at the end of this page."


def unnamed(wave: Wave, speakers: Sequence[str], name: Name) -> str:
    """Why a wave that was found is not named: chance may explain it, it has no past, or too few tell of it; "" if it is."""
    if wave.lacks == "chance":
        return f"It may be chance: p = {wave.p_value:.2g}, and a wave is named at {CHANCE:g} or less."
    if wave.lacking and wave.lacking.what == "past":
        return f"It is not named, for {lacks(wave.lacking)}. Where texts begin, or soon tell of far more, all rises."
    if wave.lacking:
        told = [name(who) if who else "texts of no named source" for who in speakers]
        why = (
            f"it is told by {listing(told, most=4)} alone"
            if wave.lacking.what == "voices"
            else f"without {told[0]} it is none"
        )
        return (
            f"Not enough independent sources: {why}. A wave coded from articles needs at least {number(FEWEST)} publishers, "
            "and to stand without any one."
        )
    return ""


def chance(wave: Wave) -> str:
    """p of a wave, and why it is not named: p = 0.28, may be chance."""
    return f"p = {wave.p_value:.2g}" + (f", {WHY[wave.lacks].removeprefix('what moved ')}" if wave.lacks else "")


def open_(end: int) -> str:
    """That a wave has not ended with the data, on their last day (days since 1970)."""
    return f"It still stood on {day(end)}, where the data end: what came after is not known."


def data_end(end: int) -> str:
    """The last day with evidence (days since 1970), and that nothing is known of later ones."""
    return f"The data end on {day(end)}; what came after is not known."


def answer(region: Region, lacking: Condition | None, name: Name) -> str:
    """Was there a wave of the region, in a sentence: when, and how many pairs moved; or what the evidence lacks for one."""
    named = sorted((wave for wave in region.waves if wave.named), key=lambda wave: wave.onset)
    if not named:
        why = lacks(lacking, name) if lacking else WHY["chance"]
        return f"No wave of reconciliation is {'named' if region.waves else 'found'}: {why}."
    spans = [f"{span(wave)} ({plural(len(wave.dyads), 'pair')})" for wave in named]
    times = TIMES.get(len(named), f"{number(len(named))} times")
    since = days.day(region.moved.start).year
    return (
        f"{times} since {since}, rivals of the region moved towards each other more widely than chance would give: "
        f"{listing(spans)}."
    )


def span(wave: Wave) -> str:
    """From which month to which a wave lasted: March 2023 to July 2023."""
    first, last = month(wave.onset), month(wave.end)
    return first if first == last else f"{first} to {last}"


def now(waves: Sequence[Wave], end: int, filtered: bool = False) -> str:
    """Is a wave of the region running where the data end, and if not, when did the last one? Of the waves given, those
    that are named count. `filtered`: is it the filters that end the data?"""
    named = sorted((w for w in waves if w.named), key=lambda w: w.end)
    where = f"On {day(end)}, where what the filters leave ends," if filtered else f"On {day(end)}, where the data end,"
    running = [f"one of {w.direction} since {day(w.onset)}" for w in named if w.open]
    if running:
        return f"{where} a wave of the region is running: {listing(running)}."
    last = (
        f"; the last was one of {named[-1].direction}, {day(named[-1].onset)} to {day(named[-1].end)}" if named else ""
    )
    after = "" if filtered else " What came after is not known."
    return f"{where} no wave of the region is running{last}.{after}"


def friends(two: tuple[str, str], note: str, name: Name) -> str:
    """Why what two sides did is no step of reconciliation; `note`: how they stood, "" where nobody knows."""
    how = f"had no break within three years ({note})" if SOUR.search(note) else f"stood on good terms ({note})"
    who = listing(map(name, two))
    told = f"{who} {how}" if note else f"Nothing tells that {who} were estranged"
    return f"{told}: what they did is contact, and no step of reconciliation."


def undated(events: int, pairs: Sequence[str]) -> str:
    """How many events have no date; `pairs`: of whom."""
    told = f" ({listing(pairs, most=3)})" if pairs else ""
    which = plural(events, "event that happened has", "events that happened have")
    return f"{which} no date in the text{told}, and cannot be placed in time."


def meant(waves: Sequence[Wave], published: pd.Timestamp) -> Wave | None:
    """Of these waves that are named, the last that had begun when a claim was published; with NaT the last of all."""
    begun = [w for w in waves if w.named and (published != published or days.day(w.onset) <= published.date())]
    return max(begun, key=lambda w: w.end, default=None)


def claimed(waves: Sequence[Wave], claim: pd.Series) -> str:
    """Whether one of these waves was running when the claim (`claim`, its direction; `published`, NaT if unknown) was made."""
    found, waves = waves, [w for w in waves if w.named]
    if not waves:
        return f"No regional wave of {claim['claim']} is {'named' if found else 'found'} in this evidence."
    if claim["published"] != claim["published"]:
        are = verb(len(waves), "is", "are")
        return f"{plural(len(waves), 'wave')} {are} found in this evidence, but the article's date is unknown."
    on = claim["published"].date()
    last = meant(waves, claim["published"])
    if last is None:
        return f"A regional wave is found, but none had begun by {day(on)}."
    span = f"from {day(last.onset)} to {day(last.end)}, crest {day(last.crest)}"
    past = (on - days.day(last.end)).days
    if past <= 0:
        return f"This supports it: a wave was running on {day(on)} ({span})."
    return f"A wave is found {span}. When the claim was published, on {day(on)}, it had ended {plural(past, 'day')} before."
