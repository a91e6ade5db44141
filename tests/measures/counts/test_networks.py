"""The layout of a network: the same for the same data, and little moved by a new meeting."""

import numpy as np
import pandas as pd
import pytest

from lib.measures.counts import networks
from lib.measures.parameters import TABLE


def meetings(*groups: str) -> pd.DataFrame:
    sides = [g.split() for g in groups]
    return pd.DataFrame({"key": [f"m{n}" for n in range(len(groups))], "parties": sides, "people": sides})


REGION = ("IRN SAU", "IRN CHN", "CHN SAU", "SAU SYR", "SYR TUR", "TUR EGY", "EGY QAT", "QAT SAU", "IRN IRQ")


def test_nodes_and_edges_know_their_meetings():
    nodes, edges = networks.sides(meetings("IRN SAU", "SAU IRN", "IRN ORG:UN"))
    assert nodes.set_index("id").loc["IRN", ["degree", "meetings", "keys"]].tolist() == [2, 3, "m0 m1 m2"]
    assert nodes.set_index("id").loc["ORG:UN", "kind"] == "organization"
    assert edges.set_index(["a", "b"]).loc[("IRN", "SAU"), "keys"] == "m0 m1"


def test_the_layout_is_the_same_each_time():
    one, two = networks.sides(meetings(*REGION))[0], networks.sides(meetings(*REGION))[0]
    pd.testing.assert_frame_equal(one, two)


def test_no_two_nodes_cover_each_other():
    place = networks.sides(meetings(*REGION))[0][["x", "y"]].to_numpy()
    far = np.hypot(*(place[:, None] - place[None, :]).transpose(2, 0, 1)) + np.eye(len(place)) * 9
    assert far.min() > 0.1


def test_another_meeting_of_the_same_pair_moves_little():
    before = networks.sides(meetings(*REGION))[0].set_index("id")[["x", "y"]]
    after = networks.sides(meetings(*REGION, "IRN IRQ"))[0].set_index("id")[["x", "y"]].loc[before.index]
    moved = np.hypot(*(after - before).to_numpy().T)
    assert np.median(moved) < 0.25 * np.ptp(before.to_numpy())


@pytest.mark.parametrize("groups", [(), ("IRN",), (" ".join(f"A{n:02}" for n in range(TABLE + 1)),)])
def test_nothing_to_join_is_an_empty_network(groups):
    nodes, edges = networks.sides(meetings(*groups))
    assert nodes.empty
    assert edges.empty


def test_nobody_without_a_name_is_in_the_network_of_people():
    rows = meetings("A B", "A C")
    rows["people"] = [["A", "", "B"], ["", "A"]]
    assert set(networks.people(rows)[0]["id"]) == {"A", "B"}


def test_who_met_only_such_as_are_not_shown_does_not_stand_alone(monkeypatch):
    monkeypatch.setattr(networks, "MOST", 3)
    nodes, _ = networks.sides(meetings("A B", "A B", "A B", "C D", "C E"))
    assert set(nodes["id"]) == {"A", "B"}


def test_a_crowd_uses_the_room_of_the_rim():
    """Around one side that met all others the rest would crowd in the middle, were they not spread evenly."""
    nodes, _ = networks.sides(meetings(*(f"HUB S{n:02}" for n in range(40)), "X Y", "V W"))
    for axis in ("x", "y"):
        places = nodes[axis] / nodes[axis].abs().max()
        assert places.between(-0.5, 0.5).mean() < 0.65
        assert abs(places.median()) < 0.25


def test_only_the_most_frequent_are_shown(monkeypatch):
    monkeypatch.setattr(networks, "MOST", 3)
    nodes, edges = networks.people(meetings(*REGION))
    assert len(nodes) == 3
    assert set(edges["a"]) | set(edges["b"]) <= set(nodes["id"])


def test_in_one_year_all_stay_where_they_are_and_only_its_meetings_count():
    rows = meetings(*REGION, "IRN SAU")
    days = pd.to_datetime(["2021-05-05"] * len(REGION) + ["2023-05-05"])
    rows = rows.assign(date_start=days, date_end=days)
    whole, _ = networks.sides(rows)
    nodes, edges = networks.in_year(rows, 2023, networks.sides)
    pd.testing.assert_frame_equal(nodes[["id", "x", "y"]], whole[["id", "x", "y"]])
    assert nodes[nodes["meetings"] > 0]["id"].tolist() == ["SAU", "IRN"]
    assert edges[["a", "b", "meetings"]].values.tolist() == [["IRN", "SAU", 1]]
    assert networks.in_year(rows, 2022, networks.sides)[1].empty
