"""Every message a user can meet: a code, what happened, what to do next. The only list.

Codes: MJ1xx reading files, MJ2xx coding, MJ3xx the store, MJ4xx measures and charts,
MJ5xx exports, MJ6xx stories, MJ7xx the command line. Tests assert the messages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """`what` and `next` may hold {fields}, filled by the keyword arguments of MajlisError."""

    what: str
    next: str


MESSAGES: dict[str, Message] = {
    "MJ101": Message("There is no file or folder {name}.", "Check the path and try again."),
    "MJ102": Message("{name} is of a kind that cannot be read ({ending}).", "Save it as .txt, .html, .pdf or .docx."),
    "MJ103": Message("{name} is empty.", "Add the article's text to it, or leave it out."),
}


class MajlisError(Exception):
    """An error a user can act on: MajlisError("MJ103", name="a.txt")."""

    def __init__(self, code: str, **fields: object) -> None:
        message = MESSAGES[code]
        self.code = code
        self.fields = fields
        self.what = message.what.format(**fields)
        self.next = message.next.format(**fields)
        super().__init__(f"{code}: {self.what} {self.next}")
