"""What the charts of waves share: days counted since 1970, uncertain ones too, the two directions' colours, the names of
dyads."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import escaped
from lib.charts.theme import Figure
from lib.wording.names import Name

UP, DOWN = theme.COLOURS["+"], theme.COLOURS["-"]


def moment(days: int) -> np.datetime64:
    """So many days after 1 January 1970, as Plotly reads a time."""
    return np.datetime64(int(days), "D").astype("datetime64[ms]")


def dyads(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The two codes of each row."""
    return zip(rows["actor_a"], rows["actor_b"], strict=True)


def couples(table: pd.DataFrame, name: Name) -> list[str]:
    """The dyad of each row: Iran – Saudi Arabia"""
    return [f"{escaped(name(a))} – {escaped(name(b))}" for a, b in dyads(table)]


def uncertain(fig: Figure, first: Iterable, last: Iterable, y: Iterable, colour: str) -> None:
    """A thick line over the days an event may have had, where that is more than one."""
    spans = [(a, b, at) for a, b, at in zip(first, last, y, strict=True) if a != b]
    fig.add_scatter(
        x=[x for a, b, _ in spans for x in (a, b, None)],
        y=[v for *_, at in spans for v in (at, at, None)],
        mode="lines",
        line={"width": 6, "color": theme.faint(colour, 0.45)},
        hoverinfo="skip",
        showlegend=False,
    )
