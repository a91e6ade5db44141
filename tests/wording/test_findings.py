"""Findings of charts, in words."""

import pandas as pd

from lib.wording import findings


def test_who_raises_most_topics_is_somebody_with_a_name_where_anybody_has_one():
    raised = [("leaders", "trade"), ("leaders", "climate"), ("leaders", "yemen"), ("Wang Yi", "trade")]
    counts = pd.DataFrame(raised, columns=["speaker", "topic"])
    assert findings.speakers(counts) == "Wang Yi raises the most topics of those with a name: 1"
    titled = counts.replace({"speaker": {"leaders": "Deputy Secretary"}})
    assert findings.speakers(titled) == "Wang Yi raises the most topics of those with a name: 1"
    assert findings.speakers(counts.iloc[:3]) == "Leaders raises the most topics: 3"
