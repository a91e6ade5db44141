"""What copies tell of the articles they are copies of, on the command line."""

import json
from pathlib import Path

import pytest

from lib.__main__ import main
from lib.batch.run import run
from lib.store import Store

TEXT = (
    "Qatari Prime Minister Mohammed bin Abdulrahman Al Thani received Turkish Foreign Minister Hakan Fidan in Doha on "
    "Tuesday. They discussed the ceasefire in Gaza, the Qatari ministry said in a statement."
)


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Write tables of articles, one a row: files(a=[{...}])."""
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "store"))

    def write(**tables: list[dict[str, str]]) -> list[Path]:
        for name, rows in tables.items():
            (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
        return [tmp_path / f"{name}.jsonl" for name in tables]

    return write


def rows(folder: Path, table: str) -> list[dict]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text().splitlines()]


FULL = {"text": TEXT, "published": "2024-05-16", "source": "QNA", "url": "https://qna.example/1"}


@pytest.mark.parametrize("explain", [False, True])
def test_the_same_text_is_coded_once_with_the_best_that_is_told_of_it(tmp_path, explain):
    names = ("a note.txt", "b 2024-05-16.txt", "c 2024-05-17.txt")
    for name in names:
        (tmp_path / name).write_text(TEXT)
    summary = run([tmp_path / name for name in names], tmp_path / "out", explain=explain)
    assert (summary.coded, len(summary.duplicates)) == (1, 2)
    assert summary.filled == [f"{tmp_path / names[0]}: day of publication"]
    [article] = rows(tmp_path / "out", "articles")
    assert (article["published"], article["published_from"]) == ("2024-05-16", "file name")
    [meeting] = rows(tmp_path / "out", "meetings")
    assert (meeting["date_start"], meeting["article_id"]) == ("2024-05-14", article["article_id"])
    assert ("rule" in meeting) == explain


@pytest.mark.parametrize("own", [False, True])
def test_a_table_under_two_names_is_coded_once_unless_its_rows_have_names_of_their_own(tmp_path, own):
    for name in "ab":
        row = f'{name}9,"{TEXT}"\n' if own else f'x,"{TEXT}"\n'
        (tmp_path / f"{name}.csv").write_text(f"{'id' if own else 'desk'},text\n{row}")
    summary = run([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "out")
    assert (summary.coded, len(summary.duplicates)) == ((2, 0) if own else (1, 1))


def test_articles_that_bear_names_of_their_own_stay_as_they_are(files, tmp_path):
    given = files(a=[{"id": "one", "text": TEXT}, FULL | {"id": "two"}])
    assert run(given, tmp_path / "out").filled == []
    assert [row["published"] for row in rows(tmp_path / "out", "articles")] == ["", "2024-05-16"]


def test_copies_fill_in_what_is_there_and_what_comes_with_them(files, capsys):
    near = TEXT.replace("in a statement", "in a statement on its website")
    [a, b, c] = files(a=[{"id": "one", "text": TEXT}], b=[{"text": near, "source": "Wire"}], c=[FULL])
    assert main(["add", str(a), str(b)]) == 0
    assert "From a copy" not in capsys.readouterr().err
    assert Store().tables()["articles"]["source"].tolist()[-1] == "Wire"
    assert Store().corrections() == []
    assert main(["add", str(c)]) == 0
    told = capsys.readouterr().err
    assert "Filled in from a copy: one: day of publication 2024-05-16, address https://qna.example/1." in told
    assert told.splitlines()[-1] == "1 filled in from copies"
    found = Store().tables()
    assert f"{found['meetings'].iloc[-1]['date_start']:%Y-%m-%d}" == "2024-05-14"
    Store().undo()
    assert Store().tables()["articles"]["url"].tolist()[-1] == ""
