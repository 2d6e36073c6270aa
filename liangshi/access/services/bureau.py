"""The acts of a bureau's administrator that make, renew or end sign-ins; others of the bureau are told of each."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.access.queries.bureau import first_administrators, watchers_of
from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Region, RoleAppointment, School
from liangshi.people.queries.accounts import bureau_name
from liangshi.people.services.bureau import OfficerDraft, appoint_officer, end_officer, note_region
from liangshi.people.services.city import SchoolDraft, add_school

from .sessions import end_sessions
from .slips import Slip, slips_of_place

VALID_DAYS = 14


class SchoolAwakeError(RefusalError):
    """Somebody of the school has signed in; its passwords are its own business."""


@transaction.atomic
def open_school(*, by: Viewer, region: Region, draft: SchoolDraft, now: datetime) -> Slip:
    """A further school; the slip of its first administrator."""
    account = add_school(by=by, draft=draft, region=region, today=timezone.localdate(now), now=now)
    return _slip(account, draft.name, now)


@transaction.atomic
def renew_school(*, by: Viewer, school: School, now: datetime) -> Slip:
    """The slip of the first administrator once more, while nobody of the school has signed in; then it is theirs."""
    account = first_administrators(school).first()
    if account is None:
        raise SchoolAwakeError
    record(
        by=by, verb="bureau.school_renewed", kind="school", subject=school.public_id, school=school.pk, now=now,
        detail={"account": account.public_id},
    )  # fmt: skip
    return _slip(account, school.name, now)


@transaction.atomic
def admit_officer(*, by: Viewer, region: Region, draft: OfficerDraft, now: datetime) -> Slip:
    """An officer of the bureau, and the slip to sign in with."""
    account = appoint_officer(by=by, region=region, draft=draft, now=now).account
    _tell(by, region, account, _("%(bureau)s增加了工作人员：%(name)s"), now)
    return _slip(account, bureau_name(region.name), now)


@transaction.atomic
def renew_officer(*, by: Viewer, appointment: RoleAppointment, now: datetime) -> Slip:
    """A new slip; the former password is void, and what was open closes. The officer finds it among the notices."""
    account = appointment.account
    assert account.region is not None
    said = {"account": account.public_id}
    note_region(by=by, verb="bureau.officer_renewed", region=account.region, now=now, detail=said)
    _tell(by, account.region, account, _("%(bureau)s给%(name)s重发了登录条"), now, also=account)
    return _slip(account, bureau_name(account.region.name), now)


@transaction.atomic
def dismiss_officer(*, by: Viewer, appointment: RoleAppointment, on: date, now: datetime) -> None:
    """The officer is none from that day; what is open closes with the account."""
    account = end_officer(by=by, appointment=appointment, on=on, now=now)
    assert account.region is not None
    if not account.is_active:
        end_sessions(accounts=[account])
    _tell(by, account.region, account, _("%(bureau)s结束了%(name)s的任职"), now)


def _slip(account: Account, place: str, now: datetime) -> Slip:
    (slip,) = slips_of_place(accounts=[account], place=place, valid_days=VALID_DAYS, now=now)
    return slip


def _tell(by: Viewer, region: Region, account: Account, words: str, now: datetime, also: Account | None = None) -> None:
    but = frozenset({by.account, account.pk})
    to = [*watchers_of(region, but, timezone.localdate(now)), *([also] if also else ())]
    title = words % {"bureau": bureau_name(region.name), "name": account.name}
    notify(to=to, word=Word(kind="bureau.officer", title=title, link=reverse("workbench:home")), now=now)
