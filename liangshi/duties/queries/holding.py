"""Who holds the roles that a scheme names, as far as the school has said."""

from collections.abc import Iterable, Iterator
from datetime import date

from liangshi.domain.duties import Office
from liangshi.domain.scheme import Role, Scheme
from liangshi.people.choices import AppointedRole
from liangshi.people.models import AcademicYear, ClassGroup, LeadershipPost, RoleAppointment, TeachingAssignment

APPOINTED: dict[str, tuple[Role, ...]] = {
    AppointedRole.PRINCIPAL: (Role.PRINCIPAL,),
    AppointedRole.COORDINATOR: (Role.COORDINATOR, Role.STUDENT_AFFAIRS, Role.SCHOOL),
    AppointedRole.COUNSELLOR: (Role.COUNSELLOR,),
    AppointedRole.GRADE_LEAD: (Role.GRADE_LEAD, Role.GRADE_GROUP),
}
"""The scheme's words for a role that the school gives by name. 政教处（德育处） is the coordinator's office."""

BY_CLASS = frozenset({Role.HOMEROOM_TEACHER.value, Role.SUBJECT_TEACHER.value})
NO_OFFICE = frozenset(
    {Role.MENTOR.value, Role.CHIEF_MENTOR.value, Role.MENTOR_TEAM.value, Role.STUDENT.value, Role.PEERS.value,
     Role.GUARDIAN.value}
)  # fmt: skip


def acts_as(scheme: Scheme) -> dict[str, str]:
    """The known role for each role of the school's own."""
    return {rule.role: rule.acts_as.value for rule in scheme.people.roles if rule.acts_as}


def tracks(scheme: Scheme) -> dict[str, str]:
    """What a school's own kinds of mentors are there for."""
    return {rule.role: rule.track.value for rule in scheme.people.roles if rule.track}


def offices(year: AcademicYear, named: Iterable[str], today: date) -> tuple[Office, ...]:
    """The holders of the named roles; a statement for each kind of role that is named at all."""
    wanted = frozenset(named) - NO_OFFICE
    found: list[Office] = []
    if wanted:
        found += _of_classes(year, wanted)
    if wanted - BY_CLASS:
        found += _appointed(year, today)
        found += _leaders(year.school_id)
    return tuple(office for office in found if office.role in wanted)


def _of_classes(year: AcademicYear, wanted: frozenset[str]) -> Iterator[Office]:
    if Role.HOMEROOM_TEACHER.value in wanted:
        groups = ClassGroup.unscoped.filter(year=year, homeroom_teacher__isnull=False)
        for group, staff in groups.values_list("pk", "homeroom_teacher"):
            yield Office(Role.HOMEROOM_TEACHER.value, staff, class_group=group)
    if Role.SUBJECT_TEACHER.value in wanted:
        taught = TeachingAssignment.unscoped.filter(class_group__year=year)
        for group, staff in taught.values_list("class_group", "staff").distinct():
            yield Office(Role.SUBJECT_TEACHER.value, staff, class_group=group)


def _appointed(year: AcademicYear, today: date) -> Iterator[Office]:
    held = RoleAppointment.unscoped.on(today)
    rows = held.filter(school=year.school_id, account__staff__isnull=False, role__in=APPOINTED)
    for role, staff, level in rows.values_list("role", "account__staff", "grade__level"):
        yield from (Office(known.value, staff, grade=level) for known in APPOINTED[role])


def _leaders(school: int) -> Iterator[Office]:
    for staff in LeadershipPost.unscoped.filter(school=school).values_list("staff", flat=True):
        yield Office(Role.LEADERSHIP_GROUP.value, staff)
