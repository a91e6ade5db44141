"""A team's own rows of the codebook by the command line: brought, listed, taken away as a table or as a patch, removed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lib.commands.common import command, so_far, told

if TYPE_CHECKING:
    from lib.codebook.own import Own
    from lib.commands.common import Commands
    from lib.store import Store
    from lib.store.own import Change

ACTIONS = ("add", "list", "export", "patch", "remove", "put-back")  # after the word codebook


def add(options: argparse.Namespace) -> int:
    """Lay the rows of a CSV file over the codebook, for everyone, and code all articles anew; rows that are wrong are told and left out."""
    from lib import codebook
    from lib.codebook.own import read
    from lib.store import Store
    from lib.store.own import Change

    store, rows = Store(), read(options.file.read_bytes(), options.file.name)
    wrong = codebook.faults(rows, store.codebook(), first=2)
    sound = tuple(row for number, row in enumerate(rows) if number not in wrong)
    status = told([wrong[number] for number in sorted(wrong)])
    if sound:
        _make(store, Change(sound, shared=True), not options.dry_run)
    return status


def listing(options: argparse.Namespace) -> int:
    """The own rows for everyone, each with its number, who added it and when; removed ones are marked."""
    from lib.store import Store
    from lib.wording.own_rows import in_words

    for each in Store().own_rows():
        gone = " (removed)" if each.removed_at else ""
        print(f"{each.seq}\t{in_words(each.row)}{gone}\t{each.author or 'Anonymous'}, {each.made_at[:10]}")
    return 0


def export(options: argparse.Namespace) -> int:
    """The own rows that are in force as one CSV file, which add takes."""
    from lib.codebook.own import written

    options.file.write_text(written(_rows()), "utf-8")
    return 0


def patch(options: argparse.Namespace) -> int:
    """The own rows that are in force as a patch of data/codebook, to be offered to Majlis: git apply FILE."""
    from lib.codebook.own import patch as patched
    from lib.paths import CODEBOOK

    options.file.write_text(patched(_rows(), CODEBOOK), "utf-8")
    return 0


def remove(options: argparse.Namespace) -> int:
    """Take own rows out of the codebook, by their numbers, and code all articles anew."""
    return _switch(options, "remove")


def put_back(options: argparse.Namespace) -> int:
    """Lay removed ones over it again."""
    return _switch(options, "back")


def _switch(options: argparse.Namespace, to: str) -> int:
    from lib.store import Store
    from lib.store.own import Change

    _make(Store(), Change(seqs=tuple(options.numbers), to=to))
    return 0


def _rows() -> list[Own]:
    from lib.store import Store

    return [each.row for each in Store().own_rows() if not each.removed_at]


def _make(store: Store, change: Change, keep: bool = True) -> None:
    """Make the change; tell how far it is, and what it changed or, if it is not to be kept, would change."""
    from lib.wording.own_rows import moved
    from lib.wording.phrases import plural

    work = store.recoding(change, at_once=keep)
    try:
        while work.running:
            work.wait(0.5)
            so_far(f"{work.done:,} of {plural(work.total, 'article')} coded", not work.running)
    except KeyboardInterrupt:
        work.cancel()
        work.wait()
        raise
    if work.failure:
        raise work.failure
    for problem in work.problems:
        print(problem, file=sys.stderr)
    print(moved(work.found, work.seen, kept=keep), file=sys.stderr)


def define(commands: Commands) -> None:
    """The parsers of these commands."""
    for name, run in zip(ACTIONS, (add, listing, export, patch, remove, put_back), strict=True):
        parser = command(commands, run, f"codebook {name}")
        if name in ("remove", "put-back"):
            parser.add_argument("numbers", nargs="+", type=int, metavar="NUMBER", help="as codebook list tells it")
        elif name != "list":
            parser.add_argument("file", type=Path, metavar="FILE", help="the file")
    commands.choices["codebook add"].add_argument(
        "--dry-run", action="store_true", help="tell what would change, and keep nothing"
    )
