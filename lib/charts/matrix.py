"""Two kinds of things against each other: a table of shaded cells, each cell a click to its rows.

The builder does not know how wide the screen is. `least` says how narrow the table can still be read; a page that is
narrower lets it scroll. A table of many columns names its rows on both sides, so that a name is always in sight.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme
from lib.charts.labels import clickable, counted, distinct, escaped, fitted
from lib.charts.theme import Figure
from lib.measures.counts.shares import SHARE
from lib.wording import names
from lib.wording.names import Name
from lib.wording.phrases import period, plural

MOST = 20  # rows or columns that can still be read
FEW = 2  # columns with room for heads written level
TOLD = 3  # of the largest numbers, in words
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


def dyads(table: pd.DataFrame, note: str = "", value: str = "meetings") -> Figure:
    """Who met whom: a, b, `value`, keys, drawn on both sides of the diagonal."""
    return _mirrored(table, "a", "b", value, names.side, note)


def together(table: pd.DataFrame, note: str = "") -> Figure:
    """Which topics come up together: topic_a, topic_b, occasions, keys."""
    return _mirrored(table, "topic_a", "topic_b", "occasions", names.title, note)


def _mirrored(table: pd.DataFrame, a: str, b: str, value: str, name: Name, note: str) -> Figure:
    both = pd.concat([table, table.rename(columns={a: b, b: a})], ignore_index=True)
    order = _order(both, a, value)
    return cells(both, b, a, value, name, name, note, order, order)


def over_time(table: pd.DataFrame, by: str, left_out: int) -> Figure:
    """Topics by month, quarter or year (`by`): as lib.measures.counts.shares.over_time gives them. Every one between the first
    and the last has its column, with the number of its articles."""
    of = {f"{start:%Y-%m-%d}": count for start, count in zip(table["start"], table["of"], strict=True)}
    every = pd.period_range(min(of), max(of), freq=by[0].upper())
    heads = {f"{at.start_time:%Y-%m-%d}": period(at.start_time, by, brief=True) for at in every}
    shares = zip(table["articles"], table["of"], strict=True)
    table = table.assign(
        start=table["start"].dt.strftime("%Y-%m-%d"),
        said=[f"{share}%" for share in table[SHARE]],
        told=[f"{some:,} of {counted(whole, 'articles')}" for some, whole in shares],
    )
    note = theme.joined(
        f"By the {by} of publication; in brackets, how many articles there are.",
        f"{plural(left_out, 'article')} far from the rest, or without a day of publication, left out."
        if left_out
        else "",
    )
    called = lambda at: f"{heads[at]} ({of.get(at, 0):,})"  # noqa: E731
    return cells(table, "start", "topic", SHARE, called, names.title, note, [*heads], written="said")


def cells(
    table: pd.DataFrame,
    x: str,
    y: str,
    value: str,
    x_name: Name = str,
    y_name: Name = str,
    note: str = "",
    x_order: list[str] | None = None,
    y_order: list[str] | None = None,
    written: str = "",
) -> Figure:
    """Shaded cells of `value` by `x` and `y`, each with its number; `keys` lead to the rows.

    x_order, y_order: what to draw, where it is not the most frequent. written: the column of what stands in the cells, if
    not the number alone; a column `told` says it on pointing.
    """
    columns = x_order or _order(table, x, value)
    within = table[table[x].isin(columns)]
    rows = y_order or _order(within, y, value)
    shown = within[within[y].isin(rows)]
    left = (set(table[x]) - set(columns) if x_order is None else set()) | (set(within[y]) - set(rows))
    full_x = {c: escaped(x_name(c)) for c in columns}
    full_y = {r: escaped(y_name(r)) for r in rows}
    level = len(columns) <= FEW
    heads = [fitted(x_name(c), *((16, 3) if level else (HEAD, 1))) for c in columns]
    x_names = dict(zip(columns, distinct(heads), strict=True))
    y_names = dict(zip(rows, distinct(fitted(y_name(r), NAME, 2) for r in rows), strict=True))
    shade = _classes(shown[value].to_numpy())
    fig = Figure(_ground(shown, shade, x, y, x_names, y_names))
    said = shown["told"] if "told" in shown else [counted(v, value) for v in shown[value]]
    told = [f"<b>{full_y[r]}</b><br>{full_x[c]}: {words}" for r, c, words in zip(shown[y], shown[x], said, strict=True)]
    fig.add_scatter(
        x=[x_names[c] for c in shown[x]],
        y=[y_names[r] for r in shown[y]],
        yaxis="y2",
        mode="markers+text",
        text=shown[written] if written else [f"{v:,}" for v in shown[value]],
        textfont={"size": SMALL, "color": [theme.PAPER if n >= DARK_FROM else theme.INK for n in shade]},
        marker={"size": 26, "symbol": "square", "color": "rgba(0,0,0,0)"},
        **clickable(shown["keys"], told),
    )
    _axes(fig, x_names, y_names)
    frequent = f"Only the {MOST} most frequent are drawn." if left else ""
    most = _most(shown, x, y, value, full_x, full_y)
    return theme.finish(
        fig,
        theme.joined(note, frequent, "The more, the stronger the shade."),
        f"Table of {value}, {len(rows)} by {len(columns)}. Most: {most}.",
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


def _axes(fig: Figure, x_names: dict[str, str], y_names: dict[str, str]) -> None:
    """Heads above, names at the left, of many columns also at the right; no room between the cells and the edge."""
    bare = {"showgrid": False, "showline": False, "ticks": "", "type": "category"}
    heads = {"side": "top", "tickangle": None if len(x_names) <= FEW else -45}
    fig.update_xaxes(
        **bare, **heads, categoryarray=list(x_names.values()), range=[-0.5, len(x_names) - 0.5], tickfont_size=SMALL
    )
    down = {**bare, "categoryarray": list(y_names.values()), "range": [len(y_names) - 0.5, -0.5]}
    far = {"overlaying": "y", "side": "right", "showticklabels": len(x_names) > PHONE}
    fig.update_layout(
        yaxis={**down, "tickfont_size": SMALL},
        yaxis2={**down, **far, "tickfont_size": SMALL, "automargin": True},
        showlegend=False,
    )


def _most(shown: pd.DataFrame, x: str, y: str, value: str, full_x: dict[str, str], full_y: dict[str, str]) -> str:
    """The largest numbers in words, each pair once."""
    said: dict[frozenset, str] = {}
    for row in shown.nlargest(2 * TOLD, value).to_dict("records"):
        words = f"{full_y[row[y]]} and {full_x[row[x]]}: {row[value]:,}"
        said.setdefault(frozenset((row[x], row[y])), words)
    return "; ".join(list(said.values())[:TOLD])


def least(fig: Figure) -> int:
    """px of width from which on the table can be read."""
    heat, marks = fig.data[:2]
    return _names_beside(fig) + _cell(marks.text) * len(heat.x)


def widest(fig: Figure) -> int:
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


def _names_beside(fig: Figure) -> int:
    """px that the names of the rows take, at both sides where they stand at both."""
    lines = [line for name in fig.data[0].y for line in str(name).split("<br>")]
    one = round(LETTER * max(map(len, lines), default=0)) + 10
    return one * (2 if fig.layout.yaxis2.showticklabels else 1) + 16


def _order(table: pd.DataFrame, column: str, value: str) -> list[str]:
    sums = table.groupby(column)[value].sum().reset_index().sort_values([value, column], ascending=[False, True])
    return sums[column].head(MOST).tolist()
