"""Who offers to be a mentor, and whom the school admits to the round."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.pairing.choices import REFUSALS, ApplicationState, Track
from liangshi.people.models import Account, ClassGroup, Club, Grade, School, Staff

from .candidates import Candidate
from .constraints import one_of
from .rounds import Round


class MentorApplicationQuerySet(ScopedQuerySet["MentorApplication"]):
    """Applications: one's own, and those who follow rounds."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(staff=viewer.staff, staff__isnull=False)
        if viewer.can(Capability.FOLLOW_ROUND):
            return own | models.Q(school=viewer.school, school__isnull=False)
        return own


class MentorApplication(Row):
    """A member of staff signs up (clause M9); the school decides."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="applications")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="applications")
    quota = models.PositiveSmallIntegerField()
    strengths = models.JSONField(default=list)
    tracks = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=ApplicationState, default=ApplicationState.SUBMITTED)
    reason = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    objects = Door["MentorApplication"]()
    unscoped = MentorApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["staff__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "staff"], name="pairing_application_once"),
            one_of("state", ApplicationState, "pairing_application_state_known"),
            models.CheckConstraint(condition=models.Q(quota__range=(1, 99)), name="pairing_application_quota"),
            models.CheckConstraint(
                condition=~models.Q(state__in=REFUSALS) | ~models.Q(reason=""),
                name="pairing_application_refusal_has_reason",
            ),
        ]


class RoundMentorQuerySet(ScopedQuerySet["RoundMentor"]):
    """Mentors of a round: colleagues; families of its candidates once the list is published."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is not None:
            return models.Q(school=viewer.school, school__isnull=False)
        children = viewer.wards | ({viewer.student} if viewer.student else set())
        rounds = Candidate.unscoped.filter(student__in=children, left_at__isnull=True).values("round")
        return models.Q(round__mentors_published_at__isnull=False, round__in=rounds)


class RoundMentor(Row):
    """A mentor whom the school admitted: how many students at most, and from where.

    `caps` are sub-quotas, nested or disjoint: `[{"name": "高一", "where": {"grade": ["10"]}, "cap": 5}]`.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="mentors")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="rounds_as_mentor")
    quota = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField(default=0)
    caps = models.JSONField(default=list)
    track = models.CharField(max_length=8, choices=Track, blank=True, default=Track.WHOLE)
    strengths = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)

    objects = Door["RoundMentor"]()
    unscoped = RoundMentorQuerySet.as_manager()

    class Meta:
        ordering = ["staff__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "staff"], name="pairing_mentor_once"),
            one_of("track", Track, "pairing_mentor_track_known"),
            models.CheckConstraint(
                condition=models.Q(minimum__lte=models.F("quota")), name="pairing_mentor_minimum_within_quota"
            ),
        ]

    def __str__(self) -> str:
        return self.staff.name


class MentorLimitQuerySet(ScopedQuerySet["MentorLimit"]):
    """Limits follow the mentor."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(mentor__in=RoundMentor.unscoped.visible_to(viewer))


class MentorLimit(models.Model):
    """A grade, a class or a club to which a mentor is limited; without any, everybody in the round is eligible.

    Several of one kind widen, kinds narrow each other: a class of 高一 *and* the club.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(RoundMentor, on_delete=models.CASCADE, related_name="limits")
    grade = models.ForeignKey(Grade, on_delete=models.CASCADE, null=True, related_name="+")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.CASCADE, null=True, related_name="+")
    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, related_name="+")

    objects = Door["MentorLimit"]()
    unscoped = MentorLimitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentor", "grade"], name="pairing_limit_grade_once"),
            models.UniqueConstraint(fields=["mentor", "class_group"], name="pairing_limit_class_once"),
            models.UniqueConstraint(fields=["mentor", "club"], name="pairing_limit_club_once"),
            models.CheckConstraint(
                condition=models.Q(grade__isnull=False, class_group__isnull=True, club__isnull=True)
                | models.Q(grade__isnull=True, class_group__isnull=False, club__isnull=True)
                | models.Q(grade__isnull=True, class_group__isnull=True, club__isnull=False),
                name="pairing_limit_of_one_kind",
            ),
        ]
