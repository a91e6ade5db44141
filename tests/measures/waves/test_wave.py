"""Breadth, null and waves, against cases worked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from lib.measures.parameters import Parameters
from lib.measures.waves import lead, occasions, wave
from lib.measures.waves.breadth import breadth, runs
from lib.measures.waves.null import ENOUGH, REACH, Clocks, offsets
from tests.measures.waves.evidence_of import DAY0, evidence

STILL = Parameters(draws=50, quantile=0.5)  # a low bar of the null, so that small cases show the other conditions


def named(state):
    """As many pairs as there are series."""
    return tuple(("IRN", f"ORG:{n}") for n in range(len(state)))


def null(state, pairs, draws, seed):
    return Clocks(state, pairs, seed).null(draws)


def chain(days, s=0.5, place=""):
    """Pairs that share no actor, one event each."""
    return [{"pair": f"A{n}-B{n}", "day": d, "s": s, "place": place} for n, d in enumerate(days)]


def test_a_step_counts_for_the_window_from_its_day():
    moved = breadth(evidence([{"pair": "A-B", "day": 10}, {"pair": "C-D", "day": 110, "s": 0.1}]))
    assert moved.start == DAY0 + 10
    assert moved.up.tolist() == [1] * 90 + [0] * 11


def test_the_series_end_on_the_last_day_with_evidence():
    moved = breadth(evidence([{"pair": "A-B", "day": 10}, {"pair": "A-B", "day": 30, "days": 3, "s": 0.1}]))
    assert (moved.start, moved.end, moved.up.tolist()) == (DAY0 + 10, DAY0 + 32, [1] * 23)


def test_a_step_that_leaves_the_window_beyond_the_end_touches_no_other_pair():
    rows = [{"pair": f"A-B{n}", "day": 3 * n, "s": 0.6 if n % 2 else -0.6} for n in range(9)]
    states = breadth(evidence(rows)).state
    assert [states[n].tolist() for n in range(9)] == [
        [0] * 3 * n + [1 if n % 2 else -1] * (25 - 3 * n) for n in range(9)
    ]


def test_a_pair_at_war_is_not_up_until_the_war_has_left_the_window():
    rows = [{"pair": "A-B", "day": d, "kind": str(d)} for d in range(0, 301, 20)]
    moved = breadth(evidence(rows, wars=[("A", "B", DAY0 + 50, DAY0 + 100), ("C", "D", DAY0, DAY0 + 300)]))
    assert moved.up.tolist() == [1] * 50 + [0] * 140 + [1] * 111
    down = breadth(evidence([r | {"s": -0.5} for r in rows], wars=[("A", "B", DAY0 + 50, DAY0 + 100)]))
    assert down.down.tolist() == [1] * 301
    assert breadth(evidence(rows, wars=[("A", "B", DAY0 + 50, 10**6)])).up.tolist() == [1] * 50 + [0] * 251


def test_a_month_enters_by_its_share():
    month = {"pair": "A-B", "day": 0, "days": 30, "s": 0.5}
    moved = breadth(evidence([month, {"pair": "C-D", "day": 200, "s": 0.1}]))
    assert int(moved.up.argmax()) == 14  # half of the month, so 0.25, has passed after its 15th day
    assert np.flatnonzero(moved.up)[-1] == 104  # and half has left the window W days later


@pytest.mark.parametrize(
    ("severities", "state"),
    [
        ((0.25,), 1),
        ((0.2499,), 0),
        ((0.15, 0.15), 1),
        ((-0.2,), -1),
        ((-0.19,), 0),
        ((0.6, -0.4), 0),
        ((0.45, -0.2), 1),
    ],
)
def test_thresholds(severities, state):
    rows = [{"pair": "A-B", "day": 0, "s": s, "kind": str(n)} for n, s in enumerate(severities)]
    assert breadth(evidence(rows)).state[0, 0] == state


def test_runs():
    row, first, end = runs(np.array([[0, 1, 1, 0], [1, 0, 0, 1]], dtype=bool))
    assert list(zip(row, first, end, strict=True)) == [(0, 1, 3), (1, 0, 1), (1, 3, 4)]


@pytest.mark.parametrize("days", [60, 400, 1700])
def test_the_null_is_the_sum_of_series_shifted_and_mirrored_at_the_ends(days):
    rng = np.random.default_rng(3)
    state = np.repeat(rng.integers(-1, 2, size=(7, days // 5)), 5, axis=1).astype(np.int8)
    got = null(state, named(state), 30, seed=11)
    drawn = offsets(named(state), 0, 30, 11).T
    long = np.pad(state.astype(int), ((0, 0), (REACH, REACH)), mode="symmetric")
    nets = np.array(
        [sum(r[REACH - o : REACH - o + days] for r, o in zip(long, line, strict=True)) for line in drawn.tolist()]
    )
    assert (got.net == nets).all()
    assert (got.threshold(1, 0.95) == np.quantile(nets, 0.95, axis=0, method="inverted_cdf")).all()
    assert (got.threshold(-1, 0.95) == np.quantile(-nets, 0.95, axis=0, method="inverted_cdf")).all()
    near, clocks = nets[:, : 20 + REACH + 1], Clocks(state, named(state), 11)
    assert clocks.reached(got, 3, 20, 30) == ((near.max(axis=1) >= 3).sum(), 30)
    assert clocks.reached(got, 3, 20, 30, -1) == (((-near).max(axis=1) >= 3).sum(), 30)
    assert clocks.reached(got, 99, 20, 30) == (0, 30)


def test_what_is_rare_is_drawn_more_often_and_its_draws_go_on_from_the_first():
    state = np.zeros((6, 900), dtype=np.int8)
    state[:, 400:450] = 1
    clocks = Clocks(state, named(state), 7)
    most, asked = clocks.null(4000).net.max(axis=1), []
    for peak in range(1, 7):
        reach = {n: (most[:n] >= peak).sum() for n in (100, 200, 400, 800, 1600, 3200, 4000)}
        near = {n: abs(count / n - 0.05) <= 2 * np.sqrt(count) / n for n, count in reach.items()}
        drawn = next((n for n, count in reach.items() if (count >= ENOUGH or n == 4000) and not near[n]), 0)
        assert clocks.reached(clocks.null(100), peak, 425, 4000) == ((most[:drawn] >= peak).sum(), drawn)
        asked.append(drawn)
    assert {100, 4000} < set(asked)


def test_a_share_at_the_limit_is_not_settled_by_the_draws_it_began_with():
    state = np.zeros((6, 900), dtype=np.int8)
    state[:, 400:480] = 1
    count, drawn = Clocks(state, named(state), 7).reached(null(state, named(state), 100, seed=7), 4, 425, 4000)
    assert (count > ENOUGH, drawn) == (True, 25_000)


def test_later_rows_leave_the_chance_of_an_early_day_as_it_was():
    rng = np.random.default_rng(4)
    early = np.repeat(rng.integers(-1, 2, size=(9, 300)), 5, axis=1).astype(np.int8)
    later = np.concatenate([early, np.ones((9, 900), dtype=np.int8)], axis=1)
    day = 1500 - 2 * REACH - 1
    before, after = (null(state, named(state), 60, seed=2).threshold(1, 0.95)[:day] for state in (early, later))
    assert (before == after).all()


def test_the_null_is_seeded_and_knows_nothing_of_no_days():
    state = np.zeros((3, 100), dtype=np.int8)
    state[:, :30] = 1
    pairs = named(state)
    assert null(state, pairs, 20, 5).net.tolist() == null(state, pairs, 20, 5).net.tolist()
    assert null(state, pairs, 200, 5).net.tolist() != null(state, pairs, 200, 6).net.tolist()
    assert null(np.zeros((3, 0), dtype=np.int8), pairs, 20, 5).net.shape == (20, 0)


def test_the_null_of_several_pairs_is_the_sum_of_that_of_each():
    rng = np.random.default_rng(6)
    state = np.repeat(rng.integers(-1, 2, size=(5, 40)), 20, axis=1).astype(np.int8)
    pairs = named(state)
    alone = [null(state[[n]], [pairs[n]], 400, seed=3).net for n in range(5)]
    assert (null(state, pairs, 400, seed=3).net == sum(alone)).all()
    assert (null(state[::-1], pairs[::-1], 400, seed=3).net == sum(alone)).all()


def test_the_clocks_of_pairs_are_even_of_their_own_and_the_same_everywhere():
    drawn = offsets(named(range(500)), 0, 400, 20230821)
    count = np.bincount(drawn.ravel() + REACH, minlength=2 * REACH + 1)
    mean = drawn.size / (2 * REACH + 1)
    assert (drawn.min(), drawn.max(), len(count)) == (-REACH, REACH, 2 * REACH + 1)
    assert ((count - mean) ** 2 / mean).sum() < 2 * REACH + 5 * (
        4 * REACH
    ) ** 0.5  # chi-square and five of its deviations
    assert np.abs(np.corrcoef(drawn) - np.eye(500)).max() < 0.3
    assert (offsets((("AUS", "IRN"),), 1, 400, 20230821) == offsets((("AUS", "IRN"),), 0, 400, 20230821)[:, 1:]).all()
    assert offsets((("AUS", "IRN"),), 0, 3, 20230821).tolist() == [[317, -336, -221]]


def test_four_pairs_from_four_occasions_make_a_regional_wave():
    quiet = [{"pair": "X-Y", "day": 1500}]
    found = wave.regional(evidence([*chain([0, 5, 9, 12]), *quiet]), STILL).waves
    assert [(w.onset - DAY0, w.crest - DAY0, w.end - DAY0) for w in found] == [(12, 12, 89)]
    assert (found[0].net_breadth, found[0].occasions, len(found[0].dyads)) == (4, 4, 4)


def test_three_pairs_do_not():
    assert wave.regional(evidence(chain([0, 5, 9])), STILL).waves == []


def test_four_pairs_at_one_table_do_not():
    rows = [*chain([0, 0, 0, 0], place="Cairo"), {"pair": "X-Y", "day": 1500}]
    assert wave.regional(evidence(rows), STILL).waves == []


def test_four_pairs_of_one_actor_are_its_hub_wave_not_the_regions():
    rows = [{"pair": f"H-B{n}", "day": 4 * n} for n in range(4)]
    rows.append({"pair": "X-Y", "day": 1500})
    assert wave.regional(evidence(rows), STILL).waves == []
    hub = wave.hubs(evidence(rows), STILL)
    assert [(w.hub, w.onset - DAY0, w.crest - DAY0, w.net_breadth) for w in hub] == [("H", 8, 12, 4)]
    assert hub[0].package is None


def test_a_hub_wave_of_one_occasion_is_a_package():
    rows = [{"pair": f"H-B{n}", "day": 0, "place": "Al-Ula"} for n in range(3)]
    rows += [{"pair": "B0-H", "day": 9, "kind": "economic"}, {"pair": "X-Y", "day": 1500}]
    found = wave.hubs(evidence(rows), STILL)[0]
    assert found.package is not None
    assert found.occasions == 1


def test_pairs_down_count_against_a_hub():
    rows = [{"pair": f"H-B{n}", "day": 0} for n in range(3)] + [{"pair": "H-Z", "day": 0, "s": -0.5}]
    assert wave.hubs(evidence(rows), STILL) == []


def test_ruptures_are_the_reconciliations_of_evidence_with_its_signs_turned():
    sizes = np.random.default_rng(8).choice([-0.6, -0.25, -0.2, 0.15, 0.2, 0.25], 60, p=[0.3, 0.1, 0.3, 0.1, 0.1, 0.1])
    rows = [{"pair": f"A{n % 9}-B{n % 7}", "day": 3 * n, "s": s, "kind": str(n)} for n, s in enumerate(sizes)]
    turned = wave.waves(evidence([{**row, "s": -row["s"]} for row in rows]), STILL)
    found = wave.waves(evidence(rows), STILL)
    told = [
        {(w.hub, w.onset, w.crest, w.end, w.net_breadth, w.p_value, *w.crest_dyads) for w in waves if w.sign == sign}
        for waves, sign in ((found, -1), (turned, 1), (found, 1), (turned, -1))
    ]
    assert told[0] == told[1]
    assert told[2] == told[3]
    assert any(not hub for hub, *_ in told[0])  # one of the region among them


def test_a_rupture_is_the_mirror_image():
    rows = [*chain([0, 5, 9, 12]), {"pair": "X-Y", "day": 1500}]
    up = wave.regional(evidence(rows), STILL).waves[0]
    mirrored = [{**r, "s": -0.5} for r in rows]
    down = wave.regional(evidence(mirrored), STILL, "rupture").waves[0]
    assert (up.onset, up.crest, up.end, up.net_breadth, up.p_value) == (
        down.onset,
        down.crest,
        down.end,
        down.net_breadth,
        down.p_value,
    )
    assert wave.regional(evidence(mirrored), STILL).waves == []


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([(0, 14)], [(0, 13)]),
        ([(0, 13)], []),
        ([(0, 10), (54, 60)], [(0, 59)]),
        ([(0, 20), (65, 80)], [(0, 19), (65, 79)]),
        ([(0, 20), (64, 70)], [(0, 69)]),
    ],
)
def test_days_are_merged_over_short_gaps_and_short_runs_dropped(days, found):
    mask = np.zeros(100, dtype=bool)
    for a, b in days:
        mask[a:b] = True
    assert wave.spans(mask, Parameters()) == found


def test_occasions_are_counted_while_their_pair_is_up():
    rows = [
        {"pair": "A-B", "day": 0, "place": "Cairo"},
        {"pair": "A-C", "day": 0, "place": "Cairo"},
        {"pair": "A-D", "day": 10},
        {"pair": "A-E", "day": 10, "s": 0.1},  # not up: no occasion
        {"pair": "A-B", "day": 95, "kind": "visit"},
        {"pair": "X-Y", "day": 120, "s": 0.1},
    ]
    found = evidence(rows)
    count = occasions.per_day(found, breadth(found), 1, 90)
    assert [int(count[d]) for d in (0, 9, 10, 89, 90, 95, 99, 100)] == [1, 1, 2, 2, 1, 2, 2, 1]


def test_occasions_per_day_equal_a_plain_count():
    rng = np.random.default_rng(8)
    rows = [
        {
            "pair": f"A-{'BCDEFG'[rng.integers(6)]}",
            "day": int(rng.integers(400)),
            "days": int(rng.choice([1, 1, 3, 30])),
            "s": float(rng.choice([-0.6, 0.15, 0.4, 0.6])),
            "place": str(rng.choice(["", "Cairo", "Doha"])),
            "kind": str(n),
        }
        for n in range(80)
    ]
    found = evidence(rows)
    moved = breadth(found)
    for sign in (1, -1):
        got = occasions.per_day(found, moved, sign, 90)
        for day in range(0, moved.days, 7):
            rows_up = np.flatnonzero(moved.state[:, day] == sign)
            units = occasions.behind(found, moved, rows_up, (day, day), sign, 90)
            assert got[day] == len(set(found.occasion[units]))


def test_onsets_are_intervals_and_say_followed_by():
    rows = [*chain([0, 5, 9]), {"pair": "M-N", "day": 0, "days": 30}, {"pair": "X-Y", "day": 1500}]
    found = evidence(rows)
    parameters = Parameters(draws=50, quantile=0.5, min_days=5)
    region = wave.regional(found, parameters)
    table = lead.onsets(found, region.moved, region.waves[0], 90)
    spans = {(r.actor_a, r.actor_b): (r.earliest - DAY0, r.latest - DAY0) for r in table.itertuples()}
    assert spans == {("A0", "B0"): (0, 0), ("A1", "B1"): (5, 5), ("A2", "B2"): (9, 9), ("M", "N"): (0, 29)}
    by = {row["actor_a"]: row for _, row in table.iterrows()}
    assert lead.order(by["A0"], by["A1"]) == "followed by"
    assert lead.order(by["A1"], by["A0"]) == "after"
    assert lead.order(by["A1"], by["M"]) == "order unknown"


def test_a_pair_that_rises_when_a_setback_leaves_the_window_has_no_lifting_event():
    rows = [
        {"pair": "A0-B0", "day": 0, "s": -0.5},
        {"pair": "A0-B0", "day": 30, "s": 0.5},
        *chain([80, 85, 88, 90])[1:],
        {"pair": "X-Y", "day": 1500},
    ]
    found = evidence(rows)
    region = wave.regional(found, STILL)
    table = lead.onsets(found, region.moved, region.waves[0], 90)
    first = table[table["actor_a"] == "A0"].iloc[0]
    assert (first["earliest"] - DAY0, first["unit"]) == (90, -1)


@pytest.mark.parametrize("rows", [[], [{"pair": "A-B", "day": 0}], [{"pair": "A-B", "day": 0, "s": 0.0}]])
def test_little_or_no_evidence_gives_no_wave(rows):
    found = evidence(rows)
    assert wave.waves(found) == []
    assert wave.most_at_once(breadth(found))[0] == sum(r.get("s", 0.5) > 0 for r in rows)


def test_the_busiest_actor():
    assert wave.busiest([("A", "B"), ("B", "C"), ("C", "D")]) == ("B", 2)
    assert wave.busiest([]) == ("", 0)


def test_the_null_sums_more_series_than_a_byte_holds():
    state = np.ones((300, 40), dtype=np.int8)
    assert (null(state, named(state), 3, seed=1).net == 300).all()
    assert (null(-state, named(state), 3, seed=1).net == -300).all()


def test_a_step_counts_for_good_where_the_window_outlasts_the_series():
    rows = [{"pair": "A-B", "day": 0}, {"pair": "C-D", "day": 200, "s": -0.5}]
    assert breadth(evidence(rows), Parameters(window=10**9)).up.tolist() == [1] * 201


def test_the_strongest_wave_is_the_broadest_of_those_named():
    waves = wave.regional(evidence([*chain([0, 5, 9, 12]), {"pair": "X-Y", "day": 1500}]), STILL).waves
    narrow, unlikely = (replace(waves[0], net_breadth=n, reached=r, drawn=400) for n, r in ((12, 1), (13, 5)))
    chance = replace(waves[0], net_breadth=20, reached=120, drawn=400)
    one_voice = replace(waves[0], net_breadth=20, reached=4, drawn=400, lacking=wave.Condition("alone", 0, 1, 0))
    assert sorted([chance, narrow, one_voice, unlikely], key=lambda w: w.rank)[:2] == [unlikely, narrow]


@pytest.mark.parametrize("year", [0, 220])
def test_a_step_dated_to_a_year_is_not_told_as_the_first_of_a_wave(year):
    rows = [
        {"pair": "A-B", "day": year, "days": 365},
        *({"pair": f"A-{b}", "day": 298 + n} for n, b in enumerate("BCD")),
    ]
    (found,) = wave.hubs(evidence([*rows, {"pair": "X-Y", "day": 600, "s": 0.1}]))
    assert (found.first_step - DAY0, found.onset - DAY0) == (298, 300)
