"""Two codings compared: which articles count, which meetings are the same, how far they agree, what settling does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.measures.edits.agreement import as_coded, codings, compare, figures, settled, settling
from lib.measures.edits.corrections import ACCEPT, ADD, CHANGE, DELETE, Correction, anchor, overlay
from lib.schema import TABLES
from tests.measures.edits.test_corrections import row


def meeting(article: str, n: int, **values):
    at = {"article_id": article, "start": 50 * n, "end": 50 * n + 30, "reader": "coder", "status": "held"}
    return row(f"m{n}", **(at | {"date_precision": "day", "date_end": "2023-03-10"} | values))


def coded(*meetings):
    names = dict.fromkeys(each["article_id"] for each in meetings)
    return {"articles": [{"article_id": name, "sha256": f"sha-{name}"} for name in names], "meetings": [*meetings]}


def judge(of, action=ACCEPT, column="", new=None, step=1):
    return Correction("meetings", of["article_id"], anchor(of, "meetings"), action, column, new=new, step=step)


def accepted(rows):
    return codings(rows, [judge(each) for each in rows["meetings"]])


def differing(mine, theirs):
    return [(pair.same, pair.differing) for pair in compare(accepted(coded(mine)), accepted(coded(theirs))).pairs]


def test_an_article_counts_where_every_meeting_was_judged():
    rows = coded(meeting("a", 1), meeting("a", 2), meeting("b", 1))
    one, two, other = rows["meetings"]
    assert not codings(rows, [judge(one)])
    assert list(codings(rows, [judge(one), judge(two, DELETE)])) == ["sha-a"]
    assert list(accepted(rows)) == ["sha-a", "sha-b"]
    found = codings(rows, [judge(one, CHANGE, "kind", "visit"), judge(two, DELETE), judge(other)])
    assert [m["kind"] for m in found["sha-a"].meetings] == ["visit"]


def test_an_undone_judgment_is_none():
    rows = coded(meeting("a", 1))
    undone = Correction("meetings", "a", anchor(rows["meetings"][0], "meetings"), ACCEPT, undone=True)
    assert not codings(rows, [undone])


def test_an_article_of_which_nothing_is_left_counts_and_one_without_rows_does_not():
    rows = coded(meeting("a", 1))
    rows["articles"].append({"article_id": "empty", "sha256": "sha-empty"})
    found = codings(rows, [judge(rows["meetings"][0], DELETE)])
    assert {sha: each.meetings for sha, each in found.items()} == {"sha-a": []}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (True, ())),
        ({"kind": "summit"}, (True, ("kind",))),
        ({"status": "planned"}, (True, ("status",))),
        ({"parties": ["IRN", "SAU", "CHN"]}, (True, ("parties",))),
        ({"date_start": "", "date_precision": "unknown"}, (True, ("date",))),
        ({"date_precision": "month"}, (True, ("date",))),
        ({"date_start": "2023-03-11"}, (False, ("date",))),  # another meeting by the matcher, of the same words
        ({"kind": "phone_call"}, (False, ("kind",))),
        ({"evidence": "other", "place": "Doha", "confidence": 0.1}, (True, ())),
    ],
)
def test_what_differs_of_one_meeting(change, expected):
    assert differing(meeting("a", 1), meeting("a", 1, **change)) == [expected]


def test_the_same_meeting_is_found_wherever_it_is_quoted_and_another_in_other_words_is_not():
    assert differing(meeting("a", 1), meeting("a", 3)) == [(True, ())]
    assert differing(meeting("a", 1), meeting("a", 3, date_start="2023-03-11")) == [(False, ()), (False, ())]


def test_articles_are_found_by_their_text():
    theirs = coded(meeting("x", 1))
    theirs["articles"][0]["sha256"] = "sha-a"
    assert compare(accepted(coded(meeting("a", 1))), accepted(theirs)).articles == 1
    assert compare(accepted(coded(meeting("b", 1))), accepted(theirs)).articles == 0


def test_the_figures_counted_by_hand():
    """Mine four meetings, theirs three, two of them the same: 2 of 4, 2 of 3, F1 4/7. The pair of the same words joins the
    details: kinds talks-talks, talks-talks, talks-phone call."""
    mine = accepted(coded(meeting("a", 1), meeting("a", 2, parties=["QAT", "EGY"]), meeting("b", 1), meeting("b", 2)))
    theirs = accepted(
        coded(
            meeting("a", 1),
            meeting("b", 1, kind="phone_call"),
            meeting("b", 2, date_start="", date_precision="unknown"),
        )
    )
    found = figures(compare(mine, theirs))
    assert [round(found[name].value, 3) for name in ("theirs", "mine", "f1")] == [0.5, 0.667, 0.571]
    assert [found[name].of for name in ("theirs", "mine", "f1", "kind")] == [4, 3, 7, 3]
    assert found["kind"].value == pytest.approx(0.0)  # 1 - (2 / 6) / (2 * 5 * 1 / (6 * 5))
    assert found["status"].value is None  # all were held
    assert found["kind"].low is None  # of two articles


def test_of_nothing_no_figure_is_known():
    assert {(one.value, one.of) for one in figures(compare({}, {})).values()} == {(None, 0)}


@settings(deadline=None)
@given(st.lists(st.sampled_from(["talks", "visit", "phone_call", ""]), min_size=1, max_size=12))
def test_a_coder_agrees_with_itself_and_two_agree_as_far_as_the_other_way_round(kinds):
    mine = coded(*(meeting(f"a{n}", 1) for n in range(len(kinds))))
    theirs = coded(*(meeting(f"a{n}", 1, kind=kind or "talks") for n, kind in enumerate(kinds)))
    here, there = (
        accepted(mine),
        codings(
            theirs, [judge(m, ACCEPT if kind else DELETE) for m, kind in zip(theirs["meetings"], kinds, strict=True)]
        ),
    )
    alone = figures(compare(here, here))
    assert not compare(here, here).differences
    assert alone["f1"].value == 1
    assert alone["f1"].low < 1  # few cases say little
    one, other = figures(compare(here, there)), figures(compare(there, here))
    assert (one["theirs"], one["f1"], one["kind"].value) == (other["mine"], other["f1"], other["kind"].value)
    for each in one.values():
        assert each.low is None or each.low <= each.value <= each.high


def test_the_coder_is_compared_as_it_coded_and_rows_of_others_are_none_of_its():
    rows = coded(meeting("a", 1), meeting("a", 2, parties=["QAT", "EGY"], reader="llama"))
    assert len(as_coded(rows)["sha-a"].meetings) == 1
    laid = [judge(rows["meetings"][0], CHANGE, "kind", "visit"), judge(rows["meetings"][1])]
    pairs = compare(codings(rows, laid), as_coded(rows)).pairs
    assert [(bool(p.theirs), p.differing) for p in pairs] == [(True, ("kind",)), (False, ())]


# ---------------------------------------------------------------- settled
THEIRS = meeting("x", 1, kind="visit", date_start="2023-03-11", date_end="2023-03-11", date_text="on Saturday")


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (meeting("a", 1), THEIRS),
        (meeting("a", 1), None),
        (None, THEIRS),
    ],
)
@pytest.mark.parametrize("take", [False, True])
def test_settling_makes_my_row_theirs_or_leaves_it_and_changes_no_figure(mine, theirs, take):
    base = meeting("a", 5, parties=["QAT", "EGY"])  # both have it
    rows, other = (coded(*filter(None, (base, each))) for each in (mine, theirs and {**theirs, "article_id": "a"}))
    laid, his = ([judge(each) for each in some["meetings"]] for some in (rows, other))
    before = compare(codings(rows, laid), codings(other, his))
    [pair] = before.differences
    step = [
        Correction(c.table, c.article_id, c.anchor, c.action, c.column, new=c.new, step=9)
        for c in settling(pair, take, anchor(mine, "meetings") if mine else {})
    ]
    assert {c.action for c in step} <= {"settle", ADD, CHANGE, DELETE}
    assert settled([*laid, *step]) == {pair.key: (9, take)}
    assert compare(codings(rows, [*laid, *step]), codings(other, his)) == before
    after = codings(rows, [*laid, *step], settled=True)["sha-a"].meetings
    wanted = theirs if take else mine
    found = [m for m in after if m["parties"] == ["IRN", "SAU"]]
    assert len(found) == bool(wanted)
    for each in found:
        for column in ("kind", "date_start", "date_end", "date_precision"):
            assert each[column] == wanted[column]


def test_a_settled_difference_changes_no_row_by_itself():
    rows = coded(meeting("a", 1))
    [pair] = compare(accepted(rows), accepted(coded(meeting("a", 1, kind="visit")))).differences
    columns = {name: [rows["meetings"][0][name]] for name in TABLES["meetings"].names}
    over = overlay(columns, "meetings", settling(pair, False, {}))
    assert (over.columns, over.states, over.resting) == (columns, [""], [])
