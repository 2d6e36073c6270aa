"""How our sheets look: a few styles, shared by the template and the result."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "宋体"
_HEAD = "等线"
GREEN, PALE, AMBER, LINE, GREY = "#1f5c4a", "#e8f1ec", "#fdf3dc", "#b8c7c0", "#666666"


class Styles:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        def style(**wanted: object) -> Format:
            return workbook.add_format({"font_name": FONT, "font_size": 11, "valign": "vcenter", **wanted})

        self.plain = style()
        self.text = style(num_format="@")
        self.wrapped = style(text_wrap=True, valign="top")
        self.title = style(font_name=_HEAD, bold=True, font_size=16, font_color=GREEN)
        self.heading = style(font_name=_HEAD, bold=True, font_size=12, font_color=GREEN)
        self.header = style(font_name=_HEAD, bold=True, bg_color=PALE, border=1, border_color=LINE, text_wrap=True)
        self.required = style(font_name=_HEAD, bold=True, bg_color="#cfe3d8", border=1, border_color=LINE)
        self.example = style(font_color=GREY, italic=True, num_format="@")
        self.label = style(bg_color=PALE, border=1, border_color=LINE)
        self.input = style(bg_color=AMBER, border=1, border_color=LINE, num_format="@")
        self.input_plain = style(align="left")
        self.note = style(font_color=GREY, text_wrap=True)
        self.cell = style(border=1, border_color=LINE)
        self.cell_text = style(border=1, border_color=LINE, num_format="@")
        self.cell_wrapped = style(border=1, border_color=LINE, text_wrap=True)
        self.share = style(border=1, border_color=LINE, num_format="0.0%")
        self.mono = workbook.add_format({"font_name": "Consolas", "font_size": 10, "text_wrap": True, "valign": "top"})
