"""Who it is, by place, name or number, and password."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from liangshi.access.services import throttle
from liangshi.people.models import Account
from liangshi.people.queries.accounts import Place, accounts_by_typed_name
from liangshi.people.services.accounts import ONE_TIME_HASHER, one_time_form


class WrongSignInError(Exception):
    """Nobody, or another password; which of the two is not said."""


class SeveralOfThatNameError(Exception):
    """The password is right for one of several people of this name: the number is needed."""


class OneTimePasswordOverError(Exception):
    """The right one-time password, too late."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on the sign-in page, and from where."""

    place: Place
    who: str
    password: str
    address: str


def recognise(*, typed: Typed, now: datetime) -> Account:
    """The one account that the words and the password mean."""
    limits = (throttle.account_limit(typed.place.public_id, typed.who), throttle.address_limit(typed.address))
    attempts = throttle.begin(limits=limits, now=now)
    candidates = accounts_by_typed_name(typed.place, typed.who)
    right = [account for account in candidates if _is_right(account, typed.password)]
    _spend_equal_time(candidates, typed.password)
    if not right:
        raise WrongSignInError
    throttle.forgive(attempts=attempts)
    if len(candidates) > 1:
        raise SeveralOfThatNameError
    if _is_one_time(right[0]) and _is_over(right[0], now):
        raise OneTimePasswordOverError
    throttle.forget(limits=limits[:1])
    return right[0]


def _is_one_time(account: Account) -> bool:
    return account.password.startswith(f"{ONE_TIME_HASHER}$")


def _is_over(account: Account, now: datetime) -> bool:
    return account.password_expires_at is not None and account.password_expires_at <= now


def _is_right(account: Account, password: str) -> bool:
    if not account.has_usable_password():
        return False
    if _is_one_time(account):
        return check_password(one_time_form(password), account.password)
    right: bool = account.check_password(password)
    return right


def _spend_equal_time(candidates: list[Account], password: str) -> None:
    """Hash once where no slow hash was computed: for nobody, and beside a one-time password."""
    if not any(account.has_usable_password() and not _is_one_time(account) for account in candidates):
        make_password(password)


def is_own_password(*, account: Account, password: str, now: datetime) -> bool:
    """Whether somebody who is signed in knows the own password; too many tries are refused."""
    limit = throttle.account_limit("own", account.public_id)
    attempts = throttle.begin(limits=(limit,), now=now)
    if not _is_right(account, password):
        return False
    throttle.forgive(attempts=attempts)
    return True
