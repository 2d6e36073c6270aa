"""Cases: a student whom several people look after, with an owner at every moment and nothing ever edited."""

from django.db import models

from liangshi.domain.access import Role, Viewer
from liangshi.foundation.rows import NOBODY, Door, M_co, Row, ScopedQuerySet
from liangshi.people.models import Account, School, Staff, Student
from liangshi.wellbeing.case_choices import LIVE_MEMBERS, CaseState, MemberState, Unfinished

from .concerns import ConcernAdult, ConcernStudent, KeptAway


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Cases: `domain.case_access.reaches_case`."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None or viewer.school is None:
            return NOBODY
        member = CaseMember.unscoped.filter(staff=viewer.staff, state=MemberState.ACCEPTED)
        mine = models.Q(owner=viewer.staff) | models.Q(pk__in=member.values("case"))
        mine |= models.Q(pk__in=viewer.opened_cases)
        if Role.COUNSELLOR in viewer.roles:
            adults = ConcernAdult.unscoped.values("concern")
            mine |= ~models.Q(pk__in=CaseConcern.unscoped.filter(part__concern__in=adults).values("case"))
        return mine & case_within(viewer)


def case_within(viewer: Viewer, prefix: str = "") -> models.Q:
    """Cases of the own school that nothing keeps the viewer away from, whatever they may read."""
    away = KeptAway.unscoped.filter(account=viewer.account).values("concern")
    kept = CaseConcern.unscoped.filter(part__concern__in=away).values("case")
    q = models.Q(**{f"{prefix}school": viewer.school, f"{prefix}school__isnull": False})
    return q & ~models.Q(**{f"{prefix}student__in": viewer.relatives}) & ~models.Q(**{f"{prefix}pk__in": kept})


class Case(Row):
    """一个案: one for each student at a time. `turn` counts every change of state, so that two people do not cross.

    `level` is the key of a level of the scheme; `review_on` is the day on which it is looked at again.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="cases")
    number = models.CharField(max_length=20)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="owned_cases")
    state = models.CharField(max_length=8, choices=CaseState, default=CaseState.OPEN)
    turn = models.PositiveIntegerField(default=0)
    level = models.CharField(max_length=40, blank=True)
    review_on = models.DateField(null=True)
    open_actions = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    unfinished = models.CharField(max_length=16, choices=Unfinished, blank=True)

    objects = Door["Case"]()
    unscoped = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["review_on", "-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="wellbeing_case_number_once"),
            models.UniqueConstraint(
                fields=["student"], condition=models.Q(state=CaseState.OPEN), name="wellbeing_case_open_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=CaseState.values), name="wellbeing_case_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.CLOSED) | models.Q(review_on__isnull=False),
                name="wellbeing_case_open_has_next_date",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.OPEN, closed_at__isnull=True)
                | models.Q(state=CaseState.CLOSED, closed_at__isnull=False),
                name="wellbeing_case_closed_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.OPEN, unfinished="")
                | models.Q(state=CaseState.CLOSED, open_actions=0)
                | models.Q(state=CaseState.CLOSED, unfinished__in=Unfinished.values),
                name="wellbeing_case_closed_done_or_reason",
            ),
        ]
        indexes = [models.Index(fields=["school", "state", "review_on"], name="wellbeing_case_by_next_date")]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether somebody works on it."""
        return self.state == CaseState.OPEN


class OfCase(ScopedQuerySet[M_co]):
    """Rows that follow their case."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(case__in=Case.unscoped.visible_to(viewer))


class CaseConcern(models.Model):
    """A student's part of a concern was taken into a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="concerns")
    part = models.OneToOneField(ConcernStudent, on_delete=models.CASCADE, related_name="case_of_part")
    joined_at = models.DateTimeField()

    objects = Door["CaseConcern"]()
    unscoped = OfCase["CaseConcern"].as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]


class CaseMemberQuerySet(ScopedQuerySet["CaseMember"]):
    """Places in a team: one's own invitation, and those of cases within reach."""

    def reach(self, viewer: Viewer) -> models.Q:
        if viewer.staff is None:
            return NOBODY
        return models.Q(staff=viewer.staff) | models.Q(case__in=Case.unscoped.visible_to(viewer))


class CaseMember(Row):
    """A place in the team of a case: it opens the case once it is accepted. `task` says what for, not why."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=MemberState, default=MemberState.INVITED)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = Door["CaseMember"]()
    unscoped = CaseMemberQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "staff"], condition=models.Q(state__in=LIVE_MEMBERS), name="wellbeing_member_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MemberState.values), name="wellbeing_member_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=MemberState.INVITED, answered_at__isnull=True)
                | (~models.Q(state=MemberState.INVITED) & models.Q(answered_at__isnull=False)),
                name="wellbeing_member_answer_has_time",
            ),
        ]
