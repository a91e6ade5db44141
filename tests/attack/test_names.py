"""File names that try to order a terminal or a page about: what is printed is one line each, in its own order."""

import io
import os
import random
import unicodedata
import zipfile

import pytest

from lib.batch.run import run
from lib.batch.work import coded
from lib.errors import MESSAGES, MajlisError, printable
from lib.schema import Article
from lib.store import Store
from lib.ui.shell.marked import plain
from tests.test_main import majlis

pytestmark = pytest.mark.slow
SIGNS = [
    chr(n) for n in (*range(1, 32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
]
SIGNS += [
    "\udc80",
    "\udcff",
    "\ud800",
    "\x1b[31m",
    "\x1b]8;;https://lure.example\x07",
    "\r\n",
    "MJ103: ",
    "é",
    "ﷺ",
    "🕊️",
    "\u200c",
    " ",
]
SENTENCE = "The foreign ministers of Egypt and {} met in Cairo on 3 May 2023."


def generated(count: int) -> list[str]:
    chance = random.Random(8)
    return ["".join(chance.choices([*SIGNS, *"abc"], k=chance.randint(1, 12))) for _ in range(count)]


def orders(text: str) -> list[str]:
    """What of a text a terminal or a page would obey."""
    turned = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return [
        c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(c) in turned
    ]


def test_no_message_of_any_code_obeys_a_name():
    fields = {name: "x" for message in MESSAGES.values() for name in fields_of(message.what + message.next)}
    for name in generated(300):
        assert len(printable(name).splitlines()) == 1
        for code in MESSAGES:
            assert orders(str(MajlisError(code, **fields | {"name": name, "reason": name}))) == []


def fields_of(text: str) -> list[str]:
    return [part.partition("}")[0].partition("!")[0].partition(":")[0] for part in text.split("{")[1:]]


def test_the_command_line_prints_a_line_for_each_file_and_no_order(tmp_path):
    inside, count = tmp_path / "in", 0
    inside.mkdir()
    for n, name in enumerate(generated(60)):
        with_sides = SENTENCE.format(("Qatar", "Oman")[n % 2]) if n % 3 else ""
        try:
            (inside / f"{n}{os.fsdecode(name.encode('utf-8', 'surrogateescape'))}.txt").write_text(with_sides)
        except (OSError, UnicodeEncodeError):
            continue
        count += 1
    assert count > 40
    done = majlis("code", inside, "--out", tmp_path / "out")
    lines = done.stderr.splitlines()
    assert orders(done.stderr.replace("\n", "")) == []
    assert len(lines) == count - 2 + 1, "one line for each but the two texts that were coded, and one at the end"
    assert all(line.startswith(("MJ103: ", "Same text, coded once: ", "2 articles coded")) for line in lines)


def test_members_of_an_archive_order_nothing_about(tmp_path):
    packed = io.BytesIO()
    names = [name for name in generated(60) if not any("\ud800" <= sign <= "\udfff" for sign in name)]
    with zipfile.ZipFile(packed, "w") as archive:
        for n, name in enumerate(names):
            archive.writestr(f"{n}{name}.txt", "" if n % 2 else SENTENCE.format("Jordan") + f" Day {n}.")
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    summary = run([tmp_path / "a.zip"], tmp_path / "out")
    told = [str(line) for line in (*summary.problems, *summary.duplicates, *summary.kept)]
    assert len(told) > 5
    assert [line for line in told if orders(line)] == []


TURNED = "Envoy \u202egnp.live\u202c lands\x1b[2J in\nDoha\x85 \u2066again\u2069"


@pytest.mark.parametrize("named", [{"title": TURNED, "source": TURNED, "author": TURNED}, {}])
def test_no_detail_of_an_article_turns_what_stands_beside_it(named):
    text = "DOHA, 3 May 2024 - Qatar's envoy met \u202eJordan's\u202c king."
    given = Article("a", text if named else f"{TURNED.splitlines()[0]}\n\n{text}", **named)
    [row] = coded(given)["articles"]
    details = [str(row[name]) for name in ("title", "source", "author", "dateline_place", "url")]
    assert all(detail.isprintable() for detail in details), details
    assert row["title"].startswith("Envoy gnp.live lands")
    assert text in row["text"], "the text stays as it is"


def test_neither_does_one_that_is_put_right(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'a.sqlite3'}", curated=False)
    store.ingest([coded(Article("a", "Qatar's envoy met Jordan's king."))])
    store.put_right(["a"], {"title": TURNED})
    assert store.tables()["articles"]["title"].tolist() == ["Envoy gnp.live lands [2J in Doha again"]
    store.close()


def test_a_sentence_is_shown_without_the_signs_that_turn_others():
    assert plain("He said \u202eyes\u202d, she\u202c said no") == "He said yes, she said no"
