"""Measures the coder on the project's own articles and writes data/quality.json for the Method page.

    python -m tests.quality            measure and write
    python -m tests.quality --show     also list what was missed and what was made up

The articles under tests/coder/quality were written for this in eight styles (a readout, a wire, a ministry, a feature, an agency, a
day page, a live blog, and one without any meeting), and the table of a careful reader stands beside each.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from lib.coder import code
from lib.coder.entities.names import key
from lib.schema import Article

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "coder" / "quality"
RESULT = ROOT / "data" / "quality.json"
REMOTE = {"phone_call", "video_meeting"}


def last(name: str) -> str:
    words = [w for w in key(name).split() if w != "ii"]
    return words[-1] if words else ""


def fits(want: dict, row: dict) -> bool:
    """Is the row the meeting wanted: half the sides or more, the same manner, no other date?"""
    a, b = set(want["parties"]), set(row["parties"])
    manner = (want["kind"] in REMOTE) == (row["kind"] in REMOTE) and (want["kind"] == "summon") == (
        row["kind"] == "summon"
    )
    when = (
        not want["date"]
        or not row["date_start"]
        or row["date_start"][: len(want["date"])] == want["date"][: len(row["date_start"])]
    )
    coarser = row["date_precision"] in ("week", "month", "year") and want["date"][:7] == row["date_start"][:7]
    return len(a & b) / len(a | b) >= 0.5 and manner and (when or coarser)


def pairs(want: list[dict], rows: list[dict]) -> list[tuple[dict, dict]]:
    found, left = [], list(rows)
    for w in want:
        best = sorted(
            (r for r in left if fits(w, r)),
            key=lambda r: (
                r["kind"] != w["kind"],
                r["status"] != w["status"],
                r["place_country"] != w["place_country"],
            ),
        )
        if best:
            found.append((w, best[0]))
            left.remove(best[0])
    return found


def f1(hits: int, made: int, wanted: int) -> float:
    return round(2 * hits / (made + wanted), 3) if made + wanted else 1.0


def share(n: dict[str, int], field: str, of: str) -> float:
    return round(n[field] / max(n[of], 1), 3)


def interval(hits: int, of: int) -> tuple[int, int]:
    """95 % interval of a share in per cent (Wilson 1927): few cases say little, also where all are right."""
    if not of:
        return 0, 100
    z, p = 1.96, hits / of
    middle, reach = p + z * z / (2 * of), z * (p * (1 - p) / of + z * z / (4 * of * of)) ** 0.5
    return tuple(round(100 * (middle + sign * reach) / (1 + z * z / of)) for sign in (-1, 1))


def measure(show: bool = False) -> dict[str, object]:
    """Counts over all articles, as F1 (meetings, people, topics) or as share of the meetings found; `counts`: of each
    share what it counts (hits, of), of each F1 (hits, wanted, made)."""
    n = dict.fromkeys(
        (
            "want",
            "made",
            "hit",
            "kind",
            "status",
            "date",
            "place",
            "people",
            "people_hit",
            "p_want",
            "p_made",
            "p_hit",
            "t_want",
            "t_made",
            "t_hit",
        ),
        0,
    )
    files = sorted(FOLDER.glob("*.json"))
    for path in files:
        want = json.loads(path.read_text("utf8"))
        records = code(
            Article(path.stem, path.with_suffix(".txt").read_text("utf8"), "", want["published"], want["source"])
        )
        rows = records["meetings"]
        found = pairs(want["meetings"], rows)
        if show:
            missed = [w for w in want["meetings"] if not any(w is x for x, _ in found)]
            extra = [
                (r["kind"], r["status"], r["date_start"], r["parties"], r["evidence"][:80])
                for r in rows
                if not any(r is y for _, y in found)
            ]
            print(path.stem, "\n  missed", *missed, "\n  extra", *extra, sep="\n    ")
        n["want"], n["made"], n["hit"] = n["want"] + len(want["meetings"]), n["made"] + len(rows), n["hit"] + len(found)
        for w, r in found:
            n["kind"] += w["kind"] == r["kind"]
            n["status"] += w["status"] == r["status"]
            n["date"] += r["date_start"].startswith(w["date"]) if w["date"] else not r["date_start"]
            n["place"] += w["place_country"] == r["place_country"]
            n["people"] += len(w["people"])
            n["people_hit"] += len({last(p) for p in w["people"]} & {last(p["name"]) for p in r["participants"]})
        people, who = (
            {last(p) for p in want["persons"]},
            {last(a["name"]) for a in records["actors"] if a["kind"] == "person"},
        )
        topics, what = set(want["topics"]), {t["topic"] for t in records["topics"]}
        for field, a, b in (("p", people, who), ("t", topics, what)):
            n[f"{field}_want"], n[f"{field}_made"], n[f"{field}_hit"] = (
                n[f"{field}_want"] + len(a),
                n[f"{field}_made"] + len(b),
                n[f"{field}_hit"] + len(a & b),
            )
    return {
        "articles": len(files), "meetings": n["want"], "meetings_f1": f1(n["hit"], n["made"], n["want"]),
        "kind": share(n, "kind", "hit"), "status": share(n, "status", "hit"), "date": share(n, "date", "hit"), "place_country": share(n, "place", "hit"),
        "participants": share(n, "people_hit", "people"), "people_f1": f1(n["p_hit"], n["p_made"], n["p_want"]),
        "topics_f1": f1(n["t_hit"], n["t_made"], n["t_want"]),
        "counts": {
            **{field: (n[field], n["hit"]) for field in ("kind", "status", "date")},
            "place_country": (n["place"], n["hit"]), "participants": (n["people_hit"], n["people"]),
            "meetings_f1": (n["hit"], n["want"], n["made"]), "people_f1": (n["p_hit"], n["p_want"], n["p_made"]),
            "topics_f1": (n["t_hit"], n["t_want"], n["t_made"]),
        },
    }  # fmt: skip


WORDS = {
    "meetings_f1": "Meetings found, and none made up (F1)", "kind": "Kind of meeting right", "status": "Held, planned, proposed or cancelled, right",
    "date": "Date right", "place_country": "Country of the place right", "participants": "Named participants found", "people_f1": "People named in the article (F1)",
    "topics_f1": "Topics (F1)",
}  # fmt: skip


def told(share: float, counts: tuple[int, ...]) -> str:
    """A figure with what it was counted on: small numbers must not look like certainty."""
    if len(counts) == 3:
        hits, wanted, made = counts
        return f"{100 * share:.0f} % ({hits} of {wanted} found; {made - hits} of {made} made up)"
    low, high = interval(*counts)
    return f"{100 * share:.0f} % ({counts[0]} of {counts[1]}; 95 % interval {low} to {high} %)"


def table(measured: dict[str, object]) -> dict[str, str]:
    """What the Method page shows, in words."""
    about = (
        f"{measured['articles']} articles of the project's own in eight styles, with {measured['meetings']} meetings"
    )
    return {
        "Measured on": date.today().isoformat(),
        "Articles": about,
        **{words: told(measured[k], measured["counts"][k]) for k, words in WORDS.items()},
    }


if __name__ == "__main__":
    done = measure("--show" in sys.argv)
    RESULT.write_text(json.dumps(table(done), ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    print(json.dumps(done, indent=1))
