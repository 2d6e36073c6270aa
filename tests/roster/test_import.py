"""From the school's own file to stored rows: uploaded, previewed, applied once, the same again changes nothing."""

from datetime import date

import pytest
from django.utils import timezone

from liangshi.audit.models import Entry
from liangshi.people.models import (
    ClassGroup,
    Club,
    ClubMembership,
    Enrolment,
    Grade,
    Guardian,
    Guardianship,
    Staff,
    Student,
    TeachingAssignment,
)
from liangshi.roster.models import ImportBatch, ImportProblem, PlannedPage, StoredFile
from liangshi.roster.services import AlreadyAppliedError, apply_batch
from tests.roster.making import FILES, HEADER
from tests.world import World

NEW = ["S2001", "周 新", "高一（2）班", "女", "周父", "199 0000 0031"]


class TestPreview:
    def test_a_preview_says_what_would_happen_and_writes_nothing(self, office, world: World):
        batch = office.give_rows(学生=[HEADER, NEW, ["S1001", "赵小明", "高一(2)班", "男", None, None]])
        assert batch.state == "ready"
        assert batch.counts["students"] == {"added": 1, "changed": 1, "left": 0, "absent": 1}
        page = office.page(batch, "changed")
        assert "赵小明" in page
        assert "<del>高一(1)班</del> → <ins>高一(2)班</ins>" in page
        assert "周新" in office.page(batch, "added")
        assert "孙小刚" in office.page(batch, "absent")
        assert not Student.unscoped.filter(number="S2001").exists()

    def test_the_page_says_how_the_columns_were_understood(self, office):
        batch = office.give_rows(学生=[["名单"], [*HEADER, "身份证号", "备注"], NEW])
        page = office.page(batch)
        assert "表头在第 2 行" in page
        assert "不读取：身份证号、备注" in page

    def test_a_list_saved_by_an_office_program_with_titles_and_merged_cells(self, office):
        batch = office.give((FILES / "class_list.xls").read_bytes(), "高一.xls")
        assert batch.state == "ready"
        assert batch.counts["students"]["added"] == 6
        office.press(batch, "apply")
        student = Student.unscoped.get(number="S2001")
        assert student.class_group.name == "高一(1)班"
        phones = Guardianship.unscoped.filter(student=student).values_list("guardian__phone", flat=True)
        assert list(phones) == ["19900000011", "19900000012"]
        assert Student.unscoped.get(name="丙三😀").number == "2003"

    def test_csv_in_gb18030(self, office):
        text = "学号,姓名,班级\nS2001,周新,高一2班\n"
        batch = office.give(text.encode("gb18030"), "名册.csv")
        office.press(batch, "apply")
        assert Student.unscoped.get(number="S2001").name == "周新"

    def test_a_file_that_is_no_table_is_refused_kindly_and_forgotten(self, office):
        batch = office.give(b"MZ\x90" + b"\0" * 100, "名册.xlsx")
        assert (batch.state, batch.refusal) == ("refused", "program")
        assert "这是一个程序，不是表格。" in office.page(batch)
        assert not StoredFile.unscoped.exists()

    def test_an_empty_upload_and_none_at_all(self, office):
        assert office.give(b"").refusal == "empty"
        answer = office.client.post("/roster/", {})
        assert answer.status_code == 422
        assert "请先选择一个文件" in answer.content.decode()

    def test_who_imports_what_is_noted(self, office, world: World):
        batch = office.bring_in(学生=[HEADER, NEW])
        verbs = list(Entry.unscoped.filter(subject=batch.public_id).values_list("verb", flat=True).order_by("position"))
        assert verbs == ["roster.uploaded", "roster.imported"]


class TestProblems:
    rows = [
        HEADER,
        [1.10101200801011e17, "周新", "高一2班", "女"],
        ["S2002", None, "高一2班", "男"],
        ["S2003", "吴新", "3班"],
    ]

    def test_every_problem_stands_at_its_sheet_row_and_column_with_its_cure(self, office):
        batch = office.give_rows(学生=self.rows)
        assert batch.state == "blocked"
        places = list(ImportProblem.unscoped.filter(batch=batch).values_list("code", "sheet", "row", "column"))
        assert places == [
            ("id_rounded", "学生", 2, "A"), ("name_missing", "学生", 3, "B"), ("class_needs_grade", "学生", 4, "C"),
        ]  # fmt: skip
        page = office.page(batch)
        assert "号码被存成了数字 1.10101E+17，后面几位已经丢失。" in page
        assert "请把这一列设为“文本”格式" in page
        assert "第 2 行" in page

    def test_what_has_problems_cannot_be_applied(self, office):
        batch = office.give_rows(学生=self.rows)
        page = office.press(batch, "apply")
        assert batch.state == "blocked"
        assert "状态已经变了" in page
        assert not Student.unscoped.filter(name="吴新").exists()

    def test_the_problems_can_be_taken_along_as_a_workbook(self, office):
        import io

        import openpyxl

        batch = office.give_rows(学生=self.rows)
        answer = office.client.get(f"/roster/imports/{batch.public_id}/problems/")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert [cell.value for cell in sheet[2]][:4] == ["需要改", "学生", "2", "A"]
        assert sheet.max_row == 4


class TestApplying:
    def test_a_new_student_has_class_enrolment_and_guardian(self, office, world: World):
        office.bring_in(学生=[HEADER, NEW])
        student = Student.unscoped.get(number="S2001")
        assert (student.name, student.gender, student.sort_key) == ("周新", "female", "zhou xin1")
        assert student.class_group == world.classes["c102"]
        (enrolment,) = Enrolment.unscoped.filter(student=student)
        assert (enrolment.class_group, enrolment.ends_on) == (world.classes["c102"], None)
        tie = Guardianship.unscoped.get(student=student)
        assert (tie.guardian.name, tie.guardian.phone, tie.position) == ("周父", "19900000031", 1)

    def test_a_student_who_changes_class_ends_one_enrolment_and_begins_another(self, office, world: World):
        office.bring_in(学生=[["学号", "姓名", "班级"], ["S1001", "赵小明", "高一2班"]])
        student = world.students["xiaoming"]
        student.refresh_from_db()
        assert student.class_group == world.classes["c102"]
        old, new = Enrolment.unscoped.filter(student=student).order_by("starts_on", "pk")
        assert (old.class_group, new.class_group) == (world.classes["c101"], world.classes["c102"])
        assert old.ends_on == new.starts_on

    def test_two_children_of_one_guardian_share_one_row(self, office):
        other = ["S2002", "周小", "高一1班", "男", "周父", "19900000031"]
        office.bring_in(学生=[HEADER, NEW, other])
        assert Guardian.unscoped.filter(name="周父").count() == 1
        assert Guardianship.unscoped.filter(guardian__name="周父").count() == 2

    def test_a_known_guardian_of_another_child_is_found(self, office, world: World):
        office.bring_in(学生=[HEADER, ["S2002", "赵小妹", "高一1班", "女", "刘桂芳", "19900000001"]])
        tie = Guardianship.unscoped.get(student__number="S2002")
        assert tie.guardian == world.guardians["zhaoma"]

    def test_a_new_telephone_told_for_all_children_changes_the_guardian(self, office, world: World):
        rows = [
            ["S1001", "赵小明", "高一1班", None, "刘桂芳", "19900000099"],
            ["S1004", "李小力", "高二1班", None, "刘桂芳", "19900000099"],
        ]
        office.bring_in(学生=[HEADER, *rows])
        guardian = world.guardians["zhaoma"]
        guardian.refresh_from_db()
        assert guardian.phone == "19900000099"
        guardian.account.refresh_from_db()
        assert guardian.account.number == "19900000099"

    def test_a_new_telephone_told_for_one_child_leaves_the_other_as_it_is(self, office, world: World):
        office.bring_in(学生=[HEADER, ["S1001", "赵小明", "高一1班", None, "刘桂芳", "19900000099"]])
        world.guardians["zhaoma"].refresh_from_db()
        assert world.guardians["zhaoma"].phone == "19900000001"
        phones = {
            tie.student.number: tie.guardian.phone for tie in Guardianship.unscoped.filter(guardian__name="刘桂芳")
        }
        assert phones == {"S1001": "19900000099", "S1004": "19900000001"}

    def test_a_guardian_without_a_name_is_called_after_the_child(self, office):
        office.bring_in(学生=[["学号", "姓名", "班级", "联系电话"], ["S2001", "周新", "高一1班", "19900000031"]])
        assert Guardian.unscoped.get(phone="19900000031").name == "周新家长"

    def test_numbers_are_made_where_there_are_none_and_the_same_file_finds_them_again(self, office):
        sheet = [["姓名", "班级"], ["周新", "高一1班"], ["吴新", "高一1班"]]
        batch = office.give_rows(学生=sheet)
        assert "有 2 人没有号码，写入时自动编号。" in office.page(batch)
        office.press(batch, "apply")
        made = Student.unscoped.filter(name__in=["周新", "吴新"]).values_list("number", flat=True)
        assert sorted(made) == ["20260001", "20260002"]
        again = office.give_rows(学生=sheet)
        assert again.counts["students"]["left"] == 2

    def test_staff_classes_teaching_and_clubs_in_one_workbook(self, office, world: World):
        office.bring_in(
            教职工=[
                ["工号", "姓名", "任教学科", "导师资格", "资格说明"],
                ["T020", "汪新", "物理、信息科技", "暂免", "产假"],
                [None, "方新", "化学"],
            ],
            班级=[["班级", "班主任"], ["高一1班", "汪新"], ["高二3班", "方新"], ["高三创新班", None]],
            任课=[["班级", "物理", "语文"], ["高一2班", "汪新", "王海燕"]],
            社团=[
                ["社团名称", "指导教师", "学号", "姓名"],
                ["棋社", "汪新", "S1002", None],
                ["篮球社", "方新", None, "钱小红"],
            ],
        )
        wang = Staff.unscoped.get(number="T020")
        assert (wang.subjects, wang.mentor_status, wang.mentor_status_reason) == (
            ["物理", "信息科技"],
            "exempt",
            "产假",
        )
        fang = Staff.unscoped.get(name="方新")
        assert fang.number == "T0001"
        world.classes["c101"].refresh_from_db()
        assert world.classes["c101"].homeroom_teacher == wang
        new = ClassGroup.unscoped.get(name="高二(3)班")
        assert (new.ordinal, new.homeroom_teacher, new.year) == (3, fang, world.years["mingde"])
        creative = ClassGroup.unscoped.get(name="高三创新班")
        assert (creative.grade.level, creative.ordinal) == (12, 1)
        assert Grade.unscoped.filter(school=world.schools["mingde"], level=12).count() == 1
        taught = TeachingAssignment.unscoped.filter(class_group=world.classes["c102"]).values_list(
            "staff__name", "subject"
        )
        assert set(taught) == {("李向东", "数学"), ("汪新", "物理"), ("王海燕", "语文")}
        assert Club.unscoped.get(name="棋社").leader == wang
        world.clubs["basketball"].refresh_from_db()
        assert world.clubs["basketball"].leader == fang
        assert ClubMembership.unscoped.filter(student=world.students["xiaohong"]).count() == 2

    def test_the_account_of_a_changed_person_follows(self, office, world: World):
        office.bring_in(学生=[["学号", "姓名", "班级"], ["S1001", "赵晓明", "高一1班"]])
        account = world.students["xiaoming"].account
        account.refresh_from_db()
        assert account.name == "赵晓明"

    def test_a_student_who_had_left_comes_back(self, office, world: World):
        Student.unscoped.filter(pk=world.students["xiaoming"].pk).update(left_on=date(2026, 9, 5))
        Enrolment.unscoped.filter(student=world.students["xiaoming"]).update(ends_on=date(2026, 9, 5))
        batch = office.give_rows(学生=[["学号", "姓名", "班级"], ["S1001", "赵小明", "高一1班"]])
        assert "<del>已离校</del> → <ins>在校</ins>" in office.page(batch, "changed")
        office.press(batch, "apply")
        assert Student.unscoped.get(pk=world.students["xiaoming"].pk).left_on is None
        assert Enrolment.unscoped.filter(student=world.students["xiaoming"], ends_on=None).count() == 1

    def test_the_same_file_again_changes_nothing(self, office):
        sheets = {
            "学生": [HEADER, NEW, ["S1001", "赵小明", "高一2班", "男", "赵父", "19900000055"]],
            "教职工": [["工号", "姓名", "手机"], ["T001", "顾一鸣", "19900000066"], ["T030", "新老师", None]],
            "班级": [["班级", "班主任"], ["高一2班", "新老师"]],
            "社团": [["社团", "指导教师", "学号"], ["诗社", "新老师", "S2001"]],
        }  # fmt: skip
        office.bring_in(**sheets)
        again = office.give_rows(**sheets)
        changes = {kind: (part["added"], part["changed"]) for kind, part in again.counts.items() if kind != "numbers"}
        assert set(changes.values()) == {(0, 0)}

    def test_an_import_is_applied_once(self, office, world: World):
        batch = office.give_rows(学生=[HEADER, NEW])
        office.press(batch, "apply")
        assert "状态已经变了" in office.press(batch, "apply")
        with pytest.raises(AlreadyAppliedError):
            apply_batch(batch=batch, now=timezone.now())
        assert Student.unscoped.filter(number="S2001").count() == 1
        assert not StoredFile.unscoped.exists()

    def test_where_the_roster_has_changed_since_the_preview_nothing_is_written(self, office, world: World):
        batch = office.give_rows(学生=[HEADER, NEW, ["S1001", "赵小明", "高一2班"]])
        Student.unscoped.filter(number="S1001").update(class_group=world.classes["c102"])
        page = office.press(batch, "apply")
        assert "预览之后名册有了变动" in page
        assert (batch.state, batch.counts["students"]["changed"]) == ("ready", 0)
        assert not Student.unscoped.filter(number="S2001").exists()
        office.press(batch, "apply")
        assert batch.state == "applied"

    def test_the_other_school_is_not_touched(self, office, world: World):
        office.bring_in(学生=[HEADER, ["S1001", "赵小明", "高一2班", "男", None, None]])
        world.students["zheng"].refresh_from_db()
        assert world.students["zheng"].name == "郑天佑"


class TestQuestions:
    rows = [["姓名", "班级"], ["王芳", "高一1班"], ["王芳", "高一1班"]]

    def test_two_of_one_name_are_asked_and_the_answer_decides(self, office):
        batch = office.give_rows(学生=self.rows)
        assert batch.state == "blocked"
        assert "同班有 2 行都叫王芳" in office.page(batch)
        office.press(batch, "answers", q0="different")
        assert (batch.state, batch.counts["students"]["added"]) == ("ready", 2)
        office.press(batch, "apply")
        assert Student.unscoped.filter(name="王芳").count() == 2

    def test_an_open_question_stays_open(self, office):
        batch = office.give_rows(学生=self.rows)
        office.press(batch, "answers")
        assert batch.state == "blocked"

    def test_the_same_person_is_one(self, office):
        batch = office.give_rows(学生=self.rows)
        office.press(batch, "answers", q0="same")
        assert batch.counts["students"]["added"] == 1


def test_an_import_may_be_put_aside_and_its_file_is_forgotten(office):
    batch = office.give_rows(学生=[HEADER, NEW])
    assert "已放弃这次导入" in office.press(batch, "discard")
    assert batch.state == "discarded"
    for model in (StoredFile, PlannedPage, ImportProblem):
        assert not model.unscoped.filter(batch=batch).exists()
    assert "状态已经变了" in office.press(batch, "discard")


def test_a_school_without_a_year_is_told_what_to_do(office, world: World):
    from liangshi.people.models import AcademicYear

    ClassGroup.unscoped.filter(school=world.schools["mingde"]).update(year=world.years["yuying"])
    Club.unscoped.filter(school=world.schools["mingde"]).update(year=world.years["yuying"])
    AcademicYear.unscoped.filter(school=world.schools["mingde"]).delete()
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = office.client.post("/roster/", {"file": SimpleUploadedFile("a.csv", "姓名,班级\n".encode())})
    assert answer.status_code == 422
    assert "学校还没有学年" in answer.content.decode()
    assert not ImportBatch.unscoped.exists()
