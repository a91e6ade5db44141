"""What `python -m lib wave` prints of the waves found: one plain record, or lines for people."""

from __future__ import annotations

from lib.measures.waves.command import Report
from lib.wording.phrases import plural
from lib.wording.verdict import moved


def record(report: Report) -> dict:
    """{"window", "waves": [...], "mood": {"IRN-SAU": {"2023-08-21": [value, half-width]}}, "verdict"}."""
    return {"window": report.window, "waves": report.waves, "mood": report.mood, "verdict": moved(report.most)}


def lines(report: Report) -> list[str]:
    """The same for people: one line a wave, one a mood."""
    found = [
        f"{w['scope']} {w['direction']}{' of ' + w['hub'] if w['hub'] else ''}: {w['onset']} to {w['end']}, crest "
        f"{w['crest']} at net {w['net_breadth']}, {plural(len(w['pairs']), 'pair')}, {plural(w['occasions'], 'occasion')}"
        f"{', one package' if w['package'] else ''}, p = {w['p_value']:g}"
        for w in report.waves
    ]
    if not any(w["scope"] == "regional" for w in report.waves):
        found.insert(0, f"No regional wave: {moved(report.most)}")
    moods = [(dyad, on, m) for dyad, days in report.mood.items() for on, m in days.items()]
    return found + [f"mood of {dyad} on {on}: {value:+.2f} ± {band:.2f}" for dyad, on, (value, band) in moods]
