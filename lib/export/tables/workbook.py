"""Rows -> one XLSX workbook: a sheet a table, and a sheet that says what it is. Text is never taken for a formula."""

import datetime as dt
import io
from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.columns import Shown, codec
from lib.export.tables.about import EXPORTED, About, Rows

CELL = 32_767  # characters a cell can hold
CUT = " […]"
MOMENTS = {dt.date: "yyyy-mm-dd", dt.datetime: "yyyy-mm-dd hh:mm:ss"}
WIDE = {"evidence": 60, "text": 60, "title": 40, "event": 60}


def workbook(rows: Rows, about: About) -> bytes:
    """The workbook. Lists are joined by "; ", dates are real dates; a text above 32,767 characters is cut and ends in […]."""
    file, about = io.BytesIO(), about.of(rows)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        forms: dict[type, Format] = {kind: book.add_format({"num_format": form}) for kind, form in MOMENTS.items()}
        _about_sheet(book.add_worksheet("about"), about, rows, bold)
        for name, found in rows.items():
            sheet = book.add_worksheet(name)
            columns = EXPORTED[name].columns
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                sheet.write_string(0, at, column.name, bold)
                sheet.set_column(at, at, WIDE.get(column.name, 14))
            for number, row in enumerate(found, 1):
                for at, column in enumerate(columns):
                    _write(sheet, number, at, codec(column).shown(row.get(column.name, column.lacking)), forms)
            sheet.autofilter(0, 0, max(len(found), 1), len(columns) - 1)
    return file.getvalue()


def _about_sheet(sheet: Worksheet, about: About, rows: Rows, bold: Format) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    facts = about.facts(rows) | {"filters": about.chosen, "left_out": "; ".join(about.left_out)}
    facts["rows"] = "; ".join(f"{name}: {len(found):,}" for name, found in rows.items())
    for number, (name, value) in enumerate(facts.items()):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, str(value))


def _write(sheet: Worksheet, row: int, at: int, value: Shown, forms: Mapping[type, Format]) -> None:
    if not isinstance(value, str):
        sheet.write(row, at, value, forms.get(type(value)))
    elif value:
        sheet.write_string(row, at, value if len(value) <= CELL else value[: CELL - len(CUT)] + CUT)
