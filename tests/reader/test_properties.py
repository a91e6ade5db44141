"""No answer whatever stores a row whose evidence is not in the article, or a word that is none of its column."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import coder, reader
from lib.reader.endpoint import Answer
from lib.reader.held import Held
from lib.reader.record import Reading
from lib.reader.rows import Rows
from lib.reader.settings import Settings
from lib.reader.wanted import tables_of
from lib.schema import CODED, Article
from lib.tables import to_tables, validate_evidence
from tests.reader.conftest import TEXT
from tests.reader.test_held import EVENT, MEETING

ARTICLE = Article("one", TEXT, title="Envoys in Doha", published="2023-05-17", language="en")
RECORDS = coder.code(ARTICLE)
HELD = Held(coder.read(ARTICLE))
MODEL = Settings(model="made-up")
NAMED = {"QAT", "EGY", "TUR", "SDN"} | {row["country"] for row in RECORDS["actors"]}
PASSAGES = st.builds(lambda a, n: TEXT[a : a + n], st.integers(0, len(TEXT)), st.integers(0, 150))
TEXTS = (
    PASSAGES
    | st.text(max_size=30)
    | st.sampled_from(["QAT", "IRN", "on Monday", "2023-05-15", "Doha", "Sameh Shoukry", "held"])
)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(), lambda v: st.lists(v, max_size=3), max_leaves=5
)
CODES = st.lists(st.sampled_from(["QAT", "EGY", "TUR", "SDN", "ISR", "ORG:UN", "XXX", ""]) | TEXTS, max_size=4)


def rows(good: dict) -> st.SearchStrategy:
    """A good row with some of its fields made otherwise."""
    fields = {
        name: TEXTS | VALUES | (CODES if isinstance(value, list) else st.just(value)) for name, value in good.items()
    }
    return st.fixed_dictionaries({}, optional=fields).map(lambda change: good | change) | VALUES


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "meetings": st.lists(rows(MEETING), max_size=4) | VALUES,
        "events": st.lists(rows(EVENT), max_size=4) | VALUES,
        "topics": st.lists(rows({"topic": "maritime", "quote": "fishing rights"}), max_size=3) | VALUES,
        "actors": st.lists(
            rows({"written": "Sameh Shoukry", "name": "", "kind": "person", "country": "EGY", "office": ""}), max_size=3
        ),
    },
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(ANSWERS)
def test_every_row_that_enters_stands_in_the_article(answer):
    reading = Reading("one", "made-up")
    Rows(HELD, reading).take([tables_of(json.dumps(answer)) or {}])
    for table in CODED:
        for row in reading.rows[table]:
            assert row["reader"] == "made-up"
            assert {*row.get("parties", ()), *row.get("actor", ()), *row.get("recipient", ())} <= NAMED
    for which in ("model", "either"):
        validate_evidence(to_tables([reader.stand(reader.compare(RECORDS, reading), which)]))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_for_an_answer_is_told_or_says_nothing(text):
    reading = reader.read(ARTICLE, lambda question: Answer(text), MODEL)
    assert not any(reading.rows.values())
    assert reading.problem is not None


DEEP = '{"meetings": [' + '{"quote": [' * 50 + "]}" * 50 + "]}"


@pytest.mark.parametrize(
    "answer",
    [
        DEEP,
        '{"meetings": [{"quote": "\\ud800", "kind": "meeting", "parties": ["\\udfff"]}]}',
        '{"topics": [null, 1, []]}',
    ],
)
def test_surrogates_and_depths_of_json_break_nothing(answer):
    reading = reader.read(ARTICLE, lambda question: Answer(answer), MODEL)
    assert not any(reading.rows.values())
    json.dumps([one.given for one in reading.refused])
