"""The same text and nearly the same text are recognised; other texts are not."""

import pytest

from lib.loaders.duplicates import ALIKE, Index, Known, alike, fingerprint, sketch, unwritten, written

WORDS = [
    "minister",
    "envoy",
    "talks",
    "embassy",
    "border",
    "trade",
    "visit",
    "summit",
    "accord",
    "ceasefire",
    "pipeline",
    "tariff",
    "prisoner",
    "port",
    "airport",
]


def article(seed: int, length: int = 300) -> str:
    """Words in an order of their own, so that two of them share hardly a run of four."""
    state, out = seed * 7919 + 1, []
    for _ in range(length):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        out.append(WORDS[(state >> 12) % len(WORDS)])
    return " ".join(out)


def test_spacing_case_and_punctuation_do_not_matter():
    assert fingerprint("Iran, and Saudi  Arabia\nmet.") == fingerprint("IRAN and Saudi Arabia met")
    assert fingerprint("Iran met Iraq") != fingerprint("Iraq met Iran")


@pytest.mark.parametrize(
    "copy",
    [
        lambda text: "RIYADH (Agency) -- " + text,
        lambda text: text + " Reporting by a correspondent, editing by an editor.",
        lambda text: " ".join(text.split()[:240]),
        lambda text: text.replace("pipeline", "oil line", 3),
    ],
    ids=["dateline", "credits", "cut", "edited"],
)
def test_agency_copies_are_found(copy):
    index = Index()
    index.add("first", Known.of(article(1), "2023-04-06"))
    found, likeness = index.find(Known.of(copy(article(1)), "2023-04-07"))
    assert found == "first"
    assert ALIKE <= likeness < 1


def test_the_same_words_are_an_exact_duplicate():
    index = Index()
    index.add("first", Known.of(article(1)))
    assert index.find(Known.of(article(1).upper())) == ("first", 1.0)


def test_other_articles_are_not_duplicates():
    index = Index()
    for seed in range(50):
        assert index.find(Known.of(article(seed))) == ("", 0.0)
        index.add(str(seed), Known.of(article(seed)))


def test_the_same_form_of_words_a_year_later_is_another_article():
    index = Index()
    index.add("first", Known.of(article(1), "2022-04-06"))
    assert index.find(Known.of(article(1) + " once more", "2023-04-06")) == ("", 0.0)


def test_likeness_is_symmetric_and_bounded():
    a, b = sketch(article(1)), sketch(article(1, 200))
    assert alike(a, b) == alike(b, a)
    assert alike(a, a) == 1
    assert 0 <= alike(a, sketch(article(2))) < 0.1


def test_a_sketch_is_read_back_as_it_was_written():
    assert unwritten(written(sketch(article(3)))) == sketch(article(3))


def test_in_a_sentence_or_two_another_name_is_other_news():
    index = Index()
    index.add("first", Known.of("The president of Egypt received the foreign minister of Jordan on 3 May 2023."))
    wanted = Known.of("The president of Egypt received the foreign minister of Qatar on 3 May 2023.")
    assert index.find(wanted) == ("", 0.0)


BRIEF = (
    "Bahraini Foreign Minister Abdullatif Al Zayani received the ambassador of Kuwait in Manama on Wednesday 8 May 2024, "
    "and the two spoke of three projects of trade, said the ministry."
)
PERSIAN = (
    "وزیر خارجه ایران روز دوشنبه در تهران با همتای عمانی خود دیدار کرد و دو طرف درباره همکاری های اقتصادی و امنیت دریانوردی "
    "در خلیج فارس و تحولات منطقه گفتگو کردند"
)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (BRIEF, "Kuwait", "Jordan"),
        (BRIEF, "Manama", "Muharraq"),
        (BRIEF, "8 May", "9 May"),
        (BRIEF, "Wednesday", "Thursday"),
        (BRIEF, "three", "four"),
        (BRIEF, "in Manama on", "on"),
        (BRIEF, "Kuwait", "Kuwait and Qatar"),
        (BRIEF, "said the ministry.", "said the ministry on Thursday."),
        (
            BRIEF,
            "said the ministry.",
            "said the ministry. Sheikh Abdullah then flew to Doha, where he met the emir of Qatar.",
        ),
        (PERSIAN, "عمانی", "قطری"),
    ],
)
def test_a_brief_that_differs_in_a_fact_is_other_news(text, old, new):
    assert text.count(old) == 1
    one, other = Known.of(text), Known.of(text.replace(old, new))
    assert (one.likeness(other), other.likeness(one)) == (0.0, 0.0)


@pytest.mark.parametrize(
    "copy",
    [
        BRIEF.replace("said the ministry", "the ministry said in a statement"),
        f"MANAMA (Agency) -- {BRIEF}",
        f"{BRIEF} Reporting by Ana Reed; editing by Leo Fox",
        BRIEF.replace("spoke of", "went through"),
    ],
)
def test_a_brief_with_the_same_facts_is_a_copy(copy):
    assert ALIKE <= Known.of(BRIEF).likeness(Known.of(copy)) < 1
