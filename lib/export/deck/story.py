"""A story: steps in an order, each one chart or quotation with a headline, two lines, a source and notes.

A step either names a view, which is drawn anew from the data, or keeps a figure as it was drawn. Stories
travel as JSON files; whatever comes from elsewhere is checked here before anything is drawn from it.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field, fields, replace
from typing import Annotated

import numpy as np
import plotly.graph_objects as go
from msgspec import Meta, Struct, ValidationError, convert, to_builtins

from lib.columns import LARGEST
from lib.errors import MajlisError, in_words
from lib.measures.edits.arrivals import keepable
from lib.wording.phrases import plural

FORMAT = 1
MAX_BYTES = 8_000_000  # of a story file: some 60 kept figures of 5,000 points
MAX_STEPS = 60  # an hour, a minute each
MAX_PARTS = 2_000  # objects of a kept figure, traces and names among them; ours have about a hundred
WORDS = {"meta", "customdata"}  # parts of a figure that Plotly draws from in a template alone
TEMPLATE = "%{"
LENGTHS = {"headline": 200, "source": 600, "notes": 8_000, "view": 60, "fingerprint": 64, "drawn": 40}  # characters
MAX_LINE = 400  # characters; two lines on a slide
MAX_QUOTE = 4_000  # characters; the most that can be read on a slide
Figure = dict[str, object]  # what Plotly calls data and layout
MARKUP = re.compile(
    r"<(?![\s\d=]|/?(?:b|br|i|em|strong|sub|sup|extra)\s*/?>)", re.I
)  # a link, or what other text may make one
TILES = {"scattermap", "scattermapbox", "choroplethmap", "choroplethmapbox", "densitymap", "densitymapbox"}
Line = Annotated[str, Meta(max_length=MAX_LINE)]
Setting = Annotated[str, Meta(max_length=200)]


class Told(Struct):
    """What `layout.meta` of a figure may say to a page: the numbers of a chart with their names (slides_html.key)."""

    key: list[tuple[int, str, int]] = []


class Quote(Struct, frozen=True, forbid_unknown_fields=True):
    """A passage of an article; `marks` are (start, end) offsets into `text` of what is highlighted."""

    text: Annotated[str, Meta(min_length=1, max_length=MAX_QUOTE)]
    marks: tuple[tuple[int, int], ...] = ()
    attribution: Line = ""


@dataclass(frozen=True)
class Step:
    """One step. Exactly one of `view`, `figure` and `quote` is set.

    An empty `headline` or `text` of a view is computed from the data each time it is drawn;
    `fingerprint` is that of the data it was last drawn from, `drawn` the ISO day a figure was kept.
    """

    headline: Annotated[str, Meta(max_length=LENGTHS["headline"])] = ""
    text: Annotated[tuple[Line, ...], Meta(max_length=2)] = ()
    source: Annotated[str, Meta(max_length=LENGTHS["source"])] = ""
    notes: Annotated[str, Meta(max_length=LENGTHS["notes"])] = ""
    view: Annotated[str, Meta(max_length=LENGTHS["view"])] = ""
    settings: Annotated[dict[str, Setting], Meta(max_length=20)] = field(default_factory=dict)
    figure: Figure | None = None
    quote: Quote | None = None
    fingerprint: Annotated[str, Meta(max_length=LENGTHS["fingerprint"])] = ""
    drawn: Annotated[str, Meta(max_length=LENGTHS["drawn"])] = ""


@dataclass(frozen=True)
class Story:
    """`data_version` is the mark of the data it was saved with (Data.mark)."""

    title: str
    steps: tuple[Step, ...] = ()
    data_version: str = ""

    def move(self, index: int, by: int) -> Story:
        """The same story with one step moved up (by < 0) or down; a move over the edge does nothing."""
        to, steps = index + by, list(self.steps)
        if 0 <= to < len(steps):
            steps.insert(to, steps.pop(index))
        return replace(self, steps=tuple(steps))

    def put(self, index: int, step: Step) -> Story:
        """The same story with this step in the place of another."""
        return replace(self, steps=(*self.steps[:index], step, *self.steps[index + 1 :]))

    def without(self, index: int) -> Story:
        """The same story without one step."""
        return replace(self, steps=self.steps[:index] + self.steps[index + 1 :])

    def plus(self, step: Step) -> Story:
        """The same story with one more step at its end. MajlisError MJ604 at MAX_STEPS."""
        if len(self.steps) >= MAX_STEPS:
            raise MajlisError("MJ604", limit=f"{MAX_STEPS} steps")
        return replace(self, steps=(*self.steps, step))


def values(step: Step) -> dict[str, object]:
    """A step as JSON values, empty fields left out."""
    return {name: value for name, value in to_builtins(step).items() if value}


def dump(story: Story) -> dict[str, object]:
    """The story as JSON values."""
    steps = [values(step) for step in story.steps]
    return {"majlis_story": FORMAT, "title": story.title, "data_version": story.data_version, "steps": steps}


def dumps(story: Story) -> bytes:
    """The story as the bytes of a file."""
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
    title = keepable(value.get("title"))
    if not isinstance(title, str) or not title.strip() or len(title) > LENGTHS["headline"]:
        raise MajlisError("MJ601", problem="it has no title, or too long a one")
    read = tuple(step(s, number) for number, s in enumerate(steps, 1))
    return Story(title.strip(), read, str(value.get("data_version", ""))[:80])


def step(value: object, number: int) -> Step:
    """One step of a file; `number` (from 1) is for the message. MajlisError MJ603, MJ605."""
    try:
        value = keepable(value)
        strange = convert(value, dict[str, object]).keys() - {each.name for each in fields(Step)}
        if strange:
            raise ValueError(f"unknown field {', '.join(sorted(strange))[:80]}")
        read = convert(value, Step)
        if sum(map(bool, (read.view, read.figure, read.quote))) != 1:
            raise ValueError("it is not one view, figure or quote")
        if read.quote and not all(0 <= a < b <= len(read.quote.text) for a, b in read.quote.marks):
            raise ValueError("a mark lies outside the quote")
        return read if read.figure is None else replace(read, figure=checked(read.figure, number))
    except (ValidationError, ValueError, RecursionError) as error:
        raise MajlisError("MJ603", number=number, problem=in_words(error)) from error


def checked(figure: Figure, number: int) -> Figure:
    """A kept figure, unpacked; it must be one that Plotly accepts and must not reach for another machine."""
    if not figure.keys() <= {"data", "layout"}:
        raise ValueError("the figure is not data and layout")
    written = json.dumps(figure)
    if written.count("{") > MAX_PARTS:
        raise MajlisError("MJ604", limit=plural(MAX_PARTS, "part") + " in a figure")
    if fetches(figure) or (TEMPLATE in written and MARKUP.search(written)):
        raise MajlisError("MJ605", number=number)
    try:
        made = {name: unpacked(value) for name, value in figure.items()}
        convert(go.Figure(made).layout.meta or {}, Told)
    except (ValueError, TypeError) as error:
        raise ValueError(f"the figure is not valid: {str(error).strip().splitlines()[0][:160]}") from error
    return made


TYPES = {"i1", "i2", "i4", "u1", "u2", "u4", "f4", "f8"}


def unpacked(value: object) -> object:
    """A figure's values with the arrays Plotly packs as base64 turned back into lists of numbers, without what is none."""
    if isinstance(value, list):
        return [unpacked(v) for v in value]
    if isinstance(value, int | float) and not abs(value) < LARGEST:
        return None
    if not isinstance(value, dict):
        return value
    if value.get("dtype") in TYPES and isinstance(value.get("bdata"), str):
        flat = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
        shape = [int(n) for n in str(value.get("shape") or flat.size).split(",")]
        return [None if n != n else n for n in flat.tolist()] if len(shape) == 1 else flat.reshape(shape).tolist()
    return {k: unpacked(v) for k, v in value.items()}


def fetches(value: object) -> bool:
    """Would drawing this ask another machine for a picture or for map tiles, or lead there by a link?"""
    if isinstance(value, str):
        return bool(MARKUP.search(value))
    if isinstance(value, list):
        return any(fetches(v) for v in value)
    if not isinstance(value, dict):
        return False
    if value.get("type") in TILES or any(k.startswith("map") and isinstance(v, dict) for k, v in value.items()):
        return True
    source = value.get("source", "data:")
    remote = isinstance(source, str) and not source.startswith("data:")
    return remote or any(fetches(v) for k, v in value.items() if k not in WORDS)
