"""The commands that keep, move and renew the whole."""

from __future__ import annotations

import zipfile

import pytest
from pandas.testing import assert_frame_equal

from lib.__main__ import main
from lib.measures.edits.corrections import Correction
from lib.schema import Article
from lib.store import Store
from tests.store.cases import records

TEXT = (
    "RIYADH -- Saudi Foreign Minister Faisal bin Farhan met Iranian Foreign Minister Hossein Amir-Abdollahian in Riyadh "
    "on Sunday. The two ministers discussed the reopening of embassies, the ministry said."
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "one"))
    return tmp_path


def test_backup_and_restore_in_one_command_each(folder, monkeypatch, capsys):
    store = Store()
    store.ingest([records("a0")])
    assert main(["backup", str(folder / "b.zip")]) == 0
    monkeypatch.setenv("MAJLIS_DATA", str(folder / "two"))
    assert main(["restore", str(folder / "b.zip")]) == 0
    for name, df in Store().tables().items():
        assert_frame_equal(df, store.tables()[name])
    assert main(["restore", str(folder / "none.zip")]) == 1
    assert "MJ303" in capsys.readouterr().err
    assert len(Store().articles()) == 2


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_export_and_import_in_one_command_each(folder, monkeypatch, form):
    Store().ingest([records("a0")])
    file = folder / "e.zip"
    assert main(["export", str(file), "--format", form]) == 0
    assert zipfile.is_zipfile(file)
    monkeypatch.setenv("MAJLIS_DATA", str(folder / "two"))
    assert main(["import", str(file)]) == (1 if form == "xlsx" else 0)
    assert len(Store().articles()) == (1 if form == "xlsx" else 2)


def test_corrections_are_exported_and_imported(folder, monkeypatch, capsys):
    store = Store()
    store.ingest([records("a0")])
    for name in ("a0", "china-iran-2023-08-21"):
        anchor = store.review(name)[0]["meetings"]["anchor"][0]
        store.correct([Correction("meetings", name, anchor, "change", "kind", new="summit")], author="Ana")
    assert main(["export", str(folder / "e.zip")]) == 0
    monkeypatch.setenv("MAJLIS_DATA", str(folder / "two"))
    for words in ("2 corrections brought back.", "No corrections brought back, 2 left aside"):
        assert main(["import", str(folder / "e.zip")]) == 0
        assert words in capsys.readouterr().err
    assert Store().corrections() == store.corrections()
    for name, df in Store().tables().items():
        if name != "articles":  # the curated one was added when its store was made
            assert_frame_equal(df, store.tables()[name])


def test_coding_anew_keeps_corrections_and_owners(folder):
    from lib.coder import code

    store = Store()
    records_ = code(Article("mine", TEXT, published="2023-06-19"))
    store.ingest([records_], session="s1")
    anchor = store.review("mine", "s1")[0]["meetings"]["anchor"][0]
    store.correct([Correction("meetings", "mine", anchor, "change", "kind", new="talks")], "s1", "Ana")
    before = store.tables("s1")
    assert main(["recode"]) == 0
    for name, df in store.tables("s1").items():
        assert sorted(df["article_id"]) == sorted(before[name]["article_id"])
    assert store.tables("s1").get("meetings").query("article_id == 'mine'")["kind"].tolist() == ["talks"]
    assert store.articles()["article_id"].tolist() == ["china-iran-2023-08-21"]
    assert store.articles()["curated"].tolist() == [True]
    opened = store.review("mine", "s1")
    assert opened[1] == []
