"""Take a chart away: picture, data, citation. Pictures are made in the browser, light and at print size."""

import datetime as dt
from html import escape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from lib import __version__
from lib.charts import theme
from lib.charts.theme import Figure
from lib.columns import guarded
from lib.export.tables.about import cite_key, misc
from lib.loaders.addresses import this_machine
from lib.paths import file_name
from lib.ui.shell import chosen, data, layout, views
from lib.wording import choices, phrases, words
from lib.wording.choices import KEYS

SAVE = Path(__file__).parent / "takeaway.js"
AROUND = 220  # px of a frame: title, note, source and the way to the whole page
LEFT_OUT = ("key", "keys", "keys_hosted", "text", "participants", "units", "unit", "hover", "row")  # of the CSV
EMBED = ("embed", "chart")  # of an address: this one chart alone
FORMATS = {"png": "PNG, for slides and the web", "svg": "SVG, for print and editing"}


def dialog(fig: Figure, key: str, rows: pd.DataFrame) -> None:
    """Open the panel for one chart."""
    st.dialog("Download and cite", width="large")(_contents)(fig, key, rows)


def _contents(fig: Figure, key: str, rows: pd.DataFrame) -> None:
    meta = fig.layout.meta
    title = str(meta["title"])
    st.subheader("Picture", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = st.segmented_control(
            "Format", list(FORMATS), default="png", key="take-form", required=True, format_func=FORMATS.get
        )
        st.button("Save the picture", key=f"take-save-{form}", icon=":material/image:")
    st.caption("Light, 3600 pixels wide, with title, note, source, date and address.")
    with st.container(key=f"take-picture-{form}"):
        seen = f"Majlis, seen {phrases.day(dt.datetime.now(dt.UTC).date())}, {address()}"
        picture = theme.printed(fig, seen)
        settings = config(title, form, int(picture.layout.height))
        st.plotly_chart(picture, key=f"take-{key}-{form}", theme=None, config=settings, alt=meta["alt"])
    layout.run(SAVE)
    st.subheader("Data", anchor=False)
    st.download_button(
        "All that this chart draws (CSV)", lambda: csv(rows), f"majlis-{file_name(title)}.csv", "text/csv",
        icon=":material/table:", on_click="ignore", key="take-csv",
    )  # fmt: skip
    st.subheader("Pass it on", anchor=False)
    st.caption("The link to this view, as it is filtered now:")
    st.code(address(), language=None, wrap_lines=True)
    reach = words.reach(this_machine(urlsplit(st.context.url or "").hostname or ""), data.own())
    if reach:
        st.caption(reach)
    st.caption("This chart alone, to put into a page:")
    st.code(frame(key, title, int(fig.layout.height or theme.PRINT[1])), language="html", wrap_lines=True)
    st.subheader("Cite this view", anchor=False)
    cited = citation(title, address(), data.version(), reach)
    st.code(cited.text, language=None, wrap_lines=True)
    st.code(cited.bibtex, language="bibtex", wrap_lines=True)


def config(title: str, form: str, height: int = theme.PRINT[1]) -> dict[str, object]:
    """Plotly's settings: one button, which saves the picture."""
    options = {
        "format": form,
        "filename": f"majlis-{file_name(title)}",
        "width": theme.PRINT[0],
        "height": height,
        "scale": 3,
    }
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "displayNotifier": False,  # its notes come up behind the dialog
        "modeBarButtons": [["toImage"]],
        "topojsonURL": "app/static/topojson/",
        "toImageButtonOptions": options,
    }


def csv(rows: pd.DataFrame) -> bytes:
    """The rows as CSV that spreadsheets open rightly: UTF-8 with a mark, lists joined by ;, no cell a formula. Beside codes
    stand their names; what is measured has its unit in the name of its column."""
    table = views.named(rows.drop(columns=[c for c in LEFT_OUT if c in rows])).rename(columns=views.UNITS)
    for column in table.columns:
        if table[column].dtype == object or str(table[column].dtype) in ("str", "string"):
            table[column] = [
                guarded(";".join(v) if isinstance(v, list) else "" if v is None or v != v else str(v))
                for v in table[column]
            ]
    numbers = table.select_dtypes("float")  # 3.0 of a table that lacks some is 3
    return (
        table.assign(**{str(c): numbers[c].convert_dtypes() for c in numbers}).to_csv(index=False).encode("utf-8-sig")
    )


def frame(key: str, title: str, height: int) -> str:
    """HTML that shows the chart of this card alone, as it is filtered now, in a frame of another page."""
    shown = address(without=EMBED)
    alone = f"{shown}{'&' if '?' in shown else '?'}{urlencode(dict(zip(EMBED, ('1', key), strict=True)))}"
    size = f'width="100%" height="{height + AROUND}"'
    return f'<iframe src="{escape(alone)}" title="{escape(title)}" {size} style="border: 0"></iframe>'


def address(filtered: bool = True, without: tuple[str, ...] = ()) -> str:
    """The link to this view, with its filters or without; of the server the reader came to."""
    kept = [name for name in st.query_params if (filtered or name not in KEYS) and name not in without]
    chosen = [(name, value) for name in kept for value in st.query_params.get_all(name)]
    return (st.context.url or "") + (f"?{urlencode(chosen)}" if chosen else "")


class Citation:
    """A view cited: as a sentence, and as BibTeX."""

    def __init__(self, title: str, url: str, version: str, day: dt.date, chosen: str, reach: str = "") -> None:
        where = f" {url}" if url else ""
        reach = f" {reach}" if reach else ""
        seen = phrases.day(day)
        self.text = f"“{title}”. Majlis {__version__}: Middle East diplomacy as dated, sourced data.{chosen} Data version {version}. Seen {seen}.{where}{reach}"
        note = f"Majlis {__version__}, data version {version}.{chosen} Seen {seen}.{reach}".rstrip(".")
        self.bibtex = misc(cite_key(day.isoformat(), title, chosen), title, str(day.year), url, note).strip()


def citation(title: str, url: str, version: str, reach: str = "") -> Citation:
    """The citation of the view on screen today."""
    filtered = "; ".join(said for _, said in choices.in_words(chosen.current()))
    today = dt.datetime.now(dt.UTC).date()
    return Citation(title, url, version[:12], today, f" Filtered by {filtered}." if filtered else "", reach)
