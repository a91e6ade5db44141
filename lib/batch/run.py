"""The whole of `python -m lib code`: inputs -> tables in a folder."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lib.batch.curated import fingerprint
from lib.batch.outcome import Outcome
from lib.batch.parts import Parts
from lib.batch.plan import Request, pieces, requests, weight
from lib.batch.pool import Done, Piece, cores, here, spread
from lib.batch.work import completed, written
from lib.batch.write import Writer
from lib.codebook import coded
from lib.errors import MajlisError
from lib.loaders import files
from lib.loaders.language import name as language_name
from lib.loaders.limits import Limits
from lib.measures.edits.details import Copy
from lib.schema import now

Requests = list[Request | MajlisError]
NOTES = 20  # of one kind that are told each
SMALL = 500_000  # characters that are coded sooner here than other processes could start


@dataclass
class Summary:
    """What came of a run: how many articles were coded, and the files that were kept uncoded, doubled or unreadable."""

    coded: int = 0
    kept: list[str] = field(default_factory=list)  # in other languages, "name (Arabic)"
    duplicates: list[str] = field(default_factory=list)  # "b.txt = a.txt"
    filled: list[str] = field(default_factory=list)  # from their duplicates, "a.txt: source"
    problems: list[MajlisError] = field(default_factory=list)
    notes: list[MajlisError] = field(default_factory=list)  # on articles that were coded

    def few_notes(self) -> list[MajlisError]:
        """The first of each kind, and how many more there are."""
        found: list[MajlisError] = []
        for code in dict.fromkeys(note.code for note in self.notes):
            alike = [note for note in self.notes if note.code == code]
            more = len(alike) - NOTES
            found += alike[:NOTES]
            found += [MajlisError("MJ132", name=alike[-1].fields["name"], count=f"{more:,}")] if more > 0 else []
        return found


def run(
    inputs: Iterable[str | Path],
    out: Path,
    form: str = "jsonl",
    explain: bool = False,
    jobs: int = 0,
    progress: Callable[[int, int], None] = lambda articles, characters: None,
    day_first: bool | None = None,
) -> Summary:
    """Code files, folders and archives into `out`/<table>.<form> (csv, jsonl or parquet).

    explain: keep cue and rule of each row. jobs: processes, 0 for one a core. progress: called with the articles and
    characters done since its last call. day_first: how 03/04/2024 is read, None for not at all. What cannot be read is in the Summary's problems and stops nothing.

    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "note.txt").write_text("Wang Yi met Faisal bin Farhan in Beijing on 6 April 2023.")
    >>> run([folder / "note.txt"], folder / "tables", "csv").coded
    1
    """
    limits = Limits.from_environment()
    parts = Parts(out, {"coder": fingerprint(), "explain": explain})
    planned = pieces(requests(files(inputs), limits, explain, day_first, origin="imported", added_at=now()))
    paths = list(_work(planned, parts, limits, jobs, progress))
    with Writer(out, form, explain) as writer:
        summary = assemble(parts.outcomes(paths), writer, _copies(parts.outcomes(paths)), explain)
    parts.drop()
    return summary


def _work(
    planned: Iterator[Requests], parts: Parts, limits: Limits, jobs: int, progress: Callable[[int, int], None]
) -> Iterator[Path]:
    """Do every piece that an earlier run has not done; give the paths of all."""
    first: list[Requests] = []
    size = 0
    for piece in planned:
        first.append(piece)
        size += sum(map(weight, piece))
        if size > SMALL:
            break
    paths: dict[int, Path] = {}
    sizes: dict[int, tuple[int, int]] = {}

    def missing() -> Iterator[Piece]:
        for number, piece in enumerate(itertools.chain(first, planned)):
            paths[number] = parts.path(number, piece)
            sizes[number] = len(piece), sum(map(weight, piece))
            if paths[number].exists():
                progress(*sizes[number])
            else:
                yield number, piece

    jobs = jobs or cores()
    for number, lines in _choose(missing(), limits, jobs if size > SMALL else 1):
        parts.keep(paths[number], lines)
        progress(*sizes.pop(number))
    return iter(paths.values())


def _choose(missing: Iterator[Piece], limits: Limits, jobs: int) -> Iterator[Done]:
    return here(missing, limits) if jobs == 1 else spread(missing, limits, jobs)


def _copies(outcomes: Iterable[Outcome]) -> dict[str, list[Copy]]:
    """Fingerprint of a text (sha256) -> what the files after the first that hold it tell."""
    found: dict[str, list[Copy]] = {}
    for each in outcomes:
        if each.sha256 in found and not each.named:
            [row] = each.rows["articles"]
            found[each.sha256].append(Copy("", json.loads(row) | {"text": ""}, each.name))
        elif not each.problem:
            found.setdefault(each.sha256, [])
    return found


def _filled(each: Outcome, copies: list[Copy], explain: bool, summary: Summary) -> Outcome:
    """The article with what its copies tell and it lacks."""
    records, told = completed(json.loads(each.rows["articles"][0]), copies) if copies else ({}, "")
    if not told:
        return each
    summary.filled.append(f"{each.name}: {told}")
    return replace(each, rows=written(records, explain))


def assemble(
    outcomes: Iterable[Outcome], writer: Writer, copies: Mapping[str, list[Copy]] | None = None, explain: bool = False
) -> Summary:
    """Write the rows in the order of the inputs; the same text from two files only once, with the best that is told of it
    by its `copies` (see _copies)."""
    summary = Summary()
    ids: set[str] = set()
    texts: dict[str, str] = {}  # sha256 -> name of the first file with that text
    for each in outcomes:
        if each.problem:
            (summary.notes if each.problem.kept else summary.problems).append(each.problem)
            continue
        if not each.named and each.sha256 in texts:
            summary.duplicates.append(f"{each.name} = {texts[each.sha256]}")
            continue
        if each.sha256 not in texts:
            texts[each.sha256] = each.name
            each = _filled(each, (copies or {}).get(each.sha256, []), explain, summary)
        article_id = each.article_id
        if article_id in ids:
            article_id = f"{article_id}-{each.sha256[:8]}"
        if article_id in ids:
            summary.duplicates.append(f"{each.name} = {texts[each.sha256]}")
            continue
        ids.add(article_id)
        writer.write(each, article_id)
        if coded(each.language):
            summary.coded += 1
        else:
            summary.kept.append(f"{each.name} ({language_name(each.language)})")
    return summary
