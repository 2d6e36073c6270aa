"""Students in a round, groups within a class, and who was named for what."""

from django.db import models

from liangshi.domain.access import SEES_CATEGORIES, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.pairing.choices import OPEN_NOMINATIONS, NominationKind, NominationState, Track
from liangshi.people.models import Account, ClassGroup, School, Student
from liangshi.people.models.students import student_reach

from .constraints import one_of
from .rounds import Round


class StudyGroupQuerySet(ScopedQuerySet["StudyGroup"]):
    """Groups: staff of the school, and the families of their members."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is not None:
            return models.Q(school=viewer.school, school__isnull=False)
        children = viewer.wards | ({viewer.student} if viewer.student else set())
        groups = Candidate.unscoped.filter(student__in=children).values("study_group")
        return models.Q(pk__in=groups)


class StudyGroup(Row):
    """A group within a class that gets one of its subject teachers as mentor (clause M6)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="study_groups")
    class_group = models.ForeignKey(ClassGroup, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=30)
    mentor = models.ForeignKey("pairing.RoundMentor", on_delete=models.SET_NULL, null=True, related_name="study_groups")

    objects = Door["StudyGroup"]()
    unscoped = StudyGroupQuerySet.as_manager()

    class Meta:
        ordering = ["class_group__grade__level", "class_group__ordinal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "class_group", "name"], name="pairing_study_group_once")
        ]

    def __str__(self) -> str:
        return self.name


class CandidateQuerySet(ScopedQuerySet["Candidate"]):
    """Candidates follow the student."""

    def reach(self, viewer: Viewer) -> models.Q:
        return student_reach(viewer, "student__")

    def taking_part(self) -> "CandidateQuerySet":
        """Those who have left neither the round nor the school."""
        return self.filter(left_at__isnull=True, student__left_on__isnull=True)


class Candidate(Row):
    """A student in a round; with two tracks there is one row for each. `need` is how many mentors are wanted."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="candidates")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="candidacies")
    track = models.CharField(max_length=8, choices=Track, blank=True, default=Track.WHOLE)
    need = models.PositiveSmallIntegerField(default=1)
    study_group = models.ForeignKey(StudyGroup, on_delete=models.SET_NULL, null=True, related_name="candidates")
    joined_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(max_length=200, blank=True)

    objects = Door["Candidate"]()
    unscoped = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "student", "track"], name="pairing_candidate_once"),
            one_of("track", Track, "pairing_candidate_track_known"),
            models.CheckConstraint(condition=models.Q(need__range=(1, 9)), name="pairing_candidate_need"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | ~models.Q(left_reason=""),
                name="pairing_candidate_left_has_reason",
            ),
        ]


class NominationQuerySet(ScopedQuerySet["Nomination"]):
    """Nominations are sensitive: `domain.access.reaches_categories`, and the one who wrote it."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(nominated_by=viewer.account)
        if viewer.staff is None or viewer.school is None:
            return own
        near = NOBODY
        if viewer.roles & SEES_CATEGORIES:
            near = models.Q(school=viewer.school)
        near |= models.Q(student__class_group__in=viewer.homerooms)
        near |= models.Q(student__class_group__grade__in=viewer.grades)
        return own | (near & models.Q(school=viewer.school) & ~models.Q(student__in=viewer.relatives))

    def standing(self) -> "NominationQuerySet":
        """Proposed or confirmed."""
        return self.filter(state__in=OPEN_NOMINATIONS)


class Nomination(Row):
    """A student is named for 导学 or 导德, or as belonging to a group that gets attention first (clauses M7, M8).

    It ends by itself on `expires_on` and is looked at again by `review_on`. `route` is the role by which it was made.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="nominations")
    kind = models.CharField(max_length=10, choices=NominationKind)
    category = models.CharField(max_length=40, blank=True)
    route = models.CharField(max_length=40)
    nominated_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=NominationState, default=NominationState.PROPOSED)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=200, blank=True)
    review_on = models.DateField()
    expires_on = models.DateField()

    objects = Door["Nomination"]()
    unscoped = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-nominated_at", "-pk"]
        constraints = [
            one_of("kind", NominationKind, "pairing_nomination_kind_known"),
            one_of("state", NominationState, "pairing_nomination_state_known"),
            models.CheckConstraint(
                condition=models.Q(kind=NominationKind.CATEGORY) ^ models.Q(category=""),
                name="pairing_nomination_category_named",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="pairing_nomination_has_reason"),
            models.UniqueConstraint(
                fields=["student", "kind", "category"],
                condition=models.Q(state__in=OPEN_NOMINATIONS),
                name="pairing_nomination_open_once",
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="pairing_nomination_by_state")]
