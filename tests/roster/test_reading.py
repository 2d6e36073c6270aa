"""Whatever somebody uploads ends in sheets or in one friendly refusal."""

import csv
import io
import sys
from datetime import date

import pytest

from liangshi.domain.roster.grid import Breakage, Broken
from liangshi.roster.limits import COLUMNS_AT_MOST, ROWS_AT_MOST, SHEETS_AT_MOST
from liangshi.roster.reading import BYTES_AT_MOST, read_file, read_sheets
from liangshi.roster.sniffing import Refusal, UnreadableFileError
from tests.roster.making import FILES, HEADER, compound_file, raw_xlsx, sheet_xml, xlsx, zipped


def lines(content):
    (sheet,) = read_sheets(content)
    return [(line.number, *line.cells) for line in sheet.lines]


def refusal(content):
    with pytest.raises(UnreadableFileError) as caught:
        read_sheets(content)
    return caught.value


class TestWorkbooks:
    def test_cells_keep_their_kinds_and_rows_their_numbers(self):
        content = xlsx(
            {"学生": [["姓名", "数"], [], ["张三😀", 12], ["李四", date(2026, 3, 1)], ["  ", ""], [None, True]]}
        )
        assert lines(content) == [
            (1, "姓名", "数"), (3, "张三😀", 12.0), (4, "李四", date(2026, 3, 1)), (6, None, True),
        ]  # fmt: skip

    def test_columns_keep_their_letters_where_the_table_does_not_begin_in_the_corner(self):
        assert lines(xlsx({"学生": [[], [None, None, "姓名"], [None, None, "张三"]]})) == [
            (2, None, None, "姓名"), (3, None, None, "张三"),
        ]  # fmt: skip

    def test_merged_cells_are_filled_down_but_do_not_make_rows(self):
        rows = [["班级", "姓名"], ["高一1班", "张三"], [None, "李四"], [None, None], ["高一2班", "王五"]]
        content = xlsx({"学生": rows}, merged=[("学生", "A2:A4")])
        assert lines(content)[1:] == [(2, "高一1班", "张三"), (3, "高一1班", "李四"), (5, "高一2班", "王五")]

    def test_a_column_merged_over_the_whole_sheet_is_quick(self):
        rows = "".join(
            f'<row r="{n}">{first}<c r="B{n}"><v>{n}</v></c></row>'
            for n, first in ((1, '<c r="A1"><v>7</v></c>'), (2, ""))
        )
        merged = '<mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>'
        assert lines(raw_xlsx(sheet_xml(rows, merged))) == [(1, 7, 1), (2, 7, 2)]

    def test_hidden_sheets_are_not_read(self):
        sheets = read_sheets(xlsx({"学生": [["姓名"]], "去年": [["姓名"]]}, hidden=["去年"]))
        assert [sheet.name for sheet in sheets] == ["学生"]

    def test_hidden_sheets_are_named_but_not_read(self):
        content = xlsx({"学生": [["姓名"]], "去年": [["姓名"]], "选项": [["男"]]}, hidden=["去年", "选项"])
        assert [(sheet.name, sheet.hidden, len(sheet.lines)) for sheet in read_file(content)] == [
            ("学生", False, 1), ("去年", True, 0),
        ]  # fmt: skip

    @pytest.mark.parametrize("name", ["class_list.xls", "class_list.ods", "class_list.xlsx"])
    def test_the_same_list_saved_by_an_office_program_in_three_formats_reads_alike(self, name):
        first, second = read_sheets((FILES / name).read_bytes())
        assert [sheet.name for sheet in (first, second)] == ["高一1班", "高一2班"]
        found = {line.number: line.cells for line in first.lines}
        assert found[2][4:8] == ("监护人1", "监护人1", "监护人2", "监护人2")
        assert found[3][:6] == ("序号", "学号", "姓名", "性别", "姓名", "电话")
        assert found[4][1:6] == ("S2001", "甲一心", "女", "甲父", 19900000011)
        assert found[6][2] == "丙三😀"
        assert 7 not in found
        assert [line.cells for line in second.lines[1:]] == [
            ("高一(2)班", "丁四", "女"), ("高一(2)班", "戊五", "男"), ("高一(2)班", "己六", "女"),
        ]  # fmt: skip


class TestFormulas:
    def test_a_formula_that_nobody_has_worked_out_is_said_and_an_error_is_said(self):
        content = xlsx({"学生": [["姓名", "学号"], ["张三", "=A1&1"], ["李四", "#N/A"]]})
        assert lines(content)[1:] == [
            (2, "张三", Broken(Breakage.NO_VALUE, "")), (3, "李四", Broken(Breakage.ERROR, "#N/A")),
        ]  # fmt: skip

    def test_a_formula_with_its_value_reads_as_the_value(self):
        row = '<row r="1"><c r="A1" t="str"><f>B1&amp;"1"</f><v>张三</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
        assert lines(raw_xlsx(sheet_xml(row))) == [(1, "张三", 2)]

    def test_an_error_with_a_formula_shows_what_the_sheet_shows(self):
        row = '<row r="1"><c r="A1" t="e"><f>VLOOKUP(1,B:B,1)</f><v>#REF!</v></c></row>'
        assert lines(raw_xlsx(sheet_xml(row))) == [(1, Broken(Breakage.ERROR, "#REF!"))]


class TestText:
    rows = [HEADER, ["0012", "张三", "高一1班", "男", "张父,某", "19900000001"]]

    def written(self, **how):
        buffer = io.StringIO()
        csv.writer(buffer, **how).writerows(self.rows)
        return buffer.getvalue()

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", "\t", ";"])
    def test_text_in_any_usual_encoding_and_with_any_usual_separator(self, encoding, delimiter):
        content = self.written(delimiter=delimiter).encode(encoding)
        assert lines(content) == [(1, *self.rows[0]), (2, *self.rows[1])]

    def test_rare_characters_of_gb18030_are_read(self):
        assert lines("姓名\n𬱖镕\n".encode("gb18030")) == [(1, "姓名"), (2, "𬱖镕")]

    def test_signs_that_guard_against_formulas_are_taken_off(self):
        assert lines(b"name,said\nA,'=1+1\nB,'90\n") == [
            (1, "name", "said"), (2, "A", "=1+1"), (3, "B", "'90"),
        ]  # fmt: skip

    def test_bytes_in_no_encoding_are_refused(self):
        assert refusal(b"name,class\n" + b"\xff\xff\x81\x20").code is Refusal.UNREADABLE_TEXT


def test_a_text_file_may_keep_numbers_as_formulas_of_text():
    assert lines('="学号"\t姓名\r\n="00123"\t张三\r\n'.encode("gb18030")) == [(1, "学号", "姓名"), (2, "00123", "张三")]


class TestPages:
    """What many systems of schools call xls is a page or XML."""

    def test_a_table_of_a_page_is_read_with_its_merged_cells(self):
        page = (
            "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><meta charset=gb2312><style>td{}</style>"
            "<table><tr><td colspan=2>高一学生<br>花名册</td></tr><tr><th>班级<th>姓名</tr>"
            "<tr><td rowspan=2>高一1班</td><td>张三&nbsp;</td></tr><tr><td>李四</td></tr>"
            "<tr><td>&nbsp;</td></tr></table>"
        )
        assert lines(page.encode("gb18030")) == [
            (1, "高一学生\n花名册", "高一学生\n花名册"),
            (2, "班级", "姓名"), (3, "高一1班", "张三"), (4, "高一1班", "李四"),
        ]  # fmt: skip

    def test_an_xml_workbook_is_read_by_sheets_and_places(self):
        book = (
            '<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
            '<Worksheet ss:Name="高一1班"><Table><Row ss:Index="3">'
            '<Cell ss:Index="2"><Data ss:Type="String">姓名</Data>'
            "<Comment><Data>必填</Data></Comment></Cell></Row><Row><Cell/><Cell><Data>张三</Data></Cell></Row></Table>"
            '</Worksheet><Worksheet ss:Name="高一2班"><Table/></Worksheet></Workbook>'
        )
        first, second = read_sheets(b"\xef\xbb\xbf" + book.encode())
        assert (first.name, second.name, second.lines) == ("高一1班", "高一2班", ())
        assert [(line.number, *line.cells) for line in first.lines] == [(3, None, "姓名"), (4, None, "张三")]

    def test_a_page_with_far_too_many_columns_is_refused(self):
        assert refusal(b"<table><tr><td colspan=9999999>x</table>").code is Refusal.TOO_MANY_COLUMNS
        assert refusal(b"<table>" + b"<tr><td>x" * (ROWS_AT_MOST + 1)).code is Refusal.TOO_MANY_ROWS


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", Refusal.EMPTY),
            (b" \r\n\t", Refusal.EMPTY),
            (b"MZ\x90\x00\x03" + b"\0" * 200, Refusal.PROGRAM),
            (b"\x7fELF\x02" + b"\0" * 200, Refusal.PROGRAM),
            (b"%PDF-1.7\n", Refusal.PDF),
            (b"\x89PNG\r\n\x1a\n", Refusal.PICTURE),
            (b"\xff\xd8\xff\xe0", Refusal.PICTURE),
            (b"Rar!\x1a\x07", Refusal.NOT_A_TABLE),
            (b"{\\rtf1", Refusal.WORD),
            (b"\x01\x02\0\x03abc", Refusal.NOT_A_TABLE),
            ("<html><body><p>请登录</p></body></html>".encode(), Refusal.WEB_PAGE),
            (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", Refusal.WEB_PAGE),
            (zipped({"word/document.xml": "x"}), Refusal.WORD),
            (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), Refusal.WORD),
            (zipped({"a.txt": "x"}), Refusal.NOT_A_TABLE),
            (zipped({"xl/workbook.xml": "no xml"}), Refusal.DAMAGED),
            (raw_xlsx("<worksheet>")[:400], Refusal.DAMAGED),
            (raw_xlsx("<worksheet"), Refusal.DAMAGED),
            (compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), Refusal.ENCRYPTED),
            (compound_file({"WordDocument": b"x"}), Refusal.WORD),
            (compound_file({"Etwas": b"x"}), Refusal.DAMAGED),
        ],
    )
    def test_what_is_no_readable_table_is_named(self, content, code):
        assert refusal(content).code is code

    def test_an_old_workbook_with_a_password(self):
        opening, password = (
            b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 12,
            b"\x2f\x00\x06\x00\x00\x00\x01\x02\x03\x04\x0a\x00\x00\x00",
        )
        assert refusal(compound_file({"Workbook": opening + password})).code is Refusal.ENCRYPTED

    def test_an_opendocument_sheet_with_a_password(self):
        parts = {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": "secret",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        }
        assert refusal(zipped(parts)).code is Refusal.ENCRYPTED

    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self):
        bomb = raw_xlsx(sheet_xml(" " * 60_000_000))
        assert len(bomb) < 200_000
        error = refusal(bomb)
        assert (error.code, error.params["megabytes"]) == (Refusal.BOMB, 60)

    def test_a_file_beyond_the_limit_is_not_even_looked_at(self):
        error = refusal(b"x" * (BYTES_AT_MOST + 1))
        assert (error.code, error.params) == (Refusal.TOO_LARGE, {"megabytes": 40, "limit": 40})

    def test_an_archive_of_thousands_of_parts_is_refused(self):
        assert refusal(zipped({f"{n}": "" for n in range(2_001)})).code is Refusal.BOMB

    @pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited there")
    def test_a_cell_in_the_last_corner_ends_the_reader_and_not_the_server(self, caplog):
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        assert refusal(raw_xlsx(sheet_xml(rows))).code is Refusal.TOO_HEAVY
        assert "ended its reader" in caplog.text

    def test_a_sheet_that_is_too_wide(self):
        row = '<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>'
        assert refusal(raw_xlsx(sheet_xml(row))).params == {"limit": COLUMNS_AT_MOST}
        assert refusal((",".join("x" * 301) + "\n").encode()).code is Refusal.TOO_MANY_COLUMNS

    def test_too_many_rows(self):
        row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
        fits = "".join(row.format(n) for n in range(1, 50_002))
        assert len(lines(raw_xlsx(sheet_xml(fits)))) == 50_001
        more = "".join(row.format(n) for n in range(1, ROWS_AT_MOST + 2))
        assert refusal(raw_xlsx(sheet_xml(more))).code is Refusal.TOO_MANY_ROWS
        assert refusal(b"a\n" * (ROWS_AT_MOST + 1)).code is Refusal.TOO_MANY_ROWS

    def test_too_many_sheets(self):
        content = xlsx({f"班{n}": [["姓名"]] for n in range(SHEETS_AT_MOST + 1)})
        assert refusal(content).params == {"limit": SHEETS_AT_MOST}
