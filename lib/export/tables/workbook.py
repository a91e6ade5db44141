"""Rows -> one XLSX workbook: a sheet a table, and a sheet that says what it is. Text is never taken for a formula."""

from __future__ import annotations

import datetime as dt
import io

from lib.export.tables.about import EXPORTED, About, Rows
from lib.schema import Column

CELL = 32_767  # characters a cell can hold
CUT = " […]"
WIDE = {"evidence": 60, "text": 60, "title": 40, "event": 60}


def workbook(rows: Rows, about: About) -> bytes:
    """The workbook. Lists are joined by "; ", dates are real dates; a text above 32,767 characters is cut and ends in […]."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
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
                    _write(sheet, number, at, row[column.name], column, day, moment)
            sheet.autofilter(0, 0, max(len(found), 1), len(columns) - 1)
    return file.getvalue()


def _about_sheet(sheet: object, about: About, rows: Rows, bold: object) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    facts = about.facts(rows) | {"filters": about.chosen, "left_out": "; ".join(about.left_out)}
    facts["rows"] = "; ".join(f"{name}: {len(found):,}" for name, found in rows.items())
    for number, (name, value) in enumerate(facts.items()):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, str(value))


def _write(sheet: object, row: int, at: int, value: object, column: Column, day: object, moment: object) -> None:
    if column.dtype in ("integer", "number"):
        sheet.write_number(row, at, value)
    elif column.dtype == "boolean":
        sheet.write_boolean(row, at, value)
    elif column.dtype == "date" and value and str(value) >= "1900-03-01":  # before, a spreadsheet's days are off
        sheet.write_datetime(row, at, dt.datetime.fromisoformat(str(value)), day)
    elif column.dtype == "timestamp" and value and str(value) >= "1900-03-01":
        sheet.write_datetime(row, at, dt.datetime.fromisoformat(str(value).removesuffix("Z")), moment)
    elif text := _text(value, column):
        sheet.write_string(row, at, text if len(text) <= CELL else text[: CELL - len(CUT)] + CUT)


def _text(value: object, column: Column) -> str:
    if column.dtype == "records":
        return "; ".join(", ".join(str(v) for v in item.values() if v) for item in value)
    return "; ".join(map(str, value)) if column.dtype == "list" else str(value or "")
