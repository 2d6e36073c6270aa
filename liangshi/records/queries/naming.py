"""Whom a record names. The law decides on the facts of students; a question written once gives them eight at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from liangshi.domain.access import StudentFacts, Viewer, reaches_student
from liangshi.foundation.prepared import Prepared, slot
from liangshi.people.models import Staff, Student

PLACES = tuple(f"key_{number}" for number in range(8))


def _facts(column: str) -> Prepared[tuple[Any, ...]]:
    """Facts of up to eight students by this column."""

    def question() -> QuerySet[Student, tuple[Any, ...]]:
        rows = Student.unscoped.filter(**{f"{column}__in": [slot(place) for place in PLACES]}).order_by()
        return rows.values_list("pk", "school", "class_group__grade", "class_group", "left_on")

    return Prepared(question)


BY_KEY, BY_PUBLIC_ID = _facts("pk"), _facts("public_id")


def reached_keys(viewer: Viewer, keys: Iterable[int]) -> frozenset[int]:
    """Those of the students with these keys who are within reach at the own school and no declared relatives."""
    return _reached(viewer, BY_KEY, sorted(set(keys)))


def reached_by_public_id(viewer: Viewer, public_ids: Iterable[str]) -> frozenset[int]:
    """The same by public id."""
    return _reached(viewer, BY_PUBLIC_ID, sorted(set(public_ids)))


def colleagues_by_public_id(viewer: Viewer, public_ids: Iterable[str]) -> frozenset[int]:
    """Members of staff of the own school who have not left."""
    rows = Staff.objects.visible_to(viewer).filter(public_id__in=public_ids, left_on__isnull=True)
    return frozenset(rows.values_list("pk", flat=True))


def _reached(viewer: Viewer, question: Prepared[tuple[Any, ...]], names: Sequence[object]) -> frozenset[int]:
    return frozenset(
        facts.student
        for facts in _ask(question, names)
        if facts.school == viewer.school and facts.student not in viewer.relatives and reaches_student(viewer, facts)
    )


def _ask(question: Prepared[tuple[Any, ...]], names: Sequence[object]) -> Iterator[StudentFacts]:
    """Eight at a time; empty places repeat the last name."""
    for start in range(0, len(names), len(PLACES)):
        some = list(names[start : start + len(PLACES)])
        some += some[-1:] * (len(PLACES) - len(some))
        for student, school, grade, group, left_on in question.ask(**dict(zip(PLACES, some, strict=True))):
            yield StudentFacts(student, school, grade, group, left_on is not None)
