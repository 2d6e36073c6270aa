"""A case from its opening to its end, and again: who owns it, when it is looked at, when it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Staff
from liangshi.people.services.trail import note
from liangshi.wellbeing.case_choices import LIVE_MEMBERS, ActionState, CaseState, EntryKind, MemberState, Unfinished
from liangshi.wellbeing.models import Case, CaseAction, CaseConcern, CaseLink, CaseMember, Concern, ConcernStudent
from liangshi.wellbeing.services.case_entries import CaseClosedError, EntryDraft, put_entry
from liangshi.wellbeing.services.case_law import (
    NotYoursError,
    may_name_owner,
    must_fit,
    must_keep,
    must_work_on,
    staff_of,
)

TRIES = 3
"""So often is the next number asked for where others open cases at the same moment."""


class NoStudentError(RefusalError):
    """Nobody knows yet which student is meant."""


class InCaseAlreadyError(RefusalError):
    """This part of the concern stands in a case, or the student has an open one."""


class CaseMovedError(RefusalError):
    """Somebody else changed the case meanwhile."""


class StillToDoError(RefusalError):
    """Something is still to be done and no reason is given for leaving it."""


class NeedsWordsError(RefusalError):
    """The reason is missing."""


class NextDateError(RefusalError):
    """The next date lies in the past."""


class LinkedAlreadyError(RefusalError):
    """The two belong together already, or are one."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Why there is a case, and when it is looked at again."""

    text: str
    review_on: date


@dataclass(frozen=True, slots=True)
class Closing:
    """How it ended; `unfinished` is a value of `Unfinished` where something was left undone."""

    text: str
    unfinished: str = ""


@transaction.atomic
def open_case(*, by: Viewer, part: ConcernStudent, draft: Opening, now: datetime) -> Case:
    """A case for the student of a part of a concern; whoever opens it owns it."""
    staff = _reader_of(by, part)
    student = part.student
    if student is None or not part.certain:
        raise NoStudentError
    _must_come(draft.review_on, now)
    opened = {
        "student": student,
        "owner": staff,
        "review_on": draft.review_on,
        "opened_at": now,
        "opened_by_id": by.account,
    }
    case = _numbered(part, opened, now)
    put_entry(
        by=by, case=case, staff=staff, kind=EntryKind.OPENING, draft=EntryDraft(_day(now), {"text": draft.text}),
        now=now,
    )  # fmt: skip
    return case


def _numbered(part: ConcernStudent, opened: Mapping[str, object], now: datetime) -> Case:
    """The case under the next number; where somebody else took that one meanwhile, under the one after it."""
    for _attempt in range(TRIES):
        try:
            with transaction.atomic():
                case: Case = Case.unscoped.create(
                    school_id=part.school_id, number=_next_number(part.school_id, now), **opened
                )  # fmt: skip
                CaseConcern.unscoped.create(case=case, part=part, joined_at=now)
                return case
        except IntegrityError as twice:
            of_student = Case.unscoped.filter(student=part.student_id, state=CaseState.OPEN)
            if of_student.exists() or CaseConcern.unscoped.filter(part=part).exists():
                raise InCaseAlreadyError from twice
    raise CaseMovedError


@transaction.atomic
def join_concern(*, by: Viewer, case: Case, part: ConcernStudent, text: str, now: datetime) -> None:
    """Another concern about the same student comes into the open case."""
    _reader_of(by, part)
    staff = must_work_on(by, case)
    if part.student_id != case.student_id:
        raise NoStudentError
    if not case.is_open:
        raise CaseClosedError
    try:
        with transaction.atomic():
            CaseConcern.unscoped.create(case=case, part=part, joined_at=now)
    except IntegrityError as twice:
        raise InCaseAlreadyError from twice
    draft = EntryDraft(_day(now), {"text": text or _("又有一件关注并入本案。")})
    put_entry(by=by, case=case, staff=staff, kind=EntryKind.JOINED, draft=draft, now=now)


def _reader_of(by: Viewer, part: ConcernStudent) -> Staff:
    if not Concern.unscoped.visible_to(by.through_no_glass()).filter(pk=part.concern_id).exists():
        raise NotYoursError
    return staff_of(by)


def _next_number(school: int, now: datetime) -> str:
    year = _day(now).year
    taken = Case.unscoped.filter(school=school, number__startswith=f"{year}-").values_list("number", flat=True)
    last = max((int(number.partition("-")[2]) for number in taken), default=0)
    return f"{year}-{last + 1:03d}"


def _day(now: datetime) -> date:
    return timezone.localdate(now)


def _must_come(day: date, now: datetime) -> None:
    if day < _day(now):
        raise NextDateError


@transaction.atomic
def set_review(*, by: Viewer, case: Case, day: date, now: datetime) -> None:
    """The next date on which the case is looked at."""
    must_work_on(by, case)
    _must_come(day, now)
    _move(case, review_on=day)
    note(by=by, verb="case.dated", row=case, school=case.school_id, now=now, detail={"on": day.isoformat()})


@transaction.atomic
def hand_over(*, by: Viewer, case: Case, to: Staff, reason: str, now: datetime) -> None:
    """Another owner from this moment on; there is none without one."""
    if not may_name_owner(by, case):
        raise NotYoursError
    if not reason or to.pk == case.owner_id:
        raise NeedsWordsError
    must_fit(case, to)
    before = case.owner
    _move(case, owner=to)
    staff = staff_of(by)
    content = {"before": before.name, "after": to.name, "text": reason}
    put_entry(by=by, case=case, staff=staff, kind=EntryKind.HANDED_OVER, draft=EntryDraft(_day(now), content), now=now)
    CaseMember.unscoped.filter(case=case, staff=to, state__in=LIVE_MEMBERS).update(
        state=MemberState.LEFT, answered_at=now
    )
    CaseAction.unscoped.filter(case=case, assigned=before, state=ActionState.OPEN).update(assigned=to)
    word = Word("case.handed_over", _("一个个案交由您负责"), link=reverse("wellbeing:case", args=[case.public_id]))
    notify(to=Account.unscoped.filter(staff=to, is_active=True), word=word, now=now)


@transaction.atomic
def close_case(*, by: Viewer, case: Case, draft: Closing, now: datetime) -> None:
    """The end: everything is done, or it is said why not. The team reads it no longer."""
    staff = must_keep(by, case)
    if not draft.text:
        raise NeedsWordsError
    rows = Case.unscoped.filter(pk=case.pk, state=CaseState.OPEN, turn=case.turn)
    leaves = draft.unfinished in Unfinished.values
    rows = rows if leaves else rows.filter(open_actions=0)
    closed = rows.update(
        state=CaseState.CLOSED, closed_at=now, review_on=None, turn=F("turn") + 1, unfinished=draft.unfinished
    )
    if not closed:
        raise StillToDoError if _stands(case) else CaseMovedError
    case.refresh_from_db()
    CaseMember.unscoped.filter(case=case, state__in=LIVE_MEMBERS).update(state=MemberState.LEFT, answered_at=now)
    label = str(Unfinished(draft.unfinished).label) if leaves else ""
    content = {"text": draft.text, "unfinished": label}
    put_entry(by=by, case=case, staff=staff, kind=EntryKind.CLOSING, draft=EntryDraft(_day(now), content), now=now)


def _stands(case: Case) -> bool:
    return Case.unscoped.filter(Q(open_actions__gt=0), pk=case.pk, state=CaseState.OPEN, turn=case.turn).exists()


@transaction.atomic
def reopen_case(*, by: Viewer, case: Case, draft: Opening, now: datetime) -> None:
    """It goes on where it stopped; everything that was written stays."""
    staff = must_keep(by, case)
    if not draft.text:
        raise NeedsWordsError
    _must_come(draft.review_on, now)
    try:
        with transaction.atomic():
            rows = Case.unscoped.filter(pk=case.pk, state=CaseState.CLOSED, turn=case.turn)
            opened = rows.update(
                state=CaseState.OPEN, closed_at=None, unfinished="", review_on=draft.review_on, turn=F("turn") + 1
            )
    except IntegrityError as twice:
        raise InCaseAlreadyError from twice
    if not opened:
        raise CaseMovedError
    case.refresh_from_db()
    put_entry(
        by=by, case=case, staff=staff, kind=EntryKind.REOPENING, draft=EntryDraft(_day(now), {"text": draft.text}),
        now=now,
    )  # fmt: skip


@transaction.atomic
def link_cases(*, by: Viewer, case: Case, other: Case, reason: str, now: datetime) -> None:
    """Two cases that the viewer works on belong together; both chronologies say so."""
    staff = must_work_on(by, case)
    must_work_on(by, other)
    if not reason:
        raise NeedsWordsError
    first, second = sorted((case, other), key=lambda one: one.pk)
    try:
        with transaction.atomic():
            CaseLink.unscoped.create(first=first, second=second, linked_at=now, linked_by_id=by.account)
    except IntegrityError as twice:
        raise LinkedAlreadyError from twice
    for one, beside in ((case, other), (other, case)):
        content = {"number": beside.number, "text": reason}
        put_entry(by=by, case=one, staff=staff, kind=EntryKind.LINKED, draft=EntryDraft(_day(now), content), now=now)


def _move(case: Case, **fields: object) -> None:
    """Change an open case, unless somebody else did meanwhile."""
    rows = Case.unscoped.filter(pk=case.pk, state=CaseState.OPEN, turn=case.turn)
    if not rows.update(turn=F("turn") + 1, **fields):
        raise CaseMovedError
    case.refresh_from_db()
