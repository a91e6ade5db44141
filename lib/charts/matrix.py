"""Two kinds of things against each other: a table of shaded cells, each cell a click to its rows.

The builder does not know how wide the screen is. `least` says how narrow the table can still be read; a page that is
narrower lets it scroll. A table of many columns names its rows on both sides, so that a name is always in sight.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme
from lib.charts.labels import counted, distinct, fitted, plain
from lib.wording.phrases import plural

MOST = 20  # rows or columns that can still be read
FEW = 2  # columns with room for heads written level
PHONE = 8  # columns that a phone shows at once
CELL, WIDEST = (25, 34), 110  # px: width and height at the least, width at the most
DIGIT, LETTER = 7.2, 6.6  # px, in numbers and in names
HEAD, NAME = 30, 21  # characters of a slanting head, of a line of a row's name
SMALL = 12  # px, numbers and names
# A step of shade for each of seven classes, from none at all to the most. The browser swaps these colours, ink and paper
# for those of the reader's theme; the middle of theme.SEQUENTIAL is left out, for neither can be read on it in both
# themes. Up to DARK_FROM a number is written in ink, from there on in paper.
SHADES = tuple(theme.SEQUENTIAL[n] for n in (0, 2, 3, 4, 7, 8, 9))
DARK_FROM = 4
Name = Callable[[str], str]


def dyads(table: pd.DataFrame, title: str, name: Name = str, source: str = "", note: str = "") -> go.Figure:
    """Who met whom: a, b, meetings, keys, drawn on both sides of the diagonal."""
    return _mirrored(table, "a", "b", "meetings", title, name, source, note, "meetings")


def together(table: pd.DataFrame, title: str, label: Name = str, source: str = "", note: str = "") -> go.Figure:
    """Which topics come up together: topic_a, topic_b, occasions, keys."""
    return _mirrored(table, "topic_a", "topic_b", "occasions", title, label, source, note, "occasions")


def _mirrored(
    table: pd.DataFrame, a: str, b: str, value: str, title: str, name: Name, source: str, note: str, unit: str
) -> go.Figure:
    both = pd.concat([table, table.rename(columns={a: b, b: a})], ignore_index=True)
    order = _order(both, a, value)
    return cells(both, b, a, value, title, name, source, note, order, order, unit=unit)


def monthly(table: pd.DataFrame, title: str, label: Name = str, source: str = "", note: str = "") -> go.Figure:
    """Topics by month: topic, month (2023-08), mentions, keys. Every month between the first and the last has its
    column; of more than MOST the latest are drawn."""
    every = pd.period_range(table["month"].min(), table["month"].max(), freq="M")
    months = [str(month) for month in every[-MOST:]]
    if len(every) > MOST:
        note = f"{note} Only the latest {plural(MOST, 'month')} are drawn.".strip()
    written = lambda month: f"{pd.Period(month):%b %Y}"  # noqa: E731
    return cells(table, "month", "topic", "mentions", title, label, source, note, months, x_name=written)


def cells(
    table: pd.DataFrame,
    x: str,
    y: str,
    value: str,
    title: str,
    name: Name = str,
    source: str = "",
    note: str = "",
    x_order: list[str] | None = None,
    y_order: list[str] | None = None,
    x_name: Name | None = None,
    unit: str = "",
) -> go.Figure:
    """Shaded cells of `value` by `x` and `y`, each with its number; `keys` lead to the rows.

    x_order, y_order: what to draw, where it is not the most frequent. unit: what `value` counts, if not called so.
    """
    unit = unit or value
    columns = x_order or _order(table, x, value)
    within = table[table[x].isin(columns)]
    rows = y_order or _order(within, y, value)
    shown = within[within[y].isin(rows)]
    left = (set(table[x]) - set(columns) if x_order is None else set()) | (set(within[y]) - set(rows))
    full_x = {c: plain((x_name or name)(c)) for c in columns}
    full_y = {r: plain(name(r)) for r in rows}
    level = len(columns) <= FEW
    heads = [fitted((x_name or name)(c), *((16, 3) if level else (HEAD, 1))) for c in columns]
    x_names = dict(zip(columns, distinct(heads), strict=True))
    y_names = dict(zip(rows, distinct(fitted(name(r), NAME, 2) for r in rows), strict=True))
    shade = _classes(shown[value].to_numpy())
    fig = go.Figure(_ground(shown, shade, x, y, x_names, y_names))
    fig.add_scatter(
        x=[x_names[c] for c in shown[x]],
        y=[y_names[r] for r in shown[y]],
        yaxis="y2",
        mode="markers+text",
        text=[f"{v:,}" for v in shown[value]],
        textfont={"size": SMALL, "color": [theme.PAPER if n >= DARK_FROM else theme.INK for n in shade]},
        marker={"size": 26, "symbol": "square", "color": "rgba(0,0,0,0)"},
        customdata=[[k] for k in shown["keys"]],
        hovertext=[
            f"<b>{full_y[r]}</b><br>{full_x[c]}: {counted(v, unit)}"
            for r, c, v in zip(shown[y], shown[x], shown[value], strict=True)
        ],
        hoverinfo="text",
    )
    _axes(fig, x_names, y_names)
    notes = (note, f"Only the {MOST} most frequent are drawn." if left else "", "The more, the stronger the shade.")
    return theme.finish(
        fig,
        title,
        source,
        " ".join(n for n in notes if n),
        f"{title}. Table of {unit}, {len(rows)} by {len(columns)}. Most: {_most(shown, x, y, value, full_x, full_y)}.",
        _head(heads) + CELL[1] * len(rows),
        {"least": least(fig), "most": max(least(fig), widest(fig))},
    )


def _ground(
    shown: pd.DataFrame, shade: np.ndarray, x: str, y: str, x_names: dict[str, str], y_names: dict[str, str]
) -> go.Heatmap:
    """The shades under the numbers; a cell of nothing has the faintest, a thing against itself none."""
    columns, rows = list(x_names), list(y_names)
    z = np.zeros((len(rows), len(columns)))
    z[shown[y].map(rows.index).to_numpy(int), shown[x].map(columns.index).to_numpy(int)] = shade
    if columns == rows:
        np.fill_diagonal(z, np.nan)
    steps = len(SHADES)
    scale = [[edge / steps, colour] for n, colour in enumerate(SHADES) for edge in (n, n + 1)]
    look = {"colorscale": scale, "zmin": -0.5, "zmax": steps - 0.5, "showscale": False, "xgap": 2, "ygap": 2}
    return go.Heatmap(z=z, x=list(x_names.values()), y=list(y_names.values()), hoverinfo="skip", **look)


def _classes(values: np.ndarray) -> np.ndarray:
    """Which of SHADES each number has: by its logarithm, so that one large number does not bleach the rest."""
    share = np.log(values) / np.log(max(values.max(), 8))
    return 1 + np.minimum((share * (len(SHADES) - 1)).astype(int), len(SHADES) - 2)


def _axes(fig: go.Figure, x_names: dict[str, str], y_names: dict[str, str]) -> None:
    """Heads above, names at the left, of many columns also at the right; no room between the cells and the edge."""
    bare = {"showgrid": False, "showline": False, "ticks": "", "fixedrange": True, "type": "category"}
    heads = {"side": "top", "tickangle": None if len(x_names) <= FEW else -45}
    fig.update_xaxes(
        **bare, **heads, categoryarray=list(x_names.values()), range=[-0.5, len(x_names) - 0.5], tickfont_size=SMALL
    )
    down = {**bare, "categoryarray": list(y_names.values()), "range": [len(y_names) - 0.5, -0.5]}
    far = {"overlaying": "y", "side": "right", "showticklabels": len(x_names) > PHONE}
    fig.update_layout(
        yaxis={**down, "tickfont_size": SMALL},
        yaxis2={**down, **far, "tickfont_size": SMALL, "automargin": True},
        dragmode=False,
        showlegend=False,
    )


def _most(
    shown: pd.DataFrame, x: str, y: str, value: str, full_x: dict[str, str], full_y: dict[str, str], count: int = 3
) -> str:
    """The largest numbers in words, each pair once."""
    said: dict[frozenset, str] = {}
    for row in shown.nlargest(2 * count, value).to_dict("records"):
        words = f"{full_y[row[y]]} and {full_x[row[x]]}: {row[value]:,}"
        said.setdefault(frozenset((row[x], row[y])), words)
    return "; ".join(list(said.values())[:count])


def least(fig: go.Figure) -> int:
    """px of width from which on the table can be read."""
    heat, marks = fig.data[:2]
    return _names_beside(fig) + _cell(marks.text) * len(heat.x)


def widest(fig: go.Figure) -> int:
    """px of width from which on its cells would be far apart."""
    return _names_beside(fig) + WIDEST * len(fig.data[0].x)


def _head(heads: list[str]) -> int:
    """px that the heads take, with the air around the table."""
    lines = [head.split("<br>") for head in heads]
    if len(heads) <= FEW:
        return 40 + 16 * max(map(len, lines))
    return 50 + round(0.71 * LETTER * max(len(line) for head in lines for line in head))


def _cell(numbers: list[str]) -> int:
    return max(CELL[0], round(DIGIT * max(map(len, numbers), default=0)) + 4)


def _names_beside(fig: go.Figure) -> int:
    """px that the names of the rows take, at both sides where they stand at both."""
    lines = [line for name in fig.data[0].y for line in str(name).split("<br>")]
    one = round(LETTER * max(map(len, lines), default=0)) + 10
    return one * (2 if fig.layout.yaxis2.showticklabels else 1) + 16


def _order(table: pd.DataFrame, column: str, value: str) -> list[str]:
    sums = table.groupby(column)[value].sum().reset_index().sort_values([value, column], ascending=[False, True])
    return sums[column].head(MOST).tolist()
