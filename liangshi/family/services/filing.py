"""A meeting becomes a record with one tap: nothing that the appointment knows is typed again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.family.choices import Way
from liangshi.family.models import Appointment
from liangshi.family.queries.acts import outcomes_of
from liangshi.family.queries.sides import guardians_on, side_of, staff_on
from liangshi.foundation.refusals import RefusalError
from liangshi.records.choices import Channel, EntryKind, Outcome, Readers
from liangshi.records.models import Entry
from liangshi.records.services.entries import EntryDraft, keep_entry

KINDS = {
    Way.HOME_VISIT: (EntryKind.HOME_VISIT, Channel.HOME_VISIT),
    Way.AT_SCHOOL: (EntryKind.HOME_VISIT, Channel.SCHOOL_MEETING),
    Way.VIDEO: (EntryKind.HOME_VISIT, Channel.VIDEO),
    Way.PHONE: (EntryKind.PHONE_CALL, Channel.PHONE),
    Way.TALK: (EntryKind.TALK, Channel.FACE_TO_FACE),
}
"""What is recorded of a meeting with the family."""

TALKS = {Way.PHONE: Channel.PHONE, Way.VIDEO: Channel.VIDEO, Way.HOME_VISIT: Channel.HOME_VISIT}
"""A meeting with the student alone is a talk; face to face unless it was one of these."""


class NotToBeFiledError(RefusalError):
    """It has not taken place yet, or the viewer was not on it for the school."""


class FiledAlreadyError(RefusalError):
    """There is a record of it."""


@dataclass(frozen=True, slots=True)
class FilingDraft:
    """How it came out, and what is worth adding at once."""

    outcome: Outcome
    words: str = ""
    next_step: str = ""
    next_step_on: date | None = None


@transaction.atomic
def file_appointment(*, by: Viewer, appointment: Appointment, draft: FilingDraft, now: datetime) -> Entry:
    """One record for everybody of the school who was on it."""
    if appointment.entry_id is not None:
        raise FiledAlreadyError
    if draft.outcome not in outcomes_of(side_of(by, appointment), appointment, now):
        raise NotToBeFiledError
    entry = keep_entry(by=by, draft=_entry_of(appointment, draft), now=now)
    if not Appointment.unscoped.filter(pk=appointment.pk, entry__isnull=True).update(entry=entry):
        raise FiledAlreadyError
    return entry


def _entry_of(appointment: Appointment, draft: FilingDraft) -> EntryDraft:
    happened_at = appointment.starts_at or appointment.closed_at
    assert happened_at is not None
    way = Way(appointment.way)
    kind, channel = KINDS[way]
    if not guardians_on(appointment).exists():
        kind, channel = EntryKind.TALK, TALKS.get(way, Channel.FACE_TO_FACE)
    return EntryDraft(
        kind=kind, students=(appointment.student_id,), happened_at=happened_at, channel=channel,
        outcome=draft.outcome, readers=Readers.TEAM if appointment.team else Readers.MENTORS, words=draft.words,
        next_step=draft.next_step, next_step_on=draft.next_step_on,
        colleagues=tuple(staff_on(appointment).values_list("staff", flat=True)),
        client_key=f"appointment-{appointment.public_id}",
    )  # fmt: skip
