"""How sure the coder is of a row: from 0 to 1.

A meeting, a topic or an event has the chance that the row is right, by weights learned from annotated articles (data/coder).
An actor begins at 0.6: 0.95 when the gazetteer knows it, 0.85 when an office or title comes with the name, less 0.15
when only the words around the name tell that it is a person.
"""


def actor(*, known: bool, office: bool, how: str) -> float:
    """`known`: in the gazetteer; `office`: an office comes with the name; `how`: the rule that found it."""
    if known:
        return 0.95
    if office:
        return 0.85
    return 0.45 if how == "signs" else 0.6
