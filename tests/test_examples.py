"""The examples in docstrings are run: what a docstring shows is what comes out."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOWN = [file for file in (ROOT / "lib").rglob("*.py") if "    >>> " in file.read_text("utf-8")]
CALLED = {  # what others call first, each with an example
    "lib.batch.run.run",
    "lib.catalogue.record.Chart.draw",
    "lib.coder.code",
    "lib.loaders.load",
    "lib.measures.waves.breadth.breadth",
    "lib.measures.waves.mood.mood",
    "lib.measures.waves.status.ladder",
    "lib.measures.waves.wave.waves",
    "lib.store.Store",
    "lib.tables.to_tables",
}


def examples(file: Path) -> list[doctest.DocTest]:
    module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    return [test for test in doctest.DocTestFinder().find(module) if test.examples]


@pytest.mark.parametrize("file", SHOWN, ids=lambda file: str(file.relative_to(ROOT)))
def test_an_example_shows_what_comes_out(file):
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in examples(file):
        runner.run(test, out=said.append)
    assert not said, "".join(said)
    assert runner.tries


def test_what_others_call_has_an_example():
    assert {test.name for file in SHOWN for test in examples(file)} >= CALLED
