"""Backups, and databases made by other versions."""

import json
import zipfile

import pytest
import sqlalchemy as sa
from pandas.testing import assert_frame_equal

from lib.errors import MajlisError
from lib.measures.edits.corrections import Correction
from lib.store import Store, layout, opening
from tests.store.cases import records


def fill(store: Store) -> None:
    store.ingest([records("a0"), records("a1", "Line one;\nline 'two' \u2028 中文 of the article")])
    store.ingest([records("mine")], session="s1")
    store.hide("a1", session="s1")
    found, _ = store.review("a0")
    anchor = found["meetings"]["anchor"][0]
    store.correct([Correction("meetings", "a0", anchor, "change", "kind", new="summit")], author="Ana")
    store.save_story("Story", {"steps": [1, {"a": None}]})


def assert_same(left: Store, right: Store) -> None:
    for session in (None, "s1"):
        ours, theirs = left.tables(session), right.tables(session)
        for name in ours:
            assert_frame_equal(ours[name], theirs[name])
        assert left.corrections(session) == right.corrections(session)
        assert left.hidden(session) == right.hidden(session)
        assert left.stories(session) == right.stories(session)


def test_a_backup_is_restored_into_either_kind_of_database(store, tmp_path, new_database):
    fill(store)
    store.backup(tmp_path / "b.zip")
    for url in (f"sqlite:///{tmp_path / 'other.sqlite3'}", new_database("other")):
        other = Store(url, curated=False)
        other.ingest([records("to be replaced")])
        other.restore(tmp_path / "b.zip")
        assert_same(store, other)
        assert other.ingest([records("a2")]).added == ["a2"]
        other.close()


def test_restoring_changes_the_version_for_everybody(store, tmp_path):
    fill(store)
    store.backup(tmp_path / "b.zip")
    before = store.version(), store.version("s1")
    store.restore(tmp_path / "b.zip")
    assert store.version() != before[0]
    assert store.version("s1") != before[1]


def damaged(path, how: str):
    if how == "no zip":
        path.write_bytes(b"not a zip")
    elif how == "cut off":
        path.write_bytes(path.read_bytes()[:-400])
    elif how == "missing":
        path.unlink()
    else:
        names = {"another zip": {"a.txt": "a"}, "no backup": {"manifest.json": "{}"}}
        rows = '{"id": 5}\nnot json\n' if how == "broken rows" else '{"seq": 1, "article": 77}\n'
        manifest = json.dumps({"format": "majlis-backup", "version": 1})
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in names.get(how, {"manifest.json": manifest, "topics.jsonl": rows}).items():
                archive.writestr(name, text)


@pytest.mark.parametrize("version", ["2", None, [1]])
def test_a_backup_whose_version_is_no_number_is_refused(store, tmp_path, version):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "majlis-backup", "version": version}))
    with pytest.raises(MajlisError, match="MJ303"):
        store.restore(tmp_path / "b.zip")


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_backup_of_any_compression_that_is_damaged_is_refused(store, tmp_path, compression):
    with zipfile.ZipFile(tmp_path / "b.zip", "w", compression) as archive:
        archive.writestr("manifest.json", json.dumps({"format": "majlis-backup", "version": 1}))
        begin = archive.start_dir
    content = bytearray((tmp_path / "b.zip").read_bytes())
    content[begin - 20 : begin] = b"\xa5" * 20
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(MajlisError, match="MJ303"):
        store.restore(tmp_path / "b.zip")


@pytest.mark.parametrize(
    "how", ["no zip", "cut off", "missing", "another zip", "no backup", "broken rows", "rows of no article"]
)
def test_a_damaged_backup_is_refused_and_nothing_is_lost(store, tmp_path, how):
    fill(store)
    store.backup(tmp_path / "b.zip")
    damaged(tmp_path / "b.zip", how)
    with pytest.raises(MajlisError, match="MJ303"):
        store.restore(tmp_path / "b.zip")
    assert len(store.tables()["articles"]) == 2
    assert store.tables()["meetings"]["kind"].tolist() == ["summit", "talks"]


def test_a_backup_of_a_newer_version_is_refused(store, tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "VERSION", 2)
    store.backup(tmp_path / "b.zip")
    monkeypatch.setattr(layout, "VERSION", 1)
    with pytest.raises(MajlisError, match="MJ302"):
        store.restore(tmp_path / "b.zip")


def execute(url: str, *statements: str) -> list:
    engine = opening.engine_of(url)
    with engine.begin() as connection:
        found = [connection.exec_driver_sql(statement) for statement in statements][-1]
        rows = found.all() if found.returns_rows else []
    engine.dispose()
    return rows


def test_columns_that_are_new_in_the_schema_are_added(filled, url):
    before = filled.tables()
    filled.close()
    execute(url, "ALTER TABLE meetings DROP COLUMN rule", "ALTER TABLE events DROP COLUMN intensity",
            "DROP TABLE stories", "UPDATE about SET value = '1 old' WHERE name = 'schema'")  # fmt: skip
    opened = Store(url, curated=False)
    after = opened.tables()
    assert_frame_equal(after["meetings"], before["meetings"])
    assert_frame_equal(after["events"], before["events"].assign(intensity=0.0))
    assert opened.stories() == []
    opened.close()


def test_a_step_to_a_new_version_is_taken_once(filled, url, monkeypatch):
    def louder(connection: sa.Connection) -> None:
        connection.exec_driver_sql("UPDATE meetings SET cue = cue || '!'")

    filled.close()
    monkeypatch.setattr(layout, "MIGRATIONS", (louder,))
    monkeypatch.setattr(layout, "VERSION", 2)
    for _ in range(2):
        opened = Store(url, curated=False)
        assert opened.tables()["meetings"]["cue"].tolist() == ["!", "!"]
        opened.close()


def test_a_step_that_fails_changes_nothing(filled, url, monkeypatch):
    def failing(connection: sa.Connection) -> None:
        connection.exec_driver_sql("DELETE FROM meetings")
        connection.exec_driver_sql("DROP TABLE stories")
        raise RuntimeError("no power")

    filled.close()
    with monkeypatch.context() as patched:
        patched.setattr(layout, "MIGRATIONS", (failing,))
        patched.setattr(layout, "VERSION", 2)
        with pytest.raises(RuntimeError, match="no power"):
            Store(url, curated=False)
    opened = Store(url, curated=False)
    assert len(opened.tables()["meetings"]) == 2
    assert opened.stories() == []
    opened.close()


def test_a_database_of_a_newer_version_is_left_alone(filled, url):
    filled.close()
    execute(url, "UPDATE about SET value = '99 new' WHERE name = 'schema'")
    with pytest.raises(MajlisError, match="MJ302"):
        Store(url, curated=False)
    assert execute(url, "SELECT value FROM about WHERE name = 'schema'") == [("99 new",)]
