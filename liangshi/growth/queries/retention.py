"""Who has left, which archives are sealed, what ends when and what is held."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from liangshi.domain.access import Capability, Viewer
from liangshi.domain.growth.retention import RESTRICTED, Ending, Kept, Rule, Way, endings, rules_of
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
    """A class out of which students have left, or that leaves as a whole: how many are to be sealed, and are."""

    group: ClassGroup
    graduating: bool
    leaving: int
    sealed: int

    @property
    def open(self) -> int:
        """How many archives wait to be sealed."""
        return max(self.leaving - self.sealed, 0)


def cohorts(viewer: Viewer) -> tuple[Cohort, ...]:
    """Classes of the highest grade, and classes out of which somebody has left; newest first, three statements."""
    groups: QuerySet[ClassGroup] = ClassGroup.objects.visible_to(viewer)
    last = groups.order_by("-grade__level").values_list("grade__level", flat=True).first()
    standing = Q(archive_seals__isnull=False, archive_seals__opened_at__isnull=True)
    students = Student.unscoped.filter(school=viewer.school, class_group__isnull=False).order_by().values("class_group")
    figures = students.annotate(
        here=Count("pk", filter=Q(left_on__isnull=True), distinct=True),
        left=Count("pk", filter=Q(left_on__isnull=False), distinct=True),
        sealed=Count("pk", filter=standing, distinct=True),
    )
    counted = {row["class_group"]: (row["here"], row["left"], row["sealed"]) for row in figures}
    rows = groups.select_related("grade", "year").order_by("-year__starts_on", "-grade__level", "ordinal")
    found = []
    for row in rows:
        here, left, sealed = counted.get(row.pk, (0, 0, 0))
        graduating = row.grade.level == last and here > 0
        if graduating or left or sealed:
            found.append(Cohort(row, graduating, left + (here if graduating else 0), sealed))
    return tuple(found)


def leaving_of(viewer: Viewer, cohort: Cohort) -> QuerySet[Student]:
    """Those of a class who leave or have left, with the seal that stands at hand."""
    rows: QuerySet[Student] = Student.objects.visible_to(viewer).filter(class_group=cohort.group)
    if not cohort.graduating:
        rows = rows.filter(
            Q(left_on__isnull=False) | Q(archive_seals__opened_at__isnull=True, archive_seals__isnull=False)
        )
    seals = Prefetch("archive_seals", ArchiveSeal.unscoped.standing(), to_attr="seals")
    return rows.select_related("class_group", "school").prefetch_related(seals).order_by("sort_key", "pk")


def unsealed_of(viewer: Viewer, cohort: Cohort) -> QuerySet[Student]:
    """Those of a class who leave or have left and whose archive is still open."""
    return leaving_of(viewer, cohort).exclude(archive_seals__in=ArchiveSeal.unscoped.standing())


@dataclass(frozen=True, slots=True)
class MonthEnding:
    """What ends in a month: for each kind the number of students."""

    first: date
    kinds: tuple[tuple[Kept, int], ...]


def endings_ahead(viewer: Viewer, today: date, before: date) -> tuple[Ending, ...]:
    """What ends before a day, as far as there is anything and the viewer looks after it; a statement for each kind."""
    school = viewer.school or 0
    rules = rules_seen(viewer, today)
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


def students_of(viewer: Viewer, found: tuple[Ending, ...]) -> QuerySet[Student]:
    """The students of the endings in order of class and name."""
    rows: QuerySet[Student] = Student.objects.visible_to(viewer).filter(pk__in={ending.student for ending in found})
    return rows.select_related("class_group").order_by("class_group__name", "sort_key", "pk")


def by_student(students: Iterable[Student], found: tuple[Ending, ...]) -> tuple[StudentEnding, ...]:
    """The endings of these students, the earliest first."""
    grouped: dict[int, list[Ending]] = defaultdict(list)
    for ending in found:
        grouped[ending.student].append(ending)
    return tuple(StudentEnding(student, tuple(grouped[student.pk])) for student in students)


def held_kinds(viewer: Viewer) -> frozenset[Kept]:
    """The kinds that the viewer may hold."""
    return RESTRICTED if viewer.can(Capability.SEE_CARE_BOARD) else frozenset(Kept) - RESTRICTED


def rules_seen(viewer: Viewer, today: date) -> tuple[Rule, ...]:
    """The rules of the kinds that the viewer looks after."""
    kinds = held_kinds(viewer)
    return tuple(rule for rule in rules_on(viewer.school or 0, today) if rule.kind in kinds)


def holds(viewer: Viewer) -> QuerySet[RetentionHold]:
    """What is kept for a reason, newest first."""
    rows: QuerySet[RetentionHold] = RetentionHold.objects.visible_to(viewer).standing()
    rows = rows.filter(kind__in=held_kinds(viewer))
    return rows.select_related("student__class_group", "placed_by")


def seal_of(student: int) -> ArchiveSeal | None:
    """The seal that stands."""
    found: ArchiveSeal | None = ArchiveSeal.unscoped.standing().filter(student=student).first()
    return found
