"""The school of the benchmark: as many students as asked for, all of them signed in, none with a wish yet."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from liangshi.audit.models import Entry
from liangshi.domain.vocabulary import GUIDANCE_FIELDS
from liangshi.pairing.models import Candidate, Preference, PreferenceList, RoundMentor
from liangshi.project.demo.loading import load_demo


@dataclass(frozen=True)
class Sent:
    """What one student hands in, and the session in which that happens."""

    session: str
    candidate: str
    mentors: tuple[str, ...]
    names: tuple[str, ...]
    help_wanted: str
    about_mentor: str


def build(students: int) -> list[Sent]:
    """The database of a running round, and what everybody is going to send."""
    call_command("migrate", verbosity=0)
    load_demo(timezone.now(), students)
    PreferenceList.unscoped.all().delete()
    draw = random.Random(20260901)
    rows = RoundMentor.unscoped.order_by("pk").values_list("staff__name", "public_id")
    shared = Counter(name for name, _ in rows)
    mentors = [(name, public_id) for name, public_id in rows if shared[name] == 1]
    lines = Candidate.unscoped.select_related("student__account").order_by("pk")
    sent, sessions = [], []
    for line in lines:
        account = line.student.account
        store = SessionStore()
        content = {
            SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: account.get_session_auth_hash(),
        }  # fmt: skip
        key = store._get_new_session_key()
        expires = timezone.now() + timedelta(hours=1)
        sessions.append(Session(session_key=key, session_data=store.encode(content), expire_date=expires))
        about = f"希望老师有耐心({line.student.number})"
        names, wanted = zip(*draw.sample(mentors, 3), strict=True)
        sent.append(Sent(key, line.public_id, wanted, names, draw.choice(GUIDANCE_FIELDS), about))
    Session.objects.bulk_create(sessions)
    return sent


def lost(sent: list[Sent]) -> list[str]:
    """Candidates whose stored list is not the one that was sent; read from the database alone."""
    stored: dict[str, tuple[object, ...]] = {}
    ranked: dict[str, list[str]] = {}
    for candidate, mentor in Preference.unscoped.order_by("preferences", "rank").values_list(
        "preferences__candidate__public_id", "mentor__public_id"
    ):
        ranked.setdefault(candidate, []).append(mentor)
    for row in PreferenceList.unscoped.select_related("candidate"):
        key = row.candidate.public_id
        stored[key] = (row.state, tuple(ranked.get(key, ())), row.help_wanted, row.about_mentor)
    logged = set(Entry.unscoped.filter(verb="wishes.submitted").values_list("subject", flat=True))
    return [
        one.candidate
        for one in sent
        if stored.get(one.candidate) != ("submitted", one.mentors, [one.help_wanted], one.about_mentor)
        or one.candidate not in logged
    ]
