"""The command line: python -m lib COMMAND ... Each command is one function, its modules imported when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lib import __version__
from lib.errors import MajlisError
from lib.wording.phrases import capital, plural

if TYPE_CHECKING:
    from lib.batch.job import Line
    from lib.store import Store
    from lib.tables import Tables

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


DAY_FIRST = {"day-first": True, "month-first": False, None: None}  # how 03/04/2024 is read


def _command(commands: Commands, run: Callable[[argparse.Namespace], int], name: str = "") -> argparse.ArgumentParser:
    """The parser of a command, which is called as its function, and described as it."""
    parser = commands.add_parser(name or run.__name__, help=run.__doc__, description=run.__doc__)
    parser.set_defaults(run=run)
    return parser


def code(options: argparse.Namespace) -> int:
    """Articles -> the five tables, one file each."""
    from lib.batch.progress import Progress
    from lib.batch.run import run

    day_first = DAY_FIRST[options.dates]
    with Progress(options.inputs) as progress:
        summary = run(
            options.inputs, options.out, options.format, options.explain, options.jobs, progress.add, day_first
        )
    for problem in summary.problems + summary.few_notes():
        print(problem, file=sys.stderr)
    for note in summary.duplicates:
        print(f"Same text, coded once: {note}", file=sys.stderr)
    for note in summary.kept:
        print(f"Kept, in a language that is not coded: {note}", file=sys.stderr)
    if sys.stderr.isatty() or summary.problems or summary.notes:
        print(f"{capital(plural(summary.coded, 'article'))} coded, tables in {options.out}", file=sys.stderr)
    return 1 if summary.problems else 0


def _add_code(commands: Commands) -> None:
    for run in (code, add, watch):
        parser = _command(commands, run)
        if run is not watch:
            parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, folder or archive of articles")
        parser.add_argument("--dates", choices=[*filter(None, DAY_FIRST)], help="how 03/04/2024 is read; default: not")
    fetch = "also fetch the articles that lists and feeds among the files name by their addresses"
    commands.choices["add"].add_argument("--fetch", action="store_true", help=fetch)
    commands.choices["add"].epilog = "An INPUT that is a web address is fetched: a page, or a feed and what it names."
    commands.choices["watch"].add_argument("folder", type=Path, metavar="FOLDER", help="the folder to watch")
    commands.choices["watch"].add_argument("--once", action="store_true", help="read what is there now, and end")
    parser = commands.choices["code"]
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the tables")
    parser.add_argument("--format", choices=("csv", "jsonl", "parquet"), default="csv", help="default: csv")
    parser.add_argument("--explain", action="store_true", help="also write the cue and the rule behind each row")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes; default: one a core")


def add(options: argparse.Namespace) -> int:
    """Articles -> the corpus that the app shows to everyone; copies of what is there are told and left out."""
    from lib.batch.adding import coded, followed
    from lib.loaders.addresses import ADDRESS
    from lib.store import Store

    store, day_first = Store(), DAY_FIRST[options.dates]
    if not (options.fetch or any(map(ADDRESS.fullmatch, options.inputs))):
        return _keep(store, [list(coded(options.inputs, store.alike, day_first))])
    found = followed(options.inputs, store.alike, day_first, options.fetch, store.addresses(), _fetched)
    return _keep(store, ([line] for line in found))  # each page as it comes: an interrupted run goes on from there


def _fetched(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} of {total:,} pages fetched", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _keep(store: Store, parts: Iterable[list[Line]]) -> int:
    """Put what was read into the store, a part at a time, then tell what was not; 1 where anything was skipped."""
    from lib.wording.words import counted

    lines: list[Line] = []
    kept: dict[str, list[str]] = {"added": [], "recoded": [], "known": []}
    for some in parts:
        done = store.ingest(line.records for line in some if line.records and line.state != "copy")
        for name, articles in kept.items():
            articles += getattr(done, name)
        lines += some
    for line in lines:
        if line.state not in ("coded", "kept"):
            print(line.problem or f"Left out: {line.name}. {line.note}.", file=sys.stderr)
    print(capital(counted(**kept)), file=sys.stderr)
    return int(any(line.state == "skipped" for line in lines))


def watch(options: argparse.Namespace) -> int:
    """New files of a folder -> the corpus that the app shows to everyone, each once, as they come; until Ctrl-C."""
    from lib.batch.adding import coded
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
            print(path, end=": ", file=sys.stderr, flush=True)
            status |= _keep(store, [list(coded([path], store.alike, DAY_FIRST[options.dates]))])
            store.note_read(digest)
    except KeyboardInterrupt:
        print("No longer watching.", file=sys.stderr)
    return int(status)


def wave(options: argparse.Namespace) -> int:
    """The waves found in coded tables, in the chronology, or in both."""
    from lib.measures.waves import curated
    from lib.measures.waves.command import NEEDED, report
    from lib.wording.report import lines, record

    tables = None
    if options.tables is not None:
        from lib.tables import read

        tables = read(options.tables, NEEDED)
    found = report(tables, options.chronology, options.window, options.mood)
    if options.json:
        import json

        print(json.dumps(record(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines(found)))
    return _told(curated.faults()) if options.chronology else 0


def _add_wave(commands: Commands) -> None:
    parser = _command(commands, wave)
    parser.add_argument("tables", nargs="?", type=Path, metavar="TABLES_DIR", help="folder written by the code command")
    parser.add_argument("--chronology", action="store_true", help="measure the curated chronology (too)")
    parser.add_argument("--window", type=int, default=90, metavar="DAYS", help="days a step counts; default: 90")
    mood = "mood of a pair on a day and its band, as IRN-SAU@2023-08-21; may be repeated"
    parser.add_argument("--mood", action="append", default=[], metavar="PAIR@DAY", help=mood)
    parser.add_argument("--json", action="store_true", help="write JSON instead of plain lines")


def export_story(options: argparse.Namespace) -> int:
    """A story as slides: PowerPoint, one HTML file, PDF; or as a story file."""
    from lib.export.deck.story_data import Data
    from lib.export.deck.tell import write

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done * 100 // total:3d} %", end="\n" if done == total else "", file=sys.stderr, flush=True)

    for note in write(options.story, options.out, Data(_told_from(options.tables)), progress):
        print(note, file=sys.stderr)
    return 0


def _told_from(folder: Path | None) -> Tables:
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


def _add_export_story(commands: Commands) -> None:
    parser = _command(commands, export_story, "export-story")
    names = "article, wave, actor-CODE, pair-CODE-CODE, or a story file (.json)"
    parser.add_argument("story", metavar="STORY", help=names)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="ends in .pptx, .html, .pdf or .json")
    tables = "folder written by the code command; default: the curated article"
    parser.add_argument("--tables", type=Path, metavar="DIR", help=tables)


def backup(options: argparse.Namespace) -> int:
    """Write all that is kept (articles, rows, corrections, stories) into one file."""
    from lib.store import Store

    Store().backup(options.file)
    return 0


def restore(options: argparse.Namespace) -> int:
    """Replace all that is kept by what a backup holds, wholly or not at all."""
    from lib.store import Store

    Store().restore(options.file)
    return 0


def _add_backup(commands: Commands) -> None:
    for run in (backup, restore):
        _command(commands, run).add_argument("file", type=Path, metavar="FILE", help="the backup")


def recode(options: argparse.Namespace) -> int:
    """Code all kept articles anew with this version of Majlis; corrections stay."""
    from lib.store import Store

    print(f"{capital(plural(Store().recode(), 'article'))} coded anew.", file=sys.stderr)
    return 0


def export(options: argparse.Namespace) -> int:
    """The tables of all shared articles as a zip with their description, codebook and citation, or as a workbook."""
    from lib.export.tables.about import About
    from lib.export.tables.corrected import history
    from lib.export.tables.package import package
    from lib.export.tables.workbook import workbook
    from lib.schema import now
    from lib.store import Store
    from lib.tables import rows

    store = Store()
    about = About(now(), store.version()[:12])
    found = {name: list(rows(df, name)) for name, df in store.tables().items()}
    if options.format == "xlsx":
        options.file.write_bytes(workbook(found, about))
    else:
        coded, laid = store.coded()
        kept = history({name: list(rows(df, name)) for name, df in coded.items()}, laid, found)
        options.file.write_bytes(package(found, about, options.format, kept))
    return 0


def import_(options: argparse.Namespace) -> int:
    """Add the articles of an exported zip, with their rows and corrections, to the shared corpus."""
    from lib.export.tables.package import unpack
    from lib.store import Store
    from lib.wording.words import brought_back

    found = unpack(options.file)
    done, aside = Store().bring_back(found.records, found.corrections)
    counts = len(done.added), len(done.known), len(found.corrections), aside
    print(brought_back(*counts), file=sys.stderr)
    return 0


def _add_export(commands: Commands) -> None:
    parser = _command(commands, export)
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--format", choices=("csv", "jsonl", "parquet", "xlsx"), default="csv", help="default: csv")
    parser = _command(commands, import_, "import")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a zip made by export (no workbook), or on the Export page"
    )


def codebook(options: argparse.Namespace) -> int:
    """Check every row of data/codebook and of the curated files beside it; what is wrong is listed, as by every command, with its line."""
    from lib.codebook import CODEBOOK, problems
    from lib.measures.waves import curated

    wrong = curated.faults()
    if not (problems() or wrong):
        print(f"Nothing is wrong in {CODEBOOK}.", file=sys.stderr)
    return _told(wrong)


def _told(faults: list[MajlisError]) -> int:
    """Tell what is wrong in a file whose other rows are used; 1 where anything is."""
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit status is 0, or 1 when something was left out or failed, a row of the codebook too."""
    from lib.codebook import problems

    parser = argparse.ArgumentParser(prog="python -m lib", description="Diplomatic news as dated, sourced tables.")
    parser.add_argument("--version", action="version", version=f"Majlis {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_code(commands)
    _add_wave(commands)
    _add_export_story(commands)
    _add_backup(commands)
    _command(commands, recode)
    _add_export(commands)
    _command(commands, codebook)
    options = parser.parse_args(arguments)
    try:
        return _told(problems()) | options.run(options)
    except MajlisError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the same command goes on where it stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
