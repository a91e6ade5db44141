"""The three files of milestones as their editors left them: chronology.csv, baseline.csv, lasting.csv."""

import re
from collections import Counter
from datetime import date
from itertools import combinations, pairwise

import pandas as pd
import pytest

from lib.codebook import names, seats, sides, stages
from lib.measures.waves.chronology import code, interval
from lib.paths import BASELINE_FILE, CHRONOLOGY_FILE, LASTING_FILE
from lib.schema import CHRONOLOGY_PRECISIONS, RUNGS

BEGINS = date(2020, 1, 1)
HEADERS = {
    BASELINE_FILE: "actor_a,actor_b,as_of,status,ambassadors,note,source_url,confidence",
    CHRONOLOGY_FILE: "date,precision,actor_a,actor_b,stage,direction,event,place,mediator,source_url",
    LASTING_FILE: "actor_a,actor_b,from,until,name,sources,note",
}
OURS = "data/articles/china-iran-2023-08-21.txt"  # the curated article is a source of its own
PAGE = re.compile(r"https?://[^\s/]+\.[^\s/]+/\S*")


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def pair(row):
    return tuple(sorted((row.actor_a, row.actor_b)))


def told_twice(keys):
    return [key for key, times in Counter(keys).items() if times > 1]


CHRONOLOGY, BASELINE, LASTING = read(CHRONOLOGY_FILE), read(BASELINE_FILE), read(LASTING_FILE)
MILESTONES, BEGINNINGS, WARS = (
    list(t.rename(columns={"from": "first"}).itertuples()) for t in (CHRONOLOGY, BASELINE, LASTING)
)


@pytest.mark.parametrize("path", HEADERS, ids=lambda path: path.name)
def test_each_file_is_utf8_with_its_columns_and_plain_line_ends(path):
    text = path.read_bytes().decode("utf-8")
    assert text.startswith(HEADERS[path] + "\n")
    assert "\r" not in text
    assert text.endswith("\n")
    assert [cell for row in read(path).to_numpy() for cell in row if cell != cell.strip()] == []


@pytest.mark.parametrize("table", [CHRONOLOGY, BASELINE, LASTING], ids=["chronology", "baseline", "lasting"])
def test_every_side_is_in_the_codebook_and_has_a_seat_on_the_map(table):
    sides = {*table["actor_a"], *table["actor_b"]}
    assert {side for side in sides if code(side) != side} == set()
    assert sides - set(names()) == set()
    assert sides - set(seats()) == set()
    assert table[table["actor_a"] == table["actor_b"]].empty


@pytest.mark.parametrize("table", [CHRONOLOGY, BASELINE, LASTING], ids=["chronology", "baseline", "lasting"])
def test_one_side_at_least_is_of_the_region(table):
    ours = {side for side, region in sides().items() if region}
    assert [row for row in table[["actor_a", "actor_b"]].itertuples(index=False) if not ours & set(row)] == []


def test_mediators_are_in_the_codebook_and_no_side_of_their_own():
    for row in MILESTONES:
        mediators = [mediator for mediator in row.mediator.split(";") if mediator]
        assert set(mediators) <= set(names()), row
        assert not set(mediators) & {row.actor_a, row.actor_b}, row


def test_a_milestone_points_where_its_stage_points():
    """No stage goes both ways: what is given is a step towards, what is taken a step away."""
    for row in MILESTONES:
        assert row.direction == ("+" if stages()[row.stage].severity > 0 else "-"), row


def test_dates_are_real_fit_their_precision_and_stand_in_order():
    starts = []
    for row in MILESTONES:
        assert row.precision in CHRONOLOGY_PRECISIONS, row
        assert len(row.date) == {"month": 7, "year": 4}.get(row.precision, 10), row
        starts.append(interval(row.date)[0])
    assert starts[0] >= BEGINS
    assert all(before <= after for before, after in pairwise(starts))


def test_no_milestone_stands_twice():
    assert told_twice((row.date, pair(row), row.stage) for row in MILESTONES) == []


def test_a_pair_begins_once_on_a_rung_of_the_ladder():
    assert told_twice(map(pair, BEGINNINGS)) == []
    for row in BEGINNINGS:
        assert date.fromisoformat(row.as_of) == BEGINS, row
        assert int(row.status) in range(len(RUNGS)), row
        assert row.note, row
        assert row.ambassadors in ("yes", "no", "unknown"), row
        assert row.confidence in ("sure", "likely"), row


def test_ambassadors_of_a_pair_and_its_rung_agree():
    for row in BEGINNINGS:
        assert row.ambassadors != "yes" or int(row.status) >= RUNGS.index("ambassadors"), row
        assert row.ambassadors != "no" or int(row.status) != RUNGS.index("ambassadors"), row


def span(war):
    """[first day, first day without), an ongoing war without end."""
    return date.fromisoformat(war.first), date.max if war.until == "ongoing" else date.fromisoformat(war.until)


def test_a_war_begins_before_it_ends_and_has_a_name():
    for war in WARS:
        first, until = span(war)
        assert first < until, war
        assert war.name, war


def test_no_two_wars_of_a_pair_overlap():
    for one, other in combinations(WARS, 2):
        if pair(one) == pair(other):
            (a, b), (c, d) = span(one), span(other)
            assert b <= c or d <= a, (one, other)


def test_a_pair_at_war_when_it_begins_stands_on_the_lowest_rung():
    at_war = {pair(war) for war in WARS if span(war)[0] <= BEGINS < span(war)[1]}
    lowest = {pair(row) for row in BEGINNINGS if row.status == "0"}
    assert lowest == at_war & {pair(row) for row in BEGINNINGS}


def test_every_row_names_a_page_that_a_reader_can_open():
    pages = [(row, row.source_url) for row in (*MILESTONES, *BEGINNINGS)]
    pages += [(war, url) for war in WARS for url in re.split(";(?=http)", war.sources)]
    assert [row for row, url in pages if not PAGE.fullmatch(url) and url != OURS] == []
