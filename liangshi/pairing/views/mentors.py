"""Mentors sign up, the school decides, everybody reads the profiles."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.pairing.choices import ApplicationState, PhaseKind
from liangshi.pairing.forms.mentors import ApplicationForm, DecisionForm, LimitsForm, MentorFilterForm
from liangshi.pairing.forms.rounds import ReasonForm
from liangshi.pairing.models import MentorApplication, MentorLimit, Preference, Round, RoundMentor
from liangshi.pairing.queries.mentors import own_candidate, published_mentors
from liangshi.pairing.queries.overview import phase_open
from liangshi.pairing.queries.waiting import waited_for
from liangshi.pairing.services.applications import (
    apply_as_mentor,
    appoint_mentors,
    decide_application,
    publish_mentors,
    set_limits,
    take_off_list,
    withdraw_application,
)
from liangshi.people.models import Grade, Staff
from liangshi.people.services import read_photo

from .acting import Sheet, fill_in, press, seen, the_round


@requires(Capability.APPLY_AS_MENTOR)
def apply(request: ViewerRequest, round_id: str) -> HttpResponse:
    """A member of staff signs up; the form fits on a phone."""
    row, now = the_round(request, round_id), timezone.now()
    staff = Staff.objects.visible_to(request.viewer).filter(pk=request.viewer.staff).first()
    if staff is None:
        raise Http404
    mine = MentorApplication.objects.visible_to(request.viewer).filter(round=row, staff=staff).first()
    initial = {
        "quota": mine.quota if mine else row.quota, "strengths": mine.strengths if mine else staff.strengths,
        "tracks": mine.tracks if mine else row.tracks, "note": mine.note if mine else "",
    }  # fmt: skip
    form = ApplicationForm(request.POST or None, round_=row, initial=initial)
    sheet = Sheet(
        _("报名担任导师"), reverse("pairing:apply", args=[round_id]), _("提交报名"),
        _("报名已提交，学校审核后会通知您。"),
        template="pairing/apply.html",
        more={"round": row, "mine": mine, "staff": staff, "open": phase_open(row, PhaseKind.APPLY, now)},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: apply_as_mentor(by=request.viewer, round_=row, staff=staff, draft=form.draft(), now=now),
    )  # fmt: skip


@requires(Capability.APPLY_AS_MENTOR)
@require_POST
def apply_withdraw(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Take one's own undecided application back."""
    row = the_round(request, round_id)
    mine = MentorApplication.objects.visible_to(request.viewer).filter(round=row, staff=request.viewer.staff).first()
    if mine is None:
        raise Http404
    back = reverse("pairing:apply", args=[round_id])
    return press(
        request, back, lambda: withdraw_application(by=request.viewer, application=mine, now=timezone.now()),
        _("报名已撤回。"),
    )  # fmt: skip


@requires(Capability.FOLLOW_ROUND)
def applications(request: ViewerRequest, round_id: str) -> HttpResponse:
    """All applications, undecided first; who has not signed up; the admitted with their limits."""
    row = the_round(request, round_id)
    rows = MentorApplication.objects.visible_to(request.viewer).filter(round=row).select_related("staff")
    admitted = RoundMentor.objects.visible_to(request.viewer).filter(round=row).select_related("staff")
    context = {
        "round": row, "runs": request.viewer.can(Capability.RUN_ROUND),
        "waiting": rows.filter(state=ApplicationState.SUBMITTED),
        "decided": rows.exclude(state__in=(ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN)),
        "page": one_page(request, admitted), "missing": waited_for(row, PhaseKind.APPLY),
    }  # fmt: skip
    return show(request, "pairing/applications.html", context)


@requires(Capability.RUN_ROUND)
def application(request: ViewerRequest, round_id: str, application_id: str) -> HttpResponse:
    """Decide on one application."""
    row = the_round(request, round_id)
    one = seen(request, MentorApplication, application_id, "staff__account", "round__scheme_version", round=row)
    form = DecisionForm(request.POST or None, application=one, round_=row)
    sheet = Sheet(
        _("审核：%(name)s") % {"name": one.staff.name}, reverse("pairing:applications", args=[round_id]),
        _("确定"), _("已记录，并已通知本人。"),
        template="pairing/application.html", more={"application": one, "round": row},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: decide_application(
            by=request.viewer, application=one, decision=form.decision(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
@require_POST
def mentors_appoint(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Put every eligible teacher on the list (人人是导师)."""
    row = the_round(request, round_id)
    staff = tuple(Staff.objects.visible_to(request.viewer).filter(left_on__isnull=True))
    back = reverse("pairing:applications", args=[round_id])
    return press(
        request, back,
        lambda: appoint_mentors(by=request.viewer, round_=row, staff=staff, now=timezone.now()),
        _("可任导师的老师都已列入名单。"),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
@require_POST
def mentors_publish(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Publish the list."""
    row = the_round(request, round_id)
    back = reverse("pairing:applications", args=[round_id])
    return press(
        request, back, lambda: publish_mentors(by=request.viewer, round_=row, now=timezone.now()),
        _("名单已公布，并已通知学生。"),
    )  # fmt: skip


@requires(Capability.READ_PROFILES)
def mentors(request: ViewerRequest, round_id: str) -> HttpResponse:
    """The profiles of those who can be chosen."""
    row, viewer = the_round(request, round_id), request.viewer
    form = MentorFilterForm(request.GET)
    context = {
        "round": row, "form": form, "page": one_page(request, published_mentors(viewer, row, form.wanted())),
        "wishes": _wished(viewer, row), "candidate": own_candidate(viewer, row),
        "may_wish": viewer.student is not None and phase_open(row, PhaseKind.WISH, timezone.now()),
    }  # fmt: skip
    return show(request, "pairing/mentors.html", context)


def _wished(viewer: Viewer, row: Round) -> set[int]:
    if viewer.student is None:
        return set()
    own = Preference.objects.visible_to(viewer).filter(preferences__candidate__student=viewer.student)
    return set(own.filter(preferences__candidate__round=row).values_list("mentor_id", flat=True))


@requires(Capability.READ_PROFILES)
def mentor(request: ViewerRequest, round_id: str, mentor_id: str) -> HttpResponse:
    """One profile: words, subjects, strengths, interests, languages; no numbers."""
    row = the_round(request, round_id)
    one = seen(request, RoundMentor, mentor_id, "staff", round=row)
    viewer = request.viewer
    context = {
        "round": row, "mentor": one, "candidate": own_candidate(viewer, row),
        "chosen": one.pk in _wished(viewer, row),
        "may_wish": viewer.student is not None and phase_open(row, PhaseKind.WISH, timezone.now()),
    }  # fmt: skip
    return show(request, "pairing/mentor.html", context)


@requires(Capability.READ_PROFILES)
def mentor_photo(request: ViewerRequest, round_id: str, mentor_id: str) -> HttpResponse:
    """The photo of a mentor, for those who may read the profile."""
    one = seen(request, RoundMentor, mentor_id, "staff", round=the_round(request, round_id))
    if not one.staff.photo:
        raise Http404
    response = HttpResponse(read_photo(one.staff), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@requires(Capability.RUN_ROUND)
def mentor_limits(request: ViewerRequest, round_id: str, mentor_id: str) -> HttpResponse:
    """Quota and reach of one mentor."""
    row = the_round(request, round_id)
    one = seen(request, RoundMentor, mentor_id, "staff", "round", round=row)
    limits = MentorLimit.objects.visible_to(request.viewer).filter(mentor=one).select_related("grade", "class_group")
    initial = {
        "quota": one.quota, "minimum": one.minimum,
        "grades": [limit.grade.public_id for limit in limits if limit.grade],
        "class_groups": [limit.class_group.public_id for limit in limits if limit.class_group],
    }  # fmt: skip
    grades = list(Grade.objects.visible_to(request.viewer).filter(round_links__round=row))
    form = LimitsForm(request.POST or None, mentor=one, grades=grades, initial=initial)
    sheet = Sheet(
        _("名额与范围：%(name)s") % {"name": one.staff.name}, reverse("pairing:applications", args=[round_id]),
        lead=_("一名学生只计入一个分项名额。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: set_limits(by=request.viewer, mentor=one, limits=form.limits(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.RUN_ROUND)
def mentor_remove(request: ViewerRequest, round_id: str, mentor_id: str) -> HttpResponse:
    """Take a mentor off the list, with a reason, before anybody asked."""
    row = the_round(request, round_id)
    one = seen(request, RoundMentor, mentor_id, "staff", round=row)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(
        _("移出名单：%(name)s") % {"name": one.staff.name}, reverse("pairing:applications", args=[round_id]),
        _("移出"), _("已移出名单。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: take_off_list(
            by=request.viewer, mentor=one, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip
