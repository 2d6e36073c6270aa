"""Whose student an address of this app names."""

from django.http import Http404

from liangshi.foundation.acting import seen
from liangshi.foundation.doors import ViewerRequest
from liangshi.people.models import Student


def own_mentee(request: ViewerRequest, public_id: str) -> Student:
    """A student whom the viewer guides."""
    student = seen(request, Student, public_id, "class_group", "school")
    if student.pk not in request.viewer.mentees:
        raise Http404
    return student
