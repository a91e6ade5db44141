"""Mailboxes: each mail an article, with what is attached to it; one that cannot be read costs no other."""

import pytest

from lib.batch.run import run
from lib.errors import MajlisError
from lib.loaders import read
from lib.loaders.limits import Limits
from lib.loaders.source import Source
from lib.tables import read as read_tables

from . import made


def told(data: bytes, name: str = "a.mbox", **limits: float) -> list[tuple[str, str]]:
    return [
        (found.name, found.what.code if isinstance(found.what, MajlisError) else found.what.published_from)
        for found in read(Source(name, data=data, limits=Limits(**limits)))
    ]


MAILS = [("a.mbox/mail 1.eml", "mail"), ("a.mbox/mail 2.eml", "mail")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_mail_is_an_article(end):
    assert told(made.mbox().replace(b"\r\n", b"\n").replace(b"\n", end)) == MAILS


@pytest.mark.parametrize("name", ["a.txt", "a.eml", "Inbox"])
def test_under_another_name_too(name):
    found = told(made.mbox(), name)
    assert [place for place in found if place[1] != "MJ145"] == [(n.replace("a.mbox", name), what) for n, what in MAILS]
    assert ("MJ145" in dict(map(reversed, found))) == (name != "a.mbox")


def test_a_line_of_a_text_begins_no_mail():
    letter = made.eml().rstrip() + b"\n\nFrom Muscat they flew to Doha.\n\n>From there: on to Aden.\nFrom Aden: home.\n"
    assert told(made.mbox(letter)) == MAILS[:1]
    [found] = read(Source("a.mbox", data=made.mbox(letter)))
    assert "\n\nFrom Muscat they flew to Doha.\n\n>From there" in found.what.text


def test_attachments_and_mailboxes_in_archives_are_read():
    found = told(made.archive({"in.mbox": made.mbox(made.eml_with_pdf())}), "a.zip")
    assert found == [("a.zip/in.mbox/mail 1.eml", "mail"), ("a.zip/in.mbox/mail 1.eml/statement.pdf", "")]


def test_one_that_cannot_be_read_costs_no_other():
    empty, large = b"Subject: x\n\n", made.eml() + b"word " * 300_000
    assert [what for _, what in told(made.mbox(empty, large, made.eml()), file_mb=1)] == ["MJ116", "MJ104", "mail"]
    with pytest.raises(MajlisError, match="MJ131"):
        told(made.mbox(*[made.eml()] * 3), files=2)


def test_what_stands_before_the_first_mail_is_told():
    assert told(b"Letters of a week\n\n" + made.mbox()) == [*MAILS, ("a.mbox", "MJ142")]
    assert told(b"\n * * *\n\n" + made.mbox()) == told(b"\xef\xbb\xbf" + made.mbox()) == MAILS


def test_what_stands_before_the_mails_is_told_by_the_command_line(tmp_path):
    (tmp_path / "a.mbox").write_bytes(b"Letters of a week\n\n" + made.mbox())
    summary = run([tmp_path / "a.mbox"], tmp_path / "out")
    assert summary.coded == 2
    assert "Letters of a week" in str(summary)


def test_a_first_header_with_a_dot_begins_a_mail_too():
    assert told(made.mbox(made.eml(), b"X.Spam: no\n" + made.eml())) == MAILS


@pytest.mark.parametrize(
    "data",
    [b"no mail in it", made.mbox().decode().encode("utf-16"), made.mbox().replace(b"\r", b"").replace(b"\n", b"\r")],
)
def test_a_mailbox_in_which_no_mail_is_found_is_not_called_empty(data):
    with pytest.raises(MajlisError, match="MJ171"):
        told(data)
    with pytest.raises(MajlisError, match="MJ103"):
        told(b"\n\n")


def test_a_bomb_in_a_mail_is_told():
    from email.message import EmailMessage

    letter = EmailMessage()
    letter.set_content(made.FIRST)
    letter.add_attachment(
        made.archive({"a.txt": bytes(5_000_000)}), maintype="application", subtype="zip", filename="a.zip"
    )
    found = told(made.mbox(bytes(letter), made.eml()), expansion=20)
    assert [what for _, what in found][:3] == ["", "MJ119", "mail"]


@pytest.mark.parametrize("name", ["box.mbox", "Inbox"])
def test_the_command_line_reads_each_apart(tmp_path, name):
    (tmp_path / name).write_bytes(made.mbox(made.eml(), made.eml_with_pdf()))
    summary = run([tmp_path / name], tmp_path / "out")
    assert summary.coded == 3
    assert set(read_tables(tmp_path / "out")["articles"]["published_from"]) == {"mail", ""}
