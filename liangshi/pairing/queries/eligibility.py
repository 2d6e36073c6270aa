"""Whom a student may ask: by grade, class, club, track and relation."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from liangshi.foundation.prepared import Prepared, slot
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


def _mentors(**where: object) -> Prepared[tuple[Any, ...]]:
    """Mentors of a round whom a student may ask but for limits, who meet `where`: a row for each limit."""
    related = DeclaredRelative.unscoped.filter(student=slot("student")).values("staff")
    return Prepared(
        lambda: (
            RoundMentor.unscoped.filter(round=slot("round"), track=slot("track"), staff__left_on__isnull=True, **where)
            .exclude(staff__in=related)
            .order_by()
            .values_list("pk", "staff__name", "limits__grade", "limits__class_group", "limits__club")
        )
    )


ALL = _mentors()
ONE = _mentors(pk=slot("mentor"))


@cache
def _so_many(number: int) -> Prepared[tuple[Any, ...]]:
    """The mentors of so many names."""
    return _mentors(staff__name__in=[slot(f"name{place}") for place in range(number)])


def mentors_for(candidate: Candidate) -> dict[int, str]:
    """Keys and names of the mentors whom this student may ask; two statements at most."""
    return _reached(candidate, ALL)


def mentors_named(candidate: Candidate, names: Collection[str]) -> dict[int, str]:
    """Those of them who have one of these names; two statements at most."""
    return _reached(candidate, _so_many(len(names)), **{f"name{place}": name for place, name in enumerate(names)})


def may_be_asked(candidate: Candidate, mentor: RoundMentor) -> bool:
    """Whether the student may ask this mentor; two statements at most."""
    return mentor.pk in _reached(candidate, ONE, mentor=mentor.pk)


def _reached(candidate: Candidate, rows: Prepared[tuple[Any, ...]], **given: object) -> dict[int, str]:
    asking = _asking(candidate)
    group_mentor = candidate.study_group.mentor_id if candidate.study_group is not None else None
    found: dict[int, _Limits] = {}
    for pk, name, grade, class_group, club in rows.ask(
        round=candidate.round_id, track=candidate.track, student=candidate.student_id, **given
    ):
        limits = found.setdefault(pk, _Limits(name))
        for kind, value in ((limits.grades, grade), (limits.classes, class_group), (limits.clubs, club)):
            if value is not None:
                kind.add(value)
    return {
        pk: limits.name
        for pk, limits in found.items()
        if group_mentor in {None, pk} and asking.reaches(limits)
    }  # fmt: skip


def _asking(candidate: Candidate) -> _Asking:
    group = candidate.student.class_group
    clubs = None
    if candidate.round.way == RoundWay.CLUB:
        rows = ClubMembership.unscoped.filter(student=candidate.student_id)
        clubs = frozenset(rows.values_list("club", flat=True))
    return _Asking(group.grade_id if group else None, group.pk if group else None, clubs)
