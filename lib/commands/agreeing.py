"""Two codings compared by the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lib.commands.common import command

if TYPE_CHECKING:
    from lib.commands.common import Commands


def agree(options: argparse.Namespace) -> int:
    """How far two coders agree: the coder and the readers of the shared articles; these and a colleague's export; or two exports, the first as yours."""
    from lib.export.tables.differences import differences
    from lib.export.tables.package import unpack
    from lib.measures.edits import agreement
    from lib.store import Store
    from lib.tables import rows_of
    from lib.wording import agreement as wording

    files = [unpack(file) for file in options.files]
    if len(files) > 1:
        coded, laid = files[0].coded, files[0].corrections
    else:
        tables, laid = Store().coded()
        coded = rows_of(tables)
    mine = agreement.codings(coded, laid, settled=not files)
    theirs = agreement.codings(files[-1].coded, files[-1].corrections) if files else agreement.as_coded(coded)
    other = options.files[-1].name if files else wording.CODER
    found = agreement.compare(mine, theirs)
    if not found.articles:
        print(wording.nothing(len(mine), len(theirs), other), file=sys.stderr)
        return 1
    print("\n".join(wording.lines(found, agreement.figures(found), other)))
    if options.out:
        options.out.write_bytes(differences(found, agreement.settled(laid)))
    return 0


def define(commands: Commands) -> None:
    """The parser of this command."""
    parser = command(commands, agree)
    parser.add_argument("files", nargs="*", type=Path, metavar="EXPORT", help="a zip made by export; two at most")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write where they differ as CSV")
