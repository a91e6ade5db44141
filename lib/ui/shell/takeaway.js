// "Save the picture" presses Plotly's own button: one click, by mouse or keyboard. Each format has a picture of its
// own, and the press waits until that one is drawn.
//
// Plotly writes an SVG, and for a PNG draws that SVG as an image. An image knows no font of the page, so the fonts its
// words need are put into the SVG. Where that fails, the picture is saved all the same, in the system's typefaces.
//
// No tag may stand in this script, not even as text: Streamlit cleans it as HTML, and would drop the whole.
if (!window.majlisTakeaway) {
  window.majlisTakeaway = true;
  const WAIT = 8000; // ms for the fonts, which the page has mostly drawn with already
  const write = XMLSerializer.prototype.serializeToString;

  // The faces these words are drawn with, as the browser chooses them: by family, style, weight and letters.
  const faces = async (plot) => {
    const words = new Map();
    for (const text of plot.querySelectorAll("text, tspan")) {
      const { fontStyle, fontWeight, fontFamily } = getComputedStyle(text);
      const font = `${fontStyle} ${fontWeight} 16px ${fontFamily}`;
      words.set(font, (words.get(font) ?? "") + text.textContent);
    }
    return (await Promise.all([...words].map(([font, text]) => document.fonts.load(font, text)))).flat();
  };

  const TOLD = ["font-family", "font-style", "font-weight", "unicode-range"];
  const name = (family, style, weight, range) =>
    [family.replace(/["']/g, ""), style || "normal", weight || "normal", range || "U+0-10FFFF"].join();

  // A face does not tell its file; the rule it came from does.
  const rules = () =>
    [...document.styleSheets]
      .filter((sheet) => !sheet.href || new URL(sheet.href).origin === location.origin) // others are closed to scripts
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => [rule, sheet.href ?? document.baseURI]))
      .filter(([rule]) => rule instanceof CSSFontFaceRule);

  const inside = async (rule, base) => {
    const url = new URL(rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)[1], base);
    const file = await (await fetch(url, { mode: "same-origin" })).blob();
    const data = await new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.onerror = failed;
      reader.readAsDataURL(file);
    });
    return rule.cssText.replace(/src:[^;]*/, () => `src: url("${data}")`);
  };

  const fonts = async (plot) => {
    const used = new Set((await faces(plot)).map((f) => name(f.family, f.style, f.weight, f.unicodeRange)));
    const needed = rules().filter(([rule]) => used.has(name(...TOLD.map((p) => rule.style.getPropertyValue(p)))));
    return (await Promise.all(needed.map((one) => inside(...one)))).join("");
  };

  // The next SVG Plotly writes takes them along.
  let timer = 0;
  const restore = () => (XMLSerializer.prototype.serializeToString = write);
  const embed = (css) => {
    clearTimeout(timer);
    timer = setTimeout(restore, 60000);
    XMLSerializer.prototype.serializeToString = function (node) {
      if (node.matches?.(".main-svg")) {
        const style = document.createElementNS(node.namespaceURI, "style");
        style.textContent = css;
        node.prepend(style); // a copy which Plotly throws away
        restore();
      }
      return write.call(this, node);
    };
  };

  let ready = null; // the button that is pressed with its fonts in place
  let busy = false;
  const press = (button) => button.dispatchEvent(new MouseEvent("click", { bubbles: true }));

  // Before Plotly hears of a press on its button, by whatever way, the fonts are fetched; then it is pressed again.
  const prepare = async (button) => {
    if (busy) return;
    busy = true;
    const late = new Promise((_, failed) => setTimeout(failed, WAIT, new Error("the fonts take too long")));
    try {
      embed(await Promise.race([fonts(button.closest(".js-plotly-plot")), late]));
    } catch (error) {
      console.warn("The picture is saved without its fonts.", error);
    }
    busy = false;
    ready = button;
    press(button);
    ready = null;
  };

  // While the format changes, the other format's picture may still stand in its place.
  const save = (form, tries) => {
    const drawn = [...document.querySelectorAll(`.st-key-take-picture-${form} .js-plotly-plot`)];
    const plot = drawn.find((p) => p._context?.toImageButtonOptions.format === form);
    const button = plot?.querySelector(".modebar-btn");
    if (button) press(button);
    else if (tries) setTimeout(() => save(form, tries - 1), 100);
  };

  document.addEventListener("click", (event) => {
    const holder = event.target.closest?.("[class*='st-key-take-save-']");
    if (holder && event.target.closest("button")) save(holder.className.match(/st-key-take-save-(\w+)/)[1], 50);
  });
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("[class*='st-key-take-picture-'] .modebar-btn");
      if (!button || button === ready) return;
      event.stopPropagation();
      prepare(button);
    },
    true,
  );
}
