"""Growth messages as Word letters: one on a page, in 楷体, with the school's name at the foot."""

from collections.abc import Sequence

from django.utils import timezone
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from liangshi.foundation.papers import Look, Paper, day_words
from liangshi.growth.models import GrowthMessage

LETTER_FONT, SMALL_FONT = "楷体", "仿宋"
WARM = RGBColor(0x8A, 0x4B, 0x2A)
LINE = 30
LOOK = Look(top=38, bottom=32, left=32, right=32, line=LINE, numbered=False)


def letters(messages: Sequence[GrowthMessage]) -> bytes:
    """The file: each message begins a page."""
    paper = Paper("成长寄语", headed=False, look=LOOK)
    for number, message in enumerate(messages):
        _letter(paper, message, new_page=number > 0)
    return paper.written()


def _letter(paper: Paper, message: GrowthMessage, *, new_page: bool) -> None:
    title = paper.line("成 长 寄 语", LETTER_FONT, 26, indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = new_page
    title.paragraph_format.line_spacing = Pt(40)
    title.runs[0].font.color.rgb = WARM
    under = paper.line(str(message.term), SMALL_FONT, 12, indent=False)
    under.alignment = WD_ALIGN_PARAGRAPH.CENTER
    under.paragraph_format.space_after = Pt(LINE)
    paper.line(f"{message.student.name}：", LETTER_FONT, 16, indent=False)
    for part in filter(None, (line.strip() for line in message.text.splitlines())):
        paper.line(part, LETTER_FONT, 16).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    day = timezone.localdate(message.sent_at or message.written_at)
    for number, line in enumerate((f"你的导师  {message.author.name}", message.student.school.name, day_words(day))):
        foot = paper.line(line, LETTER_FONT, 14, indent=False)
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.paragraph_format.space_before = Pt(LINE if number == 0 else 0)
        foot.paragraph_format.keep_with_next = number < 2
