"""Who has left, which archives are sealed, what ends when and what is held."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from liangshi.domain.access import Capability, Viewer
from liangshi.domain.growth.retention import RESTRICTED, SETTLED, Ending, Kept, Rule, Way, endings, rules_of
from liangshi.growth.models import ArchiveSeal, RetentionHold
from liangshi.people.models import ClassGroup, Student
from liangshi.schemes.queries import parsed, version_on

from .stores import having


def rules_on(school: int, day: date) -> tuple[Rule, ...]:
    """The rules of the scheme in force over the usual ones."""
    version = version_on(school, day)
    return rules_of(parsed(version.text).forms if version else ())


def ways_of(school: int) -> tuple[Way, ...]:
    """Everybody whose archive is sealed; two statements."""
    held: dict[int, set[Kept]] = defaultdict(set)
    holds = RetentionHold.unscoped.standing().filter(school=school).values_list("student", "kind")
    for student, kind in holds:
        held[student].add(Kept(kind))
    seals = ArchiveSeal.unscoped.standing().filter(school=school).order_by("student")
    return tuple(
        Way(student, left_on, timezone.localdate(sealed_at), frozenset(held[student]))
        for student, left_on, sealed_at in seals.values_list("student", "student__left_on", "sealed_at")
    )


@dataclass(frozen=True, slots=True)
class Cohort:
    """A class out of which students have left or are about to: how many stand in it, left, and are sealed."""

    group: ClassGroup
    here: int
    left: int
    sealed: int

    @property
    def open(self) -> int:
        """How many archives are not sealed."""
        return self.here + self.left - self.sealed


def cohorts(viewer: Viewer) -> tuple[Cohort, ...]:
    """Classes of the grade that leaves next, and classes out of which somebody has left; newest first."""
    sealed = Q(students__archive_seals__isnull=False, students__archive_seals__opened_at__isnull=True)
    groups: QuerySet[ClassGroup] = ClassGroup.objects.visible_to(viewer).annotate(
        here=Count("students", filter=Q(students__left_on__isnull=True), distinct=True),
        left=Count("students", filter=Q(students__left_on__isnull=False), distinct=True),
        sealed=Count("students", filter=sealed, distinct=True),
    )
    last = (
        ClassGroup.objects.visible_to(viewer).order_by("-grade__level").values_list("grade__level", flat=True).first()
    )
    leaving = Q(left__gt=0) | (Q(here__gt=0) & (Q(grade__level=last) | Q(sealed__gt=0)))
    rows = (
        groups.filter(leaving).select_related("grade", "year").order_by("-year__starts_on", "-grade__level", "ordinal")
    )
    counted = rows.values_list("pk", "here", "left", "sealed")
    named = {row.pk: row for row in rows}
    return tuple(Cohort(named[key], here, left, sealed) for key, here, left, sealed in counted)


@dataclass(frozen=True, slots=True)
class MonthEnding:
    """What ends in a month: for each kind the number of students."""

    first: date
    kinds: tuple[tuple[Kept, int], ...]


def seen_kinds(viewer: Viewer) -> frozenset[Kept]:
    """The kinds whose endings the viewer looks after: the restricted ones belong to the counsellor."""
    return RESTRICTED - SETTLED if viewer.can(Capability.SEE_CARE_BOARD) else frozenset(Kept) - RESTRICTED


def endings_ahead(viewer: Viewer, today: date, before: date) -> tuple[Ending, ...]:
    """What ends before a day, as far as there is anything and the viewer looks after it; a statement for each kind."""
    school = viewer.school or 0
    kinds = seen_kinds(viewer)
    rules = [rule for rule in rules_on(school, today) if rule.kind in kinds]
    ahead = endings(rules, ways_of(school), before)
    asked: dict[Kept, set[int]] = defaultdict(set)
    for ending in ahead:
        asked[ending.kind].add(ending.student)
    there = {kind: having(kind, students) for kind, students in asked.items()}
    return tuple(ending for ending in ahead if ending.student in there[ending.kind])


def by_month(found: tuple[Ending, ...], today: date) -> tuple[MonthEnding, ...]:
    """The endings by month and kind; what is overdue stands in the month of today."""
    counted: dict[date, Counter[Kept]] = defaultdict(Counter)
    for ending in found:
        counted[max(ending.on, today).replace(day=1)][ending.kind] += 1
    return tuple(
        MonthEnding(first, tuple((kind, counted[first][kind]) for kind in Kept if counted[first][kind]))
        for first in sorted(counted)
    )


@dataclass(frozen=True, slots=True)
class StudentEnding:
    """What of one student ends, by day."""

    student: Student
    kinds: tuple[Ending, ...]


def by_student(viewer: Viewer, found: tuple[Ending, ...]) -> tuple[StudentEnding, ...]:
    """The endings by student in order of class and name."""
    grouped: dict[int, list[Ending]] = defaultdict(list)
    for ending in found:
        grouped[ending.student].append(ending)
    rows = Student.objects.visible_to(viewer).filter(pk__in=grouped).select_related("class_group")
    ordered = rows.order_by("class_group__name", "sort_key", "pk")
    return tuple(StudentEnding(student, tuple(grouped[student.pk])) for student in ordered)


def holds(viewer: Viewer) -> QuerySet[RetentionHold]:
    """What is kept for a reason, newest first."""
    rows: QuerySet[RetentionHold] = RetentionHold.objects.visible_to(viewer).standing()
    return rows.filter(
        kind__in=seen_kinds(viewer) | (SETTLED if viewer.can(Capability.SEE_CARE_BOARD) else set())
    ).select_related("student__class_group", "placed_by")


def seal_of(student: int) -> ArchiveSeal | None:
    """The seal that stands."""
    found: ArchiveSeal | None = ArchiveSeal.unscoped.standing().filter(student=student).first()
    return found
