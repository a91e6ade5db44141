"""When a page is ready, and what is wrong with it."""

TYPING = 120  # milliseconds from key to key
OFTEN = 100  # milliseconds from look to look

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

PLACE = """(e, at) => {
  e.scrollIntoView({block: 'center', behavior: 'instant'});
  const box = e.getBoundingClientRect();
  return [box.x + (at ? at[0] : box.width / 2), box.y + (at ? at[1] : box.height / 2)];
}"""

HOVERED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestIdleCallback(done, {timeout: 2000}), 60)))"
HEARD = """(keys) => new Promise((heard) => {
  const drawn = () => keys.every((key) => document.querySelector(`[class*="st-key-${key}"] button:not(:disabled)`));
  const idle = () => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => heard(drawn()), {timeout: 2000})));
  drawn() ? idle() : setTimeout(() => heard(false), 50);
})"""


def listening(page, *keys: str) -> None:
    """Wait until the page listens to the keys of these buttons: Streamlit takes a key up once its button is drawn and
    enabled, in work the browser does before it is idle."""
    settle(page)
    page.wait_for_function(HEARD, arg=list(keys))


def settle(page, chart: bool = False) -> None:
    """Wait until the script has run, and where a chart is expected until every chart is drawn. It is asked for now and
    then: asked in every frame, the browser would draw frames for it."""
    page.wait_for_function(IDLE, polling=OFTEN)
    if chart:
        page.wait_for_function(DRAWN, polling=OFTEN)


STILL = """() => new Promise((still) => {
  let timer;
  const watch = new MutationObserver(() => again());
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => requestIdleCallback(() => (watch.disconnect(), still(true)), {timeout: 2000}), 250);
  };
  watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  again();
})"""
FITS = """() => [...document.querySelectorAll('.js-plotly-plot')].every((plot) => {
  const room = plot.closest('[data-testid="stPlotlyChart"]').getBoundingClientRect().width;
  return Math.abs(plot.querySelector('.main-svg').getBoundingClientRect().width - room) < 2;
})"""
DARK = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === 'dark'"""
WATCH = """() => {
  window.runs = 0;
  const app = document.querySelector('[data-testid=stApp]');
  const ran = (one) => one.oldValue !== 'notRunning' || app.dataset.testScriptState !== 'notRunning';
  new MutationObserver((all) => (window.runs += all.some(ran)))  // a short run begins and ends between two looks
    .observe(app, {attributeFilter: ['data-test-script-state'], attributeOldValue: true});
}"""


def still(page) -> None:
    """Wait until the page has nothing left to draw: nothing in it changes any more, and the browser is idle."""
    page.evaluate(STILL)


def fit(page, width: int, height: int) -> None:
    """Make the window so large, and wait until every chart fills the room it has."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(FITS)
    still(page)


def slow(page, times: float = 6) -> None:
    """The page as a slow computer shows it: what it does with keys and marks comes late."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def turn_dark(page) -> None:
    """As when evening comes, in the running page; its charts are still those of the light one."""
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(DARK)
    still(page)


def run_again(page, chart: bool = False) -> None:
    """By the key for it; charts take the colours of a dark page when they are drawn anew."""
    page.evaluate(WATCH)
    page.keyboard.press("r")
    page.wait_for_function("() => window.runs")
    settle(page, chart)
    still(page)


def close(page) -> None:
    """Close the panel with Escape, and wait for what the page draws anew thereby: a press that comes before would be of a
    chart that is being replaced."""
    page.evaluate(WATCH)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.wait_for_function("() => window.runs")
    settle(page)
    still(page)


def press(page, mark, at: tuple[int, int] | None = None) -> None:
    """Click a mark of a chart, or a place of a grid (pixels from its corner), once it stands still: it may be drawn anew, or
    the page scroll, at any moment. The mouse rests on it first, as a hand's does: Plotly takes a click for the mark it has
    found under the mouse, which it looks for 20 ms after the last move."""
    from playwright.sync_api import Error

    seen: list[object] = []
    for _ in range(80):
        try:
            seen.append(mark.evaluate(PLACE, at))
        except Error:  # taken away while it was looked at
            seen.clear()
        if len(seen) > 3 and seen[-1] == seen[-2] == seen[-3] == seen[-4]:
            page.mouse.move(*seen[-1])
            page.evaluate(HOVERED)
            page.mouse.click(*seen[-1])
            return
        page.wait_for_timeout(120)
    raise AssertionError("the mark never stood still")


def cell(page, grid, at: tuple[int, int], right: int = 0) -> None:
    """Begin to change a cell of a grid by keys, so many to the right of the one at this place, which is clicked. The grid
    loses a key that comes before it has drawn the one before."""
    still(page)
    press(page, grid, at)
    chosen = grid.locator('[role="gridcell"][aria-selected="true"]')
    column = int(chosen.get_attribute("aria-colindex") or 0)
    for n in range(1, right + 1):
        page.keyboard.press("ArrowRight")
        grid.locator(f'[role="gridcell"][aria-selected="true"][aria-colindex="{column + n}"]').wait_for(
            state="attached"
        )
    page.keyboard.press("Enter")
    page.locator("#portal input, #portal textarea").wait_for()


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
