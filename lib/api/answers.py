"""Rows of the tables as JSON and CSV, each with its evidence and the ways to its article, in JSON and in the app."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pandas as pd

from lib.columns import codec
from lib.export.tables.about import EXPORTED
from lib.schema import CHRONOLOGY, TABLES, Cell, Column, Row
from lib.wording import phrases

BLOCK = 1_000  # rows of CSV that are made at once
LINKS = (
    Column("article_url", "string", "The article with all its rows, in this interface; empty for a milestone."),
    Column("page_url", "string", "The page of the app that shows the row; empty where no pages are served."),
)
PAGE_OF = {"meetings": "meetings", "topics": "topics", "actors": "actors", "chronology": "meetings"}  # else: export


@dataclass(frozen=True)
class Site:
    """Where the server stands: its address without a path, and whether it serves pages too."""

    address: str
    pages: bool = True

    def api(self, path: str, query: list[tuple[str, str]] | None = None) -> str:
        """An address of the interface."""
        return f"{self.address}/api{path}" + (f"?{urlencode(query)}" if query else "")

    def article(self, article_id: str) -> str:
        """An article, in this interface."""
        return self.api(f"/articles/{quote(article_id, safe='')}")

    def page(self, path: str, query: list[tuple[str, str]]) -> str:
        """A page of the app; "" where none are served."""
        return f"{self.address}/{path}" + (f"?{urlencode(query)}" if query else "") if self.pages else ""


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table here: those of an export, without the texts, and the links of each row."""
    return (*(column for column in EXPORTED[table].columns if column.name != "text"), *LINKS)


def rows(df: pd.DataFrame, table: str, site: Site) -> Iterator[Row]:
    """The rows as JSON has them: days as ISO writes them, "" where unknown."""
    names = [column.name for column in columns(table)]
    for values in zip(*_values(df, table, site), strict=True):
        yield dict(zip(names, values, strict=True))


def as_csv(df: pd.DataFrame, table: str, site: Site) -> Iterator[bytes]:
    """The rows as CSV, as exports have it (lib/columns.py), a block at a time."""
    codecs = [codec(column) for column in columns(table)]
    yield _lines([[column.name for column in columns(table)]])
    for start in range(0, len(df), BLOCK):
        values = _values(df.iloc[start : start + BLOCK], table, site)
        yield _lines(zip(*(map(each.cell, cells) for each, cells in zip(codecs, values, strict=True)), strict=True))


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows(rows)
    return made.getvalue().encode()


def _values(df: pd.DataFrame, table: str, site: Site) -> list[list[Cell]]:
    own = [codec(column).values(df[column.name]) for column in columns(table)[: -len(LINKS)]]
    return [*own, *_links(df, table, site)]


def _links(df: pd.DataFrame, table: str, site: Site) -> list[list[Cell]]:
    if table == CHRONOLOGY.name:
        return [[""] * len(df), [site.page("pair", [("a", a), ("b", b)]) for a, b in df["parties"]]]
    ids = df["article_id"].tolist()
    marks = [[("sentence", str(n))] for n in df["sentence"].tolist()] if "sentence" in df else [[]] * len(ids)
    pages = [site.page("article", [("article", name), *mark]) for name, mark in zip(ids, marks, strict=True)]
    return [[*map(site.article, ids)], [*pages]]


# ---------------------------------------------------------------- one article
CONTEXT = 260  # characters of the article around the evidence


def whole(tables: dict[str, pd.DataFrame], article_id: str, site: Site) -> dict[str, object]:
    """An article with its text and all that was coded from it."""
    own = {name: df[df["article_id"] == article_id] for name, df in tables.items() if name in TABLES}
    (article,) = rows(own["articles"], "articles", site)
    text = str(own["articles"]["text"].iloc[0])
    return {**article, "text": text, **{n: list(rows(df, n, site)) for n, df in own.items() if n != "articles"}}


def around(article_id: str, text: str, start: int, end: int, mark: list[tuple[str, str]], site: Site) -> Row:
    """The words of an article from start to end, and those around them. mark: leads to them on the article's page."""
    before, after = phrases.around(text, start, end, CONTEXT)
    return {
        "article_id": article_id,
        "start": start,
        "end": end,
        "before": text[before:start],
        "evidence": text[start:end],
        "after": text[end:after],
        "article_url": site.article(article_id),
        "page_url": site.page("article", [("article", article_id), *mark]),
    }
