"""Names of countries and cities that mean something else: people, towns of other states, streets."""

import pytest


def sides(doc) -> set[str]:
    return {m.code for m in doc.mentions} - {""}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rep. Hank Chad went to Berlin. Chad praised the talks.", {"DEU", "USA"}),
        ("Laura Holland, a nurse, flew to Greece. Holland came home on Friday.", {"GRC"}),
        ("Senator Cyprus met the Latvian envoy. Cyprus was pleased.", {"LVA"}),
        ("The mayor of Athens, Ohio, hosted Peru's consul. Athens paid for lunch.", {"USA", "PER"}),
        ("In Tripoli, northern Lebanon, officials met.", {"LBN"}),
        ("They dined at the Damascus Restaurant in Vienna.", {"AUT"}),
    ],
)
def test_a_namesake_is_no_side(reading, text, named):
    assert sides(reading(text)) == named


def test_a_namesake_leaves_the_country_its_name(reading):
    doc = reading("Rep. Jim Jordan flew to Amman. Jordan welcomed him.")
    assert [m.code for m in doc.of(1)] == ["JOR"]


def test_a_state_of_the_same_country_makes_no_namesake(reading):
    assert sides(reading("They met in Washington, Virginia and Texas.")) == {"USA"}
