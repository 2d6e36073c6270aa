"""Quiet requests for a change, and what the school does about them: another mentor, an end, a successor."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.pairing.forms.agreements import AskForm, ChangeForm, EndForm, GrantForm, RefuseForm
from liangshi.pairing.models import ChangeRequest, Pairing
from liangshi.pairing.services import changes
from liangshi.people.models import Staff

from .acting import Sheet, fill_in, press, seen


def _staff(request: ViewerRequest, *without: int) -> object:
    """Who can be a successor."""
    rows = Staff.objects.visible_to(request.viewer).filter(left_on__isnull=True, mentor_status="eligible")
    return rows.exclude(pk__in=without).order_by("sort_key")


@requires(Capability.REQUEST_CHANGE)
def change_ask(request: ViewerRequest, pairing_id: str) -> HttpResponse:
    """A student or guardian asks for a change; the mentor does not learn of it."""
    row = seen(request, Pairing, pairing_id, "mentor", "student")
    form = AskForm(request.POST or None)
    sheet = Sheet(
        _("想换一位导师"), reverse("pairing:placement"), _("悄悄提交"),
        _("已收到。我们会尽快答复，现在的导师看不到这条请求。"),
        lead=_("只有学校负责调整的老师能看到。想换导师是很平常的事，不需要不好意思。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: changes.ask_for_change(
            by=request.viewer, pairing=row, ask=changes.Ask(**form.cleaned_data), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.REQUEST_CHANGE)
@require_POST
def change_withdraw(request: ViewerRequest, request_id: str) -> HttpResponse:
    """Think again."""
    row = seen(request, ChangeRequest, request_id, asked_by=request.viewer.account)
    return press(
        request, reverse("pairing:placement"),
        lambda: changes.withdraw(by=request.viewer, request=row, now=timezone.now()), _("已撤回。"),
    )  # fmt: skip


@requires(Capability.DECIDE_CHANGES)
def requests(request: ViewerRequest) -> HttpResponse:
    """Requests that wait, oldest first; decided ones on demand."""
    rows = ChangeRequest.objects.visible_to(request.viewer)
    decided = request.GET.get("show") == "decided"
    rows = rows.exclude(state__in=("open", "in_hands")) if decided else rows.filter(state__in=("open", "in_hands"))
    rows = rows.select_related("pairing__student__class_group", "pairing__mentor", "asked_by", "handled_by")
    page = one_page(request, rows.order_by("asked_at"))
    return show(request, "pairing/change_requests.html", {"page": page, "decided": decided})


@requires(Capability.DECIDE_CHANGES)
def request_page(request: ViewerRequest, request_id: str) -> HttpResponse:
    """One request: what is asked, and what can be done."""
    related = ("pairing__student__class_group", "pairing__mentor", "asked_by", "handled_by", "successor__mentor")
    row = seen(request, ChangeRequest, request_id, *related)
    context = {
        "asked": row, "grant": GrantForm(None, staff=_staff(request, row.pairing.mentor_id)), "refuse": RefuseForm(),
        "cause": dict(AskForm.base_fields["cause"].choices).get(row.cause, row.cause),  # type: ignore[attr-defined]
    }  # fmt: skip
    return show(request, "pairing/change_request.html", context)


@requires(Capability.DECIDE_CHANGES)
@require_POST
def request_take(request: ViewerRequest, request_id: str) -> HttpResponse:
    """Look after it."""
    row = seen(request, ChangeRequest, request_id)
    return press(
        request, reverse("pairing:request", args=[request_id]),
        lambda: changes.take_in_hand(by=request.viewer, request=row, now=timezone.now()), _("已由您处理。"),
    )  # fmt: skip


@requires(Capability.DECIDE_CHANGES)
def request_grant(request: ViewerRequest, request_id: str) -> HttpResponse:
    """Another mentor."""
    row = seen(request, ChangeRequest, request_id, "pairing__round__scheme_version", "pairing__student")
    form = GrantForm(request.POST or None, staff=_staff(request, row.pairing.mentor_id))
    back = reverse("pairing:request", args=[request_id])
    sheet = Sheet(_("更换导师"), back, _("更换"), _("已更换，并答复了本人。原导师只看到“学校调整”。"))
    return fill_in(
        request, sheet, form,
        lambda: changes.grant(
            by=request.viewer, request=row, successor=form.cleaned_data["successor"],
            answer=form.cleaned_data["answer"], now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.DECIDE_CHANGES)
def request_refuse(request: ViewerRequest, request_id: str) -> HttpResponse:
    """Not now, with kind words."""
    row = seen(request, ChangeRequest, request_id)
    form = RefuseForm(request.POST or None)
    sheet = Sheet(_("暂不更换"), reverse("pairing:request", args=[request_id]), _("答复"), _("已答复本人。"))
    return fill_in(
        request, sheet, form,
        lambda: changes.refuse(
            by=request.viewer, request=row, answer=form.cleaned_data["answer"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.CHANGE_PAIRINGS)
def pairing_page(request: ViewerRequest, pairing_id: str) -> HttpResponse:
    """One pairing with the history of the student's mentors."""
    row = seen(request, Pairing, pairing_id, "student__class_group", "mentor", "round")
    history = Pairing.objects.visible_to(request.viewer).filter(student=row.student_id).select_related("mentor")
    return show(request, "pairing/change_pairing.html", {"pairing": row, "history": history, "today": _today()})


def _today() -> object:
    return timezone.localdate()


@requires(Capability.CHANGE_PAIRINGS)
def pairing_change(request: ViewerRequest, pairing_id: str) -> HttpResponse:
    """Another mentor from a day on."""
    row = seen(request, Pairing, pairing_id, "mentor", "student", "round__scheme_version")
    form = ChangeForm(request.POST or None, staff=_staff(request, row.mentor_id), day=timezone.localdate())
    sheet = Sheet(
        _("%(student)s：更换导师") % {"student": row.student.name}, reverse("pairing:pairings"), _("更换"),
        _("已更换，双方都收到了通知。"), lead=_("原来的结对会留在历史里。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: changes.change_mentor(by=request.viewer, pairing=row, now=timezone.now(), **form.cleaned_data),
    )  # fmt: skip


@requires(Capability.CHANGE_PAIRINGS)
def pairing_end(request: ViewerRequest, pairing_id: str) -> HttpResponse:
    """The end of a pairing, with its reason."""
    row = seen(request, Pairing, pairing_id, "mentor", "student")
    form = EndForm(request.POST or None, day=timezone.localdate())
    sheet = Sheet(
        _("%(student)s：结束结对") % {"student": row.student.name}, reverse("pairing:pairings"), _("结束"),
        _("已结束，协议书同时作废。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: changes.end_pairing(by=request.viewer, pairing=row, now=timezone.now(), **form.cleaned_data),
    )  # fmt: skip


@requires(Capability.CHANGE_PAIRINGS)
def hand_over(request: ViewerRequest, staff_id: str) -> HttpResponse:
    """A mentor leaves: all current students go to one successor, each a pairing of its own."""
    mentor = get_object_or_404(Staff.objects.visible_to(request.viewer), public_id=staff_id)
    form = ChangeForm(request.POST or None, staff=_staff(request, mentor.pk), day=timezone.localdate())
    rows = Pairing.objects.visible_to(request.viewer).on(timezone.localdate()).filter(mentor=mentor, end_reason="")
    own = list(rows.select_related("student__class_group"))
    sheet = Sheet(
        _("%(name)s的学生交给谁") % {"name": mentor.name}, reverse("pairing:pairings"), _("交接"),
        _("已交接，学生、家长和接任导师都收到了通知。"), template="pairing/change_hand_over.html", more={"own": own},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: changes.hand_over(
            by=request.viewer, mentor=mentor, successors={row.pk: form.cleaned_data["successor"] for row in own},
            reason=form.cleaned_data["reason"], day=form.cleaned_data["day"], now=timezone.now(),
        ),
    )  # fmt: skip
