"""How well the coder reads, as data/quality.json has it measured: in tables and in words."""

from typing import TypedDict

from lib.wording.phrases import plural, verb

TENTHS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WHAT = {  # figure -> the table it tells of, and what is right
    "meetings_found": ("Meetings", "Meetings of the text that were found"),
    "meetings_right": ("Meetings", "Rows that are a meeting of the text"),
    "main": ("Meetings", "Found of those the text is about"),
    "kind": ("Meetings", "Kind, such as visit or call"),
    "status": ("Meetings", "Held, planned, proposed or cancelled"),
    "date": ("Meetings", "Date, as precise as the text"),
    "place_country": ("Meetings", "Country of the place"),
    "participants": ("Meetings", "Participants that were found"),
    "left_alone": ("Meetings", "Texts without a meeting, left without a row"),
    "people_found": ("Actors", "People named in the text that were found"),
    "people_right": ("Actors", "Rows that are a person named in the text"),
    "topics_found": ("Topics", "Topics of the text that were found"),
    "topics_right": ("Topics", "Topics that the text discusses"),
    "events_found": ("Events", "Events of the text that were found"),
    "events_right": ("Events", "Rows that are an event of the text"),
    "event_status": ("Events", "Did it happen, or is it planned"),
    "event_date": ("Events", "Date, as precise as the text"),
    "pairs_found": ("Events", "Pairs that drew nearer or apart, found"),
    "pairs_right": ("Events", "Pairs that did so, of those that rows tell"),
    "two_sides": ("Events", "Rows in which nobody acts on itself"),
}


class Newspapers(TypedDict):
    articles: int
    found: float
    right: float


class Quality(TypedDict):
    """`shares`: figure -> right, of, and the bounds of the 95 % interval; `sure`: table -> [tenth of confidence, rows, right]."""

    measured: str
    articles: int
    articles_with_events: int
    shares: dict[str, tuple[int, int, float, float]]
    sure: dict[str, list[tuple[int, int, int]]]
    newspapers: Newspapers


def measured(quality: Quality) -> str:
    """What it was measured on, and why another text is harder."""
    _, meetings, *_ = quality["shares"]["meetings_found"]
    news = quality["newspapers"]
    return (
        f"Measured on {plural(quality['articles'], 'statement')} of the White House and the US State Department with "
        f"{plural(meetings, 'meeting')}, which the project keeps for figures; events on {quality['articles_with_events']} of "
        "them. The rows are held against the tables of a careful reader. Few cases say little: the interval tells how far the "
        "true share may lie from the measured one.\n\n"
        "**Newspapers are harder.** These statements come from one government and are plainly written, and many were known "
        f"when the coder was written. In {plural(news['articles'], 'article')} of newspapers, agencies and ministries that "
        f"nobody here had seen, it found about {in_ten(news['found'])} in ten meetings, and about {in_ten(news['right'])} in "
        "ten of its rows were right."
    )


def in_ten(share: float) -> str:
    """
    >>> in_ten(0.58), in_ten(0.81)
    ('six', 'eight')
    """
    return TENTHS[round(10 * share)]


def shares(quality: Quality) -> list[dict[str, str]]:
    """A row for each figure."""
    return [
        {
            "Table": table,
            "What": what,
            "Right": f"{100 * right / of:.0f}\u00a0% ({right} of {of})",
            "95 % interval": f"{100 * low:.0f} to {100 * high:.0f}\u00a0%",
        }
        for figure, (table, what) in WHAT.items()
        for right, of, low, high in [quality["shares"][figure]]
        if of
    ]


def reliability(quality: Quality) -> list[dict[str, str]]:
    """How often rows were right of which the coder was so sure."""
    counts = {table: {tenth: (right, n) for tenth, n, right in rows} for table, rows in quality["sure"].items()}
    return [
        {"The coder was": f"{10 * tenth} to {10 * tenth + 10} % sure"}
        | {
            f"{table.capitalize()} right": "{} of {}".format(*of[tenth]) if tenth in of else "no row"
            for table, of in counts.items()
        }
        for tenth in sorted({tenth for of in counts.values() for tenth in of}, reverse=True)
    ]


def surest(quality: Quality) -> str:
    """The reliability of most meetings, in a sentence."""
    tenth, rows, right = max(quality["sure"]["meetings"], key=lambda of: of[1])
    return (
        f"Each row bears a [confidence](/glossary#confidence). Of the {plural(rows, 'meeting')} of which the coder was "
        f"{10 * tenth} to {10 * tenth + 10} % sure, {right} {verb(right, 'was', 'were')} right."
    )
