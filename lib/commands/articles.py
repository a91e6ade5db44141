"""Articles by the command line: coded into tables, added to the app, watched for in a folder."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lib.commands.common import DAY_FIRST, command, so_far, takes_articles, takes_dates, told, writes_tables
from lib.errors import MajlisError, printable
from lib.wording.phrases import capital, plural

if TYPE_CHECKING:
    from lib.batch.job import Line
    from lib.commands.common import Commands
    from lib.loaders.duplicates import Known
    from lib.measures.edits.corrections import Correction
    from lib.store import Store


def code(options: argparse.Namespace) -> int:
    """Articles -> the five tables, one file each."""
    from lib.batch.progress import Progress
    from lib.batch.run import run

    day_first = DAY_FIRST[options.dates]
    with Progress(options.inputs) as progress:
        summary = run(
            options.inputs, options.out, options.format, options.explain, options.jobs, progress.add, day_first
        )
    status = told(summary.problems)
    told(summary.few_notes())
    for note in summary.duplicates:
        print(f"Same text, coded once: {note}", file=sys.stderr)
    for note in summary.filled:
        print(f"Filled in from a copy: {note}.", file=sys.stderr)
    for note in summary.kept:
        print(f"Kept, in a language that is not coded: {note}", file=sys.stderr)
    if sys.stderr.isatty() or summary.problems or summary.notes:
        print(f"{capital(plural(summary.coded, 'article'))} coded, tables in {options.out}", file=sys.stderr)
    return status


def add(options: argparse.Namespace) -> int:
    """Articles -> the corpus that the app shows to everyone; copies are told and left out, and fill in what it lacks."""
    from lib import codebook
    from lib.batch.adding import coded, followed
    from lib.loaders.addresses import ADDRESS
    from lib.store import Store

    store, day_first = Store(), DAY_FIRST[options.dates]
    codebook.use(store.codebook())
    if not (options.fetch or any(map(ADDRESS.fullmatch, options.inputs))):
        return _keep(store, [coded(options.inputs, store.alike, day_first)])[0]
    found = followed(options.inputs, store.alike, day_first, options.fetch, store.addresses(), _fetched)
    return _keep(store, ([line] for line in found))[0]  # each page as it comes: an interrupted run goes on from there


def _fetched(done: int, total: int) -> None:
    so_far(f"{done:,} of {plural(total, 'page')} fetched", done == total)


def _keep(store: Store, parts: Iterable[list[Line]]) -> tuple[int, list[str]]:
    """Put what was read into the store, a part at a time, then tell what was not; 1 where anything was skipped, and what
    was added."""
    from lib.batch.job import copies
    from lib.wording.words import counted, filled_in

    lines: list[Line] = []
    kept: dict[str, list[str]] = {"added": [], "recoded": [], "known": [], "completed": []}
    filled: list[Correction] = []
    for some in parts:
        new = (line.records for line in some if line.records and line.state != "copy")
        done = store.ingest(new, copies=copies(some))
        for name, articles in kept.items():
            articles += getattr(done, name)
        filled += done.filled
        lines += some
    for line in lines:
        if line.state not in ("coded", "kept"):
            print(line.problem or f"Left out: {line.name}. {line.note}.", file=sys.stderr)
    for one in filled_in(filled):
        print(f"Filled in from a copy: {one}.", file=sys.stderr)
    print(capital(counted(*kept.values())), file=sys.stderr)
    return int(any(line.state == "skipped" for line in lines)), kept["added"]


def watch(options: argparse.Namespace) -> int:
    """New files of a folder -> the corpus that the app shows to everyone, each once, as they come; until Ctrl-C."""
    from lib.batch.watching import arrivals
    from lib.store import Store

    store, status = Store(), 0
    try:
        for found in arrivals(options.folder, store.was_read, options.once):
            if isinstance(found, MajlisError):
                print(found, file=sys.stderr)
                status |= not found.kept
                continue
            path, digest = found
            print(printable(str(path)), end=": ", file=sys.stderr, flush=True)
            status |= _arrived(store, path, digest, DAY_FIRST[options.dates])
    except KeyboardInterrupt:
        print("No longer watching.", file=sys.stderr)
    return int(status)


def _arrived(store: Store, path: Path, digest: str, day_first: bool | None) -> int:
    """Put a file into the store; 1 where anything was skipped. If it was read before, when only a part of it had come, the
    articles kept then do not count as copies, and those that have grown since are hidden."""
    from lib import codebook
    from lib.batch.adding import coded
    from lib.batch.watching import digest_of, outgrown

    codebook.use(store.codebook())
    place = printable(str(path.resolve()))  # as it can be kept
    before = store.read_of(place)

    def known(text: Known) -> tuple[str, float]:
        name, likeness = store.alike(text)
        return ("", 0.0) if name in before and likeness < 1 else (name, likeness)

    lines = coded([path], known, day_first)
    status, added = _keep(store, [lines])
    new = [str(line.article["text"]) for line in lines if line.state in ("coded", "kept")]
    there = {line.kept for line in lines}
    if gone := outgrown({name: text for name, text in before.items() if name not in there}, new):
        store.hide(gone)
        print(MajlisError("MJ164", name=str(path), articles=", ".join(gone)), file=sys.stderr)
    moved = True  # while it was read: what it held is read again where it is found
    with contextlib.suppress(OSError):
        moved = digest_of(path) != digest
    store.note_read("" if moved else digest, place, [*(name for name in before if name not in gone), *added])
    return status


def unshare(options: argparse.Namespace) -> int:
    """Articles, by identifier, back to the visitors who shared them on the app: theirs alone again, with all corrections."""
    from lib.store import Store

    store = Store()
    back = store.unshare(options.articles)
    rest = [name for name in options.articles if name not in back]
    if options.remove:
        store.remove(rest)
    print(f"Taken back: {len(back)}. Removed: {len(rest) * options.remove}.", file=sys.stderr)
    return told([] if options.remove else [MajlisError("MJ316", article=name) for name in rest])


def define(commands: Commands) -> None:
    """The parsers of these commands."""
    for run in (code, add, watch):
        parser = command(commands, run)
        (takes_dates if run is watch else takes_articles)(parser)
    fetch = "also fetch the articles that lists and feeds among the files name by their addresses"
    commands.choices["add"].add_argument("--fetch", action="store_true", help=fetch)
    commands.choices["add"].epilog = "An INPUT that is a web address is fetched: a page, or a feed and what it names."
    commands.choices["watch"].add_argument("folder", type=Path, metavar="FOLDER", help="the folder to watch")
    commands.choices["watch"].add_argument("--once", action="store_true", help="read what is there now, and end")
    parser = command(commands, unshare)
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="the identifier of a shared article")
    parser.add_argument(
        "--remove", action="store_true", help="delete for good those that no visitor shared, as add put them there"
    )
    parser = commands.choices["code"]
    writes_tables(parser)
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes; default: one a core")
