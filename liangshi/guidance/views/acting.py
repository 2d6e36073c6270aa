"""How views of guidance act, and the rows that they ask for."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.domain.guidance.fields import reaches_guidance
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest
from liangshi.guidance.forms.refusals import ACTING
from liangshi.guidance.queries.plans import guides
from liangshi.people.models import Student
from liangshi.people.queries import facts_of

__all__ = ["Sheet", "cared_for", "fill_in", "guided", "oneself", "open_to", "press", "seen", "sent", "shared_with"]

fill_in, press, sent = ACTING.fill_in, ACTING.press, ACTING.sent


def cared_for(request: ViewerRequest, public_id: str) -> Student:
    """The student of the address, where the viewer cares for that student."""
    student = seen(request, Student, public_id, "class_group", "school", "account")
    if not reaches_guidance(request.viewer, facts_of(student)):
        raise Http404
    return student


def shared_with(request: ViewerRequest, public_id: str) -> Student:
    """The student of the address: the viewer, or one whom the viewer cares for."""
    student = seen(request, Student, public_id, "class_group", "school", "account")
    if student.pk != request.viewer.student and not reaches_guidance(request.viewer, facts_of(student)):
        raise Http404
    return student


def guided(request: ViewerRequest, public_id: str) -> Student:
    """The student of the address, whom the viewer guides today."""
    student = cared_for(request, public_id)
    open_to(guides(request.viewer, student, timezone.localdate()))
    return student


def open_to(entitled: bool) -> None:  # noqa: FBT001 - the question is asked where it is called
    """A page on which the viewer could do nothing does not exist."""
    if not entitled:
        raise Http404


def oneself(request: ViewerRequest) -> Student:
    """The viewer as a student."""
    rows = Student.objects.visible_to(request.viewer).select_related("class_group__homeroom_teacher", "school")
    student: Student = get_object_or_404(rows, pk=request.viewer.student)
    return student
