"""The library that comes with Majlis, and one of a few made-up texts, read when a reader asks for it."""

import json
from pathlib import Path

import pytest

from lib.batch import library
from lib.batch.job import Job
from lib.codebook import voice
from lib.loaders.addresses import secure
from lib.loaders.duplicates import fingerprint
from lib.paths import LIBRARY
from lib.store import Store

ROWS = [json.loads(line) for path in library.files() for line in path.read_text("utf-8").splitlines()]
TOLD = "The foreign ministers of Oman and {} met in Muscat on 5 May 2024. They spoke about trade and the war in Yemen."


def text(number: int, side: str, **changed: str) -> dict[str, str]:
    url = f"http://fm.example/{number}"
    given = {"id": f"fm-{number}", "published": "2024-05-06", "source": "Omani Foreign Ministry", "url": url}
    return given | {"title": f"Meeting with {side}", "text": TOLD.format(side), "language": "en"} | changed


def written(folder: Path, *texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "a.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in texts), "utf-8")
    return folder


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A library of these texts: small(text(1, "Iran"))."""
    monkeypatch.setattr(library, "LIBRARY", tmp_path / "library")
    library.contents.cache_clear()
    yield lambda *texts: written(tmp_path / "library", *texts)
    library.contents.cache_clear()


def test_every_text_has_an_address_of_its_own_and_is_no_repetition():
    assert len(ROWS) == len(library.contents()) > 700
    assert all(row["text"] and row["title"] and row["published"] for row in ROWS)
    assert all(row["url"].startswith("https://") for row in ROWS)
    for unique in (
        [row["id"] for row in ROWS],
        [row["url"] for row in ROWS],
        [fingerprint(row["text"]) for row in ROWS],
    ):
        assert len(set(unique)) == len(unique)


def test_its_readme_tells_how_many_they_are_and_whose():
    told = (LIBRARY / "README.md").read_text("utf-8")
    assert f"{len(ROWS)} readouts" in told
    for path in library.files():
        count = len(path.read_text("utf-8").splitlines())
        assert f"`{path.name}`" in told
        assert f" | {count} | " in told
    assert {voice(row["source"]) for row in ROWS} == {"USA"}


def test_a_broken_line_is_left_to_the_reading(small):
    folder = small(text(1, "Iran"), text(2, "Egypt"))
    with (folder / "a.jsonl").open("a") as file:
        file.write('{"id": "cut off\n[]\n{"text": "no address"}\n')
    assert library.contents()["url"].tolist() == ["https://fm.example/1", "https://fm.example/2"]


@pytest.mark.slow
def test_it_is_kept_as_the_library_s_and_never_twice(small, tmp_path):
    folder = small(text(1, "Iran"), text(2, "Egypt"))
    store = Store(f"sqlite:///{tmp_path}/one.sqlite3", curated=False)
    first = _loaded(store)
    assert first.kept.added == ["fm-1", "fm-2"]
    assert store.articles("reader")["origin"].tolist() == ["library"] * 2
    assert not len(store.articles("another"))
    written(folder, text(1, "Iran"), text(2, "Egypt"), text(3, "Qatar"), text(4, "Iraq", text="", title=""))
    library.contents.cache_clear()
    again = _loaded(store)
    assert again.kept.added == ["fm-3"]
    assert [line.name for line in again.lines if line.state == "skipped"] == ["a.jsonl:4"]
    assert [line.state for line in again.lines if line.state != "skipped"] == ["coded"]  # the others are not read again
    store.close()


def _loaded(store: Store) -> Job:
    there = {secure(url) for url in store.articles("reader")["url"]}
    job = Job(library.uploads(there), keep=lambda lines: store.ingest(_records(lines), "reader")).wait(60)
    assert job.failure is None
    return job


def _records(lines):
    return (line.records for line in lines if line.records)


@pytest.mark.slow
def test_forty_of_its_texts_are_coded_without_a_fault(small):
    small(*ROWS[::19])
    job = Job(library.uploads(frozenset())).wait(120)
    assert job.failure is None
    assert len(job.lines) == len(ROWS[::19]) >= 40
    assert not [line.note for line in job.lines if line.state in ("skipped", "noted")]
    assert sum(len(line.records["meetings"]) for line in job.lines) > 20
