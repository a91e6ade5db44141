"""The tables as charts count them."""

from lib.catalogue import rows
from lib.measures.waves import chronology, curated


def test_mediators_of_milestones_are_told_by_the_codes_of_sides(monkeypatch):
    told = chronology.load().head(3).assign(mediator=["OMN; UN", "", "LAS;ORG:GCC"])
    monkeypatch.setattr(curated, "milestones", lambda: told)
    assert rows.milestones.__wrapped__()["mediator"].tolist() == ["OMN;ORG:UN", "", "ORG:ARABLEAGUE;ORG:GCC"]


def test_a_milestone_is_placed_by_city_or_by_country():
    steps = rows.milestones().set_index("place")["place_country"]
    assert steps["Damascus"].unique().tolist() == ["SYR"]
    assert steps["Yemen"].unique().tolist() == ["YEM"]
    assert steps[""].unique().tolist() == [""]
