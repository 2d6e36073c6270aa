"""What is done for many is done for each by itself: one that fails holds up no other, and is not kept quiet."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

log = logging.getLogger(__name__)

K = TypeVar("K")


class SomeFailedError(Exception):
    """The rest is done; so many were not, the first of them for this reason."""

    def __init__(self, failures: list[Exception]) -> None:
        first = failures[0]
        super().__init__(f"{len(failures)} failed, the first with {type(first).__name__}: {first}")


def one_by_one(work: Callable[[K], int], keys: Iterable[K]) -> int:
    """Do the work for each, whatever becomes of the others; the sum. `SomeFailedError` once all had their turn."""
    total, failures = 0, []
    for key in keys:
        try:
            total += work(key)
        except Exception as failure:
            log.exception("%s failed for %s", work, key)
            failures.append(failure)
    if failures:
        raise SomeFailedError(failures)
    return total
