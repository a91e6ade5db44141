"""An export brought back: the same tables, and its corrections are corrections again."""

import io
import json
import zipfile

import pytest
from pandas.testing import assert_frame_equal

from lib import tables as typed
from lib.errors import MajlisError
from lib.export.tables.about import About
from lib.export.tables.corrected import history
from lib.export.tables.package import package, unpack
from lib.measures.edits.corrections import ACCEPT, ADD, CHANGE, DELETE, Correction
from lib.schema import Records
from lib.store import Store
from tests.store.cases import evidence, records

ABOUT = About("2026-11-24T03:00:00Z")
TEXT = "Iran and Saudi Arabia held talks in Beijing. Then Iraq and Oman met in Muscat. No."


def two_meetings(name: str) -> Records:
    """An article with meetings m1 and m2."""
    made = records(name, f"{TEXT} {name}")
    there = evidence(name, f"{TEXT} {name}", "Then Iraq and Oman met")
    made["meetings"].append(made["meetings"][0] | there | {"meeting_id": "m2", "parties": ["IRQ", "OMN"]})
    return made


def anchor(store: Store, place: int, session: str | None = None, name: str = "a0") -> dict[str, object]:
    return store.review(name, session)[0]["meetings"]["anchor"][place]


def correct(store: Store) -> None:
    """Two articles; of a0 m1 is changed, m2 deleted, a meeting added and changed, one change undone."""
    store.ingest([two_meetings("a0"), records("a1")])
    store.correct(
        [
            Correction("meetings", "a0", anchor(store, 0), CHANGE, "kind", new="summit"),
            Correction("meetings", "a0", anchor(store, 0), CHANGE, "date_start", new="2023-08-19"),
        ],
        author="Ana",
    )
    store.correct([Correction("meetings", "a0", anchor(store, 1), DELETE)], author="بوب")
    row = records("a0", f"{TEXT} a0", kind="visit")["meetings"][0] | {"meeting_id": "r1"}
    store.correct([Correction("meetings", "a0", {}, ADD, new=row)], author="Ana")
    store.correct([Correction("meetings", "a0", anchor(store, 2), CHANGE, "place", new="Muscat")])
    topic = store.review("a0")[0]["topics"]["anchor"][0]
    step = store.correct([Correction("topics", "a0", topic, CHANGE, "topic", new="yemen")], author="Bo")
    store.undo(step=step)


@pytest.fixture
def corrected(begun):
    return begun(correct)


def exported(store: Store, form: str = "csv", session: str | None = None, without: tuple = (), articles=()) -> bytes:
    """The zip; `without` meetings of these identifiers, with `articles` of these alone."""
    tables = {n: df[df["article_id"].isin(articles or df["article_id"])] for n, df in store.tables(session).items()}
    rows = {n: [r for r in typed.rows(df, n) if r.get("meeting_id") not in without] for n, df in tables.items()}
    coded, laid = store.coded(session)
    kept = history({n: list(typed.rows(df, n)) for n, df in coded.items()}, laid, rows)
    return package(rows, ABOUT, form, kept)


def unzipped(made: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made))


@pytest.fixture
def other(request, tmp_path):
    """A second, empty store."""
    opened = Store(f"sqlite:///{tmp_path / 'other.sqlite3'}", curated=False)
    yield opened
    opened.close()


def same(left: Store, right: Store, session: str | None = None) -> None:
    ours, theirs = left.tables(), right.tables(session)
    for name in ours:
        assert_frame_equal(ours[name], theirs[name])
    assert left.corrections() == right.corrections(session)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("session", [None, "s1"])
def test_the_same_tables_and_corrections_come_back(corrected, other, form, session):
    found = unpack(io.BytesIO(exported(corrected, form)))
    done, aside = other.bring_back(*found, session)
    assert (done.added, aside) == (["a0", "a1"], 0)
    same(corrected, other, session)
    assert other.review("a0", session)[0]["meetings"]["state"].tolist() == ["corrected", "deleted", "added"]


def test_they_come_back_into_either_database(corrected, other):
    other.bring_back(*unpack(io.BytesIO(exported(corrected))))
    made = exported(other, "jsonl")
    before = other.tables()
    corrected.remove(["a0", "a1"])
    corrected.bring_back(*unpack(io.BytesIO(made)))
    for name, df in before.items():
        assert_frame_equal(corrected.tables()[name], df)
    assert [c.author for c in corrected.corrections()] == ["Ana", "Ana", "بوب", "Ana", "", "Bo"]


def test_what_came_back_is_undone_and_done_again_step_by_step(corrected, other):
    other.bring_back(*unpack(io.BytesIO(exported(corrected))), "s1")
    assert other.undo("s1") == 0, "it is no step this reader made"
    steps = [c.step for c in other.corrections("s1")]
    assert steps[0] == steps[1] != steps[2]
    other.undo("s1", step=steps[0])
    other.undo("s1", step=steps[2])
    other.redo("s1", step=steps[-1])
    found = other.tables("s1")
    assert found["meetings"].query("article_id == 'a0'")["kind"].tolist() == ["talks", "talks", "visit"]
    assert found["topics"]["topic"].tolist() == ["yemen", "reconciliation"]
    made = other.correct([Correction("meetings", "a0", anchor(other, 0, "s1"), ACCEPT)], "s1")
    assert made > max(steps)
    assert other.undo("s1") == made


def test_what_came_back_survives_coding_anew(corrected, other):
    other.bring_back(*unpack(io.BytesIO(exported(corrected))))
    other.ingest([two_meetings("a0")])
    same(corrected, other)


def test_the_tables_for_others_are_the_corrected_ones_and_all_is_described(corrected):
    archive = unzipped(exported(corrected, "jsonl"))
    described = json.loads(archive.read("datapackage.json"))
    kinds = {
        r["name"]: [json.loads(line).get("kind") for line in archive.read(r["path"]).splitlines()]
        for r in described["resources"]
    }
    assert kinds["meetings"] == ["summit", "visit", "talks"]
    assert kinds["meetings-as-coded"] == ["talks", "talks"], "only of the article that was corrected"
    assert {r["path"] for r in described["resources"]} == {
        n for n in archive.namelist() if n.startswith(("tables/", "coded/", "corrections"))
    }
    [laid] = [r for r in described["resources"] if r["name"] == "corrections"]
    first = json.loads(archive.read("corrections.jsonl").splitlines()[0])
    assert list(first) == [f["name"] for f in laid["schema"]["fields"]]
    assert not {"owner", "session"} & first.keys(), "whose browser it was is nobody's business"
    assert "corrections.jsonl" in archive.read("CODEBOOK.md").decode()


def test_without_corrections_there_is_nothing_beside_the_tables(filled):
    archive = unzipped(exported(filled))
    assert not [n for n in archive.namelist() if n.startswith(("coded/", "corrections"))]
    assert json.loads(archive.read("datapackage.json"))["profile"] == "tabular-data-package"


def test_of_a_filtered_export_only_what_was_chosen_comes_back(corrected, other):
    corrected.correct([Correction("meetings", "a1", anchor(corrected, 0, name="a1"), CHANGE, "kind", new="signing")])
    found = unpack(io.BytesIO(exported(corrected, articles=("a1",))))
    assert [c.article_id for c in found.corrections] == ["a1"]
    found = unpack(io.BytesIO(exported(corrected, without=("m1",), articles=("a0",))))
    other.bring_back(*found)
    after = other.tables()["meetings"]
    assert after["meeting_id"].tolist() == ["r1"]
    assert other.review("a0")[0]["meetings"]["meeting_id"].tolist() == ["m2", "r1"]
    assert other.review("a0")[1] == [], "no correction falls on another row, or rests"
    found = unpack(io.BytesIO(exported(corrected, without=("r1",), articles=("a0",))))
    assert ADD not in [c.action for c in found.corrections]
    assert "Muscat" not in [c.new for c in found.corrections]


@pytest.mark.parametrize(
    ("code", "table", "action", "column"),
    [
        ("MJ310", "meetings", "explode", ""),
        ("MJ310", "about", CHANGE, "value"),
        ("MJ310", "corrections", ADD, ""),
        ("MJ310", "articles", DELETE, ""),
        ("MJ307", "meetings", CHANGE, "owner"),
        ("MJ307", "meetings", CHANGE, "evidence"),
        ("MJ307", "articles", CHANGE, "text"),
    ],
)
def test_the_store_itself_refuses_what_is_no_correction(other, code, table, action, column):
    strange = Correction(table, "a0", {}, action, column, new="x")
    with pytest.raises(MajlisError, match=code):
        other.bring_back([two_meetings("a0")], [strange])
    assert len(other.tables()["articles"]) == 0


def test_articles_that_are_there_are_left_alone(corrected, other):
    other.ingest([two_meetings("a0")])
    other.correct([Correction("meetings", "a0", anchor(other, 0), ACCEPT)])
    before = other.tables()["meetings"]
    done, aside = other.bring_back(*unpack(io.BytesIO(exported(corrected))))
    assert (done.added, done.known, aside) == (["a1"], {"a0": "a0"}, 6)
    assert_frame_equal(other.tables()["meetings"].iloc[:2], before)
    again = other.bring_back(*unpack(io.BytesIO(exported(corrected))))
    assert (again[0].added, again[1]) == ([], 6)
    assert len(other.corrections()) == 1


@pytest.mark.parametrize("session", [None, "s1"])
def test_an_article_that_is_there_without_corrections_gets_those_of_the_export(corrected, other, session):
    """As the curated article, which every store has from the first."""
    other.ingest([two_meetings("a0")])
    before = other.version()
    done, aside = other.bring_back(*unpack(io.BytesIO(exported(corrected))), session)
    assert (done.added, aside) == (["a1"], 0)
    assert other.version() != before
    assert_frame_equal(other.tables(session)["meetings"], corrected.tables()["meetings"])
    assert other.corrections(session) == corrected.corrections()
    assert other.tables()["meetings"]["kind"].tolist()[:2] == ["summit", "visit"]


def test_an_article_that_gets_another_name_keeps_its_corrections(corrected, other):
    other.ingest([records("a0", "Quite another text about Iran and Iraq")])
    done, _ = other.bring_back(*unpack(io.BytesIO(exported(corrected))), "s1")
    renamed = done.added[0]
    assert renamed.startswith("a0-")
    found = other.tables("s1")
    assert found["meetings"].query("article_id == @renamed")["kind"].tolist() == ["summit", "visit"]
    typed.validate_evidence(found)
    assert other.tables()["meetings"]["kind"].tolist() == ["talks"]
    assert other.coded("s1")[1][3].new["article_id"] == renamed


def test_an_article_shared_under_another_name_keeps_the_row_added_to_it(corrected, other):
    other.bring_back(*unpack(io.BytesIO(exported(corrected))), "s1")
    other.ingest([records("one", f"{TEXT} a0")])
    assert other.share(["a0"], "s1") == ["a0"]
    found = other.tables()
    typed.validate_evidence(found)
    assert found["meetings"][["article_id", "kind"]].values.tolist() == [["one", "summit"], ["one", "visit"]]


def test_an_export_made_before_corrections_came_back_is_read_as_it_was(corrected, other):
    tables = {n: list(typed.rows(df, n)) for n, df in corrected.tables().items()}
    made, old = package(tables, ABOUT), io.BytesIO()
    with zipfile.ZipFile(old, "w") as archive:
        for name in unzipped(made).namelist():
            archive.writestr(name, unzipped(made).read(name))
        archive.writestr("corrections.jsonl", '{"action": "delete"}\n')
    done, aside = other.bring_back(*unpack(old))
    assert (done.added, aside, other.corrections()) == (["a0", "a1"], 0, [])
    for name, df in corrected.tables().items():
        assert_frame_equal(other.tables()[name], df)


def test_bringing_back_is_taken_back(corrected, other):
    done, _ = other.bring_back(*unpack(io.BytesIO(exported(corrected))))
    other.take_back(done)
    assert other.corrections() == []
    assert other.tables()["articles"].empty


# ---------------------------------------------------------------- hostile
def spoilt(made: bytes, change) -> io.BytesIO:
    """The zip with its corrections changed: a function of the parsed lines to what is written."""
    archive, file = unzipped(made), io.BytesIO()
    lines = [json.loads(line) for line in archive.read("corrections.jsonl").splitlines()]
    written = change(lines)
    text = written if isinstance(written, str) else "\n".join(json.dumps(line) for line in written)
    with zipfile.ZipFile(file, "w") as spoilt_:
        for name in archive.namelist():
            spoilt_.writestr(name, text if name == "corrections.jsonl" else archive.read(name))
    return file


def first(**values: object):
    return lambda lines: [lines[0] | values, *lines[1:]]


def anchored(**values: object):
    return lambda lines: [lines[0] | {"anchor": lines[0]["anchor"] | values}, *lines[1:]]


def added(**values: object):
    return lambda lines: [*lines[:3], lines[3] | {"new": lines[3]["new"] | values}, *lines[4:]]


RUBBISH = {
    "no JSON": lambda lines: "nonsense\n",
    "no object": lambda lines: "[1]\n",
    "too deep": lambda lines: "[" * 100_000,
    "no fields": lambda lines: "{}\n",
    "a field too many": first(owner="s2"),
    "no table": first(table="articles"),
    "no table's name": first(table=["meetings"]),
    "no action": first(action="drop"),
    "no column": first(column="evil"),
    "a fixed column": first(column="evidence", new="x"),
    "no word of the vocabulary": first(new="party"),
    "no text": first(new=5),
    "no day": first(column="date_start", new="2023-99-99"),
    "no people": first(column="participants", new=[{"name": "x"}]),
    "no sides": first(column="parties", new=[{}]),
    "no number": first(column="confidence", new=float("nan")),
    "too large": first(column="confidence", new=10**400),
    "no author": first(author=None),
    "no time": first(made_at="yesterday"),
    "no step": first(step="1"),
    "no anchor": first(anchor=None),
    "an empty anchor": first(anchor={}),
    "an anchor of no place": anchored(start="5"),
    "an anchor of no sides": anchored(parties=7),
    "another article": first(article_id="elsewhere"),
    "an added row without a column": lambda lines: [*lines[:3], lines[3] | {"new": {"kind": "visit"}}],
    "no added row": lambda lines: [*lines[:3], lines[3] | {"new": None}],
    "an added row of no kind": added(kind="party"),
    "an added row of no offset": added(start="0"),
}


@pytest.fixture(scope="module")
def zipped(tmp_path_factory) -> bytes:
    """An export with corrections; it is refused before a database is touched, so that one of either kind will do."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('zipped') / 'x.sqlite3'}", curated=False)
    correct(store)
    made = exported(store)
    store.close()
    return made


@pytest.mark.parametrize("change", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_is_refused_with_its_line(zipped, change):
    with pytest.raises(MajlisError, match="MJ503"):
        unpack(spoilt(zipped, change), "e.zip")


@pytest.mark.parametrize("values", [{"evidence": "other"}, {"start": 3}, {"end": -1}])
def test_an_added_row_that_quotes_no_words_of_its_article_keeps_all_out(corrected, other, values):
    found = unpack(spoilt(exported(corrected), added(**values)))
    with pytest.raises(MajlisError, match=r"MJ15[34]"):
        other.bring_back(*found)
    assert other.tables()["articles"].empty
    assert other.corrections() == []


def test_texts_no_database_keeps_are_replaced(corrected, other):
    found = unpack(spoilt(exported(corrected), first(author="A\x00na\ud800")))
    other.bring_back(*found)
    assert other.corrections()[0].author == "A\ufffdna\ufffd"
