"""What is kept is for the user of the server alone, and what a killed one left behind is cleared away."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from lib import paths
from lib.errors import MajlisError
from lib.measures.edits.corrections import Correction
from lib.paths import OLD, ROOT, TEMPORARY, sweep
from lib.reader.cache import Cache
from lib.store import Store, snapshot
from tests.store.cases import records


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


@pytest.fixture
def folder(tmp_path):
    before = os.umask(0o000)
    yield tmp_path / "made" / "here"
    os.umask(before)


def test_the_database_and_all_beside_it_is_for_its_user_alone(folder, monkeypatch):
    monkeypatch.setattr(snapshot, "WORTH", 1)
    store = Store(f"sqlite:///{folder / 'm.sqlite3'}", curated=False)
    store.ingest([records("a")])
    store.tables()
    store._shelf.wait()
    store.backup(folder / "b.zip")
    found = {path.name: mode(path) for path in folder.iterdir()}
    store.close()
    assert mode(folder) == "0o700"
    assert found.pop("m.sqlite3-tables") == "0o700"
    assert set(found) == {"m.sqlite3", "m.sqlite3-wal", "m.sqlite3-shm", "b.zip"}
    assert set(found.values()) == {"0o600"}


def test_a_database_made_before_is_closed_to_others(folder):
    folder.mkdir(parents=True)
    Store(f"sqlite:///{folder / 'm.sqlite3'}", curated=False).close()
    (folder / "m.sqlite3").chmod(0o644)
    Store(f"sqlite:///{folder / 'm.sqlite3'}", curated=False).close()
    assert mode(folder / "m.sqlite3") == "0o600"
    assert mode(folder) == "0o777", "a folder somebody else made is theirs to open"


def test_so_are_the_answers_of_a_model(folder):
    Cache(folder / "answers.sqlite3")
    (folder / "answers.sqlite3").chmod(0o666)
    Cache(folder / "answers.sqlite3")
    assert (mode(folder), mode(folder / "answers.sqlite3")) == ("0o700", "0o600")


def test_the_folder_of_an_older_majlis_is_closed_to_others(folder, monkeypatch):
    folder.mkdir(parents=True)
    monkeypatch.setattr(paths, "VAR", folder)
    Store(f"sqlite:///{folder / 'm.sqlite3'}", curated=False).close()
    assert mode(folder) == "0o700"


def left(path: Path, seconds: float) -> Path:
    """A folder with a file in it, or a file (its name ends in a dot and eight signs), so many seconds old."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.name.startswith(".b.zip"):
        path.write_text("half")
    else:
        path.mkdir()
        (path / "topics.arrow").write_text("half")
    os.utime(path, (time.time() - seconds,) * 2)
    return path


NAMES = [".m.sqlite3-tables-{}", ".b.zip.{}"]


@pytest.mark.parametrize("name", NAMES)
def test_leftovers_are_swept_when_old_and_ours(folder, name):
    gone = left(folder / name.format("ab3_9xyz"), OLD + 60)
    young = left(folder / name.format("ab3_9xy2"), OLD - 60)
    others = [left(folder / name.format(end), 9 * OLD) for end in ("mine", "ab3_9xyz0", "AB3_9XYZ")]
    kept = left(folder / "m.sqlite3-tables", 9 * OLD)
    store = Store(f"sqlite:///{folder / 'm.sqlite3'}", curated=False)
    store.backup(folder / "b.zip")
    store.close()
    assert not gone.exists()
    assert [path.name for path in (young, kept, *others) if not path.exists()] == []


def test_a_link_is_swept_and_what_it_leads_to_is_not(tmp_path):
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    link = tmp_path / f"{TEMPORARY}ab3_9xyz"
    link.symlink_to(treasure)
    os.utime(link, (0, 0), follow_symlinks=False)
    sweep(tmp_path, TEMPORARY)
    assert treasure.is_dir()
    assert not link.is_symlink()
    sweep(tmp_path / "not there", TEMPORARY)


def test_a_reader_s_own_folders_among_the_temporary_ones_are_never_swept(tmp_path):
    mine = [left(tmp_path / name, 9 * OLD) for name in ("majlis-articles", "majlis-my-notes_23", "majlis-chapters")]
    gone = left(Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=tmp_path)) / "x", 0).parent
    os.utime(gone, (0, 0))
    sweep(tmp_path, TEMPORARY)
    assert not gone.exists()
    assert [path.name for path in mine if not path.exists()] == []


def test_every_temporary_folder_of_ours_can_be_swept():
    made = [line for path in (ROOT / "lib").rglob("*.py") for line in path.read_text("utf8").splitlines()]
    made = [line for line in made if "TemporaryDirectory(" in line]
    assert made
    assert [line for line in made if "prefix=TEMPORARY" not in line] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [({"action": "explode"}, "MJ310"), ({"action": ""}, "MJ310"), ({"table": "articles"}, "MJ310"), ({"table": "nothing"}, "MJ310"),
     ({"article_id": "nowhere"}, "MJ304"), ({"column": "evidence"}, "MJ307"), ({"column": "nothing"}, "MJ307")],
)  # fmt: skip
def test_a_correction_nobody_knows_is_refused_and_the_others_with_it(store, change, code):
    store.ingest([records("a"), records("b")])
    anchor = store.review("a")[0]["meetings"]["anchor"][0]
    good = {
        "table": "meetings",
        "article_id": "a",
        "anchor": anchor,
        "action": "change",
        "column": "kind",
        "new": "summit",
    }
    with pytest.raises(MajlisError, match=code):
        store.correct([Correction(**good), Correction(**good | change)])
    assert store.corrections() == []
    assert store.tables()["meetings"]["kind"].tolist() == ["talks", "talks"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("participants", "Wang Yi"), ("parties", "IRN"), ("place", ["Beijing"]), ("place", {"a": 1}), ("initiator", None), ("main", "perhaps"),
     ("confidence", "high"), ("date_start", 5), ("participants", [{"name": "Wang Yi", "rank": "1"}])],
)  # fmt: skip
def test_a_correction_of_another_type_than_its_column_is_refused(store, column, value):
    """The tables, charts and exports of everybody are made of what is kept."""
    store.ingest([records("a")])
    anchor = store.review("a")[0]["meetings"]["anchor"][0]
    with pytest.raises(MajlisError, match=f"MJ151: meetings.{column} is not of type"):
        store.correct([Correction("meetings", "a", anchor, "change", column, new=value)])
    assert store.corrections() == []


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(folder):
    folder.mkdir(parents=True)
    notes = folder / "notes.txt"
    notes.write_text("of another program")
    notes.chmod(0o644)
    with pytest.raises(MajlisError, match="MJ301"):
        Store(f"sqlite:///{notes}")
    assert (mode(notes), notes.read_text()) == ("0o644", "of another program")
