// Tells Python which words a reader selects in the article of the Review page, as {start, end} in its text; keeps those
// taken up marked, and the row in hand in view; and saves a grid by Ctrl+Enter, which a grid keeps to itself. Streamlit calls
// this anew whenever `data` changes.
const BOX = ".st-key-review-text";
const PICKED = "majlis-picked"; // painted over the text, which is left as it is: so the selection can be made longer
const SETTLED = 300; // milliseconds: a double click may become a triple one
const BY_TOUCH = 900; // the handles of a selection are moved one after the other
const GRID = '[data-testid="stDataFrame"]';
let listening, timer, inside, touch, told, shown, grid;

const article = () => document.querySelector(`${BOX} .article`);
const paragraphs = (here) => [...here.querySelectorAll("p[data-at]")]; // each says where in the article it begins
const starts = (paragraph) => Number(paragraph.dataset.at);
const length = (text) => [...text].length; // Python counts code points, a range counts UTF-16 units

// The place in the article of a place in one of its paragraphs, and the way back.
const counted = (paragraph, node, offset) => {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return starts(paragraph) + length(before.toString());
};
const placed = (here, at) => {
  const paragraph = paragraphs(here).findLast((p) => starts(p) <= at);
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = at - starts(paragraph);
  for (let node; (node = walk.nextNode()); left -= length(node.data))
    if (left <= length(node.data)) return [node, [...node.data].slice(0, left).join("").length];
  return [paragraph, paragraph.childNodes.length];
};

// What is selected outside the article is left out.
const spanned = (here, range) => {
  const touched = paragraphs(here).filter((p) => range.intersectsNode(p));
  if (!touched.length) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const start = first.contains(startContainer) ? counted(first, startContainer, startOffset) : starts(first);
  const end = last.contains(endContainer)
    ? counted(last, endContainer, endOffset)
    : starts(last) + length(last.textContent);
  return { start, end };
};
const ours = (here, chosen) => here.contains(chosen.anchorNode) || here.contains(chosen.focusNode);
const selected = () => {
  const [here, chosen] = [article(), document.getSelection()];
  return here && ours(here, chosen) && chosen.toString().trim() ? spanned(here, chosen.getRangeAt(0)) : null;
};

const paint = (picked) => {
  const [here, chosen, drawn] = [article(), document.getSelection(), CSS.highlights?.has(PICKED)];
  CSS.highlights?.delete(PICKED);
  if (here && picked && CSS.highlights) {
    const range = document.createRange();
    range.setStart(...placed(here, picked[0]));
    range.setEnd(...placed(here, picked[1]));
    CSS.highlights.set(PICKED, new Highlight(range));
  } else if (here && drawn && ours(here, chosen)) chosen.removeAllRanges(); // added, or given up
};

// Only the box scrolls, never the page.
const show = (focus) => {
  const box = document.querySelector(BOX);
  const mark = box?.querySelector(".mark-focus");
  if (!mark || focus === shown) return;
  shown = focus;
  const [inner, outer] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
};

// An open cell, which lies outside of its grid, is written to it in a timer set by its last key, after which Save is pressed.
// It is given up where that timer was set by Ctrl and runs late: so Ctrl alone is kept from it.
const save = (event) => {
  grid = event.target.closest?.(GRID) ?? grid;
  if (["Control", "Meta"].includes(event.key) && event.target.closest?.("#portal")) event.stopPropagation();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.closest?.(`${GRID}, #portal`)) return;
  const people = grid?.closest('[class*="st-key-review-grid-people"]');
  const button = people?.querySelector('[class$="-save"] button, [class*="-save "] button');
  const press = () => (button ?? document.querySelector(".st-key-review-save button"))?.click();
  setTimeout(() => setTimeout(press));
};

export default ({ data, setTriggerValue }) => {
  listening?.abort();
  const own = (listening = new AbortController());
  const on = (event, handler) => document.addEventListener(event, handler, { signal: own.signal });
  const report = () => {
    const found = selected();
    if (!found || JSON.stringify(found) === told) return;
    told = JSON.stringify(found);
    setTriggerValue("words", found);
  };
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(report, wait);
  };
  on("pointerdown", (event) => {
    clearTimeout(timer);
    inside = event.button === 0 && Boolean(article()?.contains(event.target));
    touch = event.pointerType === "touch";
    if (inside) told = "";
  });
  on("mouseup", () => inside && !touch && soon(SETTLED));
  on("keydown", () => clearTimeout(timer));
  on("keyup", (event) => event.key === "Shift" && soon(SETTLED));
  on("selectionchange", () => inside && touch && soon(BY_TOUCH));
  window.addEventListener("keydown", save, { signal: own.signal, capture: true });
  window.addEventListener("pointerdown", (event) => (grid = event.target.closest?.(GRID) ?? grid), {
    signal: own.signal,
    capture: true,
  });
  if (!data.picked) show(data.focus);
  paint(data.picked);
  document.documentElement.dataset.selecting = ""; // it listens
  return () => {
    own.abort();
    if (own === listening) delete document.documentElement.dataset.selecting;
    CSS.highlights?.delete(PICKED);
  };
};
