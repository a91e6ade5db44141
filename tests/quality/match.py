"""What beside lib/measures/matching.py tells whether a coded row is right: its place, its day, what a wave hears in it."""

from lib.measures.matching import accepted, sides
from lib.schema import Row

FRIENDLY = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}


def in_place(want: Row, row: Row) -> bool:
    """Is the country right, or the town one that passes?"""
    towns = want["alternatives"].get("place", [])
    return row["place_country"] in accepted(want, "place_country") or row["place"] in towns


def same_day(want: Row, row: Row) -> bool:
    """Is the row's first day that of the gold, as precisely as the gold has it?"""
    return row["date_start"][: len(want["date_start"]) or None] == want["date_start"]


def signed_pairs(events: list[Row]) -> set[tuple[str, str, int]]:
    """What a wave hears: two sides and whether they draw nearer (1) or apart (-1)."""
    heard = set()
    for event in events:
        actors, recipients = sides(event)
        sign = 1 if event["event_type"] in FRIENDLY else -1
        heard |= {(*sorted((a, b)), sign) for a in actors for b in recipients or actors if a != b}
    return heard
