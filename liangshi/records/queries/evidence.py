"""What fulfils duties: each record once, for everybody who took part."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from liangshi.domain.duties import Among, Event, Evidence, Outcome
from liangshi.domain.scheme import DutyKind
from liangshi.foundation.prepared import Prepared, slot, slots
from liangshi.people.models import School
from liangshi.records.choices import DUTY_KINDS, EntryKind, scheme_channel, trigger_of
from liangshi.records.models import Entry, EntryStaff, EntryStudent, LifeEvent, MentorNote, TeachingView

Found = tuple[list[tuple[Any, ...]], dict[int, list[int]], dict[int, list[int]]]
"""Records with who was there, by record: students, staff."""

ENTRY = ("pk", "public_id", "kind", "happened_at", "channel", "outcome")
NOTE = ("public_id", "author", "student", "happened_on")
VIEW = ("public_id", "by_staff", "sent_at")


def _from_its_day() -> Case:
    """The moment from which records of their kind are wanted."""
    return Case(*(When(kind=kind.value, then=slot(kind.value)) for kind in DUTY_KINDS), default=slot("until"))


def _entries_of_few() -> QuerySet[Entry]:
    """Without the school, so that the database begins with the few and not with all records of these days."""
    about = EntryStudent.unscoped.filter(student__in=slots("students")).values("entry")
    by = EntryStaff.unscoped.filter(staff__in=slots("staff")).order_by().values("entry")
    mine = Entry.unscoped.filter(happened_at__lt=slot("until"), pk__in=about.union(by))
    return mine.filter(happened_at__gte=_from_its_day())


def _notes_written() -> QuerySet[MentorNote]:
    return MentorNote.unscoped.filter(
        school=slot("school"), happened_on__gte=slot("since"), happened_on__lt=slot("until")
    ).order_by("pk")


def _views_sent() -> QuerySet[TeachingView]:
    return TeachingView.unscoped.filter(
        school=slot("school"), by_staff__isnull=False, sent_at__gte=slot("since"), sent_at__lt=slot("until")
    ).order_by("pk")


OF_FEW = Q(author__in=slots("staff")) | Q(student__in=slots("students"))
ENTRIES_OF_FEW = Prepared(lambda: _entries_of_few().order_by("pk").values_list(*ENTRY))
STUDENTS = Prepared(
    lambda: EntryStudent.unscoped.filter(entry__in=slots("entries")).order_by().values_list("entry", "student")
)
STAFF = Prepared(
    lambda: EntryStaff.unscoped.filter(entry__in=slots("entries")).order_by().values_list("entry", "staff")
)
NOTES = Prepared(lambda: _notes_written().values_list(*NOTE))
NOTES_OF_FEW = Prepared(lambda: _notes_written().filter(OF_FEW).values_list(*NOTE))
VIEWS = Prepared(lambda: _views_sent().values_list(*VIEW))
VIEWS_OF_FEW = Prepared(lambda: _views_sent().filter(by_staff__in=slots("staff")).values_list(*VIEW))
EVENTS = Prepared(
    lambda: (
        LifeEvent.unscoped.filter(school=slot("school"), happened_on__gte=slot("since"), happened_on__lt=slot("until"))
        .order_by("pk")
        .values_list("public_id", "kind", "student", "happened_on")
    )
)


def school_evidence(school: School, since: date, until: date, among: Among | None = None) -> tuple[Evidence, ...]:
    """Records, notes and relayed views of the days from `since` to the day before `until`; five statements."""
    return (
        *_entries(school, since, until, among),
        *_notes(school, since, until, among),
        *_views(school, since, until, among),
    )


def school_events(school: School, since: date, until: date) -> tuple[Event, ...]:
    """Events of life of these days; one statement."""
    rows = EVENTS.ask(school=school.pk, since=since, until=until)
    return tuple(Event(f"event:{key}", trigger_of(kind), student, on) for key, kind, student, on in rows)


def _entries(school: School, since: date, until: date, among: Among | None) -> Iterable[Evidence]:
    found, students, staff = _of_all(school, since, until) if among is None else _of_few(among, since, until)
    here = timezone.get_current_timezone()
    for pk, key, kind, happened_at, channel, outcome in found:
        yield Evidence(
            key=f"entry:{key}", kind=DUTY_KINDS[EntryKind(kind)], students=frozenset(students[pk]),
            by=frozenset(staff[pk]), on=happened_at.astimezone(here).date(), channel=scheme_channel(channel),
            outcome=Outcome(outcome),
        )  # fmt: skip


def _of_all(school: School, since: date, until: date) -> Found:
    rows = Entry.unscoped.filter(school=school, happened_at__gte=midnight(since), happened_at__lt=midnight(until))
    keys = rows.order_by().values("pk")
    students = EntryStudent.unscoped.filter(entry__in=keys).values_list("entry", "student")
    staff = EntryStaff.unscoped.filter(entry__in=keys).order_by().values_list("entry", "staff")
    return list(rows.order_by("pk").values_list(*ENTRY)), _by_entry(students), _by_entry(staff)


def _of_few(among: Among, since: date, until: date) -> Found:
    nothing = midnight(until)
    days = {kind: among.first((duty,), since) for kind, duty in DUTY_KINDS.items()}
    wanted = {kind.value: midnight(day) if day else nothing for kind, day in days.items()}
    found = ENTRIES_OF_FEW.ask(students=among.students, staff=among.staff, until=nothing, **wanted)
    keys = [pk for pk, *_ in found]
    return found, _by_entry(STUDENTS.ask(entries=keys)), _by_entry(STAFF.ask(entries=keys))


def _by_entry(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for entry, key in rows:
        found[entry].append(key)
    return found


def _notes(school: School, since: date, until: date, among: Among | None) -> Iterable[Evidence]:
    first = among.first((DutyKind.MENTOR_NOTE,), since) if among else since
    if first is None:
        return
    span = {"school": school.pk, "since": first, "until": until}
    rows = NOTES_OF_FEW.ask(**span, students=among.students, staff=among.staff) if among else NOTES.ask(**span)
    for key, author, student, on in rows:
        students = frozenset() if student is None else frozenset({student})
        yield Evidence(f"note:{key}", DutyKind.MENTOR_NOTE, students, frozenset({author}), on)


def _views(school: School, since: date, until: date, among: Among | None) -> Iterable[Evidence]:
    first = among.first((DutyKind.RELAY_VIEWS,), since) if among else since
    if first is None:
        return
    span = {"school": school.pk, "since": midnight(first), "until": midnight(until)}
    for key, staff, sent_at in VIEWS_OF_FEW.ask(**span, staff=among.staff) if among else VIEWS.ask(**span):
        on = timezone.localdate(sent_at)
        yield Evidence(f"view:{key}", DutyKind.RELAY_VIEWS, frozenset(), frozenset({staff}), on)


def midnight(day: date) -> datetime:
    """The first moment of a local day."""
    return timezone.make_aware(datetime.combine(day, time()))
