"""How often one may try. Attempts are rows, so that all processes count together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from liangshi.access.models import Attempt

WINDOW = timedelta(minutes=15)
OF_ACCOUNT = 8
OF_ADDRESS = 300
"""A whole school stands behind one address, so only floods are stopped there."""


class TooManyAttemptsError(Exception):
    """Another try is possible at `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__()
        self.again_at = again_at


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` attempts at `key` within the window."""

    key: str
    most: int


def account_limit(place: str, typed: str) -> Limit:
    """The limit of an account as it was typed, whether it exists or not."""
    return Limit(_digest("account", f"{place} {typed.casefold()}"), OF_ACCOUNT)


def address_limit(address: str) -> Limit:
    """The limit of a network address."""
    return Limit(_digest("address", address), OF_ADDRESS)


def _digest(kind: str, value: str) -> str:
    return salted_hmac(f"liangshi.attempt.{kind}", value, algorithm="sha256").hexdigest()


def begin(*, limits: Iterable[Limit], now: datetime) -> list[int]:
    """Count this try before it is judged, so that parallel tries cannot slip past; what to give to `forgive`."""
    Attempt.unscoped.filter(at__lte=now - WINDOW).delete()
    wanted = list(limits)
    made = [Attempt.unscoped.create(key=limit.key, at=now).pk for limit in wanted]
    blocked = [again for limit in wanted if (again := _again_at(limit)) is not None]
    if blocked:
        forgive(attempts=made)
        raise TooManyAttemptsError(max(blocked))
    return made


def _again_at(limit: Limit) -> datetime | None:
    times = list(
        Attempt.unscoped.filter(key=limit.key).order_by("-at", "-pk").values_list("at", flat=True)[: limit.most + 1]
    )
    return times[limit.most] + WINDOW if len(times) > limit.most else None


def forgive(*, attempts: Iterable[int]) -> None:
    """Take tries back that succeeded."""
    Attempt.unscoped.filter(pk__in=attempts).delete()


def forget(*, limits: Iterable[Limit]) -> None:
    """Begin anew for these keys."""
    Attempt.unscoped.filter(key__in=[limit.key for limit in limits]).delete()
