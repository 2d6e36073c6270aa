"""The archive as it is taken home: without what other children and their guardians are called."""

from collections.abc import Iterable
from dataclasses import replace

from liangshi.domain.growth import Hider, Person
from liangshi.people.models import Guardian, Student

from .timeline import Archive

CHILD, GUARDIAN = "同学", "家长"


def for_home(student: Student, archive: Archive) -> Archive:
    """Every line read over; two statements. The child's own guardians stay."""
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
    )  # fmt: skip


def _people(rows: Iterable[tuple[int, str]]) -> tuple[Person, ...]:
    return tuple(Person(key, name) for key, name in rows)
