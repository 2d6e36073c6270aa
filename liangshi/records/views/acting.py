"""How views of records act, and the rows that they ask for."""

from django.shortcuts import get_object_or_404

from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest
from liangshi.people.models import Student
from liangshi.records.forms.refusals import ACTING

__all__ = ["Sheet", "fill_in", "press", "seen", "student_seen"]

fill_in, press = ACTING.fill_in, ACTING.press


def student_seen(request: ViewerRequest, public_id: str) -> Student:
    """The student, within reach by profession; a relative is no professional's business."""
    rows = Student.objects.visible_to(request.viewer).exclude(pk__in=request.viewer.relatives)
    found: Student = get_object_or_404(
        rows.select_related("class_group__grade", "class_group__homeroom_teacher"), public_id=public_id
    )
    return found
