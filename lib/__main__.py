"""The command line: python -m lib COMMAND ... See lib/commands."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    sys.path.append(sys.path.pop(0))  # the folder it is started in comes last: its typing.py is none of ours

import argparse
import os
from contextvars import copy_context
from typing import NoReturn

from lib import __version__
from lib.commands import articles, keeping, own_rows, second, stories
from lib.commands.common import told
from lib.errors import MajlisError, printable

SECOND = {"read": ("export", "import", "measure"), "codebook": own_rows.ACTIONS}  # words of commands that have two


class Parser(argparse.ArgumentParser):
    """One that prints what it does not know, as a file's name given for an option, so that no terminal obeys it."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit status is 0, or 1 when something was left out or failed, a row of the codebook too."""
    from lib.codebook import problems

    given = sys.argv[1:] if arguments is None else arguments
    if given[1:2] and given[1] in SECOND.get(given[0], ()):
        given = [" ".join(given[:2]), *given[2:]]
    parser = Parser(prog="python -m lib", description="Diplomatic news as dated, sourced tables.")
    parser.add_argument("--version", action="version", version=f"Majlis {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (articles, second, stories, keeping, own_rows):
        module.define(commands)
    options = parser.parse_args(given)
    try:
        status = told(problems()) | copy_context().run(options.run, options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read what is printed has read enough: "| head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except MajlisError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if not error.filename:
            raise
        print(MajlisError("MJ106", name=str(error.filename), reason=error.strerror), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the same command goes on where it stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
