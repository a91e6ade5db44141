"""A deck as PowerPoint: native charts whoever gets it can edit, pictures where only a picture does, notes and sources."""

import io
import re
import zipfile
from math import inf
from pathlib import Path
from typing import cast

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Page
from pptx.slide import SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from lib.errors import MajlisError
from lib.export.deck import chromium
from lib.export.deck.pptx_chart import describe, native, rgb
from lib.export.deck.pptx_chart import draw as draw_chart
from lib.export.deck.pptx_table import draw as draw_table
from lib.export.deck.pptx_table import points, shaded
from lib.export.deck.slides import Deck, Progress, Slide, pieces, silent
from lib.export.deck.slides_html import map_script
from lib.export.deck.story import Quote
from lib.wording.phrases import LEFTWARD

WIDE, HIGH, EDGE = 13.333, 7.5, 0.65  # inches
INK, SOFT, MARK = "111418", "4A5361", "0F4C81"
BODY = (2.15, 4.55)  # top and height of the figure, in inches
ONE_LINE = 75  # characters; a longer headline does not fit into two lines at 28 points
QUOTED = ((340, 26), (800, 18), (inf, 13))  # a quotation below so many characters fits the body at so many points
UNPACKED = 200_000_000  # bytes of a template
MARKS = 2_000_000  # signs in it by which XML begins a tag or gives an attribute: each takes 130 bytes of memory
ELSEWISE = re.compile(rb"Lo\xa7\x94|[^>]*encoding=.(?!utf-?8|utf-?16|us-ascii)", re.I)  # XML whose signs are others
STILL = re.compile(  # ends of the kinds of what an ordinary template holds beside its slides, none of which does anything
    r".*/(?:officeDocument|(?:core|extended|custom)-properties|thumbnail|slideMaster|slideLayout|notesMaster|handoutMaster"
    r"|theme|themeOverride|image|hdphoto|media|audio|video|font|presProps|viewProps|tableStyles|tags|customXml|customXmlProps"
    r"|printerSettings|commentAuthors|authors|classificationlabels|revisionInfo|changesInfo|diagram\w+)"
)
ADDRESS = re.compile("(?:https?://|mailto:)", re.I)
STARTS = re.compile(r"\s*ppaction://(?:program|macro)", re.I)


def write(deck: Deck, out: Path, progress: Progress = silent, template: bytes = b"") -> list[str]:
    """Write the file, in a `template` (.potx, .pptx) if one is given; returns what could not be done as wished, in words for
    the reader. MajlisError MJ611 for what is no template, or none to pass on."""
    try:
        return _written(deck, out, progress, template)
    except Exception as error:  # a library met a template its authors never saw; whatever it raises, that is at fault
        if not template or isinstance(error, MajlisError):
            raise
        raise MajlisError("MJ611", problem="it cannot be read") from error


def _written(deck: Deck, out: Path, progress: Progress, template: bytes) -> list[str]:
    said: list[str] = []
    file = opened(template)
    file.core_properties.title = deck.title
    drawn = pictures(deck, said)
    opening(file, deck)
    for number, slide in enumerate(deck.slides, 1):
        page(file, slide, number, len(deck.slides), drawn.get(number), said)
        progress(number, len(deck.slides))
    if template:
        dress(file)
    file.save(str(out))
    return said


def opened(template: bytes) -> Presentation:
    """An empty presentation of ours, or one in a template, its slides taken out. MajlisError MJ611 where whoever gets the
    slides would get macros, or have something fetched."""
    if not template:
        file = pptx.Presentation()
        file.slide_width, file.slide_height = Inches(WIDE), Inches(HIGH)
        return file
    file = pptx.Presentation(io.BytesIO(as_presentation(template)))
    for names_them in file.part._element.xpath("//p:custShowLst | //*[local-name() = 'sectionLst']"):
        names_them.getparent().remove(names_them)
    for slide in list(file.slides._sldIdLst):
        file.part.drop_rel(slide.rId)
        file.slides._sldIdLst.remove(slide)
    if not any(map(titled, file.slide_layouts)):
        raise MajlisError("MJ611", problem="no layout has a title")
    for link in file.part.package.iter_rels():
        if link.is_external and not link.reltype.endswith("/hyperlink"):
            raise MajlisError("MJ611", problem="it would fetch a picture or a file from elsewhere")
        if not (ADDRESS.match(link.target_ref) if link.is_external else STILL.fullmatch(link.reltype)):
            raise MajlisError("MJ611", problem="it holds macros, add-ins, embedded files or links to files")
    for part in file.part.package.iter_parts():
        if part.content_type.endswith("xml"):
            _inert(part)
    return file


def _inert(part: Part) -> None:
    """Raises MJ611 where something in the part starts a program, or has more than a link to press lead elsewhere."""
    for element in parse_xml(part.blob).iter(etree.Element):
        for name, value in element.items():
            if STARTS.match(value):
                raise MajlisError("MJ611", problem="it would start a program")
            known = part.rels.get(value) if "relationships}" in name else None
            if known and known.is_external and not etree.QName(element).localname.startswith("hlink"):
                raise MajlisError("MJ611", problem="it would fetch a picture or a file from elsewhere")


def as_presentation(template: bytes) -> bytes:
    """A template is a presentation but for the name of its kind. Raises MJ611 where it is too large to be opened."""
    kept, marks = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        size = sum(part.file_size for part in old.infolist())
        for part in old.infolist() if size <= UNPACKED else ():
            content = old.read(part)
            if ELSEWISE.match(content):
                raise ValueError
            marks += content.count(b"<") + content.count(b"=")
            if part.filename == "[Content_Types].xml":
                content = content.replace(b"presentationml.template.main", b"presentationml.presentation.main")
            new.writestr(part, content)
    if size > UNPACKED or marks >= MARKS:
        raise MajlisError("MJ611", problem="it is too large")
    return kept.getvalue()


def titled(layout: SlideLayout) -> bool:
    """Do slides of a layout get a title?"""
    kinds = (p.placeholder_format.type for p in layout.iter_cloneable_placeholders())
    return any(kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE) for kind in kinds)


def blank(file: Presentation) -> tuple[Page, Shape]:
    """A new slide and its title: of the layout with the fewest other places, which are taken out."""
    among = [layout for layout in file.slide_layouts if titled(layout)]
    made = file.slides.add_slide(min(among, key=lambda layout: len(list(layout.iter_cloneable_placeholders()))))
    title = cast("Shape", made.shapes.title)
    for shape in list(made.placeholders):
        if shape.shape_id != title.shape_id:
            shape._element.getparent().remove(shape._element)
    return made, title


def dress(file: Presentation) -> None:
    """Slides in a template: as large as its own, their words in its colours."""
    across, down = (file.slide_width or Inches(WIDE)) / Inches(WIDE), (file.slide_height or Inches(HIGH)) / Inches(HIGH)
    for shape in (shape for made in file.slides for shape in made.shapes):
        shape.left, shape.top = round(shape.left * across), round(shape.top * down)
        shape.width, shape.height = round(shape.width * across), round(shape.height * down)
        if isinstance(shape, GraphicFrame) and shape.has_table:
            for n in range(len(shape.table.columns)):
                shape.table.columns[n].width = round(shape.table.columns[n].width * across)
            for row in shape.table.rows:
                row.height = round(row.height * down)
        for run in (r for p in shape.text_frame.paragraphs for r in p.runs) if shape.has_text_frame else ():
            for fill in run._r.get_or_add_rPr().findall(qn("a:solidFill")):
                run._r.rPr.remove(fill)


def pictures(deck: Deck, said: list[str]) -> dict[int, bytes]:
    """PNGs of the figures which no native chart and no table can show, by slide number; empty without a browser."""
    drawn = {n: s.figure for n, s in enumerate(deck.slides, 1) if s.figure is not None}
    needed = {n: figure for n, figure in drawn.items() if not native(figure) and not shaded(figure)}
    if not needed:
        return {}
    try:
        maps = map_script(needed.values())
        return dict(zip(needed, chromium.pictures(list(needed.values()), 960, 362, 3, maps), strict=True))
    except MajlisError as error:
        steps = ", ".join(map(str, needed))
        said.append(f"Steps {steps} hold their figures as a table: {error.what}")
        return {}


def opening(file: Presentation, deck: Deck) -> None:
    """The title slide."""
    page, title = blank(file)
    place(title, EDGE, 2.5, WIDE - 2 * EDGE, 1.4)
    say(title.text_frame, deck.title, 40, INK, bold=True)
    if deck.subtitle:
        say(box(page, EDGE, 4.0, WIDE - 2 * EDGE, 1.2), deck.subtitle, 18, SOFT)


def page(file: Presentation, slide: Slide, number: int, total: int, picture: bytes | None, said: list[str]) -> None:
    """One slide with all that belongs to its step. What was not done as wished is added to `said`."""
    made, title = blank(file)
    place(title, EDGE, 0.35, WIDE - 2 * EDGE, 0.95)
    say(title.text_frame, slide.headline, 28 if len(slide.headline) < ONE_LINE else 23, INK, bold=True)
    if slide.lines:
        frame = box(made, EDGE, 1.3, WIDE - 2 * EDGE, 0.8)
        for at, line in enumerate(slide.lines):
            say(frame, line, 15, SOFT, first=at == 0)
    if slide.quote:
        quotation(made, slide.quote, slide.source)
    elif slide.figure is not None:
        figure(made, slide, picture)
    foot = " ".join(x for x in (slide.warning, slide.source and f"Source: {slide.source}") if x)
    say(box(made, EDGE, 6.8, WIDE - 2 * EDGE - 0.9, 0.5), foot, 10, SOFT)
    say(box(made, WIDE - EDGE - 0.8, 6.8, 0.8, 0.4), f"{number} / {total}", 10, SOFT, right=True)
    notes = "\n\n".join(x for x in (slide.notes, slide.alt and f"The figure in words: {slide.alt}", foot) if x)
    cast("TextFrame", made.notes_slide.notes_text_frame).text = notes


def figure(made: Page, slide: Slide, picture: bytes | None) -> None:
    """The figure in the best form there is: native chart, table of shaded cells, picture, table of the points."""
    (top, height), wide, words = BODY, WIDE - 2 * EDGE, slide.alt or slide.headline
    at = (EDGE, top, wide, height)
    if chart := native(slide.figure):
        draw_chart(made, chart, words, at)
    elif cells := shaded(slide.figure):
        draw_table(made, cells, words, at)
    elif picture:
        shown = made.shapes.add_picture(io.BytesIO(picture), Inches(EDGE), Inches(top), Inches(wide), Inches(height))
        describe(shown, words)
    else:
        draw_table(made, points(slide.figure), words, at)


def quotation(made: Page, quote: Quote, source: str) -> None:
    """The quotation in the middle of the slide, its marks bold; who said it, if the source does not tell."""
    frame = box(made, EDGE + 0.3, BODY[0], WIDE - 2 * EDGE - 1.6, BODY[1])
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = next(points for length, points in QUOTED if len(quote.text) < length)
    paragraph = frame.paragraphs[0]
    if LEFTWARD.match(quote.text.lstrip('"«“”([ ')):
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    for text, lit in pieces(quote):
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(size), lit
        run.font.color.rgb = rgb(MARK if lit else INK)
    if quote.attribution and quote.attribution != source:
        say(frame, quote.attribution, 13, SOFT, first=False)


def box(made: Page, left: float, top: float, width: float, height: float) -> TextFrame:
    """A text box, in inches."""
    frame = made.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height)).text_frame
    frame.word_wrap = True
    return frame


def place(shape: Shape, left: float, top: float, width: float, height: float) -> None:
    """Move a shape, in inches."""
    shape.left, shape.top, shape.width, shape.height = Inches(left), Inches(top), Inches(width), Inches(height)


def say(
    frame: TextFrame, text: str, size: int, colour: str, bold: bool = False, first: bool = True, right: bool = False
) -> None:
    """Write one paragraph into a text frame, the first one or one more."""
    paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, Pt(size), bold
    run.font.color.rgb = rgb(colour)
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    frame.word_wrap = True
    if first:
        frame.vertical_anchor = MSO_ANCHOR.TOP
