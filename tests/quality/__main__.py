"""Measures the coder on the open gold of tests/coder/real, and holds it to its floors.

    python -m tests.quality                       measure; write data/quality.json and raise the floors
    python -m tests.quality --show                also tell what is missed and made up in the development part
    python -m tests.quality --because "a reason"  lower the floors that no longer hold; the reason stays with them
    python -m tests.quality --tables FOLDER       measure tables of another coder (JSON Lines); nothing is written

The exit status is 1 while a score is below its floor. Errors of the part for figures are never told.
"""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

from lib.schema import CODED
from tests.quality import gold, report
from tests.quality.measure import measure, scores


def main() -> int:
    parser = ArgumentParser("python -m tests.quality", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--because", default="")
    parser.add_argument("--tables", type=Path)
    asked = parser.parse_args()

    read = {part: gold.read(part) for part in gold.PARTS}
    given = asked.tables and {table: gold.lines(asked.tables / f"{table}.jsonl") for table in CODED}
    done = {part: measure(articles, given or gold.code(articles)) for part, articles in read.items()}
    measured = {part: scores(found) for part, found in done.items()}
    for fault in done["development"].faults if asked.show else ():
        print(fault)
    print(f"{'':20}{'development':>12}{'figures':>9}")
    for name, score in measured["development"].items():
        print(f"{name:20}{score:12.3f}{measured['figures'][name]:9.3f}")
    if given:
        return 0

    report.write(report.PAGE, report.page(done["figures"], read["figures"]))
    held = json.loads(report.FLOORS.read_text("utf-8"))
    report.write(report.FLOORS, held := report.moved(held, measured, asked.because))
    fallen = {(part, name): of for part in measured for name, of in report.fallen(held[part], measured[part]).items()}
    for (part, name), (floor, score) in fallen.items():
        print(f"{part} {name} is {score}, below its floor of {floor}")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
