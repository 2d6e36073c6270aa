"""Cases: mine, one of them with everything that stands in it, a new one out of a concern."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from liangshi.domain.access import Capability
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, see_other, show
from liangshi.wellbeing.case_choices import ANSWERS, WRITTEN, ActionState, CaseState, EntryKind
from liangshi.wellbeing.forms.cases import OpeningForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import BrokenGlass, Case, CaseAction, CaseLink, CaseMember, Concern, ConcernStudent
from liangshi.wellbeing.queries.board import case_lines, cases_by_date, own_actions, waiting_invitations
from liangshi.wellbeing.queries.chronology import chronology, last_of
from liangshi.wellbeing.queries.readers import readers_of
from liangshi.wellbeing.services.case_law import keeps, works_on
from liangshi.wellbeing.services.case_reading import read_case
from liangshi.wellbeing.services.cases import join_concern, open_case

from .case_rows import the_case

FIRST_LOOK = timedelta(days=7)


@requires(Capability.WORK_ON_CASES)
def cases(request: ViewerRequest) -> HttpResponse:
    """Cases that I own or work in, the next date first; what I was asked; closed ones on demand."""
    closed = request.GET.get("show") == "closed"
    rows = cases_by_date(request.viewer)
    if closed:
        ended = Case.objects.visible_to(request.viewer).filter(state=CaseState.CLOSED)
        rows = ended.select_related("student__class_group", "owner").order_by("-closed_at", "pk")
    page = one_page(request, rows)
    lines = () if closed else case_lines(page, timezone.localdate())
    context = {
        "page": page, "lines": lines, "closed": closed, "actions": own_actions(request.viewer)[:20],
        "invitations": waiting_invitations(request.viewer), "today": timezone.localdate(),
    }  # fmt: skip
    return show(request, "wellbeing/cases.html", context)


@never_cache
@requires(Capability.WORK_ON_CASES)
def case(request: ViewerRequest, case_id: str) -> HttpResponse:
    """Everything in one place; each reading leaves a mark."""
    row, now = the_case(request, case_id), timezone.now()
    read_case(by=request.viewer, case=row, now=now)
    entries = chronology(request.viewer, row)
    links = CaseLink.objects.visible_to(request.viewer)
    links = (links.filter(first=row) | links.filter(second=row)).select_related("first", "second")
    actions = CaseAction.objects.visible_to(request.viewer).filter(case=row, state=ActionState.OPEN)
    members = CaseMember.objects.visible_to(request.viewer).filter(case=row).exclude(state="left")
    context = {
        "case": row, "entries": entries, "readers": readers_of(row, now), "today": timezone.localdate(now),
        "assessment": last_of(entries, EntryKind.ASSESSMENT), "plan": last_of(entries, EntryKind.PLAN),
        "actions": actions.select_related("assigned"), "members": members.select_related("staff"),
        "works": works_on(request.viewer, row), "keeps": keeps(request.viewer, row),
        "linked": [link.second if link.first_id == row.pk else link.first for link in links],
        "kinds": [kind for kind in WRITTEN if kind not in ANSWERS], "answerable": _answerable(),
        "concerns": Concern.objects.visible_to(request.viewer).filter(students__case_of_part__case=row),
        "glass": BrokenGlass.objects.visible_to(request.viewer).open_at(now)
        .filter(case=row, account=request.viewer.account).first(),
    }  # fmt: skip
    return show(request, "wellbeing/case.html", context)


def _answerable() -> dict[EntryKind, list[EntryKind]]:
    """By kind of entry, what can be written below it."""
    return {
        kind: [answer for answer, above in ANSWERS.items() if kind in above]
        for kind in WRITTEN
        if any(kind in above for above in ANSWERS.values())
    }


@never_cache
@requires(Capability.WORK_ON_CASES)
def case_new(request: ViewerRequest, concern_id: str, student_id: str) -> HttpResponse:
    """A concern becomes a case, or joins the one that its student has."""
    concern = seen(request, Concern, concern_id)
    rows = ConcernStudent.objects.visible_to(request.viewer).filter(concern=concern).select_related("student")
    part = get_object_or_404(rows, student__public_id=student_id)
    running = Case.objects.visible_to(request.viewer).filter(student=part.student_id, state=CaseState.OPEN).first()
    in_case = Case.objects.visible_to(request.viewer).filter(concerns__part=part).first()
    if in_case is not None:
        return see_other(reverse("wellbeing:case", args=[in_case.public_id]))
    now = timezone.now()
    form = OpeningForm(request.POST or None, initial={"review_on": timezone.localdate(now) + FIRST_LOOK})
    title = _("%(name)s：并入个案") if running else _("%(name)s：立为个案")
    sheet = Sheet(
        title % {"name": part.student.name}, reverse("wellbeing:cases"), _("并入") if running else _("立案"),
        _("已立案，由您负责。可以邀请老师加入小组了。") if not running else _("已并入进行中的个案。"),
        lead=_("立案后，只有负责人、答应加入小组的老师和心理老师能看到内容；每次查阅都有记录。"),
        draft=f"restricted:concern:{concern_id}:case:{student_id}",
    )  # fmt: skip

    def save() -> None:
        draft = form.draft()
        if running:
            join_concern(by=request.viewer, case=running, part=part, text=draft.text, now=now)
        else:
            open_case(by=request.viewer, part=part, draft=draft, now=now)

    return ACTING.fill_in(request, sheet, form, save)
