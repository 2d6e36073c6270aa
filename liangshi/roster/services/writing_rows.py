"""The rows of a plan become rows of people."""

from datetime import date, datetime
from typing import Any

from liangshi.domain.access import Viewer
from liangshi.domain.roster.classes import GRADE_NAMES, ClassKey
from liangshi.domain.roster.grid import Place
from liangshi.domain.roster.numbering import free_numbers
from liangshi.domain.roster.planning import Change, Plan
from liangshi.domain.roster.rows import ClassRow, Link, Named, StaffRow, StudentRow
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import (
    ClassGroup,
    Club,
    ClubMembership,
    Enrolment,
    Grade,
    Staff,
    Student,
    TeachingAssignment,
)
from liangshi.people.services.accounts import ensure_accounts
from liangshi.roster.models import ImportBatch
from liangshi.roster.queries import Stored

from .journal import Journal
from .writing_families import FamilyWriter

_ATTRIBUTES = {"mentor_reason": "mentor_status_reason"}
_LINKED = frozenset({"class_key", "guardians", "here", "place", "name"})


def columns(row: StudentRow | StaffRow) -> dict[str, Any]:
    """The values of a new person that the file states, by attribute of the model."""
    told = {name: getattr(row, name) for name in type(row).__dataclass_fields__ if name not in _LINKED}
    return {_ATTRIBUTES.get(name, name): stored_form(value) for name, value in told.items() if value is not None}


def stored_form(value: Any) -> Any:
    """Lists are stored as lists."""
    return list(value) if isinstance(value, tuple) else value


class RosterWriter:
    """Writes one plan, in the order in which rows refer to each other."""

    def __init__(
        self, *, by: Viewer, batch: ImportBatch, stored: Stored, journal: Journal, today: date, now: datetime
    ) -> None:
        self.by, self.batch, self.stored, self.journal, self.now = by, batch, stored, journal, now
        self.school, self.year = batch.school, batch.year
        self.on = min(max(today, self.year.starts_on), self.year.ends_on)
        self.staff: dict[Place, int] = {}
        self.students: dict[Place, int] = {}
        self.classes = dict(stored.class_ids)
        self.families = FamilyWriter(batch.school_id, journal)

    def write(self, plan: Plan) -> None:
        """All of it."""
        followers: list[Staff | Student] = []
        followers += self._staff(plan)
        self._classes(plan)
        followers += self._students(plan)
        self._teaching(plan)
        self._clubs(plan)
        people = [person for person in followers if person.account_id is not None]
        people_and_guardians = (*people, *self.families.followers())
        if people_and_guardians:
            ensure_accounts(by=self.by, school=self.school, people=people_and_guardians, now=self.now)

    def _staff_id(self, who: Named | Link | None) -> int | None:
        if not isinstance(who, Link):
            return None
        return who.ref if who.place is None else self.staff[who.place]

    def _teacher_id(self, who: Named | Link) -> int:
        found = self._staff_id(who)
        assert found is not None, "the plan has found everybody"
        return found

    def _staff(self, plan: Plan) -> list[Staff]:
        taken = [known.row.number or "" for known in self.stored.present.staff]
        taken += [row.number for row in plan.staff.added if row.number]
        numbers = free_numbers(taken, "T", 4)
        new = []
        for row in plan.staff.added:
            values = {"number": row.number or next(numbers), "name": row.name, "sort_key": name_sort_key(row.name)}
            new.append(Staff(school=self.school, **(columns(row) | values)))
        self.staff = {row.place: made.pk for row, made in zip(plan.staff.added, self.journal.create(new), strict=True)}
        known = Staff.unscoped.in_bulk([change.known.ref for change in plan.staff.changed])
        wanted = [(known[change.known.ref], _changed(change)) for change in plan.staff.changed]
        self.journal.change(wanted)
        return [person for person, _ in wanted]

    def _classes(self, plan: Plan) -> None:
        levels = sorted({row.key.level for row in plan.classes.added})
        grades = {grade.level: grade for grade in Grade.unscoped.filter(school=self.school)}
        missing = [Grade(school=self.school, level=n, name=GRADE_NAMES[n - 1]) for n in levels if n not in grades]
        grades |= {grade.level: grade for grade in self.journal.create(missing)}
        ordinals = set(ClassGroup.unscoped.filter(year=self.year).values_list("grade__level", "ordinal"))
        new = []
        for row in sorted(plan.classes.added, key=lambda each: (not each.key.label.isdigit(), each.key)):
            ordinal = _ordinal(row.key, ordinals)
            ordinals.add((row.key.level, ordinal))
            new.append((row, self._new_class(row, grades[row.key.level], ordinal)))
        made = self.journal.create(group for _, group in new)
        self.classes |= {row.key: group.pk for (row, _), group in zip(new, made, strict=True)}
        changed = plan.classes.changed
        known = ClassGroup.unscoped.in_bulk([change.known.ref for change in changed])
        self.journal.change(
            [
                (known[change.known.ref], {"homeroom_teacher_id": self._staff_id(change.row.homeroom)})
                for change in changed
            ]
        )

    def _new_class(self, row: ClassRow, grade: Grade, ordinal: int) -> ClassGroup:
        label = f"({row.key.label})" if row.key.label.isdigit() else row.key.label
        return ClassGroup(
            school=self.school, year=self.year, grade=grade, ordinal=ordinal, name=f"{grade.name}{label}班",
            homeroom_teacher_id=self._staff_id(row.homeroom),
        )  # fmt: skip

    def _students(self, plan: Plan) -> list[Student]:
        added = plan.students.added
        taken = [known.row.number or "" for known in self.stored.present.students]
        taken += [row.number for row in added if row.number]
        numbers = free_numbers(taken, str(self.year.starts_on.year), 4)
        new = [self._new_student(row, row.number or next(numbers)) for row in added]
        made = self.journal.create(new)
        self.students = {row.place: student.pk for row, student in zip(added, made, strict=True)}
        self._enrol(made)
        wanted = self._change_students(plan)
        self.families.add([(student, row.guardians or ()) for row, student in zip(added, made, strict=True)])
        self.families.change(plan.students.changed)
        return wanted

    def _new_student(self, row: StudentRow, number: str) -> Student:
        assert row.class_key is not None
        values = {"number": number, "name": row.name, "sort_key": name_sort_key(row.name), "joined_on": self.on}
        return Student(school=self.school, class_group_id=self.classes[row.class_key], **(columns(row) | values))

    def _enrol(self, students: list[Student]) -> None:
        self.journal.create(
            Enrolment(school=self.school, student=student, class_group_id=student.class_group_id, starts_on=self.on)
            for student in students
            if student.class_group_id is not None
        )

    def _change_students(self, plan: Plan) -> list[Student]:
        changed = plan.students.changed
        known = Student.unscoped.in_bulk([change.known.ref for change in changed])
        wanted: list[tuple[Student, dict[str, Any]]] = []
        moved: list[Student] = []
        for change in changed:
            student, values = known[change.known.ref], _changed(change)
            names = {field.name for field in change.fields}
            if change.row.class_key is not None and "class_key" in names:
                values["class_group_id"] = self.classes[change.row.class_key]
            if values:
                wanted.append((student, values))
            if names & {"class_key", "here"}:
                moved.append(student)
        self.journal.change(wanted)
        self._move(moved)
        return [student for student, _ in wanted]

    def _move(self, moved: list[Student]) -> None:
        """End the open enrolments and begin new ones; one that begins on this day or later never happened."""
        present = list(Enrolment.unscoped.filter(student__in=moved, ends_on=None))
        self.journal.remove([row for row in present if row.starts_on >= self.on])
        self.journal.change([(row, {"ends_on": self.on}) for row in present if row.starts_on < self.on])
        self._enrol(moved)

    def _teaching(self, plan: Plan) -> None:
        self.journal.create(
            TeachingAssignment(
                school=self.school, class_group_id=self.classes[row.class_key], staff_id=self._teacher_id(row.teacher),
                subject=row.subject,
            )
            for row in plan.teaching.added
        )  # fmt: skip

    def _clubs(self, plan: Plan) -> None:
        self.journal.create(
            Club(school=self.school, year=self.year, name=row.name, leader_id=self._staff_id(row.leader))
            for row in plan.clubs.added
        )
        known = Club.unscoped.in_bulk([change.known.ref for change in plan.clubs.changed])
        self.journal.change(
            [
                (known[change.known.ref], {"leader_id": self._staff_id(change.row.leader)})
                for change in plan.clubs.changed
            ]
        )
        ids = dict(Club.unscoped.filter(year=self.year).values_list("name", "pk"))
        self.journal.create(
            ClubMembership(school=self.school, club_id=ids[row.club], student_id=self._student_id(row.student))
            for row in plan.members.added
        )

    def _student_id(self, who: Named | Link) -> int:
        assert isinstance(who, Link), "the plan has found everybody"
        if who.place is not None:
            return self.students[who.place]
        assert who.ref is not None
        return who.ref


def _changed(change: Change[Any]) -> dict[str, Any]:
    """The new values of a person by attribute of the model, without those that other rows hold."""
    values: dict[str, Any] = {}
    for field in change.fields:
        if field.name == "name":
            values |= {"name": field.new, "sort_key": name_sort_key(str(field.new))}
        elif field.name == "here":
            values["left_on"] = None
        elif field.name not in _LINKED:
            values[_ATTRIBUTES.get(field.name, field.name)] = stored_form(field.new)
    return values


def _ordinal(key: ClassKey, taken: set[tuple[int, int]]) -> int:
    """The number of the class, or the next free one where it has a name or the number is taken."""
    if key.label.isdigit() and (key.level, int(key.label)) not in taken:
        return int(key.label)
    return 1 + max((ordinal for level, ordinal in taken if level == key.level), default=0)
