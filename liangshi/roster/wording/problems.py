"""What is the matter with a cell or a row, and what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liangshi.domain.roster.problems import Code
from liangshi.foundation.templatetags.liangshi import listed

from .fields import field_word, kind_word

_TEXT_CELL = _("请把这一列设为“文本”格式，从原始资料里把号码重新填一遍，再上传。")
_WRITE_GRADE = _("请写成“高一(3)班”“七年级2班”这样，或加一列“年级”。")
_FIX = _("请改好这一格，再上传。")
_NOTHING = _("不用处理，知道即可。")

_WORDS = {
    Code.NOTHING_RECOGNISED: (_("没有找到像名册的表格。"), _("请点“列的含义”，告诉我们哪一张表、哪一行是表头。")),
    Code.SHEET_HIDDEN: (_("这张工作表是隐藏的，没有读。"), _("如果它也要导入，请在表格软件里取消隐藏，再上传。")),
    Code.SHEET_SKIPPED: (_("这张工作表没有读。"), _("如果它也是名册，请在“列的含义”里选择它的类别。")),
    Code.COLUMN_MISSING: (
        _("没有“%(field)s”这一列，%(kind)s表缺了它就无法读。"),
        _("请在“列的含义”里指出哪一列是它。"),
    ),
    Code.COLUMN_TWICE: (_("“%(header)s”与另一列都当作“%(field)s”。"), _("请在“列的含义”里只留一列。")),
    Code.FOOTER_SKIPPED: (_("这一行像合计或落款，没有读：%(found)s"), _NOTHING),
    Code.CELL_ERROR: (_("这一格显示错误值 %(found)s。"), _("多半是公式引用的内容不在了。请填上真正的内容，再上传。")),
    Code.FORMULA_WITHOUT_VALUE: (
        _("这一格是公式，文件里没有它的计算结果。"),
        _("请在 Excel 或 WPS 里打开文件并保存一次，再上传。"),
    ),
    Code.NAME_MISSING: (_("这一行没有姓名。"), _("请补上姓名；如果是多余的行，请删掉。")),
    Code.NAME_ODD: (_("姓名“%(name)s”里有不常见的字符：%(found)s"), _("如果确实如此，不用处理。")),
    Code.ID_ROUNDED: (_("号码被存成了数字 %(found)s，后面几位已经丢失。"), _TEXT_CELL),
    Code.ID_MAYBE_ROUNDED: (
        _("号码 %(found)s 以 000 结尾，可能曾被存成数字而丢了后三位。"),
        _("请核对原始资料；无误就不用处理。"),
    ),
    Code.ID_SCIENTIFIC: (_("号码变成了科学记数 %(found)s，原来的数字已经丢失。"), _TEXT_CELL),
    Code.ID_BECAME_DATE: (_("号码变成了日期 %(found)s。"), _TEXT_CELL),
    Code.ID_UNREADABLE: (_("这不像一个号码：%(found)s"), _FIX),
    Code.TEXT_TOO_LONG: (_("这一格有 %(length)s 个字，最多 %(limit)s 个。"), _FIX),
    Code.PHONE_UNREADABLE: (_("这不像电话号码：%(found)s。这一格没有读。"), _("可以改好再上传，也可以以后补。")),
    Code.PHONE_SEVERAL: (_("一格里有几个电话：%(found)s。只登记 %(kept)s。"), _("要换一个，请改好再上传。")),
    Code.GUARDIAN_WITHOUT_PHONE: (
        _("监护人%(name)s没有电话。如果是新的监护人，这次不登记。"),
        _("有了电话再导入一次即可。"),
    ),
    Code.GENDER_UNKNOWN: (_("看不懂性别“%(found)s”，这一格没有读。"), _("请填“男”或“女”。")),
    Code.BOARDING_UNKNOWN: (_("看不懂住校情况“%(found)s”，这一格没有读。"), _("请填“住校”或“走读”。")),
    Code.RELATION_UNKNOWN: (
        _("看不懂与学生的关系“%(found)s”，登记为“其他”。"),
        _("可以填：母亲、父亲、祖父母或外祖父母、其他。"),
    ),
    Code.MENTOR_STATUS_UNKNOWN: (_("看不懂导师资格“%(found)s”。"), _("请填“可任导师”“培养中”或“暂免”。")),
    Code.MENTOR_REASON_MISSING: (_("“培养中”或“暂免”要写明原因。"), _("请在“资格说明”一列写一句话。")),
    Code.SUBJECT_MISSING: (_("这一行没有学科。"), _FIX),
    Code.TEACHER_MISSING: (_("这一行没有教师。"), _FIX),
    Code.CLUB_MISSING: (_("这一行没有社团名称。"), _FIX),
    Code.CLASS_MISSING: (_("这一行没有班级。"), _("新学生一定要有班级。请补上再上传。")),
    Code.CLASS_BECAME_DATE: (_("班级变成了日期 %(found)s(例如“3-1”会被当作 3 月 1 日)。"), _WRITE_GRADE),
    Code.CLASS_NEEDS_GRADE: (_("班级“%(found)s”看不出是哪个年级。"), _WRITE_GRADE),
    Code.CLASS_WITHOUT_NUMBER: (_("“%(found)s”只有年级，没有班。"), _WRITE_GRADE),
    Code.COHORT_AMBIGUOUS: (_("“%(found)s”在本校可能是几个年级。"), _("请写成“初2026级”“高2026级”，或直接写年级。")),
    Code.COHORT_OUTSIDE: (_("“%(found)s”不在本校现有的年级里。"), _("请核对入学年份，或直接写年级。")),
    Code.GRADE_UNKNOWN: (_("看不懂年级“%(found)s”。"), _WRITE_GRADE),
    Code.GRADE_OUTSIDE: (_("本校没有这个年级：%(found)s"), _("请核对；如果学校新增了年级，请先在“学校”里添加。")),
    Code.GRADE_DIFFERS: (_("班级与年级两列说法不同：%(found)s"), _FIX),
    Code.CLASS_NEW: (_("新的班级，将一并建立：%(classes)s。"), _("如果有写错的班名，请改好再上传。")),
    Code.SAME_ROW_TWICE: (_("%(name)s在“%(sheet)s”第 %(row)s 行已经有了，内容相同，算一行。"), _NOTHING),
    Code.ROWS_JOINED: (_("%(name)s在“%(sheet)s”第 %(row)s 行也有，两行合在一起。"), _NOTHING),
    Code.ROWS_DISAGREE: (
        _("与“%(sheet)s”第 %(row)s 行是同一人或同一班，但内容不同：%(fields)s"),
        _("请核对号码是否重复，改好再上传。"),
    ),
    Code.SAME_NAME: (
        _("同班有 %(count)s 行都叫%(name)s，又没有学号。是同一个人吗？"),
        _("请在“请回答”里选择，或给他们填上学号。"),
    ),
    Code.WHICH_OF_SAME_NAME: (_("名册里有 %(count)s 位%(name)s，不知道指哪一位。"), _("请给这一行填上学号或工号。")),
    Code.NEW_NUMBER: (
        _("名册里的%(name)s号码是 %(stored)s，文件里是 %(number)s。是同一个人换了号码吗？"),
        _("请在“请回答”里选择。"),
    ),
    Code.MAYBE_MOVED: (
        _("%(name)s会作为新学生添加；名册里另有一位同名学生（%(number)s）在别的班。"),
        _("如果是转班，请填上原来的学号再上传。"),
    ),
    Code.RENAMED: (_("号码 %(number)s 的姓名由“%(old)s”改为“%(new)s”。"), _("请确认号码没有填错。")),
    Code.MANY_RENAMED: (
        _("%(of)s 人里有 %(count)s 人号码不变而姓名变了。是不是姓名或号码单独排过序？"),
        _("请先核对文件；确实要改，请在“请回答”里选择。"),
    ),
    Code.STAFF_UNKNOWN: (_("教职工里没有这位：%(name)s %(number)s"), _("请核对姓名，或先导入教职工。")),
    Code.STAFF_AMBIGUOUS: (_("有 %(count)s 位教职工都叫%(name)s。"), _("请填上工号。")),
    Code.STUDENT_UNKNOWN: (_("学生里没有这位：%(name)s %(number)s"), _("请核对姓名，或先导入学生。")),
    Code.STUDENT_AMBIGUOUS: (_("有 %(count)s 名学生都叫%(name)s。"), _("请填上学号或班级。")),
}
_SEVERITIES = {"error": _("需要改"), "question": _("需要回答"), "remark": _("提醒")}
_ROWS_NAMED = 40
_WORDED = {"field": field_word, "kind": kind_word}


def sentence_of(code: str, params: Mapping[str, str | int]) -> str:
    """What is the matter."""
    words = {name: _WORDED[name](str(value)) if name in _WORDED else value for name, value in params.items()}
    if "fields" in words:
        words["fields"] = listed(field_word(name) for name in str(params["fields"]).split(",") if name)
    if "classes" in words:
        words["classes"] = listed(str(params["classes"]).split(","))
    said = str(_WORDS[Code(code)][0]) % words
    return said + _where_else(str(params["rows"])) if "rows" in params else said


def _where_else(rows: str) -> str:
    """The rows that a folded remark speaks of; where there are many, the first ones and how many."""
    every = rows.split(",")
    if len(every) <= _ROWS_NAMED:
        return str(_("（第 %(rows)s 行）")) % {"rows": listed(every)}
    return str(_("（第 %(rows)s 行等，共 %(count)s 行）")) % {"rows": listed(every[:_ROWS_NAMED]), "count": len(every)}


def cure_of(code: str) -> str:
    """What to do about it."""
    return str(_WORDS[Code(code)][1])


def severity_word(severity: str) -> str:
    """How it weighs."""
    return str(_SEVERITIES[severity])
