"""A process of its own ends what hangs, crashes or grows, and goes on with the next file."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib.errors import MajlisError
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits
from lib.paths import ROOT

TARGET = "tests.loaders.misbehaving:work"


@pytest.fixture(scope="module")
def apart():
    with Isolated(TARGET, Limits(seconds=2, memory_mb=800)) as process:
        yield process


@pytest.mark.parametrize(
    ("name", "code"),
    [("hang", "MJ110"), ("bomb", "MJ110"), ("crash", "MJ111"), ("grow", "MJ135"), ("killed", "MJ135")],
)
def test_what_goes_wrong_is_ended_and_the_next_file_read(apart, name, code):
    began = time.monotonic()
    with pytest.raises(MajlisError, match=f"{code}: .*{name}"):
        list(apart.run({"name": name}))
    assert time.monotonic() - began < 30
    assert list(apart.run({"name": "good"})) == [b"begun\n", b"done\n"]


def test_it_finds_libraries_where_the_user_keeps_them_and_nothing_where_it_is_started(monkeypatch, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "kept_work.py").write_text("def work(request):\n    yield b'done\\n'\n")
    (tmp_path / "csv.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", f"{kept}:")
    with Isolated("kept_work:work") as process:
        assert list(process.run({"name": "good"})) == [b"done\n"]
    with Isolated(TARGET) as process:
        assert list(process.run({"name": "good"})) == [b"begun\n", b"done\n"]


def test_half_a_line_is_no_answer(apart):
    answers = apart.run({"name": "halfway"})
    assert next(answers) == b"begun\n"
    with pytest.raises(MajlisError, match="MJ110"):
        next(answers)


def test_what_a_library_prints_is_no_answer(apart):
    assert list(apart.run({"name": "chatter"})) == [b"begun\n", b"done\n"]


def test_a_request_that_is_given_up_leaves_nothing_behind(apart):
    answers = apart.run({"name": "good"})
    assert next(answers) == b"begun\n"
    answers.close()
    assert list(apart.run({"name": "chatter"})) == [b"begun\n", b"done\n"]


PARENT = """
from lib.loaders.isolated import Isolated
from lib.loaders.limits import Limits
apart = Isolated("tests.loaders.misbehaving:work", Limits(seconds=1))
answers = apart.run({"name": "bomb"})
next(answers)
print(apart._process.pid, flush=True)
input()
"""


def test_a_process_ends_with_the_one_that_holds_it_to_its_time():
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    told = Path("/proc", parent.stdout.readline().strip(), "cmdline")
    parent.send_signal(signal.SIGKILL)
    parent.communicate(timeout=10)
    until = time.monotonic() + 60
    while told.exists() and told.read_bytes() and time.monotonic() < until:  # empty: it only waits to be forgotten
        time.sleep(0.1)
    assert time.monotonic() < until
