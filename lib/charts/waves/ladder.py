"""Where one dyad's relations stood: a staircase of rungs from where it began, its wars, and what is not known."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import clickable
from lib.charts.theme import Figure, wrap
from lib.charts.waves.marks import DOWN, UP, moment, uncertain
from lib.measures.waves.curated import War
from lib.measures.waves.status import TOP, Standing
from lib.wording.names import at_most, level
from lib.wording.phrases import day, listing

LANE = 0  # the height of what is unknown: under all rungs on which a dyad can stand
Line = tuple[list[np.datetime64 | None], list[float | None]]


def ladder(steps: pd.DataFrame, began: Standing, told: str, wars: Sequence[War], span: tuple[int, int]) -> Figure:
    """The staircase over the span (days since 1970), with a mark for each dated step.

    steps: as status.ladder gives them, with `severity`, `keys` and `hover`. began: where it stood on the first day of the
    span; told: that and why, in words. wars: those of the dyad.
    """
    fig = Figure()
    fought = [war for war in wars if war.first <= span[1] and war.end > span[0]]
    _wars(fig, fought, span)
    x = [moment(span[0]), *map(moment, steps["until"] - 1), moment(span[1])]
    rungs, most = [began.rung, *steps["after"]], [began.at_most, *steps["at_most"]]
    limited = [rung < limit < TOP for rung, limit in zip(rungs, most, strict=True)]
    look = {"mode": "lines", "hoverinfo": "skip"}
    for name, height, shown, line in (
        ("where they stood", rungs, [rung >= 0 for rung in rungs], {"width": 2.5, "color": theme.MUTED}),
        (
            "unknown",
            [LANE] * len(rungs),
            [rung < 0 for rung in rungs],
            {"width": 2, "color": theme.GREY, "dash": "dot"},
        ),
        ("at most", most, limited, {"width": 1.5, "color": theme.GREY, "dash": "dash"}),
    ):
        if any(shown):
            xs, ys = _held(x, height, shown)
            fig.add_scatter(x=xs, y=ys, name=name, line=line, **look)
    if limited[-1]:
        fig.add_annotation(
            x=x[-1], y=most[-1], text=at_most(most[-1]), showarrow=False, xanchor="right", yanchor="bottom"
        )
    if began.rung >= 0:
        _began(fig, x[0], began.rung, told)
    for up in (True, False):
        _steps(fig, steps[(steps["severity"] > 0) == up], up)
    unknown = min(rungs) < 0
    fig.update_yaxes(
        tickvals=[LANE] * unknown + list(range(1, TOP + 1)),
        ticktext=["unknown"] * unknown + [*map(level, range(1, TOP + 1))],
        range=[LANE - 0.4 if unknown else 0.5, TOP + 0.5],
    )
    margin = (span[1] - span[0]) // 25 + 1
    fig.update_xaxes(type="date", range=[moment(span[0] - margin), moment(span[1] + margin)])
    fig.update_layout(showlegend=True, legend_traceorder="normal")
    return theme.finish(fig, _note(fought, unknown, any(limited)), _in_words(steps, told, fought), 420)


def _held(x: Sequence[np.datetime64], height: Sequence[float], shown: Sequence[bool]) -> Line:
    """A line that keeps each height until the next; broken where it is not shown."""
    xs: list[np.datetime64 | None] = []
    ys: list[float | None] = []
    for n, here in enumerate(shown):
        xs += [x[n], x[n + 1]] if here else [None]
        ys += [height[n], height[n]] if here else [None]
    return xs, ys


def _wars(fig: Figure, wars: Iterable[War], span: tuple[int, int]) -> None:
    """A band over the whole ladder for each war."""
    for n, war in enumerate(wars):
        first, end = moment(max(war.first, span[0])), moment(min(war.end, span[1] + 1))
        fig.add_scatter(
            x=[first, end, end, first],
            y=[LANE - 0.4, LANE - 0.4, TOP + 0.5, TOP + 0.5],
            mode="lines",
            line={"width": 1, "color": theme.faint(DOWN, 0.4)},  # so that a short one is seen on a phone
            fill="toself",
            fillcolor=theme.faint(DOWN, 0.2),
            hoveron="fills",
            hoverinfo="text",
            text=f"<b>{wrap(war.name, 60)}</b><br>{_lasted(war)}",
            name="at war",
            legendgroup="war",
            showlegend=n == 0,
        )


def _lasted(war: War) -> str:
    return f"{day(war.first)} to {day(war.end - 1) if war.ended else 'now'}"


def _began(fig: Figure, x: np.datetime64, rung: int, told: str) -> None:
    fig.add_scatter(
        x=[x],
        y=[rung],
        mode="markers",
        name="where they began",
        marker={"size": 11, "symbol": "square", "color": theme.PAPER, "line": {"width": 2, "color": theme.MUTED}},
        **clickable([""], [wrap(told, 60)]),
    )


def _steps(fig: Figure, some: pd.DataFrame, up: bool) -> None:
    if some.empty:
        return
    first, last = [moment(f) for f in some["first"]], [moment(u - 1) for u in some["until"]]
    known = some["after"] >= 0
    y, colour, symbol = some["after"].where(known, LANE), UP if up else DOWN, f"triangle-{'up' if up else 'down'}"
    uncertain(fig, first, last, y, colour)
    fig.add_scatter(
        x=last,
        y=y,
        mode="markers",
        name="a step closer" if up else "a setback",
        marker={
            "size": np.where(some["moved"], 14, 9),
            "symbol": np.where(known, symbol, f"{symbol}-open"),
            "color": colour,
            "line": {"width": np.where(known, 1, 2), "color": np.where(known, theme.PAPER, colour)},
        },
        **clickable(some["keys"], some["hover"]) | {"hoverinfo": "text+x"},
    )


def _note(wars: Sequence[War], unknown: bool, limited: bool) -> str:
    return theme.joined(
        "Large marks moved the pair to another rung, small ones did not. The ladder does not decay.",
        "A square: where it stood when the chronology begins." if not unknown else "",
        "Dotted, with open marks: nothing says where it stood." if unknown else "",
        "Dashed: the highest rung that a setback leaves possible." if limited else "",
        f"Shaded: {listing((f'{war.name} ({_lasted(war)})' for war in wars), most=3)}." if wars else "",
    )


def _in_words(steps: pd.DataFrame, told: str, wars: Sequence[War]) -> str:
    moved = steps[steps["moved"]].to_dict("records")
    by = "; ".join(f"{day(r['until'] - 1)} {r['stage'].replace('_', ' ')}" for r in moved)
    fought = "; ".join(f"{war.name}, {_lasted(war)}" for war in wars)
    return f"A staircase of rungs. Began: {told} Moved by: {by or 'nothing'}.{f' At war: {fought}.' if fought else ''}"
