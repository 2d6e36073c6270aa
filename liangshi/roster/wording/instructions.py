"""The sheet of instructions in a template."""

from django.utils.translation import gettext as _

from liangshi.domain.roster.fields import Kind


def template_instructions(kind: Kind | None) -> list[str]:
    """Sentences, one to a row."""
    sentences = [
        _("这份模板由良师生成。填好后在“名册导入”页上传，先看预览，确认后才会写入。"),
        _("不必照这份模板：学校自己的表格也可以直接上传，列名不同可以在页面上对应。"),
        _("空着的格子表示“不改”。要把原有内容清空，请填“无”。"),
        _("学号、工号、电话请保持文本格式（模板里已经设好），这样不会丢掉开头的 0，长号码也不会变样。"),
        _("一格里填几项时用顿号隔开，例如：篮球、阅读。"),
        _("文件里没有的人不会被删除，也不会被改动。"),
        _("身份证号、住址等请不要填写，系统不登记。"),
    ]
    if kind in (None, Kind.STUDENTS):
        sentences += [
            _("学生：姓名、班级必填。班级写法例如：高一(3)班、七年级2班。没有学号的会自动编号。"),
            _("学生：监护人要有电话才会登记；同一个姓名和电话视为同一位监护人，兄弟姐妹会归到一起。"),
        ]
    if kind in (None, Kind.STAFF):
        sentences.append(_("教职工：姓名必填。导师资格为“培养中”或“暂免”时，请写资格说明。"))
    if kind in (None, Kind.TEACHING):
        sentences.append(_("任课：每行一位教师教一个班的一门课。同名教师请写工号。"))
    if kind in (None, Kind.CLUBS):
        sentences.append(_("社团：每行一名成员；只登记社团时，学生几列可以空着。"))
    return sentences
