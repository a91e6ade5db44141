"""English of two codings compared: how far they agree, where they differ, what to do where there is nothing to compare."""

from collections.abc import Mapping

from lib.measures.edits.agreement import COLUMNS, Comparison, Figure, Pair, said
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
    beside = {name: _ours(*ours[figure]) for name, figure in OURS.items() if figure in ours} if ours else {}
    return [
        {"What": WHAT[name].format(other=other), "Agreement": _figure(one), "Rows": str(one.of)}
        | ({"Ours": beside.get(name, "not measured")} if ours else {})
        for name, one in figures.items()
    ]


def _ours(right: int, of: int, low: float, high: float) -> str:
    return f"{ranged(right / of, low, high)}, {of}"


def lines(found: Comparison, figures: Mapping[str, Figure], other: str) -> list[str]:
    """The same for a terminal."""
    shown = (f"{row['What']}: {row['Agreement']}, {row['Rows']} rows" for row in table(figures, other))
    return [compared(found, other), *shown]


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


def _figure(one: Figure) -> str:
    if one.value is None:
        return "all say the same" if one.of else "no meeting"
    return ranged(one.value, one.low, one.high)


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
    return ", ".join([names.title(row["kind"]), *(shown(row, name) for name in COLUMNS if name != "kind")])


def shown(row: Made, name: str) -> str:
    """One of what is compared, as people read it."""
    value = said(row, name)
    if name == "parties":
        return names.sides(sorted(row["parties"])) or "no sides"
    if name == "date":
        return str(value) if value != "unknown" else "no date"
    return names.label(str(value))
