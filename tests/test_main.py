"""The command line, run for real."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib import tables
from lib.__main__ import main
from lib.batch.parts import FOLDER
from lib.batch.progress import Progress
from lib.batch.run import run
from lib.schema import TABLES
from tests.loaders import made

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "data" / "articles"


def majlis(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
    """python -m lib ARGUMENTS, to its end."""
    command = [sys.executable, "-m", "lib", *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_what_lies_in_the_folder_it_is_started_in_is_not_run(tmp_path):
    for name in ("typing", "csv", "json", "pandas", "argparse"):
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name} of the folder')")
    command = [sys.executable, "-m", "lib", "wave", "--chronology"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def rows(folder: Path, table: str) -> list[dict]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text("utf-8").splitlines()]


def lines_of_articles(path: Path, count: int, length: int = 1) -> Path:
    """A file of articles, no two the same."""
    with open(path, "w", encoding="utf-8") as file:
        for n in range(count):
            text = f"The president of Egypt met the king of Jordan in Cairo on day {n}. " * length
            file.write(json.dumps({"id": f"a{n}", "text": text, "published": "2023-08-21"}) + "\n")
    return path


def test_the_curated_article_becomes_five_tables(tmp_path):
    done = majlis("code", ARTICLES, "--out", tmp_path, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{name}.jsonl" for name in TABLES)
    [article] = rows(tmp_path, "articles")
    assert article["article_id"] == "china-iran-2023-08-21"
    assert article["text"] == (ARTICLES / "china-iran-2023-08-21.txt").read_bytes().decode()
    tables.validate_evidence(tables.read(tmp_path))
    assert len(rows(tmp_path, "meetings")) == 3


def test_whoever_reads_no_further_hears_no_complaint():
    with subprocess.Popen([sys.executable, "-m", "lib", "wave", "--chronology"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:  # fmt: skip
        run.stdout.close()
        assert run.stderr.read() == b""


def test_what_is_added_is_in_the_app_and_its_copies_are_told(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text("Tunisia's president received the emir of Kuwait in Tunis on 4 June 2023.")
    (news / "two.txt").write_text("Morocco's king called the president of Yemen on 5 June 2023 to talk about fish.")
    store = {"MAJLIS_DATA": str(tmp_path / "store"), "MAJLIS_DATABASE_URL": ""}
    first = majlis("add", news, tmp_path / "nothing.txt", **store)
    assert (first.returncode, first.stderr.splitlines()[-1]) == (1, "2 added")
    assert "MJ101" in first.stderr
    (news / "three.txt").write_text((news / "two.txt").read_text())
    second = majlis("add", news, **store)
    assert (second.returncode, second.stderr.count("Same text as"), second.stderr.splitlines()[-1]) == (
        0,
        3,
        "Nothing was new.",
    )


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_format_holds_the_same(tmp_path, form):
    for name in ("jsonl", form):
        run([ARTICLES], tmp_path / name, name, explain=True)
    one, other = tables.read(tmp_path / "jsonl"), tables.read(tmp_path / form)
    for name in TABLES:
        drop = ["added_at"] if name == "articles" else []
        assert one[name].drop(columns=drop).to_dict("records") == other[name].drop(columns=drop).to_dict("records")


def test_cue_and_rule_are_written_on_request(tmp_path):
    run([ARTICLES], tmp_path / "a")
    majlis("code", ARTICLES, "--out", tmp_path / "b", "--format", "jsonl", "--explain")
    plain, explained = rows(tmp_path / "a", "meetings")[0], rows(tmp_path / "b", "meetings")[0]
    assert explained.keys() - plain.keys() == {"cue", "rule"}
    assert explained["rule"]


def test_bad_inputs_are_named_and_the_rest_goes_on(tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    for name, data in {
        "good.txt": made.plain(),
        "good.docx": made.docx(),
        "bad.pdf": b"%PDF-1.4 no",
        "empty.txt": b"",
        "lines.jsonl": b"{broken\n",
        "archive.zip": made.archive(
            {"x.pdf": made.pdf(["Another text of a ministry."]), "../y.txt": b"x", "z.pdf": b"%PDF-"}
        ),
    }.items():
        (inputs / name).write_bytes(data)
    done = majlis("code", inputs, tmp_path / "none.txt", "--out", tmp_path / "out", "--format", "jsonl")
    assert done.returncode == 1
    codes = [line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("MJ")]
    assert sorted(codes) == ["MJ101", "MJ103", "MJ108", "MJ109", "MJ109", "MJ122"]
    assert [r["article_id"] for r in rows(tmp_path / "out", "articles")] == ["x", "good", "good-" + sha(tmp_path, 2)]


def sha(folder: Path, place: int) -> str:
    return rows(folder / "out", "articles")[place]["sha256"][:8]


def test_the_same_text_from_two_files_is_coded_once(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(made.plain())
    done = majlis("code", tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path / "out", "--format", "jsonl")
    assert done.returncode == 0
    assert "b.txt" in done.stderr
    assert "Same text" in done.stderr
    assert [r["article_id"] for r in rows(tmp_path / "out", "articles")] == ["a"]


def test_a_language_of_the_codebook_is_coded(tmp_path):
    (tmp_path / "a.txt").write_text("التقى وزير الخارجية الإيراني نظيره السعودي في بكين يوم الخميس.", encoding="utf-8")
    done = majlis("code", tmp_path / "a.txt", "--out", tmp_path / "out", "--format", "jsonl")
    assert done.returncode == 0
    (met,) = rows(tmp_path / "out", "meetings")
    assert (set(met["parties"]), met["place"], met["date_start"]) == ({"IRN", "SAU"}, "Beijing", "")


def test_other_languages_are_kept_without_rows(tmp_path):
    told = "Der iranische Außenminister traf am Donnerstag in Peking seinen saudischen Amtskollegen, wie es hieß."
    (tmp_path / "a.txt").write_text(told, encoding="utf-8")
    done = majlis("code", tmp_path / "a.txt", "--out", tmp_path / "out", "--format", "jsonl")
    assert done.returncode == 0
    assert "in a language that is not coded" in done.stderr
    assert "German" in done.stderr
    assert rows(tmp_path / "out", "articles")[0]["language"] == "de"
    assert rows(tmp_path / "out", "actors") == []


def test_one_process_and_several_write_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("lib.batch.run.SMALL", 0)  # else so few would not be spread
    source = lines_of_articles(tmp_path / "a.jsonl", 90)
    for jobs in (1, 2):
        run([source], tmp_path / str(jobs), jobs=jobs)
    for name in TABLES:
        one, two = rows(tmp_path / "1", name), rows(tmp_path / "2", name)
        assert len(one) >= 90 or name == "topics"
        assert [r | {"added_at": ""} for r in one] == [r | {"added_at": ""} for r in two]


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path):
    source, seen = lines_of_articles(tmp_path / "a.jsonl", 120), []

    def interrupt(articles: int, characters: int) -> None:
        seen.append(articles)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", progress=interrupt)
    parts = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out" / FOLDER).iterdir()}
    assert len(parts) == 2
    kept = {}
    run([source], tmp_path / "out", progress=lambda *_: kept.update(times(tmp_path / "out")))
    assert {name: kept[name] for name in parts} == parts
    assert [r["article_id"] for r in rows(tmp_path / "out", "articles")] == [f"a{n}" for n in range(120)]
    assert not (tmp_path / "out" / FOLDER).exists()


def times(out: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in (out / FOLDER).iterdir()}


def test_changed_inputs_are_read_again(tmp_path):
    source = lines_of_articles(tmp_path / "a.jsonl", 60)
    with pytest.raises(ZeroDivisionError):
        run([source], tmp_path / "out", progress=lambda *_: 1 / 0)
    lines_of_articles(source, 50, 2)
    run([source], tmp_path / "out")
    assert len(rows(tmp_path / "out", "articles")) == 50
    assert rows(tmp_path / "out", "articles")[0]["text"].count("Cairo") == 2


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_whole_tables_or_none(tmp_path):
    source = lines_of_articles(tmp_path / "a.jsonl", 600)
    command = [sys.executable, "-m", "lib", "code", str(source), "--out", str(tmp_path / "out"), "--format", "jsonl"]
    for enough in (4, 8):
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
        until = time.monotonic() + 30
        while time.monotonic() < until and len(list((tmp_path / "out").glob(f"{FOLDER}/*"))) < enough:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert not list((tmp_path / "out").glob("*.jsonl"))
    assert majlis(*command[3:]).returncode == 0
    assert len(rows(tmp_path / "out", "articles")) == 600
    tables.validate_evidence(tables.read(tmp_path / "out"))


def test_json_lines_are_coded_without_the_heavy_libraries(tmp_path):
    source = lines_of_articles(tmp_path / "a.jsonl", 3)
    check = (
        "import sys; from lib.__main__ import main;"
        f"main(['code', {str(source)!r}, '--out', {str(tmp_path / 'out')!r}, '--format', 'jsonl']);"
        "print(sorted({'pandas', 'numpy', 'streamlit', 'pyarrow', 'lxml', 'plotly', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_article_over_its_time_is_ended_and_named(tmp_path):
    source = lines_of_articles(tmp_path / "a.jsonl", 2, 30_000)
    done = majlis("code", source, "--out", tmp_path / "out", "--format", "jsonl", MAJLIS_MAX_SECONDS="2")
    assert done.returncode == 1
    assert done.stderr.count("MJ110") == 2


def test_wave_speaks_json():
    done = majlis("wave", "--chronology", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["window"] == 90


def test_a_backup_is_restored_elsewhere(tmp_path):
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "all.zip"
    from lib.store import Store

    here.mkdir()
    store = Store(f"sqlite:///{here}/majlis.sqlite3")
    store.hide("china-iran-2023-08-21")
    assert majlis("backup", file, MAJLIS_DATA=str(here)).returncode == 0
    assert majlis("restore", file, MAJLIS_DATA=str(there)).returncode == 0
    assert Store(f"sqlite:///{there}/majlis.sqlite3").hidden() == {"china-iran-2023-08-21"}
    (tmp_path / "not.zip").write_bytes(b"no backup")
    done = majlis("restore", tmp_path / "not.zip", MAJLIS_DATA=str(there))
    assert (done.returncode, done.stderr[:2]) == (1, "MJ")


def test_help_names_every_command():
    done = majlis("--help")
    assert done.returncode == 0
    for name in ("code", "wave", "export-story", "backup", "restore"):
        assert name in done.stdout


def test_a_file_whose_name_looks_like_an_option_orders_no_terminal_about(capsys):
    with pytest.raises(SystemExit):
        main(["code", "a.txt", "--out", "b", "--\x1b[2J\u202etxt.exe"])
    assert "--\\x1b[2J\\u202etxt.exe" in capsys.readouterr().err


def test_the_progress_bar_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stderr", screen := io.StringIO())
    screen.isatty = lambda: True
    source = lines_of_articles(tmp_path / "a.jsonl", 10)
    with Progress([source]) as progress:
        progress.mininterval = progress.miniters = 0
        progress.start_t -= 2
        progress.add(5, source.stat().st_size // 4)
    drawn = screen.getvalue().split("\r")
    assert re.fullmatch(r" 25% \|#{7}\d +\| 5 articles  2/s  00:0[5-7] left", drawn[-3].strip("\n"))
    assert drawn[-2:] == [" " * len(drawn[-3]), ""], "nothing of it is left at the end"


def test_where_nobody_watches_no_progress_is_drawn(tmp_path, capsys):
    with Progress([lines_of_articles(tmp_path / "a.jsonl", 10)]) as progress:
        progress.add(5, 10)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("out", "data"),
    [("code {a} --out {a}", "data"), ("export {a}/x.zip", "data"), ("read {a} --out {a}", "data"),
     ("read export {a} --out {folder}", "data"), ("read {a} --out {folder}/out", "a.txt")],
)  # fmt: skip
def test_where_nothing_can_be_written_is_told(tmp_path, monkeypatch, capsys, out, data):
    (tmp_path / "a.txt").write_text("Oman's foreign minister met his Yemeni counterpart in Muscat on 3 May 2021.")
    monkeypatch.setenv("MAJLIS_READER_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("MAJLIS_READER_MODEL", "m")
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / data))
    assert main(out.format(a=tmp_path / "a.txt", folder=tmp_path).split()) == 1
    assert re.search(r"^MJ(106|301): ", capsys.readouterr().err, re.MULTILINE)
