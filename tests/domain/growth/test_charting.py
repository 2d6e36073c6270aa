"""Counting along a student's way: periods have no gaps, nothing is counted twice or lost."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.growth.charting import MOST, By, Exam, counted, periods

TODAY = date(2026, 11, 22)
days = st.dates(date(2024, 9, 1), TODAY)
exams = st.lists(st.builds(Exam, days, st.sampled_from(["期中考试", "期末考试", "月考"])), max_size=6)


def test_a_week_begins_on_monday_and_a_month_on_its_first_day() -> None:
    assert [one.begin for one in periods(By.WEEK, date(2026, 11, 12), TODAY)] == [date(2026, 11, 9), date(2026, 11, 16)]
    assert [one.begin for one in periods(By.MONTH, date(2026, 9, 30), TODAY)] == [
        date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
    ]  # fmt: skip


def test_from_exam_to_exam_the_exam_belongs_to_what_led_to_it() -> None:
    found = periods(By.EXAM, date(2026, 9, 1), TODAY, [Exam(date(2026, 11, 6), "期中考试")])
    assert [(one.begin, one.end, one.name) for one in found] == [
        (date(2026, 9, 1), date(2026, 11, 7), "期中考试"),
        (date(2026, 11, 7), date(2026, 11, 23), ""),
    ]


def test_what_never_happened_has_no_chart() -> None:
    within = periods(By.MONTH, date(2026, 10, 1), TODAY)
    found = counted([("talk", date(2026, 10, 5)), ("talk", TODAY)], ("talk", "activity"), within)
    assert [(one.code, one.counts, one.total) for one in found] == [("talk", (1, 1), 2)]


@given(st.sampled_from(By), days, exams)
def test_periods_follow_each_other_and_hold_today(by: By, first: date, calendar: list[Exam]) -> None:
    found = periods(by, first, TODAY, calendar)
    assert 1 <= len(found) <= MOST[by]
    assert all(one.begin < one.end for one in found)
    assert [one.end for one in found[:-1]] == [one.begin for one in found[1:]]
    assert found[-1].begin <= TODAY or by is By.EXAM
    assert TODAY < found[-1].end <= TODAY + timedelta(days=31)


@given(st.sampled_from(By), exams, st.lists(st.tuples(st.sampled_from("ab"), days), min_size=1, max_size=30))
def test_everything_within_the_periods_is_counted_once(
    by: By, calendar: list[Exam], items: list[tuple[str, date]]
) -> None:
    within = periods(by, min(on for _code, on in items), TODAY, calendar)
    shown = [one for one in items if one[1] >= within[0].begin]
    assert sum(series.total for series in counted(items, "ab", within)) == len(shown)
