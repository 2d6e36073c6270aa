"""Readings of sensitive fields leave a trace: one entry for each page that was read."""

from datetime import datetime

from liangshi.domain.access import Viewer
from liangshi.people.models import Student

from .trail import note


def note_reading(*, by: Viewer, student: Student, now: datetime) -> None:
    """`by` read how the guardians of `student` can be reached."""
    note(by=by, verb="guardians.read", row=student, school=student.school_id, now=now)
