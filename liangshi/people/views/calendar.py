"""The school's calendar."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import services
from liangshi.people.forms.organisation import DayForm, DaysForm
from liangshi.people.models import AcademicYear, CalendarDay, Term
from liangshi.people.queries import months_of, seed_states
from liangshi.people.services import LAST_KNOWN_YEAR

from .editing import Sheet, asked_year, fill_in, own_school, press, seen


def _home() -> str:
    return reverse("people:calendar")


@requires(Capability.READ_STAFF)
def calendar(request: ViewerRequest) -> HttpResponse:
    """Terms, holidays, exams and events of one academic year."""
    year = asked_year(request)
    viewer = request.viewer
    days = CalendarDay.objects.visible_to(viewer)
    if year is not None:
        days = days.filter(date__gte=year.starts_on, date__lt=year.ends_on)
    context = {
        "year": year,
        "years": AcademicYear.objects.visible_to(viewer).order_by("-starts_on"),
        "terms": Term.objects.visible_to(viewer).filter(year=year).order_by("ordinal"),
        "months": months_of(days) if year else (),
        "states": seed_states(year, LAST_KNOWN_YEAR) if year else (),
        "may_edit": viewer.can(Capability.EDIT_ORGANISATION),
    }
    return show(request, "people/calendar.html", context)


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def calendar_seed(request: ViewerRequest, calendar_year: int) -> HttpResponse:
    """Lay in the public holidays of one calendar year."""
    return press(
        request, _home(),
        lambda: services.seed_calendar(
            by=request.viewer, school=own_school(request), calendar_year=calendar_year, now=timezone.now()
        ),
        _("%(year)s年的法定节假日和调休已载入，可以逐日修改。") % {"year": calendar_year},
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def day_new(request: ViewerRequest) -> HttpResponse:
    """An exam, an event, a holiday of the school's own."""
    form = DaysForm(request.POST or None)
    return fill_in(
        request, Sheet(_("添加日程"), _home()), form,
        lambda: services.add_days(
            by=request.viewer, school=own_school(request), draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def day_edit(request: ViewerRequest, day: str) -> HttpResponse:
    """One entry."""
    row = seen(request, CalendarDay, day)
    form = DayForm.of(row, request.POST or None)
    return fill_in(
        request, Sheet(_("修改日程"), _home()), form,
        lambda: services.change_day(by=request.viewer, day=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def day_remove(request: ViewerRequest, day: str) -> HttpResponse:
    """An ordinary day again."""
    row = seen(request, CalendarDay, day)
    return press(
        request, _home(), lambda: services.remove_day(by=request.viewer, day=row, now=timezone.now()),
        _("已删除这一天的安排。"),
    )  # fmt: skip
