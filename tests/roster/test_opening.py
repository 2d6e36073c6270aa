"""What the reader's own process answers; here it is asked within the process of the tests."""

import io
import json
import sys
from datetime import date, datetime, time

import pytest

from liangshi.roster import opening
from tests.roster.making import FILES, compound_file, raw_xlsx, sheet_xml, xlsx, zipped


def sheets(content):
    return dict(opening.answer(content)["sheets"])


@pytest.mark.parametrize("name", ["class_list.xls", "class_list.ods", "class_list.xlsx"])
def test_merged_cells_are_filled_in_every_format(name):
    found = sheets((FILES / name).read_bytes())
    assert [cells[0] for _, cells in found["高一2班"]] == ["班级", "高一(2)班", "高一(2)班", "高一(2)班"]
    assert [cells[0] for _, cells in found["高一1班"]][1:3] == ["序号", "序号"]


def test_days_and_times_are_marked():
    content = xlsx({"S": [[date(2026, 9, 1), datetime(2026, 9, 1, 8, 30), time(8, 5), "x", 1.5, True]]})
    assert sheets(content)["S"] == [
        (1, [{"day": "2026-09-01"}, {"at": "2026-09-01T08:30:00"}, {"time": "08:05:00"}, "x", 1.5, True])
    ]


def test_broken_cells_are_marked_also_where_nothing_else_is():
    content = xlsx({"S": [["a"], [None, "=1+1"], ["#DIV/0!"]], "T": [["b"]]})
    assert sheets(content)["S"] == [
        (1, ["a"]),
        (2, [None, {"broken": "no_value", "text": ""}]),
        (3, [{"broken": "error", "text": "#DIV/0!"}]),
    ]


def test_an_empty_sheet_has_no_lines():
    assert sheets(xlsx({"S": []}))["S"] == []


def test_a_merged_area_of_empty_cells_fills_nothing():
    merged = '<mergeCells count="1"><mergeCell ref="C1:C2"/></mergeCells>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    assert sheets(raw_xlsx(sheet_xml(rows, merged)))["学生"] == [(1, [1.0]), (2, [2.0])]


def test_header_rows_of_an_opendocument_sheet_are_counted():
    space = "urn:oasis:names:tc:opendocument:xmlns"
    cell = (
        '<table:table-cell office:value-type="string" table:number-rows-spanned="{}">'
        "<text:p>{}</text:p></table:table-cell>"
    )
    body = (
        "<table:table-header-rows><table:table-row>" + cell.format(1, "班级") + cell.format(1, "姓名")
        + "</table:table-row></table:table-header-rows>"
        "<table:table-row>" + cell.format(2, "高一1班") + cell.format(1, "张三") + "</table:table-row>"
        "<table:table-row><table:covered-table-cell/>" + cell.format(1, "李四") + "</table:table-row>"
    )  # fmt: skip
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0"'
        f' xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": content,
    }
    assert sheets(zipped(parts))["S"][1:] == [(2, ["高一1班", "张三"]), (3, ["高一1班", "李四"])]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"nothing", "damaged"), (compound_file({"Etwas": b"x"}), "damaged"), (zipped({"a": "b"}), "damaged")],
)
def test_what_the_parser_cannot_open_is_damaged(content, code):
    assert opening.answer(content) == {"refused": code, "params": {}}


def test_limits_are_told_with_their_number():
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>'
    assert opening.answer(raw_xlsx(sheet_xml(row))) == {"refused": "too_many_columns", "params": {"limit": 300}}


def test_the_process_reads_and_writes_its_pipes(monkeypatch, capsys):
    class Pipe:
        buffer = io.BytesIO(xlsx({"S": [["姓名"]]}))

    monkeypatch.setattr(sys, "stdin", Pipe())
    monkeypatch.setattr(opening, "MEMORY_AT_MOST", -1)
    opening.main()
    assert json.loads(capsys.readouterr().out) == {"sheets": [["S", [[1, ["姓名"]]]]], "hidden": []}
