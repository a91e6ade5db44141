"""What is written down of a measurement: the floors no score may fall below, and data/quality.json for the Method page."""

import json
import re
from datetime import date
from pathlib import Path

from lib.measures.matching import interval
from lib.paths import DATA
from tests.quality.gold import Gold
from tests.quality.measure import Measured, reliability

PAGE = DATA / "quality.json"
FLOORS = Path(__file__).with_name("floors.json")


def shares(done: Measured) -> dict[str, tuple[int, int]]:
    """Every figure as a share (right, of); what can be made up too as two, of what is wanted and of what was made."""
    found = {}
    for name, (right, of, *made) in done.figures.items():
        found |= {f"{name}_found": (right, of), f"{name}_right": (right, *made)} if made else {name: (right, of)}
    return found


def page(done: Measured, read: list[Gold]) -> dict:
    """What data/quality.json tells of the part for figures; of newspapers it keeps what stands there."""
    return json.loads(PAGE.read_text("utf-8")) | {
        "measured": date.today().isoformat(),
        "articles": len(read),
        "articles_with_events": sum(g.events is not None for g in read),
        "shares": {name: [*share, *interval(*share)] for name, share in shares(done).items()},
        "sure": {
            table: [[tenth, n, right] for tenth, _, n, right in reliability(rows)] for table, rows in done.sure.items()
        },
    }


def fallen(floors: dict[str, float], scores: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Name -> (floor, score) of the scores that are below their floors."""
    return {name: (floor, scores[name]) for name, floor in floors.items() if scores[name] < floor}


def moved(held: dict, scores: dict[str, dict[str, float]], because: str) -> dict:
    """The floors raised to what is measured. With a reason those that no longer hold are lowered, and it is kept."""
    new = {"lowered": list(held["lowered"])}
    for part, measured in scores.items():
        down = fallen(held[part], measured) if because else {}
        floors = {name: max(score, held[part].get(name, 0.0)) for name, score in measured.items()}
        new[part] = floors | {name: score for name, (_, score) in down.items()}
        new["lowered"] += [
            {"floor": f"{part} {name}", "from": floor, "to": score, "because": because}
            for name, (floor, score) in down.items()
        ]
    return new


def write(file: Path, what: dict) -> None:
    """As JSON, a list of figures on one line."""
    lines = json.dumps(what, ensure_ascii=False, indent=1)
    file.write_text(re.sub(r"\[\s+([^][{}]*?)\s+\]", lambda of: f"[{' '.join(of[1].split())}]", lines) + "\n", "utf-8")
