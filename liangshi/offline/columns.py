"""The sheets of the school's workbook and their columns: what the template writes is what the reader reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from liangshi.domain.roster.mapping import header_key
from liangshi.domain.roster.words import plain

from .language import Language, Words

WISHES_OFFERED = 10


class Tab(StrEnum):
    """A sheet of the school's workbook."""

    STUDENTS = "students"
    MENTORS = "mentors"
    OPINIONS = "opinions"
    KEPT = "kept"
    RULES = "rules"


class Field(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    GRADE = "grade"
    CLASS = "class"
    GENDER = "gender"
    PRIORITY = "priority"
    NEED = "need"
    WISH = "wish"
    SUBJECTS = "subjects"
    INTERESTS = "interests"
    MENTOR_GENDER = "mentor_gender"
    CODE = "code"
    TAKES_PART = "takes_part"
    GRADES = "grades"
    CLASSES = "classes"
    QUOTA = "quota"
    MINIMUM = "minimum"
    CAPS = "caps"
    STRENGTHS = "strengths"
    MENTOR = "mentor"
    STUDENT = "student"
    OPINION = "opinion"
    ORDER = "order"
    REASON = "reason"
    ITEM = "item"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the note that explains it, and other headers that schools use for it."""

    field: Field
    header: Words
    note: Words
    width: int = 12
    required: bool = False
    as_text: bool = False
    aliases: tuple[str, ...] = ()


TAB_NAMES: Mapping[Tab, Words] = {
    Tab.STUDENTS: Words("学生", "Students"),
    Tab.MENTORS: Words("导师", "Mentors"),
    Tab.OPINIONS: Words("导师排序与婉拒", "Rankings and declines"),
    Tab.KEPT: Words("保留结对", "Kept pairs"),
    Tab.RULES: Words("规则", "Rules"),
}
GUIDE_NAME = Words("说明", "Guide")
TAB_ALIASES: Mapping[Tab, tuple[str, ...]] = {
    Tab.STUDENTS: ("学生名单", "学生志愿", "学生表"),
    Tab.MENTORS: ("导师名单", "教师", "教师名单", "导师表"),
    Tab.OPINIONS: ("导师排序", "婉拒", "导师意见", "排序与婉拒"),
    Tab.KEPT: ("保留", "续结对", "原有结对"),
    Tab.RULES: ("设置", "规则设置"),
}
OPTIONAL_TABS = frozenset({Tab.OPINIONS, Tab.KEPT, Tab.RULES})

COLUMNS: Mapping[Tab, tuple[Column, ...]] = {
    Tab.STUDENTS: (
        Column(
            Field.NUMBER,
            Words("学号", "Student no."),
            Words("每位学生一个，不重复。请按文本填写，前面的 0 要保留。", "One for each student, as text."),
            required=True,
            as_text=True,
            aliases=("学生学号", "学籍号", "id", "number"),
        ),
        Column(Field.NAME, Words("姓名", "Name"), Words("学生姓名", "Name"), required=True, aliases=("学生姓名",)),
        Column(
            Field.GRADE,
            Words("年级", "Grade"),
            Words("如 七年级、初一、高二", "E.g. 初一, 7年级"),
            9,
            required=True,
            as_text=True,
        ),
        Column(
            Field.CLASS,
            Words("班级", "Class"),
            Words("如 3班、初一(3)班", "E.g. 3班, 初一(3)班"),
            9,
            required=True,
            as_text=True,
            aliases=("行政班", "所在班级"),
        ),
        Column(Field.GENDER, Words("性别", "Gender"), Words("男 / 女，可不填", "男 / 女; may stay empty"), 7),
        Column(
            Field.PRIORITY,
            Words("优先类别", "Priority category"),
            Words(
                "名额不够时谁先录取。类别写在“规则”表里，排在前面的先录取。属敏感信息，不会写进结果和理由。",
                "Who goes first where places are short. Categories stand in the sheet Rules. Never shown in results.",
            ),
            12,
            aliases=("特殊群体", "类别", "优先次序", "特殊类别"),
        ),
        Column(
            Field.NEED,
            Words("需要几位导师", "Mentors needed"),
            Words("不填就是 1 位；“多对一”的学生填 2 或更多", "Empty means 1"),
            12,
            aliases=("需要导师数", "导师人数"),
        ),
        Column(
            Field.WISH,
            Words("志愿", "Wish "),
            Words(
                "按喜欢的先后填导师姓名或工号。两位导师同名时请填工号。同样喜欢的可写在一格里，用顿号隔开。",
                "Mentors by name or number, best first. Equally liked ones may share a cell, separated by 、.",
            ),
            10,
        ),
        Column(
            Field.INTERESTS,
            Words("兴趣", "Interests"),
            Words("用顿号隔开，如 篮球、书法", "Separated by 、"),
            16,
            aliases=("兴趣特长", "爱好", "兴趣爱好"),
        ),
        Column(
            Field.SUBJECTS,
            Words("需要的学科", "Subjects needed"),
            Words("希望得到帮助的学科，用顿号隔开", "Separated by 、"),
            14,
            aliases=("需要学科", "学科需求", "希望帮助的学科"),
        ),
        Column(
            Field.MENTOR_GENDER,
            Words("希望导师性别", "Wished gender of mentor"),
            Words("男 / 女，可不填；只在统筹时参考", "Only weighed in placement"),
            12,
        ),
        Column(
            Field.CODE,
            Words("公示代号", "Public code"),
            Words(
                "可不填。填了就用它代替学号参加抽签和公示(全体都要填)，只告诉本人。",
                "Optional: stands for the number in the draw and in published files (then for everybody).",
            ),
            10,
            as_text=True,
        ),
    ),
    Tab.MENTORS: (
        Column(
            Field.NUMBER,
            Words("工号", "Staff no."),
            Words("没有同名导师时可以不填", "May stay empty where no two share a name"),
            as_text=True,
            aliases=("教师工号", "编号", "导师工号", "id", "number"),
        ),
        Column(
            Field.NAME,
            Words("姓名", "Name"),
            Words("导师姓名", "Name"),
            required=True,
            aliases=("导师", "导师姓名", "教师姓名"),
        ),
        Column(Field.GENDER, Words("性别", "Gender"), Words("男 / 女，可不填", "男 / 女; may stay empty"), 7),
        Column(
            Field.TAKES_PART,
            Words("本轮参加", "Takes part"),
            Words("是 / 否；不填就是“是”。培养中、暂免的老师填“否”。", "是 / 否; empty means yes"),
            9,
            aliases=("参加", "是否参加", "担任导师"),
        ),
        Column(
            Field.GRADES,
            Words("可带年级", "Grades"),
            Words("用顿号隔开；年级和班级都不填就是全校", "Separated by 、; empty with classes empty: whole school"),
            16,
            as_text=True,
            aliases=("年级",),
        ),
        Column(
            Field.CLASSES,
            Words("可带班级", "Classes"),
            Words(
                "可带年级之外还可带的班级(或只带这些班级)，如 初一(1)班、初一(2)班",
                "In addition to the grades, or alone",
            ),
            20,
            as_text=True,
            aliases=("班级", "任教班级"),
        ),
        Column(
            Field.QUOTA,
            Words("名额", "Places"),
            Words("最多带几名学生，保留结对的也算在内", "At most so many students"),
            7,
            required=True,
            aliases=("最多", "人数上限", "上限", "名额上限"),
        ),
        Column(
            Field.MINIMUM,
            Words("最少", "At least"),
            Words("原则上至少几名，不填就是 0", "Wanted at least; empty means 0"),
            7,
            aliases=("最少人数", "下限", "名额下限"),
        ),
        Column(
            Field.CAPS,
            Words("子名额", "Sub-quotas"),
            Words(
                "某一部分学生最多几名，如“女生4、男生4”或“七年级3、八年级3”或“特殊群体2”。"
                "各部分要么互不相交，要么一部分完全在另一部分里面。",
                "At most so many of a part, e.g. 女生4、男生4. Parts are apart or nested.",
            ),
            18,
            as_text=True,
        ),
        Column(
            Field.SUBJECTS,
            Words("学科", "Subjects"),
            Words("能辅导的学科，用顿号隔开", "Separated by 、"),
            12,
            aliases=("任教学科",),
        ),
        Column(
            Field.STRENGTHS,
            Words("特长", "Strengths"),
            Words("与学生的兴趣对应，用顿号隔开", "Matched with the students' interests"),
            18,
            aliases=("兴趣特长", "特长兴趣", "指导特长"),
        ),
    ),
    Tab.OPINIONS: (
        Column(
            Field.MENTOR,
            Words("导师", "Mentor"),
            Words("姓名或工号", "Name or number"),
            required=True,
            as_text=True,
            aliases=("导师姓名", "工号"),
        ),
        Column(
            Field.STUDENT,
            Words("学生", "Student"),
            Words("学号，或没有重名时的姓名", "Number, or name where unique"),
            required=True,
            as_text=True,
            aliases=("学号", "学生姓名"),
        ),
        Column(
            Field.OPINION,
            Words("意见", "Opinion"),
            Words("排序 / 婉拒", "排序 (rank) / 婉拒 (decline)"),
            9,
            required=True,
        ),
        Column(
            Field.ORDER,
            Words("次序", "Order"),
            Words("排序时填 1、2、3…,相同的数表示并列", "1, 2, 3 …; equal numbers are ties"),
            8,
            aliases=("排序", "名次"),
        ),
        Column(Field.REASON, Words("理由", "Reason"), Words("婉拒时必须写明", "Needed for a decline"), 30),
    ),
    Tab.KEPT: (
        Column(
            Field.STUDENT,
            Words("学生", "Student"),
            Words("学号，或没有重名时的姓名", "Number, or name where unique"),
            required=True,
            as_text=True,
            aliases=("学号", "学生姓名"),
        ),
        Column(
            Field.MENTOR,
            Words("导师", "Mentor"),
            Words("姓名或工号", "Name or number"),
            required=True,
            as_text=True,
            aliases=("导师姓名", "工号"),
        ),
    ),
    Tab.RULES: (
        Column(Field.ITEM, Words("项目", "Item"), Words("不要改动这一列", "Leave as it is"), 24, required=True),
        Column(Field.VALUE, Words("填写", "Value"), Words("只填这一列", "Fill in this column"), 36, as_text=True),
    ),
}

_TAB_KEYS = {
    header_key(name): tab for tab, words in TAB_NAMES.items() for name in (words.zh, words.en, *TAB_ALIASES[tab])
}
_FIELD_KEYS = {
    tab: {
        header_key(name): column.field
        for column in columns
        for name in (column.header.zh, column.header.en, *column.aliases)
    }
    for tab, columns in COLUMNS.items()
}
_WISH_HEADER = re.compile(r"^(?:第)?(?:志愿|wish)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:志愿)?$", re.IGNORECASE)
_CHINESE_DIGITS = {text: number for number, text in enumerate("一二三四五六七八九十", start=1)}


class Meaning(NamedTuple):
    """What a header says; wishes are numbered."""

    field: Field
    number: int = 0


def tab_named(sheet: str) -> Tab | None:
    """Which of our sheets this is, by its name."""
    return _TAB_KEYS.get(header_key(sheet))


def meaning_of(tab: Tab, header: str) -> Meaning | None:
    """What a column is, by its header."""
    key = header_key(header)
    if tab is Tab.STUDENTS and ("志愿" in key or "wish" in key):
        return _wish(key)
    field = _FIELD_KEYS[tab].get(key)
    return None if field is None else Meaning(field)


def _wish(key: str) -> Meaning | None:
    found = _WISH_HEADER.match(plain(key))
    if not found:
        return None
    digits = found.group(1)
    number = int(digits) if digits.isdigit() else _CHINESE_DIGITS.get(digits, 0)
    return Meaning(Field.WISH, number) if number else None


def header_of(tab: Tab, field: Field, language: Language, number: int = 0) -> str:
    """The header of a column as the template writes it."""
    column = next(column for column in COLUMNS[tab] if column.field is field)
    return column.header.told(language) + (str(number) if number else "")
