"""The school of the benchmark: mentors who are signed in, each with students of their own."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from liangshi.pairing.models import Pairing
from liangshi.people.models import Staff
from liangshi.project.demo.loading import load_demo
from liangshi.records.models import Entry


@dataclass(frozen=True)
class Logging:
    """One mentor's session, the students by public id, and a key for each talk that is going to be sent."""

    session: str
    students: tuple[str, ...]
    keys: tuple[str, ...]


def build() -> None:
    """The demo school."""
    call_command("migrate", verbosity=0)
    load_demo(timezone.now())


def signed_in(mentors: int, talks: int, name: str) -> list[Logging]:
    """Fresh sessions for `mentors`, and what each is going to send; `name` tells the keys of one run from another's."""
    students: dict[int, list[str]] = {}
    for mentor, student in Pairing.unscoped.order_by("pk").values_list("mentor", "student__public_id"):
        students.setdefault(mentor, []).append(student)
    rows = Staff.unscoped.filter(pk__in=students, account__isnull=False).select_related("account").order_by("pk")
    sent, sessions = [], []
    for staff in rows[:mentors]:
        store = SessionStore()
        content = {
            SESSION_KEY: str(staff.account.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: staff.account.get_session_auth_hash(),
        }  # fmt: skip
        key = store._get_new_session_key()
        expires = timezone.now() + timedelta(hours=1)
        sessions.append(Session(session_key=key, session_data=store.encode(content), expire_date=expires))
        keys = tuple(f"{name}-{staff.pk}-{number}" for number in range(talks))
        sent.append(Logging(key, tuple(students[staff.pk]), keys))
    Session.objects.bulk_create(sessions)
    return sent


def wrong(sent: list[Logging]) -> list[str]:
    """Keys of talks that are not stored exactly once; read from the database alone."""
    wanted = [key for one in sent for key in one.keys]
    stored = list(Entry.unscoped.filter(client_key__in=wanted).values_list("client_key", flat=True))
    return [key for key in wanted if stored.count(key) != 1]
