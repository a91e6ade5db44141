"""Several meetings told at once: "They met twice this year: in Nairobi in February and in Kampala in May"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lib.coder.meetings.meeting import REMOTE, Meeting, place_name, words

if TYPE_CHECKING:
    from lib.coder.meetings.reader import Reader


def each_time(reader: Reader, meeting: Meeting) -> list[Meeting]:
    """One meeting for each date that follows, with the place beside it, where the sentence says there were several."""
    doc, view, cue = reader.doc, reader.view(meeting.cue.sentence), meeting.cue
    days = [d for d in doc.dates_of(cue.sentence) if d.a > cue.end and d.precision in ("day", "month")]
    if len(days) < 2:
        return [meeting]
    plural = cue.frame == "noun" and cue.text.endswith("s") and cue.kind != "talks" and days[0].precision == "day"
    if not plural and not words("times").search(doc.low, view.start, view.end):
        return [meeting]
    first = any(cue.end <= m.start < days[0].a for m in view.located)  # "in Rome on 3 May", not "on 3 May in Rome"
    result = []
    for last, d, following in zip([None, *days], days, [*days[1:], None], strict=False):
        before = [m for m in view.located if first and (last.b if last else cue.end) <= m.start < d.a]
        after = [m for m in view.located if d.b <= m.start < (following.a if first and following else view.end)]
        where = [*before[-1:], *after[:1]][:1] if meeting.kind not in REMOTE else []
        name, country = (place_name(where[0]), where[0].code) if where else ("", "")
        result.append(replace(meeting, date=d, place=name, place_country=country, split=True))
    return result
