"""Graduation and leaving: archives are sealed and handed over; what ends is seen before it ends, and can be held."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.growth.forms.leaving import HoldForm, ReopenForm
from liangshi.growth.forms.refusals import ACTING
from liangshi.growth.models import RetentionHold
from liangshi.growth.queries import archive_of
from liangshi.growth.queries import retention as asked
from liangshi.growth.queries.retention import Cohort
from liangshi.growth.queries.timeline import family_reader
from liangshi.growth.services import leaving as acts
from liangshi.people.models import ClassGroup, Student

from .archive import as_word

AHEAD = timedelta(days=184)
"""Half a year: so far ahead the page says what will end."""


def _until() -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + AHEAD


@requires(Capability.FOLLOW_RETENTION)
def leaving(request: ViewerRequest) -> HttpResponse:
    """Classes that leave, what ends in the months ahead, what is held."""
    today, before = _until()
    keeps = request.viewer.can(Capability.KEEP_ARCHIVES)
    context = {
        "keeps": keeps, "cohorts": asked.cohorts(request.viewer) if keeps else (),
        "months": asked.by_month(asked.endings_ahead(request.viewer, today, before), today),
        "holds": asked.holds(request.viewer), "rules": asked.rules_seen(request.viewer, today),
    }  # fmt: skip
    return show(request, "growth/leaving.html", context)


@requires(Capability.FOLLOW_RETENTION)
def ahead(request: ViewerRequest) -> HttpResponse:
    """The same by student, so that something can be held."""
    today, before = _until()
    found = asked.endings_ahead(request.viewer, today, before)
    page = one_page(request, asked.students_of(request.viewer, found))
    context = {"page": page, "rows": asked.by_student(page.object_list, found), "before": before}
    return show(request, "growth/leaving_ahead.html", context)


def _cohort(request: ViewerRequest, public_id: str) -> Cohort:
    group = seen(request, ClassGroup, public_id, "grade", "year")
    found = next((one for one in asked.cohorts(request.viewer) if one.group == group), None)
    if found is None:
        raise Http404
    return found


@requires(Capability.KEEP_ARCHIVES)
def of_class(request: ViewerRequest, group: str) -> HttpResponse:
    """One class: who has left, whose archive is sealed, who has the copy."""
    cohort = _cohort(request, group)
    return show(
        request, "growth/leaving_class.html",
        {"cohort": cohort, "students": asked.leaving_of(request.viewer, cohort)},
    )  # fmt: skip


@requires(Capability.KEEP_ARCHIVES)
@require_POST
def seal(request: ViewerRequest, group: str) -> HttpResponse:
    """Seal the archives of the class, or of one student in it."""
    cohort = _cohort(request, group)
    rows, by, now = asked.leaving_of(request.viewer, cohort), request.viewer, timezone.now()
    back = reverse("growth:leaving_class", args=[cohort.group.public_id])
    if "student" in request.POST:
        one = get_object_or_404(rows, public_id=request.POST["student"])
        return ACTING.press(request, back, lambda: acts.seal_archive(by=by, student=one, now=now), _sealed(1))
    waiting = list(asked.unsealed_of(request.viewer, cohort))
    return ACTING.press(
        request, back, lambda: acts.seal_archives(by=by, students=waiting, now=now), _sealed(len(waiting))
    )


def _sealed(number: int) -> str:
    return ngettext("%(n)s 份成长档案已封存。", "%(n)s 份成长档案已封存。", number) % {"n": number}


def _student(request: ViewerRequest, public_id: str) -> Student:
    student = seen(request, Student, public_id, "class_group", "school")
    if student.pk in request.viewer.relatives:
        raise Http404
    return student


def _back(student: Student) -> str:
    if student.class_group is None:
        return reverse("growth:leaving")
    return reverse("growth:leaving_class", args=[student.class_group.public_id])


@requires(Capability.KEEP_ARCHIVES)
def copy(request: ViewerRequest, student: str) -> HttpResponse:
    """The copy for a family that cannot sign in any more: what the student, or the guardians, could read."""
    row, now = _student(request, student), timezone.now()
    guardians = request.GET.get("for") == "guardians"
    found = archive_of(family_reader(row, guardians=guardians), row, now)
    acts.note_given(by=request.viewer, student=row, now=now)
    return as_word(row, found)


@requires(Capability.KEEP_ARCHIVES)
def reopen(request: ViewerRequest, student: str) -> HttpResponse:
    """A student is back, or the seal was a mistake."""
    row, form = _student(request, student), ReopenForm(request.POST or None)
    if asked.seal_of(row.pk) is None:
        raise Http404
    sheet = Sheet(
        _("重新打开%(name)s的成长档案") % {"name": row.name}, _back(row), act=_("重新打开"), done=_("可以接着写了。"),
        lead=_("打开之后，导师和老师又能添加记录；离校满一个月还没有再次封存的，会自动封存。"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: acts.reopen_archive(
            by=request.viewer, student=row, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.FOLLOW_RETENTION)
def hold(request: ViewerRequest, student: str) -> HttpResponse:
    """Keep, because …"""
    row = _student(request, student)
    form = HoldForm(request.POST or None, offered=asked.held_kinds(request.viewer))
    sheet = Sheet(
        _("保留%(name)s的一类记录") % {"name": row.name}, reverse("growth:leaving"), act=_("保留"),
        done=_("已保留，到期也不会删除。"), lead=_("写明理由。理由消失后请结束保留，记录就按保存期处理。"),
    )  # fmt: skip
    return ACTING.fill_in(request, sheet, form, lambda: _hold(request, row, form))


def _hold(request: ViewerRequest, student: Student, form: HoldForm) -> None:
    acts.place_hold(
        by=request.viewer, student=student, kind=form.chosen(), reason=form.cleaned_data["reason"], now=timezone.now()
    )


@requires(Capability.FOLLOW_RETENTION)
@require_POST
def hold_end(request: ViewerRequest, hold: str) -> HttpResponse:
    """The reason is gone."""
    row = seen(request, RetentionHold, hold, "student")
    return ACTING.press(
        request, reverse("growth:leaving"), lambda: acts.end_hold(by=request.viewer, hold=row, now=timezone.now()),
        _("保留已结束。"),
    )  # fmt: skip
