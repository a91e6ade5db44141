"""How well coded tables agree with the gold.

A figure is a pair (right, of) or a triple (right, wanted, made); optional rows of the gold are neither rewarded nor punished.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lib.measures.matching import accepted, dated, matched, same_event, same_meeting, same_person, surname
from lib.schema import Row
from tests.quality.gold import Gold
from tests.quality.match import in_place, same_day, signed_pairs

Figures = dict[str, tuple[int, ...]]
Tables = dict[str, list[Row]]
MET = {"held", "planned", "proposed", "cancelled"}  # statuses of events that are scored
BINS = 10


@dataclass
class Measured:
    figures: Figures = field(default_factory=dict)
    sure: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: {"meetings": [], "events": []})
    faults: list[str] = field(default_factory=list)

    def add(self, figures: Figures) -> None:
        for name, counts in figures.items():
            so_far = self.figures.get(name, (0,) * len(counts))
            self.figures[name] = tuple(a + b for a, b in zip(so_far, counts, strict=True))


def measure(gold: list[Gold], tables: Tables) -> Measured:
    """Of tables as the command line writes them (rows with `article_id`): figures, (confidence, right) of each row, faults."""
    done, topics = Measured(), {topic for g in gold for topic in g.topics}
    for g in gold:
        mine = {name: [r for r in rows if r["article_id"] == g.article.article_id] for name, rows in tables.items()}
        done.add(_meetings(g, mine["meetings"], done))
        named = {surname(r["name"]) for r in mine["actors"] if r["kind"] == "person"}
        done.add({"people": _both({surname(name) for name in g.persons}, named)})
        done.add({"topics": _both(set(g.topics), {r["topic"] for r in mine["topics"]} & topics)})
        if g.events is not None:
            done.add(_events(g, g.events, mine["events"], done))
    return done


def value(counts: tuple[int, ...]) -> float:
    """The share that is right; F1 where rows can also be made up. 1 where there was nothing to do."""
    right, *of = counts
    return len(of) * right / sum(of) if sum(of) else 1.0


def scores(done: Measured) -> dict[str, float]:
    """Every figure by name, and how truly the coder says how sure it is; the more, the better."""
    figures = {name: value(counts) for name, counts in done.figures.items()}
    sure = {f"{table}_confidence": 1 - gap(rows) for table, rows in done.sure.items() if rows}
    return {name: round(score, 3) for name, score in (figures | sure).items()}


def reliability(sure: list[tuple[float, bool]]) -> list[tuple[int, float, int, int]]:
    """(tenth, mean confidence, rows, right) for each tenth of confidence that has rows."""
    tenths = Counter(min(int(confidence * BINS), BINS - 1) for confidence, _ in sure)
    found = []
    for tenth, n in sorted(tenths.items()):
        rows = [(c, right) for c, right in sure if min(int(c * BINS), BINS - 1) == tenth]
        found.append((tenth, sum(c for c, _ in rows) / n, n, sum(right for _, right in rows)))
    return found


def gap(sure: list[tuple[float, bool]]) -> float:
    """Mean distance of confidence from the share that is right, over the tenths, by rows."""
    return sum(abs(mean * n - right) for _, mean, n, right in reliability(sure)) / len(sure)


# ---------------------------------------------------------------- one article


def _meetings(g: Gold, rows: list[Row], done: Measured) -> Figures:
    found = matched(g.meetings, rows, same_meeting)
    wanted = [want for want in g.meetings if not want["optional"]]
    hits = [(g.meetings[i], rows[j]) for i, j in found.items() if not g.meetings[i]["optional"]]
    extra = _rest(rows, found)
    done.sure["meetings"] += [(row["confidence"], j in found.values()) for j, row in enumerate(rows)]
    done.faults += _told(g, "missed", (w for i, w in enumerate(g.meetings) if i not in found and not w["optional"]))
    done.faults += _told(g, "made up", extra)
    people = [any(same_person(p, q) for q in row["participants"]) for want, row in hits for p in want["participants"]]
    return {
        "meetings": (len(hits), len(wanted), len(hits) + len(extra)),
        "main": (sum(want["main"] for want, _ in hits), sum(want["main"] for want in wanted)),
        "kind": _share(row["kind"] in accepted(want, "kind") for want, row in hits),
        "status": _share(row["status"] in accepted(want, "status") for want, row in hits),
        "date": _share(dated(row) in accepted(want, "date_start") for want, row in hits),
        "place_country": _share(in_place(want, row) for want, row in hits),
        "participants": _share(people),
        "left_alone": _share([] if wanted else [not extra]),
    }


def _events(g: Gold, events: list[Row], rows: list[Row], done: Measured) -> Figures:
    rows = [row for row in rows if row["status"] in MET]
    found = matched(events, rows, same_event)
    wanted = [want for want in events if not want["optional"] and want["status"] in MET]
    hits = [(events[i], rows[j]) for i, j in found.items() if events[i] in wanted]
    extra = _rest(rows, found)
    done.sure["events"] += [(row["confidence"], j in found.values()) for j, row in enumerate(rows)]
    done.faults += _told(g, "missed", (w for i, w in enumerate(events) if i not in found and w in wanted))
    done.faults += _told(g, "made up", extra)
    held, told = ([row for row in some if row["status"] == "held"] for some in (events, rows))
    firm, near, heard = signed_pairs([e for e in held if not e["optional"]]), signed_pairs(held), signed_pairs(told)
    return {
        "events": (len(hits), len(wanted), len(hits) + len(extra)),
        "event_status": _share(row["status"] == want["status"] for want, row in hits),
        "event_date": _share(same_day(want, row) for want, row in hits),
        "pairs": (len(firm & heard), len(firm), len(firm & heard) + len(heard - near)),
        "two_sides": _share(not set(row["actor"]) & set(row["recipient"]) for row in rows),
    }


def _share(right: Iterable[bool]) -> tuple[int, int]:
    every = list(right)
    return sum(every), len(every)


def _both(wanted: set[str], made: set[str]) -> tuple[int, int, int]:
    return len(wanted & made), len(wanted), len(made)


def _rest(rows: list[Row], found: dict[int, int]) -> list[Row]:
    return [row for j, row in enumerate(rows) if j not in found.values()]


def _told(g: Gold, fault: str, rows: Iterable[Row]) -> list[str]:
    named = ("kind", "event_type", "status", "date_start", "parties", "actor", "recipient")
    return [f"{g.article.article_id}: {fault} {[r[n] for n in named if n in r]} {r['evidence'][:90]!r}" for r in rows]
