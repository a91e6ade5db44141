"""What a wave of the region lacks, on the day on which it comes nearest."""

import pytest

from lib.measures.parameters import Parameters
from lib.measures.waves import wave
from lib.measures.waves.conditions import conditions, failed
from tests.measures.waves.evidence_of import DAY0, evidence

FAR = {"pair": "X-Y", "day": 1500}
LOW = Parameters(draws=50, quantile=0.5)


def chain(days, place=""):
    return [{"pair": f"A{n}-B{n}", "day": d, "place": place} for n, d in enumerate(days)] + [FAR]


OFTEN = [{"pair": f"A{n}-B{n}", "day": n + d, "kind": str(d)} for n in range(5) for d in range(0, 1500, 95)]


@pytest.mark.parametrize(
    ("rows", "parameters", "lacks"),
    [
        ([], LOW, ("pairs", 0, 4, 0)),
        (chain([0, 5, 9]), LOW, ("pairs", 3, 4, 9)),
        (chain([0] * 5, place="Cairo"), LOW, ("occasions", 1, 4, 0)),
        (OFTEN, Parameters(draws=50, quantile=0.95), ("chance", 5, 6, 4)),
        (chain([0, 3, 6, 85]), LOW, ("days", 5, 14, 85)),
        ([{"pair": f"H-B{n}", "day": n} for n in range(6)] + [FAR], LOW, ("outside", 0, 2, 5)),
        (chain([0, 5, 9, 12]), LOW, None),
    ],
)
def test_the_first_condition_that_fails_is_told_with_its_figures(rows, parameters, lacks):
    found = evidence(rows)
    told = failed(conditions(found, wave.regional(found, parameters), parameters))
    got = told and (told.what, told.has, told.needs, told.on - DAY0 if rows else 0)
    assert got == lacks
    if lacks and lacks[0] == "outside":
        assert told.actor == "H"
