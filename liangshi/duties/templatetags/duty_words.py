"""Duties and their times in words."""

from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _

from liangshi.domain.figures import Near, Share
from liangshi.domain.scheme import DutyRule, MomentRule
from liangshi.domain.scheme.spoken import rhythm_words
from liangshi.domain.scheme.terms import term
from liangshi.duties.queries.words import when
from liangshi.foundation.templatetags.liangshi import listed

register = template.Library()


@register.filter
def by_when(due: date, today: date) -> str:
    """本周五前."""
    return when(due, today)


@register.filter
def last_included(ends_on: date) -> date:
    """The last day of a half-open interval."""
    return ends_on - timedelta(days=1)


@register.filter
def how_computed(duty: DutyRule | MomentRule) -> str:
    """From which records the figure beside a clause follows."""
    if isinstance(duty, MomentRule):
        return _("算法：%(trigger)s，按期限看有没有对应的记录。") % {"trigger": term(duty.trigger)}
    kinds = listed(term(kind) for kind in (duty.kind, *duty.fulfilled_by))
    words = {"kinds": kinds, "rhythm": rhythm_words(duty.rhythm), "per": term(duty.per)}
    said = _("算法：%(per)s、%(rhythm)s；%(kinds)s的记录都算。") % words
    if duty.track:
        said += _("只算%(track)s导师参加的记录。") % {"track": term(duty.track)}
    if duty.channels:
        said += _("方式限：%(channels)s。") % {"channels": listed(term(channel) for channel in duty.channels)}
    return said + _("对方婉拒、按原因免除的不计入。到期才算，不看记录长短。")


@register.filter
def share_words(share: Share | None) -> str:
    """92%, or in words where the number would be small; a dash where nothing was asked."""
    if share is None or share.asked == 0:
        return "—"
    if share.hidden:
        return "·"
    if share.near is Near.ALL:
        return _("几乎都做了")
    if share.near is Near.NOTHING:
        return _("刚开始做")
    return "—" if share.percent is None else f"{share.percent}%"
