"""What changes what is owed: exemptions with a reason, leave with who stands in."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.duties.models import Exemption, MentorLeave
from liangshi.notices.services import Word, notify
from liangshi.pairing.models import Pairing
from liangshi.people.models import Account, Staff, Student
from liangshi.schemes.queries import scheme_on
from liangshi.wellbeing.services.manning import be_away, be_back_from

from .stale import mark_stale


class NotOfThisSchoolError(Exception):
    """The student or the member of staff belongs to another school."""


class UnknownClauseError(Exception):
    """The scheme in force has no such duty."""


class OverlappingLeaveError(Exception):
    """The mentor is away at that time already, or whoever should stand in is."""


@dataclass(frozen=True, slots=True)
class ExemptionDraft:
    """Which clause, of whom, from when to the day before `ends_on`, why."""

    rule: str
    starts_on: date
    ends_on: date
    reason: str
    student: Student | None = None
    mentor: Staff | None = None


@dataclass(frozen=True, slots=True)
class LeaveDraft:
    """Who is away, who stands in, from when to the day before `ends_on`."""

    mentor: Staff
    stand_in: Staff | None
    starts_on: date
    ends_on: date


@transaction.atomic
def exempt(*, by: Viewer, school: int, draft: ExemptionDraft, now: datetime) -> Exemption:
    """A clause is not asked of somebody for a time."""
    if any(one is not None and one.school_id != school for one in (draft.student, draft.mentor)):
        raise NotOfThisSchoolError
    if draft.rule not in {rule.id for rule in scheme_on(school, timezone.localdate(now)).duties}:
        raise UnknownClauseError
    row: Exemption = Exemption.unscoped.create(
        school_id=school, rule=draft.rule, student=draft.student, mentor=draft.mentor, starts_on=draft.starts_on,
        ends_on=draft.ends_on, reason=draft.reason, made_by_id=by.account, made_at=now,
    )  # fmt: skip
    record(
        by=by, verb="duty.exempted", kind="exemption", subject=row.public_id, school=school, now=now,
        detail={"rule": draft.rule, **_named(student=draft.student, staff=draft.mentor)},
    )  # fmt: skip
    mark_stale(school, _classes(draft), now)
    return row


def _named(**rows: Student | Staff | None) -> dict[str, object]:
    return {key: row.public_id for key, row in rows.items() if row is not None}


def _classes(draft: ExemptionDraft) -> set[int | None]:
    """The class of the student; for a mentor the whole school, since own work is counted there too."""
    return {draft.student.class_group_id} if draft.student is not None else {None}


@transaction.atomic
def end_exemption(*, by: Viewer, exemption: Exemption, now: datetime) -> None:
    """It no longer holds from today on; what it took away before stays away."""
    today = timezone.localdate(now)
    rows = Exemption.unscoped.filter(pk=exemption.pk, ends_on__gt=today)
    if rows.update(ends_on=max(today, exemption.starts_on)):
        record(
            by=by, verb="duty.exemption_ended", kind="exemption", subject=exemption.public_id,
            school=exemption.school_id, now=now,
        )  # fmt: skip
        group = exemption.student.class_group_id if exemption.student else None
        mark_stale(exemption.school_id, {group}, now)


@transaction.atomic
def note_leave(*, by: Viewer, school: int, draft: LeaveDraft, now: datetime) -> MentorLeave:
    """A mentor is away; whoever stands in is told, and reaches the mentees for that time."""
    people = [one for one in (draft.mentor, draft.stand_in) if one is not None]
    if any(one.school_id != school for one in people):
        raise NotOfThisSchoolError
    meanwhile = MentorLeave.unscoped.filter(starts_on__lt=draft.ends_on, ends_on__gt=draft.starts_on)
    if meanwhile.filter(mentor__in=people).exists():
        raise OverlappingLeaveError
    row: MentorLeave = MentorLeave.unscoped.create(
        school_id=school, mentor=draft.mentor, stand_in=draft.stand_in, starts_on=draft.starts_on,
        ends_on=draft.ends_on, made_by_id=by.account, made_at=now,
    )  # fmt: skip
    record(
        by=by, verb="duty.leave_noted", kind="mentor_leave", subject=row.public_id, school=school, now=now,
        detail=_named(staff=draft.mentor, stand_in=draft.stand_in),
    )  # fmt: skip
    _tell_stand_in(row, now)
    if row.starts_on < row.ends_on:
        be_away(
            by=by, staff=row.mentor, starts_at=_midnight(row.starts_on), ends_at=_midnight(row.ends_on),
            stand_in=None, now=now, because=row.public_id,
        )  # fmt: skip
    mark_stale(school, {None}, now)
    return row


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _tell_stand_in(leave: MentorLeave, now: datetime) -> None:
    account = Account.objects.filter(staff=leave.stand_in_id).first() if leave.stand_in_id else None
    if account is None:
        return
    open_ = Q(ends_on__isnull=True) | Q(ends_on__gt=leave.starts_on)
    number = Pairing.unscoped.filter(open_, mentor=leave.mentor_id).values("student").distinct().count()
    text = _("%(name)s老师不在的时候，请您代为关照 %(n)s 名学生。") % {"name": leave.mentor.name, "n": number}
    notify(to=[account], word=Word("duties.stand_in", _("请您代任导师"), text, reverse("duties:mine")), now=now)


@transaction.atomic
def end_leave(*, by: Viewer, leave: MentorLeave, now: datetime) -> None:
    """The mentor is back from today on."""
    today = timezone.localdate(now)
    rows = MentorLeave.unscoped.filter(pk=leave.pk, ends_on__gt=today)
    if rows.update(ends_on=max(today, leave.starts_on)):
        record(
            by=by, verb="duty.leave_ended", kind="mentor_leave", subject=leave.public_id,
            school=leave.school_id, now=now,
        )  # fmt: skip
        be_back_from(by=by, leave=leave.public_id, now=now)
        mark_stale(leave.school_id, {None}, now)
