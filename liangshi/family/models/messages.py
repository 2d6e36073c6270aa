"""Messages between one member of staff and one guardian about one student."""

from django.db import models
from django.db.models import Q

from liangshi.domain.access import Viewer
from liangshi.family.choices import Side
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Guardian, School, Staff, Student
from liangshi.records.models import Entry

from .constraints import one_of


class ThreadQuerySet(ScopedQuerySet["Thread"]):
    """Threads: the two who write to each other."""

    def reach(self, viewer: Viewer) -> models.Q:
        q = NOBODY
        if viewer.staff is not None:
            q |= Q(staff=viewer.staff)
        if viewer.guardian is not None:
            q |= Q(guardian=viewer.guardian, student__in=viewer.wards)
        return q & Q(school=viewer.school, school__isnull=False) & ~Q(student__in=viewer.relatives)


class Thread(Row):
    """The one conversation of these two about this student."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="+")

    objects = Door["Thread"]()
    unscoped = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["student", "staff", "guardian"], name="family_thread_once")]


class MessageQuerySet(ScopedQuerySet["Message"]):
    """Messages of one's threads; what still waits for the morning is the writer's alone."""

    def reach(self, viewer: Viewer) -> models.Q:
        threads = Thread.unscoped.visible_to(viewer).values("pk")
        arrived = Q(delivered_at__isnull=False)
        if viewer.staff is not None:
            arrived |= Q(side=Side.SCHOOL, thread__staff=viewer.staff)
        if viewer.guardian is not None:
            arrived |= Q(side=Side.FAMILY, thread__guardian=viewer.guardian)
        return Q(thread__in=threads) & arrived


class Message(Row):
    """Words of one side, sealed; `due_at` is when they may arrive, `delivered_at` when they did.

    `entry` is the record that the member of staff made of it with one tap.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=8, choices=Side)
    text = SealedTextField()
    urgent = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = Door["Message"]()
    unscoped = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            one_of("side", Side, "family_message_side_known"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(delivered_at__isnull=False),
                name="family_message_read_after_arrival",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=models.F("written_at")), name="family_message_due_after_writing"
            ),
        ]
        indexes = [models.Index(fields=["delivered_at", "due_at"], name="family_message_due")]
