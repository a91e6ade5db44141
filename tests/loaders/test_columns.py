"""Columns of tables: too many are refused and told, none is dropped without a word."""

import io
import json

import pytest

from lib.batch.run import run
from lib.errors import MajlisError
from lib.loaders import load
from lib.loaders.limits import Limits
from lib.loaders.source import Source
from lib.loaders.table import peek

SAID = "The king of Morocco received the president of Senegal in Rabat on 3 May 2023."


def csv(columns: list[str], *rows: list[str], between: str = ",") -> bytes:
    return "".join(between.join(cells) + "\n" for cells in (columns, *rows)).encode()


def jsonl(columns: list[str], *rows: list[str]) -> bytes:
    return "".join(json.dumps(dict(zip(columns, row, strict=True))) + "\n" for row in rows).encode()


def xlsx(columns: list[str], *rows: list[str]) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for cells in (columns, *rows):
        book.active.append(cells)
    book.save(out)
    return out.getvalue()


def parquet(columns: list[str], *rows: list[str]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))), out)
    return out.getvalue()


MAKERS = {
    "a.csv": csv,
    "a.tsv": lambda *rows: csv(*rows, between="\t"),
    "a.jsonl": jsonl,
    "a.xlsx": xlsx,
    "a.parquet": parquet,
}


def codes(data: bytes, name: str, **limits: float) -> list[str]:
    try:
        found = list(load(data, name, limits=Limits(**limits)))
    except MajlisError as error:
        found = [error]
    return [each.code if isinstance(each, MajlisError) else each.text for each in found]


@pytest.mark.parametrize("name", MAKERS)
def test_a_table_of_too_many_columns_is_refused_with_their_number(name):
    columns, row = ["text", *(f"c{n}" for n in range(40))], [SAID, *["x"] * 40]
    data = MAKERS[name](columns, row)
    assert codes(data, name, columns=41) == [SAID]
    assert codes(data, name, columns=40) == ["MJ129"]
    with pytest.raises(MajlisError, match="MJ129") if name != "a.jsonl" else pytest.raises(StopIteration):
        next(iter(peek(Source(name, data=data, limits=Limits(columns=40)))[1]))


def test_lines_that_have_few_columns_each_and_many_together_are_refused():
    data = b"".join(jsonl(["text", f"a{n}", f"b{n}"], [SAID, "x", "y"]) for n in range(30))
    assert codes(data, "a.jsonl", columns=61) == [SAID] * 30
    assert codes(data, "a.jsonl", columns=60) == ["MJ129"]


def test_one_wide_line_costs_no_other():
    wide = jsonl([f"c{n}" for n in range(50)], ["x"] * 50)
    data = jsonl(["text"], [SAID]) + wide + jsonl(["text"], [SAID[1:]])
    assert codes(data, "a.jsonl", columns=49) == [SAID, "MJ129", SAID[1:]]


@pytest.mark.parametrize("name", MAKERS)
def test_rows_that_are_the_same_in_every_cell_are_one_article(name):
    rows = [["1", SAID], ["2", SAID], ["1", SAID], ["1", ""], ["1", ""], ["1", SAID]]
    found = list(load(MAKERS[name](["n", "text"], *rows), name))
    assert [getattr(each, "code", "read") for each in found] == ["read", "read", "MJ103", "MJ168"]
    assert found[-1].what == f"Rows of {name} that are the same as an earlier one in every cell were left out: 3."


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx"])
def test_columns_of_one_name_or_none_stay_apart(name):
    data = MAKERS[name](["note", "text", "note", "", "note (2)"], ["a", SAID, "b", "c", "d"])
    columns, [row] = peek(Source(name, data=data))
    assert columns == ["note", "text", "note (2)", "column 4", "note (2) (2)"]
    assert list(row.values()) == ["a", SAID, "b", "c", "d"]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx"])
def test_a_row_of_more_cells_than_columns_is_told(name):
    """As an unquoted comma makes it; the text would be cut there."""
    rows = [SAID, "1"], ["The king of Morocco", " who was in Rabat", "2"], [SAID, "3"]
    assert codes(MAKERS[name](["text", "n"], *rows), name) == [SAID, "MJ130", SAID]


def test_empty_cells_at_the_end_of_a_row_are_none():
    assert codes(b"text,n,,\n" + f"{SAID},1,,\n{SAID}\n\n{SAID},2,,,,\n".encode(), "a.csv") == [SAID] * 3


def test_a_sheet_that_lies_about_its_size_is_read_whole():
    import re
    import zipfile

    old, out = zipfile.ZipFile(io.BytesIO(xlsx(["n", "text"], ["1", SAID], ["2", SAID]))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', old.read(info)))
    assert codes(out.getvalue(), "a.xlsx") == [SAID] * 2


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.xlsx"])
def test_a_table_without_rows_is_told(name):
    data = b"\n\n" if name == "a.jsonl" else MAKERS[name](["text", "n"])
    assert codes(data, name) == ["MJ103" if name == "a.jsonl" else "MJ170"]


def test_faults_without_end_are_counted():
    data = b"[]\n" * 3_000 + jsonl(["text"], [SAID])
    found = list(load(data, "a.jsonl"))
    assert [each.code for each in found if isinstance(each, MajlisError)] == ["MJ108"] * 1_000 + ["MJ132"]
    assert found[-1].fields["count"] == "2,000"
    assert found[-2].text == SAID


@pytest.mark.slow
@pytest.mark.parametrize("name", MAKERS)
def test_a_table_is_opened_in_a_process_apart(name, tmp_path, monkeypatch):
    """Nothing of it is read here: not by the loader of tables, which cannot work here."""
    from lib.loaders import table

    monkeypatch.setattr(table, "READERS", {})
    (tmp_path / name).write_bytes(MAKERS[name](["text", "n"], [SAID, "1"]))
    assert run([tmp_path / name], tmp_path / "out").coded == 1


def delimited(between: str, *texts: str) -> bytes:
    """A row for each text, with its number."""
    return "".join(f"{n}{between}{text}\n" for n, text in enumerate(("text", *texts))).encode().replace(b"0", b"n", 1)


SHORT = "The emir met the sultan."


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([SHORT, f'"{SHORT}', SHORT, SHORT], [SHORT, "MJ134"]),
        ([SHORT, f'"{SHORT}', SHORT, f'"{SHORT}"', SHORT], [SHORT, "MJ134", SHORT]),
        ([f'"{SHORT}\nThey ""agreed"".\n"', SHORT], [f'{SHORT}\nThey "agreed".\n', SHORT]),
        ([f'"{SHORT}'], [SHORT + "\n"]),
    ],
)
def test_a_quote_that_takes_the_rows_behind_it_is_told(between, texts, expected):
    name = "a.tsv" if between == "\t" else "a.csv"
    assert codes(delimited(between, *texts), name) == expected


def test_an_open_quote_is_told_with_the_lines_it_takes():
    data = delimited(",", SHORT, f'"{SHORT}\n{SHORT}"', f'"{SHORT}', SHORT, SHORT)
    told = list(load(data, "a.csv"))[-1]
    assert str(told).startswith(
        "MJ134: a.csv:5 opens a quote that is not closed at the end of a cell; all up to line 7"
    )
    endless = list(load(b'text\n"' + f"{SHORT}\n".encode() * 50, "a.csv", limits=Limits(characters=400)))
    assert [each.what for each in endless] == [
        "a.csv:2 opens a quote that is not closed at the end of a cell; all up to the end was left out."
    ]
    with pytest.raises(MajlisError, match=r"MJ134: a\.csv:1 "):
        list(load(b'n,"text\n1,' + SHORT.encode() + b"\n", "a.csv"))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line", ["sep={}\r\n", "SEP={}\n", '"sep={}"\n'])
@pytest.mark.parametrize("between", [";", "|", "^", "\t"])
def test_the_line_that_tells_excel_the_delimiter_is_no_row(mark, line, between):
    data = mark.encode() + line.format(between).encode() + delimited(between, "Iran, Iraq, and Oman met, it said.")
    source = Source("a.csv", data=data)
    assert peek(source)[0] == ["n", "text"]
    assert codes(data, "a.csv") == ["Iran, Iraq, and Oman met, it said."]
    assert codes(data + b"2" + between.encode() * 3 + b"x\n", "a.csv")[1] == "MJ130"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_mark_of_an_encoding_is_no_part_of_a_quoted_name(encoding):
    data = f'"text, as sent","n"\n"{SHORT}","1"\n'.encode(encoding)
    assert peek(Source("a.csv", data=data))[0] == ["text, as sent", "n"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_accents_that_come_late_in_a_table_are_read(encoding):
    rows = [f"{SAID} {n}" for n in range(2_000)] + ["The emir’s envoy, José Añez, met Müller."]
    data = ("text\n" + "".join(f'"{row}"\n' for row in rows)).encode(encoding)
    assert len(data) > 100_000
    assert codes(data, "a.csv")[-1] == rows[-1]


IN_PARTS = [
    (["Year", "Month", "Day"], [2024, 3, 6], "2024-03-06"),
    (["Année", "Mois", "Jour"], [2024, "mars", 6], "2024-03-06"),
    (["السنة", "الشهر", "اليوم"], ["٢٠٢٤", "٣", "٦"], "2024-03-06"),
    (["سال", "ماه", "روز"], [1402, "اسفند", 16], "2024-03-06"),
    (["yıl", "ay", "gün"], ["2024.0", "3.0", "6.0"], "2024-03-06"),
    (["year", "month"], [2024, 3], "2024-03"),
    (["year", "month", "day"], [2024, "March", "Wednesday"], "2024-03"),
    (["year", "month", "day"], [2024, "", ""], ""),
    (["Year", "Month", "Date"], [2024, 3, 6], "2024-03-06"),
    (["year", "month", "crawled"], [2024, 3, "2024-05-05"], "2024-03"),
    (["year", "month", "day", "date"], [2024, 3, 6, "2024-03-08"], "2024-03-08"),
]


@pytest.mark.parametrize(("columns", "cells", "day"), IN_PARTS)
@pytest.mark.parametrize("table", [csv, jsonl, xlsx])
def test_a_day_whose_parts_have_columns_of_their_own(columns, cells, day, table):
    rows = [["Talks", SAID, *map(str, cells)], ["More talks", f"{SAID} Again.", *map(str, cells)]]
    data = table(["title", "text", *columns], *rows)
    found = list(load(data, f"a.{table.__name__}"))
    assert [a.published for a in found if not isinstance(a, MajlisError)] == [day, day]
    assert [e.code for e in found if isinstance(e, MajlisError)] == ["MJ137"] * (0 if day else 2)
