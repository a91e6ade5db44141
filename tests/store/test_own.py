"""Own rows of the codebook in the store: previewed, kept with the rows they move, taken back; a visitor's own and everyone's."""

import pytest

from lib import codebook
from lib.batch.work import coded
from lib.codebook.own import Own
from lib.errors import MajlisError
from lib.measures.edits.corrections import CHANGE, Correction
from lib.schema import Article
from lib.store import Store, recoding, visits
from lib.store import own as own_rows
from lib.store.own import BACK, SHARE, TAKE, Change
from tests.store.cases import records

SAID = "Zork Blimey met the Iranian foreign minister, Abbas Araghchi, in Muscat on {} March 2025. Zork Blimey said talks went on."
ZORK = Own.of(
    "people", {"name": "Zork Blimey", "country": "OMN", "office": "Envoy", "office_class": "envoy", "sector": "GOV"}
)
TOWN = Own.of("places", {"name": "Gurblewick", "country": "OMN", "kind": "city"})
BODY = Own.of("organizations", {"code": "ORG:BOROG", "name": "Borogovian Front", "kind": "igo", "sector": "IGO"})
BODIES = Own.of("people", {**ZORK.told, "country": "ORG:BOROG", "office": "Head"})
ANN, BOB = "a" * 32, "b" * 32


def article(n: int) -> dict:
    return coded(Article(f"z{n}", SAID.format(n + 1), published="2025-04-01"))


def fill(store: Store) -> None:
    store.ingest([article(0), article(1), records("other")])
    store.ingest([article(2)], session=ANN)
    store.ingest([article(3)], session=BOB)


@pytest.fixture
def desk(begun):
    """Two shared articles that name somebody nobody knows and one that does not; another one of Ann's and of Bob's."""
    return begun(fill)


def side(store: Store, session: str | None = None) -> dict[str, str]:
    """Article -> the side that Zork Blimey has in it, of those that name him."""
    actors = store.tables(session)["actors"]
    him = actors[actors["name"] == "Zork Blimey"]
    return dict(zip(him["article_id"], him["country"], strict=True))


def done(store: Store, change: Change, session: str | None = None) -> recoding.Recoding:
    """Previewed and kept at once; raises what went wrong."""
    work = store.recoding(change, session, "Ann", at_once=True).wait(60)
    if work.failure:
        raise work.failure
    return work


def test_a_preview_keeps_nothing_and_what_it_told_is_what_is_kept(desk):
    before, version = side(desk), desk.version()
    work = desk.recoding(Change((ZORK,)), None).wait(60)
    assert (side(desk), desk.version(), desk.own_rows()) == (before, version, [])
    assert before == {"z0": "", "z1": ""}
    assert work.failure is None
    assert (work.done, work.total) == (5, 5)
    assert {each.article_id for each in work.found} == {"z0", "z1"}
    assert work.seen == 3, "of what others alone see nothing is told"
    changed = [each for each in work.found if each.table == "actors" and each.row["name"] == "Zork Blimey"]
    assert [(each.before["country"], each.after["country"]) for each in changed] == [("", "OMN")] * 2
    desk.keep(work)
    assert side(desk) == {"z0": "OMN", "z1": "OMN"}
    assert side(desk, ANN)["z2"] == side(desk, BOB)["z3"] == "OMN", "everyone's rows hold for what one alone sees too"
    assert desk.version() != version
    [kept] = desk.own_rows()
    assert (kept.row, kept.removed_at, kept.shared) == (ZORK, "", True)


def test_a_visitors_rows_hold_for_their_own_articles_alone(desk):
    version = desk.version()
    work = done(desk, Change((ZORK,)), ANN)
    assert work.total == 1
    assert side(desk, ANN) == {"z0": "", "z1": "", "z2": "OMN"}
    assert side(desk, BOB) == {"z0": "", "z1": "", "z3": ""}
    assert desk.version() == version != desk.version(ANN)
    assert [each.mine for each in desk.own_rows(ANN)] == [True]
    assert desk.own_rows(BOB) == desk.own_rows() == []
    assert desk.codebook(BOB).own == ()


def test_what_is_removed_is_put_back_and_each_is_the_other_undone(desk):
    before = {session: desk.tables(session)["actors"] for session in (None, ANN, BOB)}
    seqs = tuple(done(desk, Change((ZORK, TOWN))).seqs)
    after = desk.tables(ANN)["actors"]
    done(desk, Change(seqs=seqs))
    for session, actors in before.items():
        assert desk.tables(session)["actors"].equals(actors)
    assert all(each.removed_at for each in desk.own_rows())
    done(desk, Change(seqs=seqs, to=BACK))
    assert desk.tables(ANN)["actors"].equals(after)


def test_rows_of_ones_own_are_given_to_everyone_and_taken_back_by_whom_they_are(desk):
    [seq] = done(desk, Change((ZORK,)), ANN).seqs
    done(desk, Change(seqs=(seq,), to=SHARE), ANN)
    assert set(side(desk, BOB).values()) == {"OMN"}
    assert [each.mine for each in desk.own_rows(BOB)] == [False]
    with pytest.raises(MajlisError, match="MJ317"):
        done(desk, Change(seqs=(seq,)), BOB)
    with pytest.raises(MajlisError, match="MJ317"):
        done(desk, Change(seqs=(99,)), ANN)
    done(desk, Change(seqs=(seq,), to=TAKE), ANN)
    assert set(side(desk, BOB).values()) == {""}
    assert side(desk, ANN) == {"z0": "", "z1": "", "z2": "OMN"}


def test_an_article_is_coded_with_the_codebook_of_those_who_see_it(desk):
    done(desk, Change((ZORK,)), ANN)
    assert desk.share(["z2"], ANN) == ["z2"]
    assert side(desk, BOB)["z2"] == ""
    assert desk.unshare(["z2"], ANN) == ["z2"]
    assert side(desk, ANN)["z2"] == "OMN"
    desk.put_right(["z2"], {"published": "2025-04-02"}, ANN)
    assert side(desk, ANN)["z2"] == "OMN"


def test_wrong_rows_are_told_by_the_codes_of_the_codebook_and_change_nothing(desk):
    for row, code in ((Own.of("people", {**ZORK.told, "country": "QQQ"}), "MJ206"), (Own.of("people", {}), "MJ204")):
        with pytest.raises(MajlisError, match=code):
            done(desk, Change((ZORK, row)))
    assert desk.own_rows() == []
    assert side(desk) == {"z0": "", "z1": ""}


def test_there_is_a_limit(desk, monkeypatch):
    monkeypatch.setattr(own_rows, "MOST", 1)
    with pytest.raises(MajlisError, match="MJ318"):
        done(desk, Change((ZORK, TOWN)))


def test_a_preview_of_another_codebook_is_not_kept(desk):
    stale = desk.recoding(Change((ZORK,))).wait(60)
    done(desk, Change((TOWN,)))
    with pytest.raises(MajlisError, match="MJ319"):
        desk.keep(stale)
    assert [each.row for each in desk.own_rows()] == [TOWN]


def test_what_came_or_changed_meanwhile_is_coded_too(desk):
    work = desk.recoding(Change((ZORK,))).wait(60)
    desk.ingest([article(5)])
    desk.put_right(["z0"], {"title": "Another"})
    desk.keep(work)
    assert side(desk) == {"z0": "OMN", "z1": "OMN", "z5": "OMN"}
    assert desk.tables()["articles"].set_index("article_id").loc["z0", "title"] == "Another"


def test_a_stopped_one_keeps_nothing(desk, monkeypatch):
    monkeypatch.setattr(recoding.Recoding, "stopped", property(lambda self: True))
    work = desk.recoding(Change((ZORK,)), at_once=True).wait(60)
    assert (work.kept, desk.own_rows()) == (False, [])


def test_rows_of_another_majlis_are_none_of_its_doing(desk):
    """The made-up rows of "other" are not what this coder makes of it."""
    work = done(desk, Change((ZORK,)))
    assert "other" not in {each.article_id for each in work.found}
    assert "m1" in set(desk.tables()["meetings"].query("article_id == 'other'")["meeting_id"])


def test_what_a_model_read_too_stays(desk):
    both = article(7)
    for row in both["actors"]:
        row["reader"] = "coder+llama"
    desk.ingest([both])
    work = done(desk, Change((ZORK,)))
    assert work.left == 1
    assert side(desk) == {"z0": "OMN", "z1": "OMN", "z7": ""}


def test_corrections_lie_over_the_new_rows_and_those_without_a_row_are_told(desk):
    found = desk.review("z0")[0]["actors"]
    place = found.index[found["name"] == "Zork Blimey"][0]
    desk.correct([Correction("actors", "z0", found["anchor"][place], CHANGE, "country", new="QAT")])
    assert done(desk, Change((ZORK,))).lost == 0
    assert side(desk) == {"z0": "QAT", "z1": "OMN"}


def test_a_row_of_an_own_organization_is_named_by_it(desk):
    done(desk, Change((BODY, BODIES)))
    assert side(desk) == {"z0": "ORG:BOROG", "z1": "ORG:BOROG"}
    with codebook.using(desk.codebook()):
        assert codebook.names()["ORG:BOROG"] == "Borogovian Front"


def test_a_backup_brings_them_into_another_store(desk, tmp_path):
    done(desk, Change((ZORK,)))
    desk.backup(tmp_path / "b.zip")
    other = Store(f"sqlite:///{tmp_path}/other.sqlite3", curated=False)
    other.restore(tmp_path / "b.zip")
    assert (other.own_rows(), side(other)) == (desk.own_rows(), side(desk))
    other.close()


def test_those_of_who_does_not_come_back_are_swept(desk, monkeypatch):
    done(desk, Change((TOWN,)), "c" * 32)
    desk.visit(ANN)
    monkeypatch.setattr("lib.store.now", lambda: f"{9999}-01-01T00:00:00Z")
    desk.visit(ANN)
    assert desk.own_rows("c" * 32) == []
    assert visits.ORPHANED < 9999


def test_the_curated_article_is_coded_with_them_too(tmp_path):
    place = f"sqlite:///{tmp_path}/c.sqlite3"
    store = Store(place)
    done(store, Change((Own.of("topic_phrases", {"topic": "climate", "phrase": "the", "weight": "9"}),)))
    told = len(store.tables()["topics"])
    version = store.version()
    store.close()
    again = Store(place)
    assert (len(again.tables()["topics"]), again.version()) == (told, version), "it is not coded once more"
    again.recode()
    assert len(again.tables()["topics"]) == told
    again.close()


def test_what_was_coded_before_the_codebook_changed_is_kept_as_it_is_coded_now(desk):
    before = article(8)
    done(desk, Change((ZORK,)))
    desk.ingest([before])
    assert side(desk)["z8"] == "OMN"
    with codebook.using(desk.codebook()):
        made = article(9)
    desk.ingest([made])
    assert side(desk)["z9"] == "OMN"


def test_many_articles_are_coded_by_processes_of_their_own_in_the_same_way(desk, monkeypatch):
    monkeypatch.setattr(recoding, "FEW", 0)
    assert done(desk, Change((ZORK,))).seen == 3
    assert side(desk) == {"z0": "OMN", "z1": "OMN"}
    assert side(desk, ANN)["z2"] == "OMN"
    stopped = desk.recoding(Change((TOWN,)))
    stopped.cancel()
    assert stopped.wait(60).running is False
    assert [each.row for each in desk.own_rows()] == [ZORK]
