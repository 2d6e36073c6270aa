"""The archive as it is taken home: without what other children and their guardians are called."""

from collections.abc import Iterable
from dataclasses import replace

from liangshi.domain.growth import Hider, Person
from liangshi.people.models import Guardian, Staff, Student

from .timeline import Archive

CHILD, GUARDIAN, TEACHER = "同学", "家长", "老师"


def for_home(student: Student, archive: Archive) -> Archive:
    """Every line read over; four statements. Teachers and the child's own guardians stay."""
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
    guardians = Guardian.unscoped.filter(school=student.school_id).exclude(wards__student=student).order_by("pk")
    return Hider(
        Person(student.pk, student.name),
        _people(others.values_list("pk", "name")), CHILD, _people(guardians.values_list("pk", "name")), GUARDIAN,
        _known(student),
    )  # fmt: skip


def _known(student: Student) -> Iterable[str]:
    """The full names of teachers, who may share a part of them with a child, and of the child's own guardians."""
    for name in Staff.unscoped.filter(school=student.school_id).order_by("pk").values_list("name", flat=True):
        yield from (name, f"{name}{TEACHER}")
    yield from Guardian.unscoped.filter(wards__student=student).order_by("pk").values_list("name", flat=True)


def _people(rows: Iterable[tuple[int, str]]) -> tuple[Person, ...]:
    return tuple(Person(key, name) for key, name in rows)
