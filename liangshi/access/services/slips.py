"""Slips with one-time passwords: made, handed out as a file, stored nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.access.services import throttle
from liangshi.access.services.sessions import end_sessions
from liangshi.domain.access import Viewer
from liangshi.people.models import Account, School
from liangshi.people.queries.accounts import Recipient
from liangshi.people.services.accounts import IssuedPassword, ensure_accounts, give_passwords, issue_passwords


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
    return [slip_of(password, school.name, belongs[password.account.pk]) for password in issued]


def slip_of(issued: IssuedPassword, place: str, belongs: str = "") -> Slip:
    """A one-time password as it is printed; `place` is the school or the bureau."""
    account = issued.account
    return Slip(place, account.name, account.number, belongs, issued.password, issued.expires_at)


@transaction.atomic
def slips_of_place(*, accounts: Sequence[Account], place: str, valid_days: int, now: datetime) -> list[Slip]:
    """Slips for accounts that whoever runs the installation has just made; their former passwords and sessions end."""
    issued = give_passwords(accounts=accounts, valid_days=valid_days, now=now)
    end_sessions(accounts=accounts)
    return [slip_of(one, place) for one in issued]
