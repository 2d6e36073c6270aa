"""One class by name: who has not been seen, and what is missing of whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.duties import Evidence, Outcome, Progress
from liangshi.domain.scheme.vocabulary import DutyKind
from liangshi.people.models import ClassGroup, Student
from liangshi.people.models.students import care_reach

from .book import book_of
from .lists import Thing, open_now, things

SEEING = (DutyKind.TALK, DutyKind.HOME_VISIT)
"""Records in which a mentor or teacher met the student."""
LONG_AGO = timedelta(days=30)
TOOK_PLACE = (Outcome.HELD, Outcome.BY_PHONE)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A student whom nobody has met for long; `last` is None where nobody has in this school year."""

    student: Student
    mentors: tuple[str, ...]
    last: date | None


@dataclass(frozen=True, slots=True)
class ClassStanding:
    """What the page of a class shows; without `rules` there is no scheme to follow yet."""

    rules: bool
    unseen: tuple[Unseen, ...] = ()
    things: tuple[Thing, ...] = ()


def class_standing(viewer: Viewer, group: ClassGroup, today: date, rule: str = "") -> ClassStanding:
    """The class as far as the viewer reaches the pastoral tier; of one clause only where `rule` names it."""
    students = pastoral(viewer).filter(class_group=group, left_on__isnull=True)
    by_key = {student.pk: student for student in students}
    book = book_of(group.school_id, today, frozenset(by_key))
    if book is None:
        return ClassStanding(rules=False)
    records = book.evidence()
    waiting = [entry for entry in open_now(book.nearby_by(records, today), today) if _concerns(entry, group, rule)]
    return ClassStanding(
        rules=True,
        unseen=() if rule else _unseen(by_key, records, today),
        things=things(book, waiting),
    )


def pastoral(viewer: Viewer) -> QuerySet[Student]:
    """Students whose records concern the viewer."""
    return Student.unscoped.filter(care_reach(viewer)).order_by("sort_key", "pk")


def _concerns(entry: Progress, group: ClassGroup, rule: str) -> bool:
    expected = entry.expected
    about = expected.student is not None or expected.class_group == group.pk
    return about and rule in ("", expected.rule)


def _unseen(students: dict[int, Student], records: Iterable[Evidence], today: date) -> tuple[Unseen, ...]:
    last: dict[int, date] = {}
    for record in records:
        if record.kind in SEEING and record.outcome in TOOK_PLACE and record.on <= today:
            for student in record.students:
                last[student] = max(last.get(student, record.on), record.on)
    missing = [key for key in students if key not in last or today - last[key] > LONG_AGO]
    names = mentor_names(missing, today)
    return tuple(Unseen(students[key], names.get(key, ()), last.get(key)) for key in missing)


def mentor_names(students: Iterable[int], today: date) -> dict[int, tuple[str, ...]]:
    """The names of each student's mentors; one statement."""
    rows = Student.unscoped.filter(
        Q(pairings__ends_on__isnull=True) | Q(pairings__ends_on__gt=today),
        pk__in=students, pairings__starts_on__lte=today,
    )  # fmt: skip
    found: dict[int, tuple[str, ...]] = {}
    for key, name in rows.order_by("pairings__mentor__sort_key").values_list("pk", "pairings__mentor__name"):
        found[key] = (*found.get(key, ()), name)
    return found
