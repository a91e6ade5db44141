"""The commands that keep, move and renew the whole."""

import csv
import json
import zipfile
from dataclasses import asdict

import pytest
from pandas.testing import assert_frame_equal

from lib.__main__ import main
from lib.batch.work import coded
from lib.errors import MajlisError
from lib.export.tables import corrected
from lib.measures.edits.corrections import Correction
from lib.measures.edits.details import Copy
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
    assert main(["restore", str(folder / "none.zip")]) == main(["import", str(folder / "none.zip")]) == 1
    told = capsys.readouterr().err
    assert told.count("none.zip cannot be") == told.count(": No such file or directory.") == 2
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


def test_what_was_put_right_is_exported_and_imported(folder, monkeypatch, capsys):
    from lib.batch.work import coded

    store = Store()
    store.ingest([coded(Article("a1", TEXT, source="Wire"))])
    step, _ = store.put_right(["a1"], {"source": "SPA"}, author="Ana")
    store.put_right(["a1"], {"published": "2023-06"}, author="Ana")
    store.undo(step=step)
    copy = coded(Article("b", TEXT, author="A. Reed"))["articles"][0]
    store.ingest([], copies=[Copy("a1", copy)])
    assert main(["export", str(folder / "e.zip")]) == 0
    with zipfile.ZipFile(folder / "e.zip") as archive:
        assert "Foreign Minister" not in archive.read("coded/articles.csv").decode()
    monkeypatch.setenv("MAJLIS_DATA", str(folder / "two"))
    Store().ingest([coded(Article("here", TEXT, source="Local"))], session="s1")
    assert main(["import", str(folder / "e.zip")]) == 0
    assert "4 corrections brought back." in capsys.readouterr().err
    again = Store()
    assert again.corrections() == store.corrections()
    for name, df in again.tables().items():
        if name != "articles":
            assert_frame_equal(df, store.tables()[name])
    found = again.tables()["articles"].set_index("article_id").loc["a1"]
    assert (found["source"], found["author"], found["published_precision"]) == ("Wire", "A. Reed", "month")
    again.redo(step=step)
    again.undo(step=max(c.step for c in again.corrections() if c.column == "author"))
    found = again.tables()["articles"].set_index("article_id").loc["a1"]
    assert (found["source"], found["author"]) == ("SPA", "")


def test_what_was_put_right_elsewhere_dates_the_text_that_is_there(folder, monkeypatch):
    from lib.batch.work import coded

    store = Store()
    store.ingest([coded(Article("a1", TEXT))])
    store.put_right(["a1"], {"published": "2023-06-19"})
    assert main(["export", str(folder / "e.zip")]) == 0
    monkeypatch.setenv("MAJLIS_DATA", str(folder / "two"))
    Store().ingest([coded(Article("here", TEXT))])
    assert main(["import", str(folder / "e.zip")]) == 0
    meetings = Store().tables()["meetings"].set_index("article_id")
    assert f"{meetings.loc['here', 'date_start']:%Y-%m-%d}" == "2023-06-18"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"column": "text", "new": "x"}, "column is none that can be corrected"),
        ({"action": "delete"}, "there is no such action"),
        ({"new": 3}, "expected text"),
        ({"column": "published", "new": "2024-13"}, "published cannot hold its value"),
    ],
)
def test_a_correction_of_what_is_known_that_cannot_be_is_refused(wrong, reason):
    line = asdict(Correction("articles", "a1", {}, "change", "source", new="SPA")) | wrong
    with pytest.raises(MajlisError, match=f"MJ503.*{reason}"):
        corrected.read(json.dumps(line).encode(), "e.zip")


def test_two_codings_are_compared_in_one_command(folder, monkeypatch, capsys):
    """Of the shared articles with the coder, with a colleague's export, and of two exports; a row nobody judged says nothing."""
    changes = {"one": {"a0": ("change", "kind", "summit")}, "two": {"a1": ("delete", "", None)}}
    for machine, made in changes.items():
        monkeypatch.setenv("MAJLIS_DATA", str(folder / machine))
        store = Store()
        store.ingest([records(f"a{n}") for n in range(3)])
        assert main(["agree"]) == 1
        assert "No article of yours is judged in whole. Every meeting" in capsys.readouterr().err
        for name in ("a0", "a1"):
            action, column, new = made.get(name, ("accept", "", None))
            anchor = store.review(name)[0]["meetings"]["anchor"][0]
            store.correct([Correction("meetings", name, anchor, action, column, new=new)])
        assert main(["export", str(folder / f"{machine}.zip"), "--format", "parquet"]) == 0
        store.close()
    assert main(["agree"]) == 0  # on the second machine
    assert "2 articles judged in whole, compared with the coder: 1 of 2 meetings differ." in capsys.readouterr().out
    assert main(["agree", str((folder / "one.zip").rename(folder / "one\x1b[2J.zip"))]) == 0
    assert r"Meetings of yours that one\x1b[2J.zip has: 1.00 (.21 to 1.00), 1 row" in capsys.readouterr().out
    (folder / "one\x1b[2J.zip").rename(folder / "one.zip")
    assert main(["agree", str(folder / "one.zip"), str(folder / "two.zip"), "--out", str(folder / "d.csv")]) == 0
    assert "Meetings of yours that two.zip has: .50 (" in capsys.readouterr().out
    with open(folder / "d.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["article_id"]: row for row in csv.DictReader(file)}
    assert {name: row["difference"] for name, row in rows.items()} == {"a0": "Kind", "a1": "Only you have it"}
    assert (rows["a0"]["my_kind"], rows["a0"]["their_kind"], rows["a1"]["their_kind"]) == ("summit", "talks", "")


def test_an_export_with_rows_that_cannot_be_is_compared_with_nothing(folder, capsys):
    store = Store()
    store.ingest([records("a0")])
    store.correct([Correction("meetings", "a0", store.review("a0")[0]["meetings"]["anchor"][0], "accept")])
    assert main(["export", str(folder / "e.zip"), "--format", "jsonl"]) == 0
    for wrong, code in ((("talks", "sorcery"), "MJ152"), (("2023-08-20", "one day"), "MJ151")):
        with zipfile.ZipFile(folder / "e.zip") as whole, zipfile.ZipFile(folder / "w.zip", "w") as made:
            for name in whole.namelist():
                text = whole.read(name)
                made.writestr(name, text.replace(*map(str.encode, wrong)) if name == "coded/meetings.jsonl" else text)
        assert main(["agree", str(folder / "w.zip")]) == 1
        assert code in capsys.readouterr().err


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


def test_own_rows_are_brought_listed_taken_away_and_removed(folder, capsys):
    store = Store()
    store.ingest([coded(Article("z", "Zork Blimey met the Iranian foreign minister in Muscat. Zork Blimey said so."))])
    given = folder / "own.csv"
    given.write_text(
        "file,name,country,office,office_class,sector\npeople,Zork Blimey,OMN,Envoy,envoy,GOV\npeople,Zork,QQQ,x,envoy,GOV\n"
    )

    def side() -> str:
        return store.tables()["actors"].query("name == 'Zork Blimey'")["country"].item()

    assert main(["codebook", "add", str(given), "--dry-run"]) == 1
    assert side() == ""
    assert main(["codebook", "add", str(given)]) == 1
    told = capsys.readouterr().err
    assert told.count("Own rows of people.csv, line 3: country holds 'QQQ'") == 2
    assert "1 row would be changed" in told
    assert told.count("in 1 of 2 articles coded anew") == 2
    assert side() == "OMN"
    assert main(["codebook", "list"]) == main(["codebook", "export", str(folder / "out.csv")]) == 0
    assert "1\tPerson Zork Blimey: Oman, Envoy\tAnonymous" in capsys.readouterr().out
    assert main(["codebook", "patch", str(folder / "own.patch")]) == 0
    assert "+Zork Blimey,,OMN,Envoy,envoy,,,GOV,," in (folder / "own.patch").read_text()
    assert main(["export", str(folder / "e.zip")]) == 0
    with zipfile.ZipFile(folder / "e.zip") as package:
        assert json.loads(package.read("datapackage.json"))["majlis"]["own_codebook_rows"] == 1
    assert main(["codebook", "remove", "1"]) == 0
    assert side() == ""
    assert main(["codebook", "remove", "7"]) == 1
    assert "MJ317" in capsys.readouterr().err
    assert main(["codebook", "put-back", "1"]) == 0
    assert side() == "OMN"
    (folder / "a.txt").write_text("Zork Blimey met the Chinese foreign minister in Doha. Zork Blimey said he was glad.")
    assert main(["add", str(folder / "a.txt")]) == 0
    assert set(store.tables()["actors"].query("name == 'Zork Blimey'")["country"]) == {"OMN"}
    assert main(["codebook"]) == 0
