"""Tables of shaded cells: legible in both themes, as wide as they must be, months without gaps."""

import numpy as np
import pandas as pd
import pytest

from lib.charts import matrix, theme
from lib.measures.counts.shares import over_time
from tests.charts.test_theme import CONFIG, contrast


def pairs(count: int, **columns) -> pd.DataFrame:
    """The first side met each of the others."""
    names = [f"S{n:02}" for n in range(count)]
    return pd.DataFrame({"a": names[0], "b": names[1:], "meetings": range(1, count), "keys": "m1", **columns})


def numbers(fig):
    return next(t for t in fig.data if t.type == "scatter")


GROUNDS = {
    "light": (CONFIG["light"], CONFIG["chartSequentialColors"]),
    "dark": (CONFIG["dark"], CONFIG["dark"]["chartSequentialColors"]),
}


@pytest.mark.parametrize("mode", GROUNDS)
def test_every_number_can_be_read_on_its_shade(mode):
    ground, colours = GROUNDS[mode]
    inks = {theme.INK: ground["textColor"], theme.PAPER: ground["backgroundColor"]}
    fig = matrix.dyads(pairs(20, meetings=[3**n for n in range(19)]))
    heat, marks = fig.data[0], numbers(fig)
    shade = dict(zip(((x, y) for y in heat.y for x in heat.x), np.asarray(heat.z).ravel(), strict=True))
    seen = set()
    for x, y, ink in zip(marks.x, marks.y, marks.textfont.color, strict=True):
        step = int(shade[x, y])
        seen.add(step)
        painted = colours[theme.SEQUENTIAL.index(matrix.SHADES[step])]
        assert contrast(inks[ink], painted) >= 4.5
    assert seen == set(range(1, len(matrix.SHADES)))


def test_shades_are_steps_not_a_ramp():
    """Between two steps there would be shades on which neither ink can be read."""
    scale = matrix.dyads(pairs(5)).data[0].colorscale
    assert [colour for _, colour in scale[::2]] == [colour for _, colour in scale[1::2]] == list(matrix.SHADES)


@pytest.mark.parametrize("count", [2, 20])
def test_cells_fill_the_table_without_a_gap(count):
    fig = matrix.dyads(pairs(count))
    for axis in (fig.layout.xaxis, fig.layout.yaxis, fig.layout.yaxis2):
        assert sorted(axis.range) == [-0.5, count - 0.5]


def test_a_table_of_many_columns_names_its_rows_at_both_sides():
    few, many = matrix.dyads(pairs(matrix.PHONE)), matrix.dyads(pairs(matrix.PHONE + 1))
    assert (few.layout.yaxis2.showticklabels, many.layout.yaxis2.showticklabels) == (False, True)


def test_the_narrowest_table_has_room_for_every_number():
    fig = matrix.dyads(pairs(20))
    room = (matrix.least(fig) - 2 * 7 * len("S00")) / 20
    assert room >= 24
    long = matrix.dyads(pairs(20, meetings=12_345))
    assert matrix.least(long) - matrix.least(fig) >= 20 * 14
    assert matrix.least(fig) <= 800
    assert matrix.widest(fig) > matrix.least(fig)


def test_few_columns_need_no_scrolling_on_a_phone():
    table = pairs(6).replace({"S00": "United Arab Emirates"})
    assert matrix.least(matrix.dyads(table)) <= 328


def test_long_names_are_shortened_in_the_heads_and_whole_on_pointing():
    name = "The International Organization of " + "Very " * 10 + "Long Names"
    fig = matrix.dyads(pairs(5).replace({"S00": name}))
    assert max(len(line) for label in fig.data[0].y for line in label.split("<br>")) <= matrix.NAME
    assert max(map(len, fig.data[0].x)) <= matrix.HEAD
    assert any(name in words for words in numbers(fig).hovertext)


def test_two_of_one_name_have_a_row_each():
    fig = matrix.dyads(pairs(4).replace({"S01": "ORG:S02"}))
    assert len(set(fig.data[0].y)) == len(set(fig.data[0].x)) == 4


def test_nobody_meets_themselves_and_no_contact_is_a_faint_cell():
    z = np.asarray(matrix.dyads(pairs(4)).data[0].z)
    assert np.isnan(np.diag(z)).all()
    assert z[1, 2] == 0


def shares(*published: str, topic: str = "nuclear") -> pd.DataFrame:
    """Of articles published on these days, every other one of which names a topic."""
    days = pd.to_datetime(pd.Series(published))
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(days))], "published": days})
    topics = pd.DataFrame({"article_id": articles["article_id"][::2], "topic": topic, "key": "t1"})
    return over_time(topics, articles)


def test_a_month_without_articles_has_its_column_and_each_says_how_many_it_has():
    fig = matrix.over_time(*shares("2023-11-05", "2023-11-06", "2024-02-01"))
    assert list(fig.data[0].x) == ["Nov 2023 (2)", "Dec 2023 (0)", "Jan 2024 (0)", "Feb 2024 (1)"]
    assert list(numbers(fig).text) == ["50%", "100%"]
    assert numbers(fig).hovertext[0] == "<b>Nuclear</b><br>Nov 2023 (2): 1 of 2 articles"
    assert "left out" not in fig.layout.meta["note"]


def test_one_late_article_does_not_push_the_others_out():
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 9)]
    fig = matrix.over_time(*shares(*days, "2031-05-05"))
    assert [fig.data[0].x[0], fig.data[0].x[-1]] == ["Jan 2024 (8)", "Dec 2024 (8)"]
    assert "1 article far from the rest, or without a day of publication, left out." in fig.layout.meta["note"]


def test_a_number_is_told_in_words_and_each_pair_once():
    fig = matrix.dyads(pairs(4))
    assert any(words.endswith(": 1 meeting") for words in numbers(fig).hovertext)
    assert fig.layout.meta["alt"].count("S03") == 1
    assert "shade" in fig.layout.meta["note"]


def test_occasions_are_what_a_table_of_topics_counts():
    table = pd.DataFrame({"topic_a": ["iraq"], "topic_b": ["syria"], "occasions": [1], "keys": ["t1 t2"]})
    fig = matrix.together(table)
    assert numbers(fig).hovertext[0].endswith("1 occasion")
    assert numbers(fig).customdata[0][0] == "t1 t2"
