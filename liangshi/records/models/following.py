"""What comes after a record: earlier versions, additions, words for the family, attachments."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Account, School, Staff, Student
from liangshi.records.choices import Audience

from .constraints import one_of
from .entries import Entry, EntryStudent


def of_entries(viewer: Viewer) -> models.Q:
    """Rows that belong to a record within reach."""
    return models.Q(entry__in=Entry.unscoped.visible_to(viewer).values("pk"))


class EntryVersionQuerySet(ScopedQuerySet["EntryVersion"]):
    """Earlier versions: whoever reaches the record."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_entries(viewer)


class EntryVersion(Row):
    """What a record said before it was rewritten; never changed."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    ordinal = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    guarded = SealedTextField(default="{}")
    replaced_at = models.DateTimeField()

    objects = Door["EntryVersion"]()
    unscoped = EntryVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-ordinal"]
        constraints = [models.UniqueConstraint(fields=["entry", "ordinal"], name="records_version_once")]


class EntryAdditionQuerySet(ScopedQuerySet["EntryAddition"]):
    """Additions: whoever reaches the record."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_entries(viewer)


class EntryAddition(Row):
    """What was done or learnt later, added below the record; never changed."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="additions")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    added_at = models.DateTimeField()

    objects = Door["EntryAddition"]()
    unscoped = EntryAdditionQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="records_addition_has_words")]


class SharedWordsQuerySet(ScopedQuerySet["SharedWords"]):
    """Words for a family: the student, the guardians where they are meant, and whoever reaches the student's part."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(student=viewer.student, student__isnull=False)
        wards = models.Q(student__in=viewer.wards, audience=Audience.FAMILY)
        if viewer.staff is None:
            return own | wards
        parts = EntryStudent.unscoped.visible_to(viewer).filter(
            entry=models.OuterRef("entry"), student=models.OuterRef("student")
        )
        return own | wards | models.Q(models.Exists(parts))


class SharedWords(Row):
    """What a mentor writes to a student, or to student and parents, about one record; they may answer."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shared")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="shared_words")
    audience = models.CharField(max_length=8, choices=Audience)
    words = models.TextField()
    shared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = Door["SharedWords"]()
    unscoped = SharedWordsQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-pk"]
        constraints = [
            one_of("audience", Audience, "records_shared_audience_known"),
            models.CheckConstraint(condition=~models.Q(words=""), name="records_shared_has_words"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="records_shared_answer_has_time",
            ),
        ]
        indexes = [models.Index(fields=["student", "shared_at"], name="records_shared_by_student")]


class AttachmentQuerySet(ScopedQuerySet["Attachment"]):
    """Attachments: whoever reaches the record."""

    def reach(self, viewer: Viewer) -> models.Q:
        return NOBODY if viewer.staff is None else of_entries(viewer)


class Attachment(Row):
    """A file beside a record, never asked for; kept outside every public folder."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="records/", max_length=120)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = Door["Attachment"]()
    unscoped = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
