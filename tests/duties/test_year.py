"""A school year played through each of the five presets, against a calendar of duties computed by hand.

School year 2026—2027 of the tests' world: first term Tuesday 1 September to Friday 29 January, second term Monday
22 February to Friday 9 July. National Day 1–7 October is off, Saturday 10 October is worked, the midterm examination
is on 9–11 November. Every date below was counted on a paper calendar; a due date is the first day after the last one.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from liangshi.domain.duties import Progress, State
from liangshi.duties.queries import ledger
from liangshi.pairing.models import Nomination
from liangshi.people.models import Staff, Student
from liangshi.records.choices import EntryKind, Outcome
from liangshi.records.models import LifeEvent, MentorNote
from tests.duties.school import SEPTEMBER, at, calendar, pair, publish_preset, talk
from tests.world import World

WINTER, SUMMER = date(2027, 1, 30), date(2027, 7, 10)
SPRING = date(2027, 2, 22)
AFTERWARDS = date(2027, 8, 20)


@pytest.fixture
def schools(world: World) -> World:
    for school in world.schools.values():
        calendar(school)
    return world


def happened(student: Student, kind: str, on: date, by: Staff) -> None:
    LifeEvent.unscoped.create(
        school=student.school, student=student, kind=kind, happened_on=on, recorded_by=by, recorded_at=at(on)
    )


def of(world: World, name: str, today: date = SEPTEMBER) -> list[Progress]:
    """The ledger of one student, and of the mentors around."""
    student = world.students[name]
    return [entry for entry in ledger(student.school_id, today) if entry.expected.student in (None, student.pk)]


def times(entries: Iterable[Progress], rule: str, because: str = "") -> list[tuple[date, date]]:
    return [
        (e.expected.opens, e.expected.due)
        for e in entries
        if e.expected.rule == rule and e.expected.because.startswith(because) == bool(because or not e.expected.because)
    ]


@pytest.fixture
def shewopo(schools: World) -> World:
    """何静书 guides 郑天佑 at 育英小学 from the first day."""
    publish_preset(schools, "shewopo-primary", "yuying")
    pair(schools.staff["he"], schools.students["zheng"])
    return schools


def test_shewopo_asks_for_a_talk_in_each_of_the_42_weeks(shewopo: World) -> None:
    talks = times(of(shewopo, "zheng"), "talk")
    # first term: Mondays 31 August to 25 January are 22 weeks; second: 22 February to 5 July are 20
    assert len(talks) == 22 + 20
    assert talks[0] == (date(2026, 9, 1), date(2026, 9, 7))
    assert talks[4:6] == [(date(2026, 9, 28), date(2026, 10, 5)), (date(2026, 10, 5), date(2026, 10, 12))]
    assert talks[21:23] == [(date(2027, 1, 25), WINTER), (SPRING, date(2027, 3, 1))]
    assert talks[-1] == (date(2027, 7, 5), SUMMER)


def test_shewopo_asks_for_a_talk_each_school_day_while_a_child_is_in_a_special_group(shewopo: World) -> None:
    student = shewopo.students["zheng"]
    Nomination.unscoped.create(
        school=student.school, student=student, kind="category", category="left_behind", route="homeroom_teacher",
        nominated_by=shewopo.account("he"), nominated_at=at(date(2026, 11, 2)), reason="父母在外务工", state="ended",
        decided_at=at(date(2026, 11, 16)), review_on=WINTER, expires_on=SUMMER,
    )  # fmt: skip
    november = [(o, d) for o, d in times(of(shewopo, "zheng"), "talk") if date(2026, 10, 26) <= o < date(2026, 11, 23)]
    # the week before, ten school days of two weeks, the week after
    days = [date(2026, 11, number) for number in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]
    assert november == [
        (date(2026, 10, 26), date(2026, 11, 2)),
        *((day, day + timedelta(days=1)) for day in days),
        (date(2026, 11, 16), date(2026, 11, 23)),
    ]


MONTHS = [
    (date(2026, 9, 1), date(2026, 10, 1)), (date(2026, 10, 1), date(2026, 11, 1)),
    (date(2026, 11, 1), date(2026, 12, 1)), (date(2026, 12, 1), date(2027, 1, 1)), (date(2027, 1, 1), WINTER),
    (SPRING, date(2027, 3, 1)), (date(2027, 3, 1), date(2027, 4, 1)), (date(2027, 4, 1), date(2027, 5, 1)),
    (date(2027, 5, 1), date(2027, 6, 1)), (date(2027, 6, 1), date(2027, 7, 1)), (date(2027, 7, 1), SUMMER),
]  # fmt: skip
"""The months of school: February has its last five school days, July its first seven."""
TERMS = [(SEPTEMBER, WINTER), (SPRING, SUMMER)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("phone-call", MONTHS),
        ("family-records", MONTHS),
        ("mentor-note", MONTHS),
        ("home-visit", TERMS),
        ("term-comment", TERMS),
        ("parents-meeting", TERMS),
        ("mentor-plan", [(SEPTEMBER, date(2026, 10, 2))]),  # thirty days after the first: until 1 October
        ("year-questionnaire", [(SEPTEMBER, SUMMER)]),
        ("diaries-into-archive", [(SEPTEMBER, SUMMER)]),
        ("tracking-file", []),  # 贯穿平时: no number, nothing due
        ("relay-views", []),  # 必要时
    ],
)
def test_shewopo_to_the_day(rule: str, expected: list[tuple[date, date]], shewopo: World) -> None:
    assert times(of(shewopo, "zheng"), rule) == expected


def test_shewopo_reflections_are_handed_in_on_mondays(shewopo: World) -> None:
    reflections = times(of(shewopo, "zheng"), "weekly-reflection")
    assert len(reflections) == 42
    assert reflections[:2] == [(date(2026, 9, 1), date(2026, 9, 8)), (date(2026, 9, 7), date(2026, 9, 15))]
    assert times(of(shewopo, "zheng"), "read-reflection")[1] == (date(2026, 9, 7), date(2026, 9, 14))


def test_shewopo_moments_are_counted_in_school_days(shewopo: World) -> None:
    student, teacher = shewopo.students["zheng"], shewopo.staff["he"]
    happened(student, "mood_change", date(2026, 9, 30), teacher)
    happened(student, "request_for_help", date(2026, 9, 11), teacher)
    entries = of(shewopo, "zheng")
    # the school day after 30 September is 8 October; the third is Saturday 10 October, worked
    assert times(entries, "mind-care", "event:") == [(date(2026, 9, 30), date(2026, 10, 11))]
    # Friday 11 September: Monday 14 and Tuesday 15
    assert times(entries, "talk", "event:") == [
        (date(2026, 9, 11), date(2026, 9, 16)),
        (date(2026, 9, 30), date(2026, 10, 9)),
    ]


def test_shewopo_a_year_of_records(shewopo: World) -> None:
    missed = {date(2026, 9, 21), date(2026, 12, 14), date(2027, 4, 5)}
    for opens, _due in times(of(shewopo, "zheng"), "talk"):
        if opens not in missed:
            talk(shewopo, "he", "zheng", on=opens + timedelta(days=3))
    talk(shewopo, "he", "zheng", on=date(2026, 10, 20), kind=EntryKind.HOME_VISIT)
    talk(shewopo, "he", "zheng", on=date(2027, 5, 12), kind=EntryKind.HOME_VISIT, outcome=Outcome.REFUSED)
    for opens, _due in MONTHS[:6]:
        talk(shewopo, "he", "zheng", on=opens + timedelta(days=1), kind=EntryKind.PHONE_CALL)
        MentorNote.unscoped.create(
            school=shewopo.schools["yuying"], author=shewopo.staff["he"], happened_on=opens, words="一个月",
            written_at=at(opens), changed_at=at(opens),
        )  # fmt: skip
    entries = of(shewopo, "zheng", AFTERWARDS)
    late = {
        rule: [e.expected.opens for e in entries if e.expected.rule == rule and e.state is State.LATE]
        for rule in ("talk", "home-visit", "phone-call", "family-records", "mentor-note")
    }
    assert late == {
        "talk": sorted(missed),
        "home-visit": [],
        "phone-call": [date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)],
        # the visit that was declined in May is an honest outcome of the contact of that month too
        "family-records": [date(2027, 3, 1), date(2027, 4, 1), date(2027, 6, 1), date(2027, 7, 1)],
        "mentor-note": [date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)],
    }
    states = [e.state for e in entries if e.expected.rule == "home-visit"]
    assert states == [State.DONE, State.EXCUSED]


@pytest.fixture
def wuhu(schools: World) -> World:
    """王海燕 guides 赵小明 at 明德中学 from the first day."""
    publish_preset(schools, "wuhu-2022")
    pair(schools.staff["wang"], schools.students["xiaoming"])
    return schools


def test_wuhu_visits_and_messages(wuhu: World) -> None:
    entries = of(wuhu, "xiaoming")
    assert times(entries, "home-visit") == [(SEPTEMBER, SUMMER)]
    assert times(entries, "growth-message") == TERMS
    assert times(entries, "family-contact") == []  # 定期, no number


def test_wuhu_talks_around_the_start_of_term_and_the_examination(wuhu: World) -> None:
    entries = of(wuhu, "xiaoming")
    # a week before to two weeks after each beginning: 25 August to 14 September, 15 February to 7 March
    assert times(entries, "talk", "20260901") == [(date(2026, 8, 25), date(2026, 9, 15))]
    assert times(entries, "talk", "20270222") == [(date(2027, 2, 15), date(2027, 3, 8))]
    # a week around 9–11 November: 2 to 18 November
    assert times(entries, "talk", "期中考试") == [(date(2026, 11, 2), date(2026, 11, 19))]


def test_wuhu_a_change_in_life_is_followed_by_talk_and_contact(wuhu: World) -> None:
    happened(wuhu.students["xiaoming"], "life_change", date(2026, 9, 29), wuhu.staff["wang"])
    happened(wuhu.students["xiaoming"], "study_change", date(2027, 3, 5), wuhu.staff["wang"])
    entries = of(wuhu, "xiaoming")
    # school days after Tuesday 29 September: 30 September, 8, 9 October - and 10, 12 October
    # school days after Friday 5 March: 8, 9, 10 - and 11, 12 March
    assert times(entries, "talk", "event:") == [
        (date(2026, 9, 29), date(2026, 10, 10)), (date(2027, 3, 5), date(2027, 3, 11)),
    ]  # fmt: skip
    assert times(entries, "family-contact", "event:") == [
        (date(2026, 9, 29), date(2026, 10, 13)), (date(2027, 3, 5), date(2027, 3, 13)),
    ]  # fmt: skip


def test_wuhu_a_year_of_records(wuhu: World) -> None:
    talk(wuhu, "wang", "xiaoming", on=date(2026, 9, 3))
    talk(wuhu, "wang", "xiaoming", on=date(2026, 11, 12), channel="message")
    talk(wuhu, "wang", "xiaoming", on=date(2026, 12, 5), kind=EntryKind.HOME_VISIT)
    states = {
        (e.expected.rule, e.expected.because or e.expected.due): e.state for e in of(wuhu, "xiaoming", AFTERWARDS)
    }
    assert states[("talk", "20260901")] is State.DONE
    assert states[("talk", "期中考试")] is State.LATE  # messages do not count as a talk
    assert states[("talk", "20270222")] is State.LATE
    assert states[("home-visit", SUMMER)] is State.DONE
    assert states[("growth-message", WINTER)] is State.LATE


@pytest.fixture
def five_steps(schools: World) -> World:
    """李向东 guides 孙小刚 from Monday 7 September."""
    publish_preset(schools, "school-five-steps")
    pair(schools.staff["li"], schools.students["xiaogang"], since=date(2026, 9, 7))
    return schools


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("first-talk", [(date(2026, 9, 7), date(2026, 9, 22))]),  # fourteen days after the 7th: until the 21st
        ("guidance-plan", [(date(2026, 9, 7), date(2026, 10, 8))]),  # thirty days: until 7 October
        ("regular-talk", [(date(2026, 9, 7), date(2026, 10, 1)), *MONTHS[1:]]),  # 18 of 22 school days of September
        ("stage-evaluation", [(date(2026, 9, 7), WINTER), (SPRING, SUMMER)]),
        ("year-summary", [(date(2026, 9, 7), date(2027, 7, 17))]),  # until a week after the year
        ("keep-record", []),
        ("activities", []),
    ],
)
def test_five_steps_to_the_day(rule: str, expected: list[tuple[date, date]], five_steps: World) -> None:
    assert times(of(five_steps, "xiaogang"), rule) == expected


def test_five_steps_low_spirits_are_followed_within_three_school_days(five_steps: World) -> None:
    happened(five_steps.students["xiaogang"], "mood_change", date(2026, 10, 9), five_steps.staff["li"])
    # Saturday 10 October is worked; Monday 12, Tuesday 13
    assert times(of(five_steps, "xiaogang"), "mind-care", "event:") == [(date(2026, 10, 9), date(2026, 10, 14))]


def test_five_steps_a_year_of_records(five_steps: World) -> None:
    for month in (9, 10, 11):
        talk(five_steps, "li", "xiaogang", on=date(2026, month, 15))
    entries = of(five_steps, "xiaogang", date(2027, 1, 10))
    regular = [e.state for e in entries if e.expected.rule == "regular-talk"]
    assert regular[:6] == [State.DONE, State.DONE, State.DONE, State.LATE, State.OPEN, State.UPCOMING]
    assert [e.state for e in entries if e.expected.rule == "first-talk"] == [State.DONE]


@pytest.fixture
def baiyin(schools: World) -> World:
    """王海燕 guides 赵小明, in 高一."""
    publish_preset(schools, "baiyin-2025")
    pair(schools.staff["wang"], schools.students["xiaoming"])
    return schools


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("growth-plan", [(SEPTEMBER, SUMMER)]),
        ("family-contact", TERMS),
        ("subject-choice", [(SEPTEMBER, SUMMER)]),  # in 高一
        ("applications", []),  # in 高三 only
        ("mind-care", []),
    ],
)
def test_baiyin_to_the_day(rule: str, expected: list[tuple[date, date]], baiyin: World) -> None:
    assert times(of(baiyin, "xiaoming"), rule) == expected


def test_baiyin_a_year_of_records(baiyin: World) -> None:
    talk(baiyin, "wang", "xiaoming", on=date(2026, 10, 15), kind=EntryKind.PHONE_CALL)
    talk(baiyin, "wang", "xiaoming", on=date(2027, 4, 15))
    contact = [e.state for e in of(baiyin, "xiaoming", AFTERWARDS) if e.expected.rule == "family-contact"]
    assert contact == [State.DONE, State.LATE]  # a call fulfils the contact of a term, a talk with the child does not


def test_jiading_gives_no_number_and_so_nothing_is_ever_late(schools: World) -> None:
    publish_preset(schools, "jiading-2021")
    pair(schools.staff["wang"], schools.students["xiaoming"])
    talk(schools, "wang", "xiaoming", on=date(2026, 10, 15))
    assert of(schools, "xiaoming", AFTERWARDS) == []
