"""Remarks on a text in words, the text with its places marked; kinds of record and how long they are kept."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from liangshi.domain.growth import Remark
from liangshi.domain.growth.retention import SETTLED, Kept, Rule
from liangshi.growth.choices import HeldKind

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


@register.filter
def remark_words(remark: Remark) -> str:
    """Why this place may deserve another look."""
    return str(WORDS[remark.code]) % {"word": remark.word, "about": remark.about}


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
