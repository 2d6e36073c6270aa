"""What is acknowledged survives the plug being pulled, also on SQLite, which otherwise only survives a crash."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection, transaction

T = TypeVar("T")

PAUSES = (0.1, 0.5, 2.0)
"""Seconds before trying again where so many write at once that the database did not answer in its own time."""


def stored(work: Callable[[], T]) -> T:
    """Do the work in a transaction that waits for the disk; what it returns is stored when this returns."""
    for pause in PAUSES:
        try:
            return _once(work)
        except OperationalError:
            if connection.in_atomic_block:
                raise
            time.sleep(pause)
    return _once(work)


def _once(work: Callable[[], T]) -> T:
    with _durably(), transaction.atomic():
        return work()


@contextmanager
def _durably() -> Iterator[None]:
    """Transactions inside wait for the disk. PostgreSQL does so anyway."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
