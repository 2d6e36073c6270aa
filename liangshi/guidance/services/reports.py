"""A student reports a problem to the mentor, the homeroom teacher or the office, and is answered."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.guidance.reach import reaches_request
from liangshi.foundation.refusals import RefusalError
from liangshi.guidance.choices import Desk, ReportState
from liangshi.guidance.models import ProblemReport
from liangshi.guidance.queries.adults import office_staff, report_facts
from liangshi.notices.services import Word, notify
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.models import Staff, Student

from .refusals import MovedError, NothingWrittenError, NotYoursError


class NobodyThereError(RefusalError):
    """Nobody answers at this desk for this student."""


def answering(student: Student, desk: Desk, today: date) -> tuple[Staff, ...]:
    """Who reads what is reported at the desk."""
    if desk is Desk.STUDENT_AFFAIRS:
        return office_staff(student, today)
    if desk is Desk.MENTOR:
        return tuple(pairing.mentor for pairing in mentors_of(student.pk, today).select_related("mentor__account"))[:1]
    teacher = student.class_group.homeroom_teacher if student.class_group else None
    return (teacher,) if teacher else ()


@transaction.atomic
def report_problem(*, by: Viewer, student: Student, desk: Desk, text: str, now: datetime) -> ProblemReport:
    """It reaches the desk at once; only those who answer there read it."""
    if by.student != student.pk:
        raise NotYoursError
    if not text.strip():
        raise NothingWrittenError
    readers = answering(student, desk, timezone.localdate(now))
    if not readers:
        raise NobodyThereError
    row: ProblemReport = ProblemReport.unscoped.create(
        school_id=student.school_id, student=student, desk=desk, text=text.strip(), reported_at=now,
        to=None if desk is Desk.STUDENT_AFFAIRS else readers[0],
    )  # fmt: skip
    link = reverse("guidance:report", args=[row.public_id])
    to = [reader.account for reader in readers if reader.account]
    notify(to=to, word=Word(kind="report.arrived", title=_("有一名学生反映了问题"), link=link), now=now)
    record(by=None, verb="report.arrived", kind="report", subject=row.public_id, school=row.school_id, now=now)
    return row


@transaction.atomic
def answer_report(*, by: Viewer, report: ProblemReport, text: str, now: datetime) -> None:
    """What was done about it, to the student alone."""
    if by.staff is None or not reaches_request(by, report_facts(report)):
        raise NotYoursError
    if not text.strip():
        raise NothingWrittenError
    row = ProblemReport.unscoped.select_for_update().get(pk=report.pk)
    if row.state != ReportState.OPEN:
        raise MovedError
    row.state, row.answer, row.answered_by_id, row.answered_at = ReportState.ANSWERED, text.strip(), by.account, now
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    if report.student.account:
        word = Word(kind="report.answered", title=_("你反映的问题有了答复"), link=reverse("guidance:my_reports"))
        notify(to=[report.student.account], word=word, now=now)
    record(by=None, verb="report.answered", kind="report", subject=row.public_id, school=row.school_id, now=now)
