"""Tables as people read them: readers' names for codes, dates as far as they are known, few columns."""

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from lib.schema import CODER
from lib.wording import names

SIDES = ("parties", "actor", "recipient")
SIDE = ("a", "b", "country", "place_country", "speaker_country", "initiator", "actor_a", "actor_b", "mediator")
LABELS = ("kind", "topic", "status", "stage", "event_type", "layer", "figure", "topic_a", "topic_b")
ADDRESSES = ("url", "source_url")
DYADS = ("pairs_up", "pairs_down")  # IRN-SAU;ARE-SYR
CODE = re.compile(r"ORG:\w+|\b[A-Z]{3}\b")
UNITS = {"mood": "mood (-1 to 1)", "band": "band (half its width)", "severity": "severity (-1 to 1)",
         "share": "share (-1 to 1)", "confidence": "confidence (0 to 1)", "up": "up (pairs)", "down": "down (pairs)",
         "net": "net (pairs)", "chance_low": "chance_low (pairs)", "chance_high": "chance_high (pairs)",
         **{rung: f"{rung} (rung, from 0)" for rung in ("before", "after", "at_most")}}  # fmt: skip
HIDDEN = {"key", "keys", "sha256", "text", "start", "end", "sentence", "participants", "cue", "rule", "article_id", "meeting_id",
          "topic_id", "actor_id", "event_id", "occasion", "outcome", "date_end", "date_text", "people", "row", "first", "until"}  # fmt: skip


def outward(url: object) -> str | None:
    """The address, if a page of Majlis may lead there: to a page of the web and nothing else."""
    return str(url) if str(url).lower().startswith(("https://", "http://")) else None


READ: dict[str, Callable] = {  # column -> its values as people read them
    **dict.fromkeys(SIDES, names.sides),
    **dict.fromkeys(SIDE, names.side),
    **dict.fromkeys(ADDRESSES, outward),
    **dict.fromkeys(LABELS, names.title),
    "reader": names.reader,
}
NAMED: dict[str, Callable[..., str]] = {  # column of codes -> what names one of its values
    **dict.fromkeys(SIDES, lambda codes: ";".join(map(names.side, codes))),
    **dict.fromkeys((*SIDE, "id"), names.side),
    **dict.fromkeys(DYADS, lambda told: CODE.sub(lambda code: names.side(code[0]), told)),
    **dict.fromkeys(LABELS, names.title),
}
TITLES = {
    "date_start": "Date",
    "date_precision": "Precision",
    "evidence": "Sentence",
    "parties": "Sides",
    "name": "Name",
    "a": "One side",
    "b": "Other side",
    "speaker_country": "Speaks for",
    "place_country": "Country of the place",
    "initiator": "Asked or hosted",
    "meetings": "Meetings",
    "milestones": "Milestones",
}


def readable(rows: pd.DataFrame, columns: list[str] | None = None) -> pd.DataFrame:
    """The rows for reading: `columns` in that order, or all that are meant for people; who read them where not all are the
    coder's."""
    told = {
        "date_precision",
        *(["reader"] if "reader" in rows and set(rows["reader"]) <= {CODER} else []),
    }  # or all alike
    shown = [c for c in (columns or rows.columns) if c in rows and c not in told and (columns or c not in HIDDEN)]
    table = rows[shown].copy()
    if "date_start" in table:
        table["date_start"] = [dated(r) for r in rows[["date_start", "date_end", "date_precision"]].to_dict("records")]
    for column in shown:
        if column in READ:
            table[column] = rows[column].map(READ[column])
    return table.rename(columns={c: TITLES.get(c, c.replace("_", " ").capitalize()) for c in table.columns})


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a column of names behind each of codes: country, country_name."""
    table = rows.copy()
    for column in [c for c in rows if c in NAMED]:
        said = rows[column].map(NAMED[column], na_action="ignore")
        if not said.equals(rows[column]):
            table.insert(list(table.columns).index(column) + 1, f"{column}_name", said)
    return table


def dated(row: dict) -> str:
    """2023-08-20; 2023-02 for a month; unknown."""
    if pd.isna(row["date_start"]) or row["date_precision"] == "unknown":
        return "unknown"
    first, last = row["date_start"], row["date_end"]
    if row["date_precision"] in ("month", "year"):
        return f"{first:%Y-%m}" if row["date_precision"] == "month" else f"{first:%Y}"
    return f"{first:%Y-%m-%d}" if pd.isna(last) or first == last else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def columns() -> dict[str, ColumnConfig]:
    """How columns of these names are drawn."""
    return {
        "Confidence": st.column_config.NumberColumn(format="%.2f", width=100),
        "Published": st.column_config.DateColumn(format="YYYY-MM-DD"),
        "Source url": st.column_config.LinkColumn("Source", display_text="open"),
        "Url": st.column_config.LinkColumn("Address", display_text="open"),
        "Sentence": st.column_config.TextColumn(width="large"),
    }
