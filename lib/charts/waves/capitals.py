"""The dyads that are up or down on one day, drawn between their capitals."""

from collections.abc import Mapping

import pandas as pd

from lib.charts import theme
from lib.charts.labels import HALO, clickable, escaped
from lib.charts.map import Sheet, aspect, centre
from lib.charts.theme import Figure
from lib.charts.waves.marks import dyads
from lib.wording.names import Name
from lib.wording.phrases import plural, verb

LONGITUDES, LATITUDES = (0.0, 75.0), (8.0, 43.0)
SHEET = Sheet("Middle East and North Africa", "mercator", LONGITUDES, LATITUDES)
HEIGHT = 470  # px
EDGE = 1.5  # degrees from the frame at which actors beyond it are drawn
Seats = Mapping[str, tuple[float, float, str]]


def dyads_on(standing: pd.DataFrame, seats: Seats, name: Name) -> Figure:
    """Lines between the two sides of each dyad: blue up, vermillion dashed down. `standing` as series.standing gives
    it, with `keys` and `hover`; the mark half-way opens the evidence."""
    known = standing[standing["actor_a"].isin(seats) & standing["actor_b"].isin(seats)]
    fig = Figure()
    for sign, colour, dash, label in ((1, theme.BLUE, "solid", "up"), (-1, theme.VERMILLION, "dash", "down")):
        some = known[known["sign"] == sign]
        lat, lon = _lines(some, seats)
        fig.add_scattergeo(
            lat=lat,
            lon=lon,
            mode="lines",
            line={"width": 2.5, "color": colour, "dash": dash},
            name=label,
            hoverinfo="skip",
        )
        middle = [_middle(a, b, seats) for a, b in dyads(some)]
        fig.add_scattergeo(
            lat=[m[0] for m in middle],
            lon=[m[1] for m in middle],
            mode="markers",
            marker={
                "size": 12,
                "color": colour,
                "symbol": "triangle-up" if sign > 0 else "triangle-down",
                "line": {"width": 1, "color": theme.PAPER},
            },
            showlegend=False,
            **clickable(some["keys"], some["hover"]),
        )
    _actors(fig, known, seats, name)
    fig.update_geos(
        projection_type=SHEET.projection,
        showland=True,
        landcolor=theme.faint(theme.GREY, 0.14),
        showcountries=True,
        countrycolor=theme.GRID,
        showcoastlines=False,
        showframe=False,
        lataxis_range=list(LATITUDES),
        lonaxis_range=list(LONGITUDES),
        center={"lat": centre(SHEET), "lon": sum(LONGITUDES) / 2},
    )
    fig.update_layout(margin={"l": 0, "r": 0, "t": 30, "b": 0})
    left = len(standing) - len(known)
    without = f"{plural(left, 'pair has', 'pairs have')} no place on the map; the table has {verb(left, 'it', 'them')}."
    note = theme.joined(
        "Lines join capitals; actors beyond the frame stand at its edge. Outlines: UN; no position on any claim.",
        without if left else "",
    )
    up, down = (", ".join(f"{name(a)} and {name(b)}" for a, b in dyads(known[known["sign"] == s])) for s in (1, -1))
    room = {"names": True, "aspect": round(aspect(SHEET), 3), "tallest": HEIGHT}
    return theme.finish(fig, note, f"Map; up: {up or 'none'}; down: {down or 'none'}.", HEIGHT, room)


def _at(code: str, seats: Seats) -> tuple[float, float]:
    lat, lon, _ = seats[code]
    inside = lambda value, ends: min(max(value, ends[0] + EDGE), ends[1] - EDGE)  # noqa: E731
    return inside(lat, LATITUDES), inside(lon, LONGITUDES)


def _middle(a: str, b: str, seats: Seats) -> tuple[float, float]:
    one, two = _at(a, seats), _at(b, seats)
    return (one[0] + two[0]) / 2, (one[1] + two[1]) / 2


def _lines(rows: pd.DataFrame, seats: Seats) -> tuple[list, list]:
    lat: list[float | None] = []
    lon: list[float | None] = []
    for a, b in dyads(rows):
        one, two, middle = _at(a, seats), _at(b, seats), _middle(a, b, seats)
        lat += [one[0], middle[0], two[0], None]
        lon += [one[1], middle[1], two[1], None]
    return lat, lon


def _actors(fig: Figure, known: pd.DataFrame, seats: Seats, name: Name) -> None:
    codes = sorted(set(known["actor_a"]) | set(known["actor_b"]))
    places = [_at(code, seats) for code in codes]
    called = [escaped(name(code)) for code in codes]
    keys = [" ".join(known.loc[(known["actor_a"] == c) | (known["actor_b"] == c), "keys"]) for c in codes]
    fig.add_scattergeo(
        lat=[p[0] for p in places],
        lon=[p[1] for p in places],
        mode="markers+text",
        text=called,
        textposition=[seats[code][2] for code in codes],
        textfont={"size": 12, "color": theme.INK, "shadow": HALO},
        marker={"size": 8, "color": theme.INK},
        showlegend=False,
        **clickable(keys, called),
    )
