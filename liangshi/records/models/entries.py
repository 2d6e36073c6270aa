"""Talks, visits, calls, activities: what was done, with whom, by whom."""

from django.db import models
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.domain.records import is_late
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import School, Staff, Student
from liangshi.records.choices import Channel, EntryKind, Outcome, Readers, Topic
from liangshi.schemes.models import SchemeVersion

from .constraints import one_of
from .reach import record_reach


def part_reach(viewer: Viewer) -> models.Q:
    """The condition on one student's part in a record."""
    if viewer.staff is None:
        own = NOBODY
    else:
        own = models.Q(entry__in=EntryStaff.unscoped.filter(staff=viewer.staff).values("entry"))
    return record_reach(
        viewer,
        own,
        team=~models.Q(entry__readers=Readers.MENTORS),
        teachers=models.Q(entry__readers=Readers.TEACHERS),
    )


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Records of at least one student whose part is within reach."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(pk__in=EntryStudent.unscoped.filter(part_reach(viewer)).values("entry"))


class Entry(Row):
    """One record for everybody who took part (clauses D1, D2, D5, D9, D11).

    `guarded` holds the answers to sensitive fields of the scheme's form as JSON, sealed. `client_key` is given by the
    device: the same record that arrives twice is one.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=EntryKind)
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="entries_written")
    happened_at = models.DateTimeField()
    filed_at = models.DateTimeField()
    channel = models.CharField(max_length=14, choices=Channel)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.HELD)
    topic = models.CharField(max_length=8, choices=Topic, blank=True)
    field = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    next_step_done_at = models.DateTimeField(null=True)
    readers = models.CharField(max_length=8, choices=Readers, default=Readers.TEAM)
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=80, blank=True)
    answers = models.JSONField(default=dict)
    guarded = SealedTextField(default="{}")
    revision = models.PositiveIntegerField(default=1)
    client_key = models.CharField(max_length=40, null=True)

    objects = Door["Entry"]()
    unscoped = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        constraints = [
            one_of("kind", EntryKind, "records_entry_kind_known"),
            one_of("channel", Channel, "records_entry_channel_known"),
            one_of("outcome", Outcome, "records_entry_outcome_known"),
            one_of("readers", Readers, "records_entry_readers_known"),
            models.CheckConstraint(
                condition=models.Q(topic__in=Topic.values) | models.Q(topic=""), name="records_entry_topic_known"
            ),
            models.CheckConstraint(
                condition=models.Q(happened_at__lte=models.F("filed_at")), name="records_entry_filed_afterwards"
            ),
            models.CheckConstraint(
                condition=~models.Q(next_step="") | models.Q(next_step_on__isnull=True, next_step_done_at__isnull=True),
                name="records_entry_dated_step_has_words",
            ),
            models.UniqueConstraint(fields=["author", "client_key"], name="records_entry_arrives_once"),
        ]
        indexes = [
            models.Index(fields=["school", "happened_at"], name="records_entry_by_time"),
            models.Index(fields=["author", "happened_at"], name="records_entry_by_author"),
        ]

    @property
    def late(self) -> bool:
        """Whether it is marked as filed late."""
        return is_late(timezone.localdate(self.happened_at), timezone.localdate(self.filed_at))


class EntryStudentQuerySet(ScopedQuerySet["EntryStudent"]):
    """A student's part: whoever reaches records of that student, as far as the record is shared."""

    def reach(self, viewer: Viewer) -> models.Q:
        return part_reach(viewer)


class EntryStudent(models.Model):
    """A student on a record, with the words that are about this student alone."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="parts")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="entries")
    words = models.TextField(blank=True)

    objects = Door["EntryStudent"]()
    unscoped = EntryStudentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "student"], name="records_part_once")]


class EntryStaffQuerySet(ScopedQuerySet["EntryStaff"]):
    """Who took part: whoever reaches the record."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(entry__in=Entry.unscoped.visible_to(viewer).values("pk"))


class EntryStaff(models.Model):
    """A member of staff on a record: its author, or a colleague who was there; it counts for each of them."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="company")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="entries")
    named_at = models.DateTimeField()

    objects = Door["EntryStaff"]()
    unscoped = EntryStaffQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "staff"], name="records_company_once")]
        indexes = [models.Index(fields=["staff", "entry"], name="records_company_by_staff")]
