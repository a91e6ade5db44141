"""Events of any text whatever: no crash, honest evidence, the same twice, and time in line with length."""

import random
import time

import pytest

from lib.codebook import rows, word_class
from lib.codebook.records import EventCue
from lib.coder import code
from lib.coder.events.lexicon import compose, lexicon, operators
from lib.schema import EVENT_MODES, EVENT_STATUSES, STAGES, Article

SEED = (
    "Iran's foreign minister said on Sunday that Israel, which had denied it, attacked two ships in the Red Sea; Oman "
    "\u201curged restraint\u201d and agreed (with Qatar) to host talks. The UN will not lift the embargo unless Yemen's "
    "Houthis release the crew. Egypt's ambassador to Sudan was recalled by Cairo, and Jordan may expel him."
)
MARKS = [*list(" .,;:?!'\"()[]{}-–—“”\n\t\x00\u200f؟。"), "إيران", "伊朗", "'s", "n't", "to ", "that "]


def mutated(rng: random.Random) -> str:
    text = SEED
    for _ in range(rng.randint(1, 25)):
        at, cut = rng.randint(0, len(text)), rng.randint(0, 12)
        text = text[:at] + rng.choice(MARKS) * rng.randint(0, 3) + text[at + cut :]
    return text[: rng.randint(1, 2 * len(text) + 1)] or SEED


def test_no_text_breaks_it():
    rng = random.Random(7)
    for _ in range(300):
        text = mutated(rng)
        for row in code(Article("a", text, published="2024-05-15"))["events"]:
            assert text[row["start"] : row["end"]] == row["evidence"]
            assert row["mode"] in ("", *EVENT_MODES[row["event_type"]])
            assert row["status"] in EVENT_STATUSES
            assert row["stage"] in ("", *STAGES)
            assert 0 <= row["confidence"] <= 1
            assert not set(row["actor"]) & set(row["recipient"]) or len(row["actor"]) == 1


def test_same_text_same_events():
    article = Article("a", SEED, published="2024-05-15")
    assert code(article)["events"] == code(article)["events"]


def test_identifiers_are_unique_and_in_order():
    found = code(Article("a", SEED * 3, published="2024-05-15"))["events"]
    assert [row["event_id"] for row in found] == [f"e{n}" for n in range(1, len(found) + 1)]


@pytest.mark.slow
def test_time_grows_with_length_and_not_faster():
    def seconds(times: int) -> float:
        article = Article("a", "Iran and Iraq " * times + "held talks " * times)
        began = time.process_time()
        code(article)
        return time.process_time() - began

    code(Article("a", SEED))
    small = min(seconds(300) for _ in range(3))
    assert seconds(3000) < 40 * small


def test_an_operator_makes_what_plover_knows():
    types = {(kind, mode) for kind, modes in EVENT_MODES.items() for mode in ("", *modes)}
    for made in operators().values():
        assert made in types or made in (("=", "="), ("", "")), made


def test_no_cue_stands_twice_in_one_row():
    for row in rows(EventCue):
        assert len(row.cues) == len(set(row.cues)), row


def test_operators_compose():
    assert compose("refuse", compose("end", ("COERCE", "restrict"))) == ("REJECT", "yield")
    assert compose("promise", ("ASSAULT", "aerial")) == ("THREATEN", "violence")
    assert compose("demand", ("SANCTION", "discontinue"), "end") == ("REQUEST", "change")


def test_word_classes_are_there():
    assert "will" in word_class("future")
    assert "met" in lexicon().forms
