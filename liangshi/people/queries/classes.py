"""Classes with their numbers, and the matrix of who teaches which class what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.vocabulary import SUBJECTS
from liangshi.people.models import AcademicYear, ClassGroup, TeachingAssignment

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Present(TypedDict):
    """What `classes_of` counts: students at the school."""

    present: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One class: for each subject of the matrix, the names of those who teach it."""

    group: ClassGroup
    cells: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Classes by subjects."""

    subjects: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def classes_of(viewer: Viewer, year: AcademicYear | None) -> "QuerySet[WithAnnotations[ClassGroup, Present]]":
    """The classes of `year` with homeroom teacher and the number of students at the school."""
    groups: QuerySet[ClassGroup] = ClassGroup.objects.visible_to(viewer).filter(year=year)
    present = Count("students", filter=Q(students__left_on=None))
    return groups.select_related("grade", "homeroom_teacher", "campus").annotate(present=present)


def teaching_matrix(groups: Sequence[ClassGroup]) -> Matrix:
    """Who teaches these classes what; columns are the subjects taught, in the usual order."""
    rows = TeachingAssignment.unscoped.filter(class_group__in=groups).select_related("staff").order_by("pk")
    taught: Mapping[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        taught[row.class_group_id][row.subject].append(row.staff.name)
    subjects = in_usual_order({subject for of_class in taught.values() for subject in of_class})
    return Matrix(
        subjects,
        tuple(
            MatrixRow(group, tuple((subject, tuple(taught[group.pk][subject])) for subject in subjects))
            for group in groups
        ),
    )


def in_usual_order(subjects: set[str]) -> tuple[str, ...]:
    """As schools write them, the school's own subjects last."""
    own = sorted(subjects - set(SUBJECTS))
    return (*(subject for subject in SUBJECTS if subject in subjects), *own)


def teachers_of(group: ClassGroup) -> tuple[TeachingAssignment, ...]:
    """Who teaches the class, in the usual order of subjects."""
    rows = list(TeachingAssignment.unscoped.filter(class_group=group).select_related("staff").order_by("pk"))
    order = in_usual_order({row.subject for row in rows})
    return tuple(sorted(rows, key=lambda row: order.index(row.subject)))
