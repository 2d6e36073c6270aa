"""What fulfils duties: each record once, for everybody who took part."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils import timezone

from liangshi.domain.duties import Among, Event, Evidence, Outcome
from liangshi.domain.scheme import DutyKind
from liangshi.people.models import School
from liangshi.records.choices import DUTY_KINDS, EntryKind, scheme_channel, trigger_of
from liangshi.records.models import Entry, EntryStaff, EntryStudent, LifeEvent, MentorNote, TeachingView

FEW = 5_000
"""So many records are named by their keys in the next question; a database takes no more than some 30,000."""


def school_evidence(school: School, since: date, until: date, among: Among | None = None) -> tuple[Evidence, ...]:
    """Records, notes and relayed views of the days from `since` to the day before `until`; five statements."""
    return (
        *_entries(school, since, until, among),
        *_notes(school, since, until, among),
        *_views(school, since, until, among),
    )


def school_events(school: School, since: date, until: date) -> tuple[Event, ...]:
    """Events of life of these days; one statement."""
    rows = LifeEvent.unscoped.filter(school=school, happened_on__gte=since, happened_on__lt=until)
    return tuple(
        Event(f"event:{key}", trigger_of(kind), student, on)
        for key, kind, student, on in rows.order_by("pk").values_list("public_id", "kind", "student", "happened_on")
    )


def _entries(school: School, since: date, until: date, among: Among | None) -> Iterable[Evidence]:
    rows = Entry.unscoped.filter(happened_at__gte=midnight(since), happened_at__lt=midnight(until))
    if among is None:
        rows = rows.filter(school=school)
    else:  # without the school, so that the database begins with the few and not with all records of these days
        about = EntryStudent.unscoped.filter(student__in=among.students).values("entry")
        by = EntryStaff.unscoped.filter(staff__in=among.staff).order_by().values("entry")
        rows = rows.filter(_wanted(among, since), pk__in=about.union(by))
    columns, here = ("pk", "public_id", "kind", "happened_at", "channel", "outcome"), timezone.get_current_timezone()
    found = list(rows.order_by("pk").values_list(*columns))
    few = among is not None and len(found) <= FEW
    keys: Iterable[int] = [pk for pk, *_ in found] if few else rows.order_by().values_list("pk", flat=True)
    students = _keys(EntryStudent.unscoped.filter(entry__in=keys), "student")
    staff = _keys(EntryStaff.unscoped.filter(entry__in=keys).order_by(), "staff")
    for pk, key, kind, happened_at, channel, outcome in found:
        yield Evidence(
            key=f"entry:{key}", kind=DUTY_KINDS[EntryKind(kind)], students=frozenset(students[pk]),
            by=frozenset(staff[pk]), on=happened_at.astimezone(here).date(), channel=scheme_channel(channel),
            outcome=Outcome(outcome),
        )  # fmt: skip


def _wanted(among: Among, first: date) -> Q:
    """The kinds that are asked for, each from its day on."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for kind, duty in DUTY_KINDS.items():
        day = among.first((duty,), first)
        if day is not None:
            by_day[day].append(kind.value)
    asked = [Q(kind__in=kinds, happened_at__gte=midnight(day)) for day, kinds in by_day.items()]
    return reduce(or_, asked, Q(pk__in=()))


def _keys(rows: "QuerySet[EntryStudent] | QuerySet[EntryStaff]", column: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for entry, key in rows.values_list("entry", column):
        found[entry].append(key)
    return found


def _notes(school: School, since: date, until: date, among: Among | None) -> Iterable[Evidence]:
    rows = MentorNote.unscoped.filter(school=school, happened_on__gte=since, happened_on__lt=until).order_by("pk")
    if among is not None:
        if among.first((DutyKind.MENTOR_NOTE,), since) is None:
            return
        rows = rows.filter(Q(author__in=among.staff) | Q(student__in=among.students))
    for key, author, student, on in rows.values_list("public_id", "author", "student", "happened_on"):
        students = frozenset() if student is None else frozenset({student})
        yield Evidence(f"note:{key}", DutyKind.MENTOR_NOTE, students, frozenset({author}), on)


def _views(school: School, since: date, until: date, among: Among | None) -> Iterable[Evidence]:
    rows = TeachingView.unscoped.filter(school=school, by_staff__isnull=False)
    rows = rows.filter(sent_at__gte=midnight(since), sent_at__lt=midnight(until)).order_by("pk")
    if among is not None:
        if among.first((DutyKind.RELAY_VIEWS,), since) is None:
            return
        rows = rows.filter(by_staff__in=among.staff)
    for key, staff, sent_at in rows.values_list("public_id", "by_staff", "sent_at"):
        on = timezone.localdate(sent_at)
        yield Evidence(f"view:{key}", DutyKind.RELAY_VIEWS, frozenset(), frozenset({staff}), on)


def midnight(day: date) -> datetime:
    """The first moment of a local day."""
    return timezone.make_aware(datetime.combine(day, time()))
