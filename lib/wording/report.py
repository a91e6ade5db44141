"""What `python -m lib wave` prints of the waves found: one plain record, or lines for people."""

from lib.measures.days import number
from lib.measures.waves.command import Report
from lib.wording.phrases import capital, plural
from lib.wording.verdict import WHY, data_end, lacks


def record(report: Report) -> dict:
    """{"window", "data_end", "waves": [...], "mood": {"IRN-SAU": {"2023-08-21": [value, half-width]}}, "verdict"}."""
    return {
        "window": report.window,
        "data_end": report.end and report.end.isoformat(),
        "waves": report.waves,
        "mood": report.mood,
        "verdict": _verdict(report),
    }


def _verdict(report: Report) -> str:
    rises = [w for w in report.waves if w["scope"] == "regional" and w["direction"] == "reconciliation"]
    named = [w for w in rises if w["named"]]
    if not named:
        why = lacks(report.lacking) if report.lacking else WHY["chance"]
        return f"No regional wave of reconciliation is {'named' if rises else 'found'}: {why}"
    told = (f"{w['onset']} to {w['end']} (net {w['net_breadth']}, p = {w['p_value']:g})" for w in named)
    return f"{capital(plural(len(named), 'regional wave'))} of reconciliation: {'; '.join(told)}"


def lines(report: Report) -> list[str]:
    """The same for people: one line a wave, one a mood."""
    found = [
        f"{w['scope']} {w['direction']}{' of ' + w['hub'] if w['hub'] else ''}: {w['onset']} to {w['end']}, crest "
        f"{w['crest']} at net {w['net_breadth']}, {plural(len(w['pairs']), 'pair')}, {plural(w['occasions'], 'occasion')}"
        f"{', one package' if w['package'] else ''}, p = {w['p_value']:g}{', not named: ' + WHY[w['lacks']] if w['lacks'] else ''}"
        f"{', open' if w['open'] else ''}"
        for w in report.waves
    ]
    found.insert(0, _verdict(report))
    if report.end:
        found.append(data_end(number(report.end)))
    moods = [(dyad, on, m) for dyad, days in report.mood.items() for on, m in days.items()]
    return found + [f"mood of {dyad} on {on}: {value:+.2f} ± {band:.2f}" for dyad, on, (value, band) in moods]
