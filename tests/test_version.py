"""One version of Majlis, in lib/__init__.py; wherever else it is told, it is the same."""

import datetime as dt
import json
import re
import tomllib
from importlib import import_module

import pytest

from lib import __version__
from lib.__main__ import main
from lib.export.tables.about import About, bibtex, csl
from lib.paths import ROOT
from lib.ui.shell.takeaway import Citation


def test_the_command_line_tells_it(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"Majlis {__version__}\n"


def test_pyproject_reads_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert (project["project"]["dynamic"], "version" in project["project"]) == (["version"], False)
    module, _, name = project["tool"]["setuptools"]["dynamic"]["version"]["attr"].rpartition(".")
    assert getattr(import_module(module), name) == __version__


@pytest.mark.parametrize(
    ("file", "line"),
    [("CITATION.cff", r'^version: "(.*)"$'), ("CHANGELOG.md", r"^## (\S+)")],
)
def test_the_files_beside_the_code_name_it(file, line):
    assert re.search(line, (ROOT / file).read_text("utf-8"), re.MULTILINE)[1] == __version__


def test_what_is_cited_names_it():
    about = About("2026-11-24T03:00:00Z", "abc123")
    cited = Citation("Iran met Oman", "", "abc123", dt.date(2026, 3, 1), "")
    assert f". Majlis {__version__}: " in cited.text
    for note in (cited.bibtex, bibtex(about)):
        assert f"note = {{Majlis {__version__}, data version abc123. " in note
    assert json.loads(csl(about))[0]["note"] == f"Majlis {__version__}. Everything: no filter in force."
    assert about.facts({})["majlis_version"] == __version__
