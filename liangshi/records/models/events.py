"""What happens in a student's life, and what students think of teaching."""

from django.db import models

from liangshi.domain.access import Role, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import Account, Grade, School, Staff, Student
from liangshi.records.choices import OFFICE_ROLES, LifeEventKind, Office

from .constraints import one_of
from .reach import record_reach


class LifeEventQuerySet(ScopedQuerySet["LifeEvent"]):
    """Events of life: the pastoral tier, and who recorded it."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = NOBODY if viewer.staff is None else models.Q(recorded_by=viewer.staff)
        return record_reach(viewer, own)


class LifeEvent(Row):
    """A loss, an illness, a step forward: a moment that a scheme answers with duties and people to be told."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="life_events")
    kind = models.CharField(max_length=20, choices=LifeEventKind)
    happened_on = models.DateField()
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = Door["LifeEvent"]()
    unscoped = LifeEventQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            one_of("kind", LifeEventKind, "records_event_kind_known"),
            models.UniqueConstraint(
                fields=["student", "kind", "happened_on", "recorded_by"], name="records_event_once"
            ),
        ]
        indexes = [models.Index(fields=["school", "happened_on"], name="records_event_by_day")]


class TeachingViewQuerySet(ScopedQuerySet["TeachingView"]):
    """Views of teaching: their author, and the office that answers; not the teacher concerned."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(author=viewer.account)
        if viewer.school is None or viewer.staff is None:
            return own
        held = [office for office, role in OFFICE_ROLES.items() if role in viewer.roles and role != Role.GRADE_LEAD]
        answers = models.Q(office__in=held) | models.Q(office=Office.GRADE_LEAD, grade__in=viewer.grades)
        about_others = models.Q(concerns__isnull=True) | ~models.Q(concerns=viewer.staff)
        return own | (models.Q(school=viewer.school) & answers & about_others)


class TeachingView(Row):
    """A view of a lesson or a service, passed to the office that answers it (clause D10)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="teaching_views")
    by_staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=12, choices=Office)
    about = models.CharField(max_length=60)
    concerns = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField()
    wants_answer = models.BooleanField(default=True)
    named = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = Door["TeachingView"]()
    unscoped = TeachingViewQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            one_of("office", Office, "records_view_office_known"),
            models.CheckConstraint(condition=~models.Q(words=""), name="records_view_has_words"),
            models.CheckConstraint(
                condition=~models.Q(office=Office.GRADE_LEAD) | models.Q(grade__isnull=False),
                name="records_view_grade_office_has_grade",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="records_view_answer_has_time",
            ),
        ]
