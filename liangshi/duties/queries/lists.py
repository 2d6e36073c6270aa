"""A person's own list: what is open now, grouped so that a colleague can read it at a glance. No points, no ranking."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from liangshi.domain.access import APPOINTED, Viewer
from liangshi.domain.duties import Progress, State
from liangshi.foundation.prepared import Prepared, slots
from liangshi.people.models import ClassGroup, Student

from .book import Book, YearRules, book_from, rules_for
from .recorded import can_be_seen
from .words import title_of

AT_MOST = 5
STILL_WORTH = timedelta(days=14)
"""What was due longer ago is no longer on anybody's list: late is late."""


STUDENTS = Prepared(lambda: Student.unscoped.filter(pk__in=slots("keys")).order_by())
CLASSES = Prepared(lambda: ClassGroup.unscoped.filter(pk__in=slots("keys")).order_by())


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to do: a duty with those whom it is about; nobody where it is about the person's own work."""

    rule: str
    title: str
    due: date
    late: bool
    because: str
    students: tuple[Student, ...]
    groups: tuple[ClassGroup, ...] = ()
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class NextDue:
    """What is due next for a student."""

    rule: str
    title: str
    due: date
    opens: date
    state: State


def open_now(entries: Iterable[Progress], today: date) -> list[Progress]:
    """What is open, and what was missed a short while ago where nothing newer of the same rhythm is open."""
    entries = list(entries)
    newer = {
        entry.expected.rhythm
        for entry in entries
        if entry.state is State.OPEN or entry.expected.opens <= today < entry.expected.due
    }
    return [
        entry
        for entry in entries
        if entry.state is State.OPEN
        or (
            entry.state is State.LATE
            and today < entry.expected.due + STILL_WORTH
            and entry.expected.rhythm not in newer
        )
    ]


def concerns(viewer: Viewer) -> frozenset[int] | None:
    """Keys of the viewer's mentees and of the students of the own classes; None for whoever can owe nothing."""
    if viewer.staff is None or viewer.school is None:
        return None
    own = set(viewer.mentees)
    if viewer.homerooms:
        own |= set(Student.unscoped.filter(class_group__in=viewer.homerooms, left_on=None).values_list("pk", flat=True))
    own -= viewer.relatives
    return frozenset(own) if own or viewer.roles & APPOINTED else None


@dataclass(frozen=True, slots=True)
class Near:
    """What runs about now for the students of one member of staff, reckoned once for several questions."""

    book: Book
    entries: tuple[Progress, ...]


def near(viewer: Viewer, today: date, asked: YearRules | None = None) -> Near | None:
    """What runs about now for whoever can owe anything."""
    students = concerns(viewer)
    if students is None or viewer.staff is None or viewer.school is None:
        return None
    asked = asked or rules_for(viewer.school, today)
    if asked is None:
        return None
    book = book_from(asked, today, students, frozenset({viewer.staff}))
    return Near(book, book.nearby(today))


def mine(viewer: Viewer, today: date, asked: YearRules | None = None) -> tuple[Thing, ...]:
    """Everything that the viewer owes now, soonest first; the first `AT_MOST` are enough for a day."""
    found = near(viewer, today, asked)
    return owed(found, viewer.staff, today) if found else ()


def owed(found: Near, staff: int | None, today: date) -> tuple[Thing, ...]:
    """What of it the member of staff owes."""
    waiting = open_now(found.entries, today)
    return things(found.book, [entry for entry in waiting if staff in entry.expected.owners])


def things(book: Book, entries: Iterable[Progress]) -> tuple[Thing, ...]:
    """Grouped by clause, cause and day, what a moment opened first; two statements for the names."""
    groups: dict[tuple[str, str, date], list[Progress]] = {}
    for entry in entries:
        groups.setdefault((entry.expected.rule, entry.expected.because, entry.expected.due), []).append(entry)
    students, classes = _names([entry for found in groups.values() for entry in found])
    found = [
        Thing(
            rule=rule,
            title=title_of(book.clauses.get(rule), rows[0].expected),
            due=due,
            late=rows[0].state is State.LATE,
            because=because,
            students=tuple(students[e.expected.student] for e in rows if e.expected.student in students),
            recorded=can_be_seen(rows[0].expected),
            groups=tuple(classes[e.expected.class_group] for e in rows if e.expected.class_group in classes),
        )
        for (rule, because, due), rows in groups.items()
    ]
    return tuple(sorted(found, key=lambda thing: (not thing.because, not thing.recorded, thing.due, thing.title)))


def _names(entries: list[Progress]) -> tuple[Mapping[int | None, Student], Mapping[int | None, ClassGroup]]:
    students = {entry.expected.student for entry in entries if entry.expected.student is not None}
    classes = {entry.expected.class_group for entry in entries if entry.expected.class_group is not None}
    found_students: dict[int | None, Student] = {}
    found_classes: dict[int | None, ClassGroup] = {}
    if students:
        found_students = {row.pk: row for row in STUDENTS.ask(keys=students)}
    if classes:
        found_classes = {row.pk: row for row in CLASSES.ask(keys=classes)}
    return found_students, found_classes


def next_due(found: Near, students: Collection[int]) -> dict[int, NextDue]:
    """For each student what a member of staff owes next: what is open by its end, else what opens next."""
    waiting = [
        entry
        for entry in found.entries
        if entry.expected.student in students and entry.state in (State.OPEN, State.UPCOMING) and entry.expected.owners
    ]
    waiting.sort(key=lambda entry: (entry.state is State.UPCOMING, entry.expected.due, entry.expected.key))
    first: dict[int, NextDue] = {}
    for entry in waiting:
        student = entry.expected.student
        if student is not None and student not in first:
            title = title_of(found.book.clauses.get(entry.expected.rule), entry.expected)
            first[student] = NextDue(entry.expected.rule, title, entry.expected.due, entry.expected.opens, entry.state)
    return first
