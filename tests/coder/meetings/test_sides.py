"""What stands between a side and a cue."""

from itertools import combinations

import pytest

from lib.coder.document import read
from lib.coder.meetings.sides import GAP_OUT, View
from lib.schema import Article

LONG = (
    "The king. that said that he met X; while Y said, saying that Oman, which after talks and after lunch left,"
    " said said so because: since then. But until now that is that."
)


@pytest.mark.parametrize("most", [1, 2, 9])
def test_words_that_part_clauses_are_counted_as_in_a_stretch_alone(most):
    view = View(read(Article("a", LONG, language="en", published="2024-03-12")), 0)
    view.start, view.end = 0, len(LONG)
    for a, b in combinations(range(len(LONG)), 2):
        assert view.parted(a, b, most) == min(most, len(GAP_OUT.findall(view.doc.low[a:b]))), LONG[a:b]
