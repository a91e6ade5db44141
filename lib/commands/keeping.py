"""The store and the codebook by the command line: saved and brought back, coded anew, exported, compared, checked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lib.commands.common import command, told
from lib.errors import printable
from lib.wording.phrases import capital, plural

if TYPE_CHECKING:
    from lib.commands.common import Commands


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
    from lib.tables import rows_of

    store = Store()
    about = About(now(), store.version()[:12], own=len(store.codebook().own))
    found = rows_of(store.tables())
    if options.format == "xlsx":
        options.file.write_bytes(workbook(found, about))
    else:
        coded, laid = store.coded()
        kept = history(rows_of(coded), laid, found)
        options.file.write_bytes(package(found, about, options.format, kept))
    return 0


def import_(options: argparse.Namespace) -> int:
    """Add the articles of an exported zip, with their rows and corrections, to the shared corpus."""
    from lib.batch import brought
    from lib.store import Store
    from lib.wording.words import brought_back

    found = brought.unpacked(options.file, str(options.file))
    done, aside = Store().bring_back(found.records, found.corrections)
    counts = len(done.added), len(done.known), len(found.corrections), aside
    print(brought_back(*counts), file=sys.stderr)
    return 0


def agree(options: argparse.Namespace) -> int:
    """How far two coders agree: the coder and the readers of the shared articles; these and a colleague's export; or two exports, the first as yours."""
    from lib.batch import brought
    from lib.export.tables.differences import differences
    from lib.measures.edits import agreement
    from lib.store import Store
    from lib.tables import rows_of, to_tables
    from lib.wording import agreement as wording

    files = [file for file in (options.one, options.two) if file]
    kept, laid = Store().coded()
    coded = rows_of(kept)
    if len(files) > 1:
        given = brought.unpacked(files[0], str(files[0]))
        to_tables(given.records)
        coded, laid = given.coding
    mine = agreement.codings(coded, laid, settled=not files)
    theirs = brought.codings(files[-1], str(files[-1])) if files else agreement.as_coded(coded)
    other = printable(files[-1].name) if files else wording.CODER
    found = agreement.compare(mine, theirs)
    if not found.articles:
        print(wording.nothing(len(mine), len(theirs), other), file=sys.stderr)
        return 1
    print(wording.compared(found, other))
    for row in wording.table(agreement.figures(found), other):
        print(f"{row['What']}: {row['Agreement']}, {plural(int(row['Rows']), 'row')}")
    if options.out:
        options.out.write_bytes(differences(found, agreement.settled(laid)))
    return 0


def serve_api(options: argparse.Namespace) -> int:
    """Serve the tables, articles and waves to programs, as JSON and CSV under /api, without the pages."""
    from lib.api.serve import serve

    print(f"http://{options.address}:{options.port}/api", file=sys.stderr)
    serve(options.address, options.port, options.name)
    return 0


def codebook(options: argparse.Namespace) -> int:
    """Check every row of data/codebook and of the curated files beside it; what is wrong is listed, as by every command, with its line."""
    from lib.codebook import CODEBOOK, problems
    from lib.measures.waves import curated

    wrong = curated.faults()
    if not (problems() or wrong):
        print(f"Nothing is wrong in {CODEBOOK}.", file=sys.stderr)
    return told(wrong)


def define(commands: Commands) -> None:
    """The parsers of these commands."""
    command(commands, recode)
    command(commands, codebook)
    for run in (backup, restore):
        command(commands, run).add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser = command(commands, export)
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--format", choices=("csv", "jsonl", "parquet", "xlsx"), default="csv", help="default: csv")
    parser = command(commands, agree)
    for name in ("one", "two"):
        parser.add_argument(name, nargs="?", type=Path, metavar="EXPORT", help="a zip made by export, or on the page")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write where they differ as CSV")
    parser = command(commands, serve_api, "serve-api")
    parser.add_argument("--address", default="127.0.0.1", help="where to listen; default: 127.0.0.1, this machine only")
    parser.add_argument("--port", type=int, default=8502, help="default: 8502")
    parser.add_argument("--name", default="", metavar="HOST", help="a name it is asked for by, behind a proxy")
    parser = command(commands, import_, "import")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a zip made by export (no workbook), or on the Export page"
    )
