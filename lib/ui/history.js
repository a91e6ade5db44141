// When the page changes, Streamlit first drops the query and then writes the filters back, as two entries of the
// browser's history. The second one replaces the first, so that Back leads to the page before.
if (!window.majlisHistory) {
  window.majlisHistory = true;
  const push = history.pushState.bind(history);
  let bare = { path: "", at: 0 };
  history.pushState = (data, unused, url) => {
    const to = new URL(url ?? location.href, location.href);
    const restores = to.search && !location.search && to.pathname === bare.path && to.pathname === location.pathname;
    if (restores && Date.now() - bare.at < 5000) return history.replaceState(data, unused, url);
    push(data, unused, url);
    if (!to.search) bare = { path: to.pathname, at: Date.now() };
  };
}
