"""What a column can mean, and the many headers under which schools write it."""

from enum import StrEnum
from typing import NamedTuple

from liangshi.domain.vocabulary import SUBJECTS


class Kind(StrEnum):
    """What the rows of a sheet are."""

    STUDENTS = "students"
    STAFF = "staff"
    CLASSES = "classes"
    TEACHING = "teaching"
    CLUBS = "clubs"


class Field(StrEnum):
    """The meaning of a column."""

    NAME = "name"
    NUMBER = "number"
    CLASS = "class"
    GRADE = "grade"
    GENDER = "gender"
    BOARDING = "boarding"
    INTERESTS = "interests"
    NEEDS = "needs"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_PHONE = "guardian_phone"
    GUARDIAN_RELATION = "guardian_relation"
    PHONE = "phone"
    TITLE = "title"
    SUBJECTS = "subjects"
    STRENGTHS = "strengths"
    LANGUAGES = "languages"
    WORDS = "words"
    MENTOR_STATUS = "mentor_status"
    MENTOR_REASON = "mentor_reason"
    SUBJECT = "subject"
    TEACHER = "teacher"
    TEACHER_NUMBER = "teacher_number"
    CLUB = "club"
    NOT_KEPT = "not_kept"


class Target(NamedTuple):
    """A field, and which one where a sheet has several: guardian 1, the father, the teacher of 语文."""

    field: Field
    part: str = ""

    @property
    def code(self) -> str:
        """The target as one text, as forms send it."""
        return f"{self.field}:{self.part}" if self.part else self.field.value

    @classmethod
    def from_code(cls, code: str) -> "Target":
        """The target that a form has sent; ValueError where there is no such field."""
        field, _, part = code.partition(":")
        return cls(Field(field), part)


GUARDIAN_PARTS = ("1", "2", "3", "4", "father", "mother")
_ORDINALS = {"1": ("1", "一"), "2": ("2", "二"), "3": ("3", "三"), "4": ("4", "四")}
_GUARDIAN_WORDS = ("监护人", "家长", "联系人", "法定监护人", "家庭成员")
_PARENTS = {"father": ("父亲", "爸爸", "父"), "mother": ("母亲", "妈妈", "母")}
_OF_GUARDIAN = {
    Field.GUARDIAN_NAME: ("姓名", "名字", "名", ""),
    Field.GUARDIAN_PHONE: (
        "电话",
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "电话号码",
        "联系方式",
        "联系手机",
    ),
    Field.GUARDIAN_RELATION: ("关系", "与学生关系", "与孩子关系", "与本人关系", "称谓"),
}


def _guardian_aliases() -> dict[str, Target]:
    found: dict[str, Target] = {}
    for field, endings in _OF_GUARDIAN.items():
        for ending in endings:
            for word in _GUARDIAN_WORDS:
                found[f"{word}{ending}"] = Target(field, "1")
                for part, marks in _ORDINALS.items():
                    for mark in marks:
                        found[f"{word}{mark}{ending}"] = Target(field, part)
                        found[f"第{mark}{word}{ending}"] = Target(field, part)
            for part, words in _PARENTS.items():
                found |= {f"{word}{ending}": Target(field, part) for word in words if len(word + ending) > 1}
    return found


def _same(target: Field, *aliases: str) -> dict[str, Target]:
    return dict.fromkeys(aliases, Target(target))


_CLASS = _same(
    Field.CLASS, "班级", "班级名称", "所在班级", "行政班", "行政班级", "班别", "班", "任教班级", "所属班级", "class"
) | _same(Field.GRADE, "年级", "所在年级", "年级名称", "级别", "届别", "级", "任教年级", "grade")

_PERSON = _same(Field.GENDER, "性别", "男女", "gender", "sex") | _same(
    Field.NOT_KEPT,
    "身份证",
    "身份证号",
    "身份证号码",
    "身份证件号",
    "身份证件号码",
    "证件号码",
    "证件号",
    "公民身份号码",
    "家庭住址",
    "家庭地址",
    "现住址",
    "住址",
    "户籍地址",
    "户口所在地",
    "民族",
    "政治面貌",
    "出生日期",
    "籍贯",
    "银行卡号",
    "备注",
    "序号",
    "编号",
    "no",
    "no.",
    "成绩",
    "总分",
    "名次",
    "排名",
)

_STUDENT = (
    _same(Field.NAME, "姓名", "学生姓名", "名字", "学生名字", "学生", "name")
    | _same(
        Field.NUMBER,
        "学号",
        "学生学号",
        "学生编号",
        "校内学号",
        "学籍号",
        "全国学籍号",
        "学籍号码",
        "全国统一学籍号",
        "考号",
        "准考证号",
    )
    | _same(
        Field.BOARDING,
        "住校",
        "是否住校",
        "住宿",
        "是否住宿",
        "寄宿",
        "是否寄宿",
        "就读方式",
        "住校情况",
        "走读/住校",
        "住宿情况",
    )
    | _same(Field.INTERESTS, "兴趣", "兴趣爱好", "爱好", "特长", "兴趣特长", "特长爱好")
    | _same(Field.NEEDS, "需求", "成长需求", "需要帮助", "希望得到的帮助", "帮扶需求", "希望的帮助", "发展需求")
    | {
        alias: Target(Field.GUARDIAN_PHONE, "1")
        for alias in ("联系电话", "电话", "手机", "手机号", "家庭电话", "联系方式")
    }
    | {alias: Target(Field.GUARDIAN_RELATION, "1") for alias in ("关系", "与学生关系", "与监护人关系")}
    | _guardian_aliases()
)

_STAFF = (
    _same(Field.NAME, "姓名", "教师姓名", "老师姓名", "教职工姓名", "名字", "教师", "老师", "name")
    | _same(Field.NUMBER, "工号", "教师工号", "职工号", "教职工号", "教师编号", "人员编号", "教师号")
    | _same(Field.PHONE, "电话", "手机", "手机号", "手机号码", "联系电话", "联系方式")
    | _same(Field.TITLE, "职务", "岗位", "职称", "行政职务")
    | _same(Field.SUBJECTS, "学科", "任教学科", "科目", "任教科目", "所教学科", "任课科目", "教学科目")
    | _same(Field.STRENGTHS, "指导特长", "擅长指导", "指导方向", "擅长领域", "导师特长", "指导领域", "擅长")
    | _same(Field.INTERESTS, "兴趣", "兴趣爱好", "爱好", "特长")
    | _same(Field.LANGUAGES, "语言", "方言", "会说的语言", "语种")
    | _same(Field.WORDS, "寄语", "导师寄语", "自我介绍", "个人简介", "想对学生说的话", "给学生的话")
    | _same(Field.MENTOR_STATUS, "导师资格", "导师状态", "可任导师", "是否担任导师", "导师")
    | _same(Field.MENTOR_REASON, "资格说明", "导师资格说明", "暂免原因", "免任原因", "原因")
)

_TEACHER = _same(
    Field.TEACHER, "教师", "任课教师", "老师", "任课老师", "教师姓名", "任教教师", "姓名", "授课教师"
) | _same(Field.TEACHER_NUMBER, "工号", "教师工号", "任课教师工号", "职工号")

_HOMEROOM = _same(Field.TEACHER, "班主任", "班主任姓名", "班主任老师") | _same(Field.TEACHER_NUMBER, "班主任工号")

_LEADER = _same(
    Field.TEACHER, "负责人", "指导教师", "指导老师", "社团指导教师", "负责教师", "带队教师", "辅导教师"
) | _same(Field.TEACHER_NUMBER, "指导教师工号", "负责人工号", "指导老师工号")

ALIASES: dict[Kind, dict[str, Target]] = {
    Kind.STUDENTS: _CLASS | _PERSON | _STUDENT,
    Kind.STAFF: _PERSON | _STAFF,
    Kind.CLASSES: _CLASS | _HOMEROOM,
    Kind.TEACHING: _CLASS
    | _same(Field.SUBJECT, "学科", "科目", "任教学科", "课程", "任教科目")
    | _TEACHER
    | {subject: Target(Field.TEACHER, subject) for subject in SUBJECTS}
    | {f"{subject}教师": Target(Field.TEACHER, subject) for subject in SUBJECTS}
    | {f"{subject}老师": Target(Field.TEACHER, subject) for subject in SUBJECTS}
    | {alias: Target(Field.TEACHER, "心理健康") for alias in ("心理", "心理课")},
    Kind.CLUBS: _CLASS
    | _LEADER
    | _same(Field.CLUB, "社团", "社团名称", "社团名", "所在社团")
    | _same(Field.NAME, "姓名", "学生姓名", "成员", "成员姓名", "团员", "社员", "学生")
    | _same(Field.NUMBER, "学号", "学生学号", "成员学号"),
}
"""For each kind of sheet, the headers (as `plain` writes them, without spaces and notes) and what they mean."""

PREFERRED = ("学号", "学生学号", "校内学号")
"""Headers that win where several columns of one sheet could be the number."""

REQUIRED: dict[Kind, tuple[Field, ...]] = {
    Kind.STUDENTS: (Field.NAME,),
    Kind.STAFF: (Field.NAME,),
    Kind.CLASSES: (Field.CLASS,),
    Kind.TEACHING: (Field.CLASS, Field.TEACHER),
    Kind.CLUBS: (Field.CLUB,),
}
"""Columns without which a sheet of a kind cannot be read."""

TELLING: dict[Kind, frozenset[Field]] = {
    Kind.STUDENTS: frozenset({Field.GUARDIAN_NAME, Field.GUARDIAN_PHONE, Field.BOARDING, Field.NEEDS, Field.NAME}),
    Kind.STAFF: frozenset({Field.SUBJECTS, Field.STRENGTHS, Field.TITLE, Field.MENTOR_STATUS, Field.WORDS}),
    Kind.CLASSES: frozenset({Field.TEACHER, Field.TEACHER_NUMBER}),
    Kind.TEACHING: frozenset({Field.SUBJECT, Field.TEACHER}),
    Kind.CLUBS: frozenset({Field.CLUB}),
}
"""Columns that tell one kind from another."""

SHEET_WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.TEACHING: ("任课", "任教", "课务", "授课", "teaching"),
    Kind.CLUBS: ("社团", "club"),
    Kind.CLASSES: ("班级", "班主任", "classes"),
    Kind.STAFF: ("教师", "老师", "教职工", "导师", "staff", "teacher"),
    Kind.STUDENTS: ("学生", "花名册", "名单", "student"),
}
"""Words in the name of a sheet, or in a title above its header, that tell its kind."""
