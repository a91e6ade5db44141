"""What the charts of waves share: days counted since 1970, the two directions' colours, keys behind marks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.charts import theme

UP, DOWN = theme.COLOURS["+"], theme.COLOURS["-"]


def moment(days: int) -> np.datetime64:
    return np.datetime64(int(days), "D").astype("datetime64[ms]")


def dyads(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The two codes of each row."""
    return zip(rows["actor_a"], rows["actor_b"], strict=True)


def clickable(rows: pd.DataFrame) -> list[list[str]]:
    return [[keys] for keys in rows["keys"]] if "keys" in rows else [[""]] * len(rows)
