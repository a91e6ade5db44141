"""Claims of a wave, and the worked example."""

import pandas as pd
import pytest

from lib.measures.waves import chronology, example
from lib.measures.waves.claims import claims, phrases
from lib.wording.example import steps


def tables(text, **more):
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "published": [pd.Timestamp("2023-08-21")]})
    return {"articles": articles, **more}


def test_a_claim_is_found_with_its_sentence():
    text = "They met.\n\nWang said the talks drive a reconciliation wave in the region. More followed."
    found = claims(tables(text)).iloc[0]
    assert found["evidence"] == "Wang said the talks drive a reconciliation wave in the region."
    assert text[found["start"] : found["end"]] == found["evidence"]
    assert (found["claim"], found["phrase"], found["sentence"]) == ("reconciliation", "reconciliation wave", -1)


def test_the_coder_knows_who_said_it():
    text = "First. A reconciliation wave, he said. Last."
    row = {"article_id": "a", "sentence": 1, "start": 7, "end": 38, "speaker": "Wang Yi", "speaker_country": "CHN"}
    found = claims(tables(text, topics=pd.DataFrame([{**row, "speaker": "", "speaker_country": ""}, row]))).iloc[0]
    assert (found["speaker"], found["speaker_country"], found["sentence"]) == ("Wang Yi", "CHN", 1)
    assert found["evidence"] == "A reconciliation wave, he said."


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("A Wave of Reconciliation swept the Gulf", ["reconciliation"]),
        ("the wave  of\nreconciliation", ["reconciliation"]),
        ("a regional escalation is under way", ["rupture"]),
        ("fears of regional escalation", []),  # what is feared, denied or asked for is not claimed to be there
        ("We must work actively to prevent a further regional conflagration.", []),
        ("He called for regional reconciliation. A wave of normalization followed.", ["reconciliation"]),
        ("The two sides discussed reconciliation.", []),
        ("They discussed the need to prevent\nregional escalation.", []),  # a wrapped line is no end of a sentence
        ("Diplomacy with the aim of regional\nde-escalation.", []),
        ("No deal in sight\nRegional reconciliation goes on", ["reconciliation"]),
        ("", []),
    ],
)
def test_phrases(text, claim):
    assert claims(tables(text))["claim"].tolist() == claim


def test_one_sentence_claims_once():
    assert len(claims(tables("A reconciliation wave, a wave of reconciliation, they said."))) == 1


def test_every_phrase_of_the_codebook_says_one_of_two_things():
    assert set(phrases().values()) == {"reconciliation", "rupture"}


def test_the_worked_example_is_computed():
    shown = example.example(chronology.load())
    assert (round(shown.mood, 2), round(shown.band, 2)) == (0.07, 0.42)
    assert shown.mood == pytest.approx(
        shown.weight * shown.decay * shown.severity / (1 + shown.weight * shown.decay), rel=1e-9
    )
    assert not shown.is_up
    told = dict(steps(shown))
    assert told["Mood M"].endswith("= 0.07")
    assert told["90 % band"].endswith("± 0.42")
    assert told["Breadth"].endswith("the pair is not up")
