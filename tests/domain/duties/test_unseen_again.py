"""Two further schemes typed in from the manual, with two mentors and times of several weeks: by hand, to the day."""

from datetime import date
from itertools import pairwise

import pytest

from liangshi.domain.duties import Care, Event, Expected, Membership, Mentee, Office, Population, expand
from liangshi.domain.scheme import Trigger
from tests.domain.duties.test_expanding import CALENDAR, LI, SEPTEMBER, WANG, XIAOMING
from tests.domain.duties.test_unseen_calendars import SINCE, SPRING, SUMMER, TERMS, UNTIL, WINTER, YEAR, unseen

HOMEROOM = 3
MONDAY = date(2026, 11, 2)
Days = list[tuple[date, date]]


def at(month: int, day: int) -> date:
    return date(2026 if month >= 9 else 2027, month, day)


def asked(key: str, rule: str, grade: int, category: str, *, boarder: bool = False) -> list[Expected]:
    scheme = unseen(key)
    stage = "primary" if grade <= 6 else "senior"
    child = Mentee(XIAOMING, grade, stage, boarder, (Membership(category, SINCE, UNTIL),), 1)
    two = (Care(XIAOMING, WANG, SEPTEMBER, track="study"), Care(XIAOMING, LI, SEPTEMBER, track="conduct"))
    people = Population(
        (child,), two if key == "two_mentors" else (Care(XIAOMING, WANG, SEPTEMBER),),
        events=tuple(
            Event(trigger.value, trigger, XIAOMING, MONDAY)
            for trigger in (Trigger.TRUANCY, Trigger.REQUEST_FOR_HELP, Trigger.ILLNESS, Trigger.FAMILY_UPHEAVAL)
        ),
        sets={group.key: frozenset(group.categories) for group in scheme.people.category_sets},
        offices=(Office("homeroom_teacher", HOMEROOM, class_group=1),),
        acts_as={role.role: role.acts_as.value for role in scheme.people.roles if role.acts_as},
        tracks={role.role: role.track.value for role in scheme.people.roles if role.track},
    )  # fmt: skip
    found = expand(scheme.duties, CALENDAR, people, scheme.moments)
    return [entry for entry in found if entry.slot.stem == rule]


def in_turn(*edges: date) -> Days:
    return list(pairwise(edges))


def days(*dates: date) -> Days:
    return [(day, date.fromordinal(day.toordinal() + 1)) for day in dates]


THREE_WEEKS = [
    *in_turn(SEPTEMBER, at(9, 21), at(10, 12), at(11, 2), at(11, 23), at(12, 14), at(1, 4), WINTER),
    *in_turn(SPRING, at(3, 15), at(4, 5), at(4, 26), at(5, 17), at(6, 7), at(6, 28), SUMMER),
]
TWO_MONTHS = [
    *in_turn(SEPTEMBER, at(11, 1), at(1, 1), WINTER), *in_turn(SPRING, at(4, 1), at(6, 1), SUMMER),
]  # fmt: skip
A_MONTH_LONG = in_turn(MONDAY, at(11, 9), at(11, 16), at(11, 23), at(12, 2))
TWO_MENTORS: dict[str, tuple[Days, tuple[int, ...]]] = {
    "skills": (THREE_WEEKS, (WANG,)),
    "visit": (TWO_MONTHS, (LI,)),
    "visit-home": (YEAR, (LI,)),
    "growth-talk": (
        [
            (SEPTEMBER, at(10, 1)), *in_turn(SINCE, at(10, 26), at(11, 9), at(11, 23), UNTIL), (UNTIL, at(1, 1)),
            (at(1, 1), WINTER), *in_turn(SPRING, at(3, 1), at(4, 1), at(5, 1), at(6, 1), at(7, 1), SUMMER),
        ],
        (LI,),
    ),
    "career": ([(SPRING, SUMMER)], (WANG, LI)),
    "note-study": (TERMS, (WANG,)),
    "message": ([(at(1, 16), WINTER), (at(6, 26), SUMMER)], (LI,)),
    "exam:lesson": ([(at(11, 9), at(11, 19))], (WANG,)),
    "truancy:family_contact": ([(MONDAY, at(11, 3))], (LI,)),
    "truancy:growth-talk": (A_MONTH_LONG, (LI,)),
    "help:talk": ([(MONDAY, at(11, 5))], (WANG, LI)),
    "help:care": (
        in_turn(MONDAY, at(11, 16), at(11, 30), at(12, 14), at(12, 28), at(1, 11), WINTER), (WANG, LI)
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", TWO_MENTORS)
def test_with_two_mentors_each_clause_comes_out_to_the_day_and_to_its_mentor(rule: str) -> None:
    expected, owners = TWO_MENTORS[rule]
    found = asked("two_mentors", rule, 11, "poor")
    assert [(entry.opens, entry.due) for entry in found] == expected
    assert {entry.owners for entry in found} == {owners}


def test_what_is_for_other_grades_only_is_not_asked_of_the_second() -> None:
    assert asked("two_mentors", "intern", 11, "poor") == []
    assert [entry.opens for entry in asked("two_mentors", "intern", 12, "poor")] == [
        SEPTEMBER, at(10, 12), at(11, 23), at(1, 4), SPRING, at(4, 5), at(5, 17),
    ]  # fmt: skip
    assert asked("two_mentors", "start:talk", 11, "poor") == []
    assert [(entry.opens, entry.due) for entry in asked("two_mentors", "start:talk", 10, "poor")] == [
        *in_turn(SEPTEMBER, at(9, 8), at(9, 15), at(9, 22), at(10, 1)),
        *in_turn(SPRING, at(3, 1), at(3, 8), at(3, 15), at(3, 22)),
    ]


PRIMARY: dict[str, Days] = {
    "talk-low": [],
    "video": [*in_turn(SINCE, at(11, 2), at(11, 23), at(12, 14))],
    "visit": YEAR,
    "visit-left": [(at(11, 1), at(1, 1))],  # of September and October less than half is left
    "call": [
        (SEPTEMBER, at(9, 19)), (at(9, 21), at(10, 10)), (at(10, 12), at(10, 31)), (at(11, 2), at(11, 21)),
        (at(11, 23), at(12, 12)), (at(12, 14), at(1, 2)), (at(1, 4), WINTER), (SPRING, at(3, 13)),
        (at(3, 15), at(4, 3)), (at(4, 5), at(4, 24)), (at(4, 26), at(5, 15)), (at(5, 17), at(6, 5)),
        (at(6, 7), at(6, 26)), (at(6, 28), SUMMER),
    ],
    "birthday": days(at(10, 30), at(12, 25), at(1, 29), at(3, 26), at(5, 28), at(7, 9)),
    "dorm": [
        *in_turn(SEPTEMBER, at(9, 28), at(10, 26), at(11, 23), at(12, 21), at(1, 18), WINTER),
        *in_turn(SPRING, at(3, 22), at(4, 19), at(5, 17), at(6, 14), SUMMER),
    ],
    "back:talk": [],  # no child of the group when term begins
    "ill:care": [*days(*(at(11, day) for day in (2, 3, 4, 5))), (at(11, 6), at(11, 9))],
    "upheaval:talk": [(MONDAY, at(11, 6))],
    "upheaval:home_visit": in_turn(MONDAY, at(12, 2), at(1, 2), at(2, 2)),
}  # fmt: skip


@pytest.mark.parametrize("rule", PRIMARY)
def test_at_a_primary_school_with_boarders_each_clause_comes_out_to_the_day(rule: str) -> None:
    found = asked("boarding_primary", rule, 4, "left", boarder=True)
    assert [(entry.opens, entry.due) for entry in found] == PRIMARY[rule]


def test_a_child_first_cared_for_twice_a_week_and_a_first_grader_every_three_days() -> None:
    talks = asked("boarding_primary", "talk", 4, "left")
    assert len([entry for entry in talks if entry.count == 2]) == 8
    assert [entry.opens for entry in talks if entry.count == 1][:5] == [
        SEPTEMBER, at(9, 14), at(9, 28), UNTIL, at(12, 21),
    ]  # fmt: skip
    first = asked("boarding_primary", "talk-low", 1, "left")
    assert in_turn(SEPTEMBER, at(9, 4), at(9, 9), at(9, 12)) == [(entry.opens, entry.due) for entry in first[:3]]
