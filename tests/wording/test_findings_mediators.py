"""The sentence on who mediates, computed from the occasions."""

import pandas as pd
import pytest

from lib.wording import findings

IRN_SAU, IRN_USA = ("IRN", "SAU"), ("IRN", "USA")


def occasions(*rows: tuple[str, list[tuple[str, str]]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["mediator", "dyads"])
    return table.assign(year="2023", layer="chronology", keys=[f"c{n}" for n in range(len(rows))])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("OMN", [IRN_USA]), ("OMN", [IRN_USA]), ("OMN", [IRN_SAU]), ("QAT", [IRN_USA])],
            "Oman mediated most often: 3 occasions, above all between Iran and the United States",
        ),
        ([("OMN", [IRN_USA]), ("OMN", [IRN_SAU]), ("QAT", [])], "Oman mediated most often: 2 occasions"),
        ([("OMN", []), ("OMN", []), ("QAT", [])], "Oman mediated most often: 2 occasions"),
        (
            [("USA", [IRN_SAU])],
            "The United States is the only mediator named: 1 occasion, between Iran and Saudi Arabia",
        ),
        ([("OMN", [IRN_USA]), ("QAT", [IRN_USA])], "Oman and Qatar mediated most often: 1 occasion each"),
    ],
)
def test_who_mediated_most_and_between_whom(rows, said):
    assert findings.mediators(occasions(*rows)) == said
