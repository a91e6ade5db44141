"""File names that are not UTF-8, as old archives and disks hold them: one such file never stops the rest."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lib import tables
from lib.batch.parts import FOLDER
from lib.batch.run import run
from lib.batch.work import columns_of
from lib.errors import MajlisError
from lib.loaders import files
from lib.paths import ROOT
from lib.schema import TABLES
from tests.loaders import made

SENTENCE = "The foreign ministers of Egypt and {} met in Cairo on 3 May 2023."
OLD = os.fsdecode(b"entretien-\xe9.txt")  # written with a Latin-1 locale
SPELLED = r"entretien-\udce9.txt"


@pytest.mark.parametrize("name", ["b.txt", "b.html", "b.csv", "b.zip"])
def test_a_file_that_goes_while_others_are_read_is_told_and_stops_none(tmp_path, monkeypatch, name):
    for good in ("a.txt", name, "c.txt"):
        (tmp_path / good).write_text(SENTENCE.format({"a.txt": "Oman"}.get(good, "Jordan")))

    def found(paths):
        for path in files(paths):
            if path.name == name:
                path.unlink()
            yield path

    monkeypatch.setattr("lib.batch.run.files", found)
    summary = run([tmp_path], tmp_path / "out")
    assert summary.coded == 2
    assert [problem.code for problem in summary.problems] == ["MJ101"]


def test_what_lies_in_a_folder_and_cannot_be_read_is_told(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "gone.txt").symlink_to("elsewhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "z.txt").write_text(SENTENCE.format("Oman"))
    scandir = os.scandir

    def refusing(path):  # to root nothing is closed
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = [str(each) for each in files([tmp_path])]
    assert [Path(each).name for each in found[:-1]] == ["gone.txt", "pipe.csv", "pipe.txt", "z.txt"]
    assert found[-1].startswith("MJ106")
    summary = run([tmp_path], tmp_path / "out")
    assert summary.coded == 1
    assert [problem.code for problem in summary.problems] == ["MJ101", "MJ103", "MJ103", "MJ106"]


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="the file that fails is one of Linux")
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.pdf", "a.zip", "a"])
def test_a_file_whose_disk_fails_costs_no_other(name, tmp_path):
    """It can be opened, and each look into it fails, as where a network went."""
    (tmp_path / name).symlink_to("/proc/self/mem")
    (tmp_path / "z.txt").write_text(SENTENCE.format("Oman"))
    summary = run([tmp_path], tmp_path / "out")
    assert summary.coded == 1
    assert len(summary.problems) == 1


@pytest.fixture
def folder(tmp_path) -> Path:
    """A good file before, one of an old name, an empty one of an old name, a good one after."""
    inside = tmp_path / "in"
    inside.mkdir()
    try:
        (inside / OLD).write_text(SENTENCE.format("Qatar"))
    except OSError:
        pytest.skip("the file system of this machine takes no name that is not UTF-8")
    (inside / os.fsdecode(b"vide-\xff.txt")).write_bytes(b"")
    (inside / "a.txt").write_text(SENTENCE.format("Oman"))
    (inside / "z.txt").write_text(SENTENCE.format("Jordan"))
    return inside


def majlis(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "lib", "code", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_old_name_among_others(folder, tmp_path, form):
    done = majlis(folder, "--out", tmp_path / "out", "--format", form, "--explain")
    assert (done.returncode, done.stderr.splitlines()) == (1, [
        f"MJ103: {folder}/vide-\\udcff.txt is empty. Add the article's text to it, or leave it out.",
        f"3 articles coded, tables in {tmp_path / 'out'}",
    ])  # fmt: skip
    found = tables.read(tmp_path / "out")
    assert sorted(found["articles"]["article_id"]) == ["a", "entretien-udce9", "z"]
    assert len(found["meetings"]) == 3
    tables.validate_evidence(found)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_tables_may_be_written_to_a_folder_of_an_old_name(folder, tmp_path, form):
    out = tmp_path / os.fsdecode(b"sortie-\xe9")
    assert run([folder], out, form).coded == 3
    assert sorted(path.name for path in out.iterdir()) == sorted(f"{table}.{form}" for table in TABLES)
    assert len(tables.read(out)["meetings"]) == 3


def test_a_name_is_that_of_a_file_where_the_command_is_given(folder, tmp_path, monkeypatch):
    (folder / os.fsdecode(b"page-\xe9.html")).write_text(f"<p>{SENTENCE.format('Syria')}</p>")
    monkeypatch.chdir(folder)
    assert run([os.fsdecode(b"page-\xe9.html")], tmp_path / "out").coded == 1


def test_the_same_text_under_an_old_name_is_told(folder, tmp_path):
    (folder / os.fsdecode(b"copie-\xe9.txt")).write_text(SENTENCE.format("Qatar"))
    done = majlis(folder, "--out", tmp_path / "out")
    assert f"Same text, coded once: {folder}/{SPELLED} = {folder}/copie-\\udce9.txt" in done.stderr


def test_a_run_with_an_old_name_goes_on_where_it_stopped(folder, tmp_path):
    def interrupt(articles: int, characters: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([folder], tmp_path / "out", progress=interrupt)
    [part] = (tmp_path / "out" / FOLDER).glob("*")
    made_at = part.stat().st_mtime_ns
    seen: list[int] = []
    summary = run(
        [folder], tmp_path / "out", progress=lambda articles, characters: seen.append(part.stat().st_mtime_ns)
    )
    assert (summary.coded, seen) == (3, [made_at]), "the piece was coded again"


@pytest.mark.parametrize("name", sorted(made.SINGLE | made.MANY))
def test_every_format_may_have_an_old_name(tmp_path, name):
    (tmp_path / os.fsdecode(b"\xe9-" + name.encode())).write_bytes((made.SINGLE | made.MANY)[name]())
    summary = run([tmp_path], tmp_path / "out")
    assert (summary.problems, summary.coded > 0) == ([], True)


def archive(folder: Path, name: str, member: str, becomes: bytes) -> None:
    """A zip of two articles, the name of one of them in other bytes."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(member, SENTENCE.format("Iraq"))
        file.writestr("good.txt", SENTENCE.format("Kuwait"))
    path.write_bytes(path.read_bytes().replace(member.encode(), becomes))


def test_members_of_archives_with_old_names(folder, tmp_path):
    archive(folder, "old.zip", "caf_.txt", b"caf\xe9.txt")
    done = majlis(folder, "--out", tmp_path / "out", "--format", "jsonl")
    assert "5 articles coded" in done.stderr

    archive(folder, os.fsdecode(b"\xe9.zip"), "café.txt", b"caf\xff\xff.txt")  # says it is UTF-8, and is not
    done = majlis(folder, "--out", tmp_path / "out", "--format", "jsonl")
    told = [line for line in done.stderr.splitlines() if "udce9.zip" in line]
    assert len(told) == 2
    misnamed, other = (line.removeprefix("Same text, coded once: ").split(" = ")[0] for line in told)
    assert misnamed == f"{folder}/\\udce9.zip/caf\\udcff\\udcff.txt"
    assert other == f"{folder}/\\udce9.zip/good.txt"
    assert "5 articles coded" in done.stderr


def test_a_missing_file_of_an_old_name_is_told(tmp_path):
    done = majlis(tmp_path / OLD, "--out", tmp_path / "out")
    assert done.stderr.startswith(f"MJ101: There is no file or folder {tmp_path}/{SPELLED}.")
    assert sorted(p.stem for p in (tmp_path / "out").iterdir()) == sorted(TABLES)


def test_a_message_can_always_be_written():
    assert str(MajlisError("MJ103", name="x\ud800")).encode().startswith(rb"MJ103: x\ud800 is empty.")


def test_columns_and_cells_of_a_table_can_be_shown_and_kept(tmp_path):
    line = {"note\ud800": "\udce9", "text": SENTENCE.format("Qatar")}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line) + "\n")
    [answer] = columns_of({"name": "a.jsonl", "path": str(path)})
    columns, [row], _ = json.loads(answer)
    assert (columns, row["note�"]) == (["note�", "text"], "�")
