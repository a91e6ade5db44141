"""Waves and stories by the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lib.commands.common import command, so_far, told, told_from

if TYPE_CHECKING:
    from lib.commands.common import Commands


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
    return told(curated.faults()) if options.chronology else 0


def export_story(options: argparse.Namespace) -> int:
    """A story as slides: PowerPoint, one HTML file, PDF; or as a story file."""
    from lib.export.deck.story_data import Data
    from lib.export.deck.tell import write

    def progress(done: int, total: int) -> None:
        so_far(f"{done * 100 // total:3d} %", done == total)

    template = options.template.read_bytes() if options.template else b""
    for note in write(options.story, options.out, Data(told_from(options.tables)), progress, template, options.link):
        print(note, file=sys.stderr)
    return 0


def define(commands: Commands) -> None:
    """The parsers of these commands."""
    parser = command(commands, wave)
    parser.add_argument("tables", nargs="?", type=Path, metavar="TABLES_DIR", help="folder written by the code command")
    parser.add_argument("--chronology", action="store_true", help="measure the curated chronology (too)")
    parser.add_argument("--window", type=int, default=90, metavar="DAYS", help="days a step counts; default: 90")
    mood = "mood of a pair on a day and its band, as IRN-SAU@2023-08-21; may be repeated"
    parser.add_argument("--mood", action="append", default=[], metavar="PAIR@DAY", help=mood)
    parser.add_argument("--json", action="store_true", help="write JSON instead of plain lines")
    parser = command(commands, export_story, "export-story")
    names = "article, article-ID, wave, actor-CODE, pair-CODE-CODE, or a story file (.json)"
    parser.add_argument("story", metavar="STORY", help=names)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends in .pptx, .html, .pdf, .brief.pdf or .json"
    )
    template = "a PowerPoint template of your own (.potx, .pptx), whose look .pptx slides get"
    parser.add_argument("--template", type=Path, metavar="FILE", help=template)
    link = "the address of the story, for the code on a brief"
    parser.add_argument("--link", default="", metavar="URL", help=link)
    tables = "folder written by the code command; default: the curated article"
    parser.add_argument("--tables", type=Path, metavar="DIR", help=tables)
