"""The command line: python -m lib COMMAND ... Each command is one function, its modules imported when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lib import __version__
from lib.errors import MajlisError
from lib.wording import reader as reader_words
from lib.wording.phrases import capital, plural

if TYPE_CHECKING:
    from lib.batch.job import Line
    from lib.batch.second import Read
    from lib.measures.edits.corrections import Correction
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
    for note in summary.filled:
        print(f"Filled in from a copy: {note}.", file=sys.stderr)
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
    """Articles -> the corpus that the app shows to everyone; copies are told and left out, and fill in what it lacks."""
    from lib.batch.adding import coded, followed
    from lib.loaders.addresses import ADDRESS
    from lib.store import Store

    store, day_first = Store(), DAY_FIRST[options.dates]
    if not (options.fetch or any(map(ADDRESS.fullmatch, options.inputs))):
        return _keep(store, [coded(options.inputs, store.alike, day_first)])
    found = followed(options.inputs, store.alike, day_first, options.fetch, store.addresses(), _fetched)
    return _keep(store, ([line] for line in found))  # each page as it comes: an interrupted run goes on from there


def _fetched(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(
            f"\r{done:,} of {plural(total, 'page')} fetched",
            end="\n" if done == total else "",
            file=sys.stderr,
            flush=True,
        )


def _keep(store: Store, parts: Iterable[list[Line]]) -> int:
    """Put what was read into the store, a part at a time, then tell what was not; 1 where anything was skipped."""
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
    for told in filled_in(filled):
        print(f"Filled in from a copy: {told}.", file=sys.stderr)
    print(capital(counted(*kept.values())), file=sys.stderr)
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
            status |= _keep(store, [coded([path], store.alike, DAY_FIRST[options.dates])])
            store.note_read(digest)
    except KeyboardInterrupt:
        print("No longer watching.", file=sys.stderr)
    return int(status)


def read(options: argparse.Namespace) -> int:
    """Articles -> the tables, read by the coder and by the language model of MAJLIS_READER_URL; see also read export, read import, read measure."""
    from lib import reader
    from lib.batch import second
    from lib.reader.settings import Settings

    settings = Settings.from_environment()
    ask, done = reader.asker(settings), 0

    def told() -> None:
        nonlocal done
        done += 1
        if sys.stderr.isatty():
            print(f"\r{plural(done, 'article')} read", end="", file=sys.stderr, flush=True)

    output = second.Output(options.out, options.format, options.explain, options.stands or settings.stands, told)
    coded = list(second.coded(options.inputs, DAY_FIRST[options.dates]))
    rows = (outcome.records()["articles"][0] for outcome in coded if not outcome.problem)
    first = reader.estimate(map(reader.article_of, rows), settings)
    print(reader_words.estimated(settings.host, **vars(first)), file=sys.stderr)
    return _told_read(second.read(coded, ask, settings, output, ask.endpoint.stop), options.out)


def read_export(options: argparse.Namespace) -> int:
    """Articles -> a file of questions in the batch format of the providers, for the model of MAJLIS_READER_MODEL."""
    from lib.batch import second
    from lib.reader.settings import Settings

    settings = Settings.from_environment()
    if not settings.model:
        raise MajlisError("MJ809")
    counts = second.export(second.coded(options.inputs, DAY_FIRST[options.dates]), settings.model, options.out)
    print(reader_words.exported(counts[0], counts[1], options.out.name), file=sys.stderr)
    return _told(counts[2])


def read_import(options: argparse.Namespace) -> int:
    """The files of questions and of answers to them -> the tables, as read makes them."""
    from lib.batch import second
    from lib.reader.settings import Settings

    output = second.Output(
        options.out, options.format, options.explain, options.stands or Settings.from_environment().stands
    )
    return _told_read(second.bring(options.requests, options.answers, output), options.out)


def read_measure(options: argparse.Namespace) -> int:
    """How well the coder and the model do on the articles that were corrected here, and on the open gold of the tests."""
    from itertools import islice

    from lib import reader
    from lib.batch import measured
    from lib.reader.settings import Settings
    from lib.store import Store
    from lib.tables import rows

    settings, store = Settings.from_environment(), Store()
    ask = reader.asker(settings)
    seen = {name: list(rows(df, name)) for name, df in store.tables().items()}
    names = {each.article_id for each in store.corrections() if not each.undone}
    parts = {
        "the articles corrected here": measured.corrected(seen, names),
        "the open gold of one government's statements": measured.open_gold(),
    }
    asked = 0
    for what, wanted in parts.items():
        chosen = list(islice(wanted, options.most or None))
        told_first = reader.estimate((each.article for each in chosen), settings)
        print(reader_words.estimated(settings.host, **vars(told_first)), file=sys.stderr)
        figures, read = measured.measure(chosen, ask, settings)
        print("\n".join(reader_words.measured(figures, read, what)))
        asked += len(chosen) - read
    return 1 if asked else 0


def _told_read(done: Read, out: Path) -> int:
    for problem in done.summary.problems + done.summary.few_notes():
        print(problem, file=sys.stderr)
    print(reader_words.read(done.articles, done.refused, done.doubts, done.differences, out), file=sys.stderr)
    return 1 if done.summary.problems else 0


def _add_read(commands: Commands) -> None:
    most = "articles of each kind at most; default: all"
    measure = _command(commands, read_measure, "read measure")
    measure.add_argument("--most", type=int, default=0, metavar="N", help=most)
    parsers = [_command(commands, read), _command(commands, read_export, "read export")]
    for parser in parsers:
        parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, folder or archive of articles")
        parser.add_argument("--dates", choices=[*filter(None, DAY_FIRST)], help="how 03/04/2024 is read; default: not")
    parsers[1].add_argument("--out", type=Path, required=True, metavar="FILE", help="file for the questions (.jsonl)")
    parsers[1] = _command(commands, read_import, "read import")
    parsers[1].add_argument("requests", type=Path, metavar="REQUESTS", help="the questions, as read export wrote them")
    parsers[1].add_argument(
        "answers", nargs="+", type=Path, metavar="ANSWERS", help="the answers, as a provider wrote them"
    )
    for parser in parsers:
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the tables")
        parser.add_argument("--format", choices=("csv", "jsonl", "parquet"), default="csv", help="default: csv")
        parser.add_argument("--explain", action="store_true", help="also write the cue and the rule behind each row")
        stands = "whose rows are written; default: MAJLIS_READER_STANDS, else coder"
        parser.add_argument("--stands", choices=("coder", "model", "agreed", "either"), help=stands)


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

    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["read"] and given[1:2] in (["export"], ["import"], ["measure"]):
        given = [" ".join(given[:2]), *given[2:]]
    parser = argparse.ArgumentParser(prog="python -m lib", description="Diplomatic news as dated, sourced tables.")
    parser.add_argument("--version", action="version", version=f"Majlis {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_code(commands)
    _add_read(commands)
    _add_wave(commands)
    _add_export_story(commands)
    _add_backup(commands)
    _command(commands, recode)
    _add_export(commands)
    _command(commands, codebook)
    options = parser.parse_args(given)
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
