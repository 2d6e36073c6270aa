"""Writing in a case: entries, actions, the next date, what a colleague is told."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.wellbeing.case_choices import MUST_ANSWER, WRITTEN, EntryKind, MemberState
from liangshi.wellbeing.forms.cases import ActionForm, CareForm, EntryForm, LinkForm, ReviewForm, SettleForm
from liangshi.wellbeing.models import Case, CaseAction, CaseEntry, CaseMember
from liangshi.wellbeing.queries.ladders import levels_on
from liangshi.wellbeing.queries.readers import readers_of
from liangshi.wellbeing.services.case_care import say_what_helps
from liangshi.wellbeing.services.case_entries import write_entry
from liangshi.wellbeing.services.case_team import add_action, settle_action
from liangshi.wellbeing.services.cases import link_cases, set_review

from .case_acting import Sheet, colleagues, fill_in, the_case

TWO_WEEKS = timedelta(days=14)


def _back(case: Case) -> str:
    return reverse("wellbeing:case", args=[case.public_id])


@requires(Capability.WORK_ON_CASES)
def case_write(request: ViewerRequest, case_id: str, kind: str) -> HttpResponse:
    """One entry, perhaps below another."""
    row, now = the_case(request, case_id), timezone.now()
    if kind not in {one.value for one in WRITTEN}:
        raise Http404
    chosen = EntryKind(kind)
    about = None
    if request.GET.get("about"):
        entries = CaseEntry.objects.visible_to(request.viewer).filter(case=row)
        about = get_object_or_404(entries, public_id=request.GET["about"])
    elif chosen in MUST_ANSWER:
        raise Http404
    today = timezone.localdate(now)
    form = EntryForm(
        request.POST or None, kind=chosen, about=about, levels=levels_on(row.school_id, today), today=today
    )
    sheet = Sheet(
        f"{row.student.name}：{chosen.label}", _back(row), lead=_("写下后不能修改，只能在下面继续补充。"),
        more={"readers": readers_of(row, now)},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: write_entry(by=request.viewer, case=row, kind=chosen, draft=form.draft(), now=now),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
def action_new(request: ViewerRequest, case_id: str) -> HttpResponse:
    """Something to be done by somebody of the case."""
    row = the_case(request, case_id)
    members = CaseMember.objects.visible_to(request.viewer).filter(case=row, state=MemberState.ACCEPTED)
    inside = [row.owner_id, *members.values_list("staff", flat=True)]
    form = ActionForm(request.POST or None, staff=colleagues(request).filter(pk__in=inside))
    sheet = Sheet(_("%(name)s：新的行动") % {"name": row.student.name}, _back(row))
    return fill_in(
        request, sheet, form,
        lambda: add_action(by=request.viewer, case=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
def action_settle(request: ViewerRequest, case_id: str, action_id: str) -> HttpResponse:
    """What came of it."""
    row = the_case(request, case_id)
    rows = CaseAction.objects.visible_to(request.viewer).filter(case=row).select_related("case")
    action = get_object_or_404(rows, public_id=action_id)
    form = SettleForm(request.POST or None)
    sheet = Sheet(_("办结一件事"), _back(row), lead=action.what)
    return fill_in(
        request, sheet, form,
        lambda: settle_action(
            by=request.viewer, action=action, done=form.cleaned_data["done"] == "yes",
            outcome=form.cleaned_data["outcome"], now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
def case_review(request: ViewerRequest, case_id: str) -> HttpResponse:
    """The next date on which the case is looked at."""
    row = the_case(request, case_id)
    form = ReviewForm(request.POST or None, initial={"day": row.review_on})
    sheet = Sheet(_("%(name)s：下次一起看的日期") % {"name": row.student.name}, _back(row))
    return fill_in(
        request, sheet, form,
        lambda: set_review(by=request.viewer, case=row, day=form.cleaned_data["day"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
def case_care(request: ViewerRequest, case_id: str) -> HttpResponse:
    """One line to somebody who is with the student every day."""
    row, now = the_case(request, case_id), timezone.now()
    form = CareForm(request.POST or None, staff=colleagues(request), until=timezone.localdate(now) + TWO_WEEKS)
    sheet = Sheet(
        _("%(name)s：告诉身边的老师怎么做") % {"name": row.student.name}, _back(row), _("告诉对方"),
        _("已告诉对方。到期会自动消失。"), lead=_("对方只看到“需要关心”和这句话，看不到个案。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form, lambda: say_what_helps(by=request.viewer, case=row, draft=form.draft(), now=now)
    )


@requires(Capability.WORK_ON_CASES)
def case_link(request: ViewerRequest, case_id: str) -> HttpResponse:
    """Another case that belongs to this one."""
    row = the_case(request, case_id)
    others = Case.objects.visible_to(request.viewer).exclude(pk=row.pk).select_related("student").order_by("-opened_at")
    form = LinkForm(request.POST or None, cases=others)
    sheet = Sheet(
        _("%(name)s：关联个案") % {"name": row.student.name}, _back(row),
        lead=_("只有两个个案都能看的人，才看得到这个关联。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: link_cases(
            by=request.viewer, case=row, other=form.cleaned_data["other"], reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    )  # fmt: skip
