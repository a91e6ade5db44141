"""Properties that hold for any evidence."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.measures.parameters import DEFAULTS
from lib.measures.waves import command, wave
from lib.measures.waves.breadth import breadth
from lib.measures.waves.evidence import gather
from tests.measures.waves.evidence_of import evidence, reports

QUICK = replace(DEFAULTS, draws=40, quantile=0.5, min_dyads=2, min_occasions=2, min_outside=1, hub_dyads=2)
ROW = st.fixed_dictionaries(
    {
        "pair": st.sampled_from(["A-B", "A-C", "B-C", "D-E", "A-D", "F-G"]),
        "day": st.integers(0, 300),
        "days": st.sampled_from([1, 1, 3, 30]),
        "s": st.sampled_from([-0.95, -0.6, -0.2, 0.15, 0.25, 0.4, 0.6]),
        "kind": st.sampled_from(["visit", "talks", "agreement"]),
        "place": st.sampled_from(["", "Cairo", "Doha"]),
        "source": st.sampled_from(["a", "b"]),
    }
)
ROWS = st.lists(ROW, min_size=1, max_size=14)


def found(units):
    return [command.as_record(w) for w in wave.waves(units, QUICK)]


CASES = settings(max_examples=40, deadline=None, derandomize=True, database=None)


@CASES
@given(ROWS, st.integers(-500, 800))
def test_a_neutral_event_never_changes_the_waves(rows, day):
    neutral = {"pair": "Y-Z", "day": day, "s": 0.0, "kind": "neutral"}
    within = {"pair": "A-B", "day": day, "s": 0.0, "kind": "neutral"}
    before = found(evidence(rows))
    assert found(evidence([*rows, within])) == before
    assert found(evidence([*rows, neutral])) == before


@CASES
@given(ROWS, st.floats(0.05, 0.6), st.floats(0.0, 0.4))
def test_fewer_pairs_are_up_above_a_higher_threshold(rows, theta, more):
    found = evidence(rows)
    low = breadth(found, replace(QUICK, up=theta, down=theta))
    high = breadth(found, replace(QUICK, up=theta + more, down=theta + more))
    assert (high.up <= low.up).all()
    assert (high.down <= low.down).all()


@CASES
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    unique = {(r["pair"], r["day"], r["days"], r["kind"]): r for r in rows}
    rows = list(unique.values())
    shuffled = random.sample(rows, len(rows))
    assert wave.waves(evidence(shuffled), QUICK) == wave.waves(evidence(rows), QUICK)


@CASES
@given(ROWS)
def test_telling_an_event_in_two_articles_changes_no_wave(rows):
    again = [{**row, "source": "second"} for row in rows]
    assert wave.waves(gather(reports(rows), reports(again)), QUICK) == wave.waves(evidence(rows), QUICK)


@CASES
@given(ROWS)
def test_net_breadth_is_up_minus_down_and_bounded(rows):
    moved = breadth(evidence(rows))
    assert (moved.net == moved.up - moved.down).all()
    assert (abs(moved.net) <= moved.state.shape[0]).all()
