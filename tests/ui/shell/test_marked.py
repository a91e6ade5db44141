"""Text of an article is drawn as that text, whatever it holds."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.shell.marked import BREAK, Mark, passage, plain, tongue
from lib.wording.passages import unwrapped
from lib.wording.phrases import around, whole

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</p></div><iframe src='https://example.org'></iframe>",
    "&lt;b&gt; & <b>",
    '" onmouseover="alert(1)',
    "<style>*{display:none}</style>",
]
BEGINS = re.compile(r'<p data-at="(\d+)">(.*?)</p>', re.S)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    html = passage(f"Before {text} after", [Mark(0, 6, "person", text), Mark(7, 7 + len(text), "topic")])
    inside = html.replace("<p>", "").replace("</p>", "").replace("</mark>", "")
    while '<mark class="' in inside:
        head, _, rest = inside.partition('<mark class="')
        inside = head + rest.partition(">")[2]
    assert "<" not in inside
    assert "<script" not in html
    assert "<img" not in html


def test_marks_lie_over_each_other():
    html = passage("Wang Yi said so.", [Mark(0, 16, "meeting"), Mark(0, 7, "person", "Wang Yi")])
    assert '<mark class="mark-meeting mark-person" title="Wang Yi">Wang Yi</mark>' in html
    assert '<mark class="mark-meeting"> said so.</mark>' in html


def test_a_mark_over_two_paragraphs_is_closed_in_each():
    assert passage("one\n\ntwo", [Mark(0, 8, "meeting")]) == (
        '<p><mark class="mark-meeting">one</mark></p><p><mark class="mark-meeting">two</mark></p>'
    )


PLACED = [
    "one\n\n  two  \n\tthree\n",
    "🕊️ Peace\n\nالتقى وزيرا الخارجية ✅\n e\u0301tat & <b>\n",
    "first\r\nsecond\r\n",
    "\u00a0\u2003wide blanks\n" + "\n".join(HOSTILE),
    "",
]


@pytest.mark.parametrize("text", PLACED)
@pytest.mark.parametrize("marks", [[], [Mark(0, 400, "meeting")], [Mark(3, 9, "a"), Mark(5, 30, "b", "two\nlines")]])
def test_each_paragraph_says_where_in_the_text_it_begins(text, marks):
    html = passage(text, marks, places=True)
    found = [(int(at), unescape(re.sub("<[^>]*>", "", inside))) for at, inside in re.findall(BEGINS, html)]
    assert [text[at : at + len(said)] for at, said in found] == [said for _, said in found]
    assert [said.strip() for _, said in found] == [line.strip() for line in text.split("\n") if line.strip()]


def test_a_part_of_the_text_says_its_places_in_the_whole():
    assert passage("one\ntwo\nthree", (), 4, 11, places=True) == '<p data-at="4">two</p><p data-at="8">thr</p>'


@pytest.mark.parametrize("mark", [Mark(-5, 3, "x"), Mark(5, 99, "x"), Mark(3, 3, "x"), Mark(9, 2, "x")])
def test_a_mark_outside_the_text_breaks_nothing(mark):
    html = passage("some text", [mark])
    assert "some" in html.replace('<mark class="mark-x">', "").replace("</mark>", "")


def test_a_passage_is_cut_at_words():
    text = "one two three four five"
    start, end = around(text, 8, 13, 5)
    assert text[start:end] == "two three"


@pytest.mark.parametrize(
    "text", ["**bold**", "[link](https://example.org)", "# head", ":red[x]", "$x$", "a\nb", "<b>", "|a|b|", *HOSTILE]
)
def test_markdown_of_an_article_is_no_markdown(text):
    def script(text):
        import streamlit as st

        from lib.ui.shell.marked import plain

        st.markdown(plain(text))

    import re

    value = AppTest.from_function(script, args=(text,)).run().markdown[0].value.replace(BREAK, "")
    assert re.sub(r"\\(.)", r"\1", value) == text.replace("\n", " ")
    assert not re.search(r"(?<!\\)[*\[\]<>$|#`]", value)


@pytest.mark.parametrize(
    "text",
    ["https://a.example/b", "HTTP://A.example", "www.a.example", "WwW.a.example", "me@a.example", "xhttp://a.example", ":wave:",
     ":material/face:", ":streamlit:", "a -- b", "a -> b", "a <- b", "a >= b", "a <-> b", "a ~= b", ":a:b:", "@@", "http://http://a.b"],
)  # fmt: skip
def test_what_the_page_reads_in_escaped_text_is_parted(text):
    """tests/browser/test_links.py looks at what a browser makes of it."""
    read = r"https?://|www\.|\S@\S|:(?=[\w+-])|--|->|<-|>=|~="
    parts = [re.sub(r"\\(.)", r"\1", part) for part in plain(text).split(BREAK)]
    assert "".join(parts) == text
    assert [part for part in parts if re.search(read, part, re.IGNORECASE)] == []


def test_a_text_of_many_lines_is_one():
    assert plain("one\r\n# two\r\r    three") == r"one \# two three"


def test_a_text_that_goes_on_keeps_one_space_and_never_the_four_of_a_block_of_code():
    assert plain(" (Anadolu)") == r" \(Anadolu\)"
    assert plain("\t    as it was\n") == " as it was "


def test_plain_takes_anything():
    assert plain(3.5) == "3\\.5"


WRAPPED = """The President spoke today with King Abdullah of Jordan about the situation in
Gaza. The two leaders discussed the release of hostages, and the delivery of
humanitarian aid to all who need it.

They agreed to remain in touch.
"""


def test_lines_that_were_only_kept_short_are_one_paragraph():
    assert passage(WRAPPED).count("<p>") == 2
    assert len(unwrapped(WRAPPED)) == len(WRAPPED)
    start = WRAPPED.index("Gaza")
    found = passage(WRAPPED, [Mark(start, start + 4, "place")])
    assert '<mark class="mark-place">Gaza</mark>' in found


def test_paragraphs_of_a_line_each_stay_apart():
    text = "A headline\nThe first paragraph is a line of its own and rather long, as news pages have it, with many more words.\nThe second."
    assert passage(text).count("<p>") == 3
    assert unwrapped(text) == text


def test_words_from_right_to_left_stay_apart_from_what_stands_beside_them():
    assert plain("Abbas, عباس عراقچی, 2025") == "Abbas, \u2068عباس عراقچی\u2069, 2025"
    assert plain(plain("عباس")) == plain("عباس")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fa", 'lang="fa" dir="rtl"'),
        ("fr", 'lang="fr" dir="ltr"'),
        ("ku", 'lang="ku" dir="auto"'),
        ('"><b', 'lang="en" dir="ltr"'),
    ],
)
def test_an_element_says_its_language_and_the_way_it_runs(language, told):
    assert tongue(language) == told


@pytest.mark.parametrize("said", ["التقى الوزيران يوم 9 أبريل 2022 في الدوحة (قنا).", "… ביקר ב-3 ביוני 2021, ושב"])
def test_the_figures_of_a_sentence_that_runs_from_right_to_left_keep_their_place(said):
    shown = re.sub(r"\\(.)", r"\1", plain(whole(said)))
    assert shown == f"\u2068{said}\u2069"
    assert plain(whole("Talks of 2021, עמאן")) == "Talks of 2021, \u2068עמאן\u2069"
