"""Growth messages as Word letters: one on a page, in 楷体, with the school's name at the foot."""

import io
from collections.abc import Sequence

from django.utils import timezone
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from liangshi.foundation.papers import day_words
from liangshi.growth.models import GrowthMessage

TITLE_FONT, TEXT_FONT, SMALL_FONT = "楷体", "楷体", "仿宋"
WARM = RGBColor(0x8A, 0x4B, 0x2A)
LINE = 30


def letters(messages: Sequence[GrowthMessage]) -> bytes:
    """The file: each message begins a page."""
    document: DocumentType = Document()
    document.core_properties.title = "成长寄语"
    document.core_properties.author = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(38), Mm(32)
    section.left_margin = section.right_margin = Mm(32)
    for number, message in enumerate(messages):
        _letter(document, message, new_page=number > 0)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _letter(document: DocumentType, message: GrowthMessage, *, new_page: bool) -> None:
    title = _write(document, "成 长 寄 语", TITLE_FONT, 26)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = new_page
    title.paragraph_format.line_spacing = Pt(40)
    title.runs[0].font.color.rgb = WARM
    under = _write(document, str(message.term), SMALL_FONT, 12)
    under.alignment = WD_ALIGN_PARAGRAPH.CENTER
    under.paragraph_format.space_after = Pt(LINE)
    _write(document, f"{message.student.name}：", TEXT_FONT, 16)
    for part in filter(None, (line.strip() for line in message.text.splitlines())):
        paragraph = _write(document, part, TEXT_FONT, 16)
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    day = timezone.localdate(message.sent_at or message.written_at)
    for number, line in enumerate((f"你的导师  {message.author.name}", message.student.school.name, day_words(day))):
        foot = _write(document, line, TEXT_FONT, 14)
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.paragraph_format.space_before = Pt(LINE if number == 0 else 0)
        foot.paragraph_format.keep_with_next = number < 2


def _write(document: DocumentType, text: str, font: str, size: int) -> Paragraph:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    shape.space_before = shape.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return paragraph
