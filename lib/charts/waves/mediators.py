"""Who mediates: mediators against years, the busiest first."""

import pandas as pd

from lib.charts import matrix, theme
from lib.charts.theme import Figure
from lib.measures.counts.mediators import UNKNOWN
from lib.wording.names import Name
from lib.wording.phrases import plural


def by_year(table: pd.DataFrame, name: Name) -> Figure:
    """mediator, year, occasions, keys: a row a mediator, with all its occasions after its name; a column for every year
    from the first to the last, of more than matrix.MOST the latest, and one for the unknown."""
    known = table.loc[table["year"] != UNKNOWN, "year"].astype(int)
    every = [str(year) for year in range(known.min(), known.max() + 1)] if len(known) else []
    years = [*every[-matrix.MOST :], *[UNKNOWN] * (len(known) < len(table))]
    total = table.groupby("mediator")["occasions"].sum()
    note = theme.joined(
        "After each name: all its occasions. An occasion counts once, however many pairs it brought together.",
        f"Only the latest {plural(matrix.MOST, 'year')} are drawn." if len(every) > matrix.MOST else "",
    )
    return matrix.cells(
        table,
        "year",
        "mediator",
        "occasions",
        y_name=lambda code: f"{name(code)} · {total[code]:,}",
        note=note,
        x_order=years,
    )
