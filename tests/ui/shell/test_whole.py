"""A chart that leaves out what is far off shows it on request."""

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import text


def page() -> None:
    import pandas as pd
    import plotly.graph_objects as go

    from lib.catalogue.record import Drawn
    from lib.charts import theme
    from lib.ui.shell import card
    from lib.wording.story import Words

    rest = theme.Clipped("Off the chart is one.", (("yaxis", [0, 60]),))
    fig = theme.finish(go.Figure(go.Bar(x=[1, 2], y=[3, 60])), "Bars.", "Two bars", clipped=[rest])
    drawn = Drawn(
        theme.headed(fig, "A finding", "a test"),
        Words("A finding"),
        pd.DataFrame(),
        "Bars count.",
        None,
        pd.DataFrame(),
    )
    card.chart(drawn, "two")


def shown(app: AppTest) -> tuple[bool, bool]:
    """Is it said that something is off the chart, and is the axis as long as all of it?"""
    return "Off the chart is one." in text(app), '"range":[0,60]' in app.get("plotly_chart")[0].proto.spec.replace(
        " ", ""
    )


def test_what_is_off_the_chart_is_shown_on_request_by_hand_or_by_the_address():
    app = AppTest.from_function(page, default_timeout=30).run()
    assert shown(app) == (True, False)
    assert shown(app.toggle(key="two-whole").set_value(True).run()) == (False, True)
    linked = AppTest.from_function(page, default_timeout=30)
    linked.query_params["two-whole"] = "true"
    assert shown(linked.run()) == (False, True)
