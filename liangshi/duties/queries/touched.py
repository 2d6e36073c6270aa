"""Which classes something changed for since the figures were last reckoned."""

from datetime import datetime, timedelta

from django.db.models import Q

from liangshi.growth.models import GrowthMessage
from liangshi.guidance.models import Reflection
from liangshi.pairing.models import Nomination, Pairing
from liangshi.records.models import Entry, EntryStudent, LifeEvent, MentorNote
from liangshi.schemes.models import SchemeVersion

RECENT = timedelta(days=45)
"""Records of older acts are found by the nightly reckoning."""
OVERLAP = timedelta(minutes=2)
"""Rows of transactions that ended after the last look."""


def touched_classes(school: int, since: datetime, now: datetime) -> set[int | None]:
    """Keys of classes; none among them where the whole school is concerned. Eight statements."""
    after = since - OVERLAP
    entries = Entry.unscoped.filter(school=school, happened_at__gte=now - RECENT, filed_at__gt=after)
    parts = EntryStudent.unscoped.filter(entry__in=entries.order_by().values("pk"))
    events = LifeEvent.unscoped.filter(school=school, recorded_at__gt=after)
    found: set[int | None] = set(parts.values_list("student__class_group", flat=True))
    found |= set(events.order_by().values_list("student__class_group", flat=True))
    reflections = Reflection.unscoped.filter(Q(saved_at__gt=after) | Q(read_at__gt=after), school=school)
    found |= set(reflections.order_by().values_list("student__class_group", flat=True))
    messages = GrowthMessage.unscoped.filter(school=school, sent_at__gt=after)
    found |= set(messages.order_by().values_list("student__class_group", flat=True))
    pairings = Pairing.unscoped.filter(school=school, created_at__gt=after)
    found |= set(pairings.order_by().values_list("student__class_group", flat=True))
    named = Nomination.unscoped.filter(Q(nominated_at__gt=after) | Q(decided_at__gt=after), school=school)
    found |= set(named.order_by().values_list("student__class_group", flat=True))
    own_work = MentorNote.unscoped.filter(school=school, written_at__gt=after).exists()
    published = SchemeVersion.unscoped.filter(school=school, published_at__gt=after).exists()
    return found | ({None} if own_work or published else set())
