"""Who can be reached: the school's numbers, and who is away with whom in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Staff
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import Absence, ConcernRun, Helpline

from .words import away_word, back_word, stand_in_word


@dataclass(frozen=True, slots=True)
class Number:
    """One number to phone."""

    name: str
    number: str
    note: str = ""


@transaction.atomic
def set_helplines(*, by: Viewer, school: int, numbers: Sequence[Number], now: datetime) -> None:
    """The school's own numbers, in this order."""
    Helpline.unscoped.filter(school=school).delete()
    for position, one in enumerate(dict.fromkeys(numbers)):
        row = Helpline.unscoped.create(
            school_id=school, name=one.name, number=one.number, note=one.note, position=position
        )
        note(by=by, verb="helpline.set", row=row, school=school, now=now)


@transaction.atomic
def be_away(
    *,
    by: Viewer,
    staff: Staff,
    starts_at: datetime,
    ends_at: datetime,
    stand_in: Staff | None,
    now: datetime,
    because: str = "",
) -> Absence:
    """Nobody waits for who is away; the ladder is asked again at once. Whoever did not enter it themself is told."""
    absence: Absence = Absence.unscoped.create(
        school_id=staff.school_id, staff=staff, stand_in=stand_in, starts_at=starts_at, ends_at=ends_at,
        because=because,
    )  # fmt: skip
    note(by=by, verb="absence.entered", row=absence, school=staff.school_id, now=now, detail={"staff": staff.public_id})
    _tell(by, staff, away_word(absence), now)
    if stand_in is not None:
        _tell(by, stand_in, stand_in_word(absence), now)
    _ask_again(staff.school_id, now)
    return absence


@transaction.atomic
def be_back(*, by: Viewer, absence: Absence, now: datetime) -> None:
    """The person can be reached again."""
    note(by=by, verb="absence.removed", row=absence, school=absence.school_id, now=now)
    Absence.unscoped.filter(pk=absence.pk).delete()
    _tell(by, absence.staff, back_word(), now)
    _ask_again(absence.school_id, now)


def be_back_from(*, by: Viewer, leave: str, now: datetime) -> None:
    """The same for what followed a leave that has ended."""
    for absence in Absence.unscoped.filter(because=leave, ends_at__gt=now).select_related("staff"):
        be_back(by=by, absence=absence, now=now)


def _tell(by: Viewer, staff: Staff, word: Word, now: datetime) -> None:
    if staff.pk != by.staff:
        notify(to=Account.unscoped.filter(staff=staff, is_active=True), word=word, now=now)


def _ask_again(school: int, now: datetime) -> None:
    ConcernRun.unscoped.filter(school=school, ended_at=None).update(wakes_at=now)
