"""The ready stories: the curated article in five steps, the region's wave, and one actor or pair of one's choice.

Their names, as in addresses and on the command line: article, wave, actor-IRN, pair-IRN-SAU.
"""

from collections.abc import Callable

from lib.catalogue.wave import settings
from lib.errors import MajlisError
from lib.export.deck.quotes import claimed
from lib.export.deck.story import Step, Story
from lib.export.deck.story_data import Data
from lib.measures.days import day
from lib.measures.waves import status
from lib.measures.waves.wave import Wave
from lib.wording.names import side
from lib.wording.phrases import listing

NAMES = ("article", "wave", "actor-CODE", "pair-CODE-CODE")
MOST_PAIRS = 3  # ladders in the story of one actor


def ready(name: str, data: Data) -> Story:
    """The ready story of that name. MajlisError MJ606 for another name, MJ607 when the data hold nothing for it."""
    kind, _, rest = name.partition("-")
    if name in FIXED:
        return FIXED[name](data)
    if kind == "actor" and rest:
        return actor(data, rest)
    if kind == "pair" and rest.count("-") == 1:
        return dyad(data, *rest.split("-"))
    raise MajlisError("MJ606", name=name[:80], known=listing(NAMES))


def article(data: Data) -> Story:
    """What one article holds: its meeting, the others it recalls, who, what about, and the claim it carries."""
    chosen = data.curated()
    if not chosen:
        raise MajlisError("MJ607", name="of the article", problem="there is no article")
    told = [Step(view=v, settings={"article": chosen}) for v in ("contact", "contacts", "actors", "topics", "claim")]
    holds = {"contact": "meetings", "contacts": "meetings", "actors": "actors", "topics": "topics", "claim": "topics"}
    kept = [
        s
        for s in told
        if len(data.of_article(holds[s.view], chosen)) and (s.view != "claim" or len(claimed(data, chosen)))
    ]
    if not kept:
        raise MajlisError("MJ607", name="of the article", problem="nothing was coded from it")
    return Story("One article, from the sentence to the chart", tuple(kept))


def region(data: Data) -> Story:
    """The waves of the region that are named, who moved first; hub waves, one pair all the way up, and what broke."""
    steps = [Step(view="region")]
    steps += [Step(view="onsets")] if data.regions["reconciliation"].waves else []
    hubs = [w for w in data.hubs if w.named]
    steps += [hub(w) for w in strongest([w for w in hubs if w.direction == "reconciliation"], 3)]
    steps += [Step(view="ladder", settings={"pair": "IRN-SAU"})] if len(status.ladder(data.all, "IRN", "SAU")) else []
    broken = any(w.named for w in data.regions["rupture"].waves)
    steps += [Step(view="region", settings={"direction": "rupture"})] if broken else []
    steps += [hub(w) for w in strongest([w for w in hubs if w.direction == "rupture"], 2)]
    moved = data.regions["reconciliation"].moved
    years = f", {day(moved.start).year} to {day(moved.end).year}" if moved.days else ""
    return Story(f"The region's waves{years}", tuple(steps))


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
    steps += [
        Step(view="ladder", settings={"pair": "-".join(two)})
        for two in by_steps[:MOST_PAIRS]
        if len(status.ladder(data.all, *two))
    ]
    if not steps:
        raise MajlisError("MJ607", name=f"of {side(code)}", problem="no dated step of it is known")
    return Story(f"{side(code)} and its neighbours", tuple(steps))


def dyad(data: Data, a: str, b: str) -> Story:
    """Two sides: how their relations climbed and fell, their mood, and the waves they were part of that are named."""
    two = (min(a, b), max(a, b))
    if not len(status.ladder(data.all, *two)):
        raise MajlisError("MJ607", name=f"of {side(a)} and {side(b)}", problem="no dated step is known")
    asked = {"pair": "-".join(two)}
    steps = [Step(view="ladder", settings=asked), Step(view="mood", settings=asked)]
    steps += [hub(w) for w in data.hubs if w.named and w.hub in two and two in w.dyads]
    if any(two in w.dyads for w in data.regions["reconciliation"].waves[:1]):
        steps.append(Step(view="region"))
    return Story(f"{side(two[0])} and {side(two[1])}", tuple(steps))


def actors(data: Data) -> list[str]:
    """Actors there is a story of, by name."""
    return sorted(data.all.actors, key=side)


def partners(data: Data, code: str) -> list[str]:
    """Those with whom the actor has dated steps, by name."""
    dyads = [two for two in data.all.dyads if code in two and len(status.ladder(data.all, *two))]
    return sorted((two[0] if two[1] == code else two[1] for two in dyads), key=side)


FIXED: dict[str, Callable[[Data], Story]] = {"article": article, "wave": region}
