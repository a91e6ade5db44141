"""A second reader by the command line: asked at once, by files that travel, and measured."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lib.commands.common import DAY_FIRST, command, so_far, takes_articles, told, writes_tables
from lib.errors import MajlisError
from lib.wording import reader as reader_words
from lib.wording.phrases import plural

if TYPE_CHECKING:
    from lib.batch.second import Read
    from lib.commands.common import Commands


def read(options: argparse.Namespace) -> int:
    """Articles -> the tables, read by the coder and by the language model of MAJLIS_READER_URL; see also read export, read import, read measure."""
    import json

    from lib import reader
    from lib.batch import second
    from lib.reader.settings import Settings

    settings = Settings.from_environment()
    ask, done = reader.asker(settings), 0
    coded = list(second.coded(options.inputs, DAY_FIRST[options.dates]))
    total = sum(not outcome.problem for outcome in coded)

    def read() -> None:
        nonlocal done
        done += 1
        so_far(f"{plural(done, 'article')} read", done == total)

    output = second.Output(options.out, options.format, options.explain, options.stands or settings.stands, read)
    rows = (json.loads(outcome.rows["articles"][0]) for outcome in coded if not outcome.problem)
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
    return told(counts[2])


def read_import(options: argparse.Namespace) -> int:
    """The files of questions and of answers to them -> the tables, as read makes them."""
    from lib.batch import second
    from lib.reader.settings import Settings

    output = second.Output(
        options.out, options.format, options.explain, options.stands or Settings.from_environment().stands
    )
    return _told_read(second.bring(options.requests, options.answers, output), options.out)


def read_measure(options: argparse.Namespace) -> int:
    """How well the coder and the model do on the articles whose every meeting was judged here, and on the open gold of the tests."""
    from itertools import islice

    from lib import reader
    from lib.batch import measured
    from lib.measures.edits.agreement import codings
    from lib.reader.settings import Settings
    from lib.store import Store
    from lib.tables import rows_of

    settings, store = Settings.from_environment(), Store()
    ask = reader.asker(settings)
    seen = rows_of(store.tables())
    coded, laid = store.coded()
    judged = codings(rows_of(coded), laid, settled=True)
    names = {str(each.article["article_id"]) for each in judged.values()}
    parts = {
        "the articles corrected here": measured.corrected(seen, names),
        "the open gold of one government's statements": measured.open_gold(),
    }
    asked, done = 0, {}
    for what, wanted in parts.items():
        chosen = list(islice(wanted, options.most or None))
        told_first = reader.estimate((each.article for each in chosen), settings)
        print(reader_words.estimated(settings.host, **vars(told_first)), file=sys.stderr)
        figures, read = measured.measure(chosen, ask, settings)
        print("\n".join(reader_words.measured(figures, read, what)))
        done[what] = figures, read
        asked += len(chosen) - read
    measured.keep(settings.name, done)
    return 1 if asked else 0


def _told_read(done: Read, out: Path) -> int:
    status = told(done.summary.problems)
    told(done.summary.few_notes())
    print(reader_words.read(done.articles, done.refused, done.doubts, done.differences, out), file=sys.stderr)
    return status


def define(commands: Commands) -> None:
    """The parsers of these commands."""
    most = "articles of each kind at most; default: all"
    measure = command(commands, read_measure, "read measure")
    measure.add_argument("--most", type=int, default=0, metavar="N", help=most)
    parsers = [command(commands, read), command(commands, read_export, "read export")]
    for parser in parsers:
        takes_articles(parser)
    parsers[1].add_argument("--out", type=Path, required=True, metavar="FILE", help="file for the questions (.jsonl)")
    parsers[1] = command(commands, read_import, "read import")
    parsers[1].add_argument("requests", type=Path, metavar="REQUESTS", help="the questions, as read export wrote them")
    parsers[1].add_argument(
        "answers", nargs="+", type=Path, metavar="ANSWERS", help="the answers, as a provider wrote them"
    )
    for parser in parsers:
        writes_tables(parser)
        stands = "whose rows are written; default: MAJLIS_READER_STANDS, else coder"
        parser.add_argument("--stands", choices=("coder", "model", "agreed", "either"), help=stands)
