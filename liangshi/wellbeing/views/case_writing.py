"""Writing in a case: entries, actions, the next date, what a colleague is told."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.wellbeing.case_choices import MUST_ANSWER, WRITTEN, EntryKind, MemberState
from liangshi.wellbeing.forms.cases import ActionForm, Asks, CareForm, EntryForm, LinkForm, ReviewForm, SettleForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import Case, CaseAction, CaseEntry, CaseMember
from liangshi.wellbeing.queries.ladders import levels_on
from liangshi.wellbeing.queries.own_form import own_form
from liangshi.wellbeing.queries.readers import readers_of
from liangshi.wellbeing.services.case_care import say_what_helps
from liangshi.wellbeing.services.case_entries import write_entry
from liangshi.wellbeing.services.case_team import add_action, settle_action
from liangshi.wellbeing.services.cases import link_cases, set_review

from .case_rows import back_to_case, colleagues, draft_of_case, the_case

TWO_WEEKS = timedelta(days=14)


@never_cache
@requires(Capability.WORK_ON_CASES)
def case_write(request: ViewerRequest, case_id: str, kind: str) -> HttpResponse:
    """One entry, perhaps below another."""
    row, now = the_case(request, case_id), timezone.now()
    if kind not in {one.value for one in WRITTEN}:
        raise Http404
    chosen = EntryKind(kind)
    asked = request.GET.get("about", "")
    if chosen in MUST_ANSWER and not asked:
        raise Http404
    about = seen(request, CaseEntry, asked, case=row) if asked else None
    today = timezone.localdate(now)
    asks = Asks(chosen, about, levels_on(row.school_id, today), own_form(row.school_id, chosen, today))
    form = EntryForm(request.POST or None, asks=asks, today=today)
    names = listed([reader.name for reader in readers_of(row, now)])
    sheet = Sheet(
        f"{row.student.name}：{chosen.label}", back_to_case(row), draft=draft_of_case(row, f"{kind}:{asked}"),
        lead=_("写下后不能修改，只能在下面继续补充。现在能看的人：%(names)s。") % {"names": names},
    )  # fmt: skip
    return ACTING.fill_in(
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
    sheet = Sheet(
        _("%(name)s：新的行动") % {"name": row.student.name}, back_to_case(row), draft=draft_of_case(row, "action")
    )
    return ACTING.fill_in(
        request, sheet, form,
        lambda: add_action(by=request.viewer, case=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@never_cache
@requires(Capability.WORK_ON_CASES)
def action_settle(request: ViewerRequest, case_id: str, action_id: str) -> HttpResponse:
    """What came of it."""
    row = the_case(request, case_id)
    action = seen(request, CaseAction, action_id, "case", case=row)
    form = SettleForm(request.POST or None)
    sheet = Sheet(_("办结一件事"), back_to_case(row), lead=action.what, draft=draft_of_case(row, f"settle:{action_id}"))
    return ACTING.fill_in(
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
    sheet = Sheet(_("%(name)s：下次一起看的日期") % {"name": row.student.name}, back_to_case(row))
    return ACTING.fill_in(
        request, sheet, form,
        lambda: set_review(by=request.viewer, case=row, day=form.cleaned_data["day"], now=timezone.now()),
    )  # fmt: skip


@requires(Capability.WORK_ON_CASES)
def case_care(request: ViewerRequest, case_id: str) -> HttpResponse:
    """One line to somebody who is with the student every day."""
    row, now = the_case(request, case_id), timezone.now()
    form = CareForm(request.POST or None, staff=colleagues(request), until=timezone.localdate(now) + TWO_WEEKS)
    sheet = Sheet(
        _("%(name)s：告诉身边的老师怎么做") % {"name": row.student.name}, back_to_case(row), _("告诉对方"),
        _("已告诉对方。到期会自动消失。"), lead=_("对方只看到“需要关心”和这句话，看不到个案。"),
        draft=draft_of_case(row, "care"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form, lambda: say_what_helps(by=request.viewer, case=row, draft=form.draft(), now=now)
    )


@requires(Capability.WORK_ON_CASES)
def case_link(request: ViewerRequest, case_id: str) -> HttpResponse:
    """Another case that belongs to this one."""
    row = the_case(request, case_id)
    others = Case.objects.visible_to(request.viewer).exclude(pk=row.pk).select_related("student").order_by("-opened_at")
    form = LinkForm(request.POST or None, cases=others)
    sheet = Sheet(
        _("%(name)s：关联个案") % {"name": row.student.name}, back_to_case(row),
        lead=_("只有两个个案都能看的人，才看得到这个关联。"), draft=draft_of_case(row, "link"),
    )  # fmt: skip
    return ACTING.fill_in(
        request, sheet, form,
        lambda: link_cases(
            by=request.viewer, case=row, other=form.cleaned_data["other"], reason=form.cleaned_data["reason"],
            now=timezone.now(),
        ),
    )  # fmt: skip
