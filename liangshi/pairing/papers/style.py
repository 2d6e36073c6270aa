"""The look of Chinese official papers: 小标宋 for the title, 黑体 for headings, 仿宋 for the text, 28 points a line."""

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

TITLE_FONT, HEAD_FONT, TEXT_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
TITLE_SIZE, TEXT_SIZE = 22, 16
LINE = 28


def official_paper() -> DocumentType:
    """An empty A4 document with the usual margins and the text style."""
    document: DocumentType = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = TEXT_FONT, Pt(TEXT_SIZE)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), TEXT_FONT)
    return document


def write(
    document: DocumentType, text: str, *, font: str = TEXT_FONT, size: int = TEXT_SIZE, indent: bool = True
) -> Paragraph:
    """One paragraph with two characters of indent."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    shape.space_before = shape.space_after = Pt(0)
    if indent:
        shape.first_line_indent = Pt(size * 2)
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return paragraph


def write_title(document: DocumentType, text: str, *, new_page: bool) -> None:
    """The title in the middle, on a new page where asked."""
    paragraph = write(document, text, font=TITLE_FONT, size=TITLE_SIZE, indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.page_break_before = new_page
    paragraph.paragraph_format.line_spacing = Pt(LINE + 6)
    paragraph.paragraph_format.space_after = Pt(LINE)


def write_heading(document: DocumentType, text: str) -> None:
    """一、…"""
    paragraph = write(document, text, font=HEAD_FONT)
    paragraph.paragraph_format.keep_with_next = True
