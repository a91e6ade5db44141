"""Tables made to cost much or to hide something: wide, long, many, ragged, with names and sizes that lie."""

import io
import json
import random
import resource
import subprocess
import sys
import zipfile

import pytest

from lib.batch.job import Job, Upload
from lib.loaders.heads import LOOKED, known_names
from lib.loaders.mapping import guess
from lib.paths import ROOT
from tests.attack.intake_cost import LINEAR, TIMES, growth, read, seconds

pytestmark = pytest.mark.slow
SAID = "The king of Jordan received the president of Egypt in Amman on 3 May 2023."


def csv(*rows: list[str], between: str = ",") -> bytes:
    return "".join(between.join(cells) + "\n" for cells in rows).encode()


def jsonl(*rows: dict) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def xlsx(*rows: list[str], cells: str = "") -> bytes:
    """A sheet of texts, written by hand; `cells` is XML of more rows."""
    lines = "".join(
        f'<row r="{n}">' + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for n, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="s" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{lines}{cells}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return out.getvalue()


COSTLY = {
    "wide.csv": (lambda n: csv([f"c{k}" for k in range(n)], ["x"] * n), 50_000),
    "wide rows.csv": (lambda n: csv(["text"], *[["x"] * 100] * n), 1_000),
    "same names.csv": (lambda n: csv(["text"] * n, [SAID] * n), 50_000),
    "no end of quotes.csv": (lambda n: b'text\n"' + SAID.encode() * n, 5_000),
    "a quote in each row.csv": (lambda n: b"n,text\n" + b'1,"' + SAID.encode() + b"\n" + b'a"b,"c\n' * n, 20_000),
    "one line.csv": (lambda n: b"text" + b"x" * n, 2_000_000),
    "blank lines.csv": (lambda n: b"text\n" + b"\n" * n, 500_000),
    "empty texts.csv": (lambda n: b"text,n\n" + b",\n" * n, 10_000),
    "nul bytes.csv": (lambda n: b"text,n\n" + b"a\x00b\x01, \n" * n, 10_000),
    "wide.jsonl": (lambda n: jsonl({f"c{k}": "x" for k in range(n)}), 50_000),
    "other columns each.jsonl": (lambda n: jsonl(*({f"c{k}": "x"} for k in range(n))), 5_000),
    "no objects.jsonl": (lambda n: b"1\n" * n, 20_000),
    "deep.jsonl": (lambda n: b'{"text":' + b"[" * n + b"]" * n + b"}\n", 100_000),
    "long numbers.jsonl": (lambda n: b'{"text": ' + b"9" * n + b"}\n", 1_000_000),
    "escapes.jsonl": (lambda n: b'{"text": "' + rb"\ud83d\ude00" * n + b'"}\n', 50_000),
    "long line.jsonl": (lambda n: b'{"text": "' + b"x" * n + b'"}\n', 2_000_000),
    "wide.xlsx": (lambda n: xlsx([f"c{k}" for k in range(n)], ["x"] * n), 1_500),
    "far apart.xlsx": (lambda n: xlsx(["text"], cells="".join(f'<row r="{k * 9}"/>' for k in range(1, n))), 2_000),
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_larger_table_costs_in_proportion(name):
    make, size = COSTLY[name]
    assert growth(make, name, size, expansion=5_000) < LINEAR
    found = read(make(size), name, expansion=5_000)
    assert len(found) <= 20_000
    assert all(each == "read" or each.startswith("MJ1") for each in found)


@pytest.mark.parametrize("name", [name for name in COSTLY if "wide." in name])
def test_too_many_columns_are_told_at_once(name):
    """Sooner than as many cells in few columns are read."""
    make, size = COSTLY[name]
    assert read(make(size), name, expansion=5_000) == ["MJ129"]


def test_as_many_columns_as_there_may_be_are_guessed_in_proportion():
    def rows(count: int) -> list[dict]:
        return [{f"c{k}": f"{n} of {k}" for k in range(count)} for n in range(100)]

    small, large = rows(200), rows(TIMES * 200)
    assert seconds(lambda: guess(large[0], large)) / seconds(lambda: guess(small[0], small)) < LINEAR


CHILD = """
import resource, sys
from lib.batch.job import Job, Upload
size = int(sys.argv[2])
data = b",".join(b"c%d" % n for n in range(size)) + b"\\n" + b",".join([b"some words of a cell"] * size) + b"\\n"
if sys.argv[1].endswith("jsonl"):
    data = b"{" + b",".join(b'"c%d": "some words of a cell"' % n for n in range(size // 4)) + b"}\\n"
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
[line] = Job([Upload(sys.argv[1], data)]).wait(150).lines
print(line.note[-6:-1], len(data), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.parametrize("name", ["wide.csv", "wide.jsonl"])
def test_the_server_s_memory_is_untouched_by_a_million_columns(name):
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name, "1000000"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    code, size, grown = done.stdout.split()
    assert code == "MJ129"
    assert int(grown) < int(size) / 4


def test_a_table_that_needs_more_memory_than_there_is_costs_no_other(monkeypatch):
    monkeypatch.setenv("MAJLIS_MAX_MEMORY_MB", "700")
    monkeypatch.setenv("MAJLIS_MAX_CHARACTERS", "100000000")
    huge = jsonl({"text": [[0] * 10] * 3_000_000})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    huge_line, good = Job([Upload("huge.jsonl", huge), Upload("good.csv", csv(["text"], [SAID]))]).wait(150).lines
    assert huge_line.state == "skipped"
    assert good.state == "coded"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_table_that_takes_too_long_is_ended_and_the_next_one_read(monkeypatch):
    monkeypatch.setenv("MAJLIS_MAX_SECONDS", "3")
    far = xlsx(["text"], cells="".join(f'<row r="{900_000 * k}"/>' for k in range(1, 400)))
    late, good = Job([Upload("far.xlsx", far), Upload("good.csv", csv(["text"], [SAID]))]).wait(150).lines
    assert "MJ110" in late.note
    assert good.state == "coded"


def test_no_end_of_articles_is_cut_and_told(monkeypatch):
    """On the page, where they are all held until the reader has decided."""
    monkeypatch.setenv("MAJLIS_MAX_FILES", "50")
    lines = Job([Upload("many.csv", b"text\n" + b"".join(b"One met %d.\n" % n for n in range(5_000)))]).wait(150).lines
    assert len(lines) == 51
    assert "MJ113" in lines[-1].note


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.xlsx", "a.parquet"])
@pytest.mark.parametrize("seed", range(8))
def test_any_byte_may_be_wrong_and_the_table_is_told_or_read(name, seed):
    from tests.loaders import made

    dice = random.Random(seed)
    data = bytearray(made.MANY[name]())
    for _ in range(dice.randint(1, 40)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    found = read(bytes(data), name)
    assert all(each == "read" or each.startswith("MJ1") for each in found)


def test_one_row_said_millions_of_times_grows_too_much():
    """A Parquet file of 2 kB holds a hundred thousand rows of one text."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), [SAID])
    write_table(pa.table({"text": rows}), out := io.BytesIO())
    found = read(out.getvalue(), "a.parquet", expansion=100)
    assert found[-1] == "MJ119"
    assert len(found) * len(SAID) < 150 * len(out.getvalue())


@pytest.mark.parametrize("compression", ["none", "snappy"])
def test_equal_rows_are_one_article_in_a_moment(compression):
    """Two million of them would be coded for two hours; in CSV they are as quickly told."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    several = [f"{SAID} They met {n} times." for n in range(5)] * 40_000
    write_table(pa.table({"text": several}), out := io.BytesIO(), use_dictionary=False, compression=compression)
    once = ["read"] * 5 + ["MJ168"]
    assert read(out.getvalue(), "a.parquet", expansion=1_000) == once
    assert read(csv(["text"], *([said] for said in several)), "a.csv") == once


def test_a_cell_longer_than_any_article_costs_its_own_row():
    wide = csv(["title", "text"], ["A", SAID], ["B", "x" * 7_000_000], ["C", '""' * 7_000_000], ["D", SAID])
    assert read(wide, "a.csv") == ["read", "MJ107", "MJ107", "read"]


def test_a_cell_of_many_lines_that_is_too_long_costs_its_own_row():
    lines = 'He said ""yes"", and left\n' * 300_000
    wide = csv(["title", "text"], ["A", SAID], ["B", f'"{lines}"'], ["C", f'"{SAID}\n{SAID}"'], ["D", SAID, "E"])
    assert read(wide, "a.csv") == ["read", "MJ107", "read", "MJ130"]
    assert read(csv(["title", "text"], ["A", SAID], ["B", f'"{lines}']), "a.csv") == ["read", "MJ134"]


def test_lists_in_a_parquet_file_grow_no_further():
    import pyarrow as pa
    from pyarrow.parquet import write_table

    said = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000_000, pa.int32()), [SAID])
    write_table(
        pa.table({"text": pa.ListArray.from_arrays(list(range(0, 2_000_001, 1_000)), said)}), out := io.BytesIO()
    )
    assert read(out.getvalue(), "a.parquet")[-1] == "MJ119"


def test_names_of_columns_are_looked_for_among_the_first_of_very_many_cells():
    cells = iter(["title", "text", *map(str, range(50 * LOOKED))])
    assert known_names(cells) == 2
    assert len(list(cells)) == 49 * LOOKED + 2
