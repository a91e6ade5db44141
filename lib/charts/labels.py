"""Words inside charts: escaped, for they come from articles, and broken into short lines."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

UNSEEN = "\u200b"


def plain(text: object) -> str:
    """Text that Plotly, which reads some HTML, shows as it is."""
    return escape(str(text), quote=False)


def wrap(text: str, width: int) -> str:
    """Lines of at most `width` characters, as Plotly breaks them."""
    return "<br>".join(textwrap.wrap(text, width))


def fitted(text: object, width: int, lines: int = 1) -> str:
    """Escaped, in at most so many lines of at most `width` characters; what is left over ends in an ellipsis."""
    hyphens = any(len(word) > width for word in str(text).split())  # only where a word would not fit otherwise
    broken = textwrap.wrap(str(text), width, max_lines=lines, placeholder="…", break_on_hyphens=hyphens)
    return "<br>".join(plain(line) for line in broken)


def distinct(names: Iterable[str]) -> list[str]:
    """The names, equal ones told apart by signs nobody sees: Plotly draws categories of one name as one."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        told.append(name + UNSEEN * seen[name])
        seen[name] += 1
    return told


def counted(count: int, unit: str) -> str:
    """1 contact, 1,204 contacts. unit: what is counted, in the plural with an s."""
    return f"{count:,} {unit.removesuffix('s') if count == 1 else unit}"


def signed(value: float) -> str:
    """+0.41, −0.41 with a minus sign, not a hyphen."""
    return f"{value:+.2f}".replace("-", "−")


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
