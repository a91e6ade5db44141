"""How sure the coder is of a row: from 0 to 1.

A meeting or an event has the chance that the row is right, by weights learned from annotated articles (data/coder).
An actor begins at 0.6: 0.95 when the gazetteer knows it, 0.85 when an office or title comes with the name, less 0.15
when only the words around the name tell that it is a person.
A topic begins at 0.4 and gains 0.2 for each point of its phrase's weight in data/codebook/topic_phrases.csv (at most 0.4), and
0.1 when the same topic is named more than once.
"""


def actor(*, known: bool, office: bool, how: str) -> float:
    """`known`: in the gazetteer; `office`: an office comes with the name; `how`: the rule that found it."""
    if known:
        return 0.95
    if office:
        return 0.85
    return 0.45 if how == "signs" else 0.6


def topic(weight: float, times: int) -> float:
    """`weight` of the phrase; `times` its topic is named in the article."""
    return _bounded(0.4 + 0.2 * min(weight, 2) + 0.1 * (times > 1))


def _bounded(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 2)
