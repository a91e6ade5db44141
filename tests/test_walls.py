"""The walls and floors of the house, read from the imports themselves, lazy ones too.

An import only ever runs downwards, between rooms and inside them; no files import each other in a circle; and each
heavy library stays in its own room.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from statistics import median

import networkx as nx
import pytest
from coverage import Coverage

ROOT = Path(__file__).parent.parent

parsed = cache(ast.parse)  # no one changes a tree, and many tests read each file

# From the ground up. A room may import itself and every room on a lower floor.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("lib.errors", "lib.paths", "lib.calendars"),
    ("lib.codebook",),
    ("lib.schema",),  # above the codebook, which holds its vocabularies
    ("lib.columns",),
    ("lib.measures", "lib.loaders"),
    ("lib.coder",),
    ("lib.wording",),
    ("lib.charts",),
    ("lib.catalogue",),
    ("lib.export",),
    ("lib.tables",),
    ("lib.reader",),
    ("lib.batch",),
    ("lib.store",),
    ("lib.api",),  # beside lib.ui, for programs; without streamlit
    ("lib.commands",),
    ("lib.__main__",),
    ("lib.ui",),
    ("pages", "app"),
)
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
INSIDE: dict[str, tuple[tuple[str, ...], ...]] = {  # floors inside a room; what is not named stands on top of them
    "lib.codebook": (("cells",), ("records",), ("own",), ("book",)),
    "lib.coder": (
        ("deciding", "reading"),
        ("entities",),
        ("confidence", "deciding", "document"),
        ("meetings", "topics", "actors"),
        ("events",),
    ),
    "lib.measures": (
        ("parameters", "days", "matching", "outliers", "alpha"),
        ("occasions",),
        ("waves", "counts"),
        ("edits",),
    ),
    "lib.catalogue": (("record", "rows", "measured"),),
    "lib.charts": (("theme",), ("labels",)),
    "lib.export": (("tables",), ("deck",)),
    "lib.reader": (
        ("settings", "wanted", "record"),
        ("instructions", "endpoint"),
        ("asking", "held"),
        ("checking", "cache", "files"),
        ("rows", "comparing", "estimating"),
    ),
    "lib.ui": (("shell",), ("explore", "analyse", "present", "about"), ("programs", "warm")),
}

# Library -> the only rooms that may import it.
WALLS = {
    "streamlit": ("app", "pages", "lib.ui"),
    "plotly": ("lib.charts", "lib.export"),
    "sqlalchemy": ("lib.store",),
    "psycopg": ("lib.store",),
    "starlette": ("app", "lib.api", "lib.ui"),
    "uvicorn": ("lib.api",),
}
BARRED = {"lib.coder": ("pandas",), "lib.measures": ("lib.charts",)}
LONGEST = 450  # lines of a module
PAGE_LINES = 75  # "under about 60", with room for imports and a docstring


pytestmark = pytest.mark.xdist_group("walls")  # one process reads the house


def modules() -> dict[str, Path]:
    """Dotted name -> file, for app.py, pages/ and lib/."""
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "lib").rglob("*.py")]
    return {dotted(f.relative_to(ROOT)): f for f in files if f.exists()}


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def room(module: str) -> str | None:
    """The room a module of ours belongs to: lib.coder.dates -> lib.coder; None for other people's."""
    parts = module.split(".")
    if parts[0] in ("app", "pages"):
        return parts[0]
    if parts[0] != "lib" or len(parts) == 1:
        return None
    inner = ".".join(parts[:3])
    return inner if inner in FLOOR else ".".join(parts[:2])


@cache
def imports(source: str, module: str, is_package: bool = False) -> set[str]:
    """Every module imported anywhere in the source, also inside functions and relative ones.

    What stands under `if TYPE_CHECKING:` is never run, and does not count.
    """
    found: set[str] = set()
    tree = parsed(source)
    typing_only = {n for block in ast.walk(tree) if for_types(block) for child in block.body for n in ast.walk(child)}
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                keep = len(parts) - node.level + (1 if is_package else 0)
                base = ".".join([*parts[:keep], *([base] if base else [])])
            found.update(f"{base}.{a.name}" for a in node.names)
    return found


@cache
def arrows() -> dict[str, set[str]]:
    """Module of ours -> the modules of ours it imports; of `from lib.x import y` the file that holds y."""
    known = modules()
    found: dict[str, set[str]] = {}
    for name, file in known.items():
        named = imports(file.read_text("utf-8"), name, file.name == "__init__.py")
        found[name] = {one if one in known else one.rpartition(".")[0] for one in named} & (known.keys() - {name})
    return found


def part(module: str) -> str:
    """The part of its room a module stands in: reading for lib.coder.reading.dates; "" where it is one of no floor."""
    named = module.split(".")[2:3]
    return named[0] if named and any(named[0] in parts for parts in INSIDE.get(room(module), ())) else ""


def storey(module: str) -> int:
    """The floor of that part inside its room; what is on no floor stands on top."""
    floors = INSIDE.get(room(module), ())
    return next((level for level, parts in enumerate(floors) if part(module) in parts), len(floors))


def for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def breaches(module: str, imported: set[str]) -> list[str]:
    """What is wrong with these imports, in words."""
    here, wrong = room(module), []
    for name in sorted(imported):
        there = room(name)
        if there and there != here and FLOOR.get(there, -1) >= FLOOR.get(here, -1):
            wrong.append(f"{module} imports {name}, which is not on a lower floor")
        top = name.split(".")[0]
        if top in WALLS and here not in WALLS[top]:
            wrong.append(f"{module} imports {top}, which belongs to {', '.join(WALLS[top])}")
        wrong += [f"{module} must not import {bar}" for bar in BARRED.get(here, ()) if f"{name}.".startswith(f"{bar}.")]
        if here == "pages" and there == "pages":
            wrong.append(f"{module} imports another page: {name}")
    return wrong


def test_imports_run_downwards_and_keep_to_their_rooms():
    wrong = []
    for name, file in modules().items():
        wrong += breaches(name, imports(file.read_text("utf-8"), name, file.name == "__init__.py"))
    assert not wrong, "\n".join(wrong)


def upward(arrows: dict[str, set[str]]) -> list[str]:
    """The imports that do not run downwards inside their room, in words."""
    return [
        f"{here} imports {there}, which is not on a lower floor of its room"
        for here, imported in arrows.items()
        for there in sorted(imported)
        if room(here) == room(there) and part(here) != part(there) and storey(there) >= storey(here)
    ]


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """The files that import each other in a circle, however long."""
    return [sorted(c) for c in nx.strongly_connected_components(nx.DiGraph(arrows)) if len(c) > 1]


def test_imports_run_downwards_inside_a_room():
    assert not upward(arrows()), "\n".join(upward(arrows()))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("lib.coder.reading.dates", "lib.coder.entities.names"),
        ("lib.ui.shell.data", "lib.ui.warm"),
        ("lib.ui.explore.wave", "lib.ui.present.stage"),
        ("lib.measures.waves.wave", "lib.measures.edits.changes"),
    ],
)
def test_an_import_upwards_or_sideways_inside_a_room_is_found(here, there):
    assert upward({here: {there}})


def test_no_files_import_each_other_in_a_circle():
    assert not circles(arrows()), f"circles of files: {circles(arrows())}"


def test_a_circle_is_found():
    made_up = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}
    assert circles(made_up) == [["a", "b", "c"]]


def test_each_package_says_what_is_in_it():
    for name, file in modules().items():
        if file.name == "__init__.py":
            says = ast.get_docstring(parsed(file.read_text("utf-8"))) or ""
            assert len(says) > 30, f"{name} does not say what is in it"
            assert "TODO" not in says, f"{name} does not say what is in it"


def test_every_module_stands_on_a_floor():
    homeless = [m for m in modules() if m != "lib" and room(m) not in FLOOR]
    assert not homeless, f"no floor for {homeless}: see FLOORS"


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("lib.coder.reading.dates", "import pandas as pd"),
        ("lib.coder.reading.dates", "def f():\n    from pandas import DataFrame"),
        ("lib.measures.waves.wave", "from lib.charts import theme"),
        ("lib.charts.waves.breadth", "import streamlit as st"),
        ("lib.charts.waves.breadth", "from lib.store import Store"),
        ("lib.measures.waves.wave", "from plotly import graph_objects"),
        ("lib.ui.shell.layout", "from sqlalchemy import text"),
        ("lib.schema", "from lib import tables"),
        ("lib.coder.reading.dates", "from ...tables import empty"),
        ("pages.explore.wave", "from pages.explore import topics"),
    ],
)
def test_a_breach_is_found(module, source):
    assert breaches(module, imports(source, module))


def test_an_import_for_types_is_no_breach():
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import plotly\n"
    assert not breaches("lib.ui.shell.layout", imports(source, "lib.ui.shell.layout"))


def test_an_import_downwards_is_no_breach():
    assert not breaches(
        "lib.ui.shell.layout", imports("import streamlit\nfrom lib.store import Store", "lib.ui.shell.layout")
    )


@cache
def attributes(source: str) -> set[str]:
    """Names used as attribute, bare name, keyword or string anywhere in the source (comments do not count)."""
    used: set[str] = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Attribute):
            used.add(node.attr)
        elif isinstance(node, ast.Name):
            used.add(node.id)
        elif isinstance(node, ast.keyword) and node.arg:
            used.add(node.arg)
        elif isinstance(node, ast.alias):
            used.add(node.name)
    return used


def users(word: str) -> set[str]:
    return {m for m, f in modules().items() if word in attributes(f.read_text("utf-8"))}


def test_session_state_is_touched_in_one_module():
    assert users("session_state") <= {"lib.ui.shell.state"}


def test_no_text_is_drawn_as_unsafe_html():
    assert not users("unsafe_allow_html")


def test_only_the_frame_draws_charts():
    """A page hands its figure to lib/ui, which adds the table beside, the downloads and the alternative text."""
    assert not {m for m in users("plotly_chart") if not m.startswith("lib.ui.")}


def test_pages_are_thin():
    """A page reads state, calls lib and draws: few lines, no classes, no data wrangling of its own."""
    for name, file in modules().items():
        if not name.startswith("pages."):
            continue
        source = file.read_text("utf-8")
        assert len(source.splitlines()) <= PAGE_LINES, f"{name} is too long for a page"
        assert not imports(source, name) & {"pandas", "numpy"}, f"{name} wrangles data: that belongs to lib/"
        assert not [n for n in ast.walk(parsed(source)) if isinstance(n, ast.ClassDef)], f"{name} defines a class"


def test_pages_lie_one_level_down():
    """A file directly in pages/ is also found by Streamlit's old mechanism, which breaks cold deep links."""
    assert not list((ROOT / "pages").glob("*.py"))


def test_modules_stay_small():
    lines = {m: len(f.read_text("utf-8").splitlines()) for m, f in modules().items() if f.name != "__init__.py"}
    assert median(lines.values()) <= 170
    too_long = {m: n for m, n in lines.items() if n > LONGEST}
    assert not too_long, f"split these: {too_long}"


def test_the_library_is_in_the_repository():
    """Stock .gitignore files list lib/: ours must not."""
    assert "lib/" not in [line.strip().strip("/") + "/" for line in (ROOT / ".gitignore").read_text().splitlines()]


def test_what_only_repeats_is_not_traced_for_coverage():
    """Of this file tests/conftest.py says so; told by .ci/run, where all others are traced."""
    assert Coverage.current() is None
