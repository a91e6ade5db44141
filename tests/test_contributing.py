"""CONTRIBUTING.md and README.md name what is there; so do the docstrings, for the rooms of lib/."""

import re

import pytest

from lib.paths import ROOT

PATH = re.compile(r"(?<![\w./])(?:(?:lib|pages|data|tests|static|\.ci|\.streamlit)/[\w./-]*\w/?|[A-Z]+\.(?:md|cff))")
NEW = {"lib/loaders/srt.py"}  # the file that an example writes
TASKS = ["A chart on a page", "A file format", "A cue", "A milestone", "A column of meetings", "A language"]


def missing(text: str, pattern: re.Pattern[str]) -> list[str]:
    return sorted(name for name in set(pattern.findall(text)) - NEW if not (ROOT / name).exists())


@pytest.mark.parametrize("file", ["CONTRIBUTING.md", "README.md", "CHANGELOG.md", "data/codebook/README.md"])
def test_what_a_page_names_is_there(file):
    assert missing((ROOT / file).read_text("utf-8"), PATH) == []


def test_the_example_of_a_new_file_is_still_new():
    assert [name for name in NEW if (ROOT / name).exists()] == []


def test_the_cue_of_an_example_is_still_new():
    cue = re.search(r"`\|([\w ]+)` after `held one-on-one`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))[1]
    assert cue not in (ROOT / "data/codebook/meeting_cues.csv").read_text("utf-8")


def test_the_tasks_stand_in_it():
    assert re.findall(r"^## (.*)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE) == TASKS


def test_names_in_the_examples_are_in_the_files_they_belong_to():
    """A step names a file and what is in it; a renamed function would leave the step behind."""
    for file, names in {
        "lib/measures/counts/summaries.py": ["def places("],
        "lib/catalogue/record.py": ["class Chart"],
        "lib/ui/explore/charts.py": ["def draw("],
        "lib/loaders/__init__.py": ["FORMATS = {"],
        "tests/loaders/made.py": ["SINGLE = {", "FIRST =", "SECOND ="],
        "lib/loaders/content.py": ["LETTERS =", "KINDS =", "TOLD ="],
        "lib/ui/analyse/intake.py": ["KINDS ="],
        "lib/wording/words.py": ["def _meeting("],
        "data/codebook/meeting_cues.csv": ["held one-on-one", "cue,kind,frame"],
        "lib/schema.py": ["MEETINGS = Table("],
        "lib/coder/meetings/merging.py": ["def row("],
        "lib/loaders/language.py": ["NAMES = {", "OTHER_LETTERS = {"],
        "lib/loaders/text.py": ["def decode("],
        "lib/wording/phrases.py": ["def plural("],
        "tests/loaders/test_text.py": ["LANGUAGES = {"],
        "lib/batch/work.py": ["def coded("],
    }.items():
        text = (ROOT / file).read_text("utf-8")
        assert [name for name in names if name not in text] == [], file


def test_docstrings_name_rooms_and_files_that_are_there():
    pattern = re.compile(r"(?<![\w./])lib/[\w./-]*\w/?")
    files = [*(ROOT / "lib").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    found = {
        str(f.relative_to(ROOT)): missing(f.read_text("utf-8"), pattern) for f in files if f.name != "test_walls.py"
    }
    assert {file: names for file, names in found.items() if names} == {}
