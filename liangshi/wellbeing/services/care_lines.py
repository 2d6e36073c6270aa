"""A mentor is told what to do, and nothing of why."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.notices.services import notify
from liangshi.people.models import Staff, Student
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import CareLine, Concern

from .hands import own_hand
from .problems import NothingSaidError, NotOnPathError
from .standing import locked, present_standing
from .words import care_word

DAY = timedelta(days=1)


@transaction.atomic
def write_care_line(
    *, by: Viewer, concern: Concern, student: Student, to: Iterable[Staff], text: str, until: date | None, now: datetime
) -> list[CareLine]:
    """Ask those who are with the student every day to do something; it holds until a day, or until it is ended."""
    row = locked(concern.pk)
    own_hand(by, row)
    if not text.strip():
        raise NothingSaidError
    asked = list(to)
    excluded = present_standing(row, now).people.excluded
    if any(staff.account_id in excluded for staff in asked):
        raise NotOnPathError
    lines = [
        CareLine.unscoped.create(
            school_id=row.school_id, concern=row, student=student, to=staff, text=text.strip(),
            written_by_id=by.account, at=now, until=until,
        )
        for staff in asked
    ]  # fmt: skip
    note(
        by=by, verb="concern.care_line", row=row, school=row.school_id, now=now,
        detail={"student": student.public_id, "number": len(lines)},
    )  # fmt: skip
    notify(to=[staff.account for staff in asked if staff.account], word=care_word(), now=now)
    return lines


@transaction.atomic
def end_care_line(*, by: Viewer, line: CareLine, now: datetime) -> None:
    """It is no longer needed."""
    own_hand(by, line.concern)
    CareLine.unscoped.filter(pk=line.pk).update(until=timezone.localdate(now - DAY))
    note(by=by, verb="concern.care_line_ended", row=line.concern, school=line.school_id, now=now)
