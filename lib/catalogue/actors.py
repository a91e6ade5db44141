"""Charts of actors: whom they met, where, how often they are named; and those of one actor.

Settings of one actor's charts: `kind`, `name` and `country`, as in the table of actors.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd

from lib.catalogue.meetings import TIMELINE
from lib.catalogue.record import HOW, Chart, Choice, Settings, Tables
from lib.charts import bars, matrix, network, spans
from lib.charts import map as maps
from lib.measures.counts import networks, summaries, terms
from lib.measures.counts.networks import Network
from lib.measures.counts.sources import others
from lib.measures.outliers import core
from lib.wording import findings, names

Finding = Callable[[pd.DataFrame], str]  # of the nodes
ALL_YEARS = "All years"


def _network(
    who: str, table: str, count: Callable[[pd.DataFrame], Network], finding: Finding, unit: str = "meetings"
) -> Chart[Tables]:
    """The network of those who are together in a row of this table, in all years or in one."""

    def counted(tables: Tables, asked: Settings) -> tuple[pd.DataFrame, pd.DataFrame, str]:
        rows, year = tables[table], asked["network-year"]
        nodes, edges = count(rows) if year == ALL_YEARS else networks.in_year(rows, int(year), count)
        return edges, nodes, findings.left_out(rows)

    def found(edges: pd.DataFrame, nodes: pd.DataFrame, _: str) -> str:
        met = nodes[nodes["meetings"] > 0]
        return finding(met) if len(edges) else "None of these met in that year"

    return Chart(
        key=f"network-{who}",
        count=counted,
        finding=found,
        figure=lambda edges, nodes, left_out: network.network(nodes, edges, unit, left_out),
        how=HOW["network"],
        whole=lambda edges, nodes, left_out: pd.concat([edges, nodes.drop(columns=["x", "y"])]),
        empty="No meeting with two sides to join.",
        others=others if table == "occasions" else None,
        choice=Choice(
            "network-year", "Year of the network", lambda tables: _years(tables[table]), lambda _: ALL_YEARS, plays=True
        ),
    )


def _years(rows: pd.DataFrame) -> dict[str, str]:
    """All years, and each from the first to the last that the axis of time would show."""
    dated = rows[["date_start", "date_end"]].dropna()
    if dated.empty:
        return {}
    first, last = core(pd.concat([dated["date_start"], dated["date_end"]]))
    return {ALL_YEARS: ALL_YEARS} | {str(year): str(year) for year in range(first.year, last.year + 1)}


SIDES = _network("sides", "occasions", networks.sides, findings.network)
PEOPLE = _network("people", "occasions", networks.people, findings.people)
CHRONICLED = replace(
    _network("milestones", "milestones", networks.milestones, findings.chronicled, "milestones"),
    source=findings.chronology,
)
STEPS = "Milestones of the chronology"
NETWORKS = {"Countries and organizations": SIDES, "People": PEOPLE, STEPS: CHRONICLED}

DYADS: Chart[Tables] = Chart(
    key="dyads",
    count=lambda tables, _: (summaries.dyads(tables["occasions"]), findings.left_out(tables["occasions"])),
    finding=lambda counts, _: findings.dyads(counts),
    figure=matrix.dyads,
    how=HOW["dyads"],
    empty="No two sides met.",
    others=others,
)
CHRONICLED_DYADS = replace(
    DYADS,
    key="dyads-milestones",
    count=lambda tables, _: summaries.stepped(tables["milestones"]),
    finding=findings.stepped,
    figure=partial(matrix.dyads, value="milestones"),
    source=findings.chronology,
    empty="No milestone.",
    others=None,
)
MATRICES = {"Meetings": DYADS, STEPS: CHRONICLED_DYADS}


def _map(key: str, table: str, unit: str) -> Chart[Tables]:
    """The map of this table: who took part in its rows, and where they took place. unit: what a row is."""

    def counted(tables: Tables, settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame, str]:
        return summaries.parties(tables[table]), summaries.places(tables[table]), settings["sheet"]

    def sheets(tables: Tables) -> dict[str, str]:
        return {key: sheet.name for key, sheet in maps.SHEETS.items()} if len(tables[table]) else {}

    def first(tables: Tables) -> str:
        """The region, where anything is on its sheet; what is not is told under it."""
        codes = set(tables[table]["place_country"]).union(*tables[table]["parties"])
        return "region" if any(map(maps.SHEETS["region"].holds, codes)) else maps.smallest(codes)

    return Chart(
        key=key,
        count=counted,
        finding=lambda parties, places, _: findings.places(parties, places, unit),
        figure=partial(maps.map_, unit=unit),
        how=HOW["map"],
        whole=lambda parties, places, _: parties.rename(columns={"meetings": f"{unit}_as_side"}).merge(
            places.rename(columns={"meetings": f"{unit}_hosted"}), on="country", how="outer", suffixes=("", "_hosted")
        ),
        choice=Choice("sheet", "Sheet", sheets, first),
        empty=f"No {unit} to place.",
        others=others if table == "occasions" else None,
    )


MAP = _map("map", "occasions", "meetings")
CHRONICLED_MAP = replace(_map("map-milestones", "milestones", "milestones"), source=findings.chronology)
MAPS = {"Meetings": MAP, STEPS: CHRONICLED_MAP}

NAMED: Chart[Tables] = Chart(
    key="named",
    count=lambda tables, _: summaries.actor_counts(tables["actors"]),
    finding=findings.actors,
    figure=bars.actors,
    how=HOW["bars"],
    columns=["name", "kind", "country", "mentions", "statements", "articles"],
    empty="No actor to show.",
    others=others,
)


# ---------------------------------------------------------------- one actor
def _own(tables: Tables, actor: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Meetings and milestones of an actor; people are in no milestone."""
    rows = tables["milestones"]
    mine = [actor["kind"] != "person" and actor["country"] in parties for parties in rows["parties"]]
    return summaries.meetings_of(tables["occasions"], actor), rows.loc[mine]


def _called(actor: Settings) -> str:
    """The actor's name as it stands in a sentence."""
    return actor["name"] if actor["kind"] == "person" else names.in_text(actor["country"] or actor["name"])


OWN_TIMELINE = replace(TIMELINE, key="actor-timeline", count=_own)

OFFICES: Chart[Tables] = Chart(
    key="offices",
    count=lambda _, actor: (terms.offices(actor["name"] if actor["kind"] == "person" else ""), actor["name"]),
    finding=findings.offices,
    figure=lambda offices, _: spans.offices(offices),
    source=lambda *_: "Majlis codebook, data/codebook/people.csv",
    how=HOW["offices"],
)

COUNTERPARTS: Chart[Tables] = Chart(
    key="counterparts",
    count=lambda tables, actor: (
        summaries.counterparts(tables["occasions"], actor).assign(label=lambda t: t["name"].map(names.side)),
        _called(actor),
    ),
    finding=findings.counterparts,
    figure=lambda counts, _: bars.ranked(counts, "meetings", "label", unit="meetings"),
    how=HOW["bars"],
    columns=["label", "meetings"],
    empty="No counterpart.",
    others=others,
    why="No meeting of this actor names another side.",
)

RAISED: Chart[Tables] = Chart(
    key="raised",
    count=lambda tables, actor: (
        summaries.raised_by(tables["topics"], actor).assign(label=lambda t: t["topic"].map(names.title)),
        _called(actor),
    ),
    finding=findings.raised,
    figure=lambda counts, _: bars.ranked(counts, "mentions", "label", unit="mentions"),
    how=HOW["bars"],
    columns=["label", "mentions"],
    empty="No topic raised.",
    why="No reported speech of this actor names a topic.",
)
