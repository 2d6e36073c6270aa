"""An account becomes a viewer."""

from datetime import date

from django.db.models import Q

from liangshi.domain.access import Role, Viewer
from liangshi.pairing.queries import current_mentees
from liangshi.people.models import (
    Account,
    ClassGroup,
    DeclaredRelative,
    Guardian,
    Guardianship,
    RoleAppointment,
    Staff,
    Student,
    TeachingAssignment,
)


def viewer_of(account: Account, today: date) -> Viewer:
    """Everything that decides what the person may do and reach on `today`."""
    staff = Staff.unscoped.filter(account=account, left_on__isnull=True).first()
    student = Student.unscoped.filter(account=account, left_on__isnull=True).first()
    guardian = Guardian.unscoped.filter(account=account).first()
    roles, grades = _appointed(account, today)
    homerooms = _homerooms(staff)
    taught = _taught(staff)
    wards = _wards(guardian)
    mentees = current_mentees(staff.pk, today) if staff else frozenset()
    if staff:
        roles |= {Role.TEACHER}
    if homerooms:
        roles |= {Role.HOMEROOM}
    if mentees:
        roles |= {Role.MENTOR}
    if student:
        roles |= {Role.STUDENT}
    if wards:
        roles |= {Role.GUARDIAN}
    return Viewer(
        account=account.pk,
        school=account.school_id,
        region=account.region_id,
        roles=roles,
        staff=staff.pk if staff else None,
        student=student.pk if student else None,
        guardian=guardian.pk if guardian else None,
        grades=grades,
        homerooms=homerooms,
        taught=taught,
        wards=wards,
        mentees=mentees,
        relatives=_relatives(staff),
    )


def _appointed(account: Account, today: date) -> tuple[frozenset[Role], frozenset[int]]:
    current = RoleAppointment.unscoped.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today), account=account, starts_on__lte=today
    )
    rows = list(current.values_list("role", "grade_id"))
    grades = frozenset(grade for _, grade in rows if grade is not None)
    return frozenset(Role(role) for role, _ in rows), grades


def _homerooms(staff: Staff | None) -> frozenset[int]:
    if staff is None:
        return frozenset()
    return frozenset(ClassGroup.unscoped.filter(homeroom_teacher=staff).values_list("pk", flat=True))


def _taught(staff: Staff | None) -> frozenset[int]:
    if staff is None:
        return frozenset()
    rows = TeachingAssignment.unscoped.filter(staff=staff)
    return frozenset(rows.values_list("class_group_id", flat=True))


def _relatives(staff: Staff | None) -> frozenset[int]:
    if staff is None:
        return frozenset()
    return frozenset(DeclaredRelative.unscoped.filter(staff=staff).values_list("student_id", flat=True))


def _wards(guardian: Guardian | None) -> frozenset[int]:
    if guardian is None:
        return frozenset()
    rows = Guardianship.unscoped.filter(guardian=guardian, student__left_on__isnull=True)
    return frozenset(rows.values_list("student_id", flat=True))
