"""Terms of office, as the codebook knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib import codebook

if TYPE_CHECKING:
    from pandas import DataFrame


def offices(name: str) -> DataFrame:
    """Offices the codebook knows of a person: office, start, end (NaT where open or unknown), one row a term."""
    import pandas as pd

    rows = [row for row in codebook.rows("people") if row["name"] == name]
    table = pd.DataFrame(
        {"office": [r["office"] for r in rows], "start": [r["from"] for r in rows], "end": [r["to"] for r in rows]}
    )
    for column in ("start", "end"):
        table[column] = pd.to_datetime(table[column].replace("", None), format="ISO8601", errors="coerce")
    return table
