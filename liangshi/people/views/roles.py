"""Who holds which role."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import queries, services
from liangshi.people.forms.leadership import AppointmentForm, EndForm
from liangshi.people.models import RoleAppointment

from .editing import Sheet, asked_year, fill_in, own_school, seen


@requires(Capability.APPOINT_ROLES)
def roles(request: ViewerRequest) -> HttpResponse:
    """Present and past appointments, and the homeroom teachers, whose role comes with the class."""
    today = timezone.localdate()
    context = {
        "present": queries.appointments(request.viewer, today, ended=False),
        "past": queries.appointments(request.viewer, today, ended=True)[:50],
        "groups": queries.classes_of(request.viewer, asked_year(request)),
        "today": today,
    }
    return show(request, "people/roles.html", context)


@requires(Capability.APPOINT_ROLES)
def role_new(request: ViewerRequest) -> HttpResponse:
    """Give a role."""
    form = AppointmentForm(request.POST or None, viewer=request.viewer, today=timezone.localdate())
    sheet = Sheet(_("任命角色"), reverse("people:roles"), act=_("任命"), done=_("已任命。"))
    return fill_in(
        request, sheet, form,
        lambda: services.appoint(
            by=request.viewer, school=own_school(request), draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.APPOINT_ROLES)
def role_end(request: ViewerRequest, appointment: str) -> HttpResponse:
    """End a role from a day on."""
    row = seen(request, RoleAppointment, appointment)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    title = _("结束任职：%(name)s(%(role)s)") % {"name": row.account.name, "role": row.get_role_display()}
    sheet = Sheet(title, reverse("people:roles"), act=_("结束任职"), done=_("任职已结束。"))
    return fill_in(
        request, sheet, form,
        lambda: services.end_appointment(by=request.viewer, appointment=row, on=form.draft(), now=timezone.now()),
    )  # fmt: skip
