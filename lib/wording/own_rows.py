"""A team's own rows of the codebook, and what they change, in words."""

from collections import Counter
from collections.abc import Sequence

from lib.codebook.own import Own
from lib.measures.edits.recoded import ADDED, CHANGED, REMOVED, Difference
from lib.wording import names
from lib.wording.phrases import listing, plural

KINDS = {
    "people": "Person",
    "aliases": "Other spelling",
    "organizations": "Organization",
    "places": "Place",
    "topic_phrases": "Topic phrase",
    "meeting_cues": "Meeting cue",
}


def in_words(row: Own) -> str:
    """Person Badr Albusaidi: Oman, Foreign Minister, from 2020."""
    cell = row.cell
    called = {"topic_phrases": "phrase", "meeting_cues": "cue", "aliases": "aliases"}.get(row.file, "name")
    told = {
        "people": [names.side(cell("country")), cell("office"), *_term(row)],
        "aliases": [f"is {cell('name')}"],
        "organizations": [cell("code"), names.label(cell("kind"))],
        "places": [names.side(cell("country")) or "no country", names.label(cell("kind"))],
        "topic_phrases": [names.label(cell("topic")), f"weight {cell('weight')}"],
        "meeting_cues": [names.label(cell("kind")), f"frame {cell('frame')}"],
    }.get(row.file, [])
    also = [f"also {cell('aliases')}"] if row.file != "aliases" and cell("aliases") else []
    return f"{KINDS.get(row.file, row.file)} {cell(called)}: {', '.join(filter(None, [*told, *also]))}"


def _term(row: Own) -> list[str]:
    return [f"{word} {row.cell(word)}" for word in ("from", "to") if row.cell(word)]


def moved(found: Sequence[Difference], articles: int, kept: bool) -> str:
    """What coding anew changed, or would: rows added, changed and removed, of how many articles."""
    if not found:
        return f"No row {'changed' if kept else 'would change'}, of {plural(articles, 'article')} coded anew."
    by = Counter(each.what for each in found)
    told = listing(
        f"{plural(by[what], 'row')} {'' if kept else 'would be '}{what}"
        for what in (ADDED, CHANGED, REMOVED)
        if by[what]
    )
    some = len({each.article_id for each in found})
    return f"{told}, in {some:,} of {plural(articles, 'article')} coded anew."
