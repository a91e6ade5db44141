"""What a program asks for, read from the query of its address: nothing is guessed, and nothing left aside."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request

from lib.errors import MajlisError
from lib.measures.counts.selection import Selection
from lib.measures.parameters import DEFAULTS, Parameters
from lib.measures.waves.doubt import Part
from lib.measures.waves.evidence import Evidence
from lib.wording import choices, names
from lib.wording.choices import DAYS, FIRST, LAST, SEVERAL, SLIDERS, SURE_NAMES
from lib.wording.phrases import listing, plural

LONGEST = 8_000  # bytes of a query
ROWS, MOST_ROWS = 100, 1_000  # of one answer in JSON: where no limit is asked for, and at most
LAST_ROW = 10**9
MOST_MOODS = 20
SHOWN = 60  # characters of what was asked for that are told
BETWEEN = ("a", "b")  # two sides: what is told of both
PAGING = ("limit", "offset", "version")
WAVE = ("evidence", *(each.key for each in SLIDERS), "without", "inside", "mood")
REPEATED = {*(each.key for each in SEVERAL), "mood"}

Found = Mapping[str, list[str]]
Options = Mapping[str, list[str]]  # part of a selection -> what can be chosen


def parameters(request: Request, known: Collection[str]) -> Found:
    """The query, each name with its values. Raises MJ711 for a name that is not known, MJ712 and MJ713 for too much."""
    if len(request.scope["query_string"]) > LONGEST:
        raise MajlisError("MJ713", name="The query", value="longer", wanted=f"of {plural(LONGEST, 'byte')} at most")
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    for name, values in found.items():
        if name not in known:
            raise MajlisError(
                "MJ711", name=name[:SHOWN], path=request.url.path[:200], known=listing(known, empty="none")
            )
        if len(values) > 1 and name not in REPEATED:
            raise MajlisError("MJ713", name=name, value="repeated", wanted="given once")
    return found


def selection(found: Found, options: Options) -> Selection:
    """The filters. Raises MJ309, MJ712, MJ713."""
    start, end = (_day(found, key) for key in DAYS)
    if start and end and end < start:
        raise MajlisError("MJ309", start=start, end=end)
    several = {
        each.part: tuple(_named(found, each.key, {option: each.called(option) for option in options[each.part]}))
        for each in SEVERAL
        if each.key in found
    }
    (sure,) = _named(found, "sure", SURE_NAMES) or ["0"]
    return Selection(start=start, end=end, confidence=float(sure), **several)


def two(found: Found, options: Options) -> tuple[str, str] | None:
    """The two sides whose rows alone are wanted."""
    sides = {code: names.side(code) for code in options["countries"]}
    a, b = (_named(found, end, sides) for end in BETWEEN)
    if bool(a) != bool(b):
        raise MajlisError("MJ713", name="a", value="alone", wanted="given together with b")
    return (a[0], b[0]) if a and b else None


def whole(found: Found, name: str, default: int, most: int, least: int = 0) -> int:
    """A whole number between these two."""
    value = found.get(name, [str(default)])[0]
    if not (value.isascii() and value.isdigit() and len(value) < 12 and least <= int(value) <= most):
        raise MajlisError(
            "MJ713", name=name, value=repr(value[:SHOWN]), wanted=f"a whole number from {least} to {most:,}"
        )
    return int(value)


def layer(found: Found) -> str:
    """The evidence of a wave."""
    return (_named(found, "evidence", choices.EVIDENCE) or ["chronology"])[0]


def turned(found: Found) -> Parameters:
    """The parameters of a wave."""
    return replace(DEFAULTS, **{each.name: _number(found, each) for each in SLIDERS if each.key in found})


def part(found: Found, evidence: Evidence) -> Part:
    """What of the evidence of a wave is wanted."""
    (without,) = _named(found, "without", choices.without(evidence)) or [""]
    return Part(without, _named(found, "inside", choices.YES_NO) == ["true"])


def moods(found: Found) -> tuple[str, ...]:
    """The moods asked for beside a wave."""
    asked = tuple(dict.fromkeys(found.get("mood", [])))
    if len(asked) > MOST_MOODS:
        raise MajlisError("MJ713", name="mood", value="repeated", wanted=f"given {plural(MOST_MOODS, 'time')} at most")
    return asked


def _day(found: Found, key: str) -> str:
    value = found.get(key, [""])[0]
    try:
        fits = key not in found or FIRST <= dt.date.fromisoformat(value) <= LAST
    except ValueError:
        fits = False
    if not fits or len(value) not in (0, len("2023-08-20")):
        raise MajlisError("MJ713", name=key, value=repr(value[:SHOWN]), wanted="a day, written as 2023-08-20")
    return value


def _number(found: Found, each: choices.Slider) -> Any:
    if isinstance(each.least, int):
        number: float = whole(found, each.key, 0, int(each.most), int(each.least))
        return type(getattr(DEFAULTS, each.name))(number)
    value = found[each.key][0]
    try:
        if each.least <= float(value) <= each.most:
            return float(value)
    except ValueError:
        pass
    raise MajlisError(
        "MJ713", name=each.key, value=repr(value[:SHOWN]), wanted=f"a number from {each.least} to {each.most}"
    )


def _named(found: Found, key: str, options: Mapping[str, str]) -> list[str]:
    """What is asked for under this key, by value or by name, each once. Raises MJ712 for what is none of the options."""
    asked = found.get(key, [])
    values = choices.named(asked, options)
    for word, value in zip(asked, values, strict=True):
        if value is None:
            near = listing(choices.near(word, options.values()))
            raise MajlisError("MJ712", name=key, value=word[:SHOWN], near=f" (near to it: {near})" if near else "")
    return list(dict.fromkeys(value for value in values if value is not None))
