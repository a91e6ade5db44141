"""Meetings that no frame reads: which sides are weighed, which are taken, and what they never change."""

import os
import subprocess
import sys

import pytest

from lib.coder import code
from lib.coder.document import read
from lib.coder.meetings.features import CUES, Around
from lib.coder.meetings.linking import chosen, linked
from lib.coder.meetings.meeting import LINKED
from lib.coder.meetings.read import Learned
from lib.coder.meetings.reader import Reader
from lib.schema import Article


def around(text):
    doc = read(Article("a", text, published="2024-05-20", language="en"))
    return Around(Reader(doc), Learned.shipped().sides)


def test_the_likely_sides_are_taken_the_likeliest_first():
    assert chosen({"JOR": 0.6, "QAT": 0.9, "USA": 0.2}) == ["QAT", "JOR"]


def test_where_one_side_is_likely_the_next_possible_one_is_taken_with_it():
    assert chosen({"JOR": 0.9, "QAT": 0.2, "USA": 0.1}) == ["JOR", "QAT"]


@pytest.mark.parametrize("told", [{}, {"JOR": 0.9}, {"JOR": 0.9, "QAT": 0.1}])
def test_one_side_alone_met_nobody(told):
    assert chosen(told) == []


def test_a_tour_is_one_visit_for_each_country_and_talks_are_one_meeting():
    near = around("Kuwait's emir is expected in Oman, Qatar and Bahrain this week.")
    [cue] = near.cues(0)
    made = [meeting.parties for meeting in linked(near, cue, ["KWT", "OMN", "QAT"])]
    assert [set(parties) for parties in made] == [{"KWT", "OMN"}, {"KWT", "QAT"}]


def test_sides_told_a_sentence_before_are_weighed_too():
    near = around("Jordan's king came to Ankara on Friday. The dinner lasted two hours. The weather was fine.")
    [cue] = near.cues(1)
    assert {"JOR", "TUR"} <= near.sides(cue).keys()


def test_the_side_beside_the_cue_is_likelier_than_the_one_the_talk_was_about():
    near = around("The Omani minister greeted the Jordanian foreign minister and spoke of the war in Sudan.")
    [cue] = [c for c in near.cues(0) if c.text == "greeted"]
    told = near.chances(cue)
    assert min(told["OMN"], told["JOR"]) > told["SDN"]


def test_of_a_sentence_without_end_so_many_cues_are_weighed():
    near = around("Iran " + "saw Oman and " * 50 + "saw Qatar.")
    assert len(near.cues(0)) == CUES < len(near.reader.every[0])


def test_what_a_frame_reads_is_not_completed_by_what_is_only_likely():
    text = "Faisal bin Farhan met Hakan Fidan in Riyadh on 3 May 2024.\n\nTurkey and Saudi Arabia saw each other again in Cairo."
    [first, *_] = code(Article("a", text, published="2024-05-20"))["meetings"]
    assert (first["rule"] != LINKED, first["place"], first["date_start"]) == (True, "Riyadh", "2024-05-03")


def test_the_order_of_sides_is_that_of_the_text_in_every_process():
    text = "Iran, Oman, Qatar, Kuwait, Iraq, Egypt, Jordan and Sudan in Cairo\n\n" + "The weather was fine. " * 5
    text += "The ministers saw each other again on Friday."
    script = "import sys; from tests.coder.meetings.test_linking import around\n"
    script += "near = around(sys.argv[1]); print([list(near.sides(c)) for s in near.doc.sentences for c in near.cues(s.index)])"
    told = {
        subprocess.run(
            [sys.executable, "-c", script, text], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(told) == 1


def test_confidence_is_the_chance_that_the_row_is_one():
    sure, unsure = (
        code(Article("a", text, published="2024-05-20"))["meetings"][0]["confidence"]
        for text in (
            "Saudi Foreign Minister Faisal bin Farhan met his Turkish counterpart Hakan Fidan in Riyadh on Sunday.",
            "A possible meeting between Iran and Saudi Arabia could be held, an analyst said, if talks go on.",
        )
    )
    assert sure > unsure
