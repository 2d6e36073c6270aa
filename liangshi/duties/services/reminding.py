"""One notice for a person and day at most, with what is due: a digest at the beginning of the week, never at night."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.duties import Progress, State
from liangshi.domain.quiet_hours import QuietHours
from liangshi.duties.models import DutyBook
from liangshi.duties.queries.book import Book, book_of
from liangshi.duties.queries.words import last_day, title_of
from liangshi.foundation.templatetags.liangshi import clauses, month_day
from liangshi.jobs.services import one_by_one
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, School

SHOWN = 5


def remind(now: datetime) -> int:
    """Remind each school once a day, on school days, outside quiet hours; the number of people told."""
    local = timezone.localtime(now)
    if QuietHours.of(settings.QUIET_HOURS).hold(local):
        return 0
    return one_by_one(lambda school: remind_school(school, now), list(School.unscoped.values_list("pk", flat=True)))


@transaction.atomic
def remind_school(school: int, now: datetime) -> int:
    """Tell whoever owes something; the number told. A second call on the same day tells nobody."""
    today = timezone.localdate(now)
    DutyBook.objects.get_or_create(school_id=school)
    mine = DutyBook.objects.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=today), school=school)
    if not mine.update(reminded_on=today):
        return 0
    book = book_of(school, today)
    if book is None or not book.plan.calendar.is_school_day(today):
        return 0
    owed = due_lines(book, today)
    accounts = Account.objects.filter(staff__in=owed, staff__left_on__isnull=True).values_list("staff", "pk")
    rows = Account.objects.in_bulk([key for _staff, key in accounts])
    return sum(notify(to=[rows[key]], word=_digest(owed[staff]), now=now) for staff, key in accounts)


def due_lines(book: Book, today: date) -> dict[int, list[str]]:
    """For each member of staff what to say, soonest first."""
    first = first_of_week(book, today)
    monday = today - timedelta(days=today.weekday())
    grouped: dict[int, dict[tuple[str, date], int]] = defaultdict(dict)
    for entry in book.nearby(today):
        if entry.state is State.OPEN and _is_said(entry, today, monday, first=first):
            title = title_of(book.clauses.get(entry.expected.rule), entry.expected)
            for staff in entry.expected.owners:
                counts = grouped[staff]
                key = (title, entry.expected.due)
                counts[key] = counts.get(key, 0) + (entry.expected.student is not None)
    return {staff: [_line(title, due, n) for (title, due), n in counts.items()] for staff, counts in grouped.items()}


def first_of_week(book: Book, today: date) -> bool:
    """Whether no school day of this week lies before today."""
    monday = today - timedelta(days=today.weekday())
    return not any(book.plan.calendar.is_school_day(monday + timedelta(days=n)) for n in range(today.weekday()))


def _is_said(entry: Progress, today: date, monday: date, *, first: bool) -> bool:
    """At the beginning of the week what ends in it; later only what a moment opened today or what of it ends today."""
    due = entry.expected.due
    if first:
        return due <= monday + timedelta(days=8)
    return bool(entry.expected.because) and today in (entry.expected.opens, last_day(due))


def _line(title: str, due: date, students: int) -> str:
    words = {"title": title, "n": students, "day": month_day(last_day(due))}
    if students:
        return _("%(title)s：%(n)s 名学生，%(day)s前") % words
    return _("%(title)s，%(day)s前") % words


def _digest(lines: Iterable[str]) -> Word:
    lines = list(lines)
    text = clauses(lines[:SHOWN])
    if len(lines) > SHOWN:
        text += _("；另有 %(n)s 项") % {"n": len(lines) - SHOWN}
    title = _("近日该做的事：%(n)s 项") % {"n": len(lines)}
    return Word("duties.digest", title, _("%(text)s。") % {"text": text}, reverse("duties:mine"))
