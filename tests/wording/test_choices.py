"""What a reader chose, written into an address and read from it again."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.api import asked
from lib.measures.counts.selection import LAYERS, Selection
from lib.wording.choices import DAYS, SEVERAL, SURE, named, near, query

CODES = {"countries": ["IRN", "SAU", "ORG:UN"], "kinds": ["talks", "phone_call"], "layers": list(LAYERS)}
OPTIONS = {each.part: CODES.get(each.part, ["one", "two; three", "ق", "a&b=c"]) for each in SEVERAL}
days = st.just("") | st.dates().filter(lambda day: 1900 <= day.year < 2100).map(str)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries(
        {part: st.lists(st.sampled_from(some), unique=True).map(tuple) for part, some in OPTIONS.items()}
    ),
    st.lists(days, min_size=2, max_size=2).map(lambda two: sorted(two) if all(two) else two),
    st.sampled_from([*SURE]),
)
def test_a_selection_stands_in_an_address_and_comes_back(several, ends, sure):
    chosen = Selection(*ends, **several, confidence=sure)
    found: dict[str, list[str]] = {}
    for key, value in query(chosen):
        found.setdefault(key, []).append(value)
    assert found.keys() <= {*DAYS, *(each.key for each in SEVERAL), "sure"}
    assert asked.selection(found, OPTIONS) == chosen


def test_a_word_names_an_option_by_its_value_or_name_and_the_very_name_first():
    options = {"a": "One", "one": "Two", "ONE": "one"}
    assert named(["One", "one", "ONE", "two", "A", "x"], options) == ["a", "ONE", "ONE", "one", "a", None]
    assert near("Irann", ["Iran", "Oman"]) == ["Iran"]
