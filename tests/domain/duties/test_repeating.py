"""What follows a moment again and again, counted by hand on a paper calendar of 2026—2027."""

from datetime import date

import pytest

from liangshi.domain.duties import Care, Event, Evidence, Expected, Plan, Span, progress, tally
from liangshi.domain.duties.progress import State
from liangshi.domain.duties.repeating import months_later, times_after
from liangshi.domain.scheme import DutyKind, MomentRule, Trigger
from tests.domain.duties.test_expanding import CALENDAR, LI, SEPTEMBER, WANG, XIAOMING, of, school
from tests.domain.scheme.texts import scheme_of

MONDAY = date(2026, 11, 2)
LATER = date(2027, 7, 10)


def moment(follow: str, trigger: str = "truancy") -> MomentRule:
    text = f'\n[[moments]]\nid = "after"\ntitle = "之后"\ntrigger = "{trigger}"\nfollow_ups = [{{ {follow} }}]\nSAID\n'
    return scheme_of(text).moments[0]


WEEKLY = moment('kind = "talk", rhythm = { at_least = 1, every = "week" }, during = { amount = 1, unit = "months" }')


def asked(rule: MomentRule, on: date = MONDAY, *cares: Care) -> tuple[Expected, ...]:
    return of((), school(*cares, events=(Event("e1", rule.trigger, XIAOMING, on),)), moments=(rule,))


def days(found: tuple[Expected, ...]) -> list[tuple[date, date]]:
    return [(entry.opens, entry.due) for entry in found]


def november(*firsts: int) -> list[tuple[date, date]]:
    edges = [date(2026, 11, first) for first in firsts]
    return list(zip(edges, edges[1:], strict=False))


def test_every_week_for_a_month_is_four_weeks_the_last_with_the_days_that_are_left() -> None:
    assert days(asked(WEEKLY)) == [*november(2, 9, 16, 23), (date(2026, 11, 23), date(2026, 12, 2))]


def test_what_is_left_is_a_time_of_its_own_from_half_a_week_on() -> None:
    ten, eleven = (
        moment(f'kind = "talk", rhythm = {{ exactly = 1, every = "week" }}, during = {{ amount = {n}, unit = "days" }}')
        for n in (10, 11)
    )
    assert days(asked(ten)) == november(2, 12)
    assert days(asked(eleven)) == november(2, 9, 13)


@pytest.mark.parametrize(
    ("rhythm", "during", "starts"),
    [
        ('at_least = 1, every = "two_weeks"', 'amount = 6, unit = "weeks"',
         [MONDAY, date(2026, 11, 16), date(2026, 11, 30)]),
        ('at_least = 1, every = "day"', 'amount = 1, unit = "weeks"', [date(2026, 11, day) for day in range(2, 7)]),
        ('at_least = 1, every = "month"', 'unit = "term"', [MONDAY, date(2026, 12, 2), date(2027, 1, 2)]),
        ('exactly = 1, every = "week", periods = 3', 'amount = 2, unit = "months"',
         [MONDAY, date(2026, 11, 23), date(2026, 12, 14)]),
    ],
)  # fmt: skip
def test_other_rhythms_and_times(rhythm: str, during: str, starts: list[date]) -> None:
    rule = moment(f'kind = "talk", rhythm = {{ {rhythm} }}, during = {{ {during} }}')
    assert [opens for opens, _due in days(asked(rule))] == starts


def test_holidays_are_left_out_and_not_made_up_for() -> None:
    assert days(asked(WEEKLY, date(2026, 9, 25))) == [
        (date(2026, 9, 25), date(2026, 10, 2)), (date(2026, 10, 2), date(2026, 10, 9)),
        (date(2026, 10, 9), date(2026, 10, 16)), (date(2026, 10, 16), date(2026, 10, 25)),
    ]  # fmt: skip
    in_winter = asked(WEEKLY, date(2027, 1, 27))
    assert days(in_winter) == [(date(2027, 1, 27), date(2027, 2, 3)), (date(2027, 2, 17), date(2027, 2, 27))]


def test_each_time_is_owed_by_the_mentor_of_its_last_day() -> None:
    change = date(2026, 11, 18)
    found = asked(WEEKLY, MONDAY, Care(XIAOMING, WANG, SEPTEMBER, change), Care(XIAOMING, LI, change))
    assert [entry.owners for entry in found] == [(WANG,), (WANG,), (LI,), (LI,)]


def test_one_record_answers_one_time_and_the_figures_say_the_same() -> None:
    records = [
        Evidence(f"r{day}", DutyKind.TALK, frozenset({XIAOMING}), frozenset({WANG}), date(2026, 11, day))
        for day in (3, 4, 24)
    ]
    found = progress(asked(WEEKLY), records, LATER)
    assert [one.state for one in found] == [State.DONE, State.LATE, State.LATE, State.DONE]
    people = school(events=(Event("e1", Trigger.TRUANCY, XIAOMING, MONDAY),))
    sums = tally(Plan((), CALENDAR, people, (WEEKLY,)), records)
    assert (sum(one.asked for one in sums.values()), sum(one.done for one in sums.values())) == (4, 2)


def test_twice_a_week_after_it_asks_for_two_each_time() -> None:
    rule = moment('kind = "talk", rhythm = { exactly = 2, every = "week" }, during = { amount = 2, unit = "weeks" }')
    assert [entry.count for entry in asked(rule)] == [2, 2]


def test_two_events_are_two_rows_with_keys_of_their_own() -> None:
    events = tuple(Event(f"e{n}", Trigger.TRUANCY, XIAOMING, MONDAY) for n in (1, 2))
    found = of((), school(events=events), moments=(WEEKLY,))
    assert len({entry.key for entry in found}) == len(found) == 8


def test_after_the_beginning_of_term_every_week_for_a_month() -> None:
    rule = moment('kind = "talk", rhythm = { at_least = 1, every = "week" }, during = { amount = 1, unit = "months" }',
                  "term_start")  # fmt: skip
    starts = [entry.opens for entry in of((), school(), moments=(rule,))]
    assert starts[:4] == [SEPTEMBER, date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 22)]
    assert starts[4:] == [date(2027, 2, 22), date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]


def test_a_month_later_where_there_is_no_such_day_is_the_first_of_the_next() -> None:
    assert months_later(date(2027, 1, 31), 1) == date(2027, 3, 1)
    assert months_later(date(2026, 10, 31), 1) == date(2026, 12, 1)
    assert months_later(date(2026, 12, 31), 1) == date(2027, 1, 31)
    assert months_later(date(2026, 12, 15), 12) == date(2027, 12, 15)


def test_times_never_leave_the_span() -> None:
    rhythm, during = WEEKLY.follow_ups[0].rhythm, WEEKLY.follow_ups[0].during
    assert rhythm
    assert during
    for number in range(300):
        day = date.fromordinal(SEPTEMBER.toordinal() + number)
        found = times_after(day, rhythm, during, CALENDAR)
        whole = Span(day, months_later(day, 1))
        assert all(one.within(whole) == one and CALENDAR.count_school_days(one) for one in found)
