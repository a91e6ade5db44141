"""Passages of an article with words marked, safe to draw whatever the article says.

Everything that comes from an article is escaped here, before any tag of ours is put around it; the result
goes to st.html, which cleans it once more in the browser. Classes and colours are ours alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Mark:
    """start:end of the text, drawn as the class `mark-<kind>`; `title` is what it stands for."""

    start: int
    end: int
    kind: str
    title: str = ""


def passage(text: str, marks: Iterable[Mark] = (), start: int = 0, end: int | None = None) -> str:
    """HTML of text[start:end], its marks inside <mark>, paragraphs kept. Marks that overlap: the first wins."""
    end = len(text) if end is None else end
    parts, at = [], start
    for mark in disjoint(marks, start, end):
        parts += [escape(text[at : mark.start]), _tag(text, mark)]
        at = mark.end
    parts.append(escape(text[at:end]))
    return paragraphs("".join(parts))


def disjoint(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """Marks inside start:end, in order, none over another."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if (
            mark.start >= start
            and mark.end <= end
            and mark.start < mark.end
            and (not kept or mark.start >= kept[-1].end)
        ):
            kept.append(mark)
    return kept


def _tag(text: str, mark: Mark) -> str:
    title = f' title="{escape(mark.title, quote=True)}"' if mark.title else ""
    return f'<mark class="mark-{escape(mark.kind, quote=True)}"{title}>{escape(text[mark.start : mark.end])}</mark>'


def paragraphs(html: str) -> str:
    """Escaped text with its line breaks as <p>."""
    return "".join(f"<p>{p.strip()}</p>" for p in html.split("\n") if p.strip())


def around(text: str, start: int, end: int, margin: int) -> tuple[int, int]:
    """start:end widened by about `margin` characters on each side, to whole words and not beyond the text."""
    before, after = max(0, start - margin), min(len(text), end + margin)
    if before:
        before = text.find(" ", before, start) + 1 or start
    if after < len(text):
        after = max(text.rfind(" ", end, after), end)
    return before, after


SPECIAL = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]()<>#+-.!|~$:^&="})


def plain(text: object) -> str:
    """Text of an article as Markdown that shows exactly that text."""
    return str(text).translate(SPECIAL).replace("\n", " ")
