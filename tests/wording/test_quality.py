"""What the Method page says of accuracy comes from the file of figures, whatever they are."""

import json

import pytest

from lib.paths import DATA
from lib.wording import quality

FEW = {"meetings_found": [30, 50, 0.46, 0.72], "left_alone": [0, 0, 0, 1]}
MEASURED = {
    "measured": "2024-03-05", "articles": 40, "articles_with_events": 3,
    "shares": {name: [1, 4, 0.046, 0.699] for name in quality.WHAT} | FEW,
    "sure": {"meetings": [[8, 10, 7], [9, 1, 1]], "events": [[5, 4, 1]]},
    "newspapers": {"articles": 12, "found": 0.31, "right": 0.66},
}  # fmt: skip


def test_words_take_their_numbers_from_the_file():
    said = quality.measured(MEASURED)
    for part in (
        "40 statements",
        "50 meetings",
        "events on 3 of them",
        "12 articles",
        "three in ten meetings",
        "seven in ten",
    ):
        assert part in said
    assert "Of the 10 meetings of which the coder was 80 to 90 % sure, 7 were right" in quality.surest(MEASURED)


def test_a_share_stands_with_its_cases_and_its_interval():
    rows = quality.shares(MEASURED)
    assert rows[0]["Right"] == "60\u00a0% (30 of 50)"
    assert rows[0]["95 % interval"] == "46 to 72\u00a0%"
    assert len(rows) == len(quality.WHAT) - 1  # where there was no case, nothing is said


def test_the_surest_rows_stand_first():
    sure, less, least = quality.reliability(MEASURED)
    assert (sure["Meetings right"], sure["Events right"]) == ("1 of 1", "no row")
    assert (less["The coder was"], less["Meetings right"]) == ("80 to 90 % sure", "7 of 10")
    assert least["Events right"] == "1 of 4"


@pytest.mark.parametrize("named", ["shares", "sure"])
def test_every_figure_of_the_file_has_words(named):
    real = json.loads((DATA / "quality.json").read_text("utf-8"))
    assert set(real[named]) == set(MEASURED[named])
