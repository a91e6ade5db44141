"""PowerPoint files: native charts with their data, notes, sources, and nothing off the page."""

import re
from io import BytesIO
from math import inf
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import plotly.graph_objects as go
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE as Type
from pptx.enum.shapes import PP_PLACEHOLDER

from lib.catalogue.rows import milestones
from lib.charts.matrix import cells as cells_of
from lib.charts.network import network
from lib.errors import MajlisError
from lib.export.deck import chromium, slides_pptx
from lib.export.deck.pptx_chart import native, untagged
from lib.export.deck.pptx_table import shaded
from lib.export.deck.slides import Deck, Slide
from lib.measures.counts import networks
from tests.export.deck.decks import HOSTILE, bars, deck, lines, matrix


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The test deck where no browser is installed: (presentation, what was said, progress)."""
    patch = pytest.MonkeyPatch()
    patch.setattr(chromium, "find", lambda: None)
    out, steps = tmp_path_factory.mktemp("pptx") / "deck.pptx", []
    said = slides_pptx.write(deck(), out, lambda done, total: steps.append((done, total)))
    patch.undo()
    return Presentation(str(out)), said, steps


def shapes(page, kind: str) -> list:
    return [s for s in page.shapes if getattr(s, f"has_{kind}", False)]


def test_a_title_and_a_slide_for_each_step(written):
    file, _, steps = written
    assert [p.shapes.title.text_frame.text for p in file.slides][:2] == ["A test deck", "Step 1 finds something"]
    assert len(file.slides) == 6
    assert steps == [(n, 5) for n in range(1, 6)]


def test_bars_keep_their_order_and_values(written):
    chart = shapes(written[0].slides[2], "chart")[0].chart
    assert chart.chart_type == Type.BAR_CLUSTERED
    assert list(chart.plots[0].categories) == ["China", "Iran"]
    assert list(chart.plots[0].series[0].values) == [3, 5]
    assert str(chart.plots[0].series[0].format.fill.fore_color.rgb) == "0F4C81"


def test_without_a_browser_a_picture_becomes_a_table_and_that_is_said(written):
    file, said, _ = written
    assert shapes(file.slides[5], "table")
    assert said == ["Steps 1, 4, 5 hold their figures as a table: A PDF needs Chromium or Chrome, and none was found."]


def test_notes_sources_and_alternative_texts(written):
    page = written[0].slides[2]
    assert page.notes_slide.notes_text_frame.text == "Say 2.\n\nThe figure in words: Alt 2.\n\nSource: a test."
    assert any(s.has_text_frame and s.text_frame.text == "Source: a test." for s in page.shapes)
    assert shapes(page, "chart")[0]._element._nvXxPr.cNvPr.get("descr") == "Alt 2."


def test_a_quotation_is_text_with_its_mark_set_off(written):
    page = written[0].slides[3]
    runs = [r for s in page.shapes if s.has_text_frame for p in s.text_frame.paragraphs for r in p.runs]
    assert [r.text for r in runs if r.font.bold and r.text != HOSTILE] == ["reconciliation wave"]
    assert page.shapes.title.text_frame.text == HOSTILE


def test_nothing_hangs_off_the_page(written):
    file = written[0]
    for page in file.slides:
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height


@pytest.mark.parametrize(("make", "drawn"), [(lines, False), (bars, True), (matrix, False)])
def test_which_figures_can_be_native(make, drawn):
    assert (native(make()) is not None) == drawn


def test_a_network_is_a_picture_for_a_chart_would_lose_its_names():
    assert native(network(*networks.milestones(milestones()), "milestones")) is None


ODD = {  # figures that Plotly draws
    "no rows and no columns": go.Heatmap(),
    "a row alone": go.Heatmap(z=[[]], x=[], y=[]),
    "one row of numbers": go.Heatmap(z=[1, 2], x=["a", "b"], y=["r", "s"]),
    "one row of letters": go.Heatmap(z=["ab", "cd"], x=["a", "b"], y=["r", "s"]),
    "rows longer than the names of columns": go.Heatmap(z=[[1, 2, 3], [1]], x=["a", "b"], y=["r", "s"]),
    "no bars": go.Bar(),
    "a bar without end": go.Bar(x=["a"], y=[inf]),
    "more bars than a chart can hold": go.Bar(x=list(range(6_000)), y=[1] * 6_000),
    "no slices": go.Pie(),
    "slices without names": go.Pie(values=[1, 2]),
    "slices that are words": go.Pie(labels=["a"], values=["b"]),
    "points without end": go.Scatter(x=[1, -inf], y=[1, 10**400]),
    "hours of two zones": go.Scatter(x=["2020-01-01T00:00:00+02:00", "2020-01-02"], y=[1, 2]),
    "signs that XML does not know": go.Bar(x=["\ud800", "\x0b"], y=[1, 2], name="\uffff"),
}


@pytest.mark.parametrize("kind", ODD)
def test_whatever_a_figure_holds_its_slide_is_written(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "find", lambda: None)
    slides_pptx.write(Deck("Odd", (Slide(kind, figure=go.Figure(ODD[kind])),)), tmp_path / "odd.pptx")
    shown = Presentation(str(tmp_path / "odd.pptx")).slides[1]
    assert len(shapes(shown, "table") + shapes(shown, "chart")) == 1


def cells(years: int) -> go.Figure:
    """How many steps of two kinds the years had, the first kind 9 times as many."""
    rows = [
        (str(2000 + n), kind, count) for n in range(years) for kind, count in (("Visit", 9), ("Recall", 1)) if n != 1
    ]
    return cells_of(pd.DataFrame(rows, columns=["year", "stage", "steps"]).assign(keys="c1"), "year", "stage", "steps")


def test_shaded_cells_are_a_table_with_their_numbers_and_shades(tmp_path):
    slides_pptx.write(
        Deck("Steps", (Slide("Visits lead", (), "a test", "", cells(3), None, "Visits lead."),)), tmp_path / "a.pptx"
    )
    shape = shapes(Presentation(str(tmp_path / "a.pptx")).slides[1], "table")[0]
    table = shape.table
    assert [[table.cell(r, c).text for c in range(3)] for r in range(3)] == [
        ["", "2000", "2002"],
        ["Visit", "9", "9"],
        ["Recall", "1", "1"],
    ]
    assert shape._element._nvXxPr.cNvPr.get("descr") == "Visits lead."
    much, little = table.cell(1, 1), table.cell(2, 1)
    assert much.fill.fore_color.rgb < little.fill.fore_color.rgb, "more is darker"
    assert str(much.text_frame.paragraphs[0].font.color.rgb) == "FFFFFF"
    assert str(little.text_frame.paragraphs[0].font.color.rgb) == "111418"


def test_shaded_cells_with_more_columns_than_can_be_read_are_a_picture():
    assert [shaded(cells(years)) is not None for years in (13, 14)] == [True, False]
    assert shaded(matrix()) is None, "shades without numbers"


def test_several_panels_are_not_native():
    assert native(bars().update_traces(xaxis="x2")) is None


def test_plotly_tags_are_taken_out():
    assert untagged("<b>Iran</b><br>and <span style='color:red'>Iraq</span>") == "Iran and Iraq"


def test_the_message_without_a_browser():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chromium, "find", lambda: None)
        with pytest.raises(MajlisError, match="MJ608: A PDF needs Chromium or Chrome, and none was found"):
            chromium.run([])


def template(kind: str = "template") -> bytes:
    """A presentation of 4:3 with a slide of its own and a sign of its master, as a file of that kind."""
    file = Presentation()
    file.slide_width, file.slide_height = 9_144_000, 6_858_000
    file.slide_master.name = "The office"
    file.slides.add_slide(file.slide_layouts[0])
    made, out = BytesIO(), BytesIO()
    file.save(made)
    with ZipFile(made) as old, ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"presentation.main+xml", f"{kind}.main+xml".encode()))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["template", "presentation"])
def test_slides_take_the_look_of_an_own_template(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "find", lambda: None)
    slides_pptx.write(deck(), tmp_path / "own.pptx", template=template(kind))
    file = Presentation(str(tmp_path / "own.pptx"))
    assert (len(file.slides), file.slide_master.name) == (6, "The office")
    for page in file.slides:
        assert [shape.placeholder_format.type for shape in page.placeholders] == [PP_PLACEHOLDER.TITLE]
        for shape in page.shapes:
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height
    assert "solidFill" not in file.slides[1].shapes.title.text_frame._txBody.xml, "words are in the template's colours"


def test_what_is_no_template_is_said(tmp_path):
    with pytest.raises(MajlisError, match="no PowerPoint template"):
        slides_pptx.write(deck(), tmp_path / "own.pptx", template=b"no zip")


MASTER, LINKS = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(part: str, old: bytes, new: bytes, *more: str | bytes) -> bytes:
    """A template in a part of which something stands instead of something else; `more`: the same of another part."""
    made, parts = BytesIO(), {part: (old, new)} | ({more[0]: more[1:]} if more else {})
    with ZipFile(BytesIO(template())) as file, ZipFile(made, "w", ZIP_DEFLATED) as out:
        for name in file.namelist():
            out.writestr(name, file.read(name).replace(*parts[name]) if name in parts else file.read(name))
    return made.getvalue()


def linked(kind: str, target: str, mode: str = "External", use: bytes = b"") -> bytes:
    link = f'<Relationship Id="x" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return changed(
        LINKS, b"</Relationships>", link.encode(), *((MASTER, b"</p:cSld>", use + b"</p:cSld>") if use else ())
    )


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (linked(f"{KIND}/image", "https://evil.example/a.png"), "would fetch"),
        (linked(f"{KIND}/oleObject", r"file:///\\\\evil\\a"), "would fetch"),
        (linked("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "../presentation.xml", "Internal"), "macros"),
        (linked("http://schemas.microsoft.com/office/2011/relationships/webextension", "../presProps.xml", "Internal"), "add-ins"),
        (linked(f"{KIND}/oleObject", "../presProps.xml", "Internal"), "embedded"),
        (linked(f"{KIND}/control", "../presProps.xml", "Internal"), "embedded"),
        (linked(f"{KIND}/slide", "../slides/slide1.xml", "Internal"), "embedded"),
        (linked(f"{KIND}/hyperlink", "file:///C:/setup.exe"), "links to files"),
        (linked(f"{KIND}/hyperlink", "javascript:alert(1)"), "links to files"),
        (linked(f"{KIND}/hyperlink", "https://evil.example/a", use=b'<a:hlinkHover r:id="x" action="PPaction://program"/>'), "start"),
        (changed("ppt/theme/theme1.xml", b"</a:theme>", b'<a:x action="ppaction://macro?name=a"/></a:theme>'), "start"),
        (linked(f"{KIND}/hyperlink", "https://evil.example/a.png", use=b'<a:blip r:link="x"/>'), "would fetch"),
        (changed(MASTER, b"</p:cSld>", b"<a/>" * 100_000 + b"</p:cSld>"), "too large"),
        (changed(MASTER, b"?>", b"?><!--" + b" " * 2_000_000 + b"-->"), "too large"),
        (changed(MASTER, b"UTF-8", b"UTF-7"), "cannot be read"),
        (changed(MASTER, b"</p:cSld>", b"</p:cSld"), "cannot be read"),
        (changed("ppt/_rels/presentation.xml.rels", b"slideMasters/", b"none/"), "cannot be read"),
        (changed("ppt/presentation.xml", b'cx="9144000"', b'cx="wide"'), "cannot be read"),
    ],
)  # fmt: skip
def test_a_template_that_would_do_harm_or_is_damaged_is_refused(made, problem, tmp_path, monkeypatch):
    monkeypatch.setattr(slides_pptx, "MARKS", 100_000)
    monkeypatch.setattr(slides_pptx, "UNPACKED", 2_000_000)
    with pytest.raises(MajlisError, match=f"MJ611.*{problem}"):
        slides_pptx.write(deck(), tmp_path / "own.pptx", template=made)
    assert not (tmp_path / "own.pptx").exists()


def test_a_link_that_is_followed_by_whoever_presses_it_may_stand_in_a_template(tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "find", lambda: None)
    made = linked(f"{KIND}/hyperlink", "https://office.example", use=b'<a:hlinkClick r:id="x"/>')
    slides_pptx.write(deck(), tmp_path / "own.pptx", template=made)
    assert (tmp_path / "own.pptx").exists()


def test_a_slide_of_the_template_is_gone_though_lists_name_it(tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "find", lambda: None)
    with ZipFile(BytesIO(template())) as file:
        [slide] = re.findall(rb'<p:sldId [^>]*r:id="(\w+)"', file.read("ppt/presentation.xml"))
    shows = b'<p:custShowLst><p:custShow name="a" id="0"><p:sldLst><p:sld r:id="%b"/></p:sldLst></p:custShow></p:custShowLst>'
    sections = (
        b'<p:extLst><p:ext uri="{5}"><q:sectionLst xmlns:q="urn:q"><q:section/></q:sectionLst></p:ext></p:extLst>'
    )
    made = changed("ppt/presentation.xml", b"</p:presentation>", shows % slide + sections + b"</p:presentation>")
    slides_pptx.write(deck(), tmp_path / "own.pptx", template=made)
    with ZipFile(tmp_path / "own.pptx") as file:
        assert len(set(file.namelist())) == len(file.namelist())
        assert b"sectionLst" not in file.read("ppt/presentation.xml")
