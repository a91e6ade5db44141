"""Archives made to cost much or to hide something: many members, one name, bombs, lies, and archives in themselves."""

import io
import struct
import tracemalloc
import warnings
import zipfile
import zlib

import pytest

from lib.batch.job import Job, Upload
from lib.loaders import load
from lib.loaders.archive import member, members
from lib.loaders.source import Source
from tests.attack.intake_cost import LINEAR, TIMES, growth, read, seconds

pytestmark = pytest.mark.slow
SAID = "The king of Jordan received the president of Egypt in Amman on {} May 2023."


def packed(names: list[str], data: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these names, each with a text of its own or all with this one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, name in enumerate(names):
            file.writestr(name, data or f"{number} {SAID.format(number % 31)}")
    return out.getvalue()


MANY = {
    "many": lambda n: packed([f"{k}.txt" for k in range(n)]),
    "one name": lambda n: packed(["a.txt"] * n),
    "one name but for its case": lambda n: packed([f"{k:012b}.txt".translate({48: "a", 49: "A"}) for k in range(n)]),
    "long names": lambda n: packed([f"{'d/' * 100}{k}.txt" for k in range(n)]),
    "broken records": lambda n: packed([f"é{k}.txt" for k in range(n)]).replace("é".encode(), b"\xe9\xe9"),
    "empty": lambda n: packed([f"{k}.txt" for k in range(n)], b" "),
    "one behind the other": lambda n: b"".join(packed([f"{k}.txt"]) for k in range(n)),
    "nested": lambda n: packed(["a.zip"], packed([f"{k}.txt" for k in range(n)]), zipfile.ZIP_STORED),
}


@pytest.mark.parametrize("kind", MANY)
def test_many_members_cost_in_proportion(kind):
    assert growth(MANY[kind], "a.zip", 200) < LINEAR
    assert len(read(MANY[kind](300), "a.zip")) == 300


def test_members_read_one_by_one_cost_in_proportion(tmp_path):
    """As other processes read them, each asked for by its place."""
    path = tmp_path / "a.zip"
    source = Source("a.zip", path)

    def one_by_one() -> None:
        for place, *_ in list(members(source)):
            member(source, place).read()

    times = []
    for count in (1_000, TIMES * 1_000):
        path.write_bytes(packed([f"{k}.txt" for k in range(count)]))
        times.append(seconds(one_by_one))
    assert times[1] / times[0] < LINEAR


def test_a_thousand_members_of_one_name_are_a_thousand_articles():
    [first, *rest] = Job([Upload("a.zip", packed(["a.txt"] * 300))]).wait(170).lines
    texts = {line.article["text"] for line in (first, *rest) if line.records}
    assert len(texts) == 300
    assert not any("Same text" in line.note for line in rest)


BOMB = bytes(40_000_000)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("ending", ["txt", "csv", "docx", "zip", "eml"])
def test_a_bomb_is_refused_before_it_is_unpacked(method, ending):
    data = packed([f"a.{ending}", "b.txt"], BOMB, method)
    tracemalloc.start()
    assert read(data, "a.zip") == ["MJ119"]
    assert tracemalloc.get_traced_memory()[1] < len(BOMB) / 10
    tracemalloc.stop()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_whose_header_says_it_is_small_is_cut_and_costs_no_other(method):
    data = bytearray(packed(["a.txt", "b.txt"], BOMB, method))
    good = packed(["c.txt"])
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<L", data, at + 24, 100)
    tracemalloc.start()
    assert read(bytes(data), "a.zip") == ["MJ109", "MJ109"]
    assert tracemalloc.get_traced_memory()[1] < 3 * len(BOMB)
    tracemalloc.stop()
    assert read(packed(["a.zip"], bytes(data), zipfile.ZIP_STORED), "b.zip") == ["MJ109", "MJ109"]
    assert read(good, "c.zip") == ["read"]


def overlapping(count: int, size: int) -> bytes:
    """Members that share the same packed bytes, each said to hold `size` (after Fifield, 2019)."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = press.compress(bytes(size)) + press.flush()
    crc, out, records = zlib.crc32(bytes(size)), bytearray(), bytearray()
    form = (20, 0, 8, 0, 33, crc, len(body), size, 5)
    out += b"PK\x03\x04" + struct.pack("<5H3L2H", *form, 0) + b"a.txt" + body
    for _ in range(count):
        records += b"PK\x01\x02" + struct.pack("<6H3L5H2L", 20, *form, 0, 0, 0, 0, 0, 0) + b"a.txt"
    return bytes(out + records + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(records), len(out), 0))


def test_members_that_share_their_bytes_are_counted_each():
    assert read(overlapping(1, 100_000), "a.zip", expansion=10_000) == ["MJ105"]  # it unpacks, to nothing readable
    assert read(overlapping(500, 1_000_000), "a.zip") == ["MJ119"]


def quine_like(depth: int) -> bytes:
    """An archive with itself inside, as far down as anybody looks."""
    data = packed(["a.txt"])
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            file.writestr("self.zip", data)
            file.writestr("again.zip", data)
            file.writestr("a.txt", SAID.format(3))
        data = out.getvalue()
    return data


def test_archives_in_themselves_end_at_their_depth():
    found = read(quine_like(7), "a.zip")
    assert found.count("MJ121") == 8  # 2 at each of three depths
    assert found.count("read") == 7
    assert len(read(quine_like(7), "a.zip", archive_depth=5)) < 4 * 2**5


def test_bombs_spread_over_depths_are_one_bomb():
    """Each level grows by less than the limit; all of them together grow by its cube."""
    data = packed(["a.txt"], bytes(150_000))
    for _ in range(2):
        data = packed([f"{n}.zip" for n in range(60)], data)
    found = read(data, "a.zip")
    assert "MJ119" in found
    assert len(found) <= 60 * 60
    whole = sum(len(each.text) for each in load(data, "a.zip") if hasattr(each, "text"))
    assert whole <= 200 * len(data)


@pytest.mark.parametrize("seed", range(40))
def test_any_byte_may_be_wrong_and_the_file_is_told_or_read(seed):
    """Flipped bytes anywhere: errors with a code, articles, and nothing else."""
    import random

    dice = random.Random(seed)
    data = bytearray(packed([f"{k}.txt" for k in range(12)]))
    for _ in range(dice.randint(1, 30)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    found = read(bytes(data), "a.zip")
    assert found
    assert all(each == "read" or each.startswith("MJ1") for each in found)
