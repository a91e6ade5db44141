"""The dated steps of one actor's wave, a lane a dyad."""

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import WIDTHS, clickable, escaped, length, placed, tiers, written
from lib.charts.theme import Figure
from lib.charts.waves.marks import DOWN, UP, dyads, moment, uncertain
from lib.measures.waves.wave import Wave
from lib.wording.names import Name
from lib.wording.phrases import day

DAY = np.timedelta64(1, "D")
LANE = 32  # px of a lane of a hub's wave
SIDES = (("middle right",), ("middle left",))  # of a mark, where its label may stand


def hub(wave: Wave, happened: pd.DataFrame, name: Name) -> Figure:
    """Steps of the dyads of one actor's wave, a lane a dyad, from its first step to its end, the wave shaded.
    `happened` as series.happenings gives it, with `label`, `keys` and `hover`."""
    first, end = moment(wave.first_step), moment(wave.end + 1)
    shown = happened[(happened["end"] > first) & (happened["start"] < end) & (happened["severity"] != 0)]
    lanes = [other(dyad, wave.hub) for dyad in reversed(wave.dyads)]
    shown = shown.assign(lane=[lanes.index(other(dyad, wave.hub)) for dyad in dyads(shown)])
    shown = shown.assign(last=shown["end"] - DAY, at=shown["start"] + (shown["end"] - DAY - shown["start"]) / 2)
    span = _span(shown, wave)
    colour = UP if wave.direction == "reconciliation" else DOWN
    fig = Figure()
    fig.add_vrect(x0=max(moment(wave.onset), span[0]), x1=end, fillcolor=colour, opacity=0.1, line_width=0)
    fig.add_vline(x=moment(wave.crest), line={"color": theme.MUTED, "width": 1, "dash": "dot"}, layer="below")
    for sign, label, mark in ((1, "a step closer", "triangle-up"), (-1, "a step apart", "triangle-down")):
        some = shown[np.sign(shown["severity"]) == sign]
        uncertain(fig, some["start"], some["last"], some["lane"], UP if sign > 0 else DOWN)
        fig.add_scatter(
            x=some["at"],
            y=some["lane"],
            mode="markers",
            name=label,
            marker={"symbol": mark, "size": _sizes(some), "color": UP if sign > 0 else DOWN},
            **clickable(some["keys"], some["hover"]),
        )
    called = [name(code) for code in lanes]
    _labels(fig, shown, span, len(lanes), round(24 + max(map(length, called))))
    fig.update_yaxes(
        tickvals=list(range(len(lanes))),
        ticktext=[escaped(code) for code in called],
        range=[-0.5, len(lanes) - 0.5],
    )
    months = [{"dtickrange": ["M1", "M11"], "value": "%b\n%Y"}]  # the year once, so that they fit on a phone
    fig.update_xaxes(type="date", range=span, tickangle=0, tickformatstops=months)
    note = (
        f"Shaded: the wave, to {day(wave.end)}. Dotted: its crest, {day(wave.crest)}. The larger the mark, the weightier "
        "the step; a bar through it spans the days it may have been."
    )
    alt = f"A lane each for {', '.join(reversed(called))}."
    return theme.finish(fig, note, alt, 90 + LANE * len(lanes), {"names": True})


def _span(shown: pd.DataFrame, wave: Wave) -> tuple[np.datetime64, np.datetime64]:
    """From the first to the last of what is shown, and of the wave, with a margin."""
    first = min(shown["start"].min(), pd.Timestamp(moment(wave.onset)))
    last = max(shown["last"].max(), pd.Timestamp(moment(wave.end + 1)))
    margin = max((last - first) / 20, pd.Timedelta(days=4))
    return (first - margin).to_datetime64(), (last + margin).to_datetime64()


def _sizes(steps: pd.DataFrame) -> pd.Series:
    """Diameters of the marks in px."""
    return 8 + 10 * steps["severity"].abs()


def _labels(
    fig: Figure, shown: pd.DataFrame, span: tuple[np.datetime64, np.datetime64], lanes: int, beside: int
) -> None:
    """What the steps are, beside their marks where there is room, the weightiest first. beside: px of the lanes' names."""
    ranked = shown.sort_values("severity", key=np.abs, ascending=False, kind="stable")
    share = (ranked["at"].to_numpy("datetime64[ms]") - span[0]) / (span[1] - span[0])
    x = np.outer(np.array(WIDTHS) - beside, share)
    y = LANE * (lanes - 0.5 - ranked["lane"].to_numpy(float))
    at = np.stack([x, np.broadcast_to(y, x.shape)], axis=-1)
    room = np.stack([np.array(WIDTHS) - beside, np.full(len(WIDTHS), LANE * lanes)], axis=-1)
    sizes = _sizes(ranked).to_numpy()
    beside_marks = [SIDES] * len(ranked)
    for tier, some in tiers(placed(at, sizes / 2, ranked["label"].tolist(), room, sides=beside_marks, most=1)):
        nodes = [label.node for label in some]
        look = written(some, sizes[nodes].tolist(), tier)
        fig.add_scatter(x=ranked["at"].iloc[nodes], y=ranked["lane"].iloc[nodes], **look)


def other(dyad: tuple[str, str], hub: str) -> str:
    """The side of a dyad that is not the hub."""
    return dyad[1] if dyad[0] == hub else dyad[0]
