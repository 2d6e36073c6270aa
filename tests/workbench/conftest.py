"""It is the afternoon of 10 September 2026 in all these tests."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

NOW = datetime(2026, 9, 10, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _school_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
