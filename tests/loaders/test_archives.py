"""Members of archives: of one name, of no good name, with broken records; none is lost, and none costs the others."""

import io
import os
import struct
import warnings
import zipfile

import pytest

from lib.batch.job import Job, Upload
from lib.batch.run import run
from lib.errors import MajlisError
from lib.loaders import load, read
from lib.loaders.archive import member, members
from lib.loaders.limits import Limits
from lib.loaders.source import Source
from lib.tables import read as read_tables

from . import made

SENTENCE = "The foreign ministers of Egypt and {} met in Cairo on 3 May 2023."
SIDES = ("Qatar", "Oman", "Jordan", "Kuwait", "Iraq", "Bahrain")
LAST = SENTENCE.format("Jordan")
RECORD = b"PK\x01\x02"


def packed(*members: tuple[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    """An archive of these members, names as often as they come."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # duplicate names are what this is about
        for name, data in members:
            file.writestr(name, data)
    return out.getvalue()


def told(data: bytes) -> list[tuple[str, str]]:
    """What is found in an archive: name, and the side met or the code of the error."""
    return [
        (found.name, found.what.code if isinstance(found.what, MajlisError) else found.what.text.split()[6])
        for found in read(Source("a.zip", data=data))
    ]


ALIKE = [
    packed(*(("note.txt", SENTENCE.format(side)) for side in SIDES[:3])),
    packed(*zip(("Note.txt", "note.txt", "NOTE.TXT"), map(SENTENCE.format, SIDES), strict=False)),
    packed(*zip(("nóte.txt", "note!.txt", "a/note.txt"), map(SENTENCE.format, SIDES), strict=False)),
    packed(*(("in.zip", packed(("note.txt", SENTENCE.format(side)))) for side in SIDES[:3])),
    packed(
        ("note.txt", SENTENCE.format("Qatar")),
        ("in.zip", packed(("note.txt", SENTENCE.format("Oman")), ("note.txt", SENTENCE.format("Jordan")))),
    ),
]


@pytest.mark.parametrize("data", ALIKE)
def test_members_of_one_name_are_articles_of_their_own(data):
    assert [side for _, side in told(data)] == list(SIDES[:3])


@pytest.mark.slow
@pytest.mark.parametrize("data", ALIKE)
def test_members_of_one_name_are_all_coded_and_kept(data, tmp_path):
    (tmp_path / "a.zip").write_bytes(data)
    summary = run([tmp_path / "a.zip"], tmp_path / "out")
    assert (summary.coded, summary.duplicates, summary.problems) == (3, [], [])
    assert read_tables(tmp_path / "out")["articles"]["article_id"].nunique() == 3
    lines = Job([Upload("a.zip", data)]).wait(60).lines
    assert [line.state for line in lines] == ["coded"] * 3
    assert [line.article["text"].split()[6] for line in lines] == list(SIDES[:3])


@pytest.mark.slow
def test_only_the_same_text_is_called_the_same():
    """A copy is known by its text also where later members bear its name."""
    texts = [SENTENCE.format(side) for side in ("Qatar", "Oman", "Qatar", "Jordan", "Oman")]
    lines = Job([Upload("a.zip", packed(*(("note.txt", text) for text in texts)))]).wait(60).lines
    assert [line.state for line in lines] == ["coded", "coded", "copy", "coded", "copy"]


def test_files_in_archives_in_archives_have_their_whole_name():
    inner = packed(("b.csv", "text\n" + SENTENCE.format("Oman") + "\n"), ("c.txt", SENTENCE.format("Iraq")))
    assert told(packed(("deep/in.zip", inner))) == [
        ("a.zip/deep/in.zip/b.csv:1", "Oman"), ("a.zip/deep/in.zip/c.txt", "Iraq"),
    ]  # fmt: skip


def broken(offset: int, form: str, value: int) -> bytes:
    """Three members; in the record of the second, at this offset, another value."""
    extra = zipfile.ZipInfo("b.txt")
    extra.extra = struct.pack("<HHL", 0x7777, 4, 0)  # a field that nobody reads
    data = bytearray(packed(("a.txt", SENTENCE.format("Qatar")), (extra, SENTENCE.format("Oman")), ("c.txt", LAST)))
    at = data.index(RECORD, data.index(RECORD) + 1)
    struct.pack_into(form, data, at + offset, value)
    return bytes(data)


def misnamed() -> bytes:
    """Three members; the name of the second says it is UTF-8, and is not."""
    data = packed(("a.txt", SENTENCE.format("Qatar")), ("bé.txt", SENTENCE.format("Oman")), ("c.txt", LAST))
    return data.replace("bé.txt".encode(), b"b\xe9\xe9.txt")


@pytest.mark.parametrize(
    ("data", "second"),
    [
        (misnamed(), "Oman"),
        (broken(6, "<H", 99), "Oman"),  # version needed
        (broken(46 + 5 + 2, "<H", 60_000), "Oman"),  # length of an extra field
        (broken(10, "<H", 77), "MJ165"),  # how it is packed
        (broken(42, "<L", 3), "MJ109"),  # where it stands
        (broken(16, "<L", 1), "MJ109"),  # its checksum
        (broken(24, "<L", 5), "MJ109"),  # its size
    ],
)
def test_a_broken_record_costs_its_member_at_most(data, second):
    found = told(data)
    assert [what for _, what in found] == ["Qatar", second, "Jordan"]
    assert found[1][0].startswith("a.zip")


def test_a_member_with_a_folder_s_name_or_none_is_no_end():
    found = told(packed(("notes.txt/", SENTENCE.format("Qatar")), (".", b"x"), ("b.txt", SENTENCE.format("Oman"))))
    assert ("a.zip/notes.txt/", "Qatar") in found
    assert ("a.zip/b.txt", "Oman") in found


@pytest.mark.parametrize(
    ("name", "what"), [("Cairo: talks.txt", "Oman"), ("09:30 readout.txt", "Oman"), ("c:talks.txt", "MJ122")]
)
def test_a_colon_in_a_name_is_no_path_but_after_the_letter_of_a_disk(name, what):
    assert [found for _, found in told(packed((name, SENTENCE.format("Oman"))))] == [what]


def test_what_is_unpacked_is_limited_over_all_depths():
    """Each archive by itself stays within the limit; what they grow to together does not."""
    grown = packed(("a.txt", SENTENCE.format("Oman") + " " * 20_000))
    boxes = [(f"{n}.zip", grown) for n in range(20)]
    limits = Limits(expansion=190)
    assert [type(found).__name__ for found in load(packed(*boxes[:1]), "a.zip", limits=limits)] == ["Article"]
    whole = packed(("all.zip", packed(*boxes)))
    assert len(whole) * 190 < 20 * 20_000
    codes = [getattr(found, "code", "read") for found in load(whole, "a.zip", limits=limits)]
    assert codes.count("MJ119") > 5
    assert len(codes) == 20


def test_too_many_files_are_told_with_their_number():
    assert len(list(load(packed(*((f"{n}.txt", b"x") for n in range(20))), "a.zip", limits=Limits(files=20)))) == 20
    with pytest.raises(MajlisError, match=r"MJ131: a\.zip holds 30 files; at most 20 are read"):
        list(load(packed(*((f"{n}.txt", b"x") for n in range(30))), "a.zip", limits=Limits(files=20)))


def test_a_member_is_found_by_its_place(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(ALIKE[0])
    source = Source("a.zip", path)
    places = [(place, name) for place, name, _ in members(source)]
    assert places == [(0, "note.txt"), (1, "note.txt"), (2, "note.txt")]
    assert [member(source, place).read().decode().split()[6] for place, _ in reversed(places)] == list(SIDES[2::-1])


def test_an_archive_that_was_replaced_is_opened_anew(tmp_path):
    path = tmp_path / "a.zip"
    for number, side in enumerate(SIDES, 1):
        path.write_bytes(made.archive({"a.txt": SENTENCE.format(side).encode()}))
        os.utime(path, (number, number))
        assert side in member(Source("a.zip", path), 0).read().decode()


def test_an_archive_of_what_a_mac_notes_alone_is_told(tmp_path):
    data = packed(("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("folder/", b""))
    with pytest.raises(MajlisError, match=r"MJ103: a\.zip is empty"):
        told(data)
    assert told(packed(("b.zip", data))) == [("a.zip/b.zip", "MJ103")]
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(MajlisError, match="MJ103"):
        list(members(Source("a.zip", tmp_path / "a.zip")))


def test_hidden_files_that_could_be_read_are_told():
    hidden = (".talks.txt", b"x"), ("news/.kept/visit.pdf", b"x"), ("__MACOSX/._b.txt", b"x"), (".gitignore", b"x")
    assert told(packed(*hidden)) == [("a.zip", "MJ166")]
    found = list(load(packed(*hidden, ("b.txt", b"The king of Bahrain visited Oman on 2 May 2023.")), "a.zip"))
    assert (found[0].article_id, found[1].fields["count"], found[1].kept) == ("b", "2", True)


def test_a_link_in_an_archive_is_told_and_not_taken_for_a_text():
    link = zipfile.ZipInfo("talks.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16  # as Unix packs a link
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(link, "/etc/hostname")
        archive.writestr("visit.txt", "The king of Bahrain visited Oman on 2 May 2023.")
    (fault, article) = load(data.getvalue(), "a.zip")
    assert (fault.code, article.article_id) == ("MJ122", "visit")


@pytest.mark.parametrize("method", [1, 9, 93, 99])  # shrunk, "enhanced" by Windows, zstandard, encrypted by WinZip
def test_a_member_packed_in_a_way_nobody_reads_is_not_called_damaged(method):
    data = bytearray(packed(("a.txt", SENTENCE.format("Qatar")), ("b.txt", LAST)))
    struct.pack_into("<H", data, 8, method)
    struct.pack_into("<H", data, data.find(RECORD) + 10, method)
    assert told(bytes(data)) == [("a.zip", "MJ165"), ("a.zip/b.txt", "Jordan")]
