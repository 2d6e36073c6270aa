"""Who stands around a student, by name and role: what "who can read this" is computed from."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from liangshi.domain.access import READS_RECORDS, Role, Viewer
from liangshi.domain.records import ROLE_KEYS, opens_field, reads_record
from liangshi.domain.scheme import Role as SchemeRole
from liangshi.domain.scheme.forms import FormField, FormRule
from liangshi.domain.scheme.terms import role_name
from liangshi.pairing.models import Pairing
from liangshi.people.models import DeclaredRelative, RoleAppointment, Staff, Student, TeachingAssignment
from liangshi.records.choices import Readers

SHOWN = (
    SchemeRole.MENTOR, SchemeRole.COUNSELLOR, SchemeRole.COORDINATOR, SchemeRole.PRINCIPAL,
    SchemeRole.HOMEROOM_TEACHER, SchemeRole.GRADE_LEAD, SchemeRole.SUBJECT_TEACHER,
)  # fmt: skip
"""In which order a person is named after one of several roles."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff with the roles held towards at least one of the students."""

    staff: int
    account: int | None
    name: str
    stands: frozenset[str]

    @property
    def named(self) -> str:
        """王海燕（导师）。"""
        role = next((role for role in SHOWN if role.value in self.stands), None)
        return f"{self.name}（{role_name(role.value)}）" if role else self.name


Held = dict[int, dict[int, set[str]]]
"""By member of staff and student: keys of the roles."""


def around(students: Collection[Student], day: date) -> tuple[Colleague, ...]:
    """Everybody around these students on `day`, declared relatives left out; five statements.

    The students come with their class.
    """
    held: Held = defaultdict(lambda: defaultdict(set))
    keys = [student.pk for student in students]
    for staff, student in Pairing.unscoped.on(day).filter(student__in=keys).values_list("mentor", "student"):
        held[staff][student].add(SchemeRole.MENTOR.value)
    _of_class(held, students)
    _of_school(held, students, day)
    for staff, student in DeclaredRelative.unscoped.filter(student__in=keys).values_list("staff", "student"):
        held[staff].pop(student, None)
    found = {staff: frozenset().union(*by_student.values()) for staff, by_student in held.items() if by_student}
    rows = Staff.unscoped.filter(pk__in=found, left_on__isnull=True).order_by("sort_key", "pk")
    return tuple(
        Colleague(pk, account, name, found[pk]) for pk, account, name in rows.values_list("pk", "account", "name")
    )


def _of_class(held: Held, students: Collection[Student]) -> None:
    by_class: dict[int, list[int]] = defaultdict(list)
    for student in students:
        if student.class_group is not None:
            by_class[student.class_group.pk].append(student.pk)
            if student.class_group.homeroom_teacher_id is not None:
                held[student.class_group.homeroom_teacher_id][student.pk].add(SchemeRole.HOMEROOM_TEACHER.value)
    taught = TeachingAssignment.unscoped.filter(class_group__in=by_class)
    for staff, group in taught.values_list("staff", "class_group"):
        for student_key in by_class[group]:
            held[staff][student_key].add(SchemeRole.SUBJECT_TEACHER.value)


def _of_school(held: Held, students: Collection[Student], day: date) -> None:
    rows = RoleAppointment.unscoped.on(day).filter(
        school__in={student.school_id for student in students}, account__staff__isnull=False,
        role__in=[*READS_RECORDS, Role.GRADE_LEAD],
    )  # fmt: skip
    for staff, role, grade in rows.values_list("account__staff", "role", "grade"):
        for student in students:
            if role != Role.GRADE_LEAD:
                held[staff][student.pk] |= {key.value for key in ROLE_KEYS[Role(role)]}
            elif student.class_group is not None and student.class_group.grade_id == grade:
                held[staff][student.pk].add(SchemeRole.GRADE_LEAD.value)


def readers_of(people: Iterable[Colleague], readers: str, company: Collection[int] = ()) -> tuple[Colleague, ...]:
    """Who reads a record that is shared so far; `company` are those who wrote it or took part."""
    team, teachers = readers != Readers.MENTORS, readers == Readers.TEACHERS
    return tuple(
        each for each in people if each.staff in company or reads_record(each.stands, team=team, teachers=teachers)
    )


def readers_ahead(viewer: Viewer, students: Collection[int], readers: str, now: datetime) -> tuple[Colleague, ...]:
    """Who will read what `viewer` is writing about these students; six statements, none without a student."""
    if not students or viewer.staff is None:
        return ()
    rows = Student.objects.visible_to(viewer).filter(pk__in=students).select_related("class_group")
    return readers_of(around(list(rows), timezone.localdate(now)), readers or Readers.TEAM, {viewer.staff})


def form_readers(rule: FormRule) -> tuple[str, ...]:
    """Who reads a form: those whom it names, and those who write it."""
    return (*rule.readers, *rule.authors)


def readers_of_field(
    people: Iterable[Colleague], rule: FormRule, field: FormField, company: Collection[int] = ()
) -> tuple[Colleague, ...]:
    """Who of those who read the record reads this field of it, too."""
    return tuple(
        each
        for each in people
        if each.staff in company or opens_field(field.sensitivity, field.readers, form_readers(rule), each.stands)
    )
