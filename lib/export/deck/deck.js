// The player of a deck, from a file or from the server: keys, dots, overview, speaker's window, evidence, and the drawing
// of its charts. All of it is in the page; the server, once it has given it, is needed no more.
(() => {
  const get = id => document.getElementById(id);
  const deck = JSON.parse(get('deck').textContent);
  const slides = [...document.querySelectorAll('.slide')], dots = [...document.querySelectorAll('.dot')];
  const root = document.documentElement, body = document.body;
  const asked = new URLSearchParams(location.search);
  const speaker = asked.get('view') === 'speaker', printing = location.hash === '#print';
  let token = asked.get('show') || sessionStorage.getItem('majlis-show') || '';
  const last = slides.length - 1, tale = deck.story || deck.title;
  const inside = n => Math.min(Math.max(n, 0), last);
  ['show', 'stage'].forEach(name => asked.delete(name));  // a link to a step is no key to the show
  // What the windows of a show have in common. Of two tellings the one of more moves holds, so none is taken back.
  let here = {moves: 0, at: 0, blank: false, open: ''};

  // ------------------------------------------------------------ charts
  // Ink, paper and grid in the colours of the theme; what a colour stands for stays as it is.
  function coloured(spec) {
    let text = JSON.stringify(spec);
    if (root.dataset.theme === 'dark') for (const [light, dark] of Object.entries(deck.dark)) text = text.replaceAll(light, dark);
    return JSON.parse(text);
  }
  // Draw a chart, unless it stands there in this size and these colours.
  function draw(i) {
    const spec = deck.slides[i] && deck.slides[i].figure, place = slides[i] && slides[i].querySelector('.plot');
    if (!spec || !place || !window.Plotly) return;
    const drawn = `${root.dataset.theme} ${place.clientWidth} ${place.clientHeight}`;
    if (place.dataset.drawn === drawn) return;
    place.dataset.drawn = drawn;
    const figure = coloured(spec), layout = figure.layout;
    layout.template = deck.templates[root.dataset.theme];
    layout.autosize = true;
    delete layout.width; delete layout.height;
    if (place.clientWidth < 480) layout.font = {...layout.font, size: 12};
    if (place.clientWidth < 320) for (const axis of Object.keys(layout)) if (/^xaxis/.test(axis)) layout[axis].nticks = 3;
    Plotly.newPlot(place, figure.data, layout, {displayModeBar: false, staticPlot: printing, topojsonURL: 'about:blank/'});
    place.on('plotly_click', e => lay(e.event, [...new Set(e.points.flatMap(p => `${[p.customdata].flat()[0] ?? ''}`.split(' ')))]));
  }
  const later = does => window.requestIdleCallback ? requestIdleCallback(does, {timeout: 400}) : setTimeout(does, 50);
  // All charts are drawn ahead, out of sight, one whenever the browser has time: first those beside the step on the screen.
  let idle = 0;
  function ahead(queue = [...slides.keys()].sort((a, b) => Math.abs(a - here.at - 1) - Math.abs(b - here.at - 1))) {
    clearTimeout(idle);
    if (!queue.length) return window.Plotly && root.setAttribute('data-ready', '');
    const next = () => { draw(queue[0]); ahead(queue.slice(1)); };
    idle = setTimeout(later, 20, next);
  }
  function redraw() {
    root.removeAttribute('data-ready');
    draw(here.at);
    ahead();
  }

  // ------------------------------------------------------------ steps
  let soon = 0;
  function show() {
    slides.forEach((s, n) => { s.classList.toggle('on', n === here.at); s.classList.toggle('next', speaker && n === here.at + 1); });
    dots.forEach((d, n) => n === here.at ? d.setAttribute('aria-current', 'step') : d.removeAttribute('aria-current'));
    get('count').textContent = `${here.at + 1} / ${slides.length}`;
    get('blank').hidden = !here.blank || speaker;
    get('heard').textContent = here.blank ? 'The screen is blank' : deck.slides[here.at].headline;
    document.title = `${deck.slides[here.at].headline} · ${deck.title}`;
    if (deck.story) asked.set('step', here.at + 1);
    const address = deck.story ? `?${asked}` : `#${here.at + 1}`;
    if (!location.href.endsWith(address)) history.replaceState(null, '', address);
    evidence(here.open);
    if (speaker) tellSpeaker();
    const sheet = slides[here.at].firstElementChild;
    if (sheet.scrollHeight > sheet.clientHeight + 1) sheet.tabIndex = 0;  // a small screen: to be moved by keys too
    if (body.classList.contains('overview')) slides[here.at].scrollIntoView({block: 'nearest'});
    cancelAnimationFrame(soon);  // words first, so that fast keys need not wait for charts they pass
    soon = requestAnimationFrame(() => setTimeout(() => draw(here.at)));
  }
  function change(to) {
    here = {...here, ...to, moves: here.moves + 1};
    show();
    tell(here);
  }
  const go = n => change({at: inside(n), blank: false, open: ''});
  const by = n => () => go(here.at + n);

  // ------------------------------------------------------------ the sentence behind a mark
  const make = (tag, parent, words = '', set = {}) => {
    const made = parent.appendChild(document.createElement(tag));
    made.textContent = words;
    for (const [name, value] of Object.entries(set)) made.setAttribute(name, value);
    return made;
  };
  const link = (parent, words, href) => make('a', make('p', parent), words, {href, target: '_blank', rel: 'noopener noreferrer'});
  function lay(click, keys) {
    get('evidence').classList.toggle('left', click.clientX > innerWidth / 2);  // the mark stays in sight
    const known = keys.filter(key => deck.proofs[key]).slice(0, deck.most);
    if (known.length) change({open: `${known.join(' ')}+${keys.length - known.length}`});
  }
  function evidence(open) {
    const panel = get('evidence'), [keys, rest] = open.split('+');
    if (panel.dataset.open === open) return;
    panel.dataset.open = open;
    panel.hidden = !open;
    panel.replaceChildren();
    for (const key of keys.split(' ')) {
      const proof = deck.proofs[key];
      if (!proof) continue;
      const one = make('section', panel);
      make('h2', one, proof.heading);
      const quote = make('blockquote', one, '', {lang: proof.lang, dir: proof.dir});
      for (const [text, lit] of proof.pieces) make(lit ? 'mark' : 'span', quote, text);
      make('p', one, proof.cited);
      if (proof.url) link(one, 'Open the source', proof.url);
      if (proof.article.article && deck.story) link(one, 'Read it in its article', `article?${new URLSearchParams(proof.article)}`);
    }
    if (rest > 0) make('p', panel, `and ${rest} more`);
    if (open) make('button', panel, 'Close (Esc)').addEventListener('click', () => change({open: ''}));
    if (open && !speaker) panel.focus({preventScroll: true});
  }

  // ------------------------------------------------------------ the other windows
  // A show has a name. In one browser its windows hear each other; on two machines the server passes on what is said.
  let channel = null, socket = null;
  const tell = said => {
    const words = {...said, of: tale, size: speaker ? undefined : [innerWidth, innerHeight]};
    if (channel) channel.postMessage(words);
    if (socket && socket.readyState === 1) socket.send(JSON.stringify(words));
  };
  function hear(said) {
    if (said.of !== tale) return;  // another story of the same show
    if (speaker && said.size && `${said.size}` !== `${size}`) fit(said.size);
    if (said.hello) tell(here);
    else if (said.moves > here.moves || (said.moves === here.moves && said.at > here.at)) {
      here = {moves: said.moves, at: inside(said.at | 0), blank: !!said.blank, open: `${said.open || ''}`};
      show();
    }
  }
  function join() {
    if (!token || channel) return;
    channel = new BroadcastChannel(`majlis ${token}`);
    channel.onmessage = e => hear(e.data);
    sessionStorage.setItem('majlis-show', token);
    tell({hello: true});
    if (deck.story) connect(500);
  }
  function connect(wait) {
    socket = new WebSocket(`${location.href.replace(/^http/, 'ws').split(/[?#]/)[0]}/show/${token}`);
    socket.onopen = () => { wait = 500; tell({hello: true}); tell(here); };
    socket.onmessage = e => hear(JSON.parse(e.data));
    socket.onclose = e => {
      if (e.code === 1013) wait = 8000;  // the server has no room
      if (speaker) get('told').textContent = e.reason;
      setTimeout(connect, wait, Math.min(2 * wait, 8000));
    };
  }
  const windowOf = () => `${location.href.split(/[?#]/)[0]}?${new URLSearchParams({...Object.fromEntries(asked), show: token, view: 'speaker', step: here.at + 1})}`;
  function openSpeaker() {
    if (speaker) return;
    token = token || [...crypto.getRandomValues(new Uint8Array(8))].map(n => n.toString(16).padStart(2, '0')).join('');
    join();
    window.open(windowOf(), `majlis-${token}`, 'width=1200,height=760');
  }

  // ------------------------------------------------------------ the speaker's window
  const two = n => String(Math.floor(n)).padStart(2, '0'), clockTime = s => `${two(s / 60)}:${two(s % 60)}`;
  let size = [1280, 720];
  const timer = {began: Date.now(), stopped: 0, minutes: 20, ...JSON.parse(sessionStorage.getItem('majlis-timer') || '{}')};
  function fit(given = size) {
    if (!speaker) return;
    size = given;
    const [w, h] = size, narrow = innerWidth < 640;
    const small = (across, down) => Math.min(across * innerWidth / w, down * innerHeight / h);
    const set = {w: `${w}px`, h: `${h}px`, k1: narrow ? small(.56, .4) : small(.54, .5), k2: narrow ? small(.36, .4) : small(.36, .31)};
    for (const [name, value] of Object.entries(set)) root.style.setProperty(`--${name}`, value);
    redraw();
  }
  function tellSpeaker() {
    const now = deck.slides[here.at], next = deck.slides[here.at + 1];
    get('now').textContent = here.blank ? 'The screen is blank (B)' : now.headline;
    get('say').textContent = [now.lines.join('\n'), now.notes].filter(Boolean).join('\n\n') || 'No notes for this step.';
    get('next').textContent = next ? `Next: ${next.headline}` : 'This is the last step.';
  }
  function tick() {
    const gone = Math.max(0, (timer.stopped || Date.now()) - timer.began) / 1000, now = new Date();
    get('clock').textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    get('gone').textContent = clockTime(gone);
    get('bar').value = Math.min(gone / 60 / timer.minutes, 1);
    get('time').classList.toggle('over', gone > 60 * timer.minutes);
    get('pause').textContent = timer.stopped ? 'Go on' : 'Pause';
    sessionStorage.setItem('majlis-timer', JSON.stringify(timer));
  }
  function pause() {
    if (timer.stopped) timer.began += Date.now() - timer.stopped;
    timer.stopped = timer.stopped ? 0 : Date.now();
    tick();
  }
  function begin() {
    body.classList.add('speaker');
    get('second').hidden = true;
    get('target').value = timer.minutes;
    get('target').addEventListener('input', e => { timer.minutes = Math.max(1, +e.target.value || 1); tick(); });
    get('pause').addEventListener('click', pause);
    get('reset').addEventListener('click', () => { timer.began = Date.now(); timer.stopped = timer.stopped && timer.began; tick(); });
    addEventListener('resize', () => fit());
    fit();
    tick();
    setInterval(tick, 500);
  }

  // ------------------------------------------------------------ keys, fingers, paper
  let number = '', forget = 0;
  function count(digit) {
    number = digit === '' ? '' : (number + digit).slice(-3);
    get('told').textContent = number && `Step ${number}, Enter`;
    clearTimeout(forget);
    if (number) forget = setTimeout(count, 4000, '');
  }
  function overview(on = !body.classList.contains('overview')) {
    body.classList.toggle('overview', on);
    root.style.setProperty('--k', on ? (innerWidth < innerHeight ? .45 : .228) * innerWidth / (speaker ? size[0] : innerWidth) : '');
    if (on) slides[here.at].scrollIntoView({block: 'center'});
  }
  function enter() {
    const to = number;
    count('');
    if (to) go(to - 1); else if (body.classList.contains('overview')) overview(false); else go(here.at + 1);
  }
  function escape() {
    count('');
    overview(false);
    if (here.open || here.blank) change({open: '', blank: false});
  }
  function turn() {
    root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    redraw();
  }
  const help = () => {
    get('there').replaceChildren();
    if (deck.story && token) {
      get('there').textContent = 'Speaker view on another machine: ';
      make('a', get('there'), windowOf(), {href: windowOf()});
    }
    get('help').showModal();
  };
  function leave() {
    get('help').close();
    document.activeElement.blur();  // a button out of sight has the keys until the browser paints: the next one is for the steps
  }
  const full = () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
  const blank = () => change({blank: !here.blank}), on = by(1), back = by(-1);
  const keys = {
    ArrowRight: on, ArrowDown: on, PageDown: on, ' ': on, ArrowLeft: back, ArrowUp: back, PageUp: back,
    Home: () => go(0), End: () => go(last), Enter: enter, Escape: escape,
    b: blank, '.': blank, f: full, o: () => overview(), '?': help, '؟': help, s: openSpeaker, t: turn,
    n: () => { document.querySelectorAll('.notes').forEach(x => { x.hidden = !x.hidden; }); redraw(); },
    q: () => { if (deck.story) location.assign(`story?${new URLSearchParams({story: deck.story})}`); },
  };
  for (const digit of '0123456789') keys[digit] = () => count(digit);
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (get('help').open) return e.key === 'Escape' && leave();
    const field = e.target.matches('input'), leaves = /^( |Enter|Esc|Page|Arrow[LR])/.test(e.key);
    if (field && leaves) e.target.blur();  // what a clicker sends is for the steps
    if (field && !(leaves && e.key[0] !== 'E')) return;
    if (/^( |Enter)$/.test(e.key) && e.target.matches('button, a') && !number) return;
    if (/^Arrow(Up|Down)$/.test(e.key) && e.target.matches('.sheet, #say') && e.target.scrollHeight > e.target.clientHeight + 1) return;
    const latin = e.key > '~' ? e.code.replace(/^(Key|Digit|Numpad)/, '') : e.key;  // of an Arabic, Persian or Russian keyboard
    const does = keys[e.key] || keys[latin.toLowerCase()];
    if (does) { e.preventDefault(); does(); }
  });
  // A finger drawn across is a step, wherever it is put down: Plotly would take it for a drag in the chart.
  let down = null;
  const finger = e => [e.changedTouches[0].clientX, e.changedTouches[0].clientY];
  addEventListener('touchstart', e => {
    down = e.touches.length === 1 ? finger(e) : null;
    if (e.target.closest('.js-plotly-plot')) e.stopImmediatePropagation();
  }, {capture: true, passive: true});
  addEventListener('touchend', e => {
    const [x, y] = down ? finger(e).map((at, n) => at - down[n]) : [0, 0];
    if (Math.abs(x) > 45 && Math.abs(x) > 1.5 * Math.abs(y)) go(here.at - Math.sign(x));
  }, {passive: true});
  const pressed = {back, on, second: openSpeaker, keys: help, count: () => overview()};
  for (const [id, does] of Object.entries(pressed)) get(id).addEventListener('click', does);
  dots.forEach((d, i) => d.addEventListener('click', () => go(i)));
  // What a mouse has pressed is not pressed again by the space that is for the next step.
  addEventListener('click', e => { if (e.detail && e.target.closest('button, a')) document.activeElement.blur(); }, true);
  slides.forEach((s, i) => s.addEventListener('click', () => {
    if (body.classList.contains('overview')) { overview(false); go(i); }
  }));
  get('blank').addEventListener('click', escape);
  addEventListener('hashchange', () => go(step() - 1));
  let sized = 0;
  addEventListener('resize', () => {
    clearTimeout(sized);
    sized = setTimeout(() => { if (!speaker) tell(here); redraw(); }, 80);
  });

  // Every slide at the size of a printed page, in the light theme.
  let theme = '';
  function page() {
    theme = root.dataset.theme;
    root.dataset.theme = 'light';
    root.classList.add('print');
    slides.forEach((_, i) => draw(i));
  }
  addEventListener('beforeprint', page);
  addEventListener('afterprint', () => { root.dataset.theme = theme; root.classList.remove('print'); redraw(); });

  // ------------------------------------------------------------ the beginning
  const step = () => parseInt(location.hash.slice(1) || asked.get('step'), 10) || 1;
  if (deck.outlines) window.PlotlyGeoAssets = {topojson: {world_110m: deck.outlines}};
  root.dataset.theme = !printing && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const start = () => printing ? page() : redraw();
  if (!printing) {
    here.at = inside(step() - 1);
    if (speaker) begin();
    show();
    join();
  }
  // The words stand and the keys work before the charts' library, which is large, is begun with.
  if (window.Plotly) start();
  else if (deck.plotly) later(() => { make('script', document.head, '', {src: deck.plotly}).onload = start; });
  else addEventListener('load', start);
})();
