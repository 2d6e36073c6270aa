"""The next meeting by the rhythm of the scheme, computed by hand for an autumn term."""

from datetime import date

import pytest

from liangshi.domain.duties import Calendar, Span
from liangshi.domain.meetings import NextMeeting, next_meeting
from liangshi.domain.scheme import Manner, Period, Rhythm

HOLIDAYS = frozenset(date(2026, 10, day) for day in range(1, 8))
CALENDAR = Calendar(
    (Span(date(2026, 9, 1), date(2027, 1, 30)), Span(date(2027, 2, 22), date(2027, 7, 10))), off=HOLIDAYS
)
FORTNIGHT = Rhythm(exactly=1, every=Period.TWO_WEEKS)


def test_before_the_first_meeting_the_period_that_runs_asks_for_one() -> None:
    assert next_meeting(FORTNIGHT, (), date(2026, 9, 3), CALENDAR) == NextMeeting(date(2026, 9, 3), date(2026, 9, 11))


def test_after_a_meeting_the_next_period_asks_for_one_a_fortnight_later() -> None:
    found = next_meeting(FORTNIGHT, (date(2026, 9, 7),), date(2026, 9, 8), CALENDAR)
    assert found == NextMeeting(date(2026, 9, 21), date(2026, 9, 25))


def test_a_meeting_that_falls_into_the_holidays_moves_to_a_school_day() -> None:
    found = next_meeting(FORTNIGHT, (date(2026, 9, 7), date(2026, 9, 21)), date(2026, 9, 22), CALENDAR)
    assert found is not None
    assert CALENDAR.is_school_day(found.proposed)
    assert found.by == date(2026, 10, 9)


def test_twice_a_term_asks_again_in_the_same_term() -> None:
    twice = Rhythm(at_least=2, every=Period.TERM)
    assert next_meeting(twice, (date(2026, 9, 7),), date(2026, 9, 8), CALENDAR) == NextMeeting(
        date(2026, 9, 8), date(2027, 1, 29)
    )


@pytest.mark.parametrize("rhythm", [Rhythm(manner=Manner.REGULARLY), Rhythm(exactly=1, every=Period.EVENT)])
def test_a_rhythm_without_a_number_or_period_proposes_nothing(rhythm: Rhythm) -> None:
    assert next_meeting(rhythm, (), date(2026, 9, 3), CALENDAR) is None


def test_after_the_last_school_day_nothing_is_due() -> None:
    assert next_meeting(FORTNIGHT, (), date(2027, 7, 10), CALENDAR) is None
