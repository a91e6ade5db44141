"""Passages of an article with words marked, safe to draw whatever the article says.

Everything that comes from an article is escaped here, before any tag of ours is put around it; the result
goes to st.html, which cleans it once more in the browser. Classes and colours are ours alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from lib.wording.passages import unwrapped, written
from lib.wording.phrases import isolated


@dataclass(frozen=True)
class Mark:
    """start:end of the text, drawn as the class `mark-<kind>`; `title` is what it stands for."""

    start: int
    end: int
    kind: str
    title: str = ""


def passage(text: str, marks: Iterable[Mark] = (), start: int = 0, end: int | None = None, places: bool = False) -> str:
    """HTML of text[start:end], its marks inside <mark>, paragraphs kept. Marks may lie over each other.

    places: each paragraph says in `data-at` where in the text its first character stands.
    """
    text = unwrapped(text)
    end = len(text) if end is None else end
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    edges = sorted({start, end, *(e for m in inside for e in (m.start, m.end) if start < e < end)})
    opened, closed = sorted(inside, key=lambda m: m.start), 0
    running: list[Mark] = []
    parts = []
    for a, b in pairwise(edges):
        while closed < len(opened) and opened[closed].start <= a:
            running.append(opened[closed])
            closed += 1
        running = [m for m in running if m.end > a]
        parts.append(_tagged(text[a:b], running))
    return _paragraphs("".join(parts), text[start:end], start if places else None)


def tongue(language: object) -> str:
    """The attributes of an element that holds text in this language: `lang="ar" dir="rtl"`."""
    return 'lang="{}" dir="{}"'.format(*written(language))


def _tagged(text: str, marks: list[Mark]) -> str:
    """Escaped text inside one <mark> with the classes of all marks over it; never across a line break."""
    if not marks:
        return escape(text)
    classes = " ".join(dict.fromkeys(f"mark-{m.kind}" for m in marks))
    title = "; ".join(dict.fromkeys(" ".join(m.title.split()) for m in marks if m.title))
    tag = (
        f'<mark class="{escape(classes, quote=True)}"'
        + (f' title="{escape(title, quote=True)}"' if title else "")
        + ">"
    )
    return "\n".join(f"{tag}{escape(line)}</mark>" if line.strip() else line for line in text.split("\n"))


def _paragraphs(html: str, text: str, at: int | None) -> str:
    """The text's HTML with its line breaks as <p>. Tags hold no line break, so both have the same lines; what is
    stripped from the front of a line is blank, and as long in the text as in the HTML."""
    parts = []
    for line, said in zip(html.split("\n"), text.split("\n"), strict=True):
        if line.strip():
            place = "" if at is None else f' data-at="{at + len(line) - len(line.lstrip())}"'
            parts.append(f"<p{place}>{line.strip()}</p>")
        at = None if at is None else at + len(said) + 1
    return "".join(parts)


SPECIAL = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]()<>#+-.!|~$:^&="})
BREAK = ":small[]"  # Markdown of nothing: the text before it and the text behind it are read apart
# What Streamlit's page still reads in a text whose signs are all escaped: addresses, :icons:, and --, -> and >=.
READ = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=[\w+-])|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)


TURNING = re.compile("[\u202a-\u202e]")  # signs that turn the order of others about, beyond the end of their text


def plain(text: object) -> str:
    """Text of an article as Markdown that shows exactly that text, on one line, and makes no link of it; words that run
    from right to left do not carry what stands beside them along."""
    parts = READ.split(isolated(re.sub(r"[ \t\r\n\f\v]+", " ", TURNING.sub("", str(text)))))
    return BREAK.join(part.translate(SPECIAL) for part in parts)
