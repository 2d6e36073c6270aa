"""File a record: three taps are enough, and the same record sent twice is one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.prepared import Prepared, slot
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Staff, Student
from liangshi.records.choices import USUAL_CHANNEL, EntryKind, Outcome, Readers
from liangshi.records.models import Entry, EntryStaff, EntryStudent
from liangshi.records.queries.naming import reached_keys
from liangshi.records.queries.scheme_forms import form_of
from liangshi.schemes.queries import version_on

SLACK = timedelta(minutes=10)
"""So far may the clock of a phone be ahead."""


class NobodyNamedError(RefusalError):
    """A record has at least one student."""


class NotWithinReachError(RefusalError):
    """A student or a colleague who does not exist for the author, or is a declared relative."""


class NotYetHappenedError(RefusalError):
    """A record of something that lies ahead."""


class LeftByThenError(RefusalError):
    """A student was at the school no more on the day in question."""


class NotStaffError(RefusalError):
    """Only members of staff keep records."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What is filed at once; words, next step and sharing may follow."""

    kind: EntryKind
    students: tuple[int, ...]
    happened_at: datetime
    channel: str = ""
    outcome: str = Outcome.HELD
    readers: str = Readers.TEAM
    topic: str = ""
    words: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    colleagues: tuple[int, ...] = field(default=())
    client_key: str | None = None


BEFORE: Prepared[Entry] = Prepared(
    lambda: Entry.unscoped.filter(author=slot("author"), client_key=slot("key")).order_by()
)


def keep_entry(*, by: Viewer, draft: EntryDraft, now: datetime) -> Entry:
    """File the record; one that has arrived before is given back as it stands."""
    if draft.client_key:
        for before in BEFORE.ask(author=by.staff, key=draft.client_key):
            return before
    try:
        return _file(by, draft, now)
    except IntegrityError:
        if not draft.client_key:
            raise
        return Entry.unscoped.get(author=by.staff, client_key=draft.client_key)


@transaction.atomic
def _file(by: Viewer, draft: EntryDraft, now: datetime) -> Entry:
    if by.staff is None or by.school is None:
        raise NotStaffError
    happened_at = true_time(draft.happened_at, now)
    day = timezone.localdate(happened_at)
    students = students_of(by, draft.students)
    _refuse_the_gone(students, day)
    version = version_on(by.school, day)
    rule = form_of(version, draft.kind)
    entry: Entry = Entry.unscoped.create(
        school_id=by.school, kind=draft.kind, author_id=by.staff, happened_at=happened_at, filed_at=now,
        channel=draft.channel or USUAL_CHANNEL[draft.kind], outcome=draft.outcome, readers=draft.readers,
        topic=draft.topic, words=draft.words, next_step=draft.next_step, next_step_on=draft.next_step_on,
        scheme_version=version, form=rule.id if rule else "", client_key=draft.client_key or None,
    )  # fmt: skip
    EntryStudent.unscoped.bulk_create(
        EntryStudent(school_id=by.school, entry=entry, student_id=student) for student in students
    )
    company = [by.staff, *(key for key in draft.colleagues if key != by.staff)]
    if company[1:]:
        colleagues_of(by, company[1:])
    EntryStaff.unscoped.bulk_create(
        EntryStaff(school_id=by.school, entry=entry, staff_id=key, named_at=now) for key in company
    )
    record(
        by=by, verb="entry.filed", kind="entry", subject=entry.public_id, school=by.school, now=now,
        detail={"kind": draft.kind, "students": len(students), "late": entry.late},
    )  # fmt: skip
    if company[1:]:
        tell_colleagues(entry, company[1:], now)
    return entry


def _refuse_the_gone(students: Iterable[int], day: date) -> None:
    rows = Student.unscoped.filter(pk__in=students, left_on__lte=day).order_by("sort_key")
    gone = tuple(rows.values_list("name", flat=True))
    if gone:
        raise LeftByThenError(names=gone)


def true_time(happened_at: datetime, now: datetime) -> datetime:
    """When it happened; a phone whose clock is a little ahead is forgiven."""
    if happened_at > now + SLACK:
        raise NotYetHappenedError
    return min(happened_at, now)


def students_of(by: Viewer, keys: Iterable[int]) -> list[int]:
    """The named students, all of them within the author's reach."""
    wanted = set(keys)
    if not wanted:
        raise NobodyNamedError
    if reached_keys(by, wanted) != wanted:
        raise NotWithinReachError
    return sorted(wanted)


def colleagues_of(by: Viewer, keys: Iterable[int]) -> dict[int, Staff]:
    """Members of staff of the own school by key."""
    wanted = set(keys)
    found: dict[int, Staff] = Staff.objects.visible_to(by).filter(left_on__isnull=True).in_bulk(wanted)
    if len(found) != len(wanted):
        raise NotWithinReachError
    return found


def tell_colleagues(entry: Entry, staff: Iterable[int], now: datetime) -> None:
    """Whoever is named as having been there learns of it, without content."""
    accounts = Account.objects.filter(staff__in=list(staff), is_active=True)
    link = reverse("records:entry", args=[entry.public_id])
    word = Word("entry.joined", _("同事把您记入了一条共同的记录"), link=link)
    notify(to=accounts, word=word, now=now)
