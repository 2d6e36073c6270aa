"""What is stored now, as frozen rows for the roster engine; seven statements whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from liangshi.domain.roster.classes import ClassKey, SchoolYear, bare_class, read_class
from liangshi.domain.roster.grid import NOWHERE
from liangshi.domain.roster.rows import (
    ClassRow,
    ClubRow,
    GuardianEntry,
    Known,
    Link,
    MemberRow,
    Present,
    StaffRow,
    StudentRow,
    TeachingRow,
)
from liangshi.domain.roster.stored import staff_as_told, student_as_told
from liangshi.domain.roster.words import Gender, MentorStatus, Relation
from liangshi.people.choices import Stage
from liangshi.people.models import (
    AcademicYear,
    ClassGroup,
    Club,
    ClubMembership,
    Grade,
    Guardianship,
    Staff,
    Student,
    TeachingAssignment,
)

LEVELS = {
    Stage.PRIMARY: frozenset(range(1, 7)),
    Stage.JUNIOR: frozenset(range(7, 10)),
    Stage.SENIOR: frozenset(range(10, 13)),
    Stage.COMBINED: frozenset(range(1, 13)),
}


@dataclass(frozen=True, slots=True)
class Stored:
    """The stored roster with the keys and names of its classes."""

    present: Present
    year: SchoolYear
    class_names: dict[ClassKey, str]
    class_ids: dict[ClassKey, int]


def school_year(year: AcademicYear, classes: Iterable[ClassGroup]) -> tuple[SchoolYear, dict[int, ClassKey]]:
    """The year for reading class names, and the key of each stored class."""
    stored = Grade.unscoped.filter(school=year.school_id).values_list("level", flat=True)
    levels = LEVELS[Stage(year.school.stage)] | frozenset(stored)
    plain = SchoolYear(year.starts_on.year, levels)
    keys: dict[int, ClassKey] = {}
    taken: set[ClassKey] = set()
    for group in classes:
        read = read_class(group.name, "", plain)
        fits = isinstance(read, ClassKey) and read.level == group.grade.level and read not in taken
        key = read if fits and isinstance(read, ClassKey) else ClassKey(group.grade.level, bare_class(group.name))
        taken.add(key)
        keys[group.pk] = key
    names = frozenset((bare_class(group.name), keys[group.pk]) for group in classes)
    return SchoolYear(plain.begins, levels, names), keys


def stored_roster(year: AcademicYear) -> Stored:
    """Everything that an import may touch."""
    groups = list(ClassGroup.unscoped.filter(year=year).select_related("grade"))
    reading, keys = school_year(year, groups)
    present = Present(
        staff=_staff(year.school_id),
        students=_students(year.school_id, keys),
        classes=tuple(
            Known(group.pk, ClassRow(NOWHERE, keys[group.pk], _link(group.homeroom_teacher_id))) for group in groups
        ),
        teaching=_teaching(keys),
        clubs=_clubs(year),
        members=_members(year),
    )
    return Stored(
        present,
        reading,
        {keys[group.pk]: group.name for group in groups},
        {key: pk for pk, key in keys.items()},
    )


def _link(staff: int | None) -> Link | None:
    return None if staff is None else Link(staff)


def _staff(school: int) -> tuple[Known[StaffRow], ...]:
    return tuple(
        Known(
            row.pk,
            staff_as_told(
                StaffRow(
                    NOWHERE, row.name, row.number, gender=Gender(row.gender), phone=row.phone, title=row.title,
                    subjects=tuple(row.subjects), strengths=tuple(row.strengths), interests=tuple(row.interests),
                    languages=tuple(row.languages), words=row.words, mentor_status=MentorStatus(row.mentor_status),
                    mentor_reason=row.mentor_status_reason, here=row.left_on is None,
                )
            ),
        )
        for row in Staff.unscoped.filter(school=school)
    )  # fmt: skip


def _students(school: int, keys: dict[int, ClassKey]) -> tuple[Known[StudentRow], ...]:
    guardians: dict[int, list[GuardianEntry]] = defaultdict(list)
    for tie in Guardianship.unscoped.filter(school=school).select_related("guardian"):
        entry = GuardianEntry(tie.guardian.name, tie.guardian.phone, Relation(tie.relation))
        guardians[tie.student_id].append(entry)
    return tuple(
        Known(
            row.pk,
            student_as_told(
                StudentRow(
                    NOWHERE, row.name, row.number, keys.get(row.class_group_id or 0), gender=Gender(row.gender),
                    boarding=row.boarding, interests=tuple(row.interests), needs=tuple(row.needs),
                    guardians=tuple(guardians.get(row.pk, ())), here=row.left_on is None,
                )
            ),
        )
        for row in Student.unscoped.filter(school=school)
    )  # fmt: skip


def _teaching(keys: dict[int, ClassKey]) -> tuple[Known[TeachingRow], ...]:
    rows = TeachingAssignment.unscoped.filter(class_group__in=keys)
    return tuple(
        Known(row.pk, TeachingRow(NOWHERE, keys[row.class_group_id], row.subject, Link(row.staff_id))) for row in rows
    )


def _clubs(year: AcademicYear) -> tuple[Known[ClubRow], ...]:
    rows = Club.unscoped.filter(year=year).order_by("name")
    return tuple(Known(row.pk, ClubRow(NOWHERE, row.name, _link(row.leader_id))) for row in rows)


def _members(year: AcademicYear) -> tuple[Known[MemberRow], ...]:
    rows = ClubMembership.unscoped.filter(club__year=year).values_list("pk", "club__name", "student_id")
    return tuple(Known(pk, MemberRow(NOWHERE, club, Link(student))) for pk, club, student in rows)
