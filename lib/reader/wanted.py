"""The rows a model is asked for: their form, as JSON Schema and as what an answer is read by."""

import json
import re
from functools import cache
from typing import Annotated

import msgspec

from lib.schema import (
    ACTOR_KINDS,
    EVENT_MODES,
    EVENT_STATUSES,
    EVENT_TYPES,
    MEETING_KINDS,
    MEETING_STATUSES,
    PARTS,
    TOPICS,
    Made,
)

Text = Annotated[str, msgspec.Meta(max_length=4_000)]
Texts = Annotated[list[Annotated[str, msgspec.Meta(max_length=40)]], msgspec.Meta(max_length=60)]
MOST = 400  # rows of a table in one answer that are looked at
LARGEST, TRIES = 1_000_000, 100  # characters of an answer, and places in it at which JSON may begin
FENCE = re.compile(r"<think>.*?</think>", re.DOTALL)  # what some models say aloud before they answer


class Person(msgspec.Struct):
    name: Text = ""
    country: Text = ""
    office: Text = ""
    part: Text = "actor"


class Meeting(msgspec.Struct):
    quote: Text
    kind: Text
    parties: Texts
    status: Text = "held"
    date_words: Text = ""
    date: Text = ""
    place: Text = ""
    place_country: Text = ""
    participants: Annotated[list[Person], msgspec.Meta(max_length=60)] = []
    initiator: Text = ""
    main: bool = False


class Event(msgspec.Struct):
    quote: Text
    event_type: Text
    actor: Texts
    mode: Text = ""
    recipient: Texts = []
    status: Text = "held"
    date_words: Text = ""
    date: Text = ""
    place: Text = ""


class Topic(msgspec.Struct):
    topic: Text
    quote: Text


class Actor(msgspec.Struct):
    written: Text
    name: Text = ""
    kind: Text = "person"
    country: Text = ""
    office: Text = ""


Wanted = Meeting | Event | Topic | Actor
TABLES: dict[str, type[Wanted]] = {
    "actors": Actor,
    "meetings": Meeting,
    "events": Event,
    "topics": Topic,
}  # in the order they are checked
MODES = sorted({mode for modes in EVENT_MODES.values() for mode in modes})
WORDS: dict[tuple[str, str], tuple[str, ...]] = {  # (form, field) -> its vocabulary
    ("Meeting", "kind"): MEETING_KINDS,
    ("Meeting", "status"): MEETING_STATUSES,
    ("Person", "part"): PARTS,
    ("Event", "event_type"): EVENT_TYPES,
    ("Event", "mode"): ("", *MODES),
    ("Event", "status"): EVENT_STATUSES,
    ("Topic", "topic"): TOPICS,
    ("Actor", "kind"): ACTOR_KINDS,
}


@cache
def schema() -> Made:
    """The JSON Schema of an answer, as strict servers want it: every field named, no other let in, no length."""
    _, found = msgspec.json.schema_components([Meeting, Event, Topic, Actor], ref_template="#/$defs/{name}")
    for form, described in found.items():
        fields = {name: _bare(field) for name, field in described["properties"].items()}
        for name, field in fields.items():
            field |= {"enum": list(WORDS[form, name])} if (form, name) in WORDS else {}
        found[form] = _object(fields)
    tables = {name: {"type": "array", "items": {"$ref": f"#/$defs/{form.__name__}"}} for name, form in TABLES.items()}
    return _object({name: tables[name] for name in ("meetings", "events", "topics", "actors")}) | {"$defs": found}


def _object(fields: Made) -> Made:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _bare(field: Made) -> Made:
    kept = {name: value for name, value in field.items() if name in ("type", "$ref", "items")}
    return kept | ({"items": _bare(field["items"])} if "items" in field else {})


def tables_of(text: str) -> dict[str, list[object]] | None:
    """Table -> what an answer lists for it: the last object in the text that names one of the tables; None without one."""
    text = FENCE.sub("", text[:LARGEST])
    decoder, found, at = json.JSONDecoder(), None, text.find("{")
    for _ in range(TRIES):
        if at < 0:
            break
        try:
            made, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            if isinstance(made, dict) and TABLES.keys() & made.keys():
                found = made
        at = text.find("{", end)
    if found is None:
        return None
    listed = {name: found.get(name) for name in TABLES}
    return {name: rows if isinstance(rows, list) else [rows] for name, rows in listed.items() if rows is not None}


def row_of(table: str, given: object) -> Wanted | None:
    """What is given as a row of the table, where it has its form; an empty field may be null."""
    try:
        told = {name: value for name, value in given.items() if value is not None} if isinstance(given, dict) else given
        return msgspec.convert(told, TABLES[table])
    except (msgspec.ValidationError, RecursionError):
        return None
