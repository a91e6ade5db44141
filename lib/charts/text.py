"""Words inside charts: escaped, for they come from articles, and broken into short lines."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def plain(text: object) -> str:
    """Text that Plotly, which reads some HTML, shows as it is."""
    return escape(str(text), quote=False)


def wrap(text: str, width: int) -> str:
    """Lines of at most `width` characters, as Plotly breaks them."""
    return "<br>".join(textwrap.wrap(text, width))


def when(row: pd.Series) -> str:
    """20 August 2023; February 2023; date not given."""
    import pandas as pd

    first, last, precision = row["date_start"], row["date_end"], row["date_precision"]
    if pd.isna(first) or precision == "unknown":
        return "date not given"
    if precision == "year":
        return f"{first:%Y}"
    if precision == "month":
        return f"{first:%B %Y}"
    day = f"{first.day} {first:%B %Y}"
    return day if pd.isna(last) or first == last else f"{day} to {last.day} {last:%B %Y}"
