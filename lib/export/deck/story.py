"""A story: steps in an order, each one chart or quotation with a headline, two lines, a source and notes.

A step either names a view, which is drawn anew from the data, or keeps a figure as it was drawn. Stories
travel as JSON files; whatever comes from elsewhere is checked here before anything is drawn from it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field, fields, replace

from lib.errors import MajlisError

FORMAT = 1
MAX_BYTES = 8_000_000
MAX_STEPS = 60
WORDS = {"meta", "customdata"}  # parts of a figure that Plotly never draws from
LENGTHS = {"headline": 200, "source": 600, "notes": 8_000, "view": 60, "fingerprint": 64, "drawn": 40}
MAX_LINE = 400
MAX_QUOTE = 4_000
TILES = {"scattermap", "scattermapbox", "choroplethmap", "choroplethmapbox", "densitymap", "densitymapbox"}


@dataclass(frozen=True)
class Quote:
    """A passage of an article; `marks` are (start, end) offsets into `text` of what is highlighted."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    attribution: str = ""


@dataclass(frozen=True)
class Step:
    """One step. Exactly one of `view`, `figure` and `quote` is set.

    An empty `headline` or `text` of a view is computed from the data each time it is drawn;
    `fingerprint` is that of the data it was last drawn from, `drawn` the ISO day a figure was kept.
    """

    headline: str = ""
    text: tuple[str, ...] = ()
    source: str = ""
    notes: str = ""
    view: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    figure: dict | None = None
    quote: Quote | None = None
    fingerprint: str = ""
    drawn: str = ""


@dataclass(frozen=True)
class Story:
    title: str
    steps: tuple[Step, ...] = ()
    data_version: str = ""

    def move(self, index: int, by: int) -> Story:
        """The same story with one step moved up (by < 0) or down; a move over the edge does nothing."""
        to, steps = index + by, list(self.steps)
        if 0 <= to < len(steps):
            steps.insert(to, steps.pop(index))
        return replace(self, steps=tuple(steps))

    def edit(self, index: int, **changes: object) -> Story:
        steps = list(self.steps)
        steps[index] = replace(steps[index], **changes)
        return replace(self, steps=tuple(steps))

    def without(self, index: int) -> Story:
        return replace(self, steps=self.steps[:index] + self.steps[index + 1 :])

    def plus(self, step: Step) -> Story:
        if len(self.steps) >= MAX_STEPS:
            raise MajlisError("MJ604", limit=f"{MAX_STEPS} steps")
        return replace(self, steps=(*self.steps, step))


def plain(step: Step) -> dict:
    """A step as plain JSON values, empty fields left out."""
    return {k: v for k, v in asdict(step).items() if v}


def text(step: Step) -> str:
    """A step in one line of JSON, the same for equal steps."""
    return json.dumps(plain(step), ensure_ascii=False, sort_keys=True)


def dump(story: Story) -> dict:
    """The story as plain JSON values."""
    steps = [plain(step) for step in story.steps]
    return {"majlis_story": FORMAT, "title": story.title, "data_version": story.data_version, "steps": steps}


def dumps(story: Story) -> bytes:
    return json.dumps(dump(story), ensure_ascii=False, indent=1).encode("utf-8")


def loads(raw: bytes) -> Story:
    """A story from a file; MajlisError MJ601 to MJ605 says what is wrong with it."""
    if len(raw) > MAX_BYTES:
        raise MajlisError("MJ604", limit=f"{MAX_BYTES // 1_000_000} MB")
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MajlisError("MJ601", problem="it is not JSON") from error
    return load(value)


def load(value: object) -> Story:
    """A story from JSON values, every field checked."""
    if not isinstance(value, dict) or "majlis_story" not in value:
        raise MajlisError("MJ601", problem="it does not say majlis_story")
    if value["majlis_story"] != FORMAT:
        raise MajlisError("MJ602", version=str(value["majlis_story"])[:20], known=FORMAT)
    steps = value.get("steps")
    if not isinstance(steps, list) or not steps:
        raise MajlisError("MJ601", problem="it has no steps")
    if len(steps) > MAX_STEPS:
        raise MajlisError("MJ604", limit=f"{MAX_STEPS} steps")
    title = value.get("title")
    if not isinstance(title, str) or not title.strip() or len(title) > LENGTHS["headline"]:
        raise MajlisError("MJ601", problem="it has no title, or too long a one")
    read = tuple(step(s, number) for number, s in enumerate(steps, 1))
    return Story(title.strip(), read, str(value.get("data_version", ""))[:80])


def step(value: object, number: int) -> Step:
    """One step of a file; `number` (from 1) is for the message."""
    known = {f.name for f in fields(Step)}
    need(isinstance(value, dict), number, "it is not a set of fields")
    need(set(value) <= known, number, f"unknown field {', '.join(sorted(map(str, set(value) - known)))[:80]}")
    for name, limit in LENGTHS.items():
        text = value.get(name, "")
        need(
            isinstance(text, str) and len(text) <= limit, number, f"{name} is not a text of at most {limit} characters"
        )
    lines = value.get("text", [])
    need(isinstance(lines, list) and len(lines) <= 2, number, "text is not a list of at most two lines")
    need(all(isinstance(x, str) and len(x) <= MAX_LINE for x in lines), number, f"a line is over {MAX_LINE} characters")
    settings = value.get("settings", {})
    plain = isinstance(settings, dict) and all(isinstance(x, str) and len(x) <= 200 for x in settings.values())
    need(plain and len(settings) <= 20, number, "settings are not short texts")
    need(
        sum(bool(value.get(k)) for k in ("view", "figure", "quote")) == 1, number, "it is not one view, figure or quote"
    )
    quoted = quote(value["quote"], number) if value.get("quote") else None
    if value.get("figure"):
        value = {**value, "figure": checked(value["figure"], number)}
    kept = {k: v for k, v in value.items() if k not in ("text", "quote")}
    return Step(**kept, text=tuple(lines), quote=quoted)


def need(true: bool, number: int, problem: str) -> None:
    if not true:
        raise MajlisError("MJ603", number=number, problem=problem)


def quote(value: object, number: int) -> Quote:
    need(
        isinstance(value, dict) and set(value) <= {"text", "marks", "attribution"}, number, "the quote has other fields"
    )
    text, marks, by = value.get("text"), value.get("marks", []), value.get("attribution", "")
    need(
        isinstance(text, str) and 0 < len(text) <= MAX_QUOTE,
        number,
        f"the quote is not a text of 1 to {MAX_QUOTE} characters",
    )
    need(isinstance(by, str) and len(by) <= MAX_LINE, number, "the quote's attribution is not a short text")
    pairs = isinstance(marks, list) and all(isinstance(m, list | tuple) and len(m) == 2 for m in marks)
    need(pairs, number, "the quote's marks are not pairs")
    inside = all(type(a) is int and type(b) is int and 0 <= a < b <= len(text) for a, b in marks)
    need(inside, number, "a mark lies outside the quote")
    return Quote(text, tuple(sorted((a, b) for a, b in marks)), by)


def checked(value: object, number: int) -> dict:
    """A kept figure, unpacked; it must be one that Plotly accepts and must not reach for another machine."""
    import plotly.graph_objects as go

    need(isinstance(value, dict) and set(value) <= {"data", "layout"}, number, "the figure is not data and layout")
    if fetches(value):
        raise MajlisError("MJ605", number=number)
    try:
        figure = unpacked(value)
        go.Figure(figure)
    except (ValueError, TypeError) as error:
        problem = str(error).strip().splitlines()[0][:160]
        raise MajlisError("MJ603", number=number, problem=f"the figure is not valid: {problem}") from error
    return figure


TYPES = {"i1", "i2", "i4", "u1", "u2", "u4", "f4", "f8"}


def unpacked(value: object) -> object:
    """A figure's values with the arrays Plotly packs as base64 turned back into lists of numbers."""
    if isinstance(value, list):
        return [unpacked(v) for v in value]
    if not isinstance(value, dict):
        return value
    if value.get("dtype") in TYPES and isinstance(value.get("bdata"), str):
        import numpy as np

        flat = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
        shape = [int(n) for n in str(value.get("shape") or flat.size).split(",")]
        return [None if n != n else n for n in flat.tolist()] if len(shape) == 1 else flat.reshape(shape).tolist()
    return {k: unpacked(v) for k, v in value.items()}


def fetches(value: object) -> bool:
    """Would drawing this ask another machine for a picture or for map tiles?"""
    if isinstance(value, list):
        return any(fetches(v) for v in value)
    if not isinstance(value, dict):
        return False
    if value.get("type") in TILES or any(k.startswith("map") and isinstance(v, dict) for k, v in value.items()):
        return True
    source = value.get("source", "data:")
    remote = isinstance(source, str) and not source.startswith("data:")
    return remote or any(fetches(v) for k, v in value.items() if k not in WORDS)
