"""The team of a case, its owner, its end, its way back."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.wellbeing.forms.cases import ClosingForm, InviteForm, OpeningForm, OwnerForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import CaseMember
from liangshi.wellbeing.services.case_team import answer_invitation, invite, leave_team
from liangshi.wellbeing.services.cases import close_case, hand_over, reopen_case

from .case_rows import back_to_case, colleagues, draft_of_case, the_case

NEXT_LOOK = timedelta(days=7)


@requires(Capability.WORK_ON_CASES)
def case_invite(request: ViewerRequest, case_id: str) -> HttpResponse:
    """Offer somebody a place in the team."""
    row = the_case(request, case_id)
    form = InviteForm(request.POST or None, staff=colleagues(request, row.owner_id))
    sheet = Sheet(
        _("%(name)s：邀请加入小组") % {"name": row.student.name}, back_to_case(row), _("发出邀请"),
        _("邀请已发出，对方答应后才能看到个案。"), draft=draft_of_case(row, "invite"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: invite(
            by=request.viewer, case=row, staff=form.cleaned_data["staff"], task=form.cleaned_data["task"],
            now=timezone.now(),
        ),
    )  # fmt: skip


def _member(request: ViewerRequest, member_id: str, **where: object) -> CaseMember:
    related = ("case__student__class_group", "case__owner", "staff", "invited_by")
    return seen(request, CaseMember, member_id, *related, **where)


@requires(Capability.WORK_ON_CASES)
def invitation(request: ViewerRequest, member_id: str) -> HttpResponse:
    """Who asks me for what; nothing of the content."""
    row = _member(request, member_id, staff=request.viewer.staff)
    return show(request, "wellbeing/invitation.html", {"member": row})


@requires(Capability.WORK_ON_CASES)
@require_POST
def invitation_answer(request: ViewerRequest, member_id: str) -> HttpResponse:
    """Yes or no."""
    row = _member(request, member_id, staff=request.viewer.staff)
    accepts = request.POST.get("answer") == "yes"
    back = back_to_case(row.case) if accepts else reverse("wellbeing:cases")
    return ACTING.press(
        request, back,
        lambda: answer_invitation(by=request.viewer, member=row, accepts=accepts, now=timezone.now()),
        _("您已加入小组。") if accepts else _("已回复对方。"),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
@require_POST
def member_leave(request: ViewerRequest, member_id: str) -> HttpResponse:
    """A place in the team ends."""
    row = _member(request, member_id)
    own = row.staff_id == request.viewer.staff
    back = reverse("wellbeing:cases") if own else back_to_case(row.case)
    return ACTING.press(
        request, back, lambda: leave_team(by=request.viewer, member=row, now=timezone.now()), _("已退出小组。")
    )


@requires(Capability.WORK_ON_CASES)
def case_owner(request: ViewerRequest, case_id: str) -> HttpResponse:
    """Another owner."""
    row = the_case(request, case_id)
    form = OwnerForm(request.POST or None, staff=colleagues(request, row.owner_id))
    sheet = Sheet(
        _("%(name)s：换人负责") % {"name": row.student.name}, reverse("wellbeing:cases"), _("交给他（她）"),
        _("已换人负责，对方收到了通知。"),
        lead=_("任何时候都有一个人负责。换人后，原负责人不再能查看，除非是心理老师。"),
        draft=draft_of_case(row, "owner"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: hand_over(
            by=request.viewer, case=row, to=form.cleaned_data["to"], reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
def case_close(request: ViewerRequest, case_id: str) -> HttpResponse:
    """The end."""
    row = the_case(request, case_id)
    form = ClosingForm(request.POST or None)
    sheet = Sheet(
        _("%(name)s：结案") % {"name": row.student.name}, back_to_case(row), _("结案"),
        _("已结案。需要时可以重新开启。"),
        lead=_("结案后小组成员不再能查看；记录都会保留。"), draft=draft_of_case(row, "close"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: close_case(by=request.viewer, case=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
def case_reopen(request: ViewerRequest, case_id: str) -> HttpResponse:
    """It goes on."""
    row, now = the_case(request, case_id), timezone.now()
    form = OpeningForm(request.POST or None, initial={"review_on": timezone.localdate(now) + NEXT_LOOK})
    form.fields["text"].label = _("为什么重新开启")
    sheet = Sheet(
        _("%(name)s：重新开启") % {"name": row.student.name}, back_to_case(row), _("重新开启"),
        _("已重新开启，之前的记录都在。请重新邀请小组成员。"), draft=draft_of_case(row, "reopen"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form, lambda: reopen_case(by=request.viewer, case=row, draft=form.draft(), now=now)
    )
