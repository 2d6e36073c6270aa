"""Who can be told of a concern: the school's staff with their roles, and what keeps somebody off the path."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.utils import timezone

from liangshi.domain.access import Role as Hat
from liangshi.domain.escalation import Away, People, Person
from liangshi.domain.scheme import Role
from liangshi.notices.queries.ways import ways_of
from liangshi.pairing.models import Pairing
from liangshi.people.models import (
    ClassGroup,
    DeclaredRelative,
    LeadershipPost,
    RoleAppointment,
    School,
    Staff,
    Student,
    TeachingAssignment,
)
from liangshi.people.queries.regions import officers_over
from liangshi.wellbeing.choices import INBOX
from liangshi.wellbeing.models import Absence

K = TypeVar("K")
Grouped = dict[int, frozenset[K]]
"""By account."""

STANDS_FOR: dict[str, tuple[Role, ...]] = {
    Hat.PRINCIPAL: (Role.PRINCIPAL, Role.LEADERSHIP_GROUP),
    Hat.COORDINATOR: (Role.COORDINATOR, Role.STUDENT_AFFAIRS, Role.OFFICE_CONCERNED),
    Hat.COUNSELLOR: (Role.COUNSELLOR, Role.CASE_TEAM),
}
"""What somebody appointed by name is called in schemes."""

POSTS = {
    "副校长": Role.DEPUTY_PRINCIPAL,
    "书记": Role.SECRETARY,
    "政教": Role.STUDENT_AFFAIRS,
    "教导": Role.ACADEMIC_AFFAIRS,
}
"""What the holder of a post of the leadership group is called in schemes, by a word of its name."""

ABOVE: dict[str, tuple[str, ...]] = {
    Hat.ADMINISTRATOR: (Hat.PRINCIPAL,),
    Hat.COORDINATOR: (Hat.PRINCIPAL,),
    Hat.COUNSELLOR: (Hat.COORDINATOR, Hat.PRINCIPAL),
    Hat.GRADE_LEAD: (Hat.COORDINATOR, Hat.PRINCIPAL),
}
"""Under whom somebody appointed by name works: the first of these that the school has."""

TEACHERS_ANSWER_TO = (Hat.COORDINATOR, Hat.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class Seat:
    """One member of staff who can sign in."""

    staff: int
    account: int
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Staffing:
    """One school's staff at one moment; keys of accounts, except where `staff` is said."""

    school: int
    now: datetime
    seats: tuple[Seat, ...]
    roles: Grouped[str]
    hats: Grouped[str]
    grade_leads: Grouped[int]
    grades: Grouped[int]
    away: Mapping[int, Away]
    officers: tuple[Person, ...]

    def person(self, account: int, roles: frozenset[str]) -> Person:
        """Somebody with their roles towards one concern."""
        seat, away = self.by_account[account], self.away.get(account)
        return Person(account, roles, (INBOX, *seat.ways), away is not None, away.since if away else None)

    @cached_property
    def by_account(self) -> dict[int, Seat]:
        return {seat.account: seat for seat in self.seats}

    @cached_property
    def answers_to(self) -> tuple[tuple[int, int], ...]:
        """(person, their head): the same for every concern."""
        return answers_to(self)

    def account_of(self, staff: int | None) -> int | None:
        """The account of a member of staff who is here and can sign in."""
        return self._by_staff.get(staff) if staff is not None else None

    @cached_property
    def _by_staff(self) -> dict[int, int]:
        return {seat.staff: seat.account for seat in self.seats}


def staffing(school: int, now: datetime) -> Staffing:
    """Load everybody; a fixed number of statements."""
    today = timezone.localdate(now)
    seats = _seats(school)
    known = {seat.staff: seat.account for seat in seats}
    hats, leads = _appointments(school, today)
    return Staffing(
        school=school,
        now=now,
        seats=seats,
        roles=_roles(school, known, hats),
        hats=hats,
        grade_leads=leads,
        grades=_grades_taught(school, known),
        away=_away(school, now, known),
        officers=_officers(school, today),
    )


def _appointments(school: int, today: date) -> tuple[Grouped[str], Grouped[int]]:
    """The hats given by name, and the grades that somebody leads, by account."""
    hats: dict[int, set[str]] = defaultdict(set)
    leads: dict[int, set[int]] = defaultdict(set)
    rows = RoleAppointment.unscoped.on(today).filter(school=school).order_by("pk")
    for account, hat, grade in rows.values_list("account", "role", "grade"):
        hats[account].add(hat)
        if grade is not None:
            leads[account].add(grade)
    return _frozen(hats), _frozen(leads)


def _roles(school: int, known: dict[int, int], hats: Grouped[str]) -> Grouped[str]:
    """What everybody is called in schemes, by account."""
    roles: dict[int, set[str]] = defaultdict(set)
    for account, own in hats.items():
        roles[account].update(role.value for hat in own for role in STANDS_FOR.get(hat, ()))
    for staff, post in LeadershipPost.unscoped.filter(school=school).values_list("staff", "post"):
        if staff in known:
            named = {role.value for word, role in POSTS.items() if word in post}
            roles[known[staff]].update(named | {Role.LEADERSHIP_GROUP.value})
    return _frozen(roles)


def _frozen(groups: Mapping[int, set[K]]) -> Grouped[K]:
    return {key: frozenset(values) for key, values in groups.items()}


def people_for(staffing: Staffing, students: Iterable[Student], adults: Iterable[int], now: datetime) -> People:
    """The people of a concern about these students and these members of staff (`adults`, keys of staff)."""
    pupils = list(students)
    roles = _roles_for(staffing, pupils, now)
    for account, away in staffing.away.items():
        for stand_in in away.stand_ins:
            roles[stand_in] = roles.get(stand_in, frozenset()) | roles.get(account, frozenset())
    related = DeclaredRelative.unscoped.filter(student__in=pupils).values_list("staff", flat=True)
    concerned = (staffing.account_of(staff) for staff in adults)
    relatives = (staffing.account_of(staff) for staff in related)
    return People(
        staff=tuple(staffing.person(seat.account, roles.get(seat.account, frozenset())) for seat in staffing.seats),
        concerned=frozenset(account for account in concerned if account is not None),
        answers_to=staffing.answers_to,
        relatives=frozenset(account for account in relatives if account is not None),
        outside=staffing.officers,
    )


def answers_to(staffing: Staffing) -> tuple[tuple[int, int], ...]:
    """(person, their head) for everybody of the school: the highest hat counts, so nobody is under those below."""
    pairs = []
    for seat in staffing.seats:
        heads = _heads(staffing, seat.account)
        pairs += [(seat.account, head) for head in sorted(heads) if head != seat.account]
    return tuple(pairs)


def _heads(staffing: Staffing, account: int) -> set[int]:
    hats = staffing.hats.get(account, frozenset())
    if Hat.PRINCIPAL in hats:
        return set()
    for hat, above in ABOVE.items():
        if hat in hats:
            return _first_worn(staffing, above)
    grades = staffing.grades.get(account, frozenset())
    leads = {lead for lead, led in staffing.grade_leads.items() if led & grades}
    return leads or _first_worn(staffing, TEACHERS_ANSWER_TO)


def _first_worn(staffing: Staffing, hats: tuple[str, ...]) -> set[int]:
    worn = ({account for account, own in staffing.hats.items() if hat in own} for hat in hats)
    return next((found for found in worn if found), set())


def _roles_for(staffing: Staffing, students: list[Student], now: datetime) -> Grouped[str]:
    """The roles that everybody has towards these students."""
    found: dict[int, set[str]] = defaultdict(set, {account: set(roles) for account, roles in staffing.roles.items()})
    groups = {student.class_group_id for student in students if student.class_group_id is not None}
    rows = ClassGroup.unscoped.filter(pk__in=groups)
    grades = set()
    for teacher, grade in rows.values_list("homeroom_teacher", "grade"):
        grades.add(grade)
        _wear(found, staffing.account_of(teacher), Role.HOMEROOM_TEACHER)
    for lead, led in staffing.grade_leads.items():
        if led & grades:
            _wear(found, lead, Role.GRADE_LEAD, Role.GRADE_GROUP)
    today = timezone.localdate(now)
    for mentor in Pairing.unscoped.on(today).filter(student__in=students).values_list("mentor", flat=True):
        _wear(found, staffing.account_of(mentor), Role.MENTOR, Role.MENTOR_TEAM, Role.CHIEF_MENTOR)
    for teacher in TeachingAssignment.unscoped.filter(class_group__in=groups).values_list("staff", flat=True):
        _wear(found, staffing.account_of(teacher), Role.SUBJECT_TEACHER)
    return _frozen(found)


def _wear(found: dict[int, set[str]], account: int | None, *roles: Role) -> None:
    if account is not None:
        found[account].update(role.value for role in roles)


def _seats(school: int) -> tuple[Seat, ...]:
    rows = Staff.unscoped.filter(school=school, left_on=None, account__is_active=True).order_by("pk")
    found = list(rows.values_list("pk", "account", "account__email"))
    ways = ways_of((account, email) for _staff, account, email in found)
    return tuple(Seat(staff, account, ways[account]) for staff, account, _email in found)


def _away(school: int, now: datetime, known: dict[int, int]) -> dict[int, Away]:
    """Who is away now; several absences at once are one, under the key of the last."""
    found: dict[int, Away] = {}
    columns = ("pk", "staff", "stand_in", "starts_at", "ends_at")
    for key, staff, stand_in, since, until in Absence.unscoped.at(now).filter(school=school).values_list(*columns):
        if staff in known:
            before = found.get(known[staff], Away(key, since, until))
            others = (known[stand_in],) if stand_in in known else ()
            found[known[staff]] = Away(key, before.since, max(before.until, until), (*before.stand_ins, *others))
    return found


def _grades_taught(school: int, known: dict[int, int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    homerooms = ClassGroup.unscoped.filter(school=school).values_list("homeroom_teacher", "grade")
    teaching = TeachingAssignment.unscoped.filter(school=school).values_list("staff", "class_group__grade")
    for staff, grade in (*homerooms, *teaching):
        if staff in known:
            found[known[staff]].add(grade)
    return _frozen(found)


def _officers(school: int, today: date) -> tuple[Person, ...]:
    region = School.unscoped.values_list("region", flat=True).get(pk=school)
    ways = ways_of((account.pk, account.email) for account in officers_over(region, today))
    return tuple(Person(pk, frozenset(), (INBOX, *own)) for pk, own in ways.items())
