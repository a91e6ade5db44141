"""Meetings over time, drawn as precisely as the text dates them, and not more.

A day is a dot, a week, month or year a bar of that length; meetings without a date stand in a lane of their own.
Milestones of the chronology are small grey triangles in two lanes below. Above CROWD meetings, bars of months take over.
"""

from collections.abc import Iterable

import pandas as pd
from plotly.subplots import make_subplots

from lib.charts import clipping, theme
from lib.charts.labels import clickable, escaped, when
from lib.charts.lanes import MARK, PLACED, Lanes, lanes, places
from lib.charts.theme import Clipped, Figure, wrap
from lib.wording import names
from lib.wording.names import Name
from lib.wording.phrases import month, plural

CROWD = 400  # meetings that can still be told apart
RINGS = 3  # undated meetings of a kind that have room beside each other on a phone
ASIDE = 0.18  # of the width, for those
HIGH = 300  # px of the bars of months
GAP = 76  # px for an axis between two parts
LANES = {"+": "Closer", "-": "Apart"}  # by direction
GREYS = "Grey: milestones of the chronology, steps closer (up) and apart (down)."


def timeline(meetings: pd.DataFrame, milestones: pd.DataFrame, label: Name = names.title) -> Figure:
    """Meetings (occasions, or the rows of one article, with `key`) in lanes by kind; milestones as context. label: code of a kind -> words."""
    if len(meetings) > CROWD:
        return months(meetings, milestones, label)
    unknown = meetings["date_start"].isna()
    dated = bool(len(milestones)) or not unknown.all()
    columns = 1 + (dated and bool(unknown.any()))
    widths = [1 - ASIDE, ASIDE] if columns == 2 else [1]
    fig = make_subplots(1, columns, shared_yaxes=True, column_widths=widths, horizontal_spacing=0.02)
    slim = meetings[["kind", *PLACED]]  # of wide tables every mask takes its time
    rows = {label(str(kind)): slim[slim["kind"] == kind] for kind in slim["kind"].value_counts().index}
    rows |= {lane: milestones.loc[milestones["direction"] == sign, PLACED] for sign, lane in LANES.items()}
    clipped = _time_axis(fig, meetings, milestones, [1])
    first, last = fig.layout.xaxis.range or (0, 0)
    placed = lanes({name: some for name, some in rows.items() if len(some)}, pd.Timedelta(last - first))
    for kind, some in meetings[~unknown].groupby("kind", sort=False):
        _spans(fig, some[some["date_precision"] != "day"], str(kind), placed)
        _days(fig, some[some["date_precision"] == "day"], str(kind), placed)
    if len(milestones):
        _milestones(fig, milestones, placed.at[milestones["key"]])
    if unknown.any():
        _undated(fig, meetings[unknown], placed, columns)
    ticks = {"tickvals": placed.middle.tolist(), "ticktext": [*placed.middle.index], "ticks": ""}
    fig.update_yaxes(range=[placed.high, 0], showgrid=True, **ticks)
    fig.update_layout(showlegend=False)
    if dated:
        fig.update_xaxes(title_text="date", row=1, col=1)
    note = _note(meetings, milestones, unknown, dated)
    without = f" ({int(unknown.sum()):,} without a date)" if unknown.any() else ""
    alt = f"Timeline of {plural(len(meetings), 'meeting')}{without}, in {plural(len(placed.middle), 'lane')} by kind"
    high = max(220, 84 + round(placed.high))
    return theme.finish(fig, note, f"{alt}{_beside(milestones)}.", high, clipped=[clipped])


def _note(meetings: pd.DataFrame, milestones: pd.DataFrame, unknown: pd.Series, dated: bool) -> str:
    """What the marks are, of those that are drawn."""
    rough = (~unknown & (meetings["date_precision"] != "day")).any()
    return theme.joined(
        "A dot is a day." if not unknown.all() and not rough else "",
        "A dot is a day, a bar a week, month or year the text does not narrow down." if rough else "",
        "Meetings the text does not date stand at the right." if dated and unknown.any() else "",
        "The text dates none of these meetings." if len(meetings) and not dated else "",
        f"A ring with a number is that many meetings{' without a date' if dated else ''}."
        if meetings.loc[unknown, "kind"].value_counts().gt(RINGS).any()
        else "",
        GREYS if len(milestones) else "",
    )


def _beside(milestones: pd.DataFrame) -> str:
    return f", with {plural(len(milestones), 'milestone')} of the chronology" if len(milestones) else ""


def _time_axis(fig: Figure, meetings: pd.DataFrame, milestones: pd.DataFrame, rows: list[int]) -> Clipped:
    dated = pd.concat([t[["date_start", "date_end"]] for t in (meetings, milestones)]).dropna()
    return clipping.dates(fig, dated["date_start"], dated["date_end"], rows)


def _behind(rows: pd.DataFrame) -> dict:
    """What marks of meetings lead to and say, one a row."""
    return clickable(rows["key"], [_hover(row) for _, row in rows.iterrows()])


def _hover(row: pd.Series) -> str:
    where = f"<br>{escaped(row['place'])}" if row["place"] else ""
    stands = "" if row["status"] == "held" else f" ({row['status']})"
    told = f"<br>{plural(row['articles'], 'article')}" if row.get("articles", 1) > 1 else ""
    return f"<b>{escaped(names.sides(row['parties']))}</b><br>{when(row)}{stands}{where}{told}"


def _days(fig: Figure, rows: pd.DataFrame, kind: str, placed: Lanes) -> None:
    if rows.empty:
        return
    edge = {"width": 1, "color": theme.PAPER}  # so that two which touch are seen to be two
    fig.add_scatter(
        x=rows["date_start"],
        y=placed.at[rows["key"]],
        mode="markers",
        marker={"size": MARK, "color": theme.COLOURS.get(kind, theme.GREY), "opacity": 0.9, "line": edge},
        **_behind(rows),
    )


def _spans(fig: Figure, rows: pd.DataFrame, kind: str, placed: Lanes) -> None:
    """Bars as long as the text leaves open."""
    if rows.empty:
        return
    days = (rows["date_end"] - rows["date_start"]).dt.days + 1
    fig.add_bar(
        base=rows["date_start"],
        x=days * 86_400_000,
        y=placed.at[rows["key"]],
        orientation="h",
        width=MARK + 3,
        marker={"color": theme.COLOURS.get(kind, theme.GREY), "opacity": 0.55, "line": {"width": 0}},
        **_behind(rows),
    )


def _undated(fig: Figure, rows: pd.DataFrame, placed: Lanes, column: int) -> None:
    """A ring a meeting; of more than RINGS of a kind, one ring with their number."""
    for kind, some in rows.groupby("kind", sort=False):
        many = len(some) > RINGS
        told = f"<b>{plural(len(some), 'meeting')}</b><br>date not given"
        behind = clickable([" ".join(some["key"])], [told]) if many else _behind(some)
        fig.add_scatter(
            x=[0] if many else list(range(len(some))),
            y=placed.at[some["key"]][: 1 if many else len(some)],
            mode="markers+text" if many else "markers",
            text=[f"{len(some):,}"] if many else None,
            textfont={"size": 11, "color": theme.INK},
            marker={
                "size": 28 if many else 13,
                "symbol": "circle-open",
                "line": {"width": 2},
                "color": theme.COLOURS.get(str(kind), theme.GREY),
            },
            **behind,
            row=1,
            col=column,
        )
    room = [-0.8, RINGS - 0.2] if column == 2 else [-0.8, 3 * RINGS]
    fig.update_xaxes(title_text="No date", showticklabels=False, ticks="", range=room, row=1, col=column)


def _milestones(fig: Figure, rows: pd.DataFrame, at: Iterable[float | str], row: int = 1) -> None:
    """Grey triangles at these heights, in this row of subplots."""
    told = [
        f"<b>{escaped(names.sides(parties))}</b><br>{wrap(event, 50)}"
        for parties, event in zip(rows["parties"], rows["event"], strict=True)
    ]
    fig.add_scatter(
        x=rows["date_start"],
        y=at,
        mode="markers",
        marker={
            "size": 8,
            "symbol": ["triangle-up" if d == "+" else "triangle-down" for d in rows["direction"]],
            "color": theme.GREY,
            "opacity": 0.75,
        },
        **clickable(rows["key"], told),
        showlegend=False,
        row=row,
        col=1,
    )


def months(meetings: pd.DataFrame, milestones: pd.DataFrame, label: Name = names.title) -> Figure:
    """Meetings a month, stacked by kind: for more than a reader can tell apart one by one. Milestones in their lanes
    below, and under those a bar of the meetings without a date."""
    dated, undated = meetings.dropna(subset=["date_start"]), meetings[meetings["date_start"].isna()]
    ways = [lane for sign, lane in LANES.items() if (milestones["direction"] == sign).any()]
    parts = {"bars": HIGH * bool(len(dated)), "lanes": 26 * len(ways), "undated": 26 * bool(len(undated))}  # px
    rows = [part for part, height in parts.items() if height]
    row = {part: n for n, part in enumerate(rows, start=1)}
    fig = make_subplots(len(rows), 1)
    domains = places([parts[part] for part in rows], [14 if part == "bars" and ways else GAP for part in rows[:-1]])
    for n, place in enumerate(domains, start=1):
        fig.update_yaxes(domain=place, row=n, col=1)
    clipped = [_time_axis(fig, dated, milestones, [row[part] for part in ("bars", "lanes") if part in row])]
    if len(dated):
        _month_bars(fig, dated, label)
        high = _begun(dated).value_counts()
        middle = high.index.to_series() + pd.Timedelta(days=14)
        row_of = pd.Series(1, index=high.index)
        clipped.append(clipping.heights(fig, middle, high, row_of))
        fig.update_yaxes(title_text="meetings a month", row=1, col=1)
        under = {"showticklabels": False, "ticks": ""} if ways else {"title_text": "date"}
        fig.update_xaxes(**under, row=1, col=1)
    if ways:
        _milestones(fig, milestones, milestones["direction"].map(LANES), row["lanes"])
        spread = {"categoryarray": ways[::-1], "range": [-0.6, len(ways) - 0.4], "ticks": ""}
        fig.update_yaxes(categoryorder="array", **spread, row=row["lanes"], col=1)
        fig.update_xaxes(title_text="date", row=row["lanes"], col=1)
    if len(undated):
        _no_date(fig, undated, label, row["undated"])
    fig.update_layout(barmode="stack", bargap=0.1, legend_traceorder="normal")
    told = f"{plural(len(undated), 'meeting')} the text does not date"
    note = theme.joined(
        "Meetings count in the month they begin in.",
        f"The bar at the foot: {told}, by kind." if len(undated) else "",
        GREYS if ways else "",
    )
    apart = f"; {told} stand apart" if len(undated) else ""
    alt = f"Stacked bars of meetings a month, by kind{_fullest(dated)}{_beside(milestones)}{apart}."
    return theme.finish(fig, note, alt, sum(parts.values()) + 90 + GAP * (len(rows) - 1), clipped=clipped)


def _fullest(dated: pd.DataFrame) -> str:
    if dated.empty:
        return ""
    counts = dated["date_start"].dt.to_period("M").value_counts()
    return f", most in {month(counts.index[0].to_timestamp())} ({counts.iloc[0]:,})"


def _begun(dated: pd.DataFrame) -> pd.Series:
    """The first day of the month that each meeting began in."""
    return dated["date_start"].dt.to_period("M").dt.to_timestamp()


def _month_bars(fig: Figure, dated: pd.DataFrame, label: Name) -> None:
    begun = _begun(dated)
    for kind in dated["kind"].value_counts().index:
        keys = dated.loc[dated["kind"] == kind].groupby(begun)["key"].agg(list)
        told = [f"<b>{month(at)}</b><br>{escaped(label(kind))}: {len(k):,}" for at, k in keys.items()]
        fig.add_bar(
            x=keys.index,
            y=keys.map(len),
            xperiod="M1",  # a bar stands over its month, not over the first of it
            xperiodalignment="middle",
            name=label(kind),
            legendgroup=kind,
            marker_color=theme.COLOURS.get(kind, theme.GREY),
            **clickable(keys.map(" ".join), told),
        )


def _no_date(fig: Figure, undated: pd.DataFrame, label: Name, row: int) -> None:
    """One bar of the meetings without a date, its parts in the colours of the kinds."""
    shown = {trace.legendgroup for trace in fig.data}
    for kind in undated["kind"].value_counts().index:
        keys = undated.loc[undated["kind"] == kind, "key"]
        fig.add_bar(
            x=[len(keys)],
            y=["No date"],
            orientation="h",
            width=0.8,
            name=label(kind),
            legendgroup=kind,
            showlegend=kind not in shown,
            marker_color=theme.COLOURS.get(kind, theme.GREY),
            **clickable([" ".join(keys)], [f"<b>Date not given</b><br>{escaped(label(kind))}: {len(keys):,}"]),
            row=row,
            col=1,
        )
    fig.update_yaxes(showgrid=False, ticks="", row=row, col=1)
    fig.update_xaxes(
        title_text="meetings without a date", range=[0, len(undated)], dtick=theme.whole(len(undated)), row=row, col=1
    )
