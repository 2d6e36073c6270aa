"""Whom a student may ask: by grade, class, club, track and relation."""

from dataclasses import dataclass, field

from liangshi.pairing.choices import RoundWay
from liangshi.pairing.models import Candidate, RoundMentor
from liangshi.people.models import ClubMembership, DeclaredRelative


@dataclass(slots=True)
class _Limits:
    """To what a mentor is limited; an empty set limits nothing."""

    name: str
    grades: set[int] = field(default_factory=set)
    classes: set[int] = field(default_factory=set)
    clubs: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What decides on the side of the student."""

    grade: int | None
    class_group: int | None
    clubs: frozenset[int] | None

    def reaches(self, limits: _Limits) -> bool:
        """Several limits of one kind widen, kinds narrow each other; a round by club asks for a common club."""
        if limits.grades and self.grade not in limits.grades:
            return False
        if limits.classes and self.class_group not in limits.classes:
            return False
        return self.clubs is None or bool(self.clubs & limits.clubs)


def mentors_for(candidate: Candidate, **where: object) -> dict[int, str]:
    """Keys and names of the mentors whom this student may ask, among those who meet `where`; two statements at most."""
    asking = _asking(candidate)
    related = DeclaredRelative.unscoped.filter(student=candidate.student_id).values("staff")
    rows = RoundMentor.unscoped.filter(round=candidate.round_id, track=candidate.track, **where)
    if candidate.study_group is not None and candidate.study_group.mentor_id is not None:
        rows = rows.filter(pk=candidate.study_group.mentor_id)
    parts = rows.exclude(staff__in=related).values_list(
        "pk", "staff__name", "limits__grade", "limits__class_group", "limits__club"
    )
    found: dict[int, _Limits] = {}
    for pk, name, grade, class_group, club in parts.order_by():
        limits = found.setdefault(pk, _Limits(name))
        for kind, value in ((limits.grades, grade), (limits.classes, class_group), (limits.clubs, club)):
            if value is not None:
                kind.add(value)
    return {pk: limits.name for pk, limits in found.items() if asking.reaches(limits)}


def _asking(candidate: Candidate) -> _Asking:
    group = candidate.student.class_group
    clubs = None
    if candidate.round.way == RoundWay.CLUB:
        rows = ClubMembership.unscoped.filter(student=candidate.student_id)
        clubs = frozenset(rows.values_list("club", flat=True))
    return _Asking(group.grade_id if group else None, group.pk if group else None, clubs)


def may_be_asked(candidate: Candidate, mentor: RoundMentor) -> bool:
    """Whether the student may ask this mentor."""
    return mentor.pk in mentors_for(candidate, pk=mentor.pk)
