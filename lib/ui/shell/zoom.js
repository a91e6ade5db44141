// The part of the time that a chart shows stands in the address (timeline-zoom=2023-01-01..2023-06-30), and the address
// decides: opened, or come back to, it makes the chart show that part, and without it all. Plotly alone draws; the page is
// not run for it. A part that the chart has nothing of is left aside.
if (!window.majlisZoom) {
  window.majlisZoom = true;
  const DAY = 86400000;
  const ZOOM = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/;
  const day = (time) => new Date(time).toISOString().slice(0, 10);
  const time = (date) => Date.parse(`${String(date).slice(0, 10)}T00:00Z`);
  const key = (plot) => plot.closest('[class*="st-key-card-"]')?.className.match(/st-key-card-(\S+)/)[1];
  const axes = (plot) => Object.values(plot._fullLayout).filter((axis) => axis?.type === "date" && axis.fixedrange === false);
  const whole = (axis) => [axis._rangeInitial0, axis._rangeInitial1];
  const told = ([from, to]) => `${day(time(from))}..${day(time(to) + (String(to).length > 10 ? DAY : 0))}`;

  const shown = (plot) => {
    const axis = axes(plot)[0];
    return axis.autorange || String(axis.range) === String(whole(axis)) ? "" : told(axis.range);
  };

  const asked = (plot) => {
    const [, from, to] = new URLSearchParams(location.search).get(`${key(plot)}-zoom`)?.match(ZOOM) ?? [];
    const [first, last] = whole(axes(plot)[0]).map(time);
    return from < to && !(time(to) < first || time(from) > last) ? `${from}..${to}` : "";
  };

  const heard = (plot) => {
    const url = new URL(location.href);
    const name = `${key(plot)}-zoom`;
    shown(plot) ? url.searchParams.set(name, shown(plot)) : url.searchParams.delete(name);
    if (url.href !== location.href) history.pushState(history.state, "", url);
  };

  // Plotly's own functions are out of reach; the frame that Streamlit has around it draws a layout that is told to it.
  const show = (plot, zoom) => {
    const parts = axes(plot).map((axis) => {
      const range = zoom ? zoom.split("..") : whole(axis);
      return [axis._name, { ...plot.layout[axis._name], range, autorange: range[0] === undefined }];
    });
    plot.layout = { ...plot.layout, ...Object.fromEntries(parts) };
    plot.emit("plotly_redraw");
  };

  const look = () => {
    for (const plot of document.querySelectorAll('[class*="st-key-card-"] .js-plotly-plot')) {
      if (!plot._fullLayout || !axes(plot).length || plot._dragging) continue;
      if (!plot.majlisZoom) plot.on("plotly_relayout", () => heard(plot));
      plot.majlisZoom = true;
      if (asked(plot) !== shown(plot)) show(plot, asked(plot));
    }
  };

  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 50);
  };
  new MutationObserver(soon).observe(document.body, { subtree: true, childList: true });
  window.addEventListener("popstate", soon);
}
