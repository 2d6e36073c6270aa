"""Export, templates, history."""

import io

import openpyxl
import pytest

from liangshi.audit.models import Entry
from liangshi.people.models import ClassGroup, Staff, Student
from liangshi.roster.models import ImportBatch
from tests.world import World


def everything_left(batch):
    changes = [
        (part["added"], part["changed"], part["absent"]) for kind, part in batch.counts.items() if kind != "numbers"
    ]
    return batch.state == "ready" and set(changes) == {(0, 0, 0)}


def test_the_exported_roster_imported_again_changes_nothing(office, world: World):
    content = office.client.get("/roster/export/").content
    batch = office.give(content)
    assert everything_left(batch)
    assert sum(batch.problem_counts.values()) == 0
    assert batch.counts["students"]["left"] == 4


def test_unusual_stored_values_survive_the_way_out_and_in(office, world: World):
    Student.unscoped.filter(pk=world.students["xiaoming"].pk).update(
        name="赵 小明", interests=["rock music"], needs=["a、b", " "], boarding=True
    )
    Staff.unscoped.filter(pk=world.staff["wang"].pk).update(words="=你好\n\n同学", phone="010-1234 5678", title="无")
    ClassGroup.unscoped.filter(pk=world.classes["c102"].pk).update(name="启航班")
    batch = office.give(office.client.get("/roster/export/").content)
    assert everything_left(batch), batch.counts


@pytest.mark.parametrize("kind", ["students", "staff", "classes", "teaching", "clubs"])
def test_each_sheet_as_csv_imported_again_changes_nothing(office, kind):
    answer = office.client.get(f"/roster/export/{kind}/")
    assert answer["Content-Type"].startswith("text/csv")
    assert everything_left(office.give(answer.content, "名册.csv"))


def test_an_export_is_noted_with_the_number_of_rows(office, world: World):
    office.client.get("/roster/export/")
    office.client.get("/roster/export/staff/")
    details = list(Entry.unscoped.filter(verb="roster.exported").order_by("position").values_list("detail", flat=True))
    assert details == [{"form": "xlsx", "rows": 4}, {"form": "csv:staff", "rows": 8}]


def test_the_other_school_is_not_in_the_file(office):
    book = openpyxl.load_workbook(io.BytesIO(office.client.get("/roster/export/").content))
    names = {cell.value for cell in book["学生"]["B"]}
    assert "赵小明" in names
    assert "郑天佑" not in names


@pytest.mark.parametrize(
    ("kind", "sheets"),
    [("all", ["学生", "教职工", "班级", "任课", "社团"]), ("students", ["学生"]), ("clubs", ["社团"])],
)
def test_a_template_is_empty_with_the_schools_classes_to_choose_from(office, kind, sheets):
    book = openpyxl.load_workbook(io.BytesIO(office.client.get(f"/roster/templates/{kind}/").content))
    assert book.sheetnames[0] == "填写说明"
    assert [name for name in book.sheetnames if name not in ("填写说明", "选项")] == sheets
    assert all(book[name].max_row == 1 for name in sheets)
    if kind == "students":
        assert "高一(1)班" in [cell.value for cell in book["选项"]["A"]]


def test_there_is_no_file_of_an_unknown_kind(office):
    assert office.client.get("/roster/templates/cars/").status_code == 404
    assert office.client.get("/roster/export/cars/").status_code == 404


def test_the_history_tells_file_person_and_result(office, sign_in):
    office.bring_in(学生=[["姓名", "班级"], ["周新", "高一2班"]])
    page = office.client.get("/roster/").content.decode()
    assert "名册.xlsx" in page
    assert "沈若兰" in page
    assert "已导入" in page
    assert "名册.xlsx" not in sign_in("he").get("/roster/").content.decode()


def test_an_import_of_another_school_does_not_exist(office, sign_in):
    batch = office.give_rows(学生=[["姓名", "班级"], ["周新", "高一2班"]])
    stranger = sign_in("he")
    assert stranger.get(f"/roster/imports/{batch.public_id}/").status_code == 404
    assert stranger.post(f"/roster/imports/{batch.public_id}/apply/").status_code == 404
    assert ImportBatch.unscoped.get(pk=batch.pk).state == "ready"
