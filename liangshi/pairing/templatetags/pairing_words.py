"""Codes of rounds become words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.pairing.choices import DECLINE_WORDS, ROUTE_WORDS
from liangshi.pairing.services.planning import ProblemShown

register = template.Library()

PROBLEM_WORDS = {
    "crossing_groups": gettext_lazy(
        "%(mentor)s 的分项名额互相交叉（%(one)s 与 %(other)s）。请让每名学生只计入其中一项。"
    ),
    "kept_above_cap": gettext_lazy("%(mentor)s 保留的学生已超过名额（%(cap)s 名）。请增加名额，或减少保留。"),
    "kept_above_need": gettext_lazy("%(student)s 保留的导师多于需要。"),
    "kept_not_eligible": gettext_lazy(
        "%(student)s 与 %(mentor)s 不能结对（亲属关系、已婉拒或不在范围内），请改为不保留。"
    ),
    "too_many_declines": gettext_lazy("%(mentor)s 婉拒的人数超过上限（%(most)s 名），请先核对理由。"),
    "tracks_overlap": gettext_lazy("%(student)s 的导学与导德可能是同一位导师，请让每位导师只承担一类。"),
    "list_too_long": gettext_lazy("有学生的志愿超过 %(most)s 个。"),
    "not_nfc": gettext_lazy("姓名或名称里有写法特殊的字符，请重新录入。"),
}


@register.filter
def decline_words(code: str) -> str:
    """The reason of a decline."""
    return str(DECLINE_WORDS.get(code, code))


@register.filter
def route_words(route: str) -> str:
    """By which route a student was named."""
    return str(ROUTE_WORDS.get(route, route))


@register.filter
def problem_words(shown: ProblemShown) -> str:
    """What is wrong, about whom."""
    words = PROBLEM_WORDS.get(shown.code)
    if words is None:
        return _("数据有误：%(code)s(%(path)s)") % {"code": shown.code, "path": shown.problem.path}
    known = {**shown.problem.params, "student": shown.student, "mentor": shown.mentor}
    return str(words) % known


@register.filter
def entry_of(table: dict[str, str], key: str) -> str:
    """The entry of a table by its key."""
    return table.get(key, key)
