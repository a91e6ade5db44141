"""A deck with every kind of step, for the tests of the slide writers."""

import plotly.graph_objects as go

from lib.export.deck.slides import Deck, Slide
from lib.export.deck.story import Quote

DAYS = ["2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01"]
HOSTILE = "</script><script>document.title='broken'</script> & <b>bold</b>"


def lines() -> go.Figure:
    fig = go.Figure([go.Scatter(x=DAYS, y=[0, 0.2, None, 0.4], name=n, mode="lines") for n in ("Iran", "Qatar")])
    return fig.update_layout(xaxis_title="month", yaxis_title="mood (-1 to 1)")


def bars() -> go.Figure:
    fig = go.Figure([go.Bar(y=["China", "Iran"], x=[3, 5], orientation="h", name="statements", marker_color="#0f4c81")])
    return fig.update_layout(xaxis_title="statements")


def matrix() -> go.Figure:
    return go.Figure(go.Heatmap(x=["IRN", "SAU"], y=["CHN", "QAT"], z=[[0, 1], [2, None]]))


def network() -> go.Figure:
    """Points placed by a layout, with words: nothing PowerPoint can draw."""
    fig = go.Figure(go.Scatter(x=["a", "b"], y=["c", "d"], mode="markers+text", text=["Iran", "Iraq"]))
    return fig.add_vrect(x0=0, x1=1)


QUOTE = Quote("driving a reconciliation wave in the middle East", ((10, 29),), "Wang Yi, 21 August 2023")


def deck() -> Deck:
    figures = [lines(), bars(), None, matrix(), network()]
    slides = [
        Slide(
            f"Step {n} finds something",
            ("One line.", "Another."),
            "a test.",
            f"Say {n}.",
            fig,
            None,
            f"Alt {n}.",
        )
        for n, fig in enumerate(figures, 1)
    ]
    slides[2] = Slide(HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, None, QUOTE)
    return Deck("A test deck", tuple(slides), "Five steps")
