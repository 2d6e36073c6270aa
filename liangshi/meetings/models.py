"""Meetings, who is asked to come, what is on the agenda, who does what by when."""

from typing import Self

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.domain.meetings.reach import LEADS
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.meetings.choices import MeetingState, TaskState
from liangshi.people.models import Account, LeadershipPost, School, Staff


def of_the_group(viewer: Viewer) -> models.Q:
    """Rows of the own school, for its leadership group, coordinator and principal."""
    if viewer.staff is None:
        return NOBODY
    own = models.Q(school=viewer.school, school__isnull=False)
    if viewer.roles & LEADS:
        return own
    return own & models.Q(school__in=LeadershipPost.unscoped.filter(staff=viewer.staff).values("school"))


def of_readers(viewer: Viewer, meeting: str) -> models.Q:
    """The same, and the rows of meetings to which the viewer is asked; `meeting` is the column of the meeting."""
    if viewer.staff is None:
        return NOBODY
    asked = Presence.unscoped.filter(school=viewer.school, staff=viewer.staff).values("meeting")
    return of_the_group(viewer) | models.Q(**{f"{meeting}__in": asked})


class MeetingQuerySet(ScopedQuerySet["Meeting"]):
    """Meetings: the leadership group, the coordinator, the principal, and who is asked to come."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_readers(viewer, "pk")


class Meeting(Row):
    """One meeting; `rule` is the clause of the scheme whose rhythm it keeps. Minutes are fixed once it is held.

    Its hour may be open: `begins` is without a value then, and so is `ends`.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="meetings")
    rule = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=80)
    held_on = models.DateField()
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    place = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    reports = models.TextField(blank=True)
    cases = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    planned_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    objects = Door["Meeting"]()
    unscoped = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", models.F("begins").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=MeetingState.values), name="meetings_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=MeetingState.HELD) | models.Q(closed_at__isnull=False),
                name="meetings_held_is_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(begins__isnull=False, ends__gt=models.F("begins")),
                name="meetings_end_follows_begin",
            ),
        ]
        indexes = [models.Index(fields=["school", "held_on"], name="meetings_by_day")]

    def __str__(self) -> str:
        return f"{self.title} {self.held_on}"

    @property
    def hours(self) -> str:
        """From when to when, as far as it is known."""
        return "–".join(f"{each:%H:%M}" for each in (self.begins, self.ends) if each)

    @property
    def decided(self) -> list[str]:
        """The decisions, one a line."""
        return [line.strip() for line in self.decisions.splitlines() if line.strip()]


class PresenceQuerySet(ScopedQuerySet["Presence"]):
    """Presence: who sees the meeting."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_readers(viewer, "meeting")


class Presence(models.Model):
    """Somebody who is asked to come; `came` is noted in the minutes."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    came = models.BooleanField(default=True)

    objects = Door["Presence"]()
    unscoped = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["staff__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "staff"], name="meetings_asked_once")]


class AgendaItemQuerySet(ScopedQuerySet["AgendaItem"]):
    """Agenda: who sees the meeting."""

    def reach(self, viewer: Viewer) -> models.Q:
        return of_readers(viewer, "meeting")


class AgendaItem(Row):
    """What is talked about; `source` says which proposal it came from, `link` where it stands."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=80, blank=True)
    link = models.CharField(max_length=200, blank=True)

    objects = Door["AgendaItem"]()
    unscoped = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source"], condition=~models.Q(source=""), name="meetings_proposal_once"
            )
        ]


class TaskQuerySet(ScopedQuerySet["Task"]):
    """Follow-ups: who sees the meeting, and who has it."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        return of_readers(viewer, "meeting") | models.Q(owner=viewer.staff, school=viewer.school)

    def settled_by(self, viewer: Viewer) -> Self:
        """Those of which the viewer says what came of them: one's own; all of the school for its leadership group."""
        if viewer.staff is None:
            return self.none()
        return self.filter(of_the_group(viewer) | models.Q(owner=viewer.staff, school=viewer.school))


class Task(Row):
    """A follow-up: what, by whom, by when, and what came of it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="meeting_tasks")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=TaskState, default=TaskState.OPEN)
    report = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_on = models.DateField(null=True)

    objects = Door["Task"]()
    unscoped = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=TaskState.values), name="meetings_task_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=TaskState.OPEN) | models.Q(settled_at__isnull=False),
                name="meetings_task_settled_has_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="meetings_task_due")]
