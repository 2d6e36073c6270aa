"""Times that schools write into their schemes, counted by hand on a paper calendar of 2026—2027."""

from datetime import date
from itertools import pairwise

import pytest

from liangshi.domain.duties import Care, Expected, Membership, Mentee, Office, Population, expand
from liangshi.domain.duties.evidence import Evidence
from liangshi.domain.duties.progress import State, progress
from liangshi.domain.scheme import Channel, DutyKind, DutyRule, Scheme, load
from tests.domain.duties.test_expanding import CALENDAR, LI, SEPTEMBER, WANG, XIAOHONG, XIAOMING
from tests.domain.scheme.texts import HEADER

WINTER, SPRING, SUMMER = date(2027, 1, 30), date(2027, 2, 22), date(2027, 7, 10)
SAID = 'source = { document = "校", place = "一", words = "照原文" }\nreading = "照做。"\n'
CATEGORIES = "".join(
    f'[[people.categories]]\nid = "{key}"\ntitle = "{key}"\nkey = "{key}"\n{SAID}' for key in ("left", "single")
)
Days = list[tuple[date, date]]


def rule(text: str) -> DutyRule:
    """A duty as a person types it."""
    scheme = load(f'{HEADER}{CATEGORIES}[[duties]]\nid = "duty"\ntitle = "任务"\n{text}\n{SAID}')
    assert isinstance(scheme, Scheme), scheme
    return scheme.duties[0]


def mentee(student: int = XIAOMING, grade: int = 4, *memberships: Membership, group: int = 1) -> Mentee:
    stage = "primary" if grade <= 6 else "junior" if grade <= 9 else "senior"
    return Mentee(student, grade, stage, memberships=memberships, class_group=group)


def of(duty: DutyRule, *mentees: Mentee, cares: tuple[Care, ...] = (), **more: object) -> tuple[Expected, ...]:
    children = mentees or (mentee(),)
    paired = cares or tuple(Care(child.student, WANG, SEPTEMBER) for child in children)
    return expand((duty,), CALENDAR, Population(children, paired, **more))  # type: ignore[arg-type]


def days(found: tuple[Expected, ...]) -> Days:
    return [(entry.opens, entry.due) for entry in found]


def november(first: int, last: int) -> Membership:
    return Membership("left", date(2026, 11, first), date(2026, 11, last))


LAST_FRIDAYS = [
    date(2026, 9, 25), date(2026, 10, 30), date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 29),
    date(2027, 2, 26), date(2027, 3, 26), date(2027, 4, 30), date(2027, 5, 28), date(2027, 6, 25), date(2027, 7, 9),
]  # fmt: skip


def test_the_last_friday_of_each_month() -> None:
    last = rule('kind = "talk"\nrhythm = { exactly = 1, every = "month" }\n'
                'windows = [{ anchor = "weekday", weekday = "friday", nth = -1, use = "inside" }]')  # fmt: skip
    assert [(opens, (due - opens).days) for opens, due in days(of(last))] == [(day, 1) for day in LAST_FRIDAYS]


def test_the_first_friday_of_october_is_the_first_with_school() -> None:
    first = rule('kind = "talk"\nrhythm = { exactly = 1, every = "month" }\n'
                 'windows = [{ anchor = "weekday", weekday = "friday", nth = 1, use = "inside" }]')  # fmt: skip
    assert [opens for opens, _due in days(of(first))][:3] == [date(2026, 9, 4), date(2026, 10, 9), date(2026, 11, 6)]


def test_the_second_wednesday_of_a_month_is_counted_by_the_calendar() -> None:
    second = rule('kind = "talk"\nrhythm = { exactly = 1, every = "month" }\n'
                  'windows = [{ anchor = "weekday", weekday = "wednesday", nth = 2, use = "inside" }]')  # fmt: skip
    assert [opens for opens, _due in days(of(second))] == [
        date(2026, 9, 9), date(2026, 10, 14), date(2026, 11, 11), date(2026, 12, 9), date(2027, 1, 13),
        date(2027, 3, 10), date(2027, 4, 14), date(2027, 5, 12), date(2027, 6, 9),
    ]  # fmt: skip


def test_the_last_two_weeks_are_one_time() -> None:
    last = rule('kind = "growth_message"\nrhythm = { exactly = 1, every = "term" }\n'
                'windows = [{ anchor = "week_of_term", weeks = [-2, -1], use = "inside" }]')  # fmt: skip
    assert days(of(last)) == [(date(2027, 1, 18), WINTER), (date(2027, 6, 28), SUMMER)]


def test_a_wednesday_every_two_weeks_is_one_of_two() -> None:
    some = rule('kind = "talk"\nrhythm = { exactly = 1, every = "two_weeks" }\n'
                'windows = [{ anchor = "weekday", weekday = "wednesday", use = "inside" }]')  # fmt: skip
    assert days(of(some))[:2] == [(date(2026, 9, 2), date(2026, 9, 10)), (date(2026, 9, 16), date(2026, 9, 24))]


def test_three_talks_a_term_in_its_third_ninth_and_fifteenth_week_are_one_in_each() -> None:
    weeks = rule('kind = "talk"\nrhythm = { exactly = 3, every = "term" }\n'
                 'windows = [{ anchor = "week_of_term", weeks = [3, 9, 15], use = "inside" }]')  # fmt: skip
    assert [(entry.opens, entry.due, entry.count) for entry in of(weeks)] == [
        (date(2026, 9, 14), date(2026, 9, 21), 1), (date(2026, 10, 26), date(2026, 11, 2), 1),
        (date(2026, 12, 7), date(2026, 12, 14), 1), (date(2027, 3, 8), date(2027, 3, 15), 1),
        (date(2027, 4, 19), date(2027, 4, 26), 1), (date(2027, 5, 31), date(2027, 6, 7), 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("window", "every", "expected"),
    [
        ('anchor = "holiday", use = "inside"', "school_year", [(WINTER, SPRING), (SUMMER, date(2027, 9, 1))]),
        ('anchor = "holiday", holidays = ["summer"], use = "inside"', "school_year", [(SUMMER, date(2027, 9, 1))]),
        ('anchor = "months", months = [3, 9], use = "inside"', "school_year",
         [(SEPTEMBER, date(2026, 10, 1)), (date(2027, 3, 1), date(2027, 4, 1))]),
        ('anchor = "months", months = [1], use = "inside"', "term", [(date(2027, 1, 1), WINTER)]),
        ('anchor = "half_term", use = "due"', "term", [(SEPTEMBER, date(2026, 11, 16)), (SPRING, date(2027, 5, 3))]),
        ('anchor = "term_start", use = "due", days_before = 0, days_after = 13', "school_year",
         [(SEPTEMBER, date(2026, 9, 14))]),
        ('anchor = "exam", exams = ["期中"], use = "inside", days_before = 0', "term",
         [(date(2026, 11, 9), date(2026, 11, 19))]),
        ('anchor = "week_of_term", weeks = [-1], use = "due"', "term", [(SEPTEMBER, WINTER), (SPRING, SUMMER)]),
    ],
)  # fmt: skip
def test_times_to_the_day(window: str, every: str, expected: Days) -> None:
    duty = rule(f'kind = "home_visit"\nrhythm = {{ at_least = 1, every = "{every}" }}\nwindows = [{{ {window} }}]')
    assert days(of(duty)) == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ('weekday = "friday"', [(SEPTEMBER, date(2026, 9, 5)), (date(2026, 9, 7), date(2026, 9, 12))]),
        ('weekday = "sunday"', [(SEPTEMBER, date(2026, 9, 7)), (date(2026, 9, 7), date(2026, 9, 14))]),
        ('weekday = "monday"', [(SEPTEMBER, date(2026, 9, 8)), (date(2026, 9, 7), date(2026, 9, 15))]),
        ('weekday = "wednesday", next_week = true',
         [(SEPTEMBER, date(2026, 9, 10)), (date(2026, 9, 7), date(2026, 9, 17))]),
    ],
)  # fmt: skip
def test_what_a_week_brings_is_handed_in_in_that_week_or_on_a_day_of_the_next(window: str, expected: Days) -> None:
    duty = rule('kind = "read_reflection"\nrhythm = { exactly = 1, every = "week" }\n'
                f'windows = [{{ anchor = "weekday", use = "due", {window} }}]')  # fmt: skip
    assert days(of(duty))[:2] == expected


def test_before_the_beginning_of_term_only_those_who_are_paired_then_can_be_asked() -> None:
    window = 'windows = [{ anchor = "term_start", use = "inside", days_before = 14, days_after = 0 }]'
    before = rule(f'kind = "home_visit"\nrhythm = {{ at_least = 1, every = "term" }}\n{window}')
    assert days(of(before)) == [(date(2027, 2, 8), SPRING)]
    old = (Care(XIAOMING, WANG, date(2025, 9, 1)),)
    assert days(of(before, cares=old)) == [(date(2026, 8, 18), SEPTEMBER), (date(2027, 2, 8), SPRING)]


def test_a_plan_after_the_pairing_is_not_due_in_the_past_when_the_pair_goes_into_another_year() -> None:
    window = 'windows = [{ anchor = "pairing_start", use = "due", days_before = 0, days_after = 14 }]'
    yearly = rule(f'kind = "guidance_plan"\nrhythm = {{ exactly = 1, every = "school_year" }}\n{window}')
    old = (Care(XIAOMING, WANG, date(2025, 9, 1)),)
    assert days(of(yearly, cares=old)) == [(SEPTEMBER, date(2026, 9, 16))]
    once = rule(f'kind = "talk"\nrhythm = {{ exactly = 1, every = "whole_stage" }}\n{window}')
    assert days(of(once, cares=old)) == []
    assert days(of(once)) == [(SEPTEMBER, date(2026, 9, 16))]


STAGE = 'kind = "home_visit"\nrhythm = { manner = "regularly" }\ncoverage = { share = 100, within = "whole_stage" }'


def test_within_three_years_is_due_at_the_end_of_the_third() -> None:
    assert days(of(rule(STAGE), mentee(grade=10))) == [(SEPTEMBER, date(2029, 7, 10))]
    assert days(of(rule(STAGE), mentee(grade=12))) == [(date(2024, 9, 1), SUMMER)]


def test_a_visit_of_the_first_year_counts_in_the_third() -> None:
    visit = Evidence("v", DutyKind.HOME_VISIT, frozenset({XIAOMING}), frozenset({LI}), date(2025, 3, 3))
    expected = of(rule(STAGE), mentee(grade=12))
    assert [one.state for one in progress(expected, [visit], SUMMER)] == [State.DONE]
    assert [one.state for one in progress(expected, [], SUMMER)] == [State.LATE]
    assert [one.state for one in progress(of(rule(STAGE), mentee(grade=10)), [], SUMMER)] == [State.OPEN]


def test_what_is_asked_of_a_groups_mentor_is_not_asked_where_the_group_is_of_another_stage() -> None:
    group = rule(
        'kind = "activity"\nper = "mentor_group"\nstages = ["primary"]\nrhythm = { exactly = 1, every = "term" }'
    )
    assert len(of(group, mentee(grade=4))) == 2
    assert of(group, mentee(grade=7)) == ()


def test_what_is_asked_of_classes_keeps_to_its_stage() -> None:
    meeting = rule('kind = "activity"\nby = "homeroom_teacher"\nper = "class"\nstages = ["junior"]\n'
                   'rhythm = { exactly = 1, every = "term" }')  # fmt: skip
    assert of(meeting, mentee(grade=4)) == ()
    assert [entry.class_group for entry in of(meeting, mentee(grade=8))] == [1, 1]


@pytest.mark.parametrize("rhythm", ['manner = "regularly"', 'at_least = 1, every = "term"'])
def test_a_homeroom_teacher_visits_half_of_the_class_each_term(rhythm: str) -> None:
    half = rule(f'kind = "home_visit"\nby = "homeroom_teacher"\nrhythm = {{ {rhythm} }}\n'
                'coverage = { share = 50, within = "term" }')  # fmt: skip
    zhao = (Office("homeroom_teacher", LI, class_group=1),)
    first, _second = of(half, mentee(), mentee(XIAOHONG), mentee(13), offices=zhao)
    assert (first.owners, first.class_group, first.reach, first.among) == ((LI,), 1, 2, frozenset({11, 12, 13}))
    visits = [
        Evidence(f"v{child}", DutyKind.HOME_VISIT, frozenset({child}), frozenset({LI}), date(2026, 10, 20))
        for child in (11, 12)
    ]
    states = [progress((first,), visits[:many], WINTER)[0].state for many in (1, 2)]
    assert states == [State.LATE, State.DONE]


def test_a_duty_towards_left_behind_children_begins_and_ends_with_the_category() -> None:
    duty = rule('kind = "phone_call"\ncategories = ["left"]\nrhythm = { exactly = 1, every = "week" }')
    assert of(duty) == ()
    assert days(of(duty, mentee(XIAOMING, 4, november(2, 16)))) == [
        (date(2026, 11, 2), date(2026, 11, 9)), (date(2026, 11, 9), date(2026, 11, 16)),
    ]  # fmt: skip


def test_an_override_for_both_categories_together() -> None:
    duty = rule('kind = "talk"\nrhythm = { exactly = 1, every = "month" }\noverrides = [\n'
                '  { categories = ["left"], rhythm = { exactly = 1, every = "two_weeks" } },\n'
                '  { categories = ["left", "single"], together = true,'
                ' rhythm = { exactly = 1, every = "week" } },\n]')  # fmt: skip
    left, single = Membership("left", SEPTEMBER), Membership("single", SEPTEMBER)
    assert [len(of(duty, mentee(XIAOMING, 4, *mine))) for mine in ((), (single,), (left,), (left, single))] == [
        11, 11, 21, 42,
    ]  # fmt: skip


def test_of_several_overrides_the_rhythm_of_one_and_the_channels_of_the_other_hold() -> None:
    duty = rule('kind = "talk"\nrhythm = { exactly = 1, every = "month" }\noverrides = [\n'
                '  { categories = ["left"], rhythm = { exactly = 1, every = "week" } },\n'
                '  { categories = ["single"], channels = ["face_to_face"] },\n]')  # fmt: skip
    both = of(duty, mentee(XIAOMING, 4, Membership("left", SEPTEMBER), Membership("single", SEPTEMBER)))
    assert (len(both), {entry.slot.channels for entry in both}) == (42, {(Channel.FACE_TO_FACE,)})


def test_every_two_months_is_counted_anew_in_each_term() -> None:
    found = days(of(rule('kind = "home_visit"\nrhythm = { at_least = 1, every = "month", periods = 2 }')))
    starts = [SEPTEMBER, date(2026, 11, 1), date(2027, 1, 1), SPRING, date(2027, 4, 1), date(2027, 6, 1)]
    ends = [date(2026, 11, 1), date(2027, 1, 1), WINTER, date(2027, 4, 1), date(2027, 6, 1), SUMMER]
    assert found == list(zip(starts, ends, strict=True))


def test_every_three_weeks_what_is_left_of_a_term_lengthens_the_last_time_or_is_one_of_its_own() -> None:
    found = days(of(rule('kind = "talk"\nrhythm = { at_least = 1, every = "week", periods = 3 }')))
    first = [SEPTEMBER, date(2026, 9, 21), date(2026, 10, 12), date(2026, 11, 2), date(2026, 11, 23),
             date(2026, 12, 14), date(2027, 1, 4), WINTER]  # fmt: skip
    second = [SPRING, date(2027, 3, 15), date(2027, 4, 5), date(2027, 4, 26), date(2027, 5, 17), date(2027, 6, 7),
              date(2027, 6, 28), SUMMER]  # fmt: skip
    assert found == [*pairwise(first), *pairwise(second)]


def test_two_weeks_are_twice_a_week() -> None:
    fortnights, pairs = (
        days(of(rule(f'kind = "talk"\nrhythm = {{ exactly = 1, every = {every} }}')))
        for every in ('"two_weeks"', '"week", periods = 2')
    )
    assert fortnights == pairs
    assert len(pairs) == 21


def test_every_three_school_days() -> None:
    found = days(of(rule('kind = "talk"\nrhythm = { at_least = 1, every = "day", periods = 3 }')))
    assert found[:3] == [
        (SEPTEMBER, date(2026, 9, 4)), (date(2026, 9, 4), date(2026, 9, 9)), (date(2026, 9, 9), date(2026, 9, 12)),
    ]  # fmt: skip


def test_the_second_friday_of_three_weeks_is_no_day_of_the_month() -> None:
    friday = rule('kind = "talk"\nrhythm = { at_least = 1, every = "week", periods = 3 }\n'
                  'windows = [{ anchor = "weekday", weekday = "friday", nth = 2, use = "inside" }]')  # fmt: skip
    assert [opens for opens, _due in days(of(friday))[:3]] == [date(2026, 9, 11), date(2026, 10, 9), date(2026, 10, 23)]


def test_a_special_student_every_three_weeks_where_others_are_seen_every_two_months() -> None:
    some = rule('kind = "talk"\nrhythm = { at_least = 1, every = "month", periods = 2 }\n'
                'overrides = [{ categories = ["left"], rhythm = { exactly = 1, every = "week",'
                ' periods = 3 } }]')  # fmt: skip
    assert days(of(some, mentee(XIAOMING, 4, november(2, 30))))[:3] == [
        (SEPTEMBER, date(2026, 11, 1)), (date(2026, 11, 2), date(2026, 11, 23)),
        (date(2026, 11, 30), date(2027, 1, 1)),
    ]  # fmt: skip
