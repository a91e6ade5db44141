"""Tables on a PowerPoint slide: shaded cells as a chart has them, or the points of a chart that can be drawn no other way."""

from dataclasses import dataclass

import plotly.graph_objects as go
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide as Page
from pptx.table import _Cell
from pptx.text.text import Font
from pptx.util import Inches, Pt

from lib.export.deck.pptx_chart import describe, listed, number_text, rgb, untagged
from lib.wording.phrases import more

ROOMY = (8, 12)  # columns and rows that fit the body of a slide at 12 points; more are set smaller
MOST = 12  # columns of shaded cells whose heads can be read; a wider table is a picture
LARGE, SMALL, LEAST = 12, 9, 8  # points
CELL = 80  # characters of a cell; more would make the row higher than its share of the body
PAPER, INK = "FFFFFF", "111418"
BRIGHT = 140  # of 255: on a ground as bright as this, ink is read, on a darker one paper


@dataclass(frozen=True)
class Table:
    """The heads of the columns, the rows, and the colour of each cell of these where they are shaded ("" for none)."""

    names: list[str]
    rows: list[list[str]]
    shades: list[list[str]]


def shaded(fig: go.Figure) -> Table | None:
    """The table that a figure of shaded cells with numbers is (lib/charts/matrix.py); None for any other, or a wide one."""
    grounds = [trace for trace in fig.data if trace.type == "heatmap"]
    written = [trace for trace in fig.data if trace.type == "scatter" and trace.mode == "markers+text"]
    if len(grounds) != 1 or len(written) != 1 or len(fig.data) != 2:
        return None
    ground, words = grounds[0], written[0]
    columns, names = listed(ground.x), listed(ground.y)
    cells = [listed(line) for line in listed(ground.z) if isinstance(line, list | tuple)]
    at = [listed(words.x), listed(words.y), [] if isinstance(words.text, str) else listed(words.text)]
    regular = [len(line) for line in cells] == [len(columns)] * len(names) and len({*map(len, at)}) == 1
    if not regular or not 0 < len(columns) <= MOST or None in (ground.zmin, ground.zmax, ground.colorscale):
        return None
    said = dict(zip(zip(*at[:2], strict=True), at[2], strict=True))
    lines = [*zip(names, cells, strict=True)]
    low, high = fig.layout.yaxis.range or (0, 1)
    if low < high:  # drawn from below
        lines.reverse()
    return Table(
        ["", *map(untagged, columns)],
        [[untagged(name), *(number_text(said.get((column, name))) for column in columns)] for name, _ in lines],
        [["", *(_shade(ground, value) for value in values)] for _, values in lines],
    )


def _shade(ground: go.Heatmap, value: float | None) -> str:
    """The colour of a value, by steps."""
    if value is None:
        return ""
    share = (value - ground.zmin) / (ground.zmax - ground.zmin)
    return next((colour for edge, colour in reversed(ground.colorscale) if edge <= share), "")


def points(fig: go.Figure) -> Table:
    """The figure's points, where neither chart nor picture can be had; long ones end with a count."""
    rows = []
    for trace in fig.data:
        xs, ys = listed(getattr(trace, "x", None)), listed(getattr(trace, "y", None))
        rows += [[untagged(trace.name), number_text(x), number_text(y)] for x, y in zip(xs, ys, strict=False)]
    most = ROOMY[1]
    rest = more(len(rows) - most)
    return Table(["series", "x", "y"], rows[:most] + ([[f"and {rest}", "", ""]] if rest else []), [])


def draw(page: Page, table: Table, words: str, place: tuple[float, float, float, float]) -> None:
    """Add the table at `place` (left, top, width, height in inches) with `words` as its alternative text; smaller where it
    has many cells."""
    left, top, width, height = place
    rows, columns = [table.names, *table.rows], len(table.names)
    shape = page.shapes.add_table(len(rows), columns, Inches(left), Inches(top), Inches(width), Inches(height))
    describe(shape, words)
    made = shape.table
    roomy = columns <= ROOMY[0] and len(table.rows) <= ROOMY[1]
    size = LARGE if roomy else SMALL if table.shades else LEAST
    if table.shades:  # names at the left, of a fifth of the width
        made.first_col, made.horz_banding = True, False
        made.columns[0].width = Inches(width / 5)
        for n in range(1, columns):
            made.columns[n].width = Inches(width * 4 / 5 / (columns - 1))
    for r, row in enumerate(rows):
        made.rows[r].height = Inches(height / len(rows))
        for c, text in enumerate(row):
            cell = made.cell(r, c)
            cell.text = text[:CELL]
            cell.margin_top = cell.margin_bottom = Inches(0)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.font.size = Pt(size)
            if table.shades and c:
                paragraph.alignment = PP_ALIGN.CENTER
            if r and c and table.shades:
                _paint(cell, paragraph.font, table.shades[r - 1][c])


def _paint(cell: _Cell, font: Font, shade: str) -> None:
    if not shade:
        cell.fill.background()
        return
    ground = rgb(shade)
    cell.fill.solid()
    cell.fill.fore_color.rgb = ground
    red, green, blue = ground
    font.color.rgb = rgb(INK if 0.299 * red + 0.587 * green + 0.114 * blue >= BRIGHT else PAPER)
