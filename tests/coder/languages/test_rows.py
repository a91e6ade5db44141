"""Rows of articles in other languages: events, actors, topics, evidence; one occasion told in three languages is one."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.codebook import BOOK
from lib.coder import code, read
from lib.measures.waves.evidence import gather
from lib.measures.waves.reports import of_events
from lib.schema import Article
from lib.tables import to_tables

SCRIPTS = st.sampled_from(
    ["التقى", "وزير", "الخارجية", "الإيراني", "في", "مسقط", "\u200fقــال", "۲۸", "می\u200cرود", "İstanbul'da", "görüştü", "23.", "l'Iran", "œuvre", "נפגש", 'ה"שר"', "встретил", "会见", "通电话。！؟", "\n\t.", ",", "،", "«", "»", "‹", "›", ""]
)  # fmt: skip


def coded(language: str, text: str) -> dict:
    return code(Article("a", text, published="2025-05-20", language=language))


def test_a_meeting_is_a_consultation_a_signing_support_and_a_summons_an_accusation():
    (met,) = coded("fr", "Le ministre iranien Abbas Araghchi a rencontré Badr al-Busaidi à Mascate.")["events"]
    assert (met["event_type"], set(met["actor"]), met["stage"], met["status"]) == (
        "CONSULT",
        {"IRN", "OMN"},
        "contact",
        "held",
    )
    (signed,) = coded("ar", "وقع وزير الخارجية الإيراني ونظيره العماني بدر البوسعيدي اتفاقية في مسقط.")["events"]
    assert (signed["event_type"], signed["stage"]) == ("SUPPORT", "agreement")
    (called,) = coded("ar", "استدعت وزارة الخارجية العراقية السفير التركي في بغداد.")["events"]
    assert (called["event_type"], called["mode"], called["actor"], called["recipient"]) == (
        "ACCUSE",
        "disapprove",
        ["IRQ"],
        ["TUR"],
    )


def test_a_meeting_to_come_or_called_off_is_told_so():
    (ahead,) = coded("tr", "Cumhurbaşkanı Erdoğan yarın Kahire'yi ziyaret edecek.")["events"]
    assert (ahead["event_type"], ahead["status"]) == ("AGREE", "planned")


def test_people_have_the_name_and_the_page_they_have_in_english():
    found = {row["name"]: row for row in coded("ru", "Сергей Лавров встретился в Москве с Аббасом Аракчи.")["actors"]}
    assert found["Sergei Lavrov"]["country"] == "RUS"
    assert found["Abbas Araghchi"]["actor_id"] == "person:abbas-araghchi"
    assert found["Abbas Araghchi"]["evidence"] == "Аракчи"


def test_somebody_whom_only_the_article_explains_is_a_person_of_that_country():
    text = "التقى محمود الحنظلي، رئيس مجلس النواب العراقي، السفير التركي في بغداد. وقال الحنظلي إن اللقاء كان مثمرا."
    named = [row for row in coded("ar", text)["actors"] if row["kind"] == "person"]
    assert [(row["name"], row["country"], row["mentions"]) for row in named] == [("محمود الحنظلي", "IRQ", 2)]


def test_somebody_the_article_explains_is_one_we_know_where_the_name_sounds_alike():
    text = "التقى رئيس مجلس الوزراء المصري مصطفى مدبولي السفير التركي في القاهرة."
    assert "Mostafa Madbouly" in [row["name"] for row in coded("ar", text)["actors"]]


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        ("ar", "بحث الجانبان العلاقات الثنائية والملف النووي.", {"bilateral_ties", "nuclear"}),
        ("fa", "دو طرف درباره روابط دوجانبه و اوضاع غزه گفتند.", {"bilateral_ties", "gaza_palestine"}),
        ("tr", "Görüşmede ikili ilişkiler ve Gazze'deki durum ele alındı.", {"bilateral_ties", "gaza_palestine"}),
        ("zh", "双方讨论了双边关系和伊核问题。", {"bilateral_ties", "nuclear"}),
        ("ru", "Стороны обсудили двусторонние отношения и ядерную программу.", {"bilateral_ties", "nuclear"}),
    ],
)
def test_topics_are_told(language, text, topics):
    assert {row["topic"] for row in coded(language, text)["topics"]} == topics


TOLD = {
    "en": "Iranian Foreign Minister Abbas Araghchi met Omani Foreign Minister Badr al-Busaidi in Muscat on Sunday.",
    "ar": "التقى وزير الخارجية الإيراني عباس عراقجي نظيره العماني بدر البوسعيدي في مسقط يوم الأحد.",
    "fa": "عباس عراقچی وزیر امور خارجه ایران روز یکشنبه در مسقط با بدر البوسعیدی وزیر خارجه عمان دیدار کرد.",
}


def test_an_occasion_told_in_three_languages_is_one():
    records = [code(Article(one, text, published="2025-05-20", language=one)) for one, text in TOLD.items()]
    met = [meeting for one in records for meeting in one["meetings"]]
    assert len({(tuple(sorted(m["parties"])), m["date_start"], m["place"]) for m in met}) == 1
    assert len({tuple(sorted(p["name"] for p in m["participants"])) for m in met}) == 1
    heard = gather(of_events(to_tables(records)))
    assert (len(met), len(heard)) == (3, 1)


@pytest.mark.parametrize("language", BOOK.languages)
@settings(deadline=None)  # the first text of a language reads its tables
@given(words=st.lists(SCRIPTS, max_size=40))
def test_any_text_is_read_and_quotes_itself(language, words):
    text = " ".join(words)
    records = code(Article("a", text, published="2025-05-20", language=language))
    for table in ("meetings", "topics", "actors", "events"):
        for row in records[table]:
            assert text[row["start"] : row["end"]] == row["evidence"]
            assert 0 <= row["confidence"] <= 1


@pytest.mark.parametrize("language", BOOK.languages)
def test_the_offices_and_places_of_a_text_lie_inside_it(language):
    doc = read(Article("a", "\n".join(TOLD.values()), published="2025-05-20", language=language))
    for m in doc.mentions:
        assert doc.text[m.start : m.end] == m.text


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fa"])
@pytest.mark.parametrize("tail", [" ", "، "])
def test_time_grows_as_the_text_does(language, tail):
    def seconds(times: int) -> float:
        began = time.process_time()  # of this process alone: a busy machine is not a slow reader
        coded(language, (TOLD[language].rstrip(".") + tail) * times)
        return time.process_time() - began

    seconds(1)
    small = min(seconds(40) for _ in range(3))
    assert min(seconds(400) for _ in range(2)) < 40 * small


@pytest.mark.parametrize("called", ["عبد اللهيان", "عبداللهيان"])
def test_a_name_in_one_word_or_two_is_that_of_one_whose_office_is_known(called):
    """A prince who is a minister is no head of state."""
    text = f"استقبل الأمير فيصل بن فرحان في الرياض أمس نظيره الإيراني حسين أمير {called}."
    [met] = code(Article("a", text, published="2023-06-20", language="ar"))["meetings"]
    assert [(p["name"], p["office"]) for p in met["participants"]] == [
        ("Faisal bin Farhan", "Foreign Minister"),
        ("Hossein Amir-Abdollahian", "Foreign Minister"),
    ]
