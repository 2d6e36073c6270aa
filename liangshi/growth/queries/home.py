"""The archive as it is taken home: without what other children and their guardians are called."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Exists, OuterRef

from liangshi.domain.growth import Hider, Person
from liangshi.people.models import Guardian, Guardianship, Staff, Student

from .timeline import Archive

CHILD, GUARDIAN, TEACHER = "同学", "家长", "老师"


def for_home(student: Student, archive: Archive) -> Archive:
    """Every line read over; three statements. Teachers and the child's own guardians stay."""
    hide = _hider(student)
    return replace(
        archive,
        months=tuple(
            replace(
                month,
                items=tuple(replace(item, title=hide(item.title), words=hide(item.words)) for item in month.items),
            )
            for month in archive.months
        ),
    )


def _hider(student: Student) -> Hider:
    others = Student.unscoped.filter(school=student.school_id).exclude(pk=student.pk).order_by("pk")
    own, guardians = _guardians(student)
    return Hider(
        Person(student.pk, student.name),
        _people(others.values_list("pk", "name")), CHILD, _people(guardians), GUARDIAN, [*_teachers(student), *own],
    )  # fmt: skip


def _guardians(student: Student) -> tuple[list[str], list[tuple[int, str]]]:
    """The names of the child's own guardians, and everybody else's."""
    wards = Guardianship.unscoped.filter(student=student, guardian=OuterRef("pk"))
    rows = Guardian.unscoped.filter(school=student.school_id).annotate(own=Exists(wards)).order_by("pk")
    found = list(rows.values_list("pk", "name", "own"))
    return [name for _key, name, own in found if own], [(key, name) for key, name, own in found if not own]


def _teachers(student: Student) -> Iterable[str]:
    """The full names of teachers, who may share a part of them with a child."""
    for name in Staff.unscoped.filter(school=student.school_id).order_by("pk").values_list("name", flat=True):
        yield from (name, f"{name}{TEACHER}")


def _people(rows: Iterable[tuple[int, str]]) -> tuple[Person, ...]:
    return tuple(Person(key, name) for key, name in rows)
