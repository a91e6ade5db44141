// A finger on a chart moves the page, as anywhere else: Plotly would take it for a drag, and the page would stand still. What
// is tapped is still clicked, for the browser then makes a click of it.
if (!window.majlisTouch) {
  window.majlisTouch = true;
  const pass = (event) => event.target.closest?.(".js-plotly-plot") && event.stopImmediatePropagation();
  window.addEventListener("touchstart", pass, { capture: true, passive: true });
}
