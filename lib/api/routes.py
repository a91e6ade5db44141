"""The addresses under /api, and what answers at each: in a thread, for the visitor whose cookie came along, or for all."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
import pandas as pd
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from lib import __version__
from lib.api import answers, asked, door
from lib.api.answers import Site
from lib.api.described import openapi
from lib.api.faults import GUARD, told
from lib.batch import curated
from lib.catalogue.measured import Measured
from lib.errors import MajlisError
from lib.export.tables.about import EXPORTED, LICENCE, TITLE
from lib.measures.counts.selection import Selection, between
from lib.measures.parameters import Parameters
from lib.measures.waves import command
from lib.measures.waves.doubt import Part
from lib.paths import BASELINE_FILE, CHRONOLOGY_FILE, CODEBOOK, LASTING_FILE, ROOT
from lib.schema import CODED, TABLES
from lib.wording.choices import KEYS, SEVERAL, SURE_NAMES
from lib.wording.report import record

API = "/api"
AT_ONCE = 4  # requests that work at the same time; the others wait, and hold no thread
MOST_FROM = 16  # requests from one address that work or wait
KEPT = 32  # waves
Tables = dict[str, pd.DataFrame]


class Data(NamedTuple):
    """What is served: the `version` of what a session sees, what a selection of it leaves (version, session, selection),
    and what can be chosen (version, session)."""

    version: Callable[[str], str]
    selected: Callable[[str, str, Selection], Tables]
    options: Callable[[str, str], dict[str, list[str]]]


class Visit:
    """One request: who asks, and what they see."""

    def __init__(self, request: Request, data: Data, prefix: str, pages: bool) -> None:
        self.request, self.data = request, data
        address = urlsplit(str(request.url))
        self.site = Site(f"{address.scheme}://{address.netloc}{prefix}", pages)
        token = door.token(request.headers.getlist("cookie"))
        shared, own = data.version(""), data.version(door.session(token)) if token else ""
        self.session = door.session(token) if own not in ("", shared) else ""
        self.version = own or shared

    @property
    def options(self) -> dict[str, list[str]]:
        return self.data.options(self.version, self.session)

    def tables(self, chosen: Selection | None = None) -> Tables:
        return self.data.selected(self.version, self.session, chosen or Selection())

    def found(self, *known: str) -> asked.Found:
        """The query, which may hold these names alone."""
        return asked.parameters(self.request, known)

    @property
    def mark(self) -> str:
        """The ETag of this answer: another where anything is that it is made of. What was refused has none."""
        parts = "\n".join([made_of(), self.version, str(self.request.url), str(self.wants_csv)])
        return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:20]}"'

    @property
    def wants_csv(self) -> bool:
        return self.request.url.path.endswith(".csv") or self.request.headers.get("accept", "").startswith("text/csv")

    @property
    def known(self) -> bool:
        """Has the program that asks this very answer already?"""
        sent = self.request.headers.get("if-none-match", "")
        return self.mark in (mark.strip() for mark in sent.split(","))


@cache
def made_of() -> str:
    """What else than its data a server answers from; processes of one Majlis say the same."""
    return curated.fingerprint((ROOT / "lib", CODEBOOK, CHRONOLOGY_FILE, BASELINE_FILE, LASTING_FILE))


Json = Mapping[str, object]
Answer = Callable[[Visit], Json | Iterator[bytes]]  # plain values, or the lines of a CSV file


def routes(data: Data, prefix: str = "", pages: bool = True) -> list[BaseRoute]:
    """What a server has to serve for it. prefix: the path before /api; pages: are those of the app served beside it?"""
    work, waves = CapacityLimiter(AT_ONCE), CapacityLimiter(1)
    wave = lru_cache(KEPT)(partial(_measured, data))

    def route(path: str, answer: Answer, limiter: CapacityLimiter = work) -> Route:
        async def endpoint(request: Request) -> Response:
            return await to_thread.run_sync(_answer, answer, request, data, prefix, pages, limiter=limiter)

        return Route(f"{prefix}{API}{path}", endpoint)

    tables = [route(f"/{name}{end}", partial(_table, name)) for name in EXPORTED for end in ("", ".csv")]
    inside = [
        route("", _index),
        route("/openapi.json", _described),
        route("/filters", _filters),
        *tables,
        route("/articles/{article_id:path}", _article),
        route("/evidence/{article_id:path}", _evidence),
        route("/wave", partial(_wave, wave), waves),
    ]
    elsewhere = [site for site in door.sites(door.SITES) if "*" not in site]
    others = Middleware(
        CORSMiddleware,
        allow_origins=elsewhere,
        allow_headers=["Authorization", "If-None-Match"],
        expose_headers=["ETag", "Link"],
    )
    handlers = dict.fromkeys((MajlisError, 404, 405, Exception), told)
    app = Starlette(
        routes=inside,
        middleware=[*([others] if elsewhere else []), Middleware(door.Guard), Middleware(door.Turns, most=MOST_FROM)],
        exception_handlers=handlers,
    )
    return [Route(f"{prefix}{API}", app), Route(f"{prefix}{API}/{{rest:path}}", app)]


def _answer(answer: Answer, request: Request, data: Data, prefix: str, pages: bool) -> Response:
    visit = Visit(request, data, prefix, pages)
    kept = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization, Accept"}
    headers = GUARD | kept | {"ETag": visit.mark}
    if visit.known:
        return Response(status_code=304, headers=headers)
    made = answer(visit)
    if isinstance(made, Iterator):
        name = request.url.path.removesuffix(".csv").rpartition("/")[2]
        headers["Content-Disposition"] = f'attachment; filename="majlis-{name}.csv"'
        return StreamingResponse(made, headers=headers, media_type="text/csv")
    if made.get("next"):
        headers["Link"] = f'<{made["next"]}>; rel="next"'
    return Response(msgspec.json.encode(made), headers=headers, media_type="application/json")


def _index(visit: Visit) -> Json:
    visit.found()
    tables = visit.tables()
    listed = [
        {
            "name": name,
            "row": f"One row is {EXPORTED[name].row}.",
            "rows": len(_rows(tables, name)),
            "url": visit.site.api(f"/{name}"),
            "csv": visit.site.api(f"/{name}.csv"),
        }
        for name in EXPORTED
    ]
    return {
        "title": TITLE,
        "majlis_version": __version__,
        "version": visit.version,
        "sees": "what is shared, and what is your browser's own" if visit.session else "what is shared",
        "tables": listed,
        "article": visit.site.api("/articles/") + "{article_id}",
        "evidence": visit.site.api("/evidence/") + "{article_id}?start={start}&end={end}",
        "wave": visit.site.api("/wave"),
        "filters": visit.site.api("/filters"),
        "openapi": visit.site.api("/openapi.json"),
        "licence": LICENCE,
    }


def _described(visit: Visit) -> Json:
    visit.found()
    return openapi(visit.site.address)


def _filters(visit: Visit) -> Json:
    """Each filter of which several can be chosen, with what can be: value -> what it is called."""
    visit.found()
    options = visit.options
    return {each.key: {value: each.called(value) for value in options[each.part]} for each in SEVERAL} | {
        "sure": SURE_NAMES
    }


def _rows(tables: Tables, name: str) -> pd.DataFrame:
    return tables["milestones" if name == "chronology" else name]


def _table(name: str, visit: Visit) -> Json | Iterator[bytes]:
    found = visit.found(*KEYS, *asked.BETWEEN, *asked.PAGING)
    chosen, two = asked.selection(found, visit.options), asked.two(found, visit.options)
    first, most = (asked.LAST_ROW,) * 2 if visit.wants_csv else (asked.ROWS, asked.MOST_ROWS)
    limit = asked.whole(found, "limit", first, most, 1)
    offset = asked.whole(found, "offset", 0, asked.LAST_ROW)
    if found.get("version", [visit.version]) != [visit.version]:
        raise MajlisError("MJ716", version=visit.version)
    tables = visit.tables(chosen)
    df = _rows(between(tables, *two) if two else tables, name)
    part = df.iloc[offset : offset + limit]
    if visit.wants_csv:
        return answers.as_csv(part, name, visit.site)
    kept = [(key, value) for key, values in found.items() if key not in asked.PAGING for value in values]
    after = [*kept, ("limit", str(limit)), ("offset", str(offset + limit)), ("version", visit.version)]
    return {
        "table": name,
        "version": visit.version,
        "total": len(df),
        "limit": limit,
        "offset": offset,
        "next": visit.site.api(f"/{name}", after) if offset + limit < len(df) else None,
        "csv": visit.site.api(f"/{name}.csv", kept),
        "page_url": visit.site.page("pair" if two else answers.PAGE_OF.get(name, "export"), kept),
        "rows": list(answers.rows(part, name, visit.site)),
    }


def _seen(visit: Visit) -> tuple[str, Tables]:
    """The article that the address names, and the tables it is in. Raises MJ304."""
    article_id, tables = visit.request.path_params["article_id"], visit.tables()
    if article_id not in tables["articles"].index:
        raise MajlisError("MJ304", article=article_id[: asked.SHOWN])
    return article_id, tables


def _article(visit: Visit) -> Json:
    visit.found()
    article_id, tables = _seen(visit)
    return answers.whole(tables, article_id, visit.site)


def _evidence(visit: Visit) -> Json:
    """The words of an article from `start` to `end`, or behind the row of it that bears this identifier, and those around."""
    found = visit.found("start", "end", "row")
    article_id, tables = _seen(visit)
    text, mark = str(tables["articles"].at[article_id, "text"]), []
    if "row" in found:
        row = _row(tables, article_id, found["row"][0])
        start, end, mark = int(row["start"]), int(row["end"]), [("sentence", str(row["sentence"]))]
    else:
        start = asked.whole(found, "start", 0, len(text) - 1)
        end = asked.whole(found, "end", len(text), len(text), start + 1)
    return answers.around(article_id, text, start, end, mark, visit.site)


def _row(tables: Tables, article_id: str, name: str) -> pd.Series:
    for table in CODED:
        df = tables[table]
        own = df[(df["article_id"] == article_id) & (df[TABLES[table].key] == name)]
        if len(own):
            return own.iloc[0]
    raise MajlisError("MJ712", name="row", value=name[: asked.SHOWN], near="")


def _wave(measured: Callable[..., Json], visit: Visit) -> Json:
    """What `python -m lib wave --json` tells, of what the filters leave."""
    found = visit.found(*KEYS, *asked.WAVE)
    chosen, layer, turned = asked.selection(found, visit.options), asked.layer(found), asked.turned(found)
    evidence = Measured.of(layer, turned, visit.tables(chosen)).evidence
    part, moods = asked.part(found, evidence), asked.moods(found)
    return measured(visit.version, visit.session, chosen, layer, turned, part, moods)


def _measured(
    data: Data,
    version: str,
    session: str,
    chosen: Selection,
    layer: str,
    parameters: Parameters,
    part: Part,
    moods: Collection[str],
) -> Json:
    found = Measured.of(layer, parameters, data.selected(version, session, chosen), part)
    return record(command.told(found.evidence, parameters, list(moods)))
