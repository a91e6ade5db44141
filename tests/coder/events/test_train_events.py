"""What the training of event weights counts as right, without the library that learns."""

from lib.coder.document import read
from lib.coder.events.features import Candidate
from lib.coder.meetings.read import meetings
from lib.schema import Article
from tests.train_events import Text, fit, labelled, load, ways_of
from tests.training import KEPT

ACCUSED = {
    "type": "ACCUSE", "type_alt": ["REJECT"], "actor": ["KWT"], "recipient": ["IRN"], "status": "held", "date": "",
    "reciprocal": False, "optional": False, "evidence": "Kuwait accused Iran",
}  # fmt: skip


def text(words: str, gold: list[dict], single: bool = False) -> Text:
    doc = read(Article("a", words, published="2024-05-15"))
    return Text(doc, meetings(doc), gold, single, 0, once=False)


def test_an_event_is_the_gold_one_by_type_and_half_of_its_sides_in_their_roles():
    assert fit(ACCUSED, "ACCUSE", ["KWT"], ["IRN"]) == fit(ACCUSED, "REJECT", ["KWT"], ["IRN"]) == 1
    assert fit(ACCUSED, "ACCUSE", ["KWT"], ["IRN", "IRQ"]) == 0.5
    assert fit(ACCUSED, "ACCUSE", ["IRN"], ["KWT"]) == fit(ACCUSED, "THREATEN", ["KWT"], ["IRN"]) == 0
    together = {**ACCUSED, "type": "CONSULT"}
    assert fit(together, "CONSULT", ["IRN"], ["KWT"]) == 1


def test_one_candidate_tells_a_gold_event_and_its_other_tellings_are_neither_right_nor_wrong():
    told = text("Kuwait accused Iran of piracy. Iraq thanked Oman.", [ACCUSED])
    row = {
        "event_type": "ACCUSE", "actor": ["KWT"], "recipient": ["IRN"], "status": "held", "stage": "", "date_start": "",
        "evidence": "Kuwait accused Iran of piracy.",
    }  # fmt: skip
    later, thanked = {**row, "evidence": "It did so again."}, {**row, "event_type": "SUPPORT", "actor": ["IRQ"]}
    denied = {**thanked, "status": "negated"}
    found = [Candidate(one, {}) for one in (row, later, thanked, denied)]
    assert labelled(told, found).right == [True, None, False, None]


def test_the_readings_of_a_sentence_are_measured_against_its_gold():
    found = ways_of(text("Kuwait accused Iran of piracy.", [ACCUSED]))
    assert [max(one.fits) for one in found] == [1.0]
    assert found[0].fits[0] == 1.0
    assert len(found[0].features) == len(found[0].fits) > 1


def test_a_third_of_publishers_is_kept(tmp_path):
    import json

    lines = [
        {"id": f"a{n}", "text": "Iran met Iraq.", "source": f"Paper {n}", "published": "2024-05-15"} for n in range(30)
    ]
    files = {"articles_x": lines, "acts": [{"id": f"a{n}", "events": []} for n in range(30)], "events_dev": []}
    for name, rows in files.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    folds = [one.fold for one in load(tmp_path)]
    assert 3 <= folds.count(KEPT) <= 17
    assert len({*folds} - {KEPT}) > 1
