"""Figures of a whole school: the quick way and the long way say the same, for any people, changes and records."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from liangshi.domain.duties import (
    Care,
    Cell,
    Evidence,
    Exemption,
    Leave,
    Membership,
    Mentee,
    Office,
    Outcome,
    Plan,
    Population,
    Span,
    State,
    Version,
    expected_in,
    progress,
    rules_of_year,
    tally,
    week_of,
)
from liangshi.domain.scheme import Channel, DutyKind, Period, Rhythm, WindowUse
from tests.domain.duties.test_expanding import CALENDAR, LI, SEPTEMBER, SWB, WANG, WH, rule

DAYS = st.integers(min_value=0, max_value=310).map(lambda n: SEPTEMBER + timedelta(days=n))
STUDENTS = st.integers(min_value=1, max_value=4)
KINDS = st.sampled_from(
    [DutyKind.TALK, DutyKind.HOME_VISIT, DutyKind.PHONE_CALL, DutyKind.WEEKLY_REFLECTION, DutyKind.MENTOR_NOTE]
)
CHANNELS = st.sampled_from([None, Channel.FACE_TO_FACE, Channel.PHONE, Channel.HOME_VISIT])
OUTCOMES = st.sampled_from([Outcome.HELD, Outcome.HELD, Outcome.REFUSED, Outcome.POSTPONED, Outcome.BY_PHONE])


@st.composite
def records(draw: st.DrawFn) -> list[Evidence]:
    found = []
    for number in range(draw(st.integers(min_value=0, max_value=40))):
        about = frozenset(draw(st.lists(STUDENTS, max_size=2)))
        by = frozenset({draw(st.sampled_from([WANG, LI]))})
        found.append(Evidence(f"r{number}", draw(KINDS), about, by, draw(DAYS), draw(CHANNELS), draw(OUTCOMES)))
    return found


@st.composite
def people(draw: st.DrawFn) -> Population:
    mentees, cares = [], []
    for student in range(1, 5):
        since = draw(DAYS)
        memberships = (Membership("left_behind", since, draw(st.none() | DAYS)),) if draw(st.booleans()) else ()
        mentees.append(Mentee(student, 4, "primary", memberships=memberships, class_group=student % 2))
        cares.append(Care(student, draw(st.sampled_from([WANG, LI])), SEPTEMBER, draw(st.none() | DAYS)))
    leaves = (Leave(WANG, LI, SEPTEMBER + timedelta(days=40), SEPTEMBER + timedelta(days=70)),)
    exemption = Exemption("talk", SEPTEMBER, SEPTEMBER + timedelta(days=30), "住院", student=draw(STUDENTS))
    sets = {"special_students": frozenset({"left_behind"})}
    offices = (Office("homeroom_teacher", LI, class_group=1),)
    return Population(tuple(mentees), tuple(cares), leaves, (exemption,), sets=sets, offices=offices)


OFTEN = (
    rule(SWB, "talk").model_copy(update={"id": "twice", "rhythm": Rhythm(at_least=2, every=Period.TWO_WEEKS)}),
    rule(SWB, "weekly-reflection").model_copy(
        update={"id": "twice-in-turn", "rhythm": Rhythm(at_least=2, every=Period.WEEK)}
    ),
    rule(SWB, "phone-call").model_copy(update={"id": "own-call", "by": "homeroom_teacher"}),
)
"""More than one act in a period, periods that overlap, and what only the homeroom teacher's own call fulfils."""


@settings(max_examples=25, deadline=None)
@given(people(), records())
def test_the_figures_are_what_one_would_count_by_hand(everybody: Population, evidence: list[Evidence]) -> None:
    plan = Plan((*SWB.duties, *OFTEN), CALENDAR, everybody, SWB.moments)
    counted: dict[Cell, list[int]] = {}
    group_of = {mentee.student: mentee.class_group for mentee in everybody.mentees}
    for entry in progress(expected_in(plan), evidence, date.max):
        expected = entry.expected
        group = group_of[expected.student] if expected.student is not None else expected.class_group
        line = counted.setdefault(Cell(expected.rule, expected.kind, group, week_of(expected.due)), [0, 0, 0])
        line[0] += 1
        line[1] += entry.state is State.DONE
        line[2] += entry.state is State.EXCUSED
    found = {cell: [one.asked, one.done, one.excused] for cell, one in tally(plan, evidence).items()}
    assert found == counted


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(people(), DAYS, st.integers(min_value=1, max_value=60))
def test_a_plan_of_some_days_asks_what_the_year_asks_in_them(everybody: Population, since: date, days: int) -> None:
    near = Span(since, since + timedelta(days=days))
    rules = (*SWB.duties, *OFTEN)
    year = expected_in(Plan(rules, CALENDAR, everybody, SWB.moments))
    found = expected_in(Plan(rules, CALENDAR, everybody, SWB.moments, near))
    assert found == tuple(one for one in year if one.opens < near.end and near.start < one.due)


def test_a_week_is_named_by_its_monday() -> None:
    assert week_of(date(2026, 9, 14)) == date(2026, 9, 7)  # done until Sunday the 13th
    assert week_of(date(2026, 9, 15)) == date(2026, 9, 14)


def homeroom(*records: Evidence) -> list[State]:
    """A call that the homeroom teacher owes, whom two mentors surround."""
    call = rule(SWB, "phone-call").model_copy(update={"by": "homeroom_teacher"})
    everybody = Population(
        (Mentee(1, 4, "primary", class_group=7),),
        (Care(1, WANG, SEPTEMBER), Care(1, 9, SEPTEMBER)),
        offices=(Office("homeroom_teacher", LI, class_group=7), Office("homeroom_teacher", 8, class_group=6)),
    )
    entries = expected_in(Plan((call,), CALENDAR, everybody))
    assert {entry.owners for entry in entries} == {(LI,)}
    return [entry.state for entry in progress(entries, records, date(2026, 10, 1))][:1]


def test_what_another_role_owes_is_fulfilled_by_its_holder_only() -> None:
    by_mentor = Evidence("m", DutyKind.PHONE_CALL, frozenset({1}), frozenset({WANG}), date(2026, 9, 9), Channel.PHONE)
    assert homeroom(by_mentor) == [State.LATE]
    assert homeroom(by_mentor, replace_by(by_mentor, LI)) == [State.DONE]


def replace_by(record: Evidence, person: int) -> Evidence:
    return record._replace(key="h", by=frozenset({person}))


def test_two_mentors_of_one_student_owe_together() -> None:
    everybody = Population((Mentee(1, 4, "primary"),), (Care(1, WANG, SEPTEMBER), Care(1, LI, SEPTEMBER)))
    entries = expected_in(Plan((rule(SWB, "talk"),), CALENDAR, everybody))
    assert {entry.owners for entry in entries} == {(WANG, LI)}


def test_own_work_is_not_asked_for_a_month_of_leave() -> None:
    away = Leave(WANG, None, date(2026, 11, 1), date(2026, 11, 28))
    everybody = Population((Mentee(1, 4, "primary"),), (Care(1, WANG, SEPTEMBER),), leaves=(away,))
    notes = expected_in(Plan((rule(SWB, "mentor-note"),), CALENDAR, everybody))
    assert date(2026, 11, 1) not in {entry.opens for entry in notes}
    assert {date(2026, 10, 1), date(2026, 12, 1)} <= {entry.opens for entry in notes}


def test_a_clause_that_two_versions_say_alike_is_one_clause() -> None:
    year = CALENDAR.year
    once, _ = rules_of_year((Version(SEPTEMBER, SWB),), year)
    twice, _ = rules_of_year((Version(SEPTEMBER, SWB), Version(date(2026, 11, 18), SWB)), year)
    assert once == twice


def test_a_clause_that_a_later_version_drops_ends_on_its_day() -> None:
    later = SWB.model_copy(update={"duties": tuple(d for d in SWB.duties if d.id != "phone-call")})
    rules, _ = rules_of_year((Version(SEPTEMBER, SWB), Version(date(2026, 12, 1), later)), CALENDAR.year)
    calls = [entry for entry in rules if entry.id == "phone-call"]
    assert [(c.valid_from, c.valid_until) for c in calls] == [(SEPTEMBER, date(2026, 12, 1))]


def test_a_scheme_that_begins_in_the_year_asks_nothing_before() -> None:
    rules, moments = rules_of_year((Version(date(2026, 10, 12), WH),), CALENDAR.year)
    assert {entry.valid_from for entry in (*rules, *moments)} == {date(2026, 10, 12)}


def test_a_share_of_a_group_counts_only_the_own_mentees() -> None:
    half = rule(SWB, "talk").model_copy(
        update={
            "rhythm": rule(WH, "talk").rhythm,
            "coverage": rule(WH, "home-visit").coverage.model_copy(update={"share": 50.0}),  # type: ignore[union-attr]
        }
    )
    mentees = tuple(Mentee(number, 4, "primary") for number in range(1, 5))
    everybody = Population(mentees, tuple(Care(number, WANG, SEPTEMBER) for number in range(1, 5)))
    entries = expected_in(Plan((half,), CALENDAR, everybody))
    assert [entry.reach for entry in entries] == [2]

    def seen(*students: int) -> State:
        record = Evidence("g", DutyKind.TALK, frozenset(students), frozenset({WANG}), date(2026, 9, 9))
        return progress(entries, (record,), date(2026, 10, 1))[0].state

    assert seen(1, 99) is State.OPEN
    assert seen(1, 2) is State.DONE


def test_an_exam_is_meant_by_a_part_of_its_name() -> None:
    named = rule(WH, "talk").windows[1].model_copy(update={"exams": ("期中",), "use": WindowUse.INSIDE})
    monthly = rule(WH, "talk").model_copy(
        update={"windows": (named,), "rhythm": rule(SWB, "term-comment").rhythm, "stages": (), "grades": ()}
    )
    longer = replace(CALENDAR, exams=tuple(replace(exam, name=f"高一{exam.name}考试") for exam in CALENDAR.exams))
    everybody = Population((Mentee(1, 10, "senior"),), (Care(1, WANG, SEPTEMBER),))
    (found,) = expected_in(Plan((monthly,), longer, everybody))
    assert (found.opens, found.due) == (date(2026, 11, 2), date(2026, 11, 19))


def test_a_longer_rhythm_that_begins_with_a_day_of_the_shorter_one_is_not_taken_for_it() -> None:
    """Until the 18th every school day, from the 19th on twice in two weeks, of which the first day was the 18th."""
    until = date(2027, 1, 19)
    mentee = Mentee(3, 4, "primary", memberships=(Membership("left_behind", SEPTEMBER, until),))
    sets = {"special_students": frozenset({"left_behind"})}
    everybody = Population((mentee,), (Care(3, WANG, SEPTEMBER),), sets=sets)
    entries = expected_in(Plan(OFTEN[:1], CALENDAR, everybody, near=Span(until - timedelta(days=1), date(2027, 1, 30))))
    assert [(one.opens, one.due, one.slot.count) for one in entries] == [
        (date(2027, 1, 18), until, 1), (until, date(2027, 1, 30), 2),
    ]  # fmt: skip
