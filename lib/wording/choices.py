"""What a reader can choose, as an address names it: the filters of the tables, and what a wave is measured of."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from lib.loaders.language import name as language_name
from lib.measures.counts.selection import Selection
from lib.measures.parameters import DEFAULTS
from lib.measures.waves.evidence import Evidence
from lib.wording import names
from lib.wording.phrases import more


class Several(NamedTuple):
    """A filter of which several can be chosen: its key in the address, its part of the selection, its title, what its
    values are called, and of how many there must be any for it to be offered; `before`: what says of a value what it is."""

    key: str
    part: str
    title: str
    called: Callable[[str], str] = str
    least: int = 0
    before: str = ""


LAYER_NAMES = {"articles": "Articles", "chronology": "Chronology of milestones"}
SEVERAL = (
    Several("country", "countries", "Countries and organizations", names.side),
    Several("person", "people", "People"),
    Several("kind", "kinds", "Kinds of meeting", names.title),
    Several("status", "statuses", "Status of a meeting", names.title),
    Several("topic", "topics", "Topics", names.title),
    Several("source", "sources", "Sources"),
    Several("language", "languages", "Languages of articles", language_name),
    Several("reader", "readers", "Reader", names.reader, 2, "Read by "),
    Several("layer", "layers", "Layers", LAYER_NAMES.__getitem__),
)
DAYS = ("from", "to")
KEYS = (*DAYS, *(each.key for each in SEVERAL), "sure")
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)  # days that can be asked for
SURE = {0.0: "any", 0.5: "0.5 or more", 0.7: "0.7 or more", 0.9: "0.9 or more"}
SURE_NAMES = {f"{least:g}": said for least, said in SURE.items()}


def in_words(chosen: Selection) -> list[tuple[tuple[str, ...], str]]:
    """(keys of the widgets, words) of each filter in force: [(("country",), "China or Iran")]."""
    words: list[tuple[tuple[str, ...], str]] = []
    if chosen.start or chosen.end:
        open_ended = f"From {chosen.start}" if chosen.start else f"Until {chosen.end}"
        words.append((DAYS, f"{chosen.start} to {chosen.end}" if chosen.start and chosen.end else open_ended))
    for each in SEVERAL:
        if several := getattr(chosen, each.part):
            said = [*map(each.called, several[:3]), more(len(several) - 3)]
            words.append(((each.key,), each.before + " or ".join(filter(None, said))))
    if chosen.confidence:
        words.append((("sure",), f"Confidence {SURE.get(chosen.confidence, chosen.confidence)}"))
    return words


def query(chosen: Selection) -> list[tuple[str, str]]:
    """The filters as an address has them: [("country", "IRN"), ("sure", "0.7")]."""
    several = [(each.key, value) for each in SEVERAL for value in getattr(chosen, each.part)]
    days = zip(DAYS, (chosen.start, chosen.end), strict=True)
    return (
        [(key, day) for key, day in days if day]
        + several
        + [("sure", f"{chosen.confidence:g}")] * bool(chosen.confidence)
    )


# ---------------------------------------------------------------- a wave
EVIDENCE = {"chronology": "Chronology", "articles": "Articles", "both": "Both"}  # the layers that are measured
YES_NO = {"true": "true", "false": "false"}


class Slider(NamedTuple):
    """A parameter that can be turned: its name in Parameters, its key in the address, its range, and its name in brief."""

    name: str
    key: str
    label: str
    least: float
    most: float
    step: float
    short: str

    @property
    def default(self) -> float:
        """Its value in DEFAULTS, in the type the slider wants."""
        return type(self.least)(getattr(DEFAULTS, self.name))


SLIDERS = (
    Slider("window", "w", "Window W: days a step counts towards breadth", 30, 180, 5, "W"),
    Slider("half_life", "h", "Half-life h of the mood, days", 30, 365, 5, "h"),
    Slider("up", "up", "A pair is up from", 0.05, 1.0, 0.05, "up from"),
    Slider("down", "down", "A pair is down from minus", 0.05, 1.0, 0.05, "down from -"),
    Slider("min_dyads", "pairs", "Fewest pairs in a regional wave", 2, 10, 1, "pairs at least"),
)


def without(evidence: Evidence) -> dict[str, str]:
    """What can be left out of the evidence, an actor by its code or a source, and what it is called."""
    sources = sorted(set(evidence.reports["source"].astype(str)) - {""})
    actors = sorted(((code, names.side(code)) for code in evidence.actors), key=lambda p: p[1])
    return {"": "nobody"} | dict(actors) | {source: source for source in sources}


# ---------------------------------------------------------------- what an address names
def named(asked: Iterable[str], options: Mapping[str, str]) -> list[str | None]:
    """The options (value -> what the reader sees) that words of an address name, by either and in any letters; None for a
    word that names none.

    >>> named(["iran", "IRN", "Atlantis"], {"IRN": "Iran"})
    ['IRN', 'IRN', None]
    """
    known = {value.casefold(): value for value in options}
    known |= {name.casefold(): value for value, name in options.items()} | {n: value for value, n in options.items()}
    return [known.get(word, known.get(word.casefold())) for word in asked]


def near(word: str, known: Iterable[str], alike: float = 0.6) -> list[str]:
    """Which of these a word may have meant."""
    return get_close_matches(word[:60], list(known), 3, alike)
