"""When limits end: across midnight, weekends, a holiday and the year's end."""

from datetime import UTC, date, datetime

import pytest

from liangshi.domain.duties import Calendar, Span
from liangshi.domain.escalation import Climb as ClimbStep
from liangshi.domain.escalation import Facts, Hand, Ladder, NaiveMomentError, Rung, Telling, Why, ends
from liangshi.domain.scheme import TimeLimit, TimeUnit
from tests.domain.escalation.desk import LIN, QIAN, SHEN, ZHOU, Desk, Weekdays, at, told

SAME_DAY = TimeLimit(unit=TimeUnit.SAME_DAY)
CASES = [
    ("at_once", None, "09-10 21:40", "09-10 21:40"),
    ("minutes", 30, "09-10 23:50", "09-11 00:20"),
    ("hours", 24, "12-31 23:59", "2027-01-01 23:59"),
    ("same_day", None, "09-10 00:00", "09-11 00:00"),
    ("same_day", None, "12-31 23:59", "2027-01-01 00:00"),
    ("days", 1, "12-31 08:00", "2027-01-02 00:00"),
    ("weeks", 1, "09-10 08:00", "09-18 00:00"),
    ("school_days", 1, "09-10 08:00", "09-12 00:00"),
    ("school_days", 1, "09-11 23:59", "09-15 00:00"),
    ("school_days", 2, "09-29 08:00", "10-09 00:00"),
    ("school_days", 1, "12-31 20:00", "2027-01-02 00:00"),
]


@pytest.mark.parametrize(("unit", "amount", "since", "end"), CASES)
def test_a_limit_ends_where_counting_by_hand_ends(unit: str, amount: int | None, since: str, end: str) -> None:
    limit = TimeLimit(unit=TimeUnit(unit), amount=amount)
    assert ends(limit, at(since), Weekdays()) == at(end)


def test_a_local_day_is_a_day_of_the_school_whatever_zone_the_moment_is_told_in() -> None:
    just_after_midnight = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert ends(SAME_DAY, just_after_midnight, Weekdays()) == at("2027-01-02 00:00")


def test_a_summer_without_school_days_does_not_hold_a_concern_for_longer_than_ten_days() -> None:
    term = Calendar((Span(date(2026, 9, 1), date(2027, 1, 30)),))
    one = TimeLimit(unit=TimeUnit.SCHOOL_DAYS, amount=1)
    assert ends(one, at("2027-02-01 08:00"), term) == at("2027-02-12 00:00")
    assert ends(one, at("2027-01-28 08:00"), term) == at("2027-01-30 00:00")


def test_moments_without_a_zone_are_refused_wherever_they_come_in() -> None:
    naive, aware = datetime(2026, 9, 10, 21, 40), at("09-10 21:40")
    with pytest.raises(NaiveMomentError):
        Facts(naive, ZHOU)
    with pytest.raises(NaiveMomentError):
        Facts(aware, ZHOU, closed_at=naive)
    with pytest.raises(NaiveMomentError):
        Telling(ZHOU, "inbox", 1, aware, aware, read_at=naive)
    with pytest.raises(NaiveMomentError):
        Hand(ZHOU, naive)
    desk = Desk(aware)
    desk.now = naive
    with pytest.raises(NaiveMomentError):
        desk.ask()


def test_what_must_be_in_hand_on_the_same_day_climbs_at_midnight_also_at_the_end_of_the_year() -> None:
    ladder = Ladder(None, (Rung(("counsellor",), (SAME_DAY,)), Rung(("principal",), (SAME_DAY,))))
    desk = Desk(at("12-31 22:00"), ladder)
    assert told(desk.run()) == [ZHOU]
    assert desk.wakes() == at("12-31 23:00")
    assert told(desk.sleep()) == [QIAN]
    assert desk.sleep()[0] == ClimbStep(2, Why.NOT_REACHED)
    assert desk.now == at("2027-01-01 00:00")
    assert desk.wakes() == at("2027-01-02 00:00")


def test_a_limit_of_a_school_day_waits_over_the_holiday_and_no_longer() -> None:
    one = TimeLimit(unit=TimeUnit.SCHOOL_DAYS, amount=1)
    desk = Desk(at("09-30 18:00"), Ladder(None, (Rung(("principal",), (one,)),)))
    desk.run()
    assert desk.run_at("10-08 23:59") == []
    assert told(desk.run_at("10-09 00:00")) == [SHEN, LIN]
    assert desk.wakes() == at("10-13 00:00")


def test_of_two_limits_the_first_to_end_counts() -> None:
    both = (TimeLimit(unit=TimeUnit.HOURS, amount=5), SAME_DAY)
    desk = Desk(at("09-10 21:40"), Ladder(None, (Rung(("principal",), both),)))
    desk.run()
    assert desk.wakes() == at("09-11 00:00")
    morning = Desk(at("09-10 08:00"), Ladder(None, (Rung(("principal",), both),)))
    morning.run()
    assert morning.wakes() == at("09-10 13:00")
