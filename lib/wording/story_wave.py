"""The sentences of a story about waves and pairs, computed from what the measures found."""

from collections.abc import Iterable, Sequence
from datetime import date as Date
from itertools import islice

from pandas import DataFrame, Series

from lib.codebook import stages
from lib.measures.days import day as day_of
from lib.measures.waves import lead, status
from lib.measures.waves.curated import baseline, wars
from lib.measures.waves.wave import DIRECTIONS, Condition, Region, Wave, busiest
from lib.wording.names import Name, label
from lib.wording.names import standing as standing_of
from lib.wording.phrases import capital, day, listing, month, number, plural, signed, verb
from lib.wording.story import Words
from lib.wording.verdict import WHY, chance, lacks, span

TOWARDS = {"reconciliation": "towards each other", "rupture": "away from each other"}


def dyad(two: tuple[str, str], name: Name) -> str:
    """Iran and Saudi Arabia."""
    return " and ".join(name(code) for code in two)


def couple(two: Sequence[str], name: Name) -> str:
    """Iran – Saudi Arabia, where there is little room."""
    return " – ".join(name(code) for code in two)


def breadth(region: Region) -> str:
    """What the strongest wave of a direction reached, and what chance reaches."""
    sign = DIRECTIONS[region.direction]
    bar = region.null.threshold(sign, 0.95)
    if not region.waves:
        reach = int(bar.max(initial=0))
        return f"No regional wave of {region.direction}: chance alone keeps net breadth within {reach} of zero"
    wave = region.waves[0]
    way = "closer" if wave.sign > 0 else "apart"
    told = f"On {day(wave.crest)}, {plural(wave.net_breadth, 'pair')} net had moved {way}"
    if not wave.named:
        return f"{told}: {chance(wave)}"
    return f"{told}; chance then seldom gives more than {int(bar[wave.crest - region.moved.start])}"


def region(waves: Sequence[Wave], lacking: Condition | None, name: Name) -> Words:
    """The strongest regional wave of a direction, or what the evidence lacks for one."""
    if not waves:
        told = (f"{capital(lacks(lacking, name))}.",) if lacking else ()
        return Words("No regional wave in the evidence loaded", told)
    wave = waves[0]
    actor, times = busiest(wave.crest_dyads)
    ways = ("up", "down") if wave.sign > 0 else ("down", "up")
    crest = f"At its height, on {day(wave.crest)}: {plural(len(wave.crest_dyads), 'pair')} {ways[0]}, {number(wave.against)} {ways[1]}"
    others = [w for w in waves[1:] if w.named]
    lines = (
        f"{crest}, from {plural(wave.occasions, 'distinct occasion')}.",
        f"{capital(name(actor))} is in {number(times)} of these {plural(len(wave.crest_dyads), 'pair')}."
        + (f" {capital(plural(len(others), 'more such wave'))} found: {listing(map(span, others))}." if others else ""),
    )
    if not wave.named:
        return Words(f"{span(wave)}: no regional wave is named, {WHY[wave.lacks]}", lines, _sure(wave))
    return Words(f"{span(wave)}: {_all_moved(wave)}", lines, _sure(wave))


def _sure(wave: Wave) -> str:
    return f"Against shuffled clocks {chance(wave)}."


def without(actor: str, waves: Sequence[tuple[Wave, Wave | None]], name: Name) -> Words:
    """What is left of waves with an actor left out: (the wave, what is left of it) each."""
    left = [(wave, one) for wave, one in waves if one is not None and one.named]
    lines = [f"{span(wave)}: {_left(one)}, instead of {wave.net_breadth}." for wave, one in waves]
    stand = (
        "every wave stands"
        if len(left) == len(waves)
        else f"{number(len(left))} of {plural(len(waves), 'wave')} {verb(len(left), 'stands', 'stand')}"
    )
    stand = stand if left else "no wave of reconciliation is left that chance would not give"
    method = "; ".join(f"{span(wave)}: {chance(one)}" for wave, one in waves if one is not None)
    return Words(f"Without {name(actor)}, {stand}", tuple(lines[:2]), method and f"Against shuffled clocks, {method}.")


def _left(wave: Wave | None) -> str:
    return f"{plural(wave.net_breadth, 'pair')} net at most" if wave is not None else "nothing that lasts"


def stood(waves: Sequence[Wave], on: Date) -> str:
    """Which of these waves ran on a day, or had last ended, as a headline."""
    running = [w for w in waves if on_days(w, on)]
    if running:
        return f"On {day(on)}, a wave of {running[0].direction} was running"
    before = max((w for w in waves if day_of(w.end) < on), key=lambda w: w.end, default=None)
    last = f"; the last, of {before.direction}, ended on {day(before.end)}" if before else ""
    return f"On {day(on)}, no wave of the region was running{last}"


def on_days(wave: Wave, on: Date) -> bool:
    """Did a wave run on a day?"""
    return day_of(wave.onset) <= on <= day_of(wave.end)


def answered(waves: Sequence[Wave], actor: str, lost: int, back: bool, name: Name) -> str:
    """Was there a wave, as a headline: `waves` of reconciliation that are named; `lost`: how many of them are gone without
    this actor; `back`: did relations with it resume?"""
    if not waves:
        return "No: nothing went beyond what chance would give"
    times = {1: "once", 2: "twice"}.get(len(waves), f"{number(len(waves))} times")
    mostly = f", and mostly {name(actor)} coming back" if back else f", and mostly with {name(actor)}"
    return f"Yes, {times}{mostly if lost == len(waves) else ''}"


def _all_moved(wave: Wave) -> str:
    """How many pairs moved, and which way; those with hostilities are told as that."""
    fought = len(wave.at_war)
    moved = len(wave.dyads) - fought
    told = (
        f"{plural(moved, 'pair')} moved {TOWARDS[wave.direction]}" if moved else "",
        (f"{number(fought)} had hostilities" if moved else f"{plural(fought, 'pair')} had hostilities")
        if fought
        else "",
    )
    return listing(told)


def hub(wave: Wave, name: Name) -> Words:
    """One actor's wave; a package when all its pairs moved on one occasion."""
    end = f"and still on where the data end, on {day(wave.end)}" if wave.open else f"to {day(wave.end)}"
    lines = [f"From {day(wave.onset)} {end}; most pairs at once on {day(wave.crest)}."]
    if wave.package is not None:
        lines.append("One occasion moved all of them: a package, not a wave that spread.")
    return Words(f"{_way(wave, name, most=4)} within {plural(weeks(wave), 'week')}", tuple(lines), _sure(wave))


def hub_span(wave: Wave, name: Name) -> str:
    """The same with its time, in a line."""
    return f"{_way(wave, name, most=2)}, {day(wave.onset)} to {day(wave.end)}"


def _way(wave: Wave, name: Name, most: int) -> str:
    """Whom one actor moved closer to or away from; with whom there were hostilities is told as that: a strike is no war."""
    others = {dyad: name(next(code for code in dyad if code != wave.hub)) for dyad in wave.dyads}
    fought = [other for dyad, other in others.items() if dyad in wave.at_war]
    moved = [other for dyad, other in others.items() if dyad not in wave.at_war]
    way = "moved closer to" if wave.direction == "reconciliation" else "moved away from"
    told = (
        f"{way} {listing(moved, most)}" if moved else "",
        f"had hostilities with {listing(fought, most)}" if fought else "",
    )
    return capital(f"{name(wave.hub)} {listing(told)}")


def standing(dyads: DataFrame, on: Date) -> str:
    """How many pairs are up and down on a day; `pairs` as lib.measures.waves.series.standing gives them."""
    up, down = (int((dyads["sign"] == sign).sum()) for sign in (1, -1))
    return f"{day(on)}: {plural(up, 'pair')} up, {number(down)} down"


def moved_first(table: DataFrame, name: Name) -> str:
    """The first pair, and the first that followed it for sure; `table` as lead.onsets gives it."""
    one = table.iloc[0]
    after = (row for _, row in table.iterrows() if lead.order(one, row) == "followed by")
    told = [couple((row["actor_a"], row["actor_b"]), name) for row in (one, *islice(after, 1))]
    return f"{told[0]} moved first" + (f", followed by {told[1]}" if told[1:] else "")


def turning(place: str, dyads: Sequence[tuple[str, str]], name: Name) -> str:
    """What a turning point is called: its place, or where that is none, or one of the sides, whom it was between."""
    sides = {name(code) for two in dyads for code in two}
    if place and place not in sides:
        return place
    actor, times = busiest(dyads)
    if times < len(dyads):
        return listing([couple(two, name) for two in dyads], most=1)
    others = [name(a if b == actor else b) for a, b in dyads]
    return f"{name(actor)} – {listing(others, most=2)}"


def turning_points(names: Iterable[str]) -> str:
    """The key to the numbers of the turning points; "" where there are none."""
    told = "; ".join(f"{n} {name}" for n, name in enumerate(names, 1))
    return f"Numbers: where most happened one way within a few weeks: {told}." if told else ""


def months(table: DataFrame) -> str:
    """How many pairs moved, and in which month most were up; `table` as series.months gives it."""
    counts = table[table["share"] > 0].groupby("month")["place"].nunique()
    ups = dict(zip(counts.index, counts, strict=True))
    moved = f"{capital(plural(table['place'].nunique(), 'pair'))} by month"
    if not ups:
        return f"{moved}, up in none"
    fullest = max(ups, key=lambda on: ups[on])
    most = int(ups[fullest])
    return f"{moved}: the fullest is {month(fullest)}, with {number(most)} up at one time or another"


def best_mood(table: DataFrame, two: tuple[str, str], name: Name) -> str:
    """When the mood of a pair was highest; `table` as series.moods gives it, of this pair and others."""
    own = table[(table["actor_a"] == two[0]) & (table["actor_b"] == two[1])]
    best = own.sort_values("mood", ascending=False, kind="stable").iloc[0]
    told = f"{signed(best['mood'])} ± {best['band']:.2f}"
    if (own["mood"] <= own["band"]).all():
        return f"{couple(two, name)}: at no time shown a mood clearly above zero"
    return f"{couple(two, name)}: of the time shown, mood highest on {day(best['date'])}, {told}"


def first(table: DataFrame, wave: Wave, name: Name) -> Words:
    """Which pairs moved first; `table` as lib.measures.waves.lead.onsets gives it, in order of onset."""
    told = [couple((row["actor_a"], row["actor_b"]), name) for _, row in table.head(4).iterrows()]
    exact, total = int((table["earliest"] == table["latest"]).sum()), len(table)
    share = (
        f"{capital(number(exact))} of {plural(total, 'onset')} {verb(exact, 'is', 'are')}"
        if total > 1
        else "Its onset is"
    )
    share += " not" if total == 1 and not exact else ""
    lines = (
        f"Then {listing(told[1:])}." if told[1:] else "",
        f"{share} dated to the day. Later does not mean because of.",
    )
    return Words(f"{told[0]} moved first in the wave of {month(wave.crest)}", tuple(x for x in lines if x))


def weeks(wave: Wave) -> int:
    """How many weeks a wave lasts, one at least."""
    return max(round((wave.end - wave.onset + 1) / 7), 1)


def stands(steps: DataFrame, two: tuple[str, str]) -> str:
    """Where a pair stands after its steps; `steps` as lib.measures.waves.status.ladder gives them."""
    row = baseline().get(two)
    note = row.note if row else ""
    if steps.empty:
        return standing_of(*status.began(*two), note)
    last = steps.iloc[-1]
    by = steps.loc[steps["moved"] & (steps["after"] == last["after"]), "stage"]
    return standing_of(last["after"], last["at_most"], last["treaty"], note, by.iloc[-1] if len(by) else "")


def beginning(two: tuple[str, str]) -> str:
    """Where a pair stood when the chronology begins, and why, as the baseline has it."""
    row = baseline().get(two)
    if row is None:
        return "unknown."
    return f"{capital(stands(DataFrame(), two))} on {day(row.as_of)}{f' ({row.note})' if row.note else ''}."


def ladder(steps: DataFrame, two: tuple[str, str], name: Name) -> Words:
    """Where a pair's relations stood and stand; `steps` as lib.measures.waves.status.ladder gives them."""
    who, now = dyad(two, name), stands(steps, two)
    was = stands(steps.iloc[:0], two)
    headline = f"{who}: {now}" if was in (now, "unknown") else f"{who}: from {was} to {now}"
    if any(war.pair == two and war.ended is None for war in wars()):
        headline += "; hostilities go on"
    elif fell := _unseen(steps):
        headline += f"; latest setback: {fell}"
    if steps.empty:
        return Words(headline)
    first, last = steps.iloc[0], steps.iloc[-1]
    up = steps[(steps["after"] > steps["before"]) & (steps["before"] >= 0)]
    setbacks = steps[steps["moved"] & (steps["stage"].map(lambda stage: stages()[stage].falls_to is not None))]
    began, ended = month(first["first"]), month(last["first"])
    when = f"in {began}" if began == ended else f"between {began} and {ended}"
    lines = [
        f"{plural(len(steps), 'dated step')} {when}; {number(len(up))} led up a rung, {number(len(setbacks))} down."
    ]
    told = listing(_step(s) for _, s in setbacks.head(3).iterrows())
    lines.append(f"{told and f'Down by {told}. '}Last of all: {_step(last)}.")
    return Words(headline, tuple(lines))


def _step(row: Series) -> str:
    return f"{label(row['stage'])} in {month(row['first'])}"


def _unseen(steps: DataFrame) -> str:
    """The latest setback, where what came after did not lift the pair and it moved nothing itself; else ""."""
    fell = steps[steps["stage"].map(lambda stage: stages()[stage].severity < 0)]
    if fell.empty or (steps.loc[fell.index[-1] :, "after"] != steps.loc[fell.index[-1], "before"]).any():
        return ""
    return _step(fell.iloc[-1])


def mood(table: DataFrame, two: tuple[str, str], name: Name) -> Words:
    """When a pair's mood was furthest from zero for sure, and what it is at last, with the bands said in words; `table` as
    series.moods gives it, of this pair alone."""
    sure = table[table["mood"].abs() > table["band"]]
    among = sure if len(sure) else table
    best, last = among.iloc[int(among["mood"].abs().argmax())], table.iloc[-1]
    ways = [_clear(row["mood"], row["band"]) for row in (best, last)]
    furthest = {"good": "on their best terms", "bad": "on their worst terms"}.get(ways[0])
    then = f"{furthest} in {month(best['date'])}" if furthest else "at no time in a clear mood"
    now = f"; on {day(last['date'])} in {ways[1]} mood" if furthest else ""
    told = f"Mood {signed(best['mood'])} on {day(best['date'])}, {signed(last['mood'])} on {day(last['date'])}"
    bands = f"the 90 % bands reach {best['band']:.2f} and {last['band']:.2f} to either side"
    return Words(f"{dyad(two, name)}: {then}{now}", (f"{told}.",), f"{capital(bands)}.")


def _clear(value: float, band: float) -> str:
    return "no clear" if abs(value) <= band else "good" if value > 0 else "bad"
