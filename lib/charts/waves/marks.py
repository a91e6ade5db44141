"""What the charts of waves share: days counted since 1970, the two directions' colours, the names of dyads."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import escaped
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
