"""Entries of the trail in words: who — did what — to which row."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.workbench.queries import TrailLine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()

VERB_WORDS: "Mapping[str, StrOrPromise]" = {
    "school.changed": gettext_lazy("修改了学校名称或学段"),
    "school.set_up": gettext_lazy("建立了学校"),
    "campus.added": gettext_lazy("添加了校区"),
    "campus.renamed": gettext_lazy("修改了校区名称"),
    "campus.removed": gettext_lazy("删除了校区"),
    "year.opened": gettext_lazy("新建了学年"),
    "year.changed": gettext_lazy("修改了学年或学期"),
    "year.removed": gettext_lazy("删除了学年"),
    "year.promoted": gettext_lazy("把班级升入新学年"),
    "calendar.seeded": gettext_lazy("载入了法定节假日"),
    "day.added": gettext_lazy("在校历上添加了一天"),
    "day.changed": gettext_lazy("修改了校历上的一天"),
    "day.removed": gettext_lazy("删除了校历上的一天"),
    "grade.added": gettext_lazy("添加了年级"),
    "grade.changed": gettext_lazy("修改了年级"),
    "grade.removed": gettext_lazy("删除了年级"),
    "class.added": gettext_lazy("添加了班级"),
    "class.changed": gettext_lazy("修改了班级或班主任"),
    "class.removed": gettext_lazy("删除了班级"),
    "class.teaching_changed": gettext_lazy("修改了任课安排"),
    "club.added": gettext_lazy("添加了社团"),
    "club.changed": gettext_lazy("修改了社团"),
    "club.removed": gettext_lazy("删除了社团"),
    "club.joined": gettext_lazy("添加了社团成员"),
    "club.left": gettext_lazy("移出了社团成员"),
    "post.added": gettext_lazy("添加了领导小组职务"),
    "post.changed": gettext_lazy("修改了领导小组职务"),
    "post.moved": gettext_lazy("调整了领导小组顺序"),
    "post.removed": gettext_lazy("删除了领导小组职务"),
    "levels.begun": gettext_lazy("放入了常见的各级职责"),
    "level.added": gettext_lazy("添加了一级职责"),
    "level.changed": gettext_lazy("修改了一级职责"),
    "level.removed": gettext_lazy("删除了一级职责"),
    "staff.added": gettext_lazy("添加了教师"),
    "staff.changed": gettext_lazy("修改了教师信息"),
    "staff.profile_changed": gettext_lazy("修改了导师名片"),
    "staff.photo_set": gettext_lazy("更新了照片"),
    "staff.photo_removed": gettext_lazy("删除了照片"),
    "staff.status_set": gettext_lazy("设定了导师状态"),
    "staff.left": gettext_lazy("办理了教师离校"),
    "staff.returned": gettext_lazy("恢复了教师在职"),
    "staff.exported": gettext_lazy("导出了教师名单"),
    "relative.declared": gettext_lazy("申报了在校亲属"),
    "relative.withdrawn": gettext_lazy("撤回了亲属申报"),
    "student.added": gettext_lazy("添加了学生"),
    "student.changed": gettext_lazy("修改了学生信息"),
    "student.moved": gettext_lazy("办理了调班"),
    "student.left": gettext_lazy("办理了学生离校"),
    "student.rejoined": gettext_lazy("办理了复学"),
    "student.own_words_changed": gettext_lazy("修改了自己的兴趣和需要"),
    "guardian.added": gettext_lazy("添加了监护人"),
    "guardian.changed": gettext_lazy("修改了监护人"),
    "guardian.removed": gettext_lazy("解除了监护关系"),
    "guardians.read": gettext_lazy("查看了监护人联系方式"),
    "role.given": gettext_lazy("任命了角色"),
    "role.ended": gettext_lazy("结束了任职"),
}
"""Each verb that a service records; a test finds one without words."""

_PARTICULARS: "Mapping[str, StrOrPromise]" = {
    "on": gettext_lazy("日期 %s"),
    "date": gettext_lazy("日期 %s"),
    "starts_on": gettext_lazy("从 %s 起"),
    "year": gettext_lazy("%s年"),
    "days": gettext_lazy("%s 天"),
    "rows": gettext_lazy("%s 行"),
    "rising": gettext_lazy("升级 %s 人"),
    "leaving": gettext_lazy("毕业 %s 人"),
    "members": gettext_lazy("成员 %s 人"),
}


@register.filter
def in_words(line: TrailLine) -> str:
    """What was done; entries of older versions show their code."""
    return str(VERB_WORDS.get(line.verb, line.verb))


@register.filter
def particulars(line: TrailLine) -> str:
    """Dates and numbers of the entry."""
    told = [str(_PARTICULARS[key]) % value for key, value in line.detail.items() if key in _PARTICULARS]
    return _(",").join(told)
