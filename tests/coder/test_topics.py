"""Which topics an article discusses, and what it only names in passing."""

from lib.coder import code
from lib.coder.deciding import Weights
from lib.schema import Article

ENRICHMENT = (
    "The Iranian foreign minister and the head of the nuclear agency met in Vienna on Monday. They spoke about uranium enrichment, "
    "the inspectors' access to two sites and the fate of the nuclear deal. Sanctions on Iran would be lifted step by step, he said. "
    "The sanctions have stood since 2018. Delegates took the tram to the opera afterwards."
)


def discussed(text: str) -> dict[str, float]:
    """Topic -> confidence."""
    return {row["topic"]: row["confidence"] for row in code(Article("a", text))["topics"]}


def test_what_an_article_is_about_is_a_topic_with_the_chance_that_it_is():
    found = discussed(ENRICHMENT)
    assert {"nuclear", "sanctions"} <= found.keys()
    assert all(Weights.named("topics").threshold - 0.005 <= sure <= 1 for sure in found.values())
    assert found["nuclear"] > found["sanctions"]


def test_what_a_long_article_names_once_is_none():
    passing = " Oil prices rose a little, a trader in Basra remarked."
    long = ENRICHMENT + " The inspectors came back to the plant, and uranium was weighed again." * 12
    assert "trade_energy" not in discussed(long + passing)
    assert "trade_energy" in discussed(
        "Oil prices rose after Iraq and Kuwait signed a trade agreement on oil exports." + passing
    )
