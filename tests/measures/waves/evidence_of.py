"""Small evidence for tests: rows (pair, day, severity) instead of files."""

from collections.abc import Iterable

import pandas as pd

from lib.codebook import stages
from lib.measures.waves.evidence import Evidence, War, gather
from lib.measures.waves.reports import COLUMNS

DAY0 = 18_000  # days since 1970 of day 0 in the tests


def reports(rows: list[dict]) -> pd.DataFrame:
    """One report per row; `pair` "A-B" and `day` are required, the rest has defaults."""
    table, known = [], stages()
    for n, row in enumerate(rows):
        a, b = sorted(row["pair"].split("-"))
        first = DAY0 + row["day"]
        table.append(
            {
                "actor_a": a,
                "actor_b": b,
                "kind": row.get("kind", "agreement"),
                "stage": row.get("stage", ""),
                "first": first,
                "until": first + row.get("days", 1),
                "severity": row.get("s", 0.5),
                "p": row.get("p", 0.9),
                "share": row.get("share", 1.0),
                "rival": row.get("rival", True),
                "rung": row.get(
                    "rung", known[stage].rung("an ambassador") if (stage := row.get("stage", "")) in known else -1
                ),
                "source": row.get("source", "a"),
                "place": row.get("place", ""),
                "layer": row.get("layer", "chronology"),
                "ref": n,
            }
        )
    return pd.DataFrame(table, columns=list(COLUMNS))


def evidence(rows: list[dict], wars: Iterable[War] = ()) -> Evidence:
    return gather(reports(rows), wars=wars) if rows else gather()
