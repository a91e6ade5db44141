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

    files = [file for file in (options.one, options.two) if file]
    given = [unpack(file).coding for file in files]
    tables, here = Store().coded()
    coded, laid = given[0] if len(given) > 1 else (rows_of(tables), here)
    mine = agreement.codings(coded, laid, settled=not given)
    theirs = agreement.codings(*given[-1]) if given else agreement.as_coded(coded)
    other = files[-1].name if files else wording.CODER
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
    for name in ("one", "two"):
        parser.add_argument(name, nargs="?", type=Path, metavar="EXPORT", help="a zip made by export, or on the page")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write where they differ as CSV")
