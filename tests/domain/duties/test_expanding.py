"""The expected calendar of duties, computed by hand, comes out to the day.

School year 2026—2027: first term 1 September to 29 January, second 22 February to 9 July; National Day 1–7 October off,
10 October (a Saturday) worked; midterm exam 9–11 November.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.duties import (
    Calendar,
    Care,
    Event,
    Exam,
    Exemption,
    Expected,
    Leave,
    Membership,
    Mentee,
    Population,
    Span,
    expand,
)
from liangshi.domain.scheme import DutyRule, MomentRule, Period, Scheme, Trigger, load

CATALOGUE = Path(__file__).resolve().parents[3] / "liangshi/schemes/catalogue"
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
CALENDAR = Calendar(
    terms=(Span(date(2026, 9, 1), date(2027, 1, 30)), Span(date(2027, 2, 22), date(2027, 7, 10))),
    off=NATIONAL_DAY,
    extra=frozenset({date(2026, 10, 10)}),
    exams=(Exam("期中", Span(date(2026, 11, 9), date(2026, 11, 12))),),
)
WANG, LI = 1, 2
XIAOMING, XIAOHONG = 11, 12
SEPTEMBER = date(2026, 9, 1)


def preset(key: str) -> Scheme:
    scheme = load((CATALOGUE / f"{key}.toml").read_text(encoding="utf-8"))
    assert isinstance(scheme, Scheme)
    return scheme


SWB, WH = preset("shewopo-primary"), preset("wuhu-2022")


def rule(scheme: Scheme, key: str) -> DutyRule:
    found = scheme.rule(key)
    assert isinstance(found, DutyRule)
    return found


def school(*cares: Care, memberships: tuple[Membership, ...] = (), **more: object) -> Population:
    mentee = Mentee(XIAOMING, grade=4, stage="primary", memberships=memberships)
    given_cares = cares or (Care(XIAOMING, WANG, SEPTEMBER),)
    return Population((mentee,), given_cares, **more)  # type: ignore[arg-type]


def of(rules: DutyRule | tuple[DutyRule, ...], people: Population, **more: object) -> tuple[Expected, ...]:
    return expand(rules if isinstance(rules, tuple) else (rules,), CALENDAR, people, **more)  # type: ignore[arg-type]


def test_a_weekly_talk_is_due_in_each_week_of_term_and_not_in_the_holidays() -> None:
    talks = of(rule(SWB, "talk"), school())
    assert (talks[0].opens, talks[0].due) == (date(2026, 9, 1), date(2026, 9, 7))
    weeks_with_school = [talk.opens for talk in talks if talk.opens < date(2027, 2, 1)]
    assert len(weeks_with_school) == 22
    october = [(talk.opens, talk.due) for talk in talks if talk.opens.month == 10][0]
    assert october == (date(2026, 10, 5), date(2026, 10, 12))
    assert not [talk for talk in talks if date(2027, 1, 30) <= talk.opens < date(2027, 2, 22)]


def test_a_student_of_a_special_group_is_due_a_talk_each_school_day() -> None:
    sets = {"special_students": frozenset({"left_behind"})}
    people = school(memberships=(Membership("left_behind", SEPTEMBER),), sets=sets)
    talks = of(rule(SWB, "talk"), people)
    assert len(talks) == len(CALENDAR.school_days)
    assert date(2026, 10, 10) in {talk.opens for talk in talks}
    assert date(2026, 10, 1) not in {talk.opens for talk in talks}


def test_a_category_that_begins_and_ends_makes_the_daily_talk_begin_and_end() -> None:
    sets = {"special_students": frozenset({"left_behind"})}
    membership = Membership("left_behind", date(2026, 11, 2), date(2026, 11, 16))
    talks = of(rule(SWB, "talk"), school(memberships=(membership,), sets=sets))
    daily = [talk for talk in talks if (talk.due - talk.opens).days == 1]
    assert [talk.opens for talk in daily] == [date(2026, 11, d) for d in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]
    assert date(2026, 11, 16) in {talk.opens for talk in talks}


def test_a_category_outside_the_named_set_changes_nothing() -> None:
    sets = {"special_students": frozenset({"left_behind"})}
    people = school(memberships=(Membership("class_monitor", SEPTEMBER),), sets=sets)
    assert of(rule(SWB, "talk"), people) == of(rule(SWB, "talk"), school())


def test_one_home_visit_is_due_each_term() -> None:
    visits = of(rule(SWB, "home-visit"), school())
    assert [(v.opens, v.due) for v in visits] == [
        (date(2026, 9, 1), date(2027, 1, 30)),
        (date(2027, 2, 22), date(2027, 7, 10)),
    ]


def test_one_phone_call_is_due_each_month_of_school() -> None:
    calls = of(rule(SWB, "phone-call"), school())
    months = [(call.opens.month, call.due - timedelta(days=1)) for call in calls]
    assert [month for month, _ in months] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7]
    assert months[0][1] == date(2026, 9, 30)


def test_the_reflection_of_a_week_is_handed_in_on_the_monday_after_it() -> None:
    reflections = of(rule(SWB, "weekly-reflection"), school())
    assert (reflections[0].opens, reflections[0].due) == (date(2026, 9, 1), date(2026, 9, 8))
    assert reflections[0].by == "student"
    assert {(r.due - timedelta(days=1)).weekday() for r in reflections if r.due < date(2027, 1, 20)} == {0}


def test_the_term_comment_is_due_by_the_last_day_of_term() -> None:
    comments = of(rule(SWB, "term-comment"), school())
    assert [comment.due for comment in comments] == [date(2027, 1, 30), date(2027, 7, 10)]


def test_the_work_plan_is_due_thirty_days_after_the_pairing_began() -> None:
    (plan,) = of(rule(SWB, "mentor-plan"), school(Care(XIAOMING, WANG, date(2026, 9, 20))))
    assert plan.due == date(2026, 10, 21)


def test_mentor_notes_are_owed_by_the_mentor_once_a_month_however_many_mentees() -> None:
    people = Population(
        (Mentee(XIAOMING, 4, "primary"), Mentee(XIAOHONG, 4, "primary")),
        (Care(XIAOMING, WANG, SEPTEMBER), Care(XIAOHONG, WANG, SEPTEMBER)),
    )
    notes = of(rule(SWB, "mentor-note"), people)
    assert len(notes) == 11
    assert {(note.owners, note.student) for note in notes} == {((WANG,), None)}


def test_every_family_is_visited_within_the_school_year_without_fixed_dates() -> None:
    (visit,) = of(rule(WH, "home-visit"), school())
    assert (visit.opens, visit.due, visit.count) == (date(2026, 9, 1), date(2027, 7, 10), 1)


def test_the_growth_message_is_due_at_each_terms_end() -> None:
    messages = of(rule(WH, "growth-message"), school())
    assert [m.due for m in messages] == [date(2027, 1, 30), date(2027, 7, 10)]


def test_a_rhythm_without_a_number_expects_nothing_by_itself() -> None:
    assert of(rule(WH, "talk"), school()) == ()


def test_talks_follow_the_midterm_exam_and_the_beginning_of_term() -> None:
    opened = of(WH.duties, school(), moments=WH.moments)
    talks = [entry for entry in opened if entry.rule == "talk"]
    exam = [t for t in talks if t.because == "期中"]
    moment = next(m for m in WH.moments if m.trigger is Trigger.IMPORTANT_EXAM)
    assert [(t.opens, t.due) for t in exam] == [
        (
            date(2026, 11, 9) - timedelta(days=moment.days_before),
            date(2026, 11, 12) + timedelta(days=moment.days_after),
        )
    ]
    assert [t.owners for t in exam] == [(WANG,)]
    assert any(t.because == "20260901" for t in talks)


def test_a_theme_day_opens_its_duty_around_the_day() -> None:
    moment = MomentRule.model_validate(
        {
            "id": "teachers-day", "title": "教师节", "trigger": "theme_day", "dates": ["09-10"], "days_after": 3,
            "follow_ups": [{"kind": "activity"}], "source": {"document": "WH", "place": "一", "words": "主题教育"},
            "reading": "教师节前后一次活动。",
        }
    )  # fmt: skip
    (activity,) = of((), school(), moments=(moment,))
    assert (activity.opens, activity.due) == (date(2026, 9, 10), date(2026, 9, 14))


def test_trouble_seen_asks_for_a_talk_by_the_next_school_day() -> None:
    event = Event("e1", Trigger.MOOD_CHANGE, XIAOMING, date(2026, 9, 30))
    opened = of(SWB.duties, school(events=(event,)), moments=SWB.moments)
    (talk,) = [entry for entry in opened if entry.because == "e1" and entry.rule == "talk"]
    assert (talk.opens, talk.due) == (date(2026, 9, 30), date(2026, 10, 9))


def test_a_change_of_mentor_in_mid_term_moves_what_is_due_to_the_new_one() -> None:
    people = school(Care(XIAOMING, WANG, SEPTEMBER, date(2026, 11, 18)), Care(XIAOMING, LI, date(2026, 11, 18)))
    talks = {talk.opens: talk.owners for talk in of(rule(SWB, "talk"), people)}
    assert talks[date(2026, 11, 9)] == (WANG,)
    assert talks[date(2026, 11, 16)] == (LI,)
    (first, second) = of(rule(SWB, "home-visit"), people)
    assert (first.owners, second.owners) == ((LI,), (LI,))


def test_who_stands_in_owes_what_falls_due_in_the_leave() -> None:
    people = school(leaves=(Leave(WANG, LI, date(2026, 10, 12), date(2026, 10, 26)),))
    talks = {talk.opens: talk.owners for talk in of(rule(SWB, "talk"), people)}
    assert [talks[date(2026, 10, day)] for day in (5, 12, 19, 26)] == [(WANG,), (LI,), (LI,), (WANG,)]


def test_a_late_joiner_owes_nothing_for_a_period_that_was_mostly_over() -> None:
    late = school(Care(XIAOMING, WANG, date(2026, 9, 10)))
    assert of(rule(SWB, "talk"), late)[0].opens == date(2026, 9, 14)
    later = school(Care(XIAOMING, WANG, date(2026, 12, 1)))
    assert [visit.opens for visit in of(rule(SWB, "home-visit"), later)] == [date(2027, 2, 22)]


def test_an_exemption_with_a_reason_takes_the_duty_away_for_its_time_only() -> None:
    exemption = Exemption("talk", date(2026, 10, 12), date(2026, 10, 26), "住院", student=XIAOMING)
    opens = {talk.opens for talk in of(rule(SWB, "talk"), school(exemptions=(exemption,)))}
    assert date(2026, 10, 12) not in opens
    assert date(2026, 10, 19) not in opens
    assert {date(2026, 10, 5), date(2026, 10, 26)} <= opens


def test_a_rule_that_changes_in_mid_year_changes_from_its_date_on() -> None:
    before = rule(SWB, "phone-call").model_copy(update={"valid_until": date(2026, 12, 1)})
    calls = of(before, school())
    assert [call.opens.month for call in calls] == [9, 10, 11]


def test_no_pairing_no_duty() -> None:
    assert of(rule(SWB, "talk"), Population((Mentee(XIAOMING, 4, "primary"),), ())) == ()


def test_grades_stages_and_boarding_narrow_a_rule() -> None:
    talk = rule(SWB, "talk")
    for narrowed in ({"grades": (5,)}, {"stages": ("senior",)}, {"boarders_only": True}):
        assert of(talk.model_copy(update=narrowed), school()) == ()


def test_half_terms_and_fortnights_are_cut_at_weeks() -> None:
    first = CALENDAR.terms[0]
    halves = CALENDAR.periods(Period.HALF_TERM, first)
    assert [half.start.weekday() for half in halves[1:]] == [0]
    assert CALENDAR.periods(Period.TWO_WEEKS, first)[0] == Span(date(2026, 9, 1), date(2026, 9, 14))


SPANS = st.integers(min_value=0, max_value=300)


@given(SPANS, SPANS, st.sampled_from(["talk", "home-visit", "phone-call", "weekly-reflection", "term-comment"]))
def test_what_is_expected_lies_in_its_pairing_and_has_a_key_of_its_own(start: int, length: int, key: str) -> None:
    since = SEPTEMBER + timedelta(days=start)
    people = school(Care(XIAOMING, WANG, since, since + timedelta(days=length + 1)))
    found = of(rule(SWB, key), people)
    assert len({entry.key for entry in found}) == len(found)
    owners = () if key == "weekly-reflection" else (WANG,)
    assert all(entry.opens >= since and entry.owners == owners for entry in found)
    assert found == of(rule(SWB, key), people)


@given(SPANS)
def test_splitting_a_pairing_between_two_mentors_neither_adds_nor_loses_a_duty(cut: int) -> None:
    day = SEPTEMBER + timedelta(days=cut)
    whole = of(rule(SWB, "talk"), school())
    halves = of(rule(SWB, "talk"), school(Care(XIAOMING, WANG, SEPTEMBER, day), Care(XIAOMING, LI, day)))
    assert [replace(entry, owners=()) for entry in halves] == [replace(entry, owners=()) for entry in whole]


@pytest.mark.parametrize("scheme", [SWB, WH], ids=["SWB", "WH"])
def test_a_whole_scheme_expands(scheme: Scheme) -> None:
    assert len(of(scheme.duties, school(), moments=scheme.moments)) > 2
