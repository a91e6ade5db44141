"""README.md says what the code does: its generated parts are fresh, its commands are those that are run."""

import inspect
import re
from dataclasses import fields

import pytest
import uvicorn.config

from lib.catalogue.rows import milestones
from lib.errors import MESSAGES
from lib.loaders import FORMATS
from lib.loaders.limits import Limits
from lib.paths import ROOT
from lib.wording import phrases
from tests import readme

RUN = "python3 -m venv .venv && .venv/bin/pip install -q -r requirements.txt && .venv/bin/streamlit run app.py"
TEST = "python3 -m venv .venv && .venv/bin/pip install -q -r tests/requirements.txt && .venv/bin/pytest"


@pytest.fixture(scope="module")
def text() -> str:
    return readme.README.read_text("utf-8")


def test_the_schema_table_is_the_schema(text):
    assert readme.block(text, "schema") == readme.schema(), "run: python -m tests.readme"


def test_the_error_list_is_the_error_list(text):
    listed = readme.block(text, "errors")
    assert listed is None or listed == readme.errors(), "run: python -m tests.readme"


def test_rewriting_is_idempotent(text):
    assert readme.rewrite(readme.rewrite(text)) == readme.rewrite(text)


@pytest.mark.parametrize("command", [RUN, TEST])
def test_the_two_commands_stand_on_the_first_screen(text, command):
    assert command in "\n".join(text.splitlines()[:60])


def test_ci_runs_the_command_which_the_readme_gives():
    """.ci/run takes the line from README.md, so that nobody maintains a second one."""
    script = (readme.README.parent / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script
    pattern = re.search(r"grep -m1 -E '([^']+)' README\.md", script)
    assert pattern, ".ci/run no longer reads README.md"
    lines = [x for x in readme.README.read_text("utf-8").splitlines() if re.search(pattern[1], x)]
    assert [x.strip() for x in lines[:1]] == [TEST]


def test_ci_runs_what_the_command_of_the_readme_leaves_out():
    """The markers of the quick run in pyproject.toml and those of .ci/run are the two halves of one whole."""
    root = readme.README.parent
    left_out = re.search(r"-m 'not (\w+) and not (\w+)'", (root / "pyproject.toml").read_text("utf-8"))
    rest = re.search(r'pytest -m "(\w+) or (\w+)"', (root / ".ci" / "run").read_text("utf-8"))
    assert left_out.groups() == rest.groups() == ("slow", "browser")


def test_files_named_in_the_readme_exist(text):
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)\s#]+)", text):
        assert (readme.README.parent / target).exists(), f"README.md points to {target}"


def test_every_format_stands_in_the_list(text):
    listed = re.findall(r"`(\.\w+)`", text[text.index("## What it reads") : text.index("## Settings")])
    assert sorted(listed) == sorted(FORMATS)


SETTINGS = r"environ(?:\.get\(|\[)\"([A-Z_]+)\"|\b(MAJLIS_(?!MAX\b)[A-Z_]*[A-Z])\b"
OTHERS = {"FORWARDED_ALLOW_IPS": uvicorn.config}  # read by a library


def settings(text: str) -> dict[str, str]:
    """The settings of the table in README.md, and what holds without them."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| .* \| (.*) \|$", text, re.MULTILINE)
    assert len(dict(rows)) == len(rows), "a setting stands in the table twice"
    return dict(rows)


def test_every_setting_stands_in_the_table_and_is_read(text):
    files = [*(ROOT / "lib").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "app.py", ROOT / ".ci" / "run"]
    found = re.findall(SETTINGS, "\n".join(file.read_text("utf-8") for file in files))
    read = {a or b for a, b in found} | {f"MAJLIS_MAX_{field.name.upper()}" for field in fields(Limits)}
    read |= {name for name, module in OTHERS.items() if name in inspect.getsource(module)}
    assert set(settings(text)) == read


def test_the_limits_are_as_the_table_says(text):
    told = settings(text)
    for field in fields(Limits):
        assert float(told[f"MAJLIS_MAX_{field.name.upper()}"].replace(",", "")) == field.default, field.name


def test_the_milestones_are_counted_as_they_are(text):
    rows = milestones()
    assert f"{len(rows)} dated milestones" in text
    assert f"{phrases.day(rows['date_start'].min())} to {phrases.day(rows['date_start'].max())}" in text


def test_every_message_says_what_happened_and_what_to_do():
    for code, message in MESSAGES.items():
        assert re.fullmatch(r"MJ[1-8]\d\d", code)
        assert message.what.endswith((".", ")", "!", "?")), f"{code} says no sentence"
        assert message.next.endswith((".", ")", "?")), f"{code} gives no next step"
