"""Files of the kinds that schools have, made by other means than our own exporter."""

import io
import struct
import zipfile
from pathlib import Path

import openpyxl

FILES = Path(__file__).parent / "files"
HEADER = ["学号", "姓名", "班级", "性别", "监护人1姓名", "监护人1电话"]


def xlsx(sheets, *, merged=(), hidden=()):
    """A workbook by openpyxl: rows by sheet name; `merged` are (sheet, range)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    for name, area in merged:
        book[name].merge_cells(area)
    for name in hidden:
        book[name].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zipped(parts):
    """A zip archive of named parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sheet_xml(rows, after=""):
    """The XML of a sheet from the XML of its rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def raw_xlsx(xml):
    """A workbook of one sheet, its XML as given."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="学生" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": xml,
        }
    )


def compound_file(streams):
    """An OLE2 file (the container of old workbooks and of encrypted new ones) with streams of one sector chain each."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    chains, body, entries = [0xFFFFFFFD, end], b"", []
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // sector) * sector), b"\0")
        first, count = len(chains), len(padded) // sector
        chains += [*range(first + 1, first + count), end]
        body += padded
        entries.append((name, first, len(padded)))
    fat = struct.pack("<128I", *(chains + [free] * (128 - len(chains))))
    directory = _entry("Root Entry", 5, end, 0, child=1)
    for position, (name, first, size) in enumerate(entries, start=1):
        following = position + 1 if position < len(entries) else free
        directory += _entry(name, 2, first, size, right=following)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    return header + fat + directory.ljust(sector, b"\0") + body


def _entry(name, kind, first, size, *, child=0xFFFFFFFF, right=0xFFFFFFFF):
    encoded = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, right, child)
    return (
        encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )  # fmt: skip
