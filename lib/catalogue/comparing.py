"""Charts of two to five actors or pairs: their meetings over time on one scale, and who was first in which year.

Setting: `compared`, their words, one a line ("IRN-SAU\\nOMN"), as lib/measures/counts/comparing.py reads them; without
it the pairs that met most.
"""

import pandas as pd

from lib.catalogue.record import HOW, Chart, Choice, Settings, Tables
from lib.charts import comparing as charts
from lib.measures.counts import comparing
from lib.measures.days import day
from lib.measures.waves import curated
from lib.measures.waves.curated import War
from lib.wording import comparing as said
from lib.wording import findings
from lib.wording.phrases import iso

FIRST = 3  # pairs compared where nobody has chosen any
Compared = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, dict[str, list[War]], list[str], str, int]


def _ones(tables: Tables, asked: Settings) -> list[str]:
    if named := asked.get("compared", ""):
        return named.splitlines()
    return comparing.busiest(tables["occasions"], tables["milestones"], FIRST)


def _compared(tables: Tables, asked: Settings) -> Compared:
    ones = _ones(tables, asked)
    counts, vague = comparing.counts(tables["occasions"], ones, asked["per"])
    milestones = comparing.of_each(tables["milestones"], ones)
    wars = {one: [war for war in curated.wars() if war.pair == comparing.codes(one)] for one in ones}
    return counts, vague, milestones, wars, ones, asked["per"], comparing.undated(tables["occasions"], ones)


def _rows(
    counts: pd.DataFrame, vague: pd.DataFrame, milestones: pd.DataFrame, wars: dict[str, list[War]], *_: object
) -> pd.DataFrame:
    """All that is drawn, in one table: name, what, from, to, meetings, keys; `event` of milestones and wars."""
    named = {"start": "from", "end": "to", "date_start": "from", "date_end": "to", "key": "keys"}
    drawn = [
        table.assign(what=table["direction"].map({"+": "closer", "-": "apart"}) if what == "milestone" else what)
        for what, table in (("meetings", counts), ("meetings, day left open", vague), ("milestone", milestones))
    ]
    table = pd.concat([each.rename(columns=named) for each in drawn], ignore_index=True)
    table = table.assign(**{side: table[side].map(iso) for side in ("from", "to")})
    if len(table):
        table = pd.concat([table, pd.DataFrame([_fought(one, war) for one in wars for war in wars[one]])])
    table = table.assign(name=table["one"].map(said.label), keys=table["keys"].fillna(""))
    return table.reindex(columns=["name", "what", "from", "to", "meetings", "event", "keys"])


def _fought(one: str, war: War) -> dict[str, str]:
    last = day(war.end - 1).isoformat() if war.ended else ""
    return {"one": one, "what": "at war", "from": war.from_.isoformat(), "to": last, "event": war.name}


COMPARED: Chart[Tables] = Chart(
    key="compared",
    count=_compared,
    finding=lambda counts, vague, milestones, wars, ones, by, _: said.most(counts, milestones, ones, by),
    figure=charts.multiples,
    source=lambda tables, _, __, milestones, *___: findings.source(tables, milestones),
    how=HOW["compared"],
    rows=_rows,
    choice=Choice(
        "per",
        "Meetings by",
        lambda _: {by: by.capitalize() for by in comparing.STEPS},
        lambda tables: comparing.step(tables["occasions"]),
    ),
    empty="No dated meeting of these, and no milestone.",
)

RANKS: Chart[Tables] = Chart(
    key="ranks",
    count=lambda tables, asked: comparing.ranks(tables["occasions"], _ones(tables, asked)).assign(
        name=lambda t: t["one"].map(said.label)
    ),
    finding=said.ranked,
    figure=charts.ranks,
    how=HOW["ranks"],
    columns=["year", "rank", "name", "meetings", "change", "before"],
)
