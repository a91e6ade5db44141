"""Terms of office as bars over time."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme
from lib.charts.theme import Figure, wrap
from lib.wording.phrases import month


def offices(terms: pd.DataFrame) -> Figure:
    """terms: office, start, end (NaT: still held), one row a term. Open ends fade out at the latest known day."""
    today = pd.Timestamp.now("UTC").tz_localize(None).normalize()
    first = terms["start"].min() if terms["start"].notna().any() else today - pd.DateOffset(years=5)
    start, end = terms["start"].fillna(first), terms["end"].fillna(today)
    told = [_term(since, until) for since, until in zip(terms["start"], terms["end"], strict=True)]
    fig = Figure(
        go.Bar(
            base=start,
            x=(end - start).dt.days * 86_400_000,
            y=[wrap(o, 34) for o in terms["office"]],
            orientation="h",
            width=0.42,
            marker={"color": [theme.TEAL if pd.notna(e) else theme.BLUE for e in terms["end"]]},
            hovertext=told,
            hoverinfo="text",
        )
    )
    fig.update_xaxes(type="date", title_text="date")
    fig.update_yaxes(autorange="reversed", showgrid=False)
    note = (
        "Blue: still held, or its end is not in the codebook; teal: ended. "
        "The terms come from the codebook, not from an article: there is no sentence to open."
    )
    alt = "; ".join(f"{office}: {term}" for office, term in zip(terms["office"], told, strict=True))
    return theme.finish(fig, note, f"Bars over time, one a term: {alt}.", 90 + 46 * len(terms))


def _term(since: pd.Timestamp, until: pd.Timestamp) -> str:
    return f"{month(since) if pd.notna(since) else '?'} to {month(until) if pd.notna(until) else 'today'}"
