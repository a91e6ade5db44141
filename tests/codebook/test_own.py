"""A team's own rows over the codebook: checked as its rows are, seen by the coder there and nowhere else."""

import inspect
import random
import re
import subprocess
import sys
from contextvars import copy_context

import pytest

from lib import codebook
from lib.batch.outcome import Outcome
from lib.batch.plan import TARGET
from lib.batch.work import anew, coded
from lib.codebook import BOOK, over, using
from lib.codebook.own import LONGEST, MANY, Own, patch, read, written
from lib.codebook.records import Country, MeetingCue, Organization, Place, Tenure, TopicPhrase
from lib.errors import MajlisError
from lib.loaders.isolated import Isolated
from lib.paths import CODEBOOK
from lib.schema import Article

TEXT = (
    "Borogovian envoy Zork Blimey broke the pie with the Omani foreign minister in Gurblewick on 4 March 2025. "
    "Zork Blimey said a frumious dam was discussed, and a frumious dam will be built."
)
PERSON = {"name": "Zork Blimeyman", "aliases": "Zork Blimey", "country": "ORG:BOROG", "office": "Envoy",
          "office_class": "envoy", "from": "2024", "to": "", "sector": "GOV"}  # fmt: skip
OWN = (
    Own.of("organizations", {"code": "ORG:BOROG", "name": "Borogovian Front", "kind": "armed_group", "sector": "REB"}),
    Own.of("people", PERSON),
    Own.of("places", {"name": "Gurblewick", "country": "OMN", "kind": "city"}),
    Own.of("topic_phrases", {"topic": "nuclear", "phrase": "Frumious dam", "weight": 1}),
    Own.of("meeting_cues", {"cue": "broke the pie with", "kind": "meeting", "frame": "meet"}),
    Own.of("aliases", {"name": "Oman", "aliases": "Sultanate by the Sea"}),
)


def told(article_text: str = TEXT) -> dict:
    """What the coder tells of a text by the codebook of here and now."""
    records = coded(Article("a", article_text, published="2025-03-05"))
    return {table: rows for table, rows in records.items() if table != "articles"}


def test_all_kinds_of_own_rows_are_read_by_the_coder_in_its_context_alone():
    assert codebook.faults(OWN) == {}
    before = told()
    with using(over(OWN)):
        after = told()
        assert codebook.names()["ORG:BOROG"] == "Borogovian Front"
        assert "Sultanate by the Sea" in next(c for c in codebook.rows(Country) if c.code == "OMN").aliases
    assert told() == before, "nothing of them is left behind"
    assert "ORG:BOROG" not in codebook.names()
    [met] = after["meetings"]
    assert (set(met["parties"]), met["place"], met["place_country"]) == ({"ORG:BOROG", "OMN"}, "Gurblewick", "OMN")
    assert not before["meetings"]
    assert {(row["topic"], row["phrase"]) for row in after["topics"]} == {("nuclear", "frumious dam")}
    assert ("person:zork-blimeyman", "ORG:BOROG") in {(row["actor_id"], row["country"]) for row in after["actors"]}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ar", "التقى وزير خارجية قطر سعيد الكبيسي نظيره الإيراني في الدوحة يوم 4 مارس 2025.", "Said Kubaisi"),
        ("fr", "Le ministre qatari des Affaires étrangères Zork Blimey a rencontré son homologue iranien à Doha le 4 mars 2025.", "Zork Blimeyman"),
    ],
)  # fmt: skip
def test_texts_in_other_languages_are_read_with_them_too(language, text, name):
    def named() -> set[str]:
        found = coded(Article("a", text, published="2025-03-05", language=language))["meetings"]
        return {person["name"] for met in found for person in met["participants"]}

    qatari = {"country": "QAT", "office": "Foreign Minister", "office_class": "foreign_minister"}
    people = [{"name": "Said Kubaisi", "aliases": ""}, {"name": "Zork Blimeyman"}]
    before = named()
    with using(over(tuple(Own.of("people", PERSON | qatari | one) for one in people))):
        assert name in named()
    assert name not in before == named()


def test_what_is_kept_for_the_process_does_not_depend_on_own_rows():
    """What does is kept with codebook.cached."""
    told()
    kept = {
        f"{name}.{called}": each.__wrapped__
        for name, module in list(sys.modules.items())
        if name.startswith("lib.")
        for called, each in vars(module).items()
        if hasattr(each, "cache_clear") and not inspect.signature(each).parameters
    }
    assert len(kept) > 20
    for name, make in kept.items():
        before = make()
        if isinstance(before, dict | list | tuple | set | frozenset | str | re.Pattern):
            with using(over(OWN)):
                assert make() == before, f"{name} has to be kept with codebook.cached"


def test_another_process_reads_them_too():
    with using(over(OWN)):
        here, apart = told(), Isolated(TARGET)
    row = coded(Article("a", TEXT, published="2025-03-05"))["articles"][0]
    with apart:
        [line] = apart.run({"name": "a", "row": row, "language": ""})
    made = Outcome.parse(line).records()
    assert {table: made[table] for table in here} == here
    assert anew(row)["meetings"] == []


def test_a_thread_reads_them_in_the_context_it_was_begun_in():
    with using(over(OWN)):
        context = copy_context()
    assert context.run(codebook.current).digest == over(OWN).digest
    assert codebook.current() is BOOK


def test_files_without_own_rows_are_not_read_again():
    book = over(OWN[3:4])
    assert book.rows(Tenure) is BOOK.rows(Tenure)
    assert len(book.rows(TopicPhrase)) == len(BOOK.rows(TopicPhrase)) + 1
    assert book.rows(Place) is BOOK.rows(Place)
    assert book.rows(Organization) is BOOK.rows(Organization)
    assert book.rows(MeetingCue) is BOOK.rows(MeetingCue)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (Own.of("people", PERSON | {"country": "QQQ"}), "MJ206", "country"),
        (Own.of("people", PERSON | {"country": "OMN", "office_class": "friend"}), "MJ206", "office_class"),
        (Own.of("people", PERSON | {"country": "OMN", "from": "last year"}), "MJ205", "from"),
        (Own.of("people", PERSON | {"country": "OMN", "office": ""}), "MJ204", "office"),
        (Own.of("people", PERSON | {"country": "OMN", "name": "<b>Zork</b>"}), "MJ205", "name"),
        (Own.of("people", PERSON | {"country": "OMN", "name": "Z"}), "MJ205", "name"),
        (Own.of("people", PERSON | {"country": "OMN", "aliases": "Zork|(.*)"}), "MJ205", "aliases"),
        (Own.of("people", PERSON | {"country": "OMN", "aliases": ";".join(["Zork B"] * (MANY + 1))}), "MJ205", "aliases"),
        (Own.of("people", PERSON | {"country": "OMN", "name": "Z" * (LONGEST + 1)}), "MJ205", "name"),
        (Own.of("people", PERSON | {"country": "OMN", "source": "=HYPERLINK(1)"}), "MJ205", "source"),
        (Own.of("people", PERSON | {"country": "OMN", "office": "Envoy\u202e"}), "MJ205", "office"),
        (Own.of("aliases", {"name": "Nobody at all", "aliases": "Somebody"}), "MJ206", "name"),
        (Own.of("meeting_cues", {"cue": "(a+)+ with", "kind": "meeting", "frame": "meet"}), "MJ205", "cue"),
        (Own.of("meeting_cues", {"cue": "sat by", "kind": "meeting", "frame": "dance"}), "MJ206", "frame"),
        (Own.of("topic_phrases", {"topic": "nuclear", "phrase": "dam", "weight": "99"}), "MJ205", "weight"),
        (Own.of("organizations", {"code": "BOROG", "name": "Front", "kind": "igo", "sector": "IGO"}), "MJ205", "code"),
        (Own.of("titles", {"phrase": "vizier"}), "MJ206", "file"),
        (Own.of("places", {"name": BOOK.rows(Place)[0].name, "kind": "city"}), "MJ207", "name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_the_codes_of_the_codebook(row, code, column):
    found = codebook.faults([OWN[2], row], first=2)
    assert {number: (each.code, each.fields["column"]) for number, each in found.items()} == {1: (code, column)}
    assert "line 3" in str(found[1])
    assert over((OWN[2], row)).rows(Place)[-1].name == "Gurblewick", "the others go on working"


def test_a_row_may_rest_on_another_own_one_and_is_left_out_without_it():
    assert codebook.faults(OWN[1:2], over(OWN[:1])) == {}
    assert [each.code for each in over(OWN[1:2]).faults().values()] == ["MJ206"]
    assert over(OWN[1:2]).rows(Tenure) == BOOK.rows(Tenure)


def test_a_name_that_many_rows_have_is_refused_so_that_coding_stays_quick():
    many = [Own.of("people", PERSON | {"country": "OMN", "name": f"Zork {chr(65 + n)}lackey"}) for n in range(MANY + 1)]
    assert codebook.faults(many[:MANY]) == {}
    assert {each.code for each in codebook.faults(many).values()} == {"MJ205"}


def test_rows_travel_as_one_table():
    assert read(written(OWN).encode(), "own.csv") == list(OWN)
    assert read("\ufefffile,name\nplaces,Gurblewick\n\n".encode(), "a.csv") == [
        Own.of("places", {"name": "Gurblewick"})
    ]
    for data, why in ((b"name\nx\n", "column file"), (b"\xff\xfe", "UTF-8"), (b'file,name\nplaces,"x', "end of data")):
        with pytest.raises(MajlisError, match="MJ208") as error:
            read(data, "a.csv")
        assert why in str(error.value)
    with pytest.raises(MajlisError, match="MJ318"):
        read(b"file,name\n" + b"places,Gurblewick\n" * 20_001, "a.csv")


def test_a_patch_of_the_files_makes_the_same_codebook(folder, tmp_path):
    checkout = tmp_path / "majlis"
    (checkout / "data").mkdir(parents=True)
    folder.rename(checkout / "data" / "codebook")
    (checkout / "own.patch").write_text(patch(OWN, CODEBOOK), "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=checkout, check=True)
    subprocess.run(["git", "apply", "own.patch"], cwd=checkout, check=True)
    theirs, ours = codebook.Codebook(checkout / "data" / "codebook"), over(OWN)
    assert theirs.problems() == []
    for record in (Tenure, Organization, Place, TopicPhrase, MeetingCue, Country):
        assert theirs.rows(record) == ours.rows(record), record


@pytest.mark.slow
def test_ten_thousand_rows_hardly_slow_the_coder():
    import time

    chance = random.Random(1)

    def word() -> str:
        return "".join(chance.choice("bdfgklmnrstz") + chance.choice("aeiou") for _ in range(4)).capitalize()

    codes = [country.code for country in codebook.rows(Country)]
    named = (
        {"name": f"{word()} {word()}", "aliases": f"{word()} {word()}", "country": chance.choice(codes)}
        for _ in range(10_000)
    )
    book = over(tuple(Own.of("people", PERSON | one) for one in named))
    articles = [Article(f"a{n}", f"{TEXT} {word()} {word()} met the Iranian president.") for n in range(60)]

    def seconds(each: codebook.Codebook) -> float:
        with using(each):
            began = time.process_time()
            for article in articles:
                coded(article)
            return time.process_time() - began

    rounds = [(seconds(BOOK), seconds(book)) for _ in range(8)][1:]  # the first makes what is kept
    without, laid = (min(times) for times in zip(*rounds, strict=True))
    assert laid < 1.5 * without  # about 1.02; a look at each row would take many times as long
