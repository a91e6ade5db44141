"""Sentences: where they end, what they keep, and how to get back to the article's own text."""

import pytest

from lib.coder import code
from lib.coder.reading.text import clean, sentences
from lib.schema import Article


def cut(text: str) -> list[str]:
    return [s.text for s in sentences(clean(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Mr. Fidan. They spoke.", ["He met Mr. Fidan.", "They spoke."]),
        ("Joseph R. Biden, Jr. met the king.", ["Joseph R. Biden, Jr. met the king."]),
        ("He came to the U.S. The king left.", ["He came to the U.S.", "The king left."]),
        ("U.S. President Joe Biden spoke.", ["U.S. President Joe Biden spoke."]),
        (
            "Lt. Gen. Aviv Kohavi met Gen. Milley on Feb. 9 in Tel Aviv.",
            ["Lt. Gen. Aviv Kohavi met Gen. Milley on Feb. 9 in Tel Aviv."],
        ),
        ('"We agreed." He left.', ['"We agreed."', "He left."]),
        ("Talks ended at 5 p.m. on Sunday.", ["Talks ended at 5 p.m. on Sunday."]),
        ("Talks ended in May.Türkiye hosted them.", ["Talks ended in May.", "Türkiye hosted them."]),
        ('"We agreed."Speaking later, he left.', ['"We agreed."', "Speaking later, he left."]),
        ("He wrote to Booking.com in May.", ["He wrote to Booking.com in May."]),
        ("会谈在北京举行。双方同意。", ["会谈在北京举行。", "双方同意。"]),
        ("La visite est annulée. Le roi reste.", ["La visite est annulée.", "Le roi reste."]),
        ("هل التقيا؟ نعم.", ["هل التقيا؟", "نعم."]),
    ],
)
def test_sentence_ends(text, expected):
    assert cut(text) == expected


def test_hard_wrapped_lines_are_one_paragraph():
    text = "The minister arrived in the capital on Monday morning for two days of\ntalks with his host about trade, water and the border.\n\nThen he left."
    assert len(cut(text)) == 2


def test_a_line_of_its_own_ends_a_paragraph():
    assert (
        cut(
            "Minister arrives\nThe minister arrived in the capital for talks with the king, who received him at noon.\nHe left."
        )[0]
        == "Minister arrives"
    )


def test_a_headline_over_one_long_line_is_no_wrapped_line_of_it():
    text = "Kuwait receives Omani foreign minister\nKuwait City, 3 June 2024 (KUNA) - Kuwaiti Foreign Minister Abdullah Al-Yahya received his Omani counterpart on Monday."
    assert cut(text)[0] == "Kuwait receives Omani foreign minister"
    people = [p["name"] for m in code(Article("a", text))["meetings"] for p in m["participants"]]
    assert people == ["Abdullah Ali al-Yahya", "Badr al-Busaidi"]


def test_labels_bullets_and_headings():
    found = sentences(
        clean("A HEADLINE WITHOUT A STOP\n\nTHE PRESIDENT:  Thank you.\n\nWe agree.\n\n- First point made here.").text
    )
    assert found[0].heading
    assert found[1].label == "THE PRESIDENT"
    assert found[1].text == "Thank you."
    assert found[2].label == "THE PRESIDENT"  # until somebody else speaks
    assert found[3].text == "First point made here."


def test_a_city_before_a_colon_is_no_speaker():
    assert sentences(clean("RIYADH: The crown prince met the envoy on Sunday.").text)[0].label == ""


@pytest.mark.parametrize(
    "text",
    [
        "A  b\u00a0c.\n\nD\u200be **f** <b>g</b> [h](https://x.org/y) i.",
        "One.\r\nTwo.\r\n\r\nThree.",
        "\ufeff Начало. Конец.",
        "a\\#b",
    ],
)
def test_every_sentence_knows_its_place(text):
    view = clean(text)
    for s in sentences(view.text):
        a, b = view.original(s.start), view.original(s.end - 1) + 1
        assert text[a] == s.text[0]
        assert text[b - 1] == s.text[-1]


def test_folded_text_has_the_same_length():
    view = clean("Türkiye’s İstanbul – Erdoğan, ١٤ مارس, “ß”")
    assert len(view.text) == len(view.folded) == len(view.low)
    assert "Turkiye's" in view.folded
    assert "14" in view.folded


def test_endless_sentences_are_cut():
    assert all(len(s.text) <= 2500 for s in sentences(clean("word " * 5000).text))


def test_letters_in_pieces_read_like_whole_ones():
    text = "Jose\u0301 Sa\u0301nchez flew to Co\u00adlo\u00adgne."
    view = clean(text)
    assert view.text == "José Sánchez flew to Cologne."
    assert text[view.original(view.text.index("Sánchez")) :].startswith("Sa\u0301nchez")
    assert text[view.original(view.text.index("Cologne")) :].startswith("Co\u00adlo")


def test_a_headline_may_end_with_a_quotation():
    first, second = sentences(clean("Envoy Calls Talks 'Good'\n\nHe said 'Enough.'").text)
    assert first.heading
    assert not second.heading
