"""Words inside charts: escaped, for they come from articles, and broken into short lines; names placed beside marks.

No name covers another or a mark, at any width of the screen. The builder does not know that width. So `placed` finds
for each name the narrowest screen from which on it has room, and `written` writes it in a trace whose font says so
(`TIERS`); `narrow` is the CSS that hides such names on narrower ones.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.wording import names
from lib.wording.phrases import plural, span

UNSEEN = "\u200b"
TEXT = 12  # px
AIR = 1.5  # px at least between a name and a mark of another, and to the edge
PHONE = 320  # px: no page is narrower; a step of a story may be, enlarged on a phone
TIERS = (0, PHONE, 480, 720, 960)  # px of width from which on a name is written
WIDTHS = (*range(220, 480, 20), 480, 520, 560, 600, 640, 680, 720, 780, 840, 900, 960, 1040, 1120, 1240)
STRAIGHT = "top center", "bottom center", "middle right", "middle left"
ASLANT = "top right", "bottom right", "top left", "bottom left"
INITIALS, LONG = 5, 15  # characters at most of initials that stand for a name, which is longer than this; by eye
HALO = ", ".join([f"0 0 2px {theme.PAPER}"] * 4)  # around letters, so that lines behind do not strike them out


def escaped(text: object) -> str:
    """Text that Plotly, which reads some HTML, shows as it is."""
    return escape(str(text), quote=False)


def fitted(text: object, width: int, lines: int = 1) -> str:
    """Escaped, in at most so many lines of at most `width` characters; what is left over ends in an ellipsis."""
    hyphens = any(len(word) > width for word in str(text).split())  # only where a word would not fit otherwise
    broken = textwrap.wrap(str(text), width, max_lines=lines, placeholder="…", break_on_hyphens=hyphens)
    return "<br>".join(escaped(line) for line in broken)


def clickable(keys: Iterable[str], told: Iterable[str]) -> dict:
    """What a trace has whose marks lead to the rows of these keys, and say on pointing what they are."""
    return {"customdata": [[key] for key in keys], "hovertext": told, "hoverinfo": "text"}


def distinct(names: Iterable[str]) -> list[str]:
    """The names, equal ones told apart by signs nobody sees: Plotly draws categories of one name as one."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        told.append(name + UNSEEN * seen[name])
        seen[name] += 1
    return told


def counted(count: int, unit: str) -> str:
    """1 meeting, 1,204 meetings. unit: what is counted, in the plural with an s, as an axis names it."""
    return plural(count, unit.removesuffix("s"))


def when(row: pd.Series) -> str:
    """20 August 2023; February 2023; date not given."""
    return span(row["date_start"], row["date_end"], row["date_precision"]) or "date not given"


# ---------------------------------------------------------------- names beside marks
class Label(NamedTuple):
    """A name with room: its lines, on which side of its mark, and the place of its screen in TIERS."""

    node: int
    text: str
    side: str
    tier: int


def placed(
    at: np.ndarray,
    radius: np.ndarray,
    names: Sequence[str],
    room: np.ndarray,
    soft: np.ndarray | None = None,
    sides: Sequence[Sequence[Sequence[str]]] | None = None,
    start: int = 0,
    most: int = 2,
) -> list[Label]:
    """A place for each name that has one, the first names first.

    at: pixels of the marks, (WIDTHS, marks, 2), y downwards. radius: of the marks in px, 0 for none. room: width and
    height of the picture in px, (WIDTHS, 2). soft: pixels of what a name should rather not cover, (WIDTHS, points, 2).
    sides: of each mark in groups, one of a later group only where none before has room on as narrow a screen.
    start: px of width below which there is no name. most: lines of a name.
    """
    texts = [lines(name, most) for name in names]
    reach = radius[:, None] + AIR
    marks = np.concatenate([at - reach, at + reach], axis=-1)
    taken = np.full((len(WIDTHS), len(names), 4), np.inf)  # boxes of the names placed so far; the others far away
    found = []
    for n, text in enumerate(texts):
        groups = sides[n] if sides is not None else (STRAIGHT, ASLANT)
        mine = [(rank, side) for rank, group in enumerate(groups) for side in group]
        boxes = np.tile(at[:, n], 2)[:, None] + np.array([box(text, side, radius[n]) for _, side in mine])
        others = np.delete(marks, n, axis=1)
        out = ((boxes[..., :2] < AIR) | (boxes[..., 2:] > room[:, None] - AIR)).any(axis=-1)
        tier = [_from(column, start) for column in (out | _covers(boxes, others) | _covers(boxes, taken)).T]
        free = {side: t for side, t in enumerate(tier) if t is not None}
        if not free:
            continue
        cost = _inside(boxes, soft)
        best = min(free, key=lambda s: (free[s], mine[s][0], cost[free[s], s], s))
        shown = np.array(WIDTHS) >= TIERS[free[best]]
        taken[shown, n] = boxes[shown, best]
        found.append(Label(n, text, mine[best][1], free[best]))
    return found


def _from(full: np.ndarray, start: int) -> int | None:
    """The first tier from which on there is room at every width; `full` says where there is none, (WIDTHS,)."""
    last = max(np.array(WIDTHS)[full].max(initial=-1), start - 1)
    return next((t for t, least in enumerate(TIERS) if least > last), None)


def _covers(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which boxes (widths, sides, 4) touch any of the others (widths, many, 4)."""
    a, b = boxes[:, :, None], others[:, None]
    apart = (a[..., 0] >= b[..., 2]) | (a[..., 2] <= b[..., 0]) | (a[..., 1] >= b[..., 3]) | (a[..., 3] <= b[..., 1])
    return np.logical_not(apart.all(axis=-1))


def _inside(boxes: np.ndarray, points: np.ndarray | None) -> np.ndarray:
    """How many points lie in each box (widths, sides, 4) on screens of a tier and wider: (TIERS, sides)."""
    if points is None:
        return np.zeros((len(TIERS), boxes.shape[1]))
    some = slice(2, None, 4)  # every fourth width tells enough
    b, p = boxes[some, :, None], points[some, None]
    held = (p[..., 0] > b[..., 0]) & (p[..., 0] < b[..., 2]) & (p[..., 1] > b[..., 1]) & (p[..., 1] < b[..., 3])
    return np.array([held[np.array(WIDTHS[some]) >= least].sum(axis=(0, 2)) for least in TIERS])


def box(text: str, side: str, radius: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the text in px, from the middle of its mark, as Plotly writes it."""
    rows = text.split("<br>")
    wide, high = max(map(length, rows)) + 2, TEXT * (1.3 * (len(rows) - 1) + 1.17)
    off = radius / 0.8 + 1 if radius else 0
    left = off if "right" in side else -off - wide if "left" in side else -wide / 2
    top = 0.07 * TEXT - off - high if "top" in side else off - 0.1 * TEXT if "bottom" in side else -high / 2
    return left, top, left + wide, top + high


def length(text: str) -> float:
    """Width in px of a line in Public Sans, estimated from the kind of its letters."""
    return TEXT * sum(
        0.28 if c in "iljI.,'’ " else 0.4 if c in "frtJ-" else 0.88 if c in "mwMW" else 0.7 if c.isupper() else 0.59
        for c in text
    )


def brief(code: str) -> str:
    """What a side is called where there is little room: GCC for ORG:GCC, UAE for ARE; else its name."""
    name = names.side(code)
    if code == "ARE":
        return "UAE"
    initials = code.removeprefix("ORG:")
    return initials if initials != code and len(initials) <= INITIALS and len(name) > LONG else name


def lines(name: str, most: int = 2) -> str:
    """A name in one line or two, or at `most` so many, short enough to stand beside others."""
    name = textwrap.shorten(name, 60, placeholder="…")
    broken = (
        textwrap.wrap(name, wide, break_on_hyphens=False, break_long_words=False) for wide in (14, 17, 21, 26, 60)
    )
    return "<br>".join(escaped(line) for line in next(b for b in broken if len(b) <= most))


def tiers(labels: Sequence[Label]) -> list[tuple[int, list[Label]]]:
    """The labels by the width of screen they need; a tier without any is left out."""
    return [(t, some) for t in range(len(TIERS)) if (some := [label for label in labels if label.tier == t])]


def written(labels: Sequence[Label], sizes: Sequence[float], tier: int) -> dict:
    """What a trace of names has, on a plane and on a map: clear marks keep the letters off the marks they name."""
    return {
        "mode": "markers+text",
        "text": [label.text for label in labels],
        "textposition": [label.side for label in labels],
        "textfont": {"size": TEXT, "color": theme.INK, "shadow": HALO, "family": family(tier)},
        "marker": {"size": list(sizes), "opacity": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def family(tier: int) -> str:
    """The font of words that need the width of this tier: with one nobody has, as the one mark that Plotly writes into the
    page."""
    return f"{theme.FONT}, from-{TIERS[tier]}" if tier else theme.FONT


def narrow(chart: str) -> str:
    """CSS that hides the names a narrow chart has no room for; `chart` selects it, within a container of its width."""
    return " ".join(
        f'@container (max-width: {w - 0.1}px) {{ {chart} text[style*="from-{w}"] {{ display: none !important; }} }}'
        for w in TIERS[1:]
    )
