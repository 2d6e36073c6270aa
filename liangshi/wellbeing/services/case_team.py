"""The team of a case: invited, accepted or not, left; and what each of them has to do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Staff
from liangshi.people.services.trail import note
from liangshi.wellbeing.case_choices import LIVE_MEMBERS, ActionState, CaseState, EntryKind, MemberState
from liangshi.wellbeing.models import Case, CaseAction, CaseMember
from liangshi.wellbeing.services.case_entries import CaseClosedError, EntryDraft, put_entry
from liangshi.wellbeing.services.case_law import (
    NotYoursError,
    UnfitForCaseError,
    must_fit,
    must_keep,
    must_work_on,
)


class InvitedAlreadyError(RefusalError):
    """The person has a place, an invitation, or owns the case."""


class AnsweredAlreadyError(RefusalError):
    """The invitation is answered, or was taken back."""


class NotInTeamError(RefusalError):
    """An action goes to the owner or to somebody who accepted a place in the team."""


class SettledAlreadyError(RefusalError):
    """Somebody settled the action already."""


class NeedsOutcomeError(RefusalError):
    """What came of it is missing, or what is to be done."""


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What is to be done, by whom, until when."""

    what: str
    assigned: Staff
    due_on: date
    kind: str


@transaction.atomic
def invite(*, by: Viewer, case: Case, staff: Staff, task: str, now: datetime) -> CaseMember:
    """Offer a place; the case stays closed to the person until they accept."""
    must_keep(by, case)
    must_fit(case, staff)
    if not case.is_open:
        raise CaseClosedError
    if staff.pk == case.owner_id:
        raise InvitedAlreadyError
    try:
        with transaction.atomic():
            member: CaseMember = CaseMember.unscoped.create(
                case=case, staff=staff, task=task, invited_by_id=by.account, invited_at=now
            )
    except IntegrityError as twice:
        raise InvitedAlreadyError from twice
    note(by=by, verb="case.invited", row=case, school=case.school_id, now=now, detail={"staff": staff.public_id})
    link = reverse("wellbeing:invitation", args=[member.public_id])
    word = Word("case.invited", _("请您加入一个学生支持小组"), link=link)
    notify(to=Account.unscoped.filter(staff=staff, is_active=True), word=word, now=now)
    return member


@transaction.atomic
def answer_invitation(*, by: Viewer, member: CaseMember, accepts: bool, now: datetime) -> None:
    """The person invited says yes or no, once."""
    if member.staff_id != by.staff:
        raise NotYoursError
    if accepts:
        must_fit(member.case, member.staff)
    state = MemberState.ACCEPTED if accepts else MemberState.DECLINED
    rows = CaseMember.unscoped.filter(pk=member.pk, state=MemberState.INVITED, case__state=CaseState.OPEN)
    if not rows.update(state=state, answered_at=now):
        raise AnsweredAlreadyError
    note(
        by=by, verb=f"case.{state.value}", row=member.case, school=member.case.school_id, now=now,
        detail={"staff": member.staff.public_id},
    )  # fmt: skip
    word = Word(
        "case.answered", _("支持小组的邀请有了答复"), link=reverse("wellbeing:case", args=[member.case.public_id])
    )
    notify(to=Account.unscoped.filter(staff=member.case.owner_id, is_active=True), word=word, now=now)


@transaction.atomic
def leave_team(*, by: Viewer, member: CaseMember, now: datetime) -> None:
    """A place ends: by its holder, or by who keeps the case. What they still had to do goes to the owner."""
    case = member.case
    if member.staff_id != by.staff:
        must_keep(by, case)
    rows = CaseMember.unscoped.filter(pk=member.pk, state__in=LIVE_MEMBERS)
    if not rows.update(state=MemberState.LEFT, answered_at=now):
        raise AnsweredAlreadyError
    own = CaseAction.unscoped.filter(case=case, assigned=member.staff_id, state=ActionState.OPEN)
    own.update(assigned=case.owner_id)
    note(by=by, verb="case.left", row=case, school=case.school_id, now=now, detail={"staff": member.staff.public_id})


@transaction.atomic
def add_action(*, by: Viewer, case: Case, draft: ActionDraft, now: datetime) -> CaseAction:
    """Something to be done until a day by one person of the case."""
    must_work_on(by, case)
    if not draft.what:
        raise NeedsOutcomeError
    _must_be_in(case, draft.assigned)
    if not Case.unscoped.filter(pk=case.pk, state=CaseState.OPEN).update(open_actions=F("open_actions") + 1):
        raise CaseClosedError
    action: CaseAction = CaseAction.unscoped.create(
        case=case, kind=draft.kind, what=draft.what, assigned=draft.assigned, due_on=draft.due_on, created_at=now
    )
    case.refresh_from_db()
    note(
        by=by, verb="case.action_added", row=case, school=case.school_id, now=now,
        detail={"action": action.public_id, "staff": draft.assigned.public_id},
    )  # fmt: skip
    if draft.assigned.pk != by.staff:
        word = Word("case.action", _("有一件事请您去做"), link=reverse("wellbeing:case", args=[case.public_id]))
        notify(to=Account.unscoped.filter(staff=draft.assigned, is_active=True), word=word, now=now)
    return action


def _must_be_in(case: Case, staff: Staff) -> None:
    try:
        must_fit(case, staff)
    except UnfitForCaseError as unfit:
        raise NotInTeamError from unfit
    member = CaseMember.unscoped.filter(case=case, staff=staff, state=MemberState.ACCEPTED)
    if staff.pk != case.owner_id and not member.exists():
        raise NotInTeamError


@transaction.atomic
def settle_action(*, by: Viewer, action: CaseAction, done: bool, outcome: str, now: datetime) -> None:
    """It is done, or no longer to be done; what came of it goes into the chronology."""
    case = action.case
    staff = must_work_on(by, case)
    if not outcome:
        raise NeedsOutcomeError
    if not Case.unscoped.filter(pk=case.pk, state=CaseState.OPEN).exists():
        raise CaseClosedError
    state = ActionState.DONE if done else ActionState.DROPPED
    rows = CaseAction.unscoped.filter(pk=action.pk, state=ActionState.OPEN)
    if not rows.update(state=state, settled_at=now, settled_by_id=by.account):
        raise SettledAlreadyError
    Case.unscoped.filter(pk=case.pk).update(open_actions=F("open_actions") - 1)
    kind = EntryKind.ACTION_DONE if done else EntryKind.ACTION_DROPPED
    draft = EntryDraft(timezone.localdate(now), {"what": action.what, "text": outcome})
    put_entry(by=by, case=case, staff=staff, kind=kind, draft=draft, now=now)
    case.refresh_from_db()
