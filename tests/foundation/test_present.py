"""The tests live in the year of their world, not in the one on the wall."""

import time

import pytest
import time_machine
from django.utils import timezone

from tests.world import PRESENT


def test_a_test_begins_at_the_present_of_the_world() -> None:
    assert 0 <= (timezone.now() - PRESENT).total_seconds() < 60
    assert timezone.localdate() == PRESENT.date()


def test_the_clock_goes_on() -> None:
    before = timezone.now()
    time.sleep(0.01)
    assert timezone.now() > before


@pytest.mark.parametrize("year", [2027, 2031])
def test_a_test_may_travel_further(year: int) -> None:
    with time_machine.travel(PRESENT.replace(year=year), tick=False):
        assert timezone.localdate().year == year
    assert timezone.localdate() == PRESENT.date()
