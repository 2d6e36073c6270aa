"""Appointments: my list, one in full, and every answer to it."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.family.choices import Side
from liangshi.family.forms.appointments import ChosenTimeForm, FilingForm, OtherTimeForm, WordsForm
from liangshi.family.models import Appointment, AppointmentTime
from liangshi.family.queries.acts import outcomes_of
from liangshi.family.queries.appointments import (
    closed,
    page_of,
    settled,
    to_record,
    waiting_for_me,
    waiting_for_others,
)
from liangshi.family.queries.sides import side_of
from liangshi.family.services import answers as services
from liangshi.family.services.filing import file_appointment
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show

from .acting import Sheet, fill_in, press, the_appointment

SHOWN = 20


@requires(Capability.KEEP_APPOINTMENTS)
def appointments(request: ViewerRequest) -> HttpResponse:
    """What waits for me, what lies ahead, what is over."""
    now, viewer = timezone.now(), request.viewer
    context = {
        "waiting": waiting_for_me(viewer)[:SHOWN], "ahead": settled(viewer, now)[:SHOWN],
        "others": waiting_for_others(viewer)[:SHOWN], "unrecorded": to_record(viewer, now)[:SHOWN],
        "page": one_page(request, closed(viewer, now), SHOWN), "staff": viewer.staff is not None,
        "messages_open": viewer.can(Capability.WRITE_MESSAGES), "asks": viewer.can(Capability.OWN_GUIDANCE),
    }  # fmt: skip
    return show(request, "family/appointments.html", context)


@requires(Capability.KEEP_APPOINTMENTS)
def appointment(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """Who meets whom when; what I can answer."""
    page = page_of(request.viewer, the_appointment(request, appointment_id), timezone.now())
    return show(request, "family/appointment.html", {"page": page, "appointment": page.appointment})


def _own_url(row: Appointment) -> str:
    return reverse("family:appointment", args=[row.public_id])


def _chosen(request: ViewerRequest, row: Appointment) -> tuple[int, AppointmentTime]:
    form = ChosenTimeForm(request.POST)
    if not form.is_valid():
        raise Http404
    times = AppointmentTime.objects.visible_to(request.viewer).filter(appointment=row)
    return form.cleaned_data["revision"], get_object_or_404(times, public_id=form.cleaned_data["time"])


@requires(Capability.KEEP_APPOINTMENTS)
@require_POST
def confirm(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """This time suits."""
    row = the_appointment(request, appointment_id)
    revision, time = _chosen(request, row)
    return press(
        request, _own_url(row),
        lambda: services.confirm(
            by=request.viewer, appointment=row, revision=revision, time=time, now=timezone.now()
        ), _("时间定下来了，已告诉对方。"),
    )  # fmt: skip


@requires(Capability.ARRANGE_APPOINTMENTS)
@require_POST
def agreed(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """The family said yes face to face or on the phone."""
    row = the_appointment(request, appointment_id)
    revision, time = _chosen(request, row)
    return press(
        request, _own_url(row),
        lambda: services.agree_outside(
            by=request.viewer, appointment=row, revision=revision, time=time, now=timezone.now()
        ), _("时间定下来了，已告诉对方。"),
    )  # fmt: skip


@requires(Capability.KEEP_APPOINTMENTS)
def other_time(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """Another time, or a word about what would suit."""
    row = the_appointment(request, appointment_id)
    form = OtherTimeForm(request.POST or None, revision=row.revision)
    sheet = Sheet(
        _("换个时间"), _own_url(row), _("发给对方"), _("已告诉对方，等对方回复。"),
        lead=_("不用说明原因。写一句什么时候方便，或者直接提几个时间。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.ask_other_time(
            by=request.viewer, appointment=row, revision=form.cleaned_data["revision"], times=form.times(),
            words=form.cleaned_data["words"], now=timezone.now(),
        ),
    )  # fmt: skip


def _with_words(
    request: ViewerRequest, row: Appointment, sheet: Sheet, service: Callable[..., None], *, needed: bool
) -> HttpResponse:
    form = WordsForm(request.POST or None, revision=row.revision, needed=needed)
    return fill_in(
        request, sheet, form,
        lambda: service(
            by=request.viewer, appointment=row, revision=form.cleaned_data["revision"],
            words=form.cleaned_data["words"], now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.KEEP_APPOINTMENTS)
def decline(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """Not this time, and that is fine."""
    row = the_appointment(request, appointment_id)
    family = side_of(request.viewer, row) is not Side.SCHOOL
    lead = _("没关系，不用说明原因。以后方便时再约，或者改成电话联系。")
    asks = _("请写一句话，让家长知道接下来怎么办。")
    sheet = Sheet(_("这次先不约"), _own_url(row), _("这次先不约"), _("已告诉对方。"), lead=lead if family else asks)
    return _with_words(request, row, sheet, services.decline, needed=not family)


@requires(Capability.KEEP_APPOINTMENTS)
def cancel(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """Call it off, with a word."""
    row = the_appointment(request, appointment_id)
    sheet = Sheet(_("取消约见"), _own_url(row), _("取消约见"), _("已取消，并告诉了对方。"), lead=_("写一句话给对方。"))
    return _with_words(request, row, sheet, services.cancel, needed=True)


@requires(Capability.ARRANGE_APPOINTMENTS)
@require_POST
def leave(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """A colleague cannot come along."""
    row = the_appointment(request, appointment_id)
    return press(
        request, reverse("family:appointments"),
        lambda: services.leave(by=request.viewer, appointment=row, now=timezone.now()), _("已告诉其他人。"),
    )  # fmt: skip


@requires(Capability.ARRANGE_APPOINTMENTS)
def record(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """How it came out: one tap makes the record of everybody who was on it."""
    row = the_appointment(request, appointment_id)
    if row.entry is not None:
        raise Http404
    outcomes = outcomes_of(side_of(request.viewer, row), row, timezone.now())
    form = FilingForm(request.POST or None, outcomes=outcomes)
    sheet = Sheet(
        _("记下这次约见"), _own_url(row), _("完成"), _("已记下，同去的老师不用再记。想补充的可以以后写。"),
        lead=_("学生、时间、方式和同去的老师已经填好。没有见成也如实选，都是正常的结果。"),
        draft=f"appointment:{row.public_id}", more={"appointment": row}, template="family/record.html",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: file_appointment(by=request.viewer, appointment=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip
