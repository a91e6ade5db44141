"""The command line: python -m lib COMMAND ... Each command is one function, its modules imported when it runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lib.errors import MajlisError


def code(options: argparse.Namespace) -> int:
    """Articles -> the five tables, one file each."""
    from lib.batch.progress import Progress
    from lib.batch.run import run

    with Progress(options.inputs) as progress:
        summary = run(options.inputs, options.out, options.format, options.explain, options.jobs, progress.add)
    for problem in summary.problems:
        print(problem, file=sys.stderr)
    for note in summary.duplicates:
        print(f"Same text, coded once: {note}", file=sys.stderr)
    for note in summary.kept:
        print(f"Kept, but only English is coded: {note}", file=sys.stderr)
    if sys.stderr.isatty() or summary.problems:
        print(f"{summary.coded:,} articles coded, tables in {options.out}", file=sys.stderr)
    return 1 if summary.problems else 0


def _add_code(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("code", help=code.__doc__, description=code.__doc__)
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, folder or archive of articles")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the tables")
    parser.add_argument("--format", choices=("csv", "jsonl", "parquet"), default="csv", help="default: csv")
    parser.add_argument("--explain", action="store_true", help="also write the cue and the rule behind each row")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes; default: one a core")
    parser.set_defaults(run=code)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit status is 0, or 1 when something was left out or failed."""
    parser = argparse.ArgumentParser(prog="python -m lib", description="Diplomatic news as dated, sourced tables.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_code(commands)
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except MajlisError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the same command goes on where it stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
