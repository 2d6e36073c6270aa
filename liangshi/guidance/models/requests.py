"""What a student asks of one adult: a talk, or an answer to a problem. Nobody else learns of it."""

from django.db import models

from liangshi.domain.access import Role, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.guidance.choices import Desk, ReportState, TalkState
from liangshi.people.models import Account, School, Staff, Student

from .reach import of_own, one_of


def to_me(viewer: Viewer) -> models.Q:
    """Rows that are addressed to the viewer as a member of staff."""
    return models.Q(to=viewer.staff, school=viewer.school) if viewer.staff is not None else NOBODY


class TalkRequestQuerySet(ScopedQuerySet["TalkRequest"]):
    """Requests to talk: the student, and the adult who is asked now."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_own(viewer) | to_me(viewer)


class TalkRequest(Row):
    """A student would like to talk to `to`; `proposed` is another adult to whom it goes once the student agrees."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="talk_requests")
    to = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="talk_requests")
    proposed = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    times = models.JSONField(default=list)
    words = SealedTextField(blank=True)
    state = models.CharField(max_length=10, choices=TalkState, default=TalkState.OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    meet_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=60, blank=True)

    objects = Door["TalkRequest"]()
    unscoped = TalkRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            one_of("state", TalkState, "guidance_talk_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=TalkState.ACCEPTED) | models.Q(meet_at__isnull=False),
                name="guidance_talk_accepted_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=TalkState.PASSING) | models.Q(proposed__isnull=False),
                name="guidance_talk_passing_to_somebody",
            ),
            models.UniqueConstraint(
                fields=["student", "to"],
                condition=models.Q(state__in=(TalkState.OPEN, TalkState.PASSING)),
                name="guidance_talk_open_once",
            ),
        ]
        indexes = [models.Index(fields=["to", "state"], name="guidance_talk_by_adult")]


class ProblemReportQuerySet(ScopedQuerySet["ProblemReport"]):
    """Reports: the student, and whoever answers at the desk; never a mentor or relative at the office."""

    def reach(self, viewer: Viewer) -> models.Q:
        office = NOBODY
        if viewer.staff is not None and Role.COORDINATOR in viewer.roles:
            office = models.Q(desk=Desk.STUDENT_AFFAIRS, school=viewer.school)
            office &= ~models.Q(student__in=viewer.mentees | viewer.relatives)
        return of_own(viewer) | to_me(viewer) | office


class ProblemReport(Row):
    """A problem that a student tells the mentor, the homeroom teacher or the office, and the answer."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="problem_reports")
    desk = models.CharField(max_length=16, choices=Desk)
    to = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    text = SealedTextField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    reported_at = models.DateTimeField()
    answer = SealedTextField(blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = Door["ProblemReport"]()
    unscoped = ProblemReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        constraints = [
            one_of("desk", Desk, "guidance_report_desk_known"),
            one_of("state", ReportState, "guidance_report_state_known"),
            models.CheckConstraint(
                condition=models.Q(desk=Desk.STUDENT_AFFAIRS, to__isnull=True)
                | (~models.Q(desk=Desk.STUDENT_AFFAIRS) & models.Q(to__isnull=False)),
                name="guidance_report_goes_to_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ReportState.ANSWERED) | models.Q(answered_by__isnull=False),
                name="guidance_report_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="guidance_report_by_state")]
