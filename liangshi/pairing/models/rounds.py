"""Rounds and their dated phases."""

from datetime import datetime
from typing import TypeVar

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.pairing.choices import PhaseKind, PhaseMove, PhaseState, RoundState, RoundWay
from liangshi.people.models import AcademicYear, Account, Club, Grade, School
from liangshi.schemes.models import SchemeVersion

from .constraints import one_of


class RoundQuerySet(ScopedQuerySet["Round"]):
    """Rounds: everybody of the school, once prepared; drafts only for those who follow rounds."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(school=viewer.school, school__isnull=False)
        if viewer.can(Capability.FOLLOW_ROUND):
            return own
        return own & ~models.Q(state=RoundState.DRAFT)


class Round(Row):
    """One matching under one version of the school's scheme."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="rounds")
    year = models.ForeignKey(AcademicYear, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=60)
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="rounds")
    way = models.CharField(max_length=12, choices=RoundWay)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAFT)
    tracks = models.JSONField(default=list)
    longest_list = models.PositiveSmallIntegerField(default=10)
    quota = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField(default=0)
    most_declines = models.PositiveSmallIntegerField(null=True)
    mentors_see_order = models.BooleanField(default=False)
    draw_notice = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    second_round_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="second_round")
    mentors_published_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = Door["Round"]()
    unscoped = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year", "name"], name="pairing_round_once"),
            one_of("way", RoundWay, "pairing_round_way_known"),
            one_of("state", RoundState, "pairing_round_state_known"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="pairing_round_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__lte=models.F("quota")), name="pairing_round_minimum_within_quota"
            ),
            models.CheckConstraint(condition=models.Q(longest_list__range=(1, 30)), name="pairing_round_list_length"),
        ]

    def __str__(self) -> str:
        return self.name


M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class OfVisibleRound(ScopedQuerySet[M_co]):
    """Rows of a round that the viewer may know of."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(round__in=Round.unscoped.visible_to(viewer))


class RoundGrade(models.Model):
    """A grade for whose students a round is."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="grade_links")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="round_links")

    objects = Door["RoundGrade"]()
    unscoped = OfVisibleRound["RoundGrade"].as_manager()

    class Meta:
        ordering = ["grade__level"]
        constraints = [models.UniqueConstraint(fields=["round", "grade"], name="pairing_round_grade_once")]


class RoundClub(models.Model):
    """A club that carries a round."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="club_links")
    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="round_links")

    objects = Door["RoundClub"]()
    unscoped = OfVisibleRound["RoundClub"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "club"], name="pairing_round_club_once")]


class Phase(Row):
    """A phase with its dates, which are the whole truth about whether it is open (half-open)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=10, choices=PhaseKind)
    position = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    objects = Door["Phase"]()
    unscoped = OfVisibleRound["Phase"].as_manager()

    class Meta:
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="pairing_phase_once"),
            one_of("kind", PhaseKind, "pairing_phase_kind_known"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gte=models.F("opens_at")), name="pairing_phase_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return str(PhaseKind(self.kind).label)

    def state_at(self, now: datetime) -> PhaseState:
        """Whether the phase waits, is open or is over at `now`."""
        if now < self.opens_at:
            return PhaseState.WAITING
        return PhaseState.OPEN if now < self.closes_at else PhaseState.OVER


class PhaseChangeQuerySet(ScopedQuerySet["PhaseChange"]):
    """The history of dates: those who follow rounds."""

    def reach(self, viewer: Viewer) -> models.Q:
        if not viewer.can(Capability.FOLLOW_ROUND):
            return models.Q(pk__in=())
        return models.Q(school=viewer.school, school__isnull=False)


class PhaseChange(models.Model):
    """One change of a phase's dates, with its reason."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="changes")
    move = models.CharField(max_length=10, choices=PhaseMove)
    opened_before = models.DateTimeField()
    closed_before = models.DateTimeField()
    opens_after = models.DateTimeField()
    closes_after = models.DateTimeField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = Door["PhaseChange"]()
    unscoped = PhaseChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            one_of("move", PhaseMove, "pairing_phase_change_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="pairing_phase_change_has_reason"),
        ]
