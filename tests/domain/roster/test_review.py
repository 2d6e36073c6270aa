"""One list of problems, in the order of the file."""

from liangshi.domain.roster.mapping import suggest
from liangshi.domain.roster.planning import Plan, Policy, Refused
from liangshi.domain.roster.problems import Code
from liangshi.domain.roster.review import review
from liangshi.domain.roster.rows import Present

from .making import SENIOR, sheet

STUDENTS = ("学号", "姓名", "班级", "性别")
STAFF = ("工号", "姓名", "任教学科")
CLASSES = ("班级", "班主任")


def reviewed(*tables):
    return review(tables, suggest(tables), SENIOR, Present(), Policy())


def found(outcome):
    problems = outcome.remarks if isinstance(outcome, Plan) else outcome.problems
    return [(p.code, p.place.sheet, p.place.row, p.place.column) for p in problems]


def test_problems_of_reading_and_of_planning_stand_together_in_the_order_of_the_file():
    outcome = reviewed(
        sheet(STAFF, ("T1", "王某", "语文"), name="教师"),
        sheet(
            STUDENTS, ("S1", "张三", "高一1班", "不明"), ("S2", "王芳", None), (1e17, "赵六", "高一1班"), name="学生"
        ),
    )
    assert isinstance(outcome, Refused)
    assert found(outcome) == [
        (Code.CLASS_NEW, "学生", 2, ""), (Code.GENDER_UNKNOWN, "学生", 2, "D"),
        (Code.CLASS_MISSING, "学生", 3, ""), (Code.ID_ROUNDED, "学生", 4, "A"),
    ]  # fmt: skip


def test_a_plan_carries_the_remarks_of_reading():
    outcome = reviewed(sheet(STUDENTS, ("S1", "张三", "高一1班", "不明"), name="学生"))
    assert isinstance(outcome, Plan)
    assert found(outcome) == [(Code.CLASS_NEW, "学生", 2, ""), (Code.GENDER_UNKNOWN, "学生", 2, "D")]


def test_a_teacher_whose_own_row_cannot_be_read_is_not_called_unknown_as_well():
    teachers = sheet(STAFF, (1e17, "王某", "语文"), name="教师")
    classes = sheet(CLASSES, ("高一1班", "王某"), name="班级")
    assert [code for code, *_ in found(reviewed(teachers, classes)) if code is not Code.CLASS_NEW] == [Code.ID_ROUNDED]
    alone = [code for code, *_ in found(reviewed(classes)) if code is not Code.CLASS_NEW]
    assert alone == [Code.STAFF_UNKNOWN]


def test_new_classes_are_named_in_one_remark():
    outcome = reviewed(
        sheet(
            STUDENTS, ("S1", "张三", "高一1班", "男"), ("S2", "王芳", "高一2班", "女"), ("S3", "李四", "高一1班", "男")
        )
    )
    assert [(remark.code, remark.place.row, remark.params["classes"]) for remark in outcome.remarks] == [
        (Code.CLASS_NEW, 2, "高一(1)班,高一(2)班")
    ]


def test_equal_remarks_become_one_that_names_the_rows_and_others_stay_apart():
    people = (("S1", "张三", "高一1班", "不明"), ("S2", "王芳", "高一1班", "乱填"), ("S3", "李四", "高一1班", "不明"))
    told = [remark for remark in reviewed(sheet(STUDENTS, *people)).remarks if remark.code is Code.GENDER_UNKNOWN]
    assert [(remark.place.row, dict(remark.params)) for remark in told] == [
        (2, {"found": "不明", "rows": "2,4"}),
        (3, {"found": "乱填"}),
    ]


def test_what_has_to_be_mended_is_never_folded():
    outcome = reviewed(sheet(STUDENTS, ("S1", "张三", None, "男"), ("S2", "王芳", None, "女")))
    assert [(code, row) for code, _, row, _ in found(outcome)] == [(Code.CLASS_MISSING, 2), (Code.CLASS_MISSING, 3)]
