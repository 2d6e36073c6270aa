"""Whose feed an address opens, and what it shows."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from liangshi.domain.access import Viewer
from liangshi.family.models import CalendarFeed
from liangshi.people.models import Account, DeclaredRelative, Guardian, Guardianship, Staff, Student

BEHIND, AHEAD = timedelta(days=60), timedelta(days=365)
SALT = "liangshi.family.feed"


def key_of(feed: CalendarFeed) -> str:
    """The unguessable part of the feed's address; another one after each renewal."""
    return salted_hmac(SALT, f"{feed.public_id}:{feed.nonce}", settings.SECRET_KEY, algorithm="sha256").hexdigest()


def feed_of(public_id: str, key: str) -> CalendarFeed | None:
    """The feed that this address opens; none for a wrong or renewed address, or an account that was closed."""
    rows = CalendarFeed.unscoped.filter(public_id=public_id, account__is_active=True)
    feed: CalendarFeed | None = rows.select_related("account").first()
    return feed if feed is not None and constant_time_compare(key_of(feed), key) else None


def reader_of(account: Account) -> Viewer:
    """The account as a viewer of what it is on, without any role; four statements."""
    staff = Staff.unscoped.filter(account=account, left_on__isnull=True).values_list("pk", flat=True).first()
    student = Student.unscoped.filter(account=account, left_on__isnull=True).values_list("pk", flat=True).first()
    guardian = Guardian.unscoped.filter(account=account).values_list("pk", flat=True).first()
    wards = Guardianship.unscoped.filter(guardian=guardian, student__left_on__isnull=True) if guardian else ()
    relatives = DeclaredRelative.unscoped.filter(staff=staff) if staff else ()
    return Viewer(
        account=account.pk, school=account.school_id, staff=staff, student=student, guardian=guardian,
        wards=frozenset(tie.student_id for tie in wards), relatives=frozenset(row.student_id for row in relatives),
    )  # fmt: skip


def span_of(today: date) -> tuple[date, date]:
    """The days that a feed shows."""
    return today - BEHIND, today + AHEAD
