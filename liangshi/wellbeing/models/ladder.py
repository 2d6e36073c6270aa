"""What the ladder did: a run for each level, who was told, where it climbed, which channels were dead."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.notices.models import Notice
from liangshi.people.models import Account, School
from liangshi.schemes.models import SchemeVersion
from liangshi.wellbeing.choices import RunEnd

from .concerns import Concern, M_co, OfConcern, concern_reach


class OfRun(ScopedQuerySet[M_co]):
    """Parts of a run: for whoever reaches its concern."""

    def reach(self, viewer: Viewer) -> models.Q:
        return concern_reach(viewer, "run__concern__")


class ConcernRun(Row):
    """One way up one ladder; another level, or reopening, begins another run.

    The ladder is that of `scheme` (none: the built-in one) for `level` on the day the run began. `wakes_at` is when
    it must be asked again; the worker asks every run whose time has come. `moves_at` is when it goes on to the next
    person if nobody answers; none where it waits for whoever has it in hand.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="runs")
    ordinal = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=40, blank=True)
    scheme = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    wakes_at = models.DateTimeField()
    moves_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, choices=RunEnd, blank=True)

    objects = Door["ConcernRun"]()
    unscoped = OfConcern["ConcernRun"].as_manager()

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "ordinal"], name="wellbeing_run_once"),
            models.UniqueConstraint(
                fields=["concern"], condition=models.Q(ended_at__isnull=True), name="wellbeing_run_one_open"
            ),
        ]
        indexes = [models.Index(fields=["ended_at", "wakes_at"], name="wellbeing_run_due")]


class Tell(Row):
    """Somebody was told on a rung through a channel; `by` is until when it was their turn."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(ConcernRun, on_delete=models.CASCADE, related_name="tells")
    rung = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="concerns_told")
    channel = models.CharField(max_length=12)
    notice = models.ForeignKey(Notice, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = Door["Tell"]()
    unscoped = OfRun["Tell"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "rung", "person", "channel"], name="wellbeing_tell_once"),
        ]
        indexes = [models.Index(fields=["channel", "delivered_at"], name="wellbeing_tell_on_its_way")]


class Climb(Row):
    """The concern came to a rung, and why it left the one below."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(ConcernRun, on_delete=models.CASCADE, related_name="climbs")
    rung = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    why = models.CharField(max_length=20)

    objects = Door["Climb"]()
    unscoped = OfRun["Climb"].as_manager()

    class Meta:
        ordering = ["rung"]
        constraints = [models.UniqueConstraint(fields=["run", "rung"], name="wellbeing_climb_once")]


class DeadChannelAlert(Row):
    """Those who can mend it were told that a channel did not reach a person."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(ConcernRun, on_delete=models.CASCADE, related_name="dead_channels")
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12)
    at = models.DateTimeField()

    objects = Door["DeadChannelAlert"]()
    unscoped = OfRun["DeadChannelAlert"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person", "channel"], name="wellbeing_dead_channel_once")]
