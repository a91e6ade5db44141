"""What the charts of waves share: days counted since 1970, the two directions' colours, keys behind marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from lib.charts import theme
from lib.wording.phrases import dated, day

if TYPE_CHECKING:
    import pandas as pd

UP, DOWN = theme.COLOURS["+"], theme.COLOURS["-"]


def moment(days: int) -> np.datetime64:
    return np.datetime64(int(days), "D").astype("datetime64[ms]")


def written(days: int) -> str:
    """10 May 2023, so many days after 1 January 1970."""
    return day(dated(days))


def dyads(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The two codes of each row."""
    return zip(rows["actor_a"], rows["actor_b"], strict=True)


def clickable(rows: pd.DataFrame) -> list[list[str]]:
    return [[keys] for keys in rows["keys"]] if "keys" in rows else [[""]] * len(rows)
