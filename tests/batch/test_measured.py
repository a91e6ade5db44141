"""Both readers measured: on articles that were corrected here, and on the open gold where it came along."""

import json

import pytest

from lib import coder, reader
from lib.__main__ import main
from lib.batch.measured import corrected, last, measure, open_gold
from lib.errors import MajlisError
from lib.measures.edits.corrections import ACCEPT, Correction, anchor
from lib.reader.endpoint import Answer
from lib.reader.settings import Settings
from lib.schema import Article
from lib.store import Store
from tests.reader.server import rows, serving

TEXT = "Oman's foreign minister met his Yemeni counterpart in Muscat on 4 May 2021. Later Kuwait's emir telephoned Jordan's king."
ARTICLE = Article("one", TEXT, published="2021-05-06", language="en")
MET = {"quote": TEXT.partition(". ")[0], "kind": "meeting", "parties": ["OMN", "YEM"], "date_words": "4 May 2021"}
CALLED = {"quote": TEXT.partition(". ")[2], "kind": "phone_call", "parties": ["KWT", "JOR"]}
MODEL = Settings(model="made-up")


def test_figures_are_counted_for_each_reader_and_for_what_they_agree_on():
    wanted = list(corrected(coder.code(ARTICLE), {"one"}))
    told = lambda question: Answer(json.dumps({"meetings": [MET, {**MET, "kind": "summon"}]}))  # noqa: E731
    figures, read = measure(wanted, told, MODEL)
    assert read == 1
    assert figures["coder", "meetings"] == (2, 2, 2)
    assert figures["model", "meetings"] == (1, 2, 2)
    assert figures["agreed", "meetings"] == (1, 2, 1)
    assert figures["either", "meetings"] == (2, 2, 3)


def test_an_article_without_an_answer_counts_for_nobody():
    def silent(question):
        raise MajlisError("MJ804")

    assert measure(corrected(coder.code(ARTICLE), {"one"}), silent, MODEL) == ({}, 0)


def test_the_open_gold_is_there_and_a_perfect_reader_of_it_is_perfect(tmp_path):
    gold = list(open_gold())
    assert len(gold) > 100
    assert not list(open_gold(tmp_path))
    assert any(one.events is not None for one in gold)


@pytest.mark.slow
def test_the_command_measures_both(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MAJLIS_DATA", str(tmp_path))
    store = Store(curated=False)
    records = coder.code(ARTICLE)
    store.ingest([records])
    seen = store.review("one")[0]["meetings"]
    store.correct([Correction("meetings", "one", anchored, ACCEPT) for anchored in seen["anchor"]])
    row = seen.iloc[0]
    store.close()
    assert anchor(records["meetings"][0], "meetings").items() <= row["anchor"].items()
    with serving(lambda server, body: rows(meetings=[MET, CALLED])) as server:
        monkeypatch.setenv("MAJLIS_READER_URL", server.url)
        monkeypatch.setenv("MAJLIS_READER_MODEL", "made-up")
        assert main(["read", "measure", "--most", "2"]) == 0
        assert len(server.asked) == 3
    told = capsys.readouterr().out
    assert "1 article read, of the articles corrected here" in told
    assert "meetings  model   precision 1.00" in told
    assert "2 articles read, of the open gold" in told
    _, model, parts = last()
    assert (model, [read for _, read in parts.values()]) == ("made-up", [1, 2])
    assert parts["the articles corrected here"][0]["model", "meetings"][0] > 0


def test_rows_of_two_readers_are_told_apart_in_the_tables():
    compared = reader.compare(
        coder.code(ARTICLE), reader.read(ARTICLE, lambda q: Answer(json.dumps({"meetings": [MET]})), MODEL)
    )
    assert [m["reader"] for m in reader.stand(compared, "either")["meetings"]] == ["coder+made-up", "coder"]
