"""Headers are found and understood; what people correct is remembered."""

import pytest

from liangshi.domain.roster.fields import ALIASES, Field, Kind, Target
from liangshi.domain.roster.mapping import Column, SheetMapping, header_key, remap, suggest

from .making import sheet


def understood(*lines, name="Sheet1", remembered=None):
    (mapping,) = suggest([sheet(*lines, name=name)], remembered)
    return mapping


def meanings(mapping):
    return [column.target.code if column.target else None for column in mapping.columns]


def test_the_headers_of_a_students_sheet_are_understood():
    mapping = understood(
        ("学号", "学生姓名", "所在班级", "性别", "是否住校", "监护人1姓名", "监护人1关系", "监护人1电话")
    )
    assert mapping.kind is Kind.STUDENTS
    assert meanings(mapping) == [
        "number", "name", "class", "gender", "boarding", "guardian_name:1", "guardian_relation:1", "guardian_phone:1",
    ]  # fmt: skip


def test_titles_above_the_header_are_passed_over():
    mapping = understood(
        ("明德中学高一(3)班学生名单",),
        None,
        ("制表:教务处", None, "2026年9月"),
        ("姓名", "性别", "家长电话"),
        ("张三", "男"),
    )
    assert mapping.header_row == 4
    assert mapping.kind is Kind.STUDENTS
    assert "高一(3)班" in mapping.title


def test_a_header_of_two_rows_is_read_as_one():
    mapping = understood(
        ("姓名", "班级", "监护人1", "监护人1", "监护人2", "监护人2"),
        ("姓名", "班级", "姓名", "电话", "姓名", "电话"),
        ("张三", "高一1班", "张父", "19900000001", "李母", "19900000002"),
    )
    assert (mapping.header_row, mapping.header_depth) == (1, 2)
    assert meanings(mapping)[2:] == ["guardian_name:1", "guardian_phone:1", "guardian_name:2", "guardian_phone:2"]


def test_words_over_a_group_of_columns_help_where_they_say_something():
    mapping = understood(
        ("明德中学花名册",) * 8,
        ("序号", "学籍信息", "学籍信息", "学籍信息", "家长信息", "家长信息", "第二监护人", "第二监护人"),
        ("序号", "学号", "姓名", "性别", "姓名", "手机", "姓名", "联系电话"),
        (1, "2026001", "张三", "男", "张父", "19900000001", "李母", "19900000002"),
        name="高一(3)班",
    )
    assert (mapping.header_row, mapping.header_depth) == (2, 2)
    assert meanings(mapping) == [
        "not_kept", "number", "name", "gender",
        "guardian_name:1", "guardian_phone:1", "guardian_name:2", "guardian_phone:2",
    ]  # fmt: skip


def test_the_name_of_a_relative_is_never_taken_for_that_of_the_child():
    mapping = understood(("家庭成员甲", "学生", "学生"), ("姓名", "姓名", "班级"), ("张父", "张三", "高一1班"))
    assert meanings(mapping) == [None, "name", "class"]


def test_notes_in_brackets_and_stars_do_not_hide_a_header():
    assert header_key(" * 姓 名（必填）") == "姓名"
    assert header_key("(备注)") == "(备注)"
    assert meanings(understood(("*姓名", "班级(如高一1班)", "联系电话【家长】"))) == [
        "name",
        "class",
        "guardian_phone:1",
    ]


@pytest.mark.parametrize(
    ("headers", "name", "kind"),
    [
        (("工号", "姓名", "性别", "任教学科", "手机"), "Sheet1", Kind.STAFF),
        (("姓名", "性别", "电话"), "教师名册", Kind.STAFF),
        (("姓名", "性别", "电话"), "学生", Kind.STUDENTS),
        (("班级", "班主任"), "Sheet1", Kind.CLASSES),
        (("班级", "学科", "任课教师"), "Sheet1", Kind.TEACHING),
        (("班级", "语文", "数学", "英语"), "Sheet1", Kind.TEACHING),
        (("班级", "班主任", "语文", "数学", "英语"), "任课表", Kind.TEACHING),
        (("社团名称", "指导教师"), "Sheet1", Kind.CLUBS),
        (("社团", "学号", "姓名", "班级"), "Sheet1", Kind.CLUBS),
        (("姓名",), "学生", Kind.STUDENTS),
        (("学籍号", "姓名", "班级"), "Sheet1", Kind.STUDENTS),
    ],
)
def test_the_kind_of_a_sheet_follows_from_headers_and_name(headers, name, kind):
    assert understood(headers, name=name).kind is kind


@pytest.mark.parametrize(
    "lines",
    [
        ((1, 2, 3), (4, 5, 6)),
        (("日期", "金额"), ("2026-09-01", 12)),
        (("请各位老师注意:姓名一栏必填",),),
        (),
    ],
)
def test_a_sheet_that_is_no_roster_is_not_read(lines):
    assert understood(*lines).kind is None


def test_a_sheet_of_instructions_is_not_read_although_it_names_columns():
    assert understood(("姓名", "班级"), ("必填", "如高一1班"), name="填写说明").kind is None


def test_the_school_number_wins_over_the_national_one_and_alone_the_national_one_serves():
    assert meanings(understood(("学籍号", "姓名", "学号", "班级"))) == [None, "name", "number", "class"]
    assert meanings(understood(("学籍号", "姓名", "班级"))) == ["number", "name", "class"]


def test_of_two_columns_of_one_meaning_the_first_is_read():
    assert meanings(understood(("姓名", "班级", "姓名", "性别"))) == ["name", "class", None, "gender"]


def test_identity_cards_and_addresses_are_recognised_in_order_not_to_be_kept():
    codes = meanings(understood(("姓名", "班级", "身份证号", "家庭住址", "序号")))
    assert codes[2:] == ["not_kept", "not_kept", "not_kept"]


def test_fathers_and_mothers_are_guardians():
    codes = meanings(understood(("姓名", "班级", "父亲姓名", "父亲电话", "母亲", "妈妈手机")))
    assert codes[2:] == [
        "guardian_name:father",
        "guardian_phone:father",
        "guardian_name:mother",
        "guardian_phone:mother",
    ]


def test_what_somebody_chose_for_these_headers_is_recalled():
    first = understood(("姓名", "班级", "紧急联络", "小组"))
    remembered = {
        first.signature: (Kind.STUDENTS, {"姓名": Target(Field.NAME), "紧急联络": Target(Field.GUARDIAN_PHONE, "1")})
    }
    again = understood(("姓名", "班级", "紧急联络", "小组"), ("张三", "高一1班", "19900000001"), remembered=remembered)
    assert meanings(again) == ["name", None, "guardian_phone:1", None]
    assert meanings(understood(("姓名", "班级", "紧急联络"), remembered=remembered)) == ["name", "class", None]


def test_a_sheet_can_be_told_its_kind_and_header_row():
    table = sheet(("名单",), ("姓名", "电话"), ("张三", "19900000001"))
    told = remap(table, Kind.STAFF, 2)
    assert (told.kind, told.header_row, meanings(told)) == (Kind.STAFF, 2, ["name", "phone"])
    assert remap(table, None, 2).kind is None
    assert remap(table, Kind.STAFF, 9).kind is None


def test_missing_columns_are_named():
    mapping = SheetMapping("S", Kind.TEACHING, 1, 1, (Column(0, "班级", Target(Field.CLASS)),))
    assert mapping.missing() == (Field.TEACHER,)
    assert SheetMapping("S", None).missing() == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_alias_is_written_as_headers_are_compared(kind):
    for alias, target in ALIASES[kind].items():
        assert header_key(alias) == alias
        assert Target.from_code(target.code) == target
