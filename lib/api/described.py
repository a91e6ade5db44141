"""The description of the interface by OpenAPI 3.1, made from lib/schema.py and the filters."""

from collections.abc import Iterable

from lib import __version__
from lib.api import asked
from lib.api.answers import columns
from lib.columns import codec
from lib.export.tables.about import EXPORTED, LICENCE, TITLE
from lib.schema import CODED, Column
from lib.wording.choices import EVIDENCE, KEYS, SEVERAL, SLIDERS, SURE_NAMES

Json = dict[str, object]
DAY: Json = {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"}
KINDS: dict[str, Json] = {  # what lib/columns.py says of a type of column, as JSON Schema
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": DAY,
    "datetime": {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)?$"},
}
TEXT, NUMBER = KINDS["string"], KINDS["integer"]


def openapi(address: str) -> Json:
    """The whole description of a server at this address."""
    paths: dict[str, Json] = {
        "/api": _path("What there is, with the ways to it", {"type": "object"}),
        "/api/filters": _path("What the filters can choose: value -> what it is called", {"type": "object"}),
        "/api/articles/{article_id}": _path(
            "An article with its text and all that was coded from it", _ref("whole_article"), [_article()]
        ),
        "/api/evidence/{article_id}": _path(
            "The words of an article behind a row, or from start to end, and those around them",
            _ref("evidence"),
            [
                _article(),
                _parameter("start", "Where they begin, in characters", NUMBER),
                _parameter("end", "Where they end (exclusive)", NUMBER),
                _parameter(
                    "row", "The identifier of a row of the article, such as m1, in place of start and end", TEXT
                ),
            ],
        ),
        "/api/wave": _path("The waves, as python -m lib wave --json tells them", _ref("wave"), [*_filters(), *_wave()]),
    }
    for name, table in EXPORTED.items():
        said = f"The table {name}: one row is {table.row}"
        paths[f"/api/{name}"] = _path(said, _page(name), [*_filters(), *_sides(), *_paging()], form="text/csv")
        paths[f"/api/{name}.csv"] = _path(f"{said}, as CSV, all rows unless a limit is given", TEXT,
                                          [*_filters(), *_sides(), *_paging()], only="text/csv")  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": __version__, "description": LICENCE},
        "servers": [{"url": address}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Asked for where MAJLIS_API_TOKEN is set."}
            },
            "schemas": _schemas(),
            "responses": {
                "fault": {
                    "description": "What is wrong, with a code of Majlis, and what to do",
                    "content": {"application/json": {"schema": _ref("fault")}},
                }
            },
        },
    }


def _path(said: str, answer: Json, parameters: Iterable[Json] = (), form: str = "", only: str = "") -> Json:
    forms = [only] if only else ["application/json", *filter(None, [form])]
    content = {kind: {"schema": TEXT if kind == "text/csv" else answer} for kind in forms}
    told = {"200": {"description": said, "content": content}, "304": {"description": "As If-None-Match says it was"}}
    return {
        "get": {
            "summary": said,
            "parameters": list(parameters),
            "responses": told | {"default": _ref("fault", "responses")},
        }
    }


def _ref(name: str, part: str = "schemas") -> Json:
    return {"$ref": f"#/components/{part}/{name}"}


def _parameter(name: str, said: str, kind: Json) -> Json:
    return {"name": name, "in": "query", "description": said, "schema": kind}


def _article() -> Json:
    return {"name": "article_id", "in": "path", "required": True, "schema": TEXT}


def _several(name: str, said: str) -> Json:
    return _parameter(name, said, {"type": "array", "items": TEXT}) | {"style": "form", "explode": True}


def _filters() -> list[Json]:
    days = {"from": "First day", "to": "Last day, inclusive"}
    said = {each.key: f"{each.title}, by code or name, any of several; /api/filters lists them" for each in SEVERAL}
    least: Json = {"enum": [*SURE_NAMES, *SURE_NAMES.values()]}
    sure = _parameter("sure", "Confidence of the coder, at least", least)
    return [_parameter(n, days[n], DAY) if n in days else _several(n, said[n]) for n in KEYS if n != "sure"] + [sure]


def _sides() -> list[Json]:
    return [_parameter(name, "One of two sides: only what is told of both", TEXT) for name in asked.BETWEEN]


def _paging() -> list[Json]:
    limit = NUMBER | {"minimum": 1}
    said = f"Rows of an answer; in JSON {asked.ROWS} where none is given, and {asked.MOST_ROWS:,} at most"
    return [
        _parameter("limit", said, limit),
        _parameter("offset", "Rows before the first; the answer links the next", NUMBER | {"minimum": 0}),
        _parameter("version", "Of the data, as the first answer told it: refused (409) where they changed since", TEXT),
    ]


def _wave() -> list[Json]:
    turned = []
    for each in SLIDERS:
        kind: Json = {"type": "integer" if isinstance(each.least, int) else "number", "default": each.default}
        turned.append(_parameter(each.key, each.label, kind | {"minimum": each.least, "maximum": each.most}))
    return [
        _parameter("evidence", "What is measured", {"enum": list(EVIDENCE), "default": "chronology"}),
        *turned,
        _parameter("without", "An actor or a source that is left out", TEXT),
        _parameter("inside", "Only pairs of which both sides are of the region", {"enum": ["true", "false"]}),
        _several("mood", "Mood of a pair on a day and its band, as IRN-SAU@2023-08-21"),
    ]


# ---------------------------------------------------------------- what answers hold
def _column(column: Column) -> Json:
    kind = KINDS.get(codec(column).described)
    if kind is None:  # a list of codes, or of records
        fields = dict.fromkeys(column.fields, TEXT)
        kind = {"type": "array", "items": {"type": "object", "properties": fields} if fields else TEXT}
    words = f"{column.help} ({column.unit})" if column.unit else column.help
    return kind | {"description": words} | ({"enum": list(column.vocabulary)} if column.vocabulary else {})


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _page(name: str) -> Json:
    link: Json = {"type": ["string", "null"]}
    return _object(
        {
            "table": {"const": name},
            "version": TEXT,
            **dict.fromkeys(("total", "limit", "offset"), NUMBER),
            "next": link,
            "csv": TEXT,
            "page_url": TEXT,
            "rows": {"type": "array", "items": _ref(name)},
        }
    )


def _schemas() -> dict[str, Json]:
    rows: dict[str, Json] = {name: {column.name: _column(column) for column in columns(name)} for name in EXPORTED}
    coded: Json = {name: {"type": "array", "items": _ref(name)} for name in CODED}
    said = {"article_id": TEXT, "start": NUMBER, "end": NUMBER}
    words = dict.fromkeys(("before", "evidence", "after", "article_url", "page_url"), TEXT)
    wave: Json = {
        "window": NUMBER,
        "data_end": {"type": ["string", "null"]},
        "waves": {"type": "array", "items": {"type": "object"}},
        "mood": {"type": "object"},
        "verdict": TEXT,
    }
    return {name: _object(properties) for name, properties in rows.items()} | {
        "whole_article": _object({**rows["articles"], "text": TEXT, **coded}),
        "evidence": _object({**said, **words}),
        "wave": _object(wave),
        "fault": _object(dict.fromkeys(("code", "what", "next"), TEXT)),
    }
