"""What others owe: the board, one class by name, hours asked of mentors."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.domain.access import Capability
from liangshi.duties.queries.board import Board
from liangshi.duties.queries.board import board as board_of
from liangshi.duties.queries.book import rules_for
from liangshi.duties.queries.classes import class_standing
from liangshi.duties.queries.hours import loads
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people.models import ClassGroup


@requires(Capability.FOLLOW_DUTIES)
def board(request: ViewerRequest) -> HttpResponse:
    """Classes by duties."""
    school, today = request.viewer.school, timezone.localdate()
    asked = rules_for(school, today) if school else None
    found = board_of(request.viewer, asked.year, asked.clauses, today) if asked else Board()
    context = {"board": found, "asked": asked, "today": today, "manages": request.viewer.can(Capability.MANAGE_DUTIES)}
    return show(request, "duties/board.html", context)


@requires(Capability.FOLLOW_DUTIES)
def class_page(request: ViewerRequest, group: str) -> HttpResponse:
    """One class by name: who has not been seen, what is missing of whom."""
    viewer, today = request.viewer, timezone.localdate()
    row = get_object_or_404(ClassGroup.objects.visible_to(viewer).select_related("grade"), public_id=group)
    if not (viewer.whole_school or row.pk in viewer.homerooms or row.grade_id in viewer.grades):
        raise Http404
    rule = request.GET.get("rule", "")
    standing = class_standing(viewer, row, today, rule)
    return show(request, "duties/class.html", {"group": row, "standing": standing, "rule": rule, "today": today})


@requires(Capability.FOLLOW_DUTIES)
def mentors(request: ViewerRequest) -> HttpResponse:
    """Hours a week asked of each mentor, for those who answer for the whole school."""
    viewer = request.viewer
    if not viewer.whole_school or viewer.school is None:
        raise Http404
    return show(request, "duties/mentors.html", {"loads": loads(viewer.school, timezone.localdate())})
