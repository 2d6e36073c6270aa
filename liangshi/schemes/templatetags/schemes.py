"""Codes of the scheme language as sentences; the fields of Word templates in words."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext_lazy as _

from liangshi.domain.scheme.problems import Problem
from liangshi.domain.scheme.words import sentence

register = template.Library()

TEMPLATE_FIELDS = (
    ("school", _("学校名称")),
    ("title", _("方案名称")),
    ("author", _("制定单位")),
    ("version", _("第几版")),
    ("valid_from", _("施行日期")),
    ("published_on", _("发布日期")),
    ("frame", _("所在的上级框架")),
    ("sections", _("各部分：heading 标题，text 正文，clauses 条款（number、title、text、points 各点、rows 表格各行）")),
    ("posts", _("领导小组：post 职务，name 姓名，charge 分工")),
    ("levels", _("各级职责：name 层级，charge 职责")),
    ("forms", _("表单：number 序号，title 名称，fields 各栏（label、blank）")),
    ("moments", _("关键时刻：title 时刻，text 做什么")),
    ("term", _("学期（任务清单）")),
    ("first_day", _("学期第一天（任务清单）")),
    ("last_day", _("学期最后一天（任务清单）")),
    ("tasks", _("导师任务（任务清单）：number 序号，title 任务，asked 要求，when 时间，where 记录")),
    ("student_tasks", _("学生任务（任务清单），各栏同上")),
    ("months", _("按月安排（任务清单）：month 月份，due 到期的任务")),
)


@register.filter
def problem_sentence(problem: Problem) -> str:
    """One problem of a text, with its line."""
    return sentence(problem)


@register.filter
def standing_words(words: Mapping[str, str], standing: str) -> str:
    """The words for where a school stands."""
    return words[standing]
