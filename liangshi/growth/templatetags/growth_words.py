"""Remarks on a text in words, the text with its places marked; kinds of record and how long they are kept."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from liangshi.domain.growth import Remark
from liangshi.domain.growth.charting import By, Period, Series
from liangshi.domain.growth.retention import SETTLED, Kept, Rule
from liangshi.foundation.charts import Bars, bars
from liangshi.foundation.templatetags.liangshi import month_day
from liangshi.growth.choices import HeldKind
from liangshi.growth.queries.charts import Charts

register = template.Library()


WORDS = {
    "name_of_other": _("“%(word)s”是%(about)s的名字，是不是写错了人？"),
    "pronoun": _("“%(word)s”是不是应该写“%(about)s”？"),
    "label": _("“%(word)s”像一个标签，换成看到的一件事会更好。"),
    "verdict": _("“%(word)s”听起来像下结论，试着说说可以怎样做。"),
    "comparison": _("“%(word)s”在和别人比，可以和这个孩子的从前比。"),
    "rank": _("“%(word)s”涉及名次，寄语里不写名次和分数。"),
    "threat": _("“%(word)s”像是警告，可以换成期待。"),
    "phrase": _("“%(word)s”写给谁都可以，换一件只属于这个孩子的事。"),
}
WHOLE_NAME = _("“%(word)s”是另一名学生，是不是写错了人？")


@register.filter
def remark_words(remark: Remark) -> str:
    """Why this place may deserve another look."""
    words = WHOLE_NAME if remark.word == remark.about else WORDS[remark.code]
    return str(words) % {"word": remark.word, "about": remark.about}


@register.filter
def marked(text: str, remarks: Iterable[Remark]) -> SafeString:
    """The text with the places of the remarks marked; places inside another are left out."""
    parts, position = [], 0
    for remark in remarks:
        if remark.start >= position:
            parts.append(format_html("{}<mark>{}</mark>", text[position : remark.start], remark.word))
            position = remark.end
    parts.append(format_html("{}", text[position:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped


@register.filter
def kept_words(kind: Kept) -> str:
    """The kind of record."""
    return str(HeldKind(kind).label)


@register.filter
def years_words(rule: Rule) -> str:
    """How long it is kept."""
    if rule.years is None:
        return str(_("依法保存，不自动删除"))
    if rule.years == 0:
        return str(_("到离校为止"))
    years = ngettext("%(n)s 年", "%(n)s 年", rule.years) % {"n": rule.years}
    return str(_("离校且结案后 %(years)s") if rule.kind in SETTLED else _("离校后 %(years)s")) % {"years": years}


BY_WORDS = {By.WEEK: _("按周"), By.MONTH: _("按月"), By.EXAM: _("按考试")}
COUNTED_WORDS = {
    "talk": _("谈话"), "contact": _("和家里联系"), "activity": _("活动"), "study_help": _("学业辅导"),
    "reflection": _("周反思"), "goal_set": _("定下目标"), "goal_reached": _("做到了的目标"), "piece": _("作品"),
    "shared": _("老师留的话"), "message": _("成长寄语"),
    "sunny": _("挺好的"), "cloudy": _("一般"), "rainy": _("有点难"), "stormy": _("很难受"),
}  # fmt: skip


@register.filter
def by_words(by: By) -> str:
    """What one bar stands for."""
    return str(BY_WORDS[by])


@register.filter
def counted_words(series: Series) -> str:
    """What is counted."""
    return str(COUNTED_WORDS[series.code])


@register.filter
def period_words(period: Period, by: By) -> str:
    """When: the Monday of a week, a month, the exam at whose end it lies."""
    if by is By.WEEK:
        return month_day(period.begin)
    if by is By.MONTH:
        return str(_("%(year)s年%(month)s月")) % {"year": period.begin.year, "month": period.begin.month}
    return str(_("到%(name)s") % {"name": period.name}) if period.name else str(_("最近"))


@register.simple_tag
def bars_of(series: Series, found: Charts) -> Bars:
    """The counts as bars."""
    return bars(series.counts, [period_words(one, found.by) for one in found.periods])


@register.filter
def by_period(found: Charts) -> list[tuple[Period, list[int]]]:
    """The rows of the table behind the bars, latest first."""
    every = [*found.series, *found.moods]
    return [(one, [row.counts[place] for row in every]) for place, one in reversed(list(enumerate(found.periods)))]
