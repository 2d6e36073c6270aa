"""Ending sessions on other devices."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from liangshi.people.models import Account


def end_sessions(*, accounts: Iterable[Account], keep: str | None = None) -> int:
    """End what these accounts have open, except the session `keep`; the number ended."""
    known = UserSession.objects.filter(user__in=[account.pk for account in accounts]).exclude(session_key=keep or "")
    ended, _ = Session.objects.filter(session_key__in=known.values("session_key")).delete()
    known.delete()
    return ended


def clear_sessions(now: datetime) -> int:
    """Remove what has ended by itself; the number removed."""
    removed, _ = Session.objects.filter(expire_date__lte=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return removed
