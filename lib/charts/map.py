"""Where meetings took place and which countries took part, on geometry that comes with the app.

A map is drawn on a sheet: the Middle East, three continents, or the world; `smallest` finds the one that holds all.
The outlines are the UN's, as Plotly brings them; they say nothing on any claim.
"""

import json
import math
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.charts import theme
from lib.charts.labels import ASLANT, STRAIGHT, WIDTHS, brief, clickable, escaped, placed, tiers, written
from lib.charts.theme import Figure
from lib.paths import OUTLINES
from lib.wording import names
from lib.wording.phrases import listing, plural

HEIGHT = 480  # px where a page does not give the map the height its width asks for (`aspect`)
TALLEST = 720  # px, where it does
LISTED = 8  # countries off the sheet that are named
SHADES = [[0, theme.SEQUENTIAL[2]], [1, theme.SEQUENTIAL[5]]]  # no darker: names are written on them
RIM = theme.SEQUENTIAL[8]  # of a dot

# Where the states are that the outlines leave out: latitude, longitude.
LEFT_OUT = {
    "AND": (42.55, 1.58), "ATG": (17.08, -61.80), "BHR": (26.05, 50.54), "BRB": (13.18, -59.56), "FSM": (6.88, 158.22),
    "GRD": (12.11, -61.68), "HKG": (22.35, 114.15), "KIR": (1.42, 173.00), "KNA": (17.30, -62.73),
    "LCA": (13.90, -60.97), "LIE": (47.15, 9.55), "MAC": (22.17, 113.55), "MCO": (43.74, 7.41), "MDV": (4.18, 73.51),
    "MHL": (7.10, 171.20), "MLT": (35.89, 14.44), "NRU": (-0.53, 166.93), "PLW": (7.50, 134.58), "SGP": (1.35, 103.82),
    "SMR": (43.94, 12.46), "SYC": (-4.68, 55.48), "TON": (-21.18, -175.20), "TUV": (-8.52, 179.20),
    "VAT": (41.90, 12.45), "VCT": (13.25, -61.20), "XKX": (42.57, 20.87),
}  # fmt: skip


class Sheet(NamedTuple):
    """A part of the world. Extents are in degrees. A country smaller than `small` degrees across gets a mark of `mark`
    px beside its outline; the circle of a place has `circle` px: the least, and what is added to it at most. Names are
    written where the map is at least `named` px wide."""

    name: str
    projection: str
    longitudes: tuple[float, float]
    latitudes: tuple[float, float]
    small: float = 0
    mark: int = 9
    circle: tuple[int, int] = (12, 14)
    named: int = 0

    def holds(self, code: str) -> bool:
        """Is the middle of this country on the sheet?"""
        return code in middles() and all(0 <= part <= 1 for part in _drawn(*middles()[code][:2], self))


SHEETS = {  # the smallest first
    "region": Sheet("Middle East", "mercator", (24.5, 74.5), (12.0, 42.3), 1.25),
    "continents": Sheet("Asia, Europe and Africa", "natural earth", (-18.0, 150.0), (-35.0, 65.0), 1.6, 7, (8, 9)),
    "world": Sheet("World", "natural earth", (-149.0, 171.0), (-44.0, 63.0), 2.1, 6, (7, 9), 720),
}


def smallest(codes: Iterable[str]) -> str:
    """The key of the smallest sheet that holds all these countries; the last if none does. Organizations are on none."""
    states = {code for code in codes if len(code) == 3}
    return next((key for key, sheet in SHEETS.items() if all(map(sheet.holds, states))), list(SHEETS)[-1])


def beyond(parties: pd.DataFrame, places: pd.DataFrame, sheet: str) -> list[tuple[str, int]]:
    """Countries off the sheet, and in how many meetings they took part (or, if in none, how many took place there)."""
    counts = dict(zip(places["country"], places["meetings"], strict=True))
    counts |= dict(zip(parties["country"], parties["meetings"], strict=True))
    off = [(c, int(n)) for c, n in counts.items() if len(c) == 3 and not SHEETS[sheet].holds(c)]
    return sorted(off, key=lambda pair: (-pair[1], pair[0]))


def map_(parties: pd.DataFrame, places: pd.DataFrame, sheet: str = "", unit: str = "meetings") -> Figure:
    """Countries shaded by meetings (country, meetings, keys), circles where meetings took place (also `places`). unit: what is
    counted, if not meetings.

    sheet: a key of SHEETS; the smallest that holds all if none is given. What is off it is told in the note.
    """
    sheet = sheet or smallest((*parties["country"], *places["country"]))
    here = SHEETS[sheet]
    states = parties[parties["country"].map(here.holds).astype(bool)]
    hosts = places[places["country"].map(here.holds).astype(bool)]
    fig = Figure()
    circles = _circles(hosts, here)
    marks = _marks(states["country"], circles, here)
    _shades(fig, states)
    _dots(fig, states, {code: size for code, size in marks.items() if code in circles}, theme.PAPER)
    _places(fig, hosts, circles)
    _dots(fig, states, {code: size for code, size in marks.items() if code not in circles}, RIM)
    _names(fig, states, {**circles, **marks}, here)
    fig.update_geos(
        projection_type=here.projection,
        showcountries=True,
        countrycolor=theme.GRID,
        showland=True,
        landcolor=theme.faint(theme.GREY, 0.14),
        showocean=False,
        showcoastlines=False,
        showframe=False,
        fitbounds=False,
        lataxis_range=list(here.latitudes),
        lonaxis_range=list(here.longitudes),
        center={"lat": centre(here), "lon": sum(here.longitudes) / 2},
    )
    # 8 px: farther from a circle a click means the country under it
    fig.update_layout(showlegend=False, hoverdistance=8, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    most = "; ".join(f"{names.side(r['country'])} {r['meetings']}" for r in states.head(5).to_dict("records")) or "none"
    off = beyond(parties, places, sheet)
    alt = theme.joined(f"Map, {here.name}; most {unit}: {most}.", _off(off))
    room = {"names": True, "aspect": round(aspect(here), 3), "tallest": TALLEST}
    return theme.finish(fig, _note(fig, parties, off, unit), alt, HEIGHT, room)


def _note(fig: Figure, parties: pd.DataFrame, off: list[tuple[str, int]], unit: str) -> str:
    """How to read what is on the map, and what is not on it."""
    rings, circles, dots = (len(trace.lat or ()) for trace in fig.data[1:4])
    others = int((parties["country"].str.len() != 3).sum())
    return theme.joined(
        "Shaded: countries that took part.",
        "Dots and rings in the same colours: countries too small for their outline." if rings or dots else "",
        f"Circles: countries where {unit} took place, as far as is told." if circles else "",
        _off(off),
        f"{plural(others, 'organization is', 'organizations are')} not on the map." if others else "",
        "Outlines: UN; no position on any claim.",
    )


def _off(off: list[tuple[str, int]]) -> str:
    """Not on this sheet: United States (4), China (2)."""
    if not off:
        return ""
    return f"Not on this sheet: {listing((f'{names.side(code)} ({count:,})' for code, count in off), most=LISTED)}."


def _circles(hosts: pd.DataFrame, sheet: Sheet) -> dict[str, float]:
    """Diameters in px of the circles: the area grows with the meetings."""
    most = max(hosts["meetings"].max() if len(hosts) else 1, 1)
    sizes = sheet.circle[0] + sheet.circle[1] * (hosts["meetings"] / most) ** 0.5
    return dict(zip(hosts["country"], sizes, strict=True))


def _marks(codes: Iterable[str], circles: dict[str, float], sheet: Sheet) -> dict[str, float]:
    """Diameters in px of the marks of states too small to see: dots; where there is a circle, a ring around it."""
    small = [code for code in codes if middles()[code][2] < sheet.small]
    return {code: circles[code] + 6 if code in circles else sheet.mark for code in small}


def _shade(states: pd.DataFrame) -> tuple[pd.Series, float, float]:
    """Shades by the root of the meetings, so that one large number does not bleach the rest; their least and most."""
    return states["meetings"] ** 0.5, 0.5, max(2, int(states["meetings"].max()) if len(states) else 2) ** 0.5


def _behind(states: pd.DataFrame) -> dict:
    """What the marks of states lead to and say."""
    counts = zip(states["country"], states["meetings"], strict=True)
    return clickable(states["keys"], [f"<b>{escaped(names.side(c))}</b><br>took part in {n}" for c, n in counts])


def _shades(fig: Figure, states: pd.DataFrame) -> None:
    shade, least, most = _shade(states)
    fig.add_choropleth(
        locations=states["country"],
        locationmode="ISO-3",
        z=shade,
        zmin=least,
        zmax=most,
        colorscale=SHADES,
        showscale=False,
        marker={"line": {"color": theme.PAPER, "width": 0.6}},
        **_behind(states),
    )


def _dots(fig: Figure, states: pd.DataFrame, marks: dict[str, float], rim: str) -> None:
    """Marks (code -> px) in the shades of the outlines."""
    shade, least, most = _shade(states)
    some = states["country"].isin(marks)
    fig.add_scattergeo(
        **_at(states["country"][some]),
        mode="markers",
        marker={
            "size": [marks[code] for code in states["country"][some]],
            "color": shade[some],
            "cmin": least,
            "cmax": most,
            "colorscale": SHADES,
            "showscale": False,
            "line": {"width": 1, "color": rim},
            "opacity": 1,
        },
        **_behind(states[some]),
    )


def _places(fig: Figure, hosts: pd.DataFrame, circles: dict[str, float]) -> None:
    told = [
        f"<b>{escaped(r['places'] or names.side(r['country']))}</b><br>{r['meetings']} took place here"
        for r in hosts.to_dict("records")
    ]
    fig.add_scattergeo(
        **_at(hosts["country"]),
        mode="markers",
        marker={
            "size": [circles[c] for c in hosts["country"]],
            "color": theme.VERMILLION,
            "line": {"width": 1.5, "color": theme.PAPER},
            "opacity": 0.95,
        },
        **clickable(hosts["keys"], told),
    )


def _names(fig: Figure, states: pd.DataFrame, marks: dict[str, float], sheet: Sheet) -> None:
    """Names of the countries, those of most meetings first: in the middle of the outline, or beside the mark (px)."""
    codes = list(dict.fromkeys((*states["country"], *marks)))
    sizes = [marks.get(code, 0.0) for code in codes]
    room = np.minimum(np.array(WIDTHS), TALLEST * aspect(sheet))[:, None] / (1, aspect(sheet))  # px of the drawn sheet
    spots = np.array([_drawn(*middles()[code][:2], sheet) for code in codes]).reshape(-1, 2)
    sides = [(STRAIGHT, ASLANT) if size else (("middle center",), STRAIGHT) for size in sizes]
    called = [brief(code) for code in codes]
    labels = placed(
        spots * room[:, None], np.array(sizes) / 2, called, room, _borders(sheet) * room[:, None], sides, sheet.named
    )
    for tier, some in tiers(labels):
        fig.add_scattergeo(**_at(codes[x.node] for x in some), **written(some, [sizes[x.node] for x in some], tier))


def _at(codes: Iterable[str]) -> dict[str, list[float]]:
    spots = [middles()[code] for code in codes]
    return {"lat": [s[0] for s in spots], "lon": [s[1] for s in spots]}


@cache
def _borders(sheet: Sheet) -> np.ndarray:
    """Points of the outlines on the sheet, as parts of it, at most 2,000: a name rather does not cross them."""
    points = np.array([_drawn(lat, lon, sheet) for line in _arcs(_outlines()) for lon, lat in line])
    inside = points[((points > 0) & (points < 1)).all(axis=1)]
    return inside[:: 1 + len(inside) // 2000]


def aspect(sheet: Sheet) -> float:
    """Width of the drawn sheet through its height."""
    left, right, bottom, top = _edges(sheet)
    return (right - left) / (top - bottom)


def _drawn(lat: float, lon: float, sheet: Sheet) -> tuple[float, float]:
    """Where a place is drawn: from the left and from the top, as parts of the sheet."""
    left, right, bottom, top = _edges(sheet)
    x, y = _projected(lat, (lon - sum(sheet.longitudes) / 2 + 180) % 360 - 180, sheet.projection)
    return (x - left) / (right - left), (top - y) / (top - bottom)


@cache
def _edges(sheet: Sheet) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of the sheet as projected, in radians at the equator.

    Plotly joins five points of each edge by great circles, so that the upper and lower edge bulge a little.
    """
    half, quarter = (math.radians(sheet.longitudes[1] - sheet.longitudes[0]) / n for n in (2, 8))
    low, high = (math.radians(lat) for lat in sheet.latitudes)
    bulged = [math.degrees(math.atan(math.tan(lat) / math.cos(quarter))) for lat in (low, high)]
    corners = [_projected(lat, math.degrees(half), sheet.projection) for lat in (*sheet.latitudes, 0)]
    reach = max(x for x, _ in corners[: 3 if low < 0 < high else 2])
    bottom, top = (_projected(lat, 0, sheet.projection)[1] for lat in bulged)
    return -reach, reach, min(bottom, corners[0][1]), max(top, corners[1][1])


def centre(sheet: Sheet) -> float:
    """The latitude in the middle of the sheet as drawn; Plotly would take the mean of the two ends, and shift it."""
    *_, bottom, top = _edges(sheet)
    low, high = sheet.latitudes
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _projected(middle, 0, sheet.projection)[1] < (bottom + top) / 2 else (low, middle)
    return round(low, 3)


def _projected(lat: float, lon: float, projection: str) -> tuple[float, float]:
    """x and y of a place, longitude in degrees from the middle meridian; the formulas of d3, as Plotly uses them."""
    x, y = math.radians(lon), math.radians(lat)
    if projection == "mercator":
        return x, math.log(math.tan(math.pi / 4 + y / 2))
    y2, y4 = y**2, y**4
    return (
        x * (0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4))),
        y * (1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4))),
    )


@cache
def middles() -> dict[str, tuple[float, float, float]]:
    """Code -> latitude and longitude of the middle, and degrees across (the root of the area); 0 without an outline."""
    outlines = _outlines()
    arcs = _arcs(outlines)
    found: dict[str, list[tuple[float, float, float]]] = {}
    for shape in outlines["objects"]["countries"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        lon, lat = shape["properties"]["ct"]
        found.setdefault(shape["id"], []).append((sum(_area(part[0], arcs) for part in parts), lat, lon))
    largest = {code: max(shapes) for code, shapes in found.items()}  # a few countries are two shapes
    known = {code: (lat, lon, area**0.5) for code, (area, lat, lon) in largest.items()}
    return {**{code: (lat, lon, 0.0) for code, (lat, lon) in LEFT_OUT.items()}, **known}


@cache
def _outlines() -> dict:
    """The file of the outlines, in TopoJSON."""
    return json.loads(OUTLINES.read_text("utf-8"))


def _arcs(outlines: dict) -> list[list[tuple[float, float]]]:
    """The lines of a TopoJSON file, as longitude and latitude: it keeps them as steps on a grid."""
    (sx, sy), (tx, ty) = outlines["transform"]["scale"], outlines["transform"]["translate"]
    lines = []
    for steps in outlines["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def _area(ring: list[int], arcs: list[list[tuple[float, float]]]) -> float:
    """Area within a ring of arcs (~n is arc n backwards), in square degrees at the equator."""
    twice = 0.0
    for n in ring:
        for (x1, y1), (x2, y2) in pairwise(arcs[n] if n >= 0 else arcs[~n][::-1]):
            twice += (x2 - x1) * (math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
    return abs(math.degrees(twice) / 2)
