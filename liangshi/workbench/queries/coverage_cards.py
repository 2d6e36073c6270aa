"""Is every child known by someone? Who carries too much?"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Role, Viewer
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.pairing.models import Pairing
from liangshi.people.models import Student

from .at_hand import AtHand
from .cards import Act, Card, Line

NAMED = 5
LEADS = frozenset({Role.PRINCIPAL, Role.COORDINATOR})


def coverage_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For who answers for a school, grade or class: students whom nobody guides, mentors beyond the scheme's number."""
    answered = _answered_for(viewer)
    if answered is None:
        return
    alone = ~Exists(Pairing.unscoped.on(hand.today).filter(student=OuterRef("pk")))
    figures = answered.order_by().aggregate(all=Count("pk"), alone=Count("pk", filter=alone))
    number, many = figures["all"], figures["alone"]
    if not number:
        return
    if many == number:
        lines = [Line(_("这里的 %(n)s 名学生都还没有导师。") % {"n": number})]
    elif many:
        text = ngettext("%(n)s 名学生还没有导师：", "%(n)s 名学生还没有导师：", many) % {"n": many}
        lines = [Line(text), *(_student(row) for row in answered.filter(alone).select_related("class_group")[:NAMED])]
    else:
        lines = [Line(_("%(n)s 名学生，每人都有导师。") % {"n": number})]
    lines += _overloaded(viewer, hand) if viewer.roles & LEADS else []
    act = Act(_("去看导师结对"), reverse("pairing:rounds")) if many else None
    yield Card(_("每个学生都有人在意吗"), tuple(lines), act)


def _answered_for(viewer: Viewer) -> QuerySet[Student] | None:
    present: QuerySet[Student] = Student.objects.visible_to(viewer).enrolled()
    if viewer.roles & LEADS:
        return present
    if viewer.grades:
        return present.filter(class_group__grade__in=viewer.grades)
    if viewer.homerooms:
        return present.filter(class_group__in=viewer.homerooms)
    return None


def _student(student: Student) -> Line:
    where = student.class_group.name if student.class_group else _("还没有编班")
    return Line(f"{student.name}（{where}）", reverse("people:student", args=[student.public_id]))


def _overloaded(viewer: Viewer, hand: AtHand) -> list[Line]:
    """Mentors with more students than the scheme's general ceiling, by name; they need relief, not a mark."""
    quotas = hand.rules.scheme.matching.quotas if hand.rules else ()
    ceilings = [quota.ceiling for quota in quotas if quota.general]
    if not ceilings:
        return []
    rows = Pairing.unscoped.on(hand.today).filter(school=viewer.school).order_by().values("mentor__name")
    beyond = rows.annotate(n=Count("student", distinct=True)).filter(n__gt=max(ceilings)).order_by("-n", "mentor")
    names = [f"{row['mentor__name']}（{row['n']}）" for row in beyond[:NAMED]]
    if not names:
        return []
    said = _("带的学生超过方案的 %(most)s 名，需要分担：%(names)s")
    return [Line(said % {"most": max(ceilings), "names": listed(names)}, reverse("people:staff_list"))]
