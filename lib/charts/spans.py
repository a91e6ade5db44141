"""Terms of office as bars over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.charts import theme
from lib.charts.labels import plain, wrap

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def offices(terms: pd.DataFrame, title: str, source: str = "") -> go.Figure:
    """terms: office, start, end (NaT: still held), one row a term. Open ends fade out at the latest known day."""
    import pandas as pd
    import plotly.graph_objects as go

    today = pd.Timestamp.now("UTC").tz_localize(None).normalize()
    first = terms["start"].min() if terms["start"].notna().any() else today - pd.DateOffset(years=5)
    start, end = terms["start"].fillna(first), terms["end"].fillna(today)
    fig = go.Figure(
        go.Bar(
            base=start,
            x=(end - start).dt.days * 86_400_000,
            y=[wrap(plain(o), 34) for o in terms["office"]],
            orientation="h",
            width=0.42,
            marker={"color": [theme.TEAL if pd.notna(e) else theme.BLUE for e in terms["end"]]},
            hovertext=[_term(r) for r in terms.itertuples()],
            hoverinfo="text",
        )
    )
    fig.update_xaxes(type="date", fixedrange=True, title_text="date")
    fig.update_yaxes(autorange="reversed", fixedrange=True, showgrid=False)
    fig.update_layout(dragmode=False)
    note = (
        "Blue: still held, or its end is not in the codebook; teal: ended. "
        "The terms come from the codebook, not from an article: there is no sentence to open."
    )
    alt = "; ".join(f"{r.office}: {_term(r)}" for r in terms.itertuples())
    return theme.finish(
        fig, title, source, note, f"{title}. Bars over time, one a term: {alt}.", height=90 + 46 * len(terms)
    )


def _term(row: object) -> str:
    import pandas as pd

    start = f"{row.start:%B %Y}" if pd.notna(row.start) else "?"
    return f"{start} to {f'{row.end:%B %Y}' if pd.notna(row.end) else 'today'}"
