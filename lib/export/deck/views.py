"""What a step shows: a view drawn anew from the data, a figure kept as it was, or a quotation."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import plotly.graph_objects as go
from pandas import DataFrame, Series

from lib.catalogue.charts import CHARTS
from lib.charts import theme
from lib.errors import MajlisError
from lib.export.deck import quotes
from lib.export.deck.proofs import TABLE, proofs
from lib.export.deck.slides import Deck, Progress, Slide, charted, silent, staged
from lib.export.deck.story import Step, Story
from lib.export.deck.story_data import Data
from lib.measures.waves.wave import DIRECTIONS
from lib.wording import story_wave
from lib.wording.names import in_text
from lib.wording.story import said

QUOTES = {"contact": quotes.meeting, "claim": quotes.claim, "text": lambda *_: Slide("")}
SAID = 5  # events that the notes tell one by one


def view(name: str, data: Data, settings: Mapping[str, str]) -> Slide:
    """The slide of a chart of the catalogue, by its key, or of a quotation. MajlisError MJ607 where there is nothing to
    show."""
    if name in QUOTES:
        return QUOTES[name](data, settings)
    if name not in CHARTS:
        raise MajlisError("MJ607", name=name, problem=f"the view {name} is not known")
    chart = CHARTS[name]
    actor = settings.get("without", "")
    drawn = chart.draw(data.without(actor) if actor else getattr(data, chart.evidence), settings)
    if drawn is None:
        raise MajlisError("MJ607", name=name, problem=chart.empty.rstrip(".") or "there is nothing to draw")
    words = story_wave.without(actor, data.left(actor), in_text) if actor else drawn.words
    return charted(
        drawn.figure,
        words,
        spoken(drawn.rows, data, DIRECTIONS[settings["direction"]] if "direction" in settings else 0),
    )


def spoken(rows: DataFrame, data: Data, sign: int) -> str:
    """For the speaker's notes: the SAID weightiest rows behind a chart, a sentence each, in order of date; an occasion or topic that
    several rows tell of is said once. sign: 1 for steps closer alone, -1 for steps apart, 0 for both."""
    marks = rows["keys"] if "keys" in rows else rows.get("key", Series(dtype=object))
    behind = [(TABLE[key[0]], data.rows[TABLE[key[0]]].iloc[int(key[1:])]) for key in " ".join(marks).split()]
    once: dict[tuple, tuple[str, Series]] = {}
    behind = [(table, row) for table, row in behind if row.get("severity", 0) * sign >= 0]
    for table, row in sorted(behind, key=lambda b: -abs(b[1].get("severity", b[1].get("mentions", 0)))):
        alike = (
            (table, row["date_start"], row["place"])
            if table == "milestones"
            else (table, said(table, row).partition("“")[2] or row["key"])
        )
        once.setdefault(alike, (table, row))
    told = list(once.values())[:SAID]
    if all("date_start" in row for _, row in told):
        told.sort(key=lambda one: one[1]["date_start"])
    return "\n".join(said(*one) for one in told)


def draw(step: Step, data: Data, saved_with: str = "") -> Slide:
    """The slide of a step. Words the step brings stand before those of its view.

    `saved_with` is the mark of the data the story was saved with (Data.mark); a warning says when what is shown has changed since.
    """
    if step.view:
        slide = view(step.view, data, step.settings)
        slide = replace(slide, warning=changed(step, slide))
    elif step.figure is not None:
        slide = kept(step, data, saved_with)
    else:
        slide = Slide("", quote=step.quote)
    return replace(
        slide,
        headline=step.headline or slide.headline,
        lines=step.text or slide.lines,
        source=step.source or slide.source,
        notes=step.notes or slide.notes,
    )


def fingerprint(slide: Slide) -> str:
    """A short mark of what a view shows, to tell later whether the data have changed it."""
    shown = slide.figure.to_json() if slide.figure is not None else repr(slide.quote)
    return hashlib.sha256(f"{slide.headline}{slide.lines}{shown}".encode()).hexdigest()[:16]


def changed(step: Step, slide: Slide) -> str:
    """A warning where a view no longer shows what it showed when it was saved; "" where it does."""
    if not step.fingerprint or step.fingerprint == fingerprint(slide):
        return ""
    return "The data behind this step have changed since the story was saved; it shows them as they are now."


def kept(step: Step, data: Data, saved_with: str) -> Slide:
    """A figure as it was drawn, with its day; a warning when the data are no longer those it was drawn from."""
    fig = go.Figure(step.figure)
    fig.update_layout(template=theme.template())
    meta = fig.layout.meta if isinstance(fig.layout.meta, dict) else {}
    moved_on = f"Kept as drawn on {step.drawn or 'an earlier day'}; the data have changed since."
    warning = moved_on if saved_with and saved_with != data.mark else ""
    if saved_with != data.mark:
        fig.update_traces(customdata=None)  # its keys would lead to other rows
    title, source, alt = (str(meta.get(k, "")) for k in ("title", "source", "alt"))
    return Slide(title, (), source, str(meta.get("note", "")), fig, alt=alt or title, warning=warning)


def told(step: Step, data: Data, saved_with: str = "") -> Slide:
    """The slide of a step, also where there is nothing to show: then it says why."""
    try:
        return draw(step, data, saved_with)
    except MajlisError as error:
        return Slide(error.what, (error.next,), error.code)


def deck(story: Story, data: Data, progress: Progress = silent, one: Callable[..., Slide] = draw) -> Deck:
    """All slides of a story, each drawn by `one`; by `draw`, MajlisError MJ607 when a step has nothing to show."""
    slides = []
    for number, step in enumerate(story.steps, 1):
        slide = one(step, data, story.data_version)
        slides.append(replace(slide, figure=staged(slide.figure)) if slide.figure is not None else slide)
        progress(number, len(story.steps))
    figures = (slide.figure for slide in slides if slide.figure is not None)
    return Deck(story.title, tuple(slides), proofs=proofs(figures, data))


def stamped(story: Story, data: Data) -> Story:
    """The story as it is saved: with the data version, and each view with the mark of what it shows now."""
    steps = tuple(
        replace(s, fingerprint=fingerprint(view(s.view, data, s.settings))) if s.view in (*QUOTES, *CHARTS) else s
        for s in story.steps
    )
    return replace(story, steps=steps, data_version=data.mark)
