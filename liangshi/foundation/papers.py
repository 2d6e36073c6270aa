"""Chinese official papers as Word (公文格式 GB/T 9704): A4, 仿宋 16 points in lines of 28, numbered headings, — 1 —.

Fonts go by the names that offices have; the font table names what a computer without them takes instead.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE_FONT, HEAD_FONT, LEAD_FONT, TEXT_FONT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
LATIN = "Times New Roman"
TITLE_SIZE, TEXT_SIZE, CELL_SIZE, PAGE_NUMBER_SIZE = 22, 16, 12, 14
LINE, CELL_LINE = 28, 18
TEXT_WIDTH = 156
"""Millimetres between the margins."""
INSTEAD = {TITLE_FONT: "小标宋", HEAD_FONT: "SimHei", LEAD_FONT: "楷体", TEXT_FONT: "仿宋"}
LEVELS = {1: HEAD_FONT, 2: LEAD_FONT, 3: TEXT_FONT}
DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 30 → 三十; for numbers below 100."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones or not tens else "")


def day_words(day: date) -> str:
    """2026年9月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Look:
    """What differs from paper to paper: margins and the height of a line (millimetres, points), page numbers."""

    top: int = 37
    bottom: int = 35
    left: int = 28
    right: int = 26
    line: int = LINE
    numbered: bool = True


OFFICIAL = Look()


class Paper:
    """A document that is written from top to bottom; `headed` writes the title at its top."""

    def __init__(self, title: str, *, under: str = "", headed: bool = True, look: Look = OFFICIAL) -> None:
        self.document: DocumentType = Document()
        self.document.core_properties.title = title.replace("\n", "")
        self.document.core_properties.author = ""
        self.document.core_properties.language = "zh-CN"
        _page(self.document, look)
        _styles(self.document, look)
        _font_table(self.document)
        if headed:
            self.title(title, under=under)

    def title(self, text: str, *, under: str = "", new_page: bool = False) -> None:
        """小标宋 in the middle; `under` stands below it in 楷体, e.g. who issued it."""
        paragraph = self.line(text, TITLE_FONT, TITLE_SIZE, indent=False)
        paragraph.paragraph_format.page_break_before = new_page or None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(LINE + 6)
        paragraph.paragraph_format.space_after = Pt(0 if under else LINE)
        paragraph.paragraph_format.keep_with_next = True
        if under:
            self.centred(under)

    def centred(self, text: str) -> None:
        """A line in the middle, in 楷体."""
        paragraph = self.line(text, LEAD_FONT, TEXT_SIZE, indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(LINE)

    def heading(self, text: str, depth: int = 1) -> None:
        """一、 in 黑体, （一） in 楷体, 1. in 仿宋."""
        paragraph = self.document.add_paragraph(style=f"Heading {min(depth, 3)}")
        _run(paragraph, text, LEVELS[min(depth, 3)], TEXT_SIZE)

    def text(self, words: str, *, lead: str = "", lead_font: str = LEAD_FONT, hold: bool = False) -> None:
        """One paragraph; `lead` stands before it in its own font: （一）坚持双向选择。… `hold` keeps the next near."""
        paragraph = self.line("", TEXT_FONT, TEXT_SIZE)
        paragraph.paragraph_format.keep_with_next = hold or None
        if lead:
            _run(paragraph, lead, lead_font, TEXT_SIZE)
        if words:
            _run(paragraph, words, TEXT_FONT, TEXT_SIZE)

    def note(self, words: str) -> None:
        """Small print below a table."""
        paragraph = self.line(words, TEXT_FONT, CELL_SIZE, indent=False)
        paragraph.paragraph_format.line_spacing = Pt(CELL_LINE + 2)

    def unindented(self, text: str, font: str = TEXT_FONT) -> None:
        """A line that begins at the margin, e.g. to whom the paper goes."""
        self.line(text, font, TEXT_SIZE, indent=False)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int] = (), caption: str = ""
    ) -> None:
        """A ruled table whose head is repeated on each page; `widths` are shares."""
        if caption:
            paragraph = self.line(caption, HEAD_FONT, 14, indent=False)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=0, cols=len(head) or len(widths), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        if any(head):
            _fill(table, head, HEAD_FONT, repeated=True)
        for row in rows:
            _fill(table, row, TEXT_FONT)
        _widths(table, widths or [1] * len(head))
        self._gap()

    def signed(self, author: str, day: date | None) -> None:
        """Who and when, at the right, as an official paper ends; never on a page without a word of the paper."""
        _hold_last(self.document)
        if author:
            self._right(author, before=LINE, indent=2).paragraph_format.keep_with_next = True
        if day:
            self._right(day_words(day), before=0 if author else LINE, indent=4)

    def attachments(self, titles: Sequence[str]) -> None:
        """附件：1. … below the text."""
        for number, title in enumerate(titles, start=1):
            start = "附件：" if number == 1 else "　　　"
            mark = f"{number}. " if len(titles) > 1 else ""
            paragraph = self.line(f"{start}{mark}{title}", TEXT_FONT, TEXT_SIZE)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(LINE if number == 1 else 0)

    def attachment(self, number: int, title: str) -> None:
        """A new page with 附件1 at its top left and the title in the middle."""
        paragraph = self.line(f"附件{number}", HEAD_FONT, TEXT_SIZE, indent=False)
        paragraph.paragraph_format.page_break_before = True
        self.title(title)

    def new_page(self) -> None:
        """What follows begins a page."""
        self.document.add_page_break()  # type: ignore[no-untyped-call]

    def line(self, text: str, font: str, size: int, *, indent: bool = True) -> Paragraph:
        """One paragraph, to be shaped further."""
        paragraph = self.document.add_paragraph()
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(size * 2)
        if text:
            _run(paragraph, text, font, size)
        return paragraph

    def written(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _right(self, text: str, *, before: int, indent: int) -> Paragraph:
        paragraph = self.line(text, TEXT_FONT, TEXT_SIZE, indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(TEXT_SIZE * indent)
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.keep_together = True
        return paragraph

    def _gap(self) -> None:
        paragraph = self.line("", TEXT_FONT, TEXT_SIZE)
        paragraph.paragraph_format.line_spacing = Pt(14)


def _hold_last(document: DocumentType) -> None:
    """Keep the last block, of a table its last row, on the page of what follows."""
    blocks = list(document.iter_inner_content())
    for block in reversed(blocks):
        if isinstance(block, Table):
            for cell in block.rows[-1].cells:
                _hold(cell.paragraphs)
            return
        _hold([block])
        if block.text:
            return


def _hold(paragraphs: Iterable[Paragraph]) -> None:
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _page(document: DocumentType, look: Look) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(look.top), Mm(look.bottom)
    section.left_margin, section.right_margin = Mm(look.left), Mm(look.right)
    if not look.numbered:
        return
    section.footer_distance = Mm(23)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = side
    right = side is WD_ALIGN_PARAGRAPH.RIGHT
    shape = paragraph.paragraph_format
    shape.right_indent, shape.left_indent = Pt(PAGE_NUMBER_SIZE if right else 0), Pt(0 if right else PAGE_NUMBER_SIZE)
    _run(paragraph, "— ", "宋体", PAGE_NUMBER_SIZE)
    number = _run(paragraph, "", "宋体", PAGE_NUMBER_SIZE)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        number.element.append(mark)
    _run(paragraph, " —", "宋体", PAGE_NUMBER_SIZE)


def _styles(document: DocumentType, look: Look) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _style(normal, TEXT_FONT, look.line)
    for depth, font in LEVELS.items():
        style = document.styles[f"Heading {depth}"]
        assert isinstance(style, ParagraphStyle)
        _style(style, font, look.line)
        style.paragraph_format.first_line_indent = Pt(TEXT_SIZE * 2)
        style.paragraph_format.keep_with_next = True
        style.font.bold = depth == len(LEVELS)
        style.font.color.rgb = RGBColor(0, 0, 0)


def _style(style: ParagraphStyle, font: str, line: int) -> None:
    style.font.name, style.font.size = LATIN, Pt(TEXT_SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if "Theme" in str(name)]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), font)
    shape = style.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = True


def _font_table(document: DocumentType) -> None:
    """Name a substitute for each font of the office, so that a computer without it keeps to the kind."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in INSTEAD.items()
    )
    for part in document.part.package.iter_parts():
        if part.partname.endswith("/fontTable.xml"):
            closing = b"</w:fonts>"
            part._blob = part.blob.replace(closing, entries.encode() + closing)


def _run(paragraph: Paragraph, text: str, font: str, size: int) -> Run:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = LATIN, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _fill(table: Table, cells: Sequence[str], font: str, *, repeated: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text in zip(row.cells, cells, strict=True):
        _write_cell(cell, text, font, middle=repeated)


def _write_cell(cell: _Cell, text: str, font: str, *, middle: bool) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(CELL_LINE)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        if middle:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, line, font, CELL_SIZE)


def _widths(table: Table, shares: Sequence[int]) -> None:
    whole = sum(shares)
    for column, share in zip(table.columns, shares, strict=True):
        width = Mm(TEXT_WIDTH * share / whole)
        column.width = width
        for cell in column.cells:
            cell.width = width
