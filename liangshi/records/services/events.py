"""Events of life: recorded once, and those whom the scheme names are told, without content."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme import MomentRule
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Student
from liangshi.records.choices import trigger_of
from liangshi.records.models import LifeEvent
from liangshi.records.queries.around import around
from liangshi.schemes.queries import parsed, version_on

from .entries import NotStaffError, NotYetHappenedError, students_of


class RecordedBeforeError(RefusalError):
    """The same event of the same day was recorded by the same person."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What happened, when, in how many words."""

    kind: str
    happened_on: date
    words: str = ""


@transaction.atomic
def record_event(*, by: Viewer, student: Student, draft: EventDraft, now: datetime) -> LifeEvent:
    """Record it; mentors, and whomever the scheme's moments name, are told that there is something to know."""
    if by.staff is None:
        raise NotStaffError
    students_of(by, [student.pk])
    if draft.happened_on > timezone.localdate(now):
        raise NotYetHappenedError
    try:
        with transaction.atomic():
            row: LifeEvent = LifeEvent.unscoped.create(
                school_id=student.school_id, student=student, kind=draft.kind, happened_on=draft.happened_on,
                words=draft.words.strip(), recorded_by_id=by.staff, recorded_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise RecordedBeforeError from twice
    record(
        by=by, verb="event.recorded", kind="life_event", subject=row.public_id, school=student.school_id, now=now,
        detail={"student": student.public_id},
    )  # fmt: skip
    _tell(row, by, now)
    return row


def told_roles(moments: tuple[MomentRule, ...], kind: str, day: date) -> frozenset[str]:
    """Roles of the scheme that such an event concerns: who is told at once, and who has to do something."""
    found: set[str] = set()
    for moment in moments:
        if moment.trigger is trigger_of(kind) and moment.in_force(day):
            found |= {told.role for told in moment.tells if not told.after_follow_up and not told.when_necessary}
            found |= {follow.by for follow in moment.follow_ups if follow.by}
    return frozenset(found)


def _tell(event: LifeEvent, by: Viewer, now: datetime) -> None:
    """Members of staff who hold these roles towards the student, and the mentors; the one who recorded it knows."""
    version = version_on(event.school_id, event.happened_on)
    moments = parsed(version.text).moments if version else ()
    roles = told_roles(moments, event.kind, event.happened_on) | {"mentor"}
    student = Student.unscoped.select_related("class_group").get(pk=event.student_id)
    people = around([student], timezone.localdate(now))
    told = [each.account for each in people if each.stands & roles and each.staff != by.staff]
    word = Word(
        "event.recorded", _("有一名学生近况有变，请看一看"), link=reverse("records:student", args=[student.public_id])
    )
    notify(to=Account.objects.filter(pk__in=[key for key in told if key], is_active=True), word=word, now=now)
