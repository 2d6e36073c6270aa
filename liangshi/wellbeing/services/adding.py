"""More is known: added below, never written over."""

from datetime import datetime

from django.db import IntegrityError

from liangshi.domain.access import Viewer
from liangshi.notices.services import notify
from liangshi.people.models import Account
from liangshi.people.services.trail import note
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import Addition, Concern, Hand, KeptAway, Tell

from .durability import stored
from .problems import ConcernClosedError, NothingSaidError
from .standing import locked
from .words import added_word


def add_to_concern(*, by: Viewer, concern: Concern, text: str, sent_key: str, now: datetime) -> Addition:
    """Add a text; sent twice, it is the same addition. Whoever has it in hand, or was told, hears of it."""
    if not text.strip():
        raise NothingSaidError
    sent = Addition.unscoped.filter(by=by.account, sent_key=sent_key)
    known = sent.first()
    if known is not None:
        return known
    try:
        return stored(lambda: _store(by, concern, text.strip(), sent_key, now))
    except IntegrityError:
        twin = sent.first()
        if twin is None:
            raise
        return twin


def _store(by: Viewer, concern: Concern, text: str, sent_key: str, now: datetime) -> Addition:
    row = locked(concern.pk)
    if row.state == ConcernState.CLOSED:
        raise ConcernClosedError
    addition = Addition.unscoped.create(
        school_id=row.school_id, concern=row, by_id=by.account, at=now, sent_key=sent_key, text=text
    )
    note(by=by, verb="concern.added", row=row, school=row.school_id, now=now)
    notify(to=[one for one in _listeners(row) if one.pk != by.account], word=added_word(row), now=now)
    return addition


def _listeners(concern: Concern) -> list[Account]:
    """Who has it in hand; as long as nobody has, everybody who was told and may still know."""
    held = Hand.unscoped.filter(concern=concern, ended_at=None).values("person")
    if held.exists():
        return list(Account.unscoped.filter(pk__in=held))
    told = Tell.unscoped.filter(run__concern=concern, run__ended_at=None).values("person")
    away = KeptAway.unscoped.filter(concern=concern).values("account")
    return list(Account.unscoped.filter(pk__in=told).exclude(pk__in=away))
