"""What somebody must do before anything else."""

from enum import StrEnum

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from liangshi.access.queries.second_factors import STRONG
from liangshi.people.models import Account

SECOND_FACTOR_SEEN = "second_factor_seen"


class FirstDuty(StrEnum):
    """What stands before every other page."""

    PASSWORD = "password"  # noqa: S105 - a name, not a secret
    SECOND_FACTOR = "second_factor"


def first_duty(request: HttpRequest) -> FirstDuty | None:
    """What the signed-in person must do first; one statement at most, once in a session."""
    account = request.user
    assert isinstance(account, Account)
    if account.must_change_password:
        return FirstDuty.PASSWORD
    if account.school is None or not account.school.staff_second_factor or SECOND_FACTOR_SEEN in request.session:
        return None
    if request.viewer.staff is None:  # type: ignore[attr-defined]
        return None
    if not is_mfa_enabled(account, list(STRONG)):
        return FirstDuty.SECOND_FACTOR
    request.session[SECOND_FACTOR_SEEN] = True
    return None
