// What CSS alone cannot do for paper (the rest is the print block of style.css): before printing, each chart is drawn
// once more as wide as the sheet and in light colours, each data table, which is a picture of some of its rows, is
// written out, and the words of a dark page get dark ink. All of it shows on paper only, and is taken away afterwards.
//
// Plotly waits for nothing that the page has not fetched, so its promises are kept before printing begins.
//
// No tag may stand in this script, not even as text: Streamlit cleans it as HTML, and would drop the whole.
if (!window.majlisPrint) {
  window.majlisPrint = true;
  const [WIDE, TALL] = [680, 700]; // px of A4 inside its margins; of its height, headings and the source take the rest

  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const make = (tag, parent, words = "") => {
    const made = parent.appendChild(document.createElement(tag));
    made.textContent = words;
    return made;
  };
  const app = () => document.querySelector('[data-testid="stApp"]');
  const holder = (element) => element.closest('[data-testid="stElementContainer"]');

  // Colours of the dark theme -> those of the light one, as .streamlit/config.toml and Streamlit's charts have them: text,
  // grid and paper, then the steps of the scale. What stands for something is the same in both. Any other is as dark as
  // it was light, in its hue.
  const LIGHT = {
    "#E9EDEF": "#0D1319", "#35404A": "#D5DBDD", "#12171C": "#FFFFFF", "#1B2229": "#F3F5F4", "#7FCAD8": "#0B6172",
    "#123C55": "#D6E7F3", "#572C10": "#FADFCB", "#0F4838": "#CFEADF", "#4A2344": "#EFDAEC", "#4B3A0B": "#F5E9C4",
    "#55242E": "#F6DADF", "#333D46": "#E4E8EA", "#8CC7EC": "#00527F", "#F5B58C": "#8A3D00", "#7FD8BC": "#00563F",
    "#E3A9D9": "#7A2A6D", "#E8CB7A": "#644800", "#F0A3B0": "#8C2A3C", "#B9C3CA": "#4A555E", "#C3CCD2": "#37434D",
    "#FAFAFA": "#262730", "#E6EAF1": "#808495", "#31333F": "#E6EAF1",
    "#14262D": "#EDF4F5", "#18323B": "#D6E7EA", "#1D414C": "#B9D8DD", "#23535F": "#97C5CE", "#2C6774": "#72B0BC",
    "#387D8B": "#4E99A8", "#4E99A8": "#318191", "#72B0BC": "#1B6877", "#97C5CE": "#0D4F5C", "#CBE5EA": "#063642",
  }; // prettier-ignore
  const SAME =
    "#0072B2 #D55E00 #009E73 #AA4499 #B8860B #3D9BB3 #C2566A #7A8591 #6F7FB8 #8A6D3B #A04000 #A63C06 #C75B1E #DD8148 #EDAA80 #F6D4BE #D3E4EE #A2C8DF #66A5CB #2F81B3 #0A5C8C".split(" ");
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const known = (pairs) => new Map(pairs.map(([from, to]) => [parts(from).join(), parts(to)]));
  const both = (hexes) => hexes.map((hex) => [hex, hex]);
  const fromDark = known([...both([...SAME, ...Object.values(LIGHT)]), ...Object.entries(LIGHT)]);
  const fromEither = known([...Object.entries(LIGHT), ...both(Object.values(LIGHT))]);
  const GROUND = 237 / 255; // so light would the dark paper be, turned; it must be white

  const turned = (rgb) => {
    const [low, high] = [Math.min(...rgb), Math.max(...rgb)];
    return rgb.map((part) => Math.round(Math.min(255, (part + 255 - low - high) / GROUND)));
  };
  const replaced = (words, colour) =>
    words
      .replace(/color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/g, (_, ...rgb) => {
        return `rgba(${rgb.slice(0, 3).map((part) => Math.round(255 * part)).join(", ")}`;
      })
      .replace(/#[0-9a-f]{6}\b/gi, (hex) => `rgb(${colour(parts(hex)).join()})`)
      .replace(/rgba?\((\d+), (\d+), (\d+)(.*?)\)/g, (_, red, green, blue, rest) => {
        return `rgba(${colour([red, green, blue].map(Number)).join()}${rest || ",1"})`;
      });
  const inLight = (words) => replaced(words, (rgb) => fromDark.get(rgb.join()) ?? turned(rgb));
  const mostlyLight = (words) => replaced(words, (rgb) => fromEither.get(rgb.join()) ?? rgb);

  const dark = (colour) => 128 > Math.max(...parts(colour));
  const isDark = () => 128 > Math.max(...getComputedStyle(app()).backgroundColor.match(/\d+/g).slice(0, 3));
  // A chart keeps the colours of the theme it was drawn in when the theme changes, save for what Streamlit adds.
  const colourOf = (plot) => {
    const weakest = plot.layout.template?.layout?.colorscale?.sequential?.[0][1];
    return (weakest ? dark(weakest) : isDark()) ? inLight : mostlyLight;
  };

  // A copy of a figure (typed arrays, which hold no colours, are shared).
  const copy = (value, colour) => {
    if (typeof value === "string") return colour(value);
    if (Array.isArray(value)) return value.map((one) => copy(one, colour));
    if (Object.getPrototypeOf(value ?? 0) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one, colour)]));
  };

  const drawChart = async (plot) => {
    const colour = colourOf(plot);
    const sheet = make("div", plot.parentElement);
    sheet.className = "paper-chart";
    const drawn = make("div", sheet);
    const { topojsonURL } = plot._context;
    const mapped = plot._fullLayout.geo;
    const largest = mapped ? 2 / 3 : 1; // many names are drawn smaller
    const draw = async (height) => {
      const scale = Math.min(largest, TALL / height);
      const width = WIDE / scale;
      const set = { scale, width: `${width}px`, height: `${height * scale}px` };
      for (const [name, value] of Object.entries(set)) sheet.style.setProperty(`--paper-${name}`, value);
      const layout = { ...copy(plot.layout, colour), width, height, autosize: false };
      await window.Plotly.newPlot(drawn, copy(plot.data, colour), layout, { staticPlot: true, topojsonURL });
      return width;
    };
    let width = await draw(mapped ? WIDE / largest : plot._fullLayout.height);
    const { height, _size, geo } = drawn._fullLayout;
    const map = geo?._subplot?.yaxis?._length;
    if (map) width = await draw(height - _size.h + map); // no higher than the map in it
    for (const name of all('text[style*="from-"]', drawn)) {
      // a name there is room for from this width on, as lib/charts/network.py marks it
      if (Number(name.getAttribute("style").match(/from-(\d+)/)?.[1]) > width) name.remove();
    }
  };
  const drawCharts = () => {
    for (const plot of all(".js-plotly-plot")) {
      if (!plot._fullLayout || !holder(plot) || plot.closest('[role="dialog"]')) continue;
      drawChart(plot).catch((error) => {
        plot.parentElement.querySelector(".paper-chart")?.remove();
        console.warn("A chart is printed as it is on screen.", error);
      });
    }
  };

  // The rows of a data table are in the properties of the React component that draws it: data table -> properties.
  const sources = () => {
    const found = new Map();
    const root = document.querySelector("#root");
    const open = [root?.[Object.keys(root).find((key) => key.startsWith("__reactContainer"))]?.stateNode?.current];
    while (open.length) {
      const fiber = open.pop();
      if (!fiber) continue;
      open.push(fiber.sibling, fiber.child);
      const has = fiber.memoizedProps;
      if (!has?.getCellContent || !has.columns || !Number.isInteger(has.rows)) continue;
      let up = fiber;
      while (up && up.stateNode?.dataset?.testid !== "stDataFrame") up = up.return;
      if (up && !found.has(up.stateNode)) found.set(up.stateNode, has);
    }
    return found;
  };
  // Where they are not found, the few rows that it keeps for screen readers must do.
  const rowsOf = (grid, source) => {
    if (!source) return all("canvas tr", grid).map((row) => [...row.cells].map((cell) => cell.textContent));
    const row = (_, at) => source.columns.map((_, n) => words(source.getCellContent([n, at])));
    return [source.columns.map((column) => column.title), ...Array.from({ length: source.rows }, row)];
  };
  const words = (cell) => {
    const said = cell?.displayData ?? cell?.data?.displayText ?? cell?.data ?? "";
    return Array.isArray(said) ? said.join(", ") : typeof said === "object" ? "" : String(said);
  };

  const sheetOf = (grid) => {
    const pages = holder(grid).parentElement.querySelector('[data-testid="stPagination"]');
    if (!pages) return "";
    const on = pages.querySelector('[data-testid="stPaginationPageActive"]')?.textContent;
    return `Part ${on} of ${Math.max(...all('[data-testid^="stPaginationPage"]', pages).map((page) => +page.textContent || 0))}`;
  };

  const writeTable = (grid, source) => {
    const [titles = [], ...rows] = rowsOf(grid, source);
    const filled = [...titles.keys()].filter((n) => titles[n] && rows.some((row) => row[n]));
    if (!filled.length) return;
    const table = make("table", holder(grid));
    table.className = "paper-table";
    if (sheetOf(grid)) make("caption", table, sheetOf(grid));
    const [head, body] = [make("thead", table), make("tbody", table)];
    [titles, ...rows].forEach((row, at) => {
      const line = make("tr", at ? body : head);
      for (const n of filled) {
        const cell = make(at ? "td" : "th", line, row[n].replace(/^(\d{4}[-\d]*) to /, "$1 to\n"));
        if (/^\S{1,12}$|^\d{4}[-\d]* to /.test(row[n])) cell.className = "paper-short"; // no break at a date's hyphens
        if (!at && rows.some((one) => one[n].length > 90)) cell.className = "paper-long";
      }
    });
  };
  const writeTables = () => {
    const found = sources();
    for (const grid of all('[data-testid="stDataFrame"]')) {
      if (holder(grid) && !grid.closest('[role="dialog"]')) writeTable(grid, found.get(grid));
    }
  };

  // The page's own colours: each element of a dark page gets a rule, for paper only.
  const NAMES =
    "color background-color border-top-color border-right-color border-bottom-color border-left-color text-decoration-color fill".split(" ");
  const inked = () => {
    const rules = new Map();
    const found = [app(), ...all("*", app())].filter((element) => !element.closest(".js-plotly-plot, canvas"));
    const needed = found.map((element) => {
      const style = getComputedStyle(element);
      const values = NAMES.map((name) => [name, style.getPropertyValue(name)]);
      const coloured = values.filter(([, value]) => /^(rgb|color.srgb)/.test(value) && value !== "rgba(0, 0, 0, 0)");
      return coloured.map(([name, value]) => `${name}:${inLight(value)} !important`).join(";");
    });
    found.forEach((element, n) => {
      if (!rules.has(needed[n])) rules.set(needed[n], rules.size);
      element.dataset.paperInk = rules.get(needed[n]);
    });
    return [...rules].map(([rule, n]) => `[data-paper-ink="${n}"]{${rule}}`).join("");
  };

  // At the foot of each sheet: what it is, where it is from, and when it was printed.
  const foot = () => {
    const quoted = (line) => JSON.stringify(line.length > 100 ? `${line.slice(0, 99)}…` : line);
    const title = document.querySelector('[data-testid="stMain"] h1')?.textContent.trim();
    const on = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    return `@page {
      @bottom-left { content: ${quoted(`Majlis: ${title ?? ""}`)} "\\A" ${quoted(location.href)}; }
      @bottom-right { content: ${quoted(on)} "\\A" counter(page) " of " counter(pages); }
    }`;
  };

  const restore = () => {
    for (const made of all(".paper-chart, .paper-table, .paper-rules")) {
      if (made.matches(".paper-chart")) window.Plotly.purge(made.firstChild);
      made.remove();
    }
    for (const element of all("[data-paper-ink]")) element.removeAttribute("data-paper-ink");
  };
  const prepare = () => {
    restore();
    const ink = isDark() ? inked() : ""; // before there is anything more on the page
    make("style", document.head, `@media print{${ink}} ${foot()}`).className = "paper-rules";
    drawCharts();
    writeTables();
  };
  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", restore);
}
