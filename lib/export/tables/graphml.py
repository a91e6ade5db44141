"""The network of meetings as GraphML, for Gephi, yEd, igraph and networkx."""

import io
import re
from collections import Counter
from itertools import combinations

from lib.columns import items
from lib.export.tables.about import About, Rows

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(rows: Rows, about: About, names: dict[str, str] | None = None) -> bytes:
    """Sides as nodes (label, kind, meetings), dyads that met as edges (meetings, kinds, first, last, confidence).

    One edge for all meetings of a dyad that were held or are told as held; `first` and `last` are ISO days, empty
    when no date is known; `confidence` is the highest.
    """
    import networkx as nx

    graph = nx.Graph(name="Majlis: who met whom", made_at=about.made_at, chosen=_clean(about.chosen))
    held = [row for row in rows["meetings"] if row["status"] == "held"]
    met = Counter(code for row in held for code in set(items(row["parties"])))
    for code, count in sorted(met.items()):
        kind = "organization" if code.startswith("ORG:") else "country"
        graph.add_node(_clean(code), label=_clean((names or {}).get(code, code)), kind=kind, meetings=count)
    dyads: dict[tuple[str, str], list] = {}
    for row in held:
        for dyad in combinations(sorted(set(items(row["parties"]))), 2):
            dyads.setdefault(dyad, []).append(row)
    for (a, b), between in sorted(dyads.items()):
        kinds = Counter(str(row["kind"]) for row in between)
        days = sorted(day for row in between for day in (row["date_start"], row["date_end"]) if day)
        graph.add_edge(
            _clean(a),
            _clean(b),
            meetings=len(between),
            weight=len(between),
            kinds="; ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())),
            first=days[0] if days else "",
            last=days[-1] if days else "",
            confidence=max(float(row["confidence"]) for row in between),
        )
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    return file.getvalue()


def _clean(text: str) -> str:
    """The text without characters XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)
