"""Every page as a visitor meets it: a deep link into a browser that has seen nothing yet."""

from pathlib import Path

import pytest

from tests.browser.seeing import DRAWN, fit, run_again, settle, turn_dark, violations

PAGES = Path(__file__).parent.parent.parent / "pages"
CHARTS = (
    "wave",
    "overview",
    "meetings",
    "topics",
    "actors",
    "pair",
    "compare",
)  # the wave first: it meets the cold server
OTHERS = ("article", "add", "review", "agreement", "codebook", "export", "story", "method", "glossary")
ADDRESS = {"overview": ""}  # the front page
WIDE, NARROW = (1440, 900), (400, 800)


def test_every_page_is_looked_at():
    assert {p.stem for p in PAGES.rglob("*.py")} == {*CHARTS, *OTHERS}


@pytest.mark.parametrize("name", [*CHARTS, *OTHERS])
def test_a_page_opens_by_deep_link(page, app_url, look, name):
    """One load and one turn to dark serve all looks: wide and narrow, light and dark."""
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.goto(f"{app_url}/{ADDRESS.get(name, name)}")
    settle(page, chart=name in CHARTS)
    assert not violations(page), "\n".join(violations(page))
    look(page, f"{name}-light-1440")
    fit(page, *NARROW)
    look(page, f"{name}-light-400")
    wide = page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px hang over the edge of a telephone"
    turn_dark(page)
    run_again(page, chart=name in CHARTS)
    look(page, f"{name}-dark-400")
    fit(page, *WIDE)
    assert not violations(page), "\n".join(violations(page))
    look(page, f"{name}-dark-1440")
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.locator('[data-testid="stAlertContentError"]').count() == 0
    assert not page.errors
    assert page.hosts <= {"127.0.0.1", "data", "blob"}, "a page asks another machine"


def test_a_name_that_is_no_page_is_told_apart(page, app_url):
    """An unknown address leads somewhere readable, not to a blank page."""
    page.goto(f"{app_url}/no-such-page")
    settle(page)
    assert page.locator("h1, h2").first.inner_text()


def test_the_chart_check_can_fail(page):
    page.set_content("<h1>no chart</h1>")
    assert not page.evaluate(DRAWN)
