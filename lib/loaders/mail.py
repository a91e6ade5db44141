"""E-mails (.eml) and saved web pages (.mhtml), which are e-mails in form, with what is attached to them."""

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage
from email.utils import parseaddr
from functools import partial
from mimetypes import MimeTypes
from pathlib import Path
from typing import TypeVar, cast

from lib.errors import MajlisError, printable
from lib.loaders.chain import articles, subject
from lib.loaders.content import KINDS as BEGINS
from lib.loaders.dates import iso_day
from lib.loaders.encoded import taken_out
from lib.loaders.html import page
from lib.loaders.page_text import parsed, shown, text_of
from lib.loaders.source import START, Source
from lib.loaders.text import clean, decode
from lib.schema import Article

Made = TypeVar("Made")
KINDS = MimeTypes()  # type -> ending; not those of this machine
MADE_OF = re.compile(  # type or name of what a page is made of beside its text
    r"(?:image|audio|video|font)/|text/css|(?:text|application)/(?:x-)?(?:xml|font|javascript|ecmascript|mso)"
    r"|application/vnd\.ms-(?:fontobject|officetheme)|.*\.(?:woff2?|[ot]tf|eot|css|js|mso|thmx|jpe?g|png|gif|webp|avif|svg|ico)$",
    re.I,
)
SENTENCES = re.compile(r"(?<=[.!?])(?=\s)|(?<=\n)(?=\r?\n)")  # between them
NOTICE = re.compile(r"\bMIME\b|\bmulti-?part\b|\bmail\s?(?:er|reader|program|client|software)|\blegible\b", re.I)
TAG = re.compile(rb"<(?:style|script)\b[^<>]*>[^<]*|<[^<>]*>", re.I)
STUB = 0.25  # of the words of its other form, below which a text only says where to read it; by eye
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


def load(source: Source) -> Iterator[Article | MajlisError | Source]:
    """The message, dated by its Date field, or the saved page, and each file attached to it.

    Raises MJ116 where there is neither text nor attachment, MJ131 where there are too many.
    """
    message = email.message_from_bytes(source.read(), policy=email.policy.default)
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects):
        source.note("MJ167")
    parts = [part for part in _parts(message) if not _is_body(part) or _bytes(part).strip()]  # some put blanks between
    saved = None if source.ending == ".eml" else next(filter(_is_page, (*parts, *message.walk())), None)
    body = saved or next(filter(_is_body, parts), None)
    frames = [part for part in parts if saved and part is not saved and _is_page(part)]
    attached = [part for part in parts if part is not body and not (saved and _is_page(part))]
    if not attached or body is not None:
        told = _tried(
            lambda: [_saved_page(message, saved, frames, source)] if saved else list(_letters(message, body, source)),
            source,
        )
        yield from [told] if isinstance(told, MajlisError) else told
    source.unpack(len(attached), 0)
    for number, part in enumerate(attached, 1):
        yield _tried(partial(_attachment, part, number, source), source, f"{source.name}/part {number}")


def _tried(make: Callable[[], Made], source: Source, name: str = "") -> Made | MajlisError:
    """What is made, or why it cannot be: a broken part costs none of the others."""
    try:
        return make()
    except MajlisError as error:
        return error
    except Exception as error:  # headers from strangers: whatever their parser raises, this part is at fault
        return source.fault(error, name)


def _parts(part: EmailMessage) -> Iterator[EmailMessage]:
    """What a message is made of: of several forms of its text the plain one, of a page not its pictures; a forwarded
    message is one part."""
    kind = part.get_content_type()
    if not kind.startswith("multipart/"):
        if kind not in SIGNATURES:
            yield from _apart(part) if kind == "text/plain" and _is_text(part) else [part]
        return
    forms = [list(_parts(cast(EmailMessage, inner))) for inner in part.iter_parts()]
    if kind == "multipart/alternative":
        most = max(map(_words, forms), default=0)
        best = max(forms, key=lambda form: (_words(form) >= STUB * most, _told_plainly(form)), default=[])
        forms = [[p for p in form if form is best or not _is_text(p)] for form in forms]
    for form in forms:
        for inner in form:
            if kind != "multipart/related" or not _is_seen(inner):
                yield inner
    yield from _beside(part)


def _is_seen(part: EmailMessage) -> bool:
    """Is it of what a page is made of, as its pictures are, and no file?"""
    from lib.loaders import FORMATS

    file = part.is_attachment() or {Path(part.get_filename() or "").suffix.lower()} & FORMATS.keys() - {".xml"}
    if file or not any(map(MADE_OF.match, (part.get_content_type(), _name(part)))):
        return False
    return part.is_multipart() or not BEGINS[".rss"].match(_bytes(part)[:START].decode("utf-8-sig", "replace"))


def _apart(part: EmailMessage) -> Iterator[EmailMessage]:
    """A text and the files that are written into it."""
    rest, files = taken_out(_bytes(part))
    if files:
        del part["Content-Transfer-Encoding"]
        part.set_payload(rest.decode("ascii", "surrogateescape"))
    yield part
    for name, data in files:
        file = EmailMessage()
        file.set_content(data, "application", "octet-stream", filename=printable(name))
        yield file


def _beside(part: EmailMessage) -> Iterator[EmailMessage]:
    """What is written before and behind the parts of a message, where no part begins, as parts of their own; the notice
    to readers of old is left out."""
    for text in (part.preamble, part.epilogue):
        said = "".join(each for each in SENTENCES.split(text or "") if not NOTICE.search(each)).strip()
        if any(map(str.isalpha, said)):
            beside = EmailMessage()
            beside.set_type("text/plain")
            beside.set_payload(said)
            yield beside


def _told_plainly(form: list[EmailMessage]) -> int:
    """How well we read this form of a text: a plain one best, then a page, then none."""
    kinds = {part.get_content_type() for part in form if _is_body(part) and _bytes(part).strip()}
    return 2 * ("text/plain" in kinds) or len(kinds)


def _words(form: list[EmailMessage]) -> int:
    return sum(len(TAG.sub(b" ", _bytes(part)).split()) for part in form if _is_body(part))


def _is_text(part: EmailMessage) -> bool:
    return part.get_content_maintype() == "text" and not part.is_attachment() and not part.get_filename()


def _is_body(part: EmailMessage) -> bool:
    return _is_text(part) and part.get_content_subtype() in ("plain", "html")


def _is_page(part: EmailMessage) -> bool:
    """Is it the page that was saved, or a frame in it?"""
    return part.get_content_type() == "text/html" and not part.is_attachment()


def _saved_page(message: EmailMessage, saved: EmailMessage, frames: list[EmailMessage], source: Source) -> Article:
    """The article of the page; what its frames say is told beside it."""
    url = str(message.get("Snapshot-Content-Location") or saved.get("Content-Location") or "")
    article = page(_bytes(saved), source, url=url if url.startswith("http") else "")
    said = [told for frame in frames if isinstance(told := _tried(partial(_said, frame, source), source), str)]
    lines = dict.fromkeys(line for line in "\n".join(said).split("\n") if any(map(str.isalpha, line)))
    left_out = clean("\n".join(filter(None, (article.left_out, *lines))))
    return replace(article, left_out=left_out[: source.limits.characters])


def _letters(message: EmailMessage, body: EmailMessage | None, source: Source) -> Iterator[Article]:
    """The articles among the message and those that it forwards or answers in its own text."""
    if body is None:
        raise MajlisError("MJ116", name=source.name)
    name, address = parseaddr(str(message.get("From", "")))
    known = {
        "title": clean(str(message.get("Subject", ""))),
        "published": iso_day(str(message.get("Date", ""))),
        "source": clean(name or address),
    }
    said = _said(body, source)
    found, beside = articles(said)
    if len(found) == 1 and found[0].text == said.strip():
        is_page = body.get_content_type() == "text/html"
        yield page(_bytes(body), source, **known) if is_page else source.article(said, **known)
        return
    for number, each in enumerate(found, 1):
        told = known if not each.head and each is not found[-1] else each.told
        told["title"] = told["title"] or subject(known["title"])
        own = {"article_id": f"{source.stem}-{number}"} if number > 1 else {}
        yield source.article(each.text, left_out=beside if each is found[-1] else "", **told, **own)


def _said(body: EmailMessage, source: Source) -> str:
    """The text of a part, a page as the lines it shows."""
    data = _bytes(body)
    if body.get_content_type() == "text/html":
        return shown(parsed(text_of(data, source.name)))
    try:
        text = clean(data.decode(body.get_content_charset("utf-8")))
    except (LookupError, UnicodeError):
        text = decode(data, source.name)
    return text.replace("\r\n", "\n")


def _attachment(part: EmailMessage, number: int, source: Source) -> Source:
    """An attached file; one without a name, or with one that does not tell its kind, is named by its type."""
    from lib.loaders import FORMATS

    name = _name(part) or f"part {number}"
    kind = KINDS.guess_extension(part.get_content_type())
    if kind in FORMATS and Path(name).suffix.lower() not in FORMATS:
        name += kind
    return source.member(name, _bytes(part))


def _name(part: EmailMessage) -> str:
    """As it is called, or stood on the web."""
    return part.get_filename() or re.split("[?#]", str(part.get("Content-Location", "")))[0].rpartition("/")[2]


def _bytes(part: EmailMessage) -> bytes:
    """What the part holds; of a forwarded message, the message as a file of its own."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        message = cast(EmailMessage, part.get_payload(0))
        if str(part.get("Content-Transfer-Encoding", "")).lower() != "base64":
            return message.as_bytes()
        part = EmailMessage()  # sent as no message may be: its bytes were taken for the text of one
        part["Content-Transfer-Encoding"] = "base64"
        part.set_payload(message.get_payload())
    if (coding := part["Content-Transfer-Encoding"]) is not None:  # with a blank or a remark behind it
        part.replace_header("Content-Transfer-Encoding", getattr(coding, "cte", coding))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
