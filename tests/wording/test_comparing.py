"""What a comparison says: who met most and who fell, and nothing of that where the evidence is too little."""

import pandas as pd
import pytest

from lib.measures.counts import comparing as measures
from lib.wording import comparing

IRN_OMN, ISR_JOR, KWT = "IRN-OMN", "ISR-JOR", "KWT"
NONE = pd.DataFrame({"one": []})


def by_year(**met: list[int]) -> pd.DataFrame:
    """Meetings of each in 2021, 2022, ..., as many rows as there are meetings."""
    ones = {"iran": IRN_OMN, "israel": ISR_JOR, "kuwait": KWT}
    rows = [
        {"parties": ones[who].split("-"), "date_start": day, "date_end": day}
        for who, years in met.items()
        for year, count in enumerate(years, 2021)
        for day in [pd.Timestamp(f"{year}-03-01")] * count
    ]
    return pd.DataFrame(rows).assign(key=lambda t: [f"m{n}" for n in range(len(t))], people=[[]] * len(rows))


def ranked(**met: list[int]) -> str:
    return comparing.ranked(measures.ranks(by_year(**met), [IRN_OMN, ISR_JOR, KWT]))


def most(milestones: pd.DataFrame = NONE, **met: list[int]) -> str:
    ones = [IRN_OMN, ISR_JOR, KWT]
    return comparing.most(measures.counts(by_year(**met), ones, "year")[0], milestones, ones, "year")


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (
            {"iran": [9, 2], "israel": [1, 12], "kuwait": [4, 6]},
            "Israel and Jordan met most in 2022; Iran and Oman fell from first to third since 2021",
        ),
        (
            {"iran": [9, 8], "israel": [1, 1], "kuwait": [1, 2]},
            "Iran and Oman met most in every year from 2021 to 2022",
        ),
        (
            {"iran": [2, 7], "israel": [3, 1], "kuwait": [2, 1]},
            "Iran and Oman met most in 2022",
        ),  # three are no first place
        (
            {"iran": [2, 2], "israel": [3, 1], "kuwait": [2, 3]},
            "Too few dated meetings to say who met most in any year",
        ),
        ({"iran": [6, 7], "israel": [7, 6], "kuwait": [5, 6]}, "No clear lead in any year"),
    ],
)
def test_who_led_and_who_fell_is_told_where_chance_would_not_do_it(met, said):
    assert ranked(**met) == said


def test_who_met_most_is_told_with_the_next_and_the_time_of_most():
    told = "Kuwait met most often (14 dated meetings; Iran and Oman 3), above all in 2022"
    assert most(iran=[1, 2], israel=[1, 0], kuwait=[3, 11]) == told
    assert most(iran=[1, 2], israel=[1, 0], kuwait=[7, 7]).endswith("Iran and Oman 3)")  # no year stands out


def test_what_is_too_little_or_too_alike_is_said_to_be():
    assert most(iran=[1], israel=[1], kuwait=[1]) == comparing.TOO_FEW
    assert (
        most(iran=[9], israel=[8], kuwait=[1])
        == "No clear lead: 9 dated meetings of Iran and Oman, 8 of Israel and Jordan"
    )
    steps = pd.DataFrame({"one": [IRN_OMN] * 12 + [ISR_JOR] * 3})
    told = f"{comparing.TOO_FEW}; most milestones are of Iran and Oman: 12 of 15"
    assert most(steps, iran=[1], israel=[1], kuwait=[1]) == told
