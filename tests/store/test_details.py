"""What is known of kept articles, put right later and filled in from copies, in both databases."""

import pytest

from lib import tables
from lib.batch.work import coded
from lib.errors import MajlisError
from lib.loaders.duplicates import Known
from lib.measures.edits import details
from lib.measures.edits.corrections import ADD, Correction
from lib.measures.edits.details import Copy
from lib.schema import Article, Records
from lib.store import TRIES, Store, opening
from lib.wording.phrases import iso
from tests.store.cases import row

TEXT = (
    "Omani Foreign Minister Badr Albusaidi met Iranian Foreign Minister Hossein Amir-Abdollahian in Muscat on Monday. "
    "They discussed the war in Gaza and the safety of shipping, the Omani ministry said."
)


def loaded(name: str = "a1", text: str = TEXT, **known: str) -> Records:
    return coded(Article(name, text, **known))


def day_of_meeting(store: Store, session: str | None = None, name: str = "a1") -> str:
    meetings = store.tables(session)["meetings"].set_index("article_id")
    return iso(meetings.loc[name, "date_start"])


def article(store: Store, session: str | None = None, name: str = "a1") -> dict:
    return store.tables(session)["articles"].set_index("article_id").loc[name].to_dict()


@pytest.fixture
def one(store):
    """A store with one shared article, of which no day is known."""
    store.ingest([loaded()])
    return store


def test_a_day_given_later_dates_what_the_text_tells(one):
    assert day_of_meeting(one) == ""
    step, lost = one.put_right(["a1"], {"published": "6 March 2024", "source": " Oman  News Agency "}, "s1", "Ana")
    assert (step > 0, lost) == (True, [])
    found = article(one)
    assert (found["source"], found["published_from"], found["published_precision"]) == (
        "Oman News Agency",
        "reader",
        "day",
    )
    assert day_of_meeting(one) == "2024-03-04"
    assert {(c.column, c.old, c.new, c.author) for c in one.corrections()} >= {
        ("published", "", "2024-03-06", "Ana"),
        ("source", "", "Oman News Agency", "Ana"),
    }
    assert one.review("a1")[0]["articles"]["source"].tolist() == ["Oman News Agency"]
    assert one.articles()["source"].tolist() == ["Oman News Agency"]
    one.undo("s1")
    assert (article(one)["source"], article(one)["published_from"], day_of_meeting(one)) == ("", "", "")
    one.redo("s1")
    assert (article(one)["source"], day_of_meeting(one)) == ("Oman News Agency", "2024-03-04")


def test_steps_are_undone_in_any_order(one):
    first, _ = one.put_right(["a1"], {"source": "ONA", "author": "A. Reed"})
    one.put_right(["a1"], {"source": "Oman News Agency"})
    one.undo(step=first)
    assert (article(one)["source"], article(one)["author"]) == ("Oman News Agency", "")
    one.undo()
    assert article(one)["source"] == ""


def test_a_month_and_an_unknown_day_can_be_given(store):
    store.ingest([loaded(published="2024-03-06", published_from="page")])
    assert day_of_meeting(store) == "2024-03-04"
    store.put_right(["a1"], {"published": "2024-03"})
    found = article(store)
    assert (f"{found['published']:%Y-%m-%d}", found["published_precision"]) == ("2024-03-01", "month")
    assert day_of_meeting(store) == ""
    store.put_right(["a1"], {"published": ""})
    assert article(store)["published_precision"] == ""
    assert article(store)["published_from"] == "reader"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_day_taken_away_is_not_read_from_the_head_of_the_text_again(store, language):
    texts = {
        "en": f"2024-03-06\n\n{TEXT}",
        "fr": "Téhéran, 6 mars 2024 - Le ministre iranien des affaires étrangères Hossein Amir-Abdollahian a rencontré "
        "lundi son homologue saoudien Faisal bin Farhan à Riyad.",
    }
    store.ingest([loaded(text=texts[language], language=language)])
    assert f"{article(store)['published']:%Y-%m-%d}" == "2024-03-06"
    assert day_of_meeting(store) == "2024-03-04"
    store.put_right(["a1"], {"published": ""})
    assert day_of_meeting(store) == ""


def test_a_language_a_reader_gives_is_the_one_it_is_read_in(one):
    assert len(one.tables()["meetings"]) == 1
    one.put_right(["a1"], {"language": "Italian"})
    assert article(one)["language"] == "it"
    assert not len(one.tables()["meetings"])
    assert one.recode() == 1
    assert not len(one.tables()["meetings"])
    one.undo()
    assert (article(one)["language"], len(one.tables()["meetings"])) == ("en", 1)


def test_a_title_put_right_leaves_the_text_as_it_is(one):
    before = article(one)
    one.put_right(["a1"], {"title": "Muscat hosts the Iranian minister", "dateline_place": "Muscat"})
    assert article(one) == before | {"title": "Muscat hosts the Iranian minister", "dateline_place": "Muscat"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"published": "1066-10-14"}, "MJ311"), ({"published": "2999-01-01"}, "MJ311"), ({"published": "03/04/2024"}, "MJ311"),
        ({"published": "last week"}, "MJ311"), ({"language": "xx"}, "MJ312"), ({"language": ""}, "MJ312"),
        ({"source": "x" * 2001}, "MJ136"), ({"text": "Another text"}, "MJ307"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_kept(one, given, code):
    with pytest.raises(MajlisError, match=code):
        one.put_right(["a1"], {"author": "A. Reed"} | given)
    assert (one.corrections(), article(one)["author"]) == ([], "")


def test_an_article_that_is_another_since_it_was_looked_at_stays_as_it_is(one):
    looks = lambda: {"a1": details.seen(next(tables.rows(one.tables()["articles"], "articles")))}  # noqa: E731
    looked = looks()
    one.put_right(["a1"], {"title": "Muscat hosts a minister"}, looked=looked)
    with pytest.raises(MajlisError, match="MJ313"):
        one.put_right(["a1"], {"source": "ONA"}, looked=looked)
    assert (article(one)["title"], article(one)["source"]) == ("Muscat hosts a minister", "")
    one.put_right(["a1"], {"source": "ONA"}, looked=looks())
    assert article(one)["source"] == "ONA"


def test_nothing_new_is_no_step(one):
    assert one.put_right(["a1"], {"source": "", "language": "en"}) == (0, [])
    assert one.corrections() == []


def test_several_articles_are_put_right_at_once_whoever_they_belong_to(one):
    one.ingest([loaded("mine", TEXT + " The talks were long.")], "s1")
    with pytest.raises(MajlisError, match="MJ304"):
        one.put_right(["a1", "mine"], {"source": "ONA"}, "s2")
    assert article(one)["source"] == ""
    step, _ = one.put_right(["a1", "mine"], {"source": "ONA", "published": "2024-03-06"}, "s1")
    assert [article(one, "s1", name)["source"] for name in ("a1", "mine")] == ["ONA", "ONA"]
    assert day_of_meeting(one, "s1", "mine") == day_of_meeting(one, "s2", "a1") == "2024-03-04"
    assert "mine" not in {c.article_id for c in one.corrections("s2")}
    assert one.undo("s1") == step
    assert [article(one, "s1", name)["source"] for name in ("a1", "mine")] == ["", ""]


def test_corrections_of_rows_outlive_it_and_those_that_lose_their_row_are_told(one):
    anchors = {name: one.review("a1")[0][name]["anchor"][0] for name in ("meetings", "topics")}
    one.correct([Correction("meetings", "a1", anchors["meetings"], "change", "kind", new="talks")])
    mine = row("topics", topic_id="r1", topic="climate", phrase="Omani", article_id="a1", end=5, evidence="Omani")
    one.correct([Correction("topics", "a1", {}, ADD, new=mine)])
    assert one.put_right(["a1"], {"published": "2024-03-06"})[1] == []
    tables = one.tables()
    assert tables["meetings"]["kind"].tolist() == ["talks"]
    assert "climate" in tables["topics"]["topic"].tolist()
    _, lost = one.put_right(["a1"], {"language": "it"})
    assert [(c.table, c.action) for c in lost] == [("meetings", "change")]
    assert one.review("a1")[1] == lost
    assert one.tables()["topics"]["topic"].tolist() == ["climate"]
    one.undo()
    assert one.tables()["meetings"]["kind"].tolist() == ["talks"]


def test_it_outlives_coding_anew_loading_again_sharing_and_a_removal(store):
    store.ingest([loaded()], "s1")
    store.put_right(["a1"], {"published": "2024-03-06", "source": "ONA"}, "s1")
    store.recode()
    assert (article(store, "s1")["source"], day_of_meeting(store, "s1")) == ("ONA", "2024-03-04")
    done = store.ingest([loaded(source="BBC", published="2023-01-01")], "s1")
    assert done.recoded == ["a1"]
    assert (article(store, "s1")["source"], day_of_meeting(store, "s1")) == ("ONA", "2024-03-04")
    store.take_back(done, "s1")
    store.put_back(store.remove(["a1"], "s1"), "s1")
    assert (article(store, "s1")["source"], day_of_meeting(store, "s1")) == ("ONA", "2024-03-04")
    store.share(["a1"], "s1")
    assert (article(store)["source"], day_of_meeting(store)) == ("ONA", "2024-03-04")
    store.undo("s1")
    assert (article(store)["source"], day_of_meeting(store)) == ("", "")


def test_rows_that_were_made_elsewhere_stay(store):
    made = loaded(origin="imported")
    made["meetings"][0]["kind"] = "summit"
    store.ingest([made])
    store.put_right(["a1"], {"published": "2024-03-06"})
    assert store.tables()["meetings"]["kind"].tolist() == ["summit"]


def test_the_same_words_a_year_later_are_no_copy_once_the_day_is_put_right(one):
    later = Known.of(f"{TEXT} They will meet again.", "2025-03-06")
    assert one.alike(later)[0] == "a1"
    one.put_right(["a1"], {"published": "2024-03-06"})
    assert one.alike(later) == ("", 0.0)
    one.ingest([loaded("mine", f"{TEXT} They will meet again.")], "s1")
    one.put_right(["mine"], {"published": "2025-03-06"}, "s1")
    assert one.share(["mine"], "s1") == ["mine"]


# ---------------------------------------------------------------- copies
COPY = {"source": "Times of Oman", "published": "2024-03-06", "published_from": "mail"}


def copy(of: str = "a1", **known: str) -> Copy:
    return Copy(of, loaded("b", **known)["articles"][0])


def test_a_copy_with_a_day_dates_the_article_that_is_there(one):
    told = one.fills([copy(**COPY)])
    assert {(c.column, c.new) for c in told} == set(COPY.items())
    assert article(one)["source"] == ""
    done = one.ingest([], copies=[copy(), copy(**COPY), copy(author="A. Reed", source="BBC")])
    found = article(one)
    assert (found["source"], found["author"], found["published_from"]) == ("Times of Oman", "A. Reed", "mail")
    assert day_of_meeting(one) == "2024-03-04"
    assert {c.action for c in one.corrections()} == {"fill"}
    one.take_back(done)
    assert (article(one)["source"], day_of_meeting(one)) == ("", "")


def test_a_day_fills_in_its_month_and_nothing_else_gives_way(store):
    store.ingest([loaded(source="ONA", published="2024-03", published_from="column")])
    assert [c.column for c in store.fills([copy(source="BBC", published="2024-04-02")])] == []
    store.ingest([], copies=[copy(**COPY)])
    assert (article(store)["source"], day_of_meeting(store)) == ("ONA", "2024-03-04")


def test_a_copy_never_changes_what_a_reader_put_right(store):
    store.ingest([loaded(published="2024-03-13", published_from="file name")])
    store.put_right(["a1"], {"published": ""})
    assert [c.column for c in store.fills([copy(**COPY)])] == ["source"]
    store.undo()
    store.put_right(["a1"], {"published": "2024-03"})
    assert [c.column for c in store.fills([copy(**COPY)])] == ["source"]


def test_a_text_that_is_shared_twice_brings_what_it_tells(store):
    store.ingest([loaded()], "s1")
    store.ingest([loaded("b", **COPY)], "s2")
    store.put_right(["b"], {"author": "A. Reed"}, "s2")
    assert (store.share(["a1"], "s1"), store.share(["b"], "s2")) == (["a1"], ["b"])
    found = article(store)
    assert (found["source"], found["author"], day_of_meeting(store)) == ("Times of Oman", "A. Reed", "2024-03-04")
    assert {c.action for c in store.corrections()} == {"change", "fill"}


@pytest.fixture
def while_coding(monkeypatch):
    """Has something done each time an article is coded anew, before it is: while_coding(steps), the first step first."""
    from lib.batch import work

    made = work.anew

    def do(*steps):
        left, busy = list(steps), []

        def anew(row, language=""):
            if left and not busy:  # a step may have something coded itself
                busy.append(left.pop(0))
                busy[0]()
                busy.clear()
            return made(row, language)

        monkeypatch.setattr(work, "anew", anew)

    return do


def test_the_store_is_open_to_others_while_articles_are_coded(one, url, while_coding, monkeypatch):
    monkeypatch.setattr(opening, "WAIT", 1)
    other = Store(url, curated=False)
    while_coding(*[lambda n=n: other.hide(f"b{n}") for n in range(4)])
    one.put_right(["a1"], {"published": "6 March 2024"})
    one.undo()
    one.redo()
    one.ingest([loaded()])
    other.close()
    assert one.hidden() == {"b0", "b1", "b2", "b3"}
    assert day_of_meeting(one) == "2024-03-04"


def test_what_others_put_right_in_between_counts(one, url, while_coding):
    other = Store(url, curated=False)
    while_coding(lambda: other.put_right(["a1"], {"language": "fr", "source": "ONA"}))
    one.put_right(["a1"], {"published": "6 March 2024"})
    other.close()
    found = article(one)
    assert (found["source"], found["language"], found["published"].year) == ("ONA", "fr", 2024)
    assert one.tables()["meetings"].empty, "read as French, as the other says it is"


def test_one_whose_article_others_change_again_and_again_has_its_turn(one, url, while_coding):
    other = Store(url, curated=False)
    names = (f"Agency {n}" for n in range(100))
    while_coding(*[lambda: other.put_right(["a1"], {"source": next(names)})] * TRIES)
    one.put_right(["a1"], {"published": "6 March 2024"})
    other.close()
    assert (day_of_meeting(one), article(one)["source"]) == ("2024-03-04", f"Agency {TRIES - 1}")
