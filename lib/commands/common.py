"""What commands share: how one is told to the parser, how dates and tables are asked for, how faults are told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lib.errors import MajlisError

if TYPE_CHECKING:
    from lib.tables import Tables

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


DAY_FIRST = {"day-first": True, "month-first": False, None: None}  # how 03/04/2024 is read


def command(commands: Commands, run: Callable[[argparse.Namespace], int], name: str = "") -> argparse.ArgumentParser:
    """The parser of a command, which is called as its function, and described as it."""
    parser = commands.add_parser(name or run.__name__, help=run.__doc__, description=run.__doc__)
    parser.set_defaults(run=run)
    return parser


def takes_articles(parser: argparse.ArgumentParser) -> None:
    """The articles a command reads, and how their dates are."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, folder or archive of articles")
    takes_dates(parser)


def takes_dates(parser: argparse.ArgumentParser) -> None:
    """How dates are read that can be read in two ways."""
    parser.add_argument("--dates", choices=[*filter(None, DAY_FIRST)], help="how 03/04/2024 is read; default: not")


def writes_tables(parser: argparse.ArgumentParser) -> None:
    """Where a command writes its tables, and in which form."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the tables")
    parser.add_argument("--format", choices=("csv", "jsonl", "parquet"), default="csv", help="default: csv")
    parser.add_argument("--explain", action="store_true", help="also write the cue and the rule behind each row")


def so_far(words: str, over: bool) -> None:
    """On a terminal, write how far a command is in the place of what was written last; `over`: that is the end of it."""
    if sys.stderr.isatty():
        print(f"\r{words}", end="\n" if over else "", file=sys.stderr, flush=True)


def told(faults: list[MajlisError]) -> int:
    """Tell what is wrong in a file whose other rows are used; 1 where anything is."""
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def told_from(folder: Path | None) -> Tables:
    """The tables in a folder; without one, those of the curated article."""
    from lib.tables import read, to_tables

    if folder is not None:
        return read(folder)
    from lib.coder import code as read_article
    from lib.loaders import load
    from lib.paths import ARTICLES
    from lib.schema import Article

    found = (article for path in sorted(ARTICLES.iterdir()) for article in load(path))
    return to_tables(read_article(article) for article in found if isinstance(article, Article))
