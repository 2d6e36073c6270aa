"""A concern: the event, each student's own part, the adults it is about, in whose hands it is, who is kept away."""

from typing import TypeVar

from django.db import models

from liangshi.domain.access import Role, Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Account, School, Staff, Student
from liangshi.wellbeing.choices import ConcernState, Danger, HandEnd, Part


def concern_reach(viewer: Viewer, prefix: str = "") -> models.Q:
    """`domain.access.reaches_concern` as a condition on a row that points to a concern through `prefix`."""
    rows = Concern.unscoped.filter(_reach(viewer)).values("pk")
    return models.Q(**{f"{prefix}pk__in": rows})


def _reach(viewer: Viewer) -> models.Q:
    if viewer.staff is None and viewer.region is None:
        return NOBODY
    q = _where(hands__person=viewer.account)
    asked = _where(runs__tells__person=viewer.account)
    asked |= _where(hands__offered_to=viewer.account, hands__ended_at=None)
    q |= asked & ~models.Q(state=ConcernState.CLOSED)
    if viewer.school is not None:
        own = models.Q(pk__in=viewer.opened_concerns)
        if Role.COUNSELLOR in viewer.roles:
            own |= ~_where(adults__isnull=False)
        q |= own & models.Q(school=viewer.school)
    away = _where(kept_away__account=viewer.account)
    return q & ~away & ~_where(students__student__in=viewer.relatives)


def _where(**condition: object) -> models.Q:
    """Concerns of which some part meets the condition, each once."""
    return models.Q(pk__in=Concern.unscoped.filter(**condition).order_by().values("pk"))


class ConcernQuerySet(ScopedQuerySet["Concern"]):
    """Concerns: those told, those in whose hands it is or was, the counsellor; never those it keeps away."""

    def reach(self, viewer: Viewer) -> models.Q:
        return _reach(viewer)

    def raised_by(self, viewer: Viewer) -> "ConcernQuerySet":
        """What the viewer raised: for receipts only, which hold no content."""
        return self.filter(raised_by=viewer.account)


class Concern(Row):
    """What somebody is worried about. `sent_key` makes sending it twice the same as once."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="concerns")
    raised_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="concerns_raised")
    raised_at = models.DateTimeField()
    sent_key = models.CharField(max_length=40)
    happened_on = models.DateField(null=True)
    danger = models.CharField(max_length=8, choices=Danger)
    place = SealedTextField(blank=True, default="")
    facts = SealedTextField()
    own_words = SealedTextField(blank=True, default="")
    done = SealedTextField(blank=True, default="")
    told_in_person = SealedTextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=ConcernState, default=ConcernState.RAISED)
    level = models.CharField(max_length=40, blank=True)
    assessed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = SealedTextField(blank=True, default="")

    objects = Door["Concern"]()
    unscoped = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["raised_by", "sent_key"], name="wellbeing_concern_sent_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ConcernState.values), name="wellbeing_concern_state_known"
            ),
            models.CheckConstraint(condition=models.Q(danger__in=Danger.values), name="wellbeing_concern_danger_known"),
            models.CheckConstraint(
                condition=models.Q(state=ConcernState.CLOSED, closed_at__isnull=False)
                | (~models.Q(state=ConcernState.CLOSED) & models.Q(closed_at__isnull=True)),
                name="wellbeing_concern_closed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["school", "state", "raised_at"], name="wellbeing_concern_by_state")]


M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class OfConcern(ScopedQuerySet[M_co]):
    """Parts of a concern: for whoever reaches the concern."""

    def reach(self, viewer: Viewer) -> models.Q:
        return concern_reach(viewer, "concern__")


class ConcernStudent(Row):
    """A student in the event, with a text of their own.

    `student` is empty where who raised it gave a name (`named`) that nobody here bears; `certain` is False where
    several bear it: each of them has a row until a reader says which one is meant.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="students")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, null=True, related_name="concerns")
    named = SealedTextField(blank=True, default="")
    certain = models.BooleanField(default=True)
    part = models.CharField(max_length=10, choices=Part, default=Part.CONCERNED)
    text = SealedTextField(blank=True, default="")

    objects = Door["ConcernStudent"]()
    unscoped = OfConcern["ConcernStudent"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "student"], name="wellbeing_concern_student_once"),
            models.CheckConstraint(condition=models.Q(part__in=Part.values), name="wellbeing_concern_part_known"),
        ]


class ConcernAdult(Row):
    """A member of staff whom the concern is about."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="adults")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")

    objects = Door["ConcernAdult"]()
    unscoped = OfConcern["ConcernAdult"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "staff"], name="wellbeing_concern_adult_once")]


class KeptAway(Row):
    """Somebody for whom the concern does not exist: an adult it is about, those under them, relatives."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="kept_away")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    objects = Door["KeptAway"]()
    unscoped = OfConcern["KeptAway"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "account"], name="wellbeing_kept_away_once")]


class Hand(Row):
    """In whose hands a concern is or was: at most one open hand each, so of two who take it at once one does.

    `offered_to` is asked to take it over; until they accept, it stays where it is. `left_by` is the absence because of
    which the stand-in was asked, at `left_at`.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="hands")
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="concerns_held")
    at = models.DateTimeField()
    offered_to = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="concerns_offered")
    left_by = models.ForeignKey("wellbeing.Absence", on_delete=models.SET_NULL, null=True, related_name="+")
    left_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, choices=HandEnd, blank=True)
    reason = SealedTextField(blank=True, default="")

    objects = Door["Hand"]()
    unscoped = OfConcern["Hand"].as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern"], condition=models.Q(ended_at__isnull=True), name="wellbeing_hand_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended="") | models.Q(ended_at__isnull=False, ended__gt=""),
                name="wellbeing_hand_ended_has_cause",
            ),
        ]


class Addition(Row):
    """Something added below a concern by who raised it or who reads it; never edited."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="additions")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_key = models.CharField(max_length=40)
    text = SealedTextField()

    objects = Door["Addition"]()
    unscoped = OfConcern["Addition"].as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["by", "sent_key"], name="wellbeing_addition_sent_once")]
