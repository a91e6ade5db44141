"""The messages inside a message: those it forwards or answers, each with the sender, day and subject that a mail program
writes over it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from lib.codebook import rows
from lib.codebook.records import MailWords
from lib.loaders.dates import TWO_WAYS, iso_day, read

MOST = 50  # messages in one: what follows belongs to the last
HEAD_LINES = 14  # lines that may stand over a message
LABELLED = 3  # of them at least, from which on they are its head: one for its day, two for others
ATTRIBUTION = 3  # lines that "On Monday, 8 January 2024, somebody wrote:" may take
LONGEST = 300  # characters of them
LABEL_WORDS = 30  # of a line behind which its day is looked for
SENDER_LONGEST = 80  # characters of who sent a message, where it is no address
LABEL = 60  # characters in which the label of such a line ends
A_NOTE = 40  # words; a message above others that is shorter is a cover note
A_RULE = 120  # characters of a line that parts two messages. All by eye

QUOTED = re.compile(r"(?:> ?)*")
RULE = re.compile(r"[-_=\s]{5,}.{0,60}?[-_=\s]*|.{0,40}[-_=]{5,}")
WHEN = re.compile(r"\b\d{4}\b|\b\d{1,2}[:.h]\d\d\b")
SENDER = re.compile(r"(?:\s*[AP]M\b,?\s*)?(?<!\w)([^\W\d_a-z][^,<>:]{1,80}?)\s*(?:<[^<>]{3,200}>|\[mailto:)")


@dataclass
class Message:
    """`head`: from, date and subject, as far as they are told. `depth`: how often its lines are quoted."""

    head: dict[str, str]
    depth: int = 0
    lines: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)  # in it, of nobody who is told

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def told(self) -> dict[str, str]:
        """Its fields of Article."""
        tellings = [*_endings(self.head.get("date", ""))]
        two_ways = next((value for value in tellings if read(value).fault == TWO_WAYS), "")
        day = next((day for day in map(iso_day, tellings) if day), two_ways)
        return {
            "title": subject(self.head.get("subject", "")),
            "published": day,
            "source": _sender(self.head.get("from", "")),
        }


def messages(text: str) -> list[Message]:
    """The message and, after it, those inside it, the innermost last."""
    lines = [
        (len(marks[0].replace(" ", "")), line[marks.end() :])
        for line in text.splitlines()
        if (marks := QUOTED.match(line))
    ]
    found = [Message({})]
    place = 0
    while place < len(lines):
        depth, said = lines[place]
        head, after = _head(lines, place) if len(found) < MOST else ({}, place)
        if head:
            _without_rule(found[-1])
            found.append(Message(head, depth))
            place = after
            continue
        now = next(each for each in reversed(found) if each.depth <= depth)
        if depth > now.depth and len(found) < MOST and (head := _attributed(now)):
            found.append(now := Message(head, depth))
        (now.lines if depth == now.depth else now.quotes).append(said)
        place += 1
    return found


def articles(text: str) -> tuple[list[Message], str]:
    """The messages that are articles, and what is said beside them: cover notes, and quotes of nobody who is told."""
    outer, *inner = messages(text)
    inner = [each for each in inner if each.text]
    if not inner and _size(outer.text) < min(A_NOTE, _size("\n".join(outer.quotes))):
        inner, outer.quotes = [Message({}, lines=outer.quotes)], []
    if not inner:
        return [Message({}, lines=[text])], ""
    least = min(A_NOTE, _size(inner[-1].text))
    kept = [outer] * (_size(outer.text) >= A_NOTE) + [each for each in inner if _size(each.text) >= least]
    notes = [each.text for each in (outer, *inner) if each not in kept]
    return kept, "\n".join(filter(None, (*notes, *("\n".join(each.quotes) for each in (outer, *inner)))))


def _size(text: str) -> int:
    return len(text.split())


def subject(said: str) -> str:
    """A subject without the marks of answers and forwards: "FW: Re: Talks" -> "Talks"."""
    while (mark := said.partition(":"))[1] and mark[0].strip().casefold() in _words()["answered"]:
        said = mark[2].strip()
    return said


@cache
def _words() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(MailWords):
        found.setdefault(row.field, set()).update(word.casefold() for word in row.words)
    return found


def _head(lines: list[tuple[int, str]], start: int) -> tuple[dict[str, str], int]:
    """What the lines from here on tell of the message under them, and where it begins; nothing where they are none."""
    found: dict[str, str] = {}
    labelled, goes_on = 0, False
    for place, (depth, said) in enumerate(lines[start : start + HEAD_LINES], start):
        name, value = _label(said) if depth == lines[start][0] else ("", "")
        whole = labelled >= LABELLED and {"from", "date"} <= found.keys()
        if whole and not name and not goes_on:
            return found, place
        if not name and not (labelled and (goes_on or not said.strip())):
            break
        labelled += bool(name)
        if name:
            found.setdefault(name, value)
        goes_on = said.rstrip().endswith((",", ";"))
    return {}, start


def _label(said: str) -> tuple[str, str]:
    """(what a line over a message tells, its value); ("", "") where it is no such line."""
    label, _, value = said[:LABEL].replace("：", ":").partition(":")
    name = label.strip(" *\t\xa0").casefold()
    return next(
        ((field, f"{value}{said[LABEL:]}".strip(" *\t")) for field, words in _words().items() if name in words),
        ("", ""),
    )


def _attributed(above: Message) -> dict[str, str]:
    """What the last lines above a quote tell of it, which are then no part of the message any more."""
    lines = above.lines
    while lines and not lines[-1].strip():
        lines.pop()
    for count in range(1, min(ATTRIBUTION, len(lines)) + 1):
        said = " ".join(lines[-count:]).strip()
        if len(said) <= LONGEST and said.endswith((":", "：")) and WHEN.search(said):
            del lines[-count:]
            return {"date": said, "from": said}
    return {}


def _without_rule(above: Message) -> None:
    """Drop the line that parts it from the message under it."""
    while above.lines and (not above.lines[-1].strip() or RULE.fullmatch(above.lines[-1][:A_RULE])):
        above.lines.pop()


def _endings(said: str) -> Iterator[str]:
    """The text from each of its words on: a day may stand behind others."""
    return (said[word.start() :] for word in islice(re.finditer(r"[^\s,(]+", said), LABEL_WORDS))


def _sender(said: str) -> str:
    found = SENDER.search(said)
    name = found[1] if found else said if len(said) <= SENDER_LONGEST and not said.endswith((":", "：")) else ""
    return name.strip(" \"'*\t")
