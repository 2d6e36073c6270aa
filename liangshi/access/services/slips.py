"""Slips with one-time passwords: made, handed out as a file, stored nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.access.services import throttle
from liangshi.access.services.sessions import end_sessions
from liangshi.domain.access import Viewer
from liangshi.people.models import School
from liangshi.people.queries.accounts import Recipient
from liangshi.people.services.accounts import ensure_accounts, issue_passwords


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip."""

    school: str
    name: str
    number: str
    belongs: str
    password: str
    expires_at: datetime


@transaction.atomic
def issue_slips(
    *, by: Viewer, school: School, recipients: Sequence[Recipient], group: str, valid_days: int, now: datetime
) -> list[Slip]:
    """A slip for each recipient, in their order; accounts are made where there is none; former slips are void."""
    ensure_accounts(by=by, school=school, people=[recipient.person for recipient in recipients], now=now)
    belongs = {one.person.account.pk: one.belongs for one in recipients if one.person.account}
    accounts = [one.person.account for one in recipients if one.person.account]
    issued = issue_passwords(by=by, school=school, accounts=accounts, valid_days=valid_days, group=group, now=now)
    end_sessions(accounts=accounts)
    throttle.forget(
        limits=[
            throttle.account_limit(school.public_id, typed)
            for password in issued
            for typed in (password.account.number, password.account.name)
        ]
    )
    return [
        Slip(
            school=school.name,
            name=password.account.name,
            number=password.account.number,
            belongs=belongs[password.account.pk],
            password=password.password,
            expires_at=password.expires_at,
        )
        for password in issued
    ]
