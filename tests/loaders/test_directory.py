"""Several archives in one file, and names that are not what they say: every member is read, or what was not is told."""

import pytest

from lib.errors import MajlisError
from lib.loaders import read
from lib.loaders.archive import member, members
from lib.loaders.source import Source

from . import made

SAID = "The prime minister of Iraq received the foreign minister of {} in Baghdad on 9 July 2024."
ONE, TWO, THREE = (
    made.archive({f"{n}.txt": SAID.format(side).encode()}) for n, side in enumerate(("Kuwait", "Iran", "Syria"))
)
EMPTY = b"PK\x05\x06" + bytes(18)
REMARKED = ONE[:-2] + b"\x06\x00remark"


def told(data: bytes, name: str = "a.zip") -> list[tuple[str, str]]:
    """Name, and the side received or the error, of all that a file gives."""
    try:
        found = [(found.name, found.what) for found in read(Source(name, data=data))]
    except MajlisError as error:
        found = [(name, error)]
    return [(name, str(what) if isinstance(what, MajlisError) else what.text.split()[10]) for name, what in found]


@pytest.mark.parametrize(
    ("data", "sides"),
    [
        (ONE + TWO, ["Kuwait", "Iran"]),
        (ONE + TWO + THREE, ["Kuwait", "Iran", "Syria"]),
        (REMARKED + TWO, ["Kuwait", "Iran"]),
        (ONE + b"\r\n" + TWO + b"\r\n", ["Kuwait", "Iran"]),
        (EMPTY + ONE, ["Kuwait"]),
        (ONE + EMPTY, ["Kuwait"]),
        (made.archive({"in.zip": ONE + TWO}), ["Kuwait", "Iran"]),
    ],
)
def test_archives_put_behind_each_other_are_all_read(data, sides, tmp_path):
    assert [what for _, what in told(data)] == sides
    (tmp_path / "a.zip").write_bytes(data)
    source = Source("a.zip", tmp_path / "a.zip")
    apart = [member(source, place) for place, *_ in members(source)]
    assert apart[0].name.startswith("a.zip/")
    if len(apart) == len(sides):
        assert [each.read().decode().split()[10] for each in apart] == sides


@pytest.mark.parametrize(
    ("data", "lost", "sides"),
    [
        (ONE[:-9] + TWO, len(ONE) - 9, ["Iran"]),
        (ONE + TWO[:99], 99, ["Kuwait"]),
        (ONE + TWO[:99] + THREE, 99, ["Kuwait", "Syria"]),
    ],
)
def test_an_archive_beside_another_that_cannot_be_read_is_told(data, lost, sides):
    first, *rest = told(data)
    assert first[1].startswith(f"MJ133: {lost} bytes of a.zip hold files that its directory does not list")
    assert [what for _, what in rest] == sides


def test_bytes_behind_an_archive_that_are_none_are_no_fault():
    assert told(ONE + b"\x00" * 40 + b"sent by courier")[0][1] == "Kuwait"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_an_office_file_that_is_two_is_not_read_as_one(name):
    data = (made.SINGLE | made.MANY)[name]()
    for doubled in (data + data, data[:-9] + data):
        assert [what for _, what in told(doubled, name)] == [
            f"MJ109: {name} cannot be read; it is damaged or not what its name says (several documents in one). "
            "Save it anew."
        ]


def test_a_name_that_is_not_the_utf8_it_says_is_spelled_out_and_its_member_read():
    names = ("Müscat.txt", "Kuwait.txt", "Doha ä.txt")
    data = made.archive(
        dict(zip(names, (SAID.format(side).encode() for side in ("Oman", "Qatar", "Egypt")), strict=True))
    )
    broken = data.replace("Müscat".encode(), b"M\xfc\xfcscat")
    assert told(broken) == [
        (r"a.zip/M\udcfc\udcfcscat.txt", "Oman"),
        ("a.zip/Kuwait.txt", "Qatar"),
        ("a.zip/Doha ä.txt", "Egypt"),
    ]


def test_a_good_name_in_a_record_that_is_not_stays():
    data = made.archive({"Müscat.txt": SAID.format("Oman").encode()})
    at = data.index(b"PK\x01\x02") + 6
    assert told(data[:at] + b"\x63\x00" + data[at + 2 :]) == [("a.zip/Müscat.txt", "Oman")]
