"""Clubs."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people import queries, services
from liangshi.people.forms.classes import ClubForm
from liangshi.people.forms.students import MemberForm
from liangshi.people.models import AcademicYear, Club, Student

from .editing import Sheet, asked_year, fill_in, needed_year, press, seen


@requires(Capability.READ_STAFF)
def clubs(request: ViewerRequest) -> HttpResponse:
    """The clubs of one year."""
    year = asked_year(request)
    context = {
        "year": year,
        "years": AcademicYear.objects.visible_to(request.viewer).order_by("-starts_on"),
        "clubs": queries.clubs_of_year(request.viewer, year),
        "may_edit": request.viewer.can(Capability.EDIT_ORGANISATION),
    }
    return show(request, "people/clubs.html", context)


@requires(Capability.READ_STAFF)
def club_detail(request: ViewerRequest, club: str) -> HttpResponse:
    """A club with its leader and the members within reach."""
    row = seen(request, Club, club)
    members = Student.objects.visible_to(request.viewer).enrolled().filter(club_memberships__club=row)
    context = {
        "club": row,
        "members": members.select_related("class_group"),
        "may_edit": request.viewer.can(Capability.EDIT_ORGANISATION),
    }
    return show(request, "people/club_detail.html", context)


@requires(Capability.EDIT_ORGANISATION)
def club_new(request: ViewerRequest) -> HttpResponse:
    """A club of the year in question."""
    year = needed_year(request)
    form = ClubForm(request.POST or None, viewer=request.viewer)
    return fill_in(
        request, Sheet(_("添加社团"), reverse("people:clubs")), form,
        lambda: services.add_club(by=request.viewer, year=year, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def club_edit(request: ViewerRequest, club: str) -> HttpResponse:
    """Name and leader."""
    row = seen(request, Club, club)
    form = ClubForm(request.POST or None, viewer=request.viewer, club=row)
    return fill_in(
        request, Sheet(row.name, reverse("people:club", args=[row.public_id])), form,
        lambda: services.change_club(by=request.viewer, club=row, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def club_remove(request: ViewerRequest, club: str) -> HttpResponse:
    """Take it away."""
    row = seen(request, Club, club)
    return press(
        request, reverse("people:clubs"), lambda: services.remove_club(by=request.viewer, club=row, now=timezone.now()),
        _("已删除社团。"),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
def club_join(request: ViewerRequest, club: str) -> HttpResponse:
    """A further member."""
    row = seen(request, Club, club)
    form = MemberForm(request.POST or None, viewer=request.viewer)
    sheet = Sheet(
        _("%(club)s：添加成员") % {"club": row.name}, reverse("people:club", args=[row.public_id]), act=_("添加"),
        done=_("已添加成员。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.join_club(
            by=request.viewer, club=row, student=form.cleaned_data["student"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.EDIT_ORGANISATION)
@require_POST
def club_leave(request: ViewerRequest, club: str, student: str) -> HttpResponse:
    """A member less."""
    row, member = seen(request, Club, club), seen(request, Student, student)
    return press(
        request, reverse("people:club", args=[row.public_id]),
        lambda: services.leave_club(by=request.viewer, club=row, student=member, now=timezone.now()),
        _("已移出社团。"),
    )  # fmt: skip
