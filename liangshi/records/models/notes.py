"""A mentor's own notes, and the notes of a class team."""

from django.db import models

from liangshi.domain.access import READS_RECORDS, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.people.models import ClassGroup, School, Staff, Student
from liangshi.records.choices import NoteReaders

from .constraints import one_of
from .reach import ALWAYS, record_reach


class MentorNoteQuerySet(ScopedQuerySet["MentorNote"]):
    """Notes: one's own, and those that were shared, as far as they were."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        own = models.Q(author=viewer.staff)
        kin = models.Q(student__in=viewer.relatives)
        mentors = models.Q(student__in=viewer.mentees) & ~models.Q(readers=NoteReaders.PRIVATE)
        classes = models.Q(student__class_group__in=viewer.homerooms)
        team = models.Q(readers=NoteReaders.TEAM) & (classes | models.Q(student__class_group__grade__in=viewer.grades))
        shared = models.Q(student__school=viewer.school) & ~kin & (mentors | team)
        return own | shared


class MentorNote(Row):
    """导师手记 (clause D8): private to its author unless it was shared."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="notes")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, null=True, related_name="notes")
    happened_on = models.DateField()
    words = models.TextField()
    readers = models.CharField(max_length=8, choices=NoteReaders, default=NoteReaders.PRIVATE)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = Door["MentorNote"]()
    unscoped = MentorNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            one_of("readers", NoteReaders, "records_note_readers_known"),
            models.CheckConstraint(condition=~models.Q(words=""), name="records_note_has_words"),
            models.CheckConstraint(
                condition=models.Q(readers=NoteReaders.PRIVATE) | models.Q(student__isnull=False),
                name="records_note_shared_has_student",
            ),
        ]
        indexes = [models.Index(fields=["author", "happened_on"], name="records_note_by_author")]


class TeamNoteQuerySet(ScopedQuerySet["TeamNote"]):
    """Notes of the class team: homeroom teacher, mentors, subject teachers, grade lead, the school's roles of care."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = NOBODY if viewer.staff is None else models.Q(author=viewer.staff)
        of_student = record_reach(viewer, own, teachers=ALWAYS) & models.Q(student__isnull=False)
        classes = models.Q(class_group__in=viewer.homerooms | viewer.taught)
        guided = Student.unscoped.filter(pk__in=viewer.mentees - viewer.relatives).values("class_group")
        near = own | classes | models.Q(class_group__grade__in=viewer.grades) | models.Q(class_group__in=guided)
        if viewer.roles & READS_RECORDS:
            near = ALWAYS
        of_class = models.Q(student=None, school=viewer.school, school__isnull=False) & near
        return of_student | of_class


class TeamNote(Row):
    """A line among those who teach and guide a class (班级育人共同体, clause O2), of one student or of the class."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.CASCADE, related_name="team_notes")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, null=True, related_name="team_notes")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    written_at = models.DateTimeField()

    objects = Door["TeamNote"]()
    unscoped = TeamNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="records_team_note_has_words")]
