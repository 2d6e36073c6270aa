"""How views of this app act, and the rows that they ask for."""

from django.shortcuts import get_object_or_404

from liangshi.family.forms.refusals import ACTING
from liangshi.family.models import Appointment
from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest
from liangshi.people.models import Student

__all__ = ["Sheet", "fill_in", "own_child", "press", "professional_student", "seen", "the_appointment"]

fill_in, press = ACTING.fill_in, ACTING.press


def the_appointment(request: ViewerRequest, public_id: str) -> Appointment:
    """The appointment of the address, where it exists for the viewer."""
    return seen(request, Appointment, public_id, "student__class_group", "organiser", "entry")


def professional_student(request: ViewerRequest, public_id: str) -> Student:
    """The student, within reach by profession; a relative is no professional's business."""
    rows = Student.objects.visible_to(request.viewer).exclude(pk__in=request.viewer.relatives)
    found: Student = get_object_or_404(rows.select_related("class_group"), public_id=public_id)
    return found


def own_child(request: ViewerRequest, public_id: str) -> Student:
    """One of the viewer's children."""
    rows = Student.objects.visible_to(request.viewer).filter(pk__in=request.viewer.wards)
    found: Student = get_object_or_404(rows.select_related("class_group__homeroom_teacher"), public_id=public_id)
    return found
