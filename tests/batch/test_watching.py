"""A watched folder: each file once, when it stands still, also after a restart."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from lib.__main__ import main
from lib.batch import watching as looks
from lib.batch.watching import arrivals
from lib.errors import MajlisError
from lib.paths import ROOT
from lib.store import Store

CALLED = "Tunisia's president received the emir of Kuwait in Tunis on {} June 2023."


def seen(folder: Path, steps: list, known: set[str], once: bool = False) -> list:
    """What arrives while `steps` are done, one between two looks."""
    found, todo = [], iter(steps)

    def wait(seconds: float) -> None:
        step = next(todo, None)
        if step is None and not once:
            raise KeyboardInterrupt
        if step:
            step()

    try:
        for each in arrivals(folder, known.__contains__, once, wait):
            found.append(each.code if isinstance(each, MajlisError) else each[0].name)
            if not isinstance(each, MajlisError):
                known.add(each[1])
    except KeyboardInterrupt:
        pass
    return found


def nothing() -> None:
    """Time goes by."""


def test_a_file_is_waited_for_until_it_stands_still(tmp_path):
    file = tmp_path / "a.txt"
    grow = [lambda: file.write_text("a"), lambda: file.write_text("ab"), lambda: file.write_text("abc"), nothing]
    assert seen(tmp_path, grow[:3], set()) == []
    assert seen(tmp_path, grow, set()) == ["a.txt"]


def test_each_content_comes_once_under_whatever_name(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "b.txt").write_text("a")
    (tmp_path / "c.txt.part").write_text("c")
    known: set[str] = set()
    rename = [nothing, lambda: (tmp_path / "a.txt").rename(tmp_path / "d.txt"), nothing, nothing]
    assert seen(tmp_path, rename, known) == ["a.txt"]
    assert seen(tmp_path, [nothing, nothing], known) == []
    change = [lambda: (tmp_path / "d.txt").write_text("new words"), nothing]
    assert seen(tmp_path, change, known) == ["d.txt"]


def test_with_once_what_is_still_being_written_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    assert seen(tmp_path, [lambda: (tmp_path / "b.txt").write_text("b")], set(), once=True) == ["a.txt", "MJ149"]


def test_a_folder_that_is_not_there_is_told_once(tmp_path):
    assert seen(tmp_path / "none", [nothing] * 3, set()) == ["MJ101"]
    assert seen(tmp_path, [nothing] * 3, set()) == []


def watching(folder: Path, store: Path, *options: str) -> subprocess.Popen:
    """Tests that run in the background are deaf to SIGINT, and so would be what they start."""
    env = {**os.environ, "MAJLIS_DATA": str(store), "MAJLIS_DATABASE_URL": ""}
    command = [sys.executable, "-m", "lib", "watch", str(folder), *options]
    hearing = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True, preexec_fn=hearing)


def test_what_comes_into_a_folder_is_in_the_app_once(tmp_path):
    news, store = tmp_path / "news", tmp_path / "store"
    news.mkdir()
    (news / "one.txt").write_text(CALLED.format(4))
    (news / "bad.pdf").write_text("no pdf")
    first = watching(news, store, "--once")
    told = first.communicate(timeout=120)[1]
    assert (first.returncode, told.count("1 added"), told.count("MJ114")) == (1, 1, 1)
    second = watching(news, store, "--once")
    assert (second.communicate(timeout=120)[1], second.returncode) == ("", 0)


def test_it_ends_cleanly(tmp_path):
    news, store = tmp_path / "news", tmp_path / "store"
    news.mkdir()
    (news / "two.txt").write_text(CALLED.format(5))
    running = watching(news, store)
    assert running.stderr
    line = running.stderr.readline()
    running.send_signal(signal.SIGINT)
    rest = running.communicate(timeout=60)[1]
    assert line.endswith("two.txt: 1 added\n")
    assert (rest, running.returncode) == ("No longer watching.\n", 0)


def test_what_is_no_file_is_told_once_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "z.txt").write_text("z")
    assert seen(tmp_path, [nothing, nothing, nothing], set()) == ["MJ106", "z.txt"]


def test_a_name_that_a_terminal_obeys_is_spelled_out(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    (news / "a\x1b[2J\n.txt").write_text(CALLED.format(3))
    told = watching(news, tmp_path / "store", "--once").communicate(timeout=120)[1]
    assert "\x1b" not in told
    assert "a\\x1b[2J\\n.txt: 1 added" in told


def test_a_name_that_is_not_unicode_stops_no_watch(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    odd = news / os.fsdecode(b"caf\xe9.txt")
    odd.write_text(CALLED.format(3))
    (news / "next.txt").write_text(CALLED.format(4))
    told = watching(news, tmp_path / "store", "--once").communicate(timeout=120)[1]
    assert (told.count("1 added"), "caf\\udce9.txt: 1 added" in told) == (2, True)
    odd.write_text(f"{CALLED.format(3)} They spoke of grain and of water.")
    told = watching(news, tmp_path / "store", "--once").communicate(timeout=120)[1]
    assert ("1 added" in told, "MJ164" in told) == (True, True)  # what was kept of it before is known


def test_a_link_that_leads_nowhere_is_told_once(tmp_path):
    (tmp_path / "lost.txt").symlink_to(tmp_path / "none.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    assert seen(tmp_path, [nothing] * 3, set()) == ["MJ106", "MJ106"]
    come = [nothing, lambda: (tmp_path / "none.txt").write_text("there"), nothing, nothing]
    assert seen(tmp_path, come, set()) == ["MJ106", "MJ106", "lost.txt"]


WHOLE = (
    "Mauritania's foreign minister met his Algerian counterpart in Nouakchott on Tuesday. They agreed to open two crossings. "
    "On Wednesday he called the king of Morocco, and on Thursday he will fly to Dakar to meet the president of Senegal there."
)
TABLE = "title,text\nOne,The emir of Qatar called the king of Bahrain on 3 May 2024.\nTwo,{}\n"


@pytest.mark.parametrize(
    ("name", "half", "whole", "kept"),
    [
        ("a.txt", WHOLE[:90], WHOLE, 1),
        ("b.txt", WHOLE[:200], WHOLE, 1),
        ("c.csv", TABLE.format("Oman's minis").rstrip(), TABLE.format("Oman's minister met the president of Iran."), 2),
        ("d.txt", "Kuwait hosted talks.", "Libya held a summit in Tripoli.", 2),
    ],
)
def test_a_file_that_grew_is_kept_as_it_is_now_and_what_was_kept_of_it_can_be_brought_back(
    tmp_path, monkeypatch, capsys, name, half, whole, kept
):
    monkeypatch.setattr(looks, "EVERY", 0.01)
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "store"))
    store = Store(curated=False)
    (tmp_path / "news").mkdir()
    for text in (half, whole):
        (tmp_path / "news" / name).write_text(text)
        assert main(["watch", str(tmp_path / "news"), "--once"]) == 0
    told = capsys.readouterr().err
    own = store.articles()[~store.articles()["curated"]]
    assert ([*own["hidden"]].count(False), told.count("MJ164")) == (kept, kept < len(own))
    store.hide([*own["article_id"]], "a reader", hidden=False)
    texts = "\n".join(store.tables()["articles"]["text"])
    assert half.strip().rpartition(",")[2] in texts
    assert whole.strip().rpartition(",")[2] in texts
    store.close()


def test_a_file_moved_while_it_is_read_is_read_where_it_went(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(looks, "EVERY", 0.01)
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path / "store"))
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(CALLED.format(6))
    with monkeypatch.context() as patched:
        patched.setattr(Store, "read_of", lambda store, place: (news / "a.txt").rename(news / "b.txt") and {})
        assert main(["watch", str(news), "--once"]) == 1
    assert main(["watch", str(news), "--once"]) == 0
    told = capsys.readouterr().err
    assert ("MJ101" in told, "b.txt: 1 added" in told) == (True, True)
