"""What holds for any text: offsets, dates within reason, same input same output, no crash, time linear in length."""

import random
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.coder import code
from lib.schema import CODED, Article

TEXTS = [p.read_text(encoding="utf8") for p in sorted((Path(__file__).parent / "articles").glob("*.txt"))]
SCRAPS = [
    "وزیر خارجه ایران با همتای عربستانی خود دیدار کرد.",
    "وزير الخارجية يلتقي نظيره الإيراني",
    "王毅同伊朗外长通电话。",
    "\x00\x07",
    "\u202e",
    "ﬁ",
    "İ",
    "🇮🇷",
    "\ud800",
    "  ",
    "\n\n\n",
    "((((",
    "....",
    "'s 's's",
    "Mr. Mr.",
    "- - -",
    "Q: A:",
    "29 February 2023",
    "99 May",
    "King King King",
    "of of of",
]


def coded(text: str, day: str = "2024-05-20"):
    return code(Article("a", text, "", day, "Reuters"))


def check(text: str, records: dict) -> None:
    for table in CODED:
        for row in records[table]:
            assert text[row["start"] : row["end"]] == row["evidence"]
            assert 0 <= row["confidence"] <= 1
            for field in ("date_start", "date_end"):
                if row.get(field):
                    assert 1900 <= date.fromisoformat(row[field]).year <= 2100
            if row.get("date_start"):
                assert row["date_start"] <= row["date_end"]


def mutate(rng: random.Random) -> str:
    """A known article, cut, shuffled, doubled and strewn with scraps of other scripts."""
    text = rng.choice(TEXTS)
    for _ in range(rng.randrange(1, 6)):
        a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        text = rng.choice(
            [
                lambda a=a, b=b, t=text: t[:a] + t[b:],
                lambda a=a, b=b, t=text: t[:a] + rng.choice(SCRAPS) + t[a:],
                lambda a=a, b=b, t=text: t[a:b] + t[:a] + t[b:],
                lambda a=a, b=b, t=text: t[:a] + t[a:b].upper() + t[b:],
                lambda a=a, b=b, t=text: t.replace(" ", rng.choice(["  ", "\n", "\u00a0"])),
            ]
        )()[:6000]
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.sampled_from([s for t in TEXTS for s in t.split(". ")]), st.sampled_from(SCRAPS), st.text(max_size=60)
        ),
        max_size=12,
    )
)
def test_any_text_keeps_its_offsets(pieces):
    text = ". ".join(pieces)
    check(text, coded(text))


@pytest.mark.parametrize("day", ["", "2024-02-29"])
def test_same_input_same_output_whatever_came_before(day):
    first = [coded(t, day) for t in TEXTS]
    again = [coded(t, day) for t in reversed(TEXTS)][::-1]
    assert first == again


@pytest.mark.timeout(600)
@pytest.mark.parametrize("many", [200, pytest.param(4_000, marks=pytest.mark.slow)])
def test_mutated_texts(many):
    rng = random.Random(7)
    for _ in range(many):
        text = mutate(rng)[: rng.randrange(1, 500)]
        check(text, coded(text))


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "Iranian Foreign Minister ",
        "a",
        "(((",
        "Mr. ",
        pytest.param("met with and ", marks=pytest.mark.slow),
        "王毅",
        "- ",
        "May 5, 2024 ",
        "of the of the ",
    ],
)
def test_a_long_single_line(unit):
    text = (unit * (50_000 // len(unit) + 1))[:50_000]
    check(text, coded(text))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_whole_megabyte_of_news_on_one_line():
    text = " ".join(" ".join(t.split()) for t in TEXTS)
    text = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    check(text, coded(text))


def test_time_is_linear_in_length():
    """Four times the text takes about four times as long; the best of three runs, and room for a busy machine."""
    text = "\n\n".join(TEXTS) * 4

    def best(article: str) -> float:
        spent = []
        for _ in range(3):
            began = time.process_time()
            coded(article)
            spent.append(time.process_time() - began)
        return min(spent)

    assert best(text * 4) < 4 * best(text) * 2.5
