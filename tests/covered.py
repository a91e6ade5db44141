"""How much of each room the tests run: `python -m tests.covered` tells what `pytest --cov` measured.

Programs that tests start (the app behind a browser, a writer that is killed) are not measured.
"""

from collections import Counter
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).parent.parent


def room(file: str) -> str:
    """lib/coder for lib/coder/reading/dates.py."""
    return "/".join(Path(file).relative_to(ROOT).parts[:2])


def told(measured: Coverage) -> str:
    """A line a room: the share of its lines that were run, of how many."""
    lines, missed = Counter(), Counter()
    for file in measured.get_data().measured_files():
        _, statements, _, missing, _ = measured.analysis2(file)
        for name in (room(file), "in all"):
            lines[name] += len(statements)
            missed[name] += len(missing)
    rows = [f"{name:<20}{1 - missed[name] / n:>7.1%} of {n:>6,} lines" for name, n in sorted(lines.items()) if n]
    return "\n".join(["", "What the tests run:", *rows])


if __name__ == "__main__":
    measured = Coverage()
    measured.load()
    print(told(measured))
