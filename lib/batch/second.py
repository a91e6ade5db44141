"""Articles read by the coder and by a model: at once, or by files of questions and answers that travel."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from lib import reader
from lib.batch.outcome import Outcome
from lib.batch.plan import pieces, requests
from lib.batch.pool import here
from lib.batch.run import Summary, assemble
from lib.batch.work import written
from lib.batch.write import Writer
from lib.errors import MajlisError
from lib.loaders import files
from lib.loaders.limits import Limits
from lib.reader import files as batch
from lib.reader.asking import questions
from lib.reader.comparing import Comparison
from lib.reader.reading import Ask
from lib.reader.settings import Settings
from lib.schema import Records, now

AT_ONCE = 4  # articles read together: the model's time is spent waiting


@dataclass
class Output:
    """Where tables go, and in which form; whose rows `stands`; `told`: called after each article."""

    folder: Path
    form: str = "jsonl"
    explain: bool = False
    stands: str = "coder"
    told: Callable[[], None] = lambda: None


@dataclass
class Read:
    """What came of a run: as of a coded one, and how many of the model's rows were refused, doubtful, or differ."""

    summary: Summary = field(default_factory=Summary)
    articles: int = 0
    refused: int = 0
    doubts: int = 0
    differences: int = 0


def coded(inputs: Iterable[str | Path], day_first: bool | None = None) -> Iterator[Outcome]:
    """Every article of the inputs as the coder reads it, with cue and rule; what cannot be read is told by its problem."""
    limits = Limits.from_environment()
    found = requests(files(inputs), limits, True, day_first, origin="imported", added_at=now())
    for _, lines in here(enumerate(pieces(found)), limits):
        yield from map(Outcome.parse, lines)


def read(
    coded: Iterable[Outcome], ask: Ask, settings: Settings, output: Output, stop: threading.Event | None = None
) -> Read:
    """Tables of both readers in the output's folder, and beside them reading.jsonl: of each article what was refused and
    is doubtful, and in what the readers differ. `stop` is set when the run is interrupted."""
    done = Read()
    output.folder.mkdir(parents=True, exist_ok=True)
    with (
        open(output.folder / "reading.jsonl", "w", encoding="utf-8") as file,
        Writer(output.folder, output.form, output.explain) as writer,
    ):

        def each() -> Iterator[Outcome]:
            for outcome, compared in _together(coded, ask, settings, stop or threading.Event()):
                if compared is None:
                    yield outcome
                    continue
                report = _report(outcome, compared)
                file.write(json.dumps(report) + "\n")  # in ASCII: what a model gives may be no text
                done.refused += len(compared.reading.refused)
                done.doubts += len(compared.reading.doubts)
                done.differences += len(compared.differences)
                done.articles += 1
                output.told()
                yield from _problem(outcome, compared)
                yield replace(outcome, rows=written(reader.stand(compared, output.stands), output.explain))

        done.summary = assemble(each(), writer)
    return done


def _together(
    coded: Iterable[Outcome], ask: Ask, settings: Settings, stop: threading.Event
) -> Iterator[tuple[Outcome, Comparison | None]]:
    """The articles in their order, a few of them read at once."""

    def one(records: Records) -> Comparison:
        return reader.compare(records, reader.read(reader.article_of(records["articles"][0]), ask, settings))

    waiting: deque[tuple[Outcome, Future[Comparison] | None]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for outcome in coded:
                waiting.append((outcome, None if outcome.problem else pool.submit(one, outcome.records())))
                if len(waiting) > AT_ONCE:
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _result(outcome: Outcome, compared: Future[Comparison] | None) -> tuple[Outcome, Comparison | None]:
    return outcome, compared.result() if compared else None


def _problem(outcome: Outcome, compared: Comparison) -> Iterator[Outcome]:
    if problem := compared.reading.problem:
        told = {"reason": problem.what.rstrip("."), "fault": problem.code, "step": problem.next}
        error = MajlisError("MJ808", name=outcome.name, model=compared.reading.model, **told)
        yield Outcome(outcome.name, problem=error)


def _report(outcome: Outcome, compared: Comparison) -> dict[str, object]:
    reading = compared.reading
    return {
        "article_id": outcome.article_id, "name": outcome.name, "model": reading.model, "instructions": reading.version,
        "refused": [asdict(one) for one in reading.refused], "doubts": [asdict(one) for one in reading.doubts],
        "addressed": reading.addressed,
        "differences": [{**asdict(pair), "told_by": pair.told_by} for pair in compared.differences],
    }  # fmt: skip


# ---------------------------------------------------------------- files that travel
def export(coded: Iterable[Outcome], model: str, out: Path) -> tuple[int, int, list[MajlisError]]:
    """Write the questions about the articles to `out`, and beside it the articles; (articles, questions, problems)."""
    from lib import coder

    articles, keys, problems = 0, set(), []
    out.parent.mkdir(parents=True, exist_ok=True)
    with open(out, "w", encoding="utf-8") as sent, open(batch.beside(out), "w", encoding="utf-8") as kept:
        for outcome in coded:
            if outcome.problem:
                problems.append(outcome.problem)
                continue
            records = outcome.records()
            asked = batch.Asked(outcome.name, outcome.named, model, records)
            kept.write(batch.packed(asked))
            articles += 1
            for question in questions(coder.read(reader.article_of(records["articles"][0])), model):
                if question.key not in keys:
                    keys.add(question.key)
                    sent.write(batch.line(question))
    return articles, len(keys), problems


def bring(requests: Path, answers: Iterable[Path], output: Output) -> Read:
    """The tables of articles whose questions were exported; those without an answer are written to missing.jsonl. The
    model is that which was asked. Raises MJ810, MJ811."""
    known = batch.Answers.of(answers)
    there = list(batch.asked(requests))
    settings = Settings(model=there[0].model if there else "")
    done = read(map(_outcome, there), known, settings, output)
    missing = output.folder / "missing.jsonl"
    missing.unlink(missing_ok=True)
    if known.missing:
        missing.write_text("".join(map(batch.line, known.missing.values())), "utf-8")
    return done


def _outcome(asked: batch.Asked) -> Outcome:
    row = asked.records["articles"][0]
    rows = {table: [json.dumps(one, ensure_ascii=False) for one in found] for table, found in asked.records.items()}
    told = str(row["article_id"]), str(row["language"]), str(row["sha256"])
    return Outcome(asked.name, *told, asked.named, rows=rows)
