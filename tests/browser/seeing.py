"""When a page is ready, and what is wrong with it."""

from __future__ import annotations

IDLE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = '[data-testid="stSkeleton"],[data-testid="stAppSkeleton"],[data-stale="true"]';
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid="stMain"] h1, [data-testid="stMain"] h2') && !document.querySelector(busy);
}"""
DRAWN = """() => {
  const plots = [...document.querySelectorAll('.js-plotly-plot')];
  return plots.length && plots.every(p => p.querySelector('.main-svg') && p._fullLayout);
}"""


def settle(page, chart: bool = False) -> None:
    """Wait until the script has run, and where a chart is expected until every chart is drawn."""
    page.wait_for_function(IDLE)
    if chart:
        page.wait_for_function(DRAWN)


def violations(page) -> list[str]:
    """What axe-core finds serious or critical, in words."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {n['target']} {n.get('failureSummary', '')}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]
