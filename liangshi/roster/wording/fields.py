"""Words for kinds of sheets, meanings of columns, fields and values."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from liangshi.domain.roster.fields import GUARDIAN_PARTS, Field, Kind, Target
from liangshi.domain.vocabulary import SUBJECTS

KINDS = {
    "students": lazy("学生"),
    "staff": lazy("教职工"),
    "classes": lazy("班级"),
    "teaching": lazy("任课"),
    "clubs": lazy("社团"),
    "members": lazy("社团成员"),
}
FIELDS = {
    Field.NAME: lazy("姓名"),
    Field.NUMBER: lazy("学号或工号"),
    Field.CLASS: lazy("班级"),
    Field.GRADE: lazy("年级"),
    Field.GENDER: lazy("性别"),
    Field.BOARDING: lazy("住校情况"),
    Field.INTERESTS: lazy("兴趣爱好"),
    Field.NEEDS: lazy("成长需求"),
    Field.GUARDIAN_NAME: lazy("监护人姓名"),
    Field.GUARDIAN_PHONE: lazy("监护人电话"),
    Field.GUARDIAN_RELATION: lazy("监护人关系"),
    Field.PHONE: lazy("电话"),
    Field.TITLE: lazy("职务"),
    Field.SUBJECTS: lazy("任教学科"),
    Field.STRENGTHS: lazy("指导特长"),
    Field.LANGUAGES: lazy("语言"),
    Field.WORDS: lazy("导师寄语"),
    Field.MENTOR_STATUS: lazy("导师资格"),
    Field.MENTOR_REASON: lazy("资格说明"),
    Field.SUBJECT: lazy("学科"),
    Field.TEACHER: lazy("教师"),
    Field.TEACHER_NUMBER: lazy("教师工号"),
    Field.CLUB: lazy("社团名称"),
    Field.NOT_KEPT: lazy("不登记"),
}
_TEACHERS = {
    Kind.CLASSES: (lazy("班主任"), lazy("班主任工号")),
    Kind.TEACHING: (lazy("任课教师"), lazy("任课教师工号")),
    Kind.CLUBS: (lazy("指导教师"), lazy("指导教师工号")),
}
_PARTS = {"father": lazy("父亲"), "mother": lazy("母亲")}
_PERSON = (Field.NAME, Field.NUMBER, Field.GENDER)
_OFFERED: dict[Kind, tuple[Field, ...]] = {
    Kind.STUDENTS: (*_PERSON, Field.CLASS, Field.GRADE, Field.BOARDING, Field.INTERESTS, Field.NEEDS),
    Kind.STAFF: (
        *_PERSON, Field.PHONE, Field.TITLE, Field.SUBJECTS, Field.STRENGTHS, Field.INTERESTS, Field.LANGUAGES,
        Field.MENTOR_STATUS, Field.MENTOR_REASON, Field.WORDS,
    ),
    Kind.CLASSES: (Field.CLASS, Field.GRADE, Field.TEACHER, Field.TEACHER_NUMBER),
    Kind.TEACHING: (Field.CLASS, Field.GRADE, Field.SUBJECT, Field.TEACHER, Field.TEACHER_NUMBER),
    Kind.CLUBS: (Field.CLUB, Field.TEACHER, Field.TEACHER_NUMBER, Field.NAME, Field.NUMBER, Field.CLASS, Field.GRADE),
}  # fmt: skip
_ROW_FIELDS = {
    "class_key": lazy("班级"),
    "guardians": lazy("监护人"),
    "here": lazy("在校"),
    "homeroom": lazy("班主任"),
    "leader": lazy("指导教师"),
}
_VALUES = {
    "gender": {"male": lazy("男"), "female": lazy("女"), "unstated": lazy("未填")},
    "boarding": {"yes": lazy("住校"), "no": lazy("走读")},
    "here": {"yes": lazy("在校"), "no": lazy("已离校")},
    "mentor_status": {"eligible": lazy("可任导师"), "in_training": lazy("培养中"), "exempt": lazy("暂免")},
}
_ACTS = {"added": lazy("新增"), "changed": lazy("修改"), "absent": lazy("文件中没有")}


def kind_word(kind: str) -> str:
    """What the rows of a sheet are."""
    return str(KINDS[kind]) if kind in KINDS else _("不导入")


def act_word(act: str) -> str:
    """What happens to a row."""
    return str(_ACTS[act])


def field_word(name: str) -> str:
    """A field of a row, or the meaning of a column."""
    if name in _ROW_FIELDS:
        return str(_ROW_FIELDS[name])
    return str(FIELDS[Field(name)])


def value_word(name: str, value: str) -> str:
    """A value as a change shows it."""
    words = _VALUES.get(name, {})
    return str(words[value]) if value in words else value or _("空")


def target_word(kind: Kind, target: Target) -> str:
    """The meaning of a column of a sheet of this kind."""
    if target.field in (Field.TEACHER, Field.TEACHER_NUMBER) and kind in _TEACHERS:
        if target.part:
            return _("%(subject)s教师") % {"subject": target.part}
        return str(_TEACHERS[kind][target.field is Field.TEACHER_NUMBER])
    if target.field in (Field.GUARDIAN_NAME, Field.GUARDIAN_PHONE, Field.GUARDIAN_RELATION):
        who = str(_PARTS[target.part]) if target.part in _PARTS else _("监护人%(n)s") % {"n": target.part}
        what = {Field.GUARDIAN_NAME: _("姓名"), Field.GUARDIAN_PHONE: _("电话"), Field.GUARDIAN_RELATION: _("关系")}
        return f"{who}{what[target.field]}"
    return str(FIELDS[target.field])


def target_choices(kind: Kind) -> list[tuple[str, str]]:
    """What a column of a sheet of this kind can mean."""
    targets = [Target(field) for field in _OFFERED[kind]]
    if kind is Kind.STUDENTS:
        for part in GUARDIAN_PARTS:
            targets += [Target(Field.GUARDIAN_NAME, part), Target(Field.GUARDIAN_PHONE, part)]
            targets += [] if part in _PARTS else [Target(Field.GUARDIAN_RELATION, part)]
    if kind is Kind.TEACHING:
        targets += [Target(Field.TEACHER, subject) for subject in SUBJECTS]
    targets.append(Target(Field.NOT_KEPT))
    return [("", _("不读取")), *((target.code, target_word(kind, target)) for target in targets)]
