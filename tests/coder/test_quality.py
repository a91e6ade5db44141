"""The quality gate: the scores on the project's own articles, pinned; they may be raised, never lowered."""

from __future__ import annotations

import json
from pathlib import Path

from tests import quality

PINNED = Path(__file__).parent / "quality.json"


def test_no_score_falls_below_its_pin():
    measured = quality.measure()
    pinned = json.loads(PINNED.read_text("utf8"))
    assert set(pinned) == set(quality.WORDS)
    fallen = {k: (v, measured[k]) for k, v in pinned.items() if measured[k] < v}
    assert not fallen, f"pinned, measured: {fallen}"


def test_the_method_page_shows_what_is_measured():
    """data/quality.json is what `python -m tests.quality` writes for this version."""
    shown = json.loads(quality.RESULT.read_text("utf8"))
    expected = quality.table(quality.measure())
    assert {k: v for k, v in shown.items() if k != "Measured on"} == {
        k: v for k, v in expected.items() if k != "Measured on"
    }
