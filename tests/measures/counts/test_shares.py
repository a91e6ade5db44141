"""Topics as a share of articles: by month, quarter or year, however often an article names one; and what changed."""

import pandas as pd
import pytest

from lib.measures.counts import shares
from lib.wording import findings


def counted(*times: tuple[str, int, int]) -> tuple[pd.DataFrame, str, int]:
    """Times of so many articles (a day of publication), so many of which speak, three times each, of the maritime."""
    rows = [(day, n < naming) for day, of, naming in times for n in range(of)]
    articles = pd.DataFrame(
        {"article_id": range(len(rows)), "published": pd.to_datetime([day or None for day, _ in rows])}
    )
    spoken = articles["article_id"][[named for _, named in rows]].repeat(3)
    topics = pd.DataFrame({"article_id": spoken, "topic": "maritime"}).assign(
        key=lambda t: [f"t{n}" for n in range(len(t))]
    )
    return shares.over_time(topics, articles)


def test_an_article_counts_once_however_often_it_names_a_topic():
    (row,) = counted(("2022-05-05", 4, 1))[0].to_dict("records")
    assert (row["articles"], row["of"], row[shares.SHARE], row["keys"]) == (1, 4, 25, "t0 t1 t2")


@pytest.mark.parametrize(("last", "by"), [("2022-12-05", "month"), ("2024-12-05", "quarter"), ("2031-12-05", "year")])
def test_the_time_spanned_says_whether_months_quarters_or_years_are_told_apart(last, by):
    assert counted(("2022-01-05", 3, 1), (last, 3, 1))[1] == by


def test_what_has_no_day_is_counted_as_left_out():
    table, _, left_out = counted(("2022-05-05", 4, 1), ("", 2, 2))
    assert left_out == 2
    assert table["of"].tolist() == [4]
    assert counted(("", 2, 2))[0].empty


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (
            [("2022-05-05", 20, 2), ("2022-06-05", 20, 14)],
            "Maritime rose most: from 10% of articles in May 2022 to 70% of articles in June 2022",
        ),
        (
            [("2022-05-05", 20, 18), ("2022-06-05", 1, 1), ("2022-07-05", 20, 4)],
            "Maritime fell most: from 90% of articles in May 2022 to 20% of articles in July 2022",
        ),
        ([("2022-05-05", 20, 9), ("2022-06-05", 20, 12)], "No topic clearly gains or loses from one month to the next"),
        ([("2022-05-05", 2, 1), ("2022-06-05", 2, 2)], "No topic clearly gains or loses from one month to the next"),
        ([("2022-05-05", 20, 9)], "All topics come from one month: change over time needs more articles"),
    ],
)
def test_a_change_is_told_where_chance_would_not_make_it(times, said):
    assert findings.over_time(*counted(*times)[:2]) == said
