"""The ready stories: the curated article in five steps, the region's wave, and one actor or pair of one's choice.

Their names, as in addresses and on the command line: article, article-ID, wave, actor-IRN, pair-IRN-SAU.
"""

from collections.abc import Callable

from pandas import Series

from lib.catalogue.wave import settings
from lib.errors import MajlisError
from lib.export.deck.quotes import claimed
from lib.export.deck.story import LENGTHS, MAX_LINE, Step, Story
from lib.export.deck.story_data import Data
from lib.measures.days import day
from lib.measures.waves import status
from lib.measures.waves.wave import DIRECTIONS, Wave, busiest
from lib.schema import Dyad
from lib.wording import phrases, story, story_wave, verdict
from lib.wording.names import in_text, side
from lib.wording.phrases import capital, listing, plural, published

NAMES = ("article", "article-ID", "wave", "actor-CODE", "pair-CODE-CODE")
RESUMED = ("restoration", "mission", "ambassador")  # stages by which a side comes back
FEWEST = {"contacts": 2}  # rows of a step: one meeting alone is told by its sentence
MOST_HUBS = 2  # waves of one actor in the story of the region, each way
MOST_PAIRS = 3  # ladders in the story of one actor


def ready(name: str, data: Data) -> Story:
    """The ready story of that name. MajlisError MJ606 for another name, MJ607 when the data hold nothing for it."""
    kind, _, rest = name.partition("-")
    if name in FIXED:
        return FIXED[name](data)
    if kind == "article" and rest:
        return article(data, rest)
    if kind == "actor" and rest:
        return actor(data, rest)
    if kind == "pair" and rest.count("-") == 1:
        return dyad(data, *rest.split("-"))
    raise MajlisError("MJ606", name=name[:80], known=listing(NAMES))


def article(data: Data, chosen: str = "") -> Story:
    """What one article holds: its meeting, all it tells of, who, what about, the claim it carries, and where it stands in the
    wave. MajlisError MJ607 where there is no such article, or nothing in it."""
    chosen = chosen or data.curated()
    found = data.rows["articles"]
    found = found[found["article_id"] == chosen]
    if found.empty:
        raise MajlisError(
            "MJ607", name="of the article", problem="there is no such article" if chosen else "there is no article"
        )
    told = [Step(view=v, settings={"article": chosen}) for v in ("contact", "contacts", "actors", "topics", "claim")]
    holds = {"contact": "meetings", "contacts": "meetings", "actors": "actors", "topics": "topics", "claim": "topics"}
    kept = [s for s in told if len(data.of_article(holds[s.view], chosen)) >= FEWEST.get(s.view, 1)]
    kept = [s for s in kept if s.view != "claim" or len(claimed(data, chosen))]
    if not kept:
        raise MajlisError("MJ607", name="of the article", problem="nothing was coded from it")
    row, waves = found.iloc[0], [w for one in data.regions.values() for w in one.waves if w.named]
    title = str(row["title"] or "One article, from the sentence to the chart")[: LENGTHS["headline"]]
    told_by = ", ".join(filter(None, (row["source"], published(row) or "day of publication unknown")))
    meetings = data.of_article("meetings", chosen)
    said = (f"{story.main_meeting(meetings, in_text).headline}."[:MAX_LINE],) if len(meetings) else ()
    opening = text(
        title, (f"{capital(told_by)}.", *said), "What does it say, who met whom, and does it stand in a wave?"
    )
    days = meetings.sort_values("main", ascending=False, kind="stable")["date_start"]
    on = next((one for one in (row["published"], *days) if one == one), None)  # NaT is not equal to itself
    if waves and on is not None:
        shown = next((w for w in waves if story_wave.on_days(w, on.date())), None)
        headline = story_wave.stood(waves, on.date())
        kept.append(
            Step(
                view="region", headline=headline, settings=settings(shown) if shown else {"direction": "reconciliation"}
            )
        )
    return Story(title, (opening, *kept))


def text(headline: str, lines: tuple[str, ...] = (), notes: str = "") -> Step:
    """A step of words alone, as a story begins and ends with."""
    return Step(view="text", headline=headline, text=lines, notes=notes)


def region(data: Data) -> Story:
    """Was there a wave of reconciliation? What moved, in order of time: waves of one actor and of the region that are named,
    the first of the region from all sides; what broke; and the answer."""
    moved, parts = data.regions["reconciliation"].moved, data.regions.values()
    waves = [w for region in parts for w in region.waves if w.named]
    some = [w for w in data.hubs if w.named]
    waves += [w for way in DIRECTIONS for w in strongest([w for w in some if w.direction == way], MOST_HUBS)]
    largest = next((w for w in data.regions["reconciliation"].waves if w.named), None)
    actor = busiest(largest.crest_dyads)[0] if largest else ""
    steps = []
    for wave in sorted(waves, key=lambda w: (w.onset, w.hub)):
        steps.append(hub(wave) if wave.hub else Step(view="region", settings=settings(wave)))
        if wave is largest:
            steps.append(Step(view="standing", settings={**settings(wave), "day": day(wave.crest).isoformat()}))
            steps.append(Step(view="onsets", settings=settings(wave)))
            pair = max(wave.dyads, key=lambda two: (_risen(data, two, wave), two))
            steps.append(Step(view="ladder", settings={"pair": "-".join(pair)}))
    if largest:
        steps.append(Step(view="region", settings={"without": actor}))
    years = f", {day(moved.start).year} to {day(moved.end).year}" if moved.days else ""
    question = f"Was there a reconciliation wave{years}?" if years else "Was there a reconciliation wave?"
    source = f"{plural(len(data.milestones), 'milestone')} between rivals of the Middle East, each dated and with its source."
    end = (verdict.data_end(moved.end),) if moved.days else ()
    notes = "A wave is many pairs of rivals moving the same way within a few weeks, more than chance would give."
    asked = text(question, (source, *end), notes)
    return Story(question, (asked, *steps, *_answer(data, actor)))


def _answer(data: Data, actor: str) -> tuple[Step, ...]:
    """What the story of the region ends with."""
    region, waves = data.regions["reconciliation"], data.left(actor)
    if not region.moved.days:
        return ()
    lost = sum(left is None or not left.named for _, left in waves)
    resumed = data.milestones[data.milestones["stage"].isin(RESUMED)]
    back = any(actor in row["parties"] and _in(row, wave) for _, row in resumed.iterrows() for wave, _ in waves)
    headline = story_wave.answered([wave for wave, _ in waves], actor, lost, back, in_text)
    lines = (
        verdict.answer(region, data.chronology.lacking(), in_text),
        verdict.now([w for one in data.regions.values() for w in one.waves], region.moved.end),
    )
    without = story_wave.without(actor, waves, in_text)
    said = f"{without.headline}. {' '.join(without.lines)}\n\nMethod: {without.method}" if waves else ""
    return (text(headline, lines, said),)


def _in(row: Series, wave: Wave) -> bool:
    """Did a milestone happen in a wave?"""
    return day(wave.first_step) <= row["date_start"].date() <= day(wave.end)


def _risen(data: Data, two: Dyad, wave: Wave) -> int:
    """How many rungs a pair climbed in a wave."""
    steps = status.ladder(data.all, *two)
    steps = steps[steps["first"].between(wave.first_step, wave.end)]
    return int(steps["after"].iloc[-1] - steps["before"].iloc[0]) if len(steps) else 0


def strongest(waves: list[Wave], count: int) -> list[Wave]:
    """The hub waves least likely by chance, each actor once, in order of onset."""
    once: dict[str, Wave] = {}
    for found in sorted(waves, key=lambda w: (w.p_value, w.onset)):
        once.setdefault(found.hub, found)
    return sorted(list(once.values())[:count], key=lambda w: w.onset)


def hub(found: Wave) -> Step:
    """The step that tells of one actor's wave."""
    return Step(view="hub", settings=settings(found))


def actor(data: Data, code: str) -> Story:
    """One actor: its hub waves that are named, then the pairs with most dated steps."""
    dyads = [two for two in data.all.dyads if code in two]
    by_steps = sorted(dyads, key=lambda two: (-len(status.ladder(data.all, *two)), two))
    steps = [hub(w) for w in data.hubs if w.named and w.hub == code]
    told = {two: table for two in by_steps[:MOST_PAIRS] if len(table := status.ladder(data.all, *two))}
    steps += [Step(view="ladder", settings={"pair": "-".join(two)}) for two in told]
    if not steps:
        raise MajlisError("MJ607", name=f"of {side(code)}", problem="no dated step of it is known")
    name, end = in_text(code), data.both.moved.end
    found = [story_wave.ladder(table, two, side).headline.partition(": ")[2] for two, table in told.items()]
    stands = [f"{side(next(c for c in two if c != code))}: {how}." for two, how in zip(told, found, strict=True)]
    asked = text(f"Who moved closer to {name}, and who away?", (verdict.data_end(end),))
    answer = [text(f"Where {name} stood on {phrases.day(end)}", (" ".join(stands)[:MAX_LINE],))] if told else []
    return Story(f"{side(code)} and its neighbours", (asked, *steps, *answer))


def dyad(data: Data, a: str, b: str) -> Story:
    """Two sides: how their relations climbed and fell, their mood, and the waves they were part of that are named."""
    two = (min(a, b), max(a, b))
    found = status.ladder(data.all, *two)
    if found.empty:
        raise MajlisError("MJ607", name=f"of {side(a)} and {side(b)}", problem="no dated step is known")
    asked = {"pair": "-".join(two)}
    waves = [w for w in data.hubs if w.named and w.hub in two and two in w.dyads]
    waves += [w for w in data.regions["reconciliation"].waves[:1] if w.named and two in w.dyads]
    steps = [
        hub(w) if w.hub else Step(view="region", settings=settings(w)) for w in sorted(waves, key=lambda w: w.onset)
    ]
    who = story_wave.dyad(two, in_text)
    opening = text(
        f"How do {who} stand?",
        (f"{capital(plural(len(found), 'dated step'))} between them.", verdict.data_end(data.both.moved.end)),
    )
    ends = (Step(view="mood", settings=asked), Step(view="ladder", settings=asked))
    return Story(f"{side(two[0])} and {side(two[1])}", (opening, *steps, *ends))


def actors(data: Data) -> list[str]:
    """Actors there is a story of, by name."""
    return sorted(data.all.actors, key=side)


def partners(data: Data, code: str) -> list[str]:
    """Those with whom the actor has dated steps, by name."""
    dyads = [two for two in data.all.dyads if code in two and len(status.ladder(data.all, *two))]
    return sorted((two[0] if two[1] == code else two[1] for two in dyads), key=side)


FIXED: dict[str, Callable[[Data], Story]] = {"article": article, "wave": region}
