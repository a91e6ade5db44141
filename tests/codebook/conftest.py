"""A codebook to be changed: a copy of data/codebook, and rows written into it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.paths import CODEBOOK, ROOT


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(CODEBOOK, tmp_path / "codebook"))


@pytest.fixture
def add(folder) -> Callable[..., int]:
    """add("topics", "water,Water") writes rows at the end of a file; gives the line of the last one."""

    def write(file: str, *rows: str) -> int:
        path = folder / f"{file}.csv"
        path.write_text(path.read_text("utf-8") + "".join(f"{row}\n" for row in rows), "utf-8")
        return len(path.read_text("utf-8").splitlines())

    return write


@pytest.fixture
def run(folder, tmp_path) -> Callable[..., subprocess.CompletedProcess]:
    """run("-m", "lib", "codebook"): Python in a process of its own that reads this codebook."""
    own = {"MAJLIS_CODEBOOK": str(folder), "MAJLIS_DATA": str(tmp_path / "data")}

    def python(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *arguments],
            env={**os.environ, **own},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    return python
