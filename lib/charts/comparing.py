"""Actors or pairs under each other on one scale: meetings as bars, milestones as triangles, wars as bands; and a table of
who was first, second or third in which year."""

from collections.abc import Mapping, Sequence

import pandas as pd
from plotly.subplots import make_subplots

from lib.charts import clipping, matrix, theme
from lib.charts.labels import clickable, counted, escaped
from lib.charts.lanes import places
from lib.charts.theme import Figure, wrap
from lib.charts.waves.marks import DOWN, UP, moment
from lib.measures.days import number
from lib.measures.waves.curated import War
from lib.wording import names
from lib.wording.comparing import label
from lib.wording.phrases import day, listing, period, plural, verb

BARS, LANE, BETWEEN, AROUND = 84, 14, 34, 60  # px: of bars, of a lane under them, between two of them, around all
FEW = 4  # meetings: below, the axis counts them one by one
PERIOD = {"month": "M1", "quarter": "M3", "year": "M12"}  # as Plotly names them
Part = pd.DataFrame


def multiples(
    counts: Part,
    vague: Part,
    milestones: Part,
    wars: Mapping[str, Sequence[War]],
    ones: Sequence[str],
    by: str,
    undated: int = 0,
) -> Figure:
    """Bars and lanes for each of `ones`. counts and vague: as lib.measures.counts.comparing.counts gives them, by month,
    quarter or year (`by`); milestones: their rows, with `one`; wars: those of the pairs among them; undated: how many meetings
    have no day at all."""
    lanes = [vague, *(milestones[milestones["direction"] == sign] for sign in "-+")]  # from below
    lanes = [lane for lane in lanes if len(lane)]
    under = LANE * max(len(lanes), 0.5)
    fig = make_subplots(2 * len(ones), 1, shared_xaxes=True)
    heights, gaps = [BARS, under] * len(ones), ([0, BETWEEN] * len(ones))[:-1]
    for n, domain in enumerate(places(heights, gaps), start=1):
        fig.update_yaxes(domain=domain, row=n, col=1)
    start = pd.concat([counts["start"], vague["start"], milestones["date_start"]], ignore_index=True)
    end = pd.concat([counts["end"], vague["end"], milestones["date_end"]], ignore_index=True)
    shown = {one: 2 * n + 1 for n, one in enumerate(ones)}
    for one, row in shown.items():
        _name(fig, one, row)
        _wars(fig, wars.get(one, ()), (number(start.min()), number(end.max())), row)
        _bars(fig, counts[counts["one"] == one], one, by, row)
        for height, lane in enumerate(lanes):
            mark = _vague if lane is vague else _milestones
            mark(fig, lane[lane["one"] == one], height, row + 1)
    fig.update_yaxes(nticks=4, dtick=1 if counts["meetings"].max() < FEW else None)  # no half meetings
    fig.update_yaxes(title_text="meetings", row=1, col=1)
    for row in shown.values():
        fig.update_xaxes(ticks="", row=row, col=1)
        fig.update_xaxes(showline=False, ticks="", row=row + 1, col=1)
        fig.update_yaxes(range=[-0.6, len(lanes) - 0.4], visible=False, showgrid=False, row=row + 1, col=1)
    fig.update_xaxes(ticks="outside", row=2 * len(ones), col=1)
    middle = counts["start"] + (counts["end"] - counts["start"]) / 2
    scale = clipping.heights(fig, middle, counts["meetings"], counts["one"].map(shown), shown.values())
    cut = [clipping.dates(fig, start, end, range(1, 2 * len(ones) + 1)), scale]
    fig.update_layout(showlegend=False)
    high = round(sum(heights) + sum(gaps) + AROUND)
    return theme.finish(
        fig, _note(counts, vague, milestones, wars, by, undated), _told(counts, milestones, ones), high, clipped=cut
    )


def _name(fig: Figure, one: str, row: int) -> None:
    axis = "" if row == 1 else row
    at = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": f"y{axis} domain", "yanchor": "bottom"}
    fig.add_annotation(text=f"<b>{escaped(label(one))}</b>", showarrow=False, **at)


def _wars(fig: Figure, wars: Sequence[War], span: tuple[int, int], row: int) -> None:
    """A band over the bars and the lanes of a pair for each of its wars, as far as it falls into the span."""
    look = {
        "fillcolor": theme.faint(DOWN, 0.2),
        "line": {"width": 1, "color": theme.faint(DOWN, 0.4)},
        "layer": "below",
        "exclude_empty_subplots": False,
        "col": 1,
    }
    for war in wars:
        if war.first <= span[1] and war.end > span[0]:
            first, end = moment(max(war.first, span[0])), moment(min(war.end, span[1] + 1))
            for each in (row, row + 1):
                fig.add_vrect(x0=first, x1=end, row=each, **look)


def _bars(fig: Figure, own: Part, one: str, by: str, row: int) -> None:
    told = [
        f"<b>{period(start, by)}</b><br>{escaped(label(one))}: {counted(met, 'meetings')}"
        for start, met in zip(own["start"], own["meetings"], strict=True)
    ]
    width = {"xperiod": PERIOD[by], "xperiodalignment": "middle"}
    fig.add_bar(
        x=own["start"],
        y=own["meetings"],
        marker_color=theme.TEAL,
        row=row,
        col=1,
        **width,
        **clickable(own["keys"], told),
    )


def _vague(fig: Figure, own: Part, height: int, row: int) -> None:
    """Pale bars as long as the texts leave open."""
    told = [
        f"<b>{day(start)} to {day(end)}</b><br>{counted(met, 'meetings')}, on days that are not told"
        for start, end, met in zip(own["start"], own["end"], own["meetings"], strict=True)
    ]
    fig.add_bar(
        base=own["start"],
        x=((own["end"] - own["start"]).dt.days + 1) * 86_400_000,
        y=[height] * len(own),
        orientation="h",
        width=0.6,
        marker={"color": theme.TEAL, "opacity": 0.45, "line": {"width": 0}},
        row=row,
        col=1,
        **clickable(own["keys"], told),
    )


def _milestones(fig: Figure, own: Part, height: int, row: int) -> None:
    up = (own["direction"] == "+").all()
    told = [
        f"<b>{escaped(names.sides(parties))}</b><br>{wrap(event, 50)}"
        for parties, event in zip(own["parties"], own["event"], strict=True)
    ]
    fig.add_scatter(
        x=own["date_start"],
        y=[height] * len(own),
        mode="markers",
        marker={"size": 9, "symbol": "triangle-up" if up else "triangle-down", "color": UP if up else DOWN},
        row=row,
        col=1,
        **clickable(own["key"], told),
    )


def _note(counts: Part, vague: Part, milestones: Part, wars: Mapping[str, Sequence[War]], by: str, undated: int) -> str:
    fought = {war.name: war for several in wars.values() for war in several}.values()
    told = (f"{war.name} ({day(war.first)} to {day(war.end - 1) if war.ended else 'now'})" for war in fought)
    return theme.joined(
        f"Meetings a {by}, all on one scale." if len(counts) else "",
        "Pale bars under them: meetings whose texts leave the day open for longer." if len(vague) else "",
        f"{plural(undated, 'meeting')} without a date {verb(undated, 'is', 'are')} not drawn." if undated else "",
        "Triangles: milestones of the chronology, closer in blue, apart in vermillion." if len(milestones) else "",
        f"Shaded: {listing(told, most=3)}." if fought else "",
    )


def _told(counts: Part, milestones: Part, ones: Sequence[str]) -> str:
    met, steps = counts.groupby("one")["meetings"].sum(), milestones["one"].value_counts()
    each = (
        f"{label(one)}: {plural(int(met.get(one, 0)), 'meeting')}, {plural(int(steps.get(one, 0)), 'milestone')}"
        for one in ones
    )
    return f"Bars over time, under each other: {'; '.join(each)}."


def ranks(table: pd.DataFrame) -> Figure:
    """Year by year the rank of each, with its meetings; up and down from the year before. table: as
    lib.measures.counts.comparing.ranks gives it."""
    met = table[table["meetings"] > 0]
    moved = (met["before"] - met["rank"]).fillna(0).astype(int)
    arrow = moved.map(lambda by: " ▲" if by > 0 else " ▼" if by < 0 else "")
    met = met.assign(said=met["rank"].astype(str) + "." + arrow + "<br>" + met["meetings"].map("{:,}".format))
    met = met.assign(year=met["year"].astype(str), name=met["one"].map(label))
    years = [str(year) for year in sorted(table["year"].unique())][-matrix.MOST :]
    order = [
        label(one) for one in table.groupby("one")["meetings"].sum().sort_values(ascending=False, kind="stable").index
    ]
    note = "Above: the rank among these in that year, ▲ up and ▼ down from the year before. Below: its meetings that the text dates to a year."
    return matrix.cells(met, "year", "name", "meetings", note=note, x_order=years, y_order=order, written="said")
