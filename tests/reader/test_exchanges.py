"""What the usual servers send around an answer, recorded in words of our own: each in its own envelope."""

import json
from dataclasses import asdict

import pytest

from lib.reader.wanted import MOST
from tests.reader.server import Said, completion, serving
from tests.reader.test_held import MEETING

ANSWER = json.dumps({"meetings": [MEETING], "events": [], "topics": [], "actors": []})
USAGE = {"prompt_tokens": 4000, "completion_tokens": 300, "total_tokens": 4300}
ENVELOPES = {
    "ollama": {
        "id": "chatcmpl-7", "object": "chat.completion", "created": 1700000000, "model": "made-up", "system_fingerprint": "fp_ollama",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": ANSWER}, "finish_reason": "stop"}], "usage": USAGE,
    },
    "llama.cpp": {
        "choices": [{"finish_reason": "stop", "index": 0, "message": {"role": "assistant", "content": ANSWER, "reasoning_content": "Hm."}}],
        "created": 1700000000, "model": "made-up.gguf", "object": "chat.completion", "usage": USAGE, "timings": {"prompt_n": 1},
    },
    "vLLM": {
        "id": "chatcmpl-a1", "object": "chat.completion", "created": 1700000000, "model": "org/made-up", "prompt_logprobs": None,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": ANSWER, "tool_calls": [], "refusal": None},
                     "logprobs": None, "finish_reason": "stop", "stop_reason": None}], "usage": USAGE,
    },
    "LM Studio": {
        "id": "c", "object": "chat.completion", "model": "made-up", "stats": {},
        "choices": [{"index": 0, "logprobs": None, "finish_reason": "stop", "message": {"role": "assistant", "content": ANSWER}}],
    },
    "a paid one": {
        "id": "chatcmpl-b2", "object": "chat.completion", "created": 1700000000, "model": "made-up-2026", "service_tier": "default",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": ANSWER, "refusal": None, "annotations": []},
                     "logprobs": None, "finish_reason": "stop"}],
        "usage": USAGE | {"prompt_tokens_details": {"cached_tokens": 0}},
    },
}  # fmt: skip


@pytest.mark.parametrize("server", ENVELOPES)
def test_an_answer_is_read_in_the_envelope_of_each_server(reads, server):
    with serving(lambda _, body: Said(json.dumps(ENVELOPES[server]).encode())) as there:
        reading = reads(there.url)
    assert reading.problem is None
    assert [row["parties"] for row in reading.rows["meetings"]] == [["QAT", "EGY"]]


@pytest.mark.parametrize(
    "hostile",
    [
        {"choices": [{"message": {"content": ANSWER.replace("Doha", "Atlantis")}}]},
        {"choices": [{"message": {"content": ANSWER.replace('"EGY"', '"ISR"')}}]},
        {"choices": [{"message": {"content": ANSWER.replace("met his", "embraced his")}}]},
        {"choices": [{"message": {"content": ANSWER.replace("held", "=cmd()")}}]},
        {"choices": [{"message": {"content": ANSWER.replace("Sameh Shoukry", "<script>alert(1)</script>")}}]},
    ],
)
def test_a_hostile_answer_makes_no_row(reads, hostile):
    with serving(lambda _, body: Said(json.dumps(hostile).encode())) as there:
        reading = reads(there.url)
    assert not any(reading.rows.values())
    assert len(reading.refused) == 1


def answered(reads, text: str):
    """The reading of an answer, and it as JSON that anybody can read."""
    with serving(lambda _, body: completion(text)) as there:
        reading = reads(there.url)
    return reading, json.dumps([asdict(one) for one in reading.refused], allow_nan=False)


@pytest.mark.parametrize("odd", ["NaN", "-Infinity", "1e999", "[" * 700 + "]" * 700, '{"a":' * 700 + "1" + "}" * 700])
def test_a_row_that_no_json_can_hold_is_refused_and_shown(reads, odd):
    reading, _ = answered(reads, ANSWER.replace('"events": []', f'"events": [{{"quote": {odd}}}, {odd}]'))
    assert [one.reason for one in reading.refused] == ["form", "form"]
    assert len(reading.rows["meetings"]) == 1


def test_a_table_that_is_no_list_is_one_row(reads):
    reading, _ = answered(reads, json.dumps({"meetings": MEETING, "events": "none", "topics": None}))
    assert len(reading.rows["meetings"]) == 1
    assert [(one.table, one.reason) for one in reading.refused] == [("events", "form")]


def test_of_more_rows_than_an_article_has_the_rest_is_told(reads):
    reading, _ = answered(reads, json.dumps({"topics": [{"topic": "maritime", "quote": "nowhere"}] * (MOST + 1234)}))
    assert len([one for one in reading.refused if one.reason == "quote"]) == MOST
    assert [(one.reason, one.value) for one in reading.refused if one.reason != "quote"] == [("many", "1,234")]
