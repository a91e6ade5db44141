"""Two kinds of things against each other: a table of shaded cells, each cell a click to its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lib.charts import theme
from lib.charts.text import plain, wrap

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

MOST = 24  # rows or columns that can still be read
FEW = 6
Name = Callable[[str], str]


def dyads(table: pd.DataFrame, title: str, name: Name = str, source: str = "", note: str = "") -> go.Figure:
    """Who met whom: a, b, meetings, keys, drawn on both sides of the diagonal."""
    import pandas as pd

    both = pd.concat([table, table.rename(columns={"a": "b", "b": "a"})], ignore_index=True)
    order = _order(both, "a", "meetings")
    return cells(both, "b", "a", "meetings", title, name, source, note, x_order=order, y_order=order)


def together(table: pd.DataFrame, title: str, label: Name = str, source: str = "", note: str = "") -> go.Figure:
    """Which topics come up together: topic_a, topic_b, mentions, keys."""
    import pandas as pd

    both = pd.concat([table, table.rename(columns={"topic_a": "topic_b", "topic_b": "topic_a"})], ignore_index=True)
    order = _order(both, "topic_a", "mentions")
    return cells(both, "topic_b", "topic_a", "mentions", title, label, source, note, x_order=order, y_order=order)


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
) -> go.Figure:
    """Shaded cells of `value` by `x` and `y`, each with its number; `keys` lead to the rows."""
    import plotly.graph_objects as go

    columns = x_order or _order(table, x, value)
    rows = y_order or _order(table, y, value)
    shown = table[table[x].isin(columns) & table[y].isin(rows)]
    grid = shown.pivot_table(index=y, columns=x, values=value, aggfunc="sum").reindex(index=rows[::-1], columns=columns)
    x_names = (
        {c: wrap(n, 14) for c, n in _names(columns, x_name or name).items()}
        if len(columns) <= FEW
        else _names(columns, x_name or name)
    )
    y_names = _names(rows, name)
    fig = go.Figure(
        go.Heatmap(
            z=grid.to_numpy() ** 0.5,  # shades by the root, so that one large number does not bleach the rest
            x=[x_names[c] for c in columns],
            y=[y_names[r] for r in rows[::-1]],
            colorscale=[[0, theme.SEQUENTIAL[2]], [1, theme.SEQUENTIAL[7]]],
            zmin=0.5,
            zmax=max(shown[value].max(), 2) ** 0.5,
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    middle = 0.3 * max(shown[value].max(), 2)
    fig.add_scatter(
        x=[x_names[c] for c in shown[x]],
        y=[y_names[r] for r in shown[y]],
        mode="markers+text",
        text=[f"{v:,}" for v in shown[value]],
        textfont={"color": [theme.PAPER if v > middle else theme.INK for v in shown[value]]},
        marker={"size": 26, "symbol": "square", "color": "rgba(0,0,0,0)"},
        customdata=[[k] for k in shown["keys"]],
        hovertext=[
            f"<b>{y_names[r]}</b><br>{x_names[c]}: {v:,} {value}"
            for r, c, v in zip(shown[y], shown[x], shown[value], strict=True)
        ],
        hoverinfo="text",
    )
    left = len(set(table[x])) - len(columns) + len(set(table[y])) - len(rows)
    note = " ".join(n for n in (note, f"Only the {MOST} most frequent are drawn." if left > 0 else "") if n)
    short = len(columns) <= FEW
    fig.update_xaxes(
        side="top", tickangle=None if short else -45, showline=False, ticks="", fixedrange=True, type="category"
    )
    fig.update_xaxes(range=[-0.5, max(len(columns), FEW) - 0.5])  # few columns stay narrow
    fig.update_yaxes(showgrid=False, fixedrange=True, type="category", ticks="")
    fig.update_layout(dragmode=False, showlegend=False)
    top = "; ".join(
        f"{y_names[r[y]]} and {x_names[r[x]]}: {r[value]}" for r in shown.nlargest(3, value).to_dict("records")
    )
    return theme.finish(
        fig, title, source, note, f"{title}. Table of {len(rows)} by {len(columns)}. Most: {top}.", 150 + 34 * len(rows)
    )


def _order(table: pd.DataFrame, column: str, value: str) -> list[str]:
    sums = table.groupby(column)[value].sum().reset_index().sort_values([value, column], ascending=[False, True])
    return sums[column].head(MOST).tolist()


def _names(codes: list[str], name: Name) -> dict[str, str]:
    return {code: plain(name(code)) for code in codes}
