"""Slips as a Word file (four to a page, to be cut apart) and as a workbook."""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import qrcode
import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext
from docx import Document
from docx.document import Document as OpenDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from liangshi.access.services.slips import Slip

ROW_TWIPS = 7600
CELL_TWIPS = 5386
QR_SIDE = Mm(36)
_CUT = '<w:{side} w:val="dashed" w:sz="6" w:space="0" w:color="808080"/>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def as_word(slips: Sequence[Slip], address: str) -> bytes:
    """A4, two by two, with dashed lines to cut along."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(10)
    section.top_margin = section.bottom_margin = Mm(10)
    document.core_properties.title = gettext("登录条")
    document.core_properties.author = ""
    picture = _picture(document, address) if address else ""
    table = parse_xml(_table(slips, address, picture))
    document.element.body.insert(0, table)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _picture(document: OpenDocument, address: str) -> str:
    """One code for all slips, as the XML of an inline picture."""
    image = BytesIO()
    qrcode.make(address, border=1).save(image, format="PNG")
    image.seek(0)
    inline = document.part.new_pic_inline(image, QR_SIDE, QR_SIDE)
    return str(inline.xml)


def _table(slips: Sequence[Slip], address: str, picture: str) -> str:
    cells = [_cell(slip, address, picture) for slip in slips]
    if len(cells) % 2:
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{CELL_TWIPS}" w:type="dxa"/></w:tcPr><w:p/></w:tc>')
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{ROW_TWIPS}" w:hRule="exact"/></w:trPr>{left}{right}</w:tr>'
        for left, right in zip(cells[::2], cells[1::2], strict=True)
    )
    borders = "".join(_CUT.format(side=side) for side in _SIDES)
    margins = "".join(f'<w:{side} w:w="280" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    grid = f'<w:gridCol w:w="{CELL_TWIPS}"/>' * 2
    return (
        f'<w:tbl {nsdecls("w", "wp", "r", "a", "pic")}><w:tblPr><w:tblW w:w="{CELL_TWIPS * 2}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(slip: Slip, address: str, picture: str) -> str:
    until = timezone.localtime(slip.expires_at)
    lines = [
        _line(slip.school, size=22, colour="595959"),
        _line(" ".join(filter(None, (slip.name, slip.belongs))), size=32, bold=True),
        _line(gettext("编号：%(number)s") % {"number": slip.number}, size=26),
        _line(gettext("一次性密码："), size=22),
        _line(slip.password, size=36, bold=True, font="Consolas"),
        *(_line(text, size=20) for text in how_to_sign_in(slip, address)),
        _line(
            gettext("有效期至 %(year)d年%(month)d月%(day)d日，只能用一次。")
            % {"year": until.year, "month": until.month, "day": until.day},
            size=20,
            colour="595959",
        ),
    ]
    if picture:
        lines.append(
            '<w:p><w:pPr><w:spacing w:before="60" w:after="0"/></w:pPr>'
            f"<w:r><w:drawing>{picture}</w:drawing></w:r></w:p>"
        )
    return f'<w:tc><w:tcPr><w:tcW w:w="{CELL_TWIPS}" w:type="dxa"/></w:tcPr>{"".join(lines)}</w:tc>'


def how_to_sign_in(slip: Slip, address: str) -> tuple[str, str, str]:
    """Three lines for somebody who has never been here."""
    where = (
        gettext("1. 扫二维码，或打开 %(address)s") % {"address": address}
        if address
        else gettext("1. 打开学校给的良师网址")
    )
    return (
        where,
        gettext("2. 学校选“%(school)s”，填上面的编号和一次性密码") % {"school": slip.school},
        gettext("3. 按提示换成自己的密码，以后用新密码登录"),
    )


def _line(text: str, *, size: int, bold: bool = False, colour: str = "000000", font: str = "Microsoft YaHei") -> str:
    weight = "<w:b/>" if bold else ""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="60"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="Microsoft YaHei"/>{weight}'
        f'<w:color w:val="{colour}"/><w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def as_workbook(slips: Sequence[Slip]) -> bytes:
    """One row for each slip; everything is text."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(gettext("登录条"))
        heading = book.add_format({"bold": True, "bg_color": "#E6F0ED"})
        text = book.add_format({"num_format": "@"})
        titles = (
            gettext("学校"),
            gettext("姓名"),
            gettext("班级或孩子"),
            gettext("编号"),
            gettext("一次性密码"),
            gettext("有效期至"),
        )
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, heading)
        for row, slip in enumerate(slips, 1):
            until = timezone.localtime(slip.expires_at).date().isoformat()
            for column, value in enumerate((slip.school, slip.name, slip.belongs, slip.number, slip.password, until)):
                sheet.write_string(row, column, value, text)
        sheet.set_column(0, 5, 18)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
