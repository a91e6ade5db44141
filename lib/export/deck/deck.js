// The keys, the dots, the speaker's window and the drawing of a deck. No request leaves this file.
(() => {
  const deck = JSON.parse(document.getElementById('deck').textContent);
  const slides = [...document.querySelectorAll('.slide')];
  const dots = [...document.querySelectorAll('.dot')];
  const speaker = location.hash.startsWith('#speaker');
  const printing = location.hash === '#print';
  const began = Date.now();
  let at = 0, other = speaker ? window.opener : null;
  const root = document.documentElement;
  const theme = () => root.dataset.theme;

  const fromHash = () => {
    const asked = parseInt((location.hash.match(/(\d+)$/) || [])[1] || '1', 10);
    return Math.min(Math.max(asked, 1), slides.length) - 1;
  };

  // Ink, paper and grid in the colours of the theme; what a colour stands for stays as it is.
  function coloured(spec) {
    let text = JSON.stringify(spec);
    if (theme() === 'dark') for (const [light, dark] of Object.entries(deck.dark)) text = text.replaceAll(`"${light}"`, `"${dark}"`);
    return JSON.parse(text);
  }

  function draw(i) {
    const spec = deck.slides[i] && deck.slides[i].figure;
    const place = slides[i] && slides[i].querySelector('.drawn');
    if (!spec || !place || place.dataset.theme === theme()) return;
    place.dataset.theme = theme();
    const figure = coloured(spec);
    const layout = figure.layout;
    layout.template = deck.templates[theme()];
    layout.autosize = true;
    delete layout.width; delete layout.height;
    if (window.innerWidth < 640) layout.font = {...(layout.font || {}), size: 12};
    Plotly.newPlot(place, figure.data, layout,
      {responsive: true, displaylogo: false, staticPlot: printing, topojsonURL: 'about:blank/',
       modeBarButtonsToRemove: ['lasso2d', 'select2d', 'autoScale2d']});
  }

  function show(i, tell = true) {
    at = Math.min(Math.max(i, 0), slides.length - 1);
    slides.forEach((s, n) => s.classList.toggle('on', n === at));
    dots.forEach((d, n) => n === at ? d.setAttribute('aria-current', 'step') : d.removeAttribute('aria-current'));
    const hash = (speaker ? '#speaker-' : '#') + (at + 1);
    if (location.hash !== hash) history.replaceState(null, '', hash);
    document.title = deck.slides[at].headline + ' · ' + deck.title;
    if (speaker) tellSpeaker();
    else {
      draw(at);
      const box = slides[at].querySelector('.js-plotly-plot');
      if (box) Plotly.Plots.resize(box);
      setTimeout(() => at + 1 < slides.length && window.requestIdleCallback ? requestIdleCallback(prepare) : prepare(), 60);
    }
    if (tell && other && !other.closed) other.postMessage({majlis: at}, '*');
  }

  // The next step is drawn while this one is shown, out of sight but at its real size.
  function prepare() {
    const next = slides[at + 1];
    if (!next || next.classList.contains('on')) return;
    next.style.cssText = 'display:flex;visibility:hidden;position:fixed;inset:0';
    draw(at + 1);
    next.style.cssText = '';
  }

  function tellSpeaker() {
    const now = deck.slides[at], next = deck.slides[at + 1];
    document.getElementById('now').textContent = (at + 1) + ' / ' + slides.length + '  ' + now.headline;
    document.getElementById('say').textContent = now.notes || now.lines.join('\n') || '';
    document.getElementById('next').textContent = next ? 'Next: ' + next.headline : 'This is the last step.';
  }

  const two = n => String(n).padStart(2, '0');
  function tick() {
    const gone = Math.floor((Date.now() - began) / 1000), d = new Date();
    document.getElementById('clock').textContent =
      two(d.getHours()) + ':' + two(d.getMinutes()) + '   ' + two(Math.floor(gone / 60)) + ':' + two(gone % 60) + ' since the start';
  }

  const keys = {
    ArrowRight: () => show(at + 1), PageDown: () => show(at + 1), ' ': () => show(at + 1), ArrowDown: () => show(at + 1),
    ArrowLeft: () => show(at - 1), PageUp: () => show(at - 1), ArrowUp: () => show(at - 1),
    Home: () => show(0), End: () => show(slides.length - 1),
    n: () => document.querySelectorAll('.notes').forEach(x => { x.hidden = !x.hidden; }),
    s: openSpeaker, t: turn, f: () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
  };
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, textarea')) return;
    if (e.key === ' ' && e.target.matches('button')) return;
    if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
  });

  function turn() {
    root.dataset.theme = theme() === 'dark' ? 'light' : 'dark';
    draw(at);
  }
  function openSpeaker() {
    if (!speaker) other = window.open(location.href.split('#')[0] + '#speaker-' + (at + 1), 'majlis-speaker', 'width=900,height=700');
  }
  window.addEventListener('message', e => {
    if (!e.data || typeof e.data.majlis !== 'number') return;
    if (!speaker) other = e.source;
    show(e.data.majlis, false);
  });
  window.addEventListener('hashchange', () => show(fromHash()));
  window.addEventListener('beforeprint', page);
  window.addEventListener('afterprint', () => { root.classList.remove('print'); show(at); });

  // Every slide at the size of a printed page, in the light theme.
  function page() {
    root.dataset.theme = 'light';
    root.classList.add('print');
    slides.forEach((s, i) => {
      draw(i);
      const box = s.querySelector('.js-plotly-plot');
      if (box) Plotly.Plots.resize(box);
    });
  }

  dots.forEach((d, i) => d.addEventListener('click', () => show(i)));
  document.getElementById('back').addEventListener('click', () => show(at - 1));
  document.getElementById('on').addEventListener('click', () => show(at + 1));
  document.getElementById('turn').addEventListener('click', turn);
  document.getElementById('second').addEventListener('click', openSpeaker);

  const dark = window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = printing || !dark ? 'light' : 'dark';
  if (printing) page();
  else {
    if (speaker) { document.body.classList.add('speaker'); tick(); setInterval(tick, 1000); }
    show(fromHash());
  }
})();
