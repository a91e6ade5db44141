"""Corrections find their rows again after an article was coded anew, whatever became of the other rows."""

import pytest

from lib.errors import MajlisError
from lib.measures.edits.arrivals import keepable
from lib.measures.edits.corrections import (
    ACCEPT,
    ADD,
    CHANGE,
    DELETE,
    Correction,
    anchor,
    completed,
    corrected,
    overlay,
)
from lib.schema import TABLES

BLANK = {"integer": 0, "number": 0.0, "boolean": False, "list": [], "records": []}


def row(meeting_id="m1", start=0, end=30, **values):
    blank = {c.name: BLANK.get(c.dtype, "") for c in TABLES["meetings"].columns}
    own = {"meeting_id": meeting_id, "article_id": "a", "start": start, "end": end, "evidence": "x" * (end - start)}
    return blank | {"kind": "talks", "parties": ["IRN", "SAU"], "date_start": "2023-03-10"} | own | values


def columns(*rows):
    return {c.name: [r[c.name] for r in rows] for c in TABLES["meetings"].columns}


def change(of, column="kind", new="summit", step=1, action=CHANGE, **more):
    return Correction("meetings", "a", anchor(of, "meetings"), action, column, new=new, step=step, **more)


def kinds(rows, corrections):
    laid = overlay(columns(*rows), "meetings", corrections)
    return laid.columns["kind"], laid.states, len(laid.resting)


def test_a_correction_changes_its_row_alone():
    rows = [row(), row("m2", 40, 60, parties=["CHN", "IRN"])]
    assert kinds(rows, [change(rows[1])]) == (["talks", "summit"], ["", "corrected"], 0)


def test_the_rows_as_read_stay_as_they_were():
    given = columns(row())
    overlay(given, "meetings", [change(row()), change(row(), action=DELETE)])
    assert given == columns(row())


@pytest.mark.parametrize(
    "again",
    [
        row(),
        row("m7"),  # numbered anew
        row(kind="visit"),  # coded as another kind: sides and date are the same
        row(date_start="2023-03-09"),
        row(start=0, end=25),  # quoted a little shorter
        row(confidence=0.2, place="Beijing"),
    ],
)
def test_the_row_is_found_after_coding_anew(again):
    other = row("m1", 40, 60, parties=["CHN", "IRN"], sentence=3)
    assert kinds([other, again], [change(row())]) == (["talks", "summit"], ["", "corrected"], 0)


@pytest.mark.parametrize(
    "again",
    [
        row(start=100, end=130, sentence=4),  # another sentence
        row(parties=["CHN", "IRN"], date_start=""),  # another meeting of the same sentence
        row(article_id="b"),
    ],
)
def test_a_correction_without_its_row_rests_and_changes_nothing(again):
    assert kinds([again], [change(row())]) == (["talks"], [""], 1)


def test_of_two_rows_of_one_sentence_the_likest_is_meant():
    first, second = row("m1", parties=["IRN", "SAU"]), row("m2", parties=["CHN", "IRN"])
    assert kinds([first, second], [change(second)])[0] == ["talks", "summit"]
    assert kinds([second | {"meeting_id": "m1"}], [change(second)])[0] == ["summit"]


def test_later_corrections_win_and_undone_ones_do_nothing():
    steps = [change(row(), new="visit", step=2), change(row(), new="summit", step=1)]
    assert kinds([row()], steps)[0] == ["visit"]
    assert kinds([row()], [change(row(), undone=True)]) == (["talks"], [""], 0)


def test_a_corrected_row_can_be_corrected_again_and_accepted():
    steps = [change(row(), "parties", ["CHN"]), change(row(), "kind", "visit", 2), change(row(), action=ACCEPT, step=3)]
    laid = overlay(columns(row()), "meetings", steps)
    assert (laid.columns["parties"], laid.columns["kind"], laid.states) == ([["CHN"]], ["visit"], ["accepted"])


def test_added_rows_are_corrected_and_deleted_like_others():
    new = row("r1", 40, 60, sentence=2)
    added = Correction("meetings", "a", {}, ADD, new=new, step=1)
    laid = overlay(columns(row()), "meetings", [added], about=["a"])
    assert (laid.columns["meeting_id"], laid.states) == (["m1", "r1"], ["", "added"])
    named = laid.anchors[1]
    steps = [added, Correction("meetings", "a", named, CHANGE, "kind", new="visit", step=2)]
    assert kinds([row()], steps) == (["talks", "visit"], ["", "added"], 0)
    steps.append(Correction("meetings", "a", named, DELETE, step=3))
    laid = overlay(columns(row()), "meetings", steps)
    assert laid.states == ["", "deleted"]
    assert laid.settled() == columns(row())


def test_an_added_row_is_not_taken_for_a_coded_one():
    added = Correction("meetings", "a", {}, ADD, new=row("r1"), step=1)
    assert kinds([row()], [added, change(row(), step=2)]) == (["summit", "talks"], ["corrected", "added"], 0)


@pytest.mark.parametrize("column", ["meeting_id", "evidence", "start", "article_id", "nonsense"])
def test_evidence_and_identifiers_stay_as_coded(column):
    with pytest.raises(MajlisError, match="MJ307"):
        corrected(change(row(), column), row())


def test_a_row_that_is_gone_cannot_be_corrected():
    with pytest.raises(MajlisError, match="MJ308"):
        corrected(change(row()), None)


def test_texts_are_made_keepable_without_moving_an_offset():
    given = {"a": "x\x00y\ud800", "b": [{"c": "\udfff", "d": 1}], "e": "🕊\n"}
    assert keepable(given) == {"a": "x\ufffdy\ufffd", "b": [{"c": "\ufffd", "d": 1}], "e": "🕊\n"}


def event(**values: object) -> dict[str, object]:
    row = {column.name: "" for column in TABLES["events"].columns}
    return row | {"event_type": "CONSULT", "mode": "visit", "quad": 1, "intensity": 4.0, "stage": "visit"} | values


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"event_type": "THREATEN"}, {"event_type": "THREATEN", "mode": "", "quad": 3, "intensity": -3.5, "stage": ""}),
        ({"mode": "phone"}, {"mode": "phone", "intensity": 1.5}),
        ({"event_type": "SUPPORT"}, {"event_type": "SUPPORT", "mode": "", "intensity": 5.0}),
        ({"event_type": "ACCUSE", "mode": "allege", "intensity": -1.0, "stage": "dispute"},
         {"event_type": "ACCUSE", "mode": "allege", "quad": 3, "intensity": -1.0, "stage": "dispute"}),
        ({"event_type": "SANCTION", "mode": "made up"}, {"event_type": "SANCTION", "mode": "made up", "quad": 4, "intensity": -6.0, "stage": ""}),
        ({"place": "Doha"}, {"place": "Doha"}),
    ],
)  # fmt: skip
def test_another_type_of_event_has_its_own_quad_intensity_and_stage(changes, expected):
    assert completed(event(), changes) == expected
