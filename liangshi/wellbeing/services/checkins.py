"""The student's check-in, and the counsellor's answer to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Role, Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, RoleAppointment
from liangshi.people.services.trail import note
from liangshi.wellbeing.case_choices import Mood
from liangshi.wellbeing.models import StudentCheckIn
from liangshi.wellbeing.queries.checkins import offers_check_in


class NoCheckInError(RefusalError):
    """The school's scheme has no check-in, or the viewer is no student."""


class NothingAskedError(RefusalError):
    """Nobody asked for a talk, or it was answered."""


@dataclass(frozen=True, slots=True)
class Tap:
    """What the student said; the same day's later tap replaces the earlier one."""

    mood: Mood
    wants_talk: bool = False
    words: str = ""


def check_in(*, by: Viewer, tap: Tap, now: datetime) -> StudentCheckIn:
    """One for each day; asking for a talk is told to the counsellors at once and is not taken back by a later tap."""
    try:
        return _check_in(by, tap, now)
    except IntegrityError:
        # Tapped twice at the same moment: the other tap is stored by now.
        return _check_in(by, tap, now)


@transaction.atomic
def _check_in(by: Viewer, tap: Tap, now: datetime) -> StudentCheckIn:
    today = timezone.localdate(now)
    if by.student is None or by.school is None or not offers_check_in(by.school, today):
        raise NoCheckInError
    row = StudentCheckIn.unscoped.select_for_update().filter(student=by.student, on=today).first()
    asked = row is not None and row.wants_talk
    if row is None:
        row = StudentCheckIn(school_id=by.school, student_id=by.student, on=today)
    row.at, row.mood, row.wants_talk = now, tap.mood, tap.wants_talk or asked
    row.words = tap.words or row.words
    row.save()
    note(by=by, verb="check_in.made", row=row, school=by.school, now=now)
    if row.wants_talk and not asked:
        _tell_counsellors(by.school, by.student, now)
    return row


def _tell_counsellors(school: int, student: int, now: datetime) -> None:
    appointed = RoleAppointment.unscoped.on(timezone.localdate(now)).filter(school=school, role=Role.COUNSELLOR)
    accounts = Account.unscoped.filter(pk__in=appointed.values("account"), is_active=True)
    accounts = accounts.exclude(staff__relatives__student=student)
    notify(to=accounts, word=Word("check_in.talk", _("一名学生希望聊聊"), link=reverse("wellbeing:check_ins")), now=now)


@transaction.atomic
def answer_check_in(*, by: Viewer, row: StudentCheckIn, now: datetime) -> None:
    """The counsellor has been in touch."""
    rows = StudentCheckIn.unscoped.filter(pk=row.pk, wants_talk=True, answered_at__isnull=True)
    if not rows.update(answered_at=now):
        raise NothingAskedError
    note(by=by, verb="check_in.answered", row=row, school=row.school_id, now=now)
