"""E-mails (.eml) and saved web pages (.mhtml), which are e-mails in form."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import parseaddr

from lib.errors import MajlisError
from lib.loaders.dates import iso_day
from lib.loaders.html import page
from lib.loaders.source import Source
from lib.loaders.text import clean, decode
from lib.schema import Article

DOCUMENTS = (".pdf", ".docx", ".rtf", ".txt", ".html", ".htm")


def load(source: Source) -> Iterator[Article | MajlisError]:
    """The message, dated by its Date field, and each document attached to it; of .mhtml, the saved page."""
    message = email.message_from_bytes(source.read(), policy=email.policy.default)
    if source.ending != ".eml":
        yield _saved_page(message, source)
        return
    attached = list(_attached(message, source))
    try:
        yield _letter(message, source)
    except MajlisError:
        if not attached:
            raise
    yield from attached


def _saved_page(message: EmailMessage, source: Source) -> Article:
    for part in message.walk():
        if part.get_content_type() == "text/html":
            url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
            return page(_bytes(part), source, url=url if url.startswith("http") else "")
    raise MajlisError("MJ116", name=source.name)


def _letter(message: EmailMessage, source: Source) -> Article:
    body = message.get_body(("plain", "html"))
    if body is None or not (data := _bytes(body)):
        raise MajlisError("MJ116", name=source.name)
    name, address = parseaddr(str(message.get("From", "")))
    known = {
        "title": clean(str(message.get("Subject", ""))),
        "published": iso_day(str(message.get("Date", ""))),
        "source": clean(name or address),
    }
    if body.get_content_type() == "text/html":
        return page(data, source, **known)
    try:
        text = clean(data.decode(body.get_content_charset("utf-8")))
    except (LookupError, UnicodeDecodeError):
        text = decode(data, source.name)
    return source.article(text.replace("\r\n", "\n"), **known)


def _attached(message: EmailMessage, source: Source) -> Iterator[Article | MajlisError]:
    from lib.loaders import open_source

    for part in message.iter_attachments():
        name = part.get_filename() or ""
        if name.lower().endswith(DOCUMENTS):
            try:
                yield from open_source(source.member(name, _bytes(part)))
            except MajlisError as error:
                yield error


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
