"""Contacts between sides."""

from __future__ import annotations

from lib.coder.document import Document
from lib.schema import Row


def meetings(doc: Document) -> list[Row]:
    """One row a contact."""
    return []
