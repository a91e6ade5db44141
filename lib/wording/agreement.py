"""English of two codings compared: how far they agree, where they differ, what to do where there is nothing to compare."""

from collections.abc import Mapping

from lib.measures.edits.agreement import Comparison, Figure, Pair
from lib.measures.matching import dated
from lib.schema import Made
from lib.wording import names
from lib.wording.phrases import capital, listing, plural
from lib.wording.reader import ranged

CODER = "the coder"
WHAT = {  # figure -> what it is of
    "theirs": "Meetings of yours that {other} has",
    "mine": "Meetings of {other} that you have",
    "f1": "Both together: F1 of what is a meeting",
    "kind": "Kind: alpha",
    "status": "Held, planned, proposed or cancelled: alpha",
    "parties": "Sides: alpha, near sets counting in part (MASI)",
    "date": "First day, as precisely as it is known: alpha",
}
OURS = {"theirs": "meetings_found", "mine": "meetings_right"}
Shares = Mapping[str, tuple[int, int, float, float]]  # figure -> right, of, interval
TITLES = {"parties": "sides"}  # of what is compared, where it is called otherwise
NOTHING = (
    "Every meeting of an article has to be judged (accepted, corrected or deleted) on the Review page: then it counts."
)


def table(figures: Mapping[str, Figure], other: str, ours: Shares | None = None) -> list[dict[str, str]]:
    """A row for each figure; beside it, of `ours` (lib/wording/quality.py), the one it can be held against.

    >>> table({"kind": Figure(0.8, 0.4, 1.0, 12)}, "the coder")
    [{'What': 'Kind: alpha', 'Agreement': '.80 (.40 to 1.00)', 'Rows': '12'}]
    """
    made = []
    for name, (value, low, high, of) in figures.items():
        told = ranged(value, low, high) if value is not None else "all say the same" if of else "no meeting"
        row = {"What": WHAT[name].format(other=other), "Agreement": told, "Rows": str(of)}
        if ours:
            right, measured, *ends = ours[OURS[name]] if name in OURS else (0, 0)
            row["Ours"] = f"{ranged(right / measured, *ends)} of {measured}" if measured else "not measured"
        made.append(row)
    return made


def compared(found: Comparison, other: str) -> str:
    """How much was compared, and how much of it differs."""
    differ = f"{len(found.differences):,} of {plural(len(found.pairs), 'meeting')}"
    articles = plural(found.articles, "article")
    return f"{capital(articles)} judged in whole, compared with {other}: {differ} differ."


def nothing(mine: int, theirs: int, other: str) -> str:
    """Why there is nothing to compare, and what to do."""
    if not mine:
        return f"No article of yours is judged in whole. {NOTHING}"
    have = f"You have judged {plural(mine, 'article')} in whole, {other} {plural(theirs, 'article')}"
    return f"{have}, and none with the same text. {NOTHING}"


def difference(pair: Pair) -> str:
    """In what two differ.

    >>> difference(Pair(0, {}, None, {}))
    'Only they have it'
    """
    if pair.mine is None or pair.theirs is None:
        return "Only they have it" if pair.mine is None else "Only you have it"
    return capital(listing([TITLES.get(name, name) for name in pair.differing]))


def told(row: Made | None) -> str:
    """What one of them says, in a line."""
    if row is None:
        return "no such meeting"
    day = dated(row) or "no date"
    return ", ".join([names.title(row["kind"]), names.label(row["status"]), names.sides(sorted(row["parties"])), day])
