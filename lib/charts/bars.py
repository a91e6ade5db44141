"""Ranked bars: names down the side, so that they can be read, values along the bars."""

import pandas as pd

from lib.charts import theme
from lib.charts.labels import clickable, counted, distinct, escaped, fitted
from lib.charts.theme import Figure
from lib.wording.names import Name

MOST = 20
NAME = 24  # characters of a line of a name: half of a phone
ROW, TALL, AROUND, LEGEND = 30, 36, 82, 30  # px: a bar, one with a name of two lines, axis and edges, a legend
DIGIT = 7.5  # px


def ranked(table: pd.DataFrame, value: str, label: str, unit: str, colours: pd.Series | None = None) -> Figure:
    """The largest MOST of `value`, by `label`; `keys` lead to the rows. unit: what is counted. colours: what
    `theme.COLOURS` calls each row, with a legend where several share one; all the same when not given."""
    top = table.nlargest(MOST, value)
    top = top.assign(_name=distinct(fitted(t, NAME, 2) for t in top[label]))
    kinds = colours[top.index] if colours is not None else None
    grouped = kinds is not None and kinds.nunique() < len(top)
    parts = top.groupby(kinds, sort=False) if grouped else [("", top)]
    fig = Figure()
    for kind, some in parts:
        paint: str | list[str] = theme.COLOURS.get(str(kind), theme.TEAL)
        if kinds is not None and not grouped:
            paint = [theme.COLOURS.get(k, theme.TEAL) for k in kinds]
        told = [f"<b>{escaped(n)}</b><br>{counted(v, unit)}" for n, v in zip(some[label], some[value], strict=True)]
        fig.add_bar(
            x=some[value],
            y=some["_name"],
            orientation="h",
            name=str(kind).replace("_", " ").capitalize(),
            marker_color=paint,
            text=[f"{v:,}" for v in some[value]],
            textposition="outside",
            cliponaxis=False,
            **clickable(some["keys"], told),
        )
    _axes(fig, unit, int(top[value].max()), top["_name"].tolist())
    several = grouped and len(fig.data) > 1
    fig.update_layout(showlegend=several, margin_r=round(DIGIT * len(f"{top[value].max():,}")) + 8)
    note = f"The {MOST} largest of {len(table):,}." if len(table) > MOST else ""
    alt = "; ".join(f"{r[label]} {r[value]:,}" for r in top.head(8).to_dict("records"))
    return theme.finish(fig, note, f"Bars of {unit}: {alt}.", _height(top["_name"].tolist()) + LEGEND * several)


def actors(counts: pd.DataFrame) -> Figure:
    """Who is named how often, in the colours of persons, countries and organizations; a table of summaries.actor_counts."""
    return ranked(counts, "mentions", "name", unit="mentions", colours=counts["kind"])


def stacked(table: pd.DataFrame, value: str, label: str, part: str, unit: str, name: Name) -> Figure:
    """The MOST largest of `label` by the sum of `value`, each bar made of its `part`s."""
    sums = table.groupby(label)[value].sum().sort_values(ascending=False, kind="stable").head(MOST)
    names = dict(zip(sums.index, distinct(fitted(name(v), NAME, 2) for v in sums.index), strict=True))
    fig = Figure()
    for n, (which, some) in enumerate(table[table[label].isin(names)].groupby(part, sort=False)):
        told = [
            f"<b>{escaped(name(who))}</b>, {escaped(which)}<br>{counted(v, unit)}"
            for who, v in zip(some[label], some[value], strict=True)
        ]
        fig.add_bar(
            x=some[value],
            y=some[label].map(names),
            orientation="h",
            name=str(which),
            marker_color=theme.PALETTE[n % len(theme.PALETTE)],
            **clickable(some["keys"], told),
        )
    fig.update_layout(showlegend=True)
    _axes(fig, unit, int(sums.max()), list(names.values()))
    alt = "; ".join(f"{name(r[label])} {r[part]} {r[value]:,}" for r in table.head(8).to_dict("records"))
    note = f"The {MOST} largest of {table[label].nunique():,}." if table[label].nunique() > MOST else ""
    return theme.finish(fig, note, f"Stacked bars of {unit}: {alt}.", _height(list(names.values())) + LEGEND)


def _axes(fig: Figure, unit: str, largest: int, names: list[str]) -> None:
    # a low chart has room for its axis all the same: Plotly would keep 64 px for the bars, and let the words meet
    fig.update_layout(barmode="stack", legend_traceorder="normal", minreducedheight=ROW)
    fig.update_xaxes(title_text=unit, range=[0, largest * 1.05], showgrid=True, dtick=theme.whole(largest))
    fig.update_yaxes(
        showgrid=False,
        type="category",
        ticks="",
        categoryorder="array",
        categoryarray=names,
        range=[len(names) - 0.5, -0.5],
    )


def _height(names: list[str]) -> int:
    """px: taller bars where two names of two lines would meet."""
    return AROUND + (TALL if any("<br>" in name for name in names) else ROW) * len(names)
