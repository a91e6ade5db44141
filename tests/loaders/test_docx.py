"""Word files: all that a reader sees in them is read once, whatever it stands in."""

import io
from time import process_time

import pytest
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from lib.loaders import load

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RUN = "<w:r><w:t>The emir flew to Muscat.</w:t></w:r>"
SAID = "The emir flew to Muscat."
PARAGRAPH = f"<w:p>{RUN}</w:p>"
BOX = f"<w:txbxContent>{PARAGRAPH}</w:txbxContent>"
CELL = f"<w:tc>{PARAGRAPH}</w:tc>"


def text(xml: str, notes: str = "") -> list[str]:
    """Blocks of a document with such an element at its end."""
    document, out = Document(), io.BytesIO()
    document.add_paragraph("First.")
    element = parse_xml(
        xml.replace(" ", f" {SPACES} ", 1) if " " in xml.split(">")[0] else xml.replace(">", f" {SPACES}>", 1)
    )
    document.element.body.insert(len(document.element.body) - 1, element)
    if notes:
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(out)
    [article] = load(out.getvalue(), "a.docx")
    return article.text.split("\n\n")


@pytest.mark.parametrize(
    "xml",
    [
        PARAGRAPH,
        f"<w:p><w:ins>{RUN}</w:ins></w:p>",
        f"<w:p><w:hyperlink>{RUN}</w:hyperlink></w:p>",
        f"<w:p><w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>",
        f"<w:p><w:smartTag><w:smartTag>{RUN}</w:smartTag></w:smartTag></w:p>",
        f"<w:p><w:moveFrom>{RUN}</w:moveFrom><w:moveTo>{RUN}</w:moveTo></w:p>",
        f"<w:p>{RUN}<w:del><w:r><w:delText>Struck.</w:delText></w:r></w:del></w:p>",
        f"<w:sdt><w:sdtContent>{PARAGRAPH}</w:sdtContent></w:sdt>",
        f"<w:customXml><w:sdt><w:sdtContent>{PARAGRAPH}</w:sdtContent></w:sdt></w:customXml>",
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>",
        f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{CELL}</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{CELL}</w:tr></w:sdtContent></w:sdt></w:tbl>",
        f"<w:tbl><w:tr><w:sdt><w:sdtContent>{CELL}</w:sdtContent></w:sdt></w:tr></w:tbl>",
    ],
)
def test_what_stands_in_a_word_file_is_read_once(xml):
    assert text(xml) == ["First.", SAID]


def test_cells_of_a_row_are_all_there_and_a_merged_one_is_told_in_each_of_its_rows():
    merged = '<w:tc><w:tcPr><w:vMerge w:val="{}"/></w:tcPr><w:p>{}</w:p></w:tc>'
    rows = merged.format("restart", RUN) + CELL + CELL, merged.format("continue", "") + CELL + "<w:tc><w:p/></w:tc>"
    table = (
        "<w:tbl><w:tblGrid>"
        + "<w:gridCol/>" * 3
        + "</w:tblGrid>"
        + "".join(f"<w:tr>{r}</w:tr>" for r in rows)
        + "</w:tbl>"
    )
    assert text(table) == ["First.", "\t".join([SAID] * 3), "\t".join([SAID] * 2) + "\t"]


def test_a_cell_merged_over_many_rows_costs_in_proportion():
    merged = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="{}"/></w:tcPr>'
        + f"{PARAGRAPH}</w:tc>{CELL}</w:tr>"
    )

    def seconds(rows: int) -> float:
        table = merged.format("restart") + merged.format("continue") * (rows - 1)
        started = process_time()
        assert text(f"<w:tbl><w:tblPr/>{table}</w:tbl>") == ["First.", *["\t".join([SAID] * 2)] * rows]
        return process_time() - started

    seconds(10)
    assert seconds(1_600) < 9 * seconds(400)


def test_a_merged_cell_below_none_and_a_row_that_begins_late_are_read():
    alone = f'<w:tc><w:tcPr><w:vMerge w:val="continue"/></w:tcPr>{PARAGRAPH}</w:tc>'
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    rows = (CELL + alone, f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{below}', below)
    assert text(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")[1:] == [f"{SAID}\t{SAID}", SAID]


def test_footnotes_are_read_after_the_text():
    notes = f"<w:footnotes {SPACES}><w:footnote>{PARAGRAPH}</w:footnote></w:footnotes>"
    assert text("<w:p><w:r><w:t>Second.</w:t></w:r></w:p>", notes) == ["First.", "Second.", SAID]


def test_what_is_struck_hidden_or_in_a_margin_is_kept_beside_the_text():
    document, out = Document(), io.BytesIO()
    paragraph = document.add_paragraph("The emir flew ")
    for inner in (
        "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>in secret </w:t></w:r>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>to Muscat.</w:t></w:r>',
    ):
        paragraph._p.append(parse_xml(inner.replace(">", f" {SPACES}>", 1)))
    document.add_comment(paragraph.runs[0], text="Was it he?", author="An editor")
    document.sections[0].header.paragraphs[0].text = "Gulf Desk"
    document.sections[0].footer.paragraphs[0].text = "For members only"
    document.save(out)
    [article] = load(out.getvalue(), "a.docx")
    assert article.text == SAID
    assert sorted(article.left_out.split("\n")) == ["For members only", "Gulf Desk", "Was it he?", "in secret", "not"]
