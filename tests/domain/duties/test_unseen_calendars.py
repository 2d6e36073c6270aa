"""Schemes that are no presets, typed in from the manual: their calendars, computed by hand."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from liangshi.domain.duties import Care, Membership, Mentee, Office, Population, expand
from liangshi.domain.scheme import Scheme, load
from tests.domain.duties.test_expanding import CALENDAR, LI, SEPTEMBER, WANG, XIAOMING

UNSEEN = Path(__file__).resolve().parents[1] / "scheme/unseen"
WINTER, SPRING, SUMMER = date(2027, 1, 30), date(2027, 2, 22), date(2027, 7, 10)
HALVES = [(SEPTEMBER, date(2026, 11, 16)), (date(2026, 11, 16), WINTER), (SPRING, date(2027, 5, 3)),
          (date(2027, 5, 3), SUMMER)]  # fmt: skip
TERMS, YEAR = [(SEPTEMBER, WINTER), (SPRING, SUMMER)], [(SEPTEMBER, SUMMER)]
MIDTERM = date(2026, 11, 9)
SINCE, UNTIL = date(2026, 10, 12), date(2026, 12, 7)
"""From a Monday to a Monday, eight weeks: while the child of these tests belongs to a category."""


@cache
def unseen(key: str) -> Scheme:
    frame = load((UNSEEN / "county.toml").read_text(encoding="utf-8"))
    assert isinstance(frame, Scheme), frame
    scheme = load((UNSEEN / f"{key}.toml").read_text(encoding="utf-8"), {frame.header.key: frame})
    assert isinstance(scheme, Scheme), scheme
    return scheme


def times(key: str, rule: str, grade: int, *categories: str) -> list[tuple[date, date]]:
    scheme = unseen(key)
    stage = "primary" if grade <= 6 else "junior" if grade <= 9 else "senior"
    belongs = tuple(Membership(category, SINCE, UNTIL) for category in categories)
    people = Population(
        (Mentee(XIAOMING, grade, stage, memberships=belongs, class_group=1),),
        (Care(XIAOMING, WANG, SEPTEMBER),),
        sets={group.key: frozenset(group.categories) for group in scheme.people.category_sets},
        offices=(Office("homeroom_teacher", LI, class_group=1),),
        acts_as={role.role: role.acts_as.value for role in scheme.people.roles if role.acts_as},
    )
    found = expand(scheme.duties, CALENDAR, people, scheme.moments)
    return [(entry.opens, entry.due) for entry in found if rule in (entry.slot.stem, entry.slot.stem.split(":")[0])]


BOARDING = {
    "talk-exam": [(MIDTERM, date(2026, 11, 19))],
    "plan": [(SEPTEMBER, date(2026, 9, 15))],
    "home-visit": YEAR,
    "visit-share": TERMS,
    "visit-all": [(SEPTEMBER, date(2029, 7, 10))],
    "holiday-care": [(WINTER, SPRING), (SUMMER, date(2027, 9, 1))],
    "message": TERMS,
    "talk-special": [(SINCE, date(2026, 11, 1)), (date(2026, 11, 1), date(2026, 12, 1))],
    "moments-3": [(SEPTEMBER, date(2026, 9, 15)), (SPRING, date(2027, 3, 8))],
    "dorm": [],  # not a boarder
}
TWELVE_YEARS = {
    "weeks": [
        (date(2026, 9, 14), date(2026, 9, 21)), (date(2026, 10, 26), date(2026, 11, 2)),
        (date(2026, 12, 7), date(2026, 12, 14)), (date(2027, 3, 8), date(2027, 3, 15)),
        (date(2027, 4, 19), date(2027, 4, 26)), (date(2027, 5, 31), date(2027, 6, 7)),
    ],
    "talk-primary": [], "talk-senior": [], "group-primary": [], "group-senior": [],
    "study-check": HALVES,
    "growth-talk": [(SEPTEMBER, date(2026, 9, 14)), (SPRING, date(2027, 3, 7))],
    "visit-homeroom": TERMS,
    "growth-message": [(SEPTEMBER, date(2026, 11, 16)), (SPRING, date(2027, 5, 3))],
    "march": [(date(2027, 3, 1), date(2027, 4, 1))],
    "entry-talk": [(SEPTEMBER, date(2026, 9, 9))],
    "moments-2": [(MIDTERM, date(2026, 11, 19))],
}  # fmt: skip
LEFT_BEHIND = {
    "video": [
        (SINCE, date(2026, 10, 26)), (date(2026, 10, 26), MIDTERM), (MIDTERM, date(2026, 11, 23)),
        (date(2026, 11, 23), UNTIL),
    ],
    "visit-left": [(SINCE, date(2026, 11, 1)), (date(2026, 11, 1), date(2026, 12, 1))],
    "visit-all": YEAR,
    "visit-winter": [],  # not of a poor family
    "birthday": YEAR,
    "half": TERMS,
    "boarders": [],
    "activity": [
        (date(2026, 9, 9), date(2026, 9, 10)), (date(2026, 10, 14), date(2026, 10, 15)),
        (date(2026, 11, 11), date(2026, 11, 12)), (date(2026, 12, 9), date(2026, 12, 10)),
        (date(2027, 1, 13), date(2027, 1, 14)), (date(2027, 3, 10), date(2027, 3, 11)),
        (date(2027, 4, 14), date(2027, 4, 15)), (date(2027, 5, 12), date(2027, 5, 13)),
        (date(2027, 6, 9), date(2027, 6, 10)),
    ],
}  # fmt: skip
INTERNS = {
    "talk": [], "intern-call": [], "intern-visit": [],  # of lower grades; of the second term, when he is no intern
    "master-note": [(SINCE, date(2026, 11, 16))],
    "skills": [(date(2026, 11, 1), date(2026, 12, 1)), (date(2027, 5, 1), date(2027, 6, 1))],
    "career": TERMS,
    "meet-parents": [(MIDTERM, date(2026, 11, 26))],
    "message": [(date(2027, 1, 18), WINTER), (date(2027, 6, 28), SUMMER)],
    "night": [],
}  # fmt: skip
WITHIN_COUNTY = {
    "visit": YEAR,
    "march": [(SEPTEMBER, date(2026, 9, 14)), (SPRING, date(2027, 3, 7))],
    "exam": [(date(2026, 11, 6), date(2026, 11, 19))],
    "talk": [
        (SEPTEMBER, date(2026, 10, 1)), (date(2026, 10, 1), date(2026, 11, 1)), (date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)), (date(2027, 1, 1), WINTER),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "grade", "categories", "expected"),
    [
        ("boarding", 10, ("mind",), BOARDING),
        ("twelve_years", 8, (), TWELVE_YEARS),
        ("left_behind", 4, ("left", "single"), LEFT_BEHIND),
        ("interns", 12, ("intern",), INTERNS),
        ("within_county", 9, (), WITHIN_COUNTY),
    ],
)
def test_the_calendar_comes_out_to_the_day(
    key: str, grade: int, categories: tuple[str, ...], expected: dict[str, list[tuple[date, date]]]
) -> None:
    assert {rule: times(key, rule, grade, *categories) for rule in expected} == expected


def test_talks_by_the_number() -> None:
    # two weeks each but for the eight weeks as a special student: 17 pairs of weeks and 8 weeks
    assert len(times("boarding", "talk", 10, "mind")) == 17 + 8
    # a month each; October and November are eight weeks of two talks
    assert len(times("left_behind", "talk", 4, "left", "single")) == 9 + 8
    # weekly in the second term, from its first Monday
    assert len(times("within_county", "talk-nine", 9)) == 20
    assert len(times("within_county", "group-week", 9)) == 41  # 42 weeks, the Thursday of National Day is off
