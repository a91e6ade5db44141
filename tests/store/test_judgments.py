"""A judgment names the row it saw: one that comes late or twice changes nothing, and is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.errors import MajlisError
from lib.measures.edits.corrections import ACCEPT, ADD, CHANGE, DELETE, STATES, Correction
from lib.schema import HAND
from lib.store import Store
from lib.tables import rows
from tests.store.cases import evidence, records, row

TEXT = "Iran and Saudi Arabia held talks in Beijing. China hosted them both."


def article(name: str = "a") -> dict:
    """One article with two meetings."""
    found = records(name, f"{TEXT} No. {name}")
    text = found["articles"][0]["text"]
    second = found["meetings"][0] | {"meeting_id": "m2", "kind": "visit", **evidence(name, text, "China hosted")}
    return found | {"meetings": [*found["meetings"], second]}


def added(name: str = "r1", article_id: str = "a") -> Correction:
    words = evidence(article_id, TEXT, "Beijing") | {"reader": HAND}
    made = row("meetings", meeting_id=name, kind="talks", status="held", date_precision="unknown", **words)
    return Correction("meetings", article_id, {}, ADD, new=made)


def judged(store: Store, action: str, at: int = 0, new: str = "", name: str = "a") -> Correction:
    """The judgment of somebody who looks at the row now."""
    anchor = store.review(name)[0]["meetings"]["anchor"][at]
    return Correction("meetings", name, anchor, action, "kind" if new else "", new=new or None)


def states(store: Store, name: str = "a") -> list[str]:
    return store.review(name)[0]["meetings"]["state"].tolist()


@pytest.fixture
def both(store):
    """A store with an article of two meetings, seen by everyone."""
    store.ingest([article()])
    return store


def refused(store: Store, code: str, *edits: Correction, session: str = "s2") -> None:
    """The edits are refused, and nothing is another thereby."""
    before = store.review("a")[0]["meetings"].to_dict("records"), len(store.corrections())
    with pytest.raises(MajlisError, match=code) as caught:
        store.correct(edits, session)
    assert "nothing was changed" in str(caught.value)
    assert (store.review("a")[0]["meetings"].to_dict("records"), len(store.corrections())) == before


def test_a_stale_accept_does_not_revive_a_row_deleted_elsewhere(both):
    stale = judged(both, ACCEPT)
    both.correct([judged(both, DELETE)], "s1")
    refused(both, "MJ313.* is deleted since", stale)
    both.correct([judged(both, ACCEPT)], "s2")  # of one who saw that it was deleted
    assert states(both) == ["accepted", ""]


@pytest.mark.parametrize(("action", "new"), [(ACCEPT, ""), (DELETE, ""), (CHANGE, "summit")])
def test_the_same_judgment_six_times_is_one(both, action, new):
    once = judged(both, action, new=new)
    both.correct([once], "s1")
    for _ in range(5):
        refused(both, f"MJ313.* is {STATES[action]} since", once, session="s1")
    assert len(both.corrections()) == 1


def test_a_row_is_added_once(both):
    both.correct([added()], "s1")
    refused(both, "MJ314.* is added already", added())
    assert states(both) == ["", "", "added"]


@pytest.mark.parametrize("action", [ACCEPT, DELETE])
def test_what_is_so_already_is_told_even_to_one_who_saw_it(both, action):
    both.correct([judged(both, action)], "s1")
    refused(both, "MJ314", judged(both, action))


def test_a_change_on_a_change_that_was_not_seen_is_refused(both):
    stale = judged(both, CHANGE, new="summit")
    both.correct([judged(both, CHANGE, new="signing")], "s1")
    refused(both, "MJ313.* is corrected since", stale)


def test_a_row_coded_anew_and_not_seen_so_is_refused(both):
    stale = judged(both, ACCEPT)
    again = article()
    again["meetings"][0]["kind"] = "summit"
    both.ingest([again])
    refused(both, "MJ313.* is another since", stale)


def test_several_articles_are_judged_in_one_step_or_not_at_all(both):
    both.ingest([article("b")])
    edits = [judged(both, ACCEPT), judged(both, DELETE, 1, name="b")]
    both.correct([judged(both, DELETE, 1, name="b")], "s1")
    refused(both, "MJ313", *edits)
    step = both.correct([judged(both, ACCEPT), judged(both, ACCEPT, 0, name="b")], "s2")
    assert (states(both), states(both, "b")) == (["accepted", ""], ["accepted", "deleted"])
    assert both.undo("s2") == step
    assert (states(both), states(both, "b")) == (["", ""], ["", "deleted"])


def test_of_two_who_judge_at_the_same_moment_one_is_told(both):
    edits = {"s1": judged(both, ACCEPT), "s2": judged(both, DELETE)}

    def judge(session: str) -> str:
        try:
            return str(both.correct([edits[session]], session))
        except MajlisError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(judge, edits)) == ["1", "MJ313"]


def test_what_others_judged_since_is_not_undone_beneath_them(both):
    step = both.correct([judged(both, CHANGE, new="summit")], "s1")
    accepted = both.correct([judged(both, ACCEPT)], "s2")
    with pytest.raises(MajlisError, match="MJ315"):
        both.undo("s1")
    assert states(both) == ["accepted", ""]
    both.undo("s2")
    assert both.undo("s1") == step
    with pytest.raises(MajlisError, match="MJ315"):
        both.redo("s2", accepted)  # it accepted a summit
    assert states(both) == ["", ""]


def test_an_added_row_that_was_accepted_or_changed_is_not_taken_away_beneath(both):
    both.correct([added()], "s1")
    both.correct([judged(both, CHANGE, 2, "summit")], "s2")
    with pytest.raises(MajlisError, match="MJ315"):
        both.undo("s1")
    both.undo("s2")
    both.undo("s1")
    assert states(both) == ["", ""]


READER = st.sampled_from(["s1", "s2"])
JUDGMENT = st.tuples(READER, st.sampled_from([ACCEPT, DELETE, "summit", "signing"]), st.integers(0, 1))
LOOK, BACK = st.tuples(READER, st.just("look")), st.tuples(READER, st.sampled_from(["undo", "redo"]))


def look(store: Store) -> tuple[list[dict], list[str]]:
    """The anchors of the rows, and what there is to be seen of each."""
    found = store.review("a")[0]["meetings"]
    told = zip(rows(found.drop(columns=["state", "anchor"]), "meetings"), found["state"], strict=True)
    return found["anchor"].tolist(), [f"{state} {row}" for row, state in told]


@pytest.mark.slow
@given(done=st.lists(st.one_of(JUDGMENT, JUDGMENT, LOOK, BACK), max_size=12))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_judgments_ends_in_what_somebody_saw_or_in_a_told_conflict(store, done):
    store.ingest([article()])
    now = look(store)
    views = {"s1": now, "s2": now}
    shown = [{picture} for picture in now[1]]  # of each row, whatever was to be seen
    for session, act, *where in done:
        (anchors, seen), before, told = views[session], now[1], ""
        if act == "look":
            views[session] = now
            continue
        at = where[0] if where else 0
        new = None if act in (ACCEPT, DELETE) else act
        judgment = Correction("meetings", "a", anchors[at], CHANGE if new else act, "kind" * bool(new), new=new)
        try:
            store.correct([judgment], session) if where else getattr(store, act)(session)
        except MajlisError as error:
            told = error.code
        now = look(store)
        if told:
            assert now[1] == before, "what is refused changes nothing"
            assert told == "MJ315" if not where else told == ("MJ314" if before[at] == seen[at] else "MJ313")
        elif where:
            assert before[at] == seen[at], "a row was judged that its reader did not see"
            assert now[1][at].startswith(STATES[judgment.action])
            assert now[1][1 - at] == before[1 - at]
            shown[at].add(now[1][at])
        else:
            assert all(each in known for each, known in zip(now[1], shown, strict=True)), "nobody ever saw this"
    store.remove(["a"])
