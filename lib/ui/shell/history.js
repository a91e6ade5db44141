// One thing the reader does is one entry of the browser's history. Streamlit writes an address in several steps (it drops
// the query when the page changes, and writes the filters one by one, at times under the page that is left): what follows
// within SETTLES ms is the same step. What a control above a chart writes takes the place of the address (replaceState): it
// is a step where the reader has just done something. After Back or Forward it drops the query of the page that was come to, and does not
// write it again: that one change is not made.
if (!window.majlisHistory) {
  window.majlisHistory = true;
  const SETTLES = 500;
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  const full = (url) => new URL(url ?? location.href, location.href);
  let start = null; // the address a step began from, while it lasts
  let timer = 0;
  let page = { path: "", at: 0 }; // the last page that was come to, and when
  let popped = 0;
  let acted = 0;
  for (const kind of ["pointerdown", "pointerup", "keydown"]) {
    window.addEventListener(kind, () => (acted = Date.now()), { capture: true, passive: true });
  }

  const end = () => {
    clearTimeout(timer);
    const [from, to] = [start, location.href];
    start = null;
    const isNew = Date.now() - page.at < 3000 && page.path === location.pathname; // it is still being written
    if (from === null || from === to || isNew) return;
    replace(history.state, "", from);
    push(history.state, "", to);
  };

  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    start = null;
    page = { path: "", at: 0 };
    popped = Date.now();
  });

  const step = (data, unused, url) => {
    start ??= location.href;
    replace(data, unused, url);
    clearTimeout(timer);
    timer = setTimeout(end, SETTLES);
  };

  history.pushState = (data, unused, url) => {
    popped = 0;
    if (full(url).pathname === location.pathname) {
      step(data, unused, url);
      return;
    }
    if (start !== null) replace(history.state, "", start); // what was written under the page that is left
    clearTimeout(timer);
    start = null;
    push(data, unused, url);
    page = { path: location.pathname, at: Date.now() };
  };

  history.replaceState = (data, unused, url) => {
    const to = full(url);
    const drops = location.search && !to.search && to.pathname === location.pathname;
    const restoring = Date.now() - popped < 5000 && popped > acted;
    popped = drops ? 0 : popped;
    const chosen = to.pathname === location.pathname && to.search !== location.search && Date.now() - acted < 1000;
    if (restoring && drops) return;
    (chosen && !restoring ? step : replace)(data, unused, url);
  };
}
