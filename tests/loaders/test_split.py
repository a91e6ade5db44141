"""A file of several articles gives each of them, with its headline, source, date and byline."""

import re
import time

import pytest

from lib.errors import MajlisError
from lib.loaders import load, read
from lib.loaders.source import Source
from lib.loaders.split import split
from lib.schema import Article

from . import exports, made
from .exports import ARTICLES

KINDS = {"txt": str.encode, "docx": exports.docx, "rtf": exports.rtf}
LAYOUTS = ["nexis", "lexisnexis", "factiva", "proquest", "europresse", "press_review", "factiva_coded", "clippings"]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_article_of_an_export_is_one(layout, kind):
    text = getattr(exports, layout)()
    found = [f for f in load(KINDS[kind](text), f"files.{kind}") if isinstance(f, Article)]
    assert [(a.title, a.source, a.published, a.published_from) for a in found] == [
        (title, source, day, "header line") for title, source, day, *_ in ARTICLES
    ]
    assert [a.author for a in found] == [by for *_, by, _ in ARTICLES]
    assert [words(a.text) for a in found] == [words(text) for *_, text in ARTICLES]
    assert [a.article_id for a in found] == ["files-1", "files-2", "files-3"]


def test_a_pdf_of_several_articles():
    pages = re.sub(r"(.{60,90}?) ", r"\1\n", exports.nexis()).replace("’", "'")
    found = [f for f in load(made.pdf([pages], title=""), "files.pdf") if isinstance(f, Article)]
    assert [(a.title.replace("’", "'"), a.source, a.published) for a in found] == [article[:3] for article in ARTICLES]


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if each != "factiva_coded"])
def test_headlines_that_a_page_breaks_are_whole(layout, monkeypatch):
    long = [(f"{title} after a night of talks in which nobody slept", *rest) for title, *rest in ARTICLES[:2]]
    monkeypatch.setattr(exports, "ARTICLES", long)
    text = getattr(exports, layout)().replace("©", "(c)").replace("Tous droits réservés", "All rights reserved")
    pages = re.sub(r"(.{54,65}?) ", r"\1\n", text).replace("of 3", "of 2")
    found = [f for f in load(made.pdf([pages], title=""), "files.pdf") if isinstance(f, Article)]
    assert [(a.title.replace("’", "'"), a.source, a.published) for a in found] == [article[:3] for article in long]
    assert "\n\n" not in found[1].text


@pytest.mark.parametrize("layout", ["proquest_page", "europresse_page"])
def test_each_article_of_an_export_as_a_page_is_one(layout):
    found = [f for f in load(getattr(exports, layout)().encode(), "files.html") if isinstance(f, Article)]
    assert [(a.title, a.source, a.published, a.author) for a in found] == [article[:4] for article in ARTICLES]
    assert [words(a.text) for a in found] == [words(text) for *_, text in ARTICLES]


LIVE = "Live: summit in Doha\nPublished: 5 December 2023\n\n{} GMT\nEmir meets king\nThe emir met the king on the sidelines, his court said.\n\n{} GMT\nA recap\nOn Monday the emir called the sultan of Oman by phone.\n\n{}\nThe leaders have come to the hall, our reporter says.\n"


@pytest.mark.parametrize(
    "times", [("16:10", "14:05", "9:00"), ("9.00 am", "10.30 am", "1.15 pm"), ("09h00", "09h30", "11h45")]
)
def test_the_entries_of_a_live_blog_are_articles_of_its_day(times):
    found = list(load(LIVE.format(*times).encode(), "live.txt"))
    [note] = [f for f in found if isinstance(f, MajlisError)]
    assert (note.code, note.fields["value"]) == ("MJ142", "Live: summit in Doha Published: 5 December 2023")
    assert [(a.title, a.published) for a in found if isinstance(a, Article)] == [
        ("Emir meets king", "2023-12-05"),
        ("A recap", "2023-12-05"),
        ("", "2023-12-05"),
    ]


@pytest.mark.parametrize("times", [("16:10", "18:05", "9:00"), ("9:00", "9:00", "9:00")])
def test_times_in_no_order_part_nothing(times):
    assert split(LIVE.format(*times)).parts == []


def test_a_saved_page_of_fields_in_a_table():
    cells = re.sub(r"(?m)^([A-Z]{2})\n(.*)$", r"<tr><td><b>\1</b></td><td>\2</td></tr>", exports.factiva_coded())
    found = [
        f
        for f in load(f"<html><body><table>{cells}</table></body></html>".encode(), "files.html")
        if isinstance(f, Article)
    ]
    assert [(a.title, a.source, a.published) for a in found] == [article[:3] for article in ARTICLES]
    assert [words(a.text) for a in found] == [words(text) for *_, text in ARTICLES]


def test_a_list_of_sources_is_no_press_review():
    text = f"{made.TEXT}\n\nSources\nThe first\nReuters, May 6, 2024\nThe second\nGulf Times, May 7, 2024\n"
    assert split(text).parts == []


def test_a_review_that_lists_outlets_beside_its_headlines_is_parted():
    told = [("Envoys dine in Sanaa", "Al-Masirah", "2024-03-11"), ("A ferry for Basra", "Enab Baladi", "2024-03-08")]
    said = [f"The envoys of {n} states dined on Sunday, and spoke of the road map." for n in (2, 3)]
    front = "For the minister\n" + "\n".join(f"{n}. {t} ({o})\t{n + 1}" for n, (t, o, _) in enumerate(told, 1))
    text = "\n\n".join(
        [
            front,
            "Views\n\nnone",
            *(f"{t}\n\n{o}, {exports.english(d)}\n\n{s}" for (t, o, d), s in zip(told, said, strict=True)),
        ]
    )
    found = list(load(text.encode(), "files.txt"))
    articles = [each for each in found if isinstance(each, Article)]
    assert [(a.title, a.source, a.published) for a in articles] == told
    assert [a.text for a in articles] == said
    assert [each.code for each in found if isinstance(each, MajlisError)] == ["MJ142"]


def test_what_proquest_says_beside_the_text_is_no_part_of_it():
    text = exports.proquest().replace(
        "Publication title: Gulf Times", "CREDIT: A Writer\n\nPublication title: Gulf Times; Doha"
    )
    found = [each for each in load(text.encode(), "files.txt") if isinstance(each, Article)]
    assert [(a.source, "CREDIT" in a.text) for a in found] == [(article[1], False) for article in ARTICLES]


def test_parts_have_names_of_their_own():
    found = list(read(Source("files.txt", data=exports.factiva().encode())))
    assert [each.name for each in found if isinstance(each.what, Article)] == [f"files.txt:{n}" for n in (1, 2, 3)]
    assert not any(each.by_row for each in found)


@pytest.mark.parametrize(("layout", "left"), [("nexis", "User Name: A Reader"), ("factiva", "Search Summary")])
def test_what_stands_outside_is_told(layout, left):
    [note] = [f for f in load(getattr(exports, layout)().encode(), "files.txt") if isinstance(f, MajlisError)]
    assert (note.code, note.kept) == ("MJ142", True)
    assert left in note.what


def test_one_article_of_an_export_has_its_head_read_too():
    one = exports.nexis().split("End of Document")[0] + "End of Document\n"
    article = next(iter(load(one.encode(), "one.txt")))
    assert (article.title, article.published) == (ARTICLES[0][0], ARTICLES[0][2])


@pytest.mark.parametrize(
    "text",
    [
        made.TEXT,
        f"A headline\n\n{made.TEXT}\n\nEnd of Document\n",
        f"A headline\n\n{made.TEXT}\n\n© 2024 Example News. All rights reserved.",
        f"Iran\nSaudi Arabia\n{made.FIRST}\nIran\nSaudi Arabia\n{made.SECOND}",
        "\n".join(f"{n} of 3 DOCUMENTS" for n in (1, 2, 3)),
    ],
)
def test_one_article_stays_one(text):
    assert split(text).parts == []


def test_what_looks_like_several_and_is_one_is_told():
    text = "\n\n".join(f"{title}\n\n54 words\n\n{text}" for title, *_, text in ARTICLES)
    article, note = load(text.encode(), "files.txt")
    assert article.text == text
    assert note.what == "files.txt looks like 3 articles, which could not be told apart; it was coded as one."


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["End of Document", "Document ABCD000020240506x1", "1 of 9 DOCUMENTS", "3 words", "A long title, twice"]
)
def test_marks_without_end_cost_little(line):
    def seconds(count: int) -> float:
        began = time.process_time()
        split(f"{line}\n" * count)
        return time.process_time() - began

    small = min(seconds(4_000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(3)) < 9 * small + 0.1


def test_fields_of_factiva_that_are_copied_with_tabs_tell_its_articles():
    cells = re.sub(r"(?m)^([A-Z]{2})\n(.*)$", r"\1\t\2", exports.factiva_coded())
    parts = [found.what for found in read(Source("files.txt", data=f"{cells}\n".encode()))]
    assert len(parts) == len(list(read(Source("files.txt", data=exports.factiva_coded().encode())))) > 1
    assert all(part.published and "\t" not in part.text for part in parts)


def clipped(*outlets: str) -> list:
    """What is read of articles of these outlets, one below the other."""
    said = "Envoys of {} states dined in Doha on Sunday, and spoke at length of the road map and of the ferry that was promised to them."
    parts = [f"Envoys dine again, {n}\n\n{o}, {n} May 2024\n\n{said.format(n)}" for n, o in enumerate(outlets, 2)]
    return list(load("\n\n".join(parts).encode(), "files.txt"))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_outlet_that_is_not_known_is_one_beside_others(at):
    outlets = ["Reuters", "Al Jazeera"]
    outlets.insert(at, "The Odd Bugle")
    read = [(a.source, a.published, a.title) for a in clipped(*outlets)]
    assert read == [(o, f"2024-05-0{n}", f"Envoys dine again, {n}") for n, o in enumerate(outlets, 2)]


def test_beside_one_that_is_known_it_is_told():
    [note, article] = sorted(clipped("Reuters", "The Odd Bugle"), key=lambda each: isinstance(each, Article))
    assert (note.code, note.fields["count"]) == ("MJ143", 2)
    assert "2 states" in article.text
    assert "3 states" in article.text


def test_what_stands_before_clippings_is_told():
    found = list(load(f"For the minister\n\n{exports.clippings()}".encode(), "files.txt"))
    assert [each.code for each in found if isinstance(each, MajlisError)] == ["MJ142"]
    assert len(found) == 4


def test_a_page_for_each_article_and_its_headline_at_the_top_of_the_page():
    ends = re.split(r"(?<=End of Document)\n", exports.nexis().partition("\n\nDocuments")[2])
    pages = [f"Page 1 of 1\n{title}\n{end.strip()}" for (title, *_), end in zip(ARTICLES, ends, strict=False)]
    pages[0] = f"Page 1 of 1\n{ARTICLES[0][0]}\n{ARTICLES[0][0]}" + pages[0].rpartition(ARTICLES[0][0])[2]
    found = [f for f in load(made.pdf(pages, title=""), "files.pdf") if isinstance(f, Article)]
    assert [(a.title.replace("’", "'"), a.source, a.published) for a in found] == [article[:3] for article in ARTICLES]


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_whose_owners_reserve_all_rights_is_of_its_own_layout(kind):
    text = re.sub(r"(?m)^(\(c\) .*)$", r"\1. All rights reserved.", exports.factiva())
    found = [f for f in load(KINDS[kind](text), f"files.{kind}") if isinstance(f, Article)]
    assert [(a.title, a.source, a.published) for a in found] == [article[:3] for article in ARTICLES]


@pytest.mark.parametrize("kind", KINDS)
def test_a_headline_with_a_colon_is_no_label(kind):
    text = exports.nexis().replace(ARTICLES[1][0], "Analysis: the emir flies")
    titles = [f.title for f in load(KINDS[kind](text), f"files.{kind}") if isinstance(f, Article)]
    assert titles == [ARTICLES[0][0], "Analysis: the emir flies", ARTICLES[2][0]]


def test_a_bare_name_under_a_long_headline_is_no_part_of_it():
    head = f"{ARTICLES[0][0]}, as the two ministers of foreign affairs have said"
    page = exports.europresse_page().replace(ARTICLES[0][0], head).replace("Par Salim", "Salim")
    assert next(f.title for f in load(page.encode(), "a.html") if isinstance(f, Article)) == head


def test_fields_of_factiva_with_blanks_between_tell_its_articles():
    text = re.sub(r"(?m)^([A-Z]{2})\n", r"\1   ", exports.factiva_coded())
    found = [f for f in load(text.encode(), "files.txt") if isinstance(f, Article)]
    assert [(a.title, a.source, a.published) for a in found] == [article[:3] for article in ARTICLES]
