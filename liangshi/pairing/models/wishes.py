"""What students wish, what mentors answer, and pairs that stand beforehand."""

from django.db import models

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.pairing.choices import Answer, KeptOrigin, KeptTreatment, ListState, Ruling
from liangshi.people.models import Account, School
from liangshi.people.models.students import student_reach

from .candidates import Candidate
from .constraints import one_of
from .mentors import RoundMentor
from .pairings import Pairing
from .rounds import Round


def wish_reach(viewer: Viewer, prefix: str) -> models.Q:
    """Wishes belong to the student and the guardians; the one who runs the round reads them too."""
    own = viewer.wards | ({viewer.student} if viewer.student else set())
    q = models.Q(**{f"{prefix}candidate__student__in": own})
    if viewer.can(Capability.RUN_ROUND):
        q |= models.Q(school=viewer.school, school__isnull=False)
    return q


class PreferenceListQuerySet(ScopedQuerySet["PreferenceList"]):
    """Lists: the student, the guardians, the coordinator."""

    def reach(self, viewer: Viewer) -> models.Q:
        return wish_reach(viewer, "")


class PreferenceList(Row):
    """A student's wishes with the help wanted and what is asked of the mentor (clause M9).

    Each tap raises `revision`. Once handed in, changes count at once until the phase closes.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="wishes")
    state = models.CharField(max_length=10, choices=ListState, default=ListState.DRAFT)
    help_wanted = models.JSONField(default=list)
    about_mentor = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    objects = Door["PreferenceList"]()
    unscoped = PreferenceListQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", ListState, "pairing_list_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=ListState.SUBMITTED) | models.Q(submitted_at__isnull=False),
                name="pairing_list_submitted_has_time",
            ),
        ]


class PreferenceQuerySet(ScopedQuerySet["Preference"]):
    """Wishes: as their list; and the mentor who was asked, once handed in."""

    def reach(self, viewer: Viewer) -> models.Q:
        q = wish_reach(viewer, "preferences__")
        if viewer.staff is not None:
            q |= models.Q(mentor__staff=viewer.staff, preferences__state=ListState.SUBMITTED)
        return q


class Preference(models.Model):
    """One wish: the mentor at `rank`, 1 is the dearest."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    preferences = models.ForeignKey(PreferenceList, on_delete=models.CASCADE, related_name="entries")
    rank = models.PositiveSmallIntegerField()
    mentor = models.ForeignKey(RoundMentor, on_delete=models.CASCADE, related_name="asked_by")

    objects = Door["Preference"]()
    unscoped = PreferenceQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["preferences", "mentor"], name="pairing_preference_mentor_once"),
            models.UniqueConstraint(fields=["preferences", "rank"], name="pairing_preference_rank_once"),
            models.CheckConstraint(condition=models.Q(rank__range=(1, 30)), name="pairing_preference_rank"),
        ]


class AcceptanceQuerySet(ScopedQuerySet["Acceptance"]):
    """Answers: the mentor, and the one who runs the round; never the student."""

    def reach(self, viewer: Viewer) -> models.Q:
        q = models.Q(mentor__staff=viewer.staff) if viewer.staff is not None else NOBODY
        if viewer.can(Capability.RUN_ROUND):
            q |= models.Q(school=viewer.school, school__isnull=False)
        return q


class Acceptance(Row):
    """A mentor's answer to one student who asked: welcome in tie group `rank`, or declined with a reason (M11)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(RoundMentor, on_delete=models.CASCADE, related_name="answers")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer)
    rank = models.PositiveSmallIntegerField(null=True)
    decline_reason = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=300, blank=True)
    ruling = models.CharField(max_length=10, choices=Ruling, default=Ruling.OPEN)
    ruled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ruling_reason = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    objects = Door["Acceptance"]()
    unscoped = AcceptanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentor", "candidate"], name="pairing_answer_once"),
            one_of("answer", Answer, "pairing_answer_known"),
            one_of("ruling", Ruling, "pairing_ruling_known"),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.DECLINE, rank__isnull=True) & ~models.Q(decline_reason="")
                | models.Q(answer=Answer.WELCOME, decline_reason=""),
                name="pairing_decline_has_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(ruling=Ruling.REFUSED) | ~models.Q(ruling_reason=""),
                name="pairing_ruling_refused_has_reason",
            ),
        ]


class KeptPairQuerySet(ScopedQuerySet["KeptPair"]):
    """Pairs that stand beforehand: as the student, and the mentor."""

    def reach(self, viewer: Viewer) -> models.Q:
        q = student_reach(viewer, "candidate__student__")
        if viewer.staff is not None:
            q |= models.Q(mentor__staff=viewer.staff)
        return q


class KeptPair(Row):
    """A pair that is there before the wishes: from last year, or by the school's arrangement."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="kept_pairs")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="kept_pairs")
    mentor = models.ForeignKey(RoundMentor, on_delete=models.CASCADE, related_name="kept_pairs")
    origin = models.CharField(max_length=10, choices=KeptOrigin)
    former = models.ForeignKey(Pairing, on_delete=models.SET_NULL, null=True, related_name="+")
    treatment = models.CharField(max_length=10, choices=KeptTreatment)
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = Door["KeptPair"]()
    unscoped = KeptPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "mentor"], name="pairing_kept_once"),
            one_of("origin", KeptOrigin, "pairing_kept_origin_known"),
            one_of("treatment", KeptTreatment, "pairing_kept_treatment_known"),
            models.CheckConstraint(
                condition=~models.Q(treatment=KeptTreatment.RELEASE) | ~models.Q(reason=""),
                name="pairing_kept_release_has_reason",
            ),
        ]
