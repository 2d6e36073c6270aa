"""What a mentor sees of care: that it is needed, and what to do; nothing of why."""

from collections.abc import Iterable
from datetime import date

from liangshi.domain.access import Viewer
from liangshi.wellbeing.models import CareLine


def care_marks(viewer: Viewer, student_ids: Iterable[int], day: date) -> dict[int, tuple[str, ...]]:
    """By student, the lines written to the viewer that hold on the day; one statement."""
    rows = CareLine.objects.visible_to(viewer).on(day).filter(student__in=list(student_ids))
    marks: dict[int, tuple[str, ...]] = {}
    for student, text in rows.values_list("student", "text"):
        marks[student] = (*marks.get(student, ()), text)
    return marks
