"""An account becomes a viewer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, FilteredRelation, Q, QuerySet, Value

from liangshi.domain.access import Role, Viewer
from liangshi.duties.queries.standing_in import looked_after
from liangshi.foundation.prepared import Prepared, slot
from liangshi.pairing.queries import current_mentees
from liangshi.people.models import (
    Account,
    ClassGroup,
    DeclaredRelative,
    Guardianship,
    TeachingAssignment,
)
from liangshi.people.queries.regions import region_and_below


@dataclass(frozen=True, slots=True)
class _Hats:
    """The rows that an account stands for today, and the roles that were given to it."""

    staff: int | None
    student: int | None
    guardian: int | None
    appointed: frozenset[Role]
    grades: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Ties:
    """What a member of staff is tied to by the timetable and by family."""

    homerooms: frozenset[int] = frozenset()
    taught: frozenset[int] = frozenset()
    relatives: frozenset[int] = frozenset()
    looked_after: frozenset[int] = frozenset()


def viewer_of(account: Account, today: date) -> Viewer:
    """Everything that decides what the person may do and reach on `today`; four statements at most."""
    hats = _hats(account, today)
    ties = _ties(hats.staff, today)
    wards = _wards(hats.guardian)
    mentees = current_mentees(hats.staff, today) if hats.staff else frozenset()
    mentees |= ties.looked_after - ties.relatives
    derived = {
        Role.TEACHER: hats.staff is not None,
        Role.HOMEROOM: bool(ties.homerooms),
        Role.MENTOR: bool(mentees),
        Role.STUDENT: hats.student is not None,
        Role.GUARDIAN: bool(wards),
    }
    return Viewer(
        account=account.pk,
        school=account.school_id,
        region=account.region_id,
        regions=region_and_below(account.region_id) if account.region_id else frozenset(),
        roles=hats.appointed | {role for role, worn in derived.items() if worn},
        staff=hats.staff,
        student=hats.student,
        guardian=hats.guardian,
        grades=hats.grades,
        homerooms=ties.homerooms,
        taught=ties.taught,
        wards=wards,
        mentees=mentees,
        relatives=ties.relatives,
    )


def _held() -> QuerySet[Account, tuple[Any, ...]]:
    """A row for each role that is held, one without a role where there is none."""
    holds = Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gt=slot("today"))
    held = FilteredRelation("appointments", condition=holds & Q(appointments__starts_on__lte=slot("today")))
    rows: QuerySet[Account, tuple[Any, ...]] = (
        Account.unscoped.filter(pk=slot("account"))
        .annotate(held=held)
        .values_list(
            "staff__pk",
            "staff__left_on",
            "student__pk",
            "student__left_on",
            "guardian__pk",
            "held__role",
            "held__grade",
        )
    )
    return rows


HELD = Prepared(_held)


def _hats(account: Account, today: date) -> _Hats:
    rows = HELD.ask(account=account.pk, today=today)
    staff, staff_left, student, student_left, guardian, _role, _grade = rows[0]
    return _Hats(
        staff=staff if staff_left is None else None,
        student=student if student_left is None else None,
        guardian=guardian,
        appointed=frozenset(Role(role) for *_, role, _ in rows if role),
        grades=frozenset(grade for *_, grade in rows if grade is not None),
    )


def _tied() -> QuerySet[Any, tuple[str, int]]:
    """Four questions in one statement."""
    staff: Any = slot("staff")
    today: Any = slot("today")
    parts = [
        rows.order_by().annotate(tie=Value(tie, CharField()), key=F(key)).values_list("tie", "key")
        for tie, rows, key in (
            ("homeroom", ClassGroup.unscoped.filter(homeroom_teacher=staff), "pk"),
            ("taught", TeachingAssignment.unscoped.filter(staff=staff), "class_group"),
            ("relative", DeclaredRelative.unscoped.filter(staff=staff), "student"),
            ("looked_after", looked_after(staff, today), "student"),
        )
    ]
    return parts[0].union(*parts[1:])


TIED = Prepared(_tied)


def _ties(staff: int | None, today: date) -> _Ties:
    if staff is None:
        return _Ties()
    found = TIED.ask(staff=staff, today=today)
    homerooms, taught, relatives, mentees = (
        frozenset(key for tie, key in found if tie == kind)
        for kind in ("homeroom", "taught", "relative", "looked_after")
    )
    return _Ties(homerooms, taught, relatives, mentees)


def _wards(guardian: int | None) -> frozenset[int]:
    if guardian is None:
        return frozenset()
    rows = Guardianship.unscoped.filter(guardian=guardian, student__left_on__isnull=True)
    return frozenset(rows.values_list("student_id", flat=True))
