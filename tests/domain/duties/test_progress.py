"""Evidence → how each expectation stands: one record counts for every duty it meets, honest outcomes cost nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.duties import Evidence, Outcome, Progress, State, progress
from liangshi.domain.scheme import Channel, DutyKind, DutyRule
from tests.domain.duties.test_expanding import LI, SEPTEMBER, SWB, WANG, WH, XIAOHONG, XIAOMING, of, rule, school

MIDTERM = date(2026, 11, 15)


def talk(on: date, channel: Channel = Channel.FACE_TO_FACE, key: str = "") -> Evidence:
    name = key or f"talk-{on:%m%d}"
    return Evidence(name, DutyKind.TALK, frozenset({XIAOMING}), frozenset({WANG}), on, channel)


def visit(on: date, outcome: Outcome = Outcome.HELD, by: frozenset[int] = frozenset({WANG})) -> Evidence:
    return Evidence("v", DutyKind.HOME_VISIT, frozenset({XIAOMING}), by, on, Channel.HOME_VISIT, outcome)


def standing(duty: DutyRule, *evidence: Evidence, today: date = MIDTERM) -> list[Progress]:
    return list(progress(of(duty, school()), evidence, today))


def test_a_talk_in_the_week_fulfils_the_week_and_no_other() -> None:
    weeks = standing(rule(SWB, "talk"), talk(date(2026, 9, 9)))
    assert [week.state for week in weeks[:3]] == [State.LATE, State.DONE, State.LATE]
    assert weeks[1].evidence == ("talk-0909",)


def test_what_lies_ahead_is_upcoming_and_what_runs_is_open() -> None:
    by_start = {week.expected.opens: week.state for week in standing(rule(SWB, "talk"))}
    assert by_start[date(2026, 11, 9)] is State.OPEN
    assert by_start[date(2026, 11, 16)] is State.UPCOMING


def test_a_message_counts_as_family_contact_and_never_as_a_home_visit() -> None:
    message = Evidence(
        "m", DutyKind.FAMILY_CONTACT, frozenset({XIAOMING}), frozenset({WANG}), date(2026, 9, 9), Channel.MESSAGE
    )
    assert standing(rule(SWB, "family-records"), message)[0].state is State.DONE
    assert standing(rule(SWB, "home-visit"), message)[0].state is State.OPEN


def test_a_home_visit_counts_for_the_visit_and_for_the_contact() -> None:
    record = visit(date(2026, 9, 9))
    assert standing(rule(SWB, "home-visit"), record)[0].state is State.DONE
    assert standing(rule(SWB, "family-records"), record)[0].state is State.DONE


def test_one_joint_visit_counts_for_the_student_whoever_took_part() -> None:
    joint = visit(date(2026, 9, 9), by=frozenset({LI, WANG}))
    assert standing(rule(WH, "home-visit"), joint)[0].state is State.DONE
    by_the_homeroom_teacher = visit(date(2026, 9, 9), by=frozenset({LI}))
    assert standing(rule(WH, "home-visit"), by_the_homeroom_teacher)[0].state is State.DONE


def test_a_refused_visit_is_an_honest_outcome_and_asks_for_nothing_more() -> None:
    first, _ = standing(rule(SWB, "home-visit"), visit(date(2026, 9, 9), Outcome.REFUSED))
    assert first.state is State.EXCUSED


def test_a_postponed_visit_stays_open_until_its_time_is_over() -> None:
    postponed = visit(date(2026, 9, 9), Outcome.POSTPONED)
    assert standing(rule(SWB, "home-visit"), postponed)[0].state is State.OPEN
    assert standing(rule(SWB, "home-visit"), postponed, today=date(2027, 3, 1))[0].state is State.LATE


def test_a_phone_call_that_does_not_count_as_a_talk_does_not_fulfil_it() -> None:
    assert standing(rule(SWB, "talk"), talk(date(2026, 9, 9), Channel.PHONE))[1].state is State.LATE


def test_a_reflection_on_monday_counts_for_the_week_before_and_not_twice() -> None:
    monday = Evidence("r", DutyKind.WEEKLY_REFLECTION, frozenset({XIAOMING}), frozenset(), date(2026, 9, 14))
    weeks = standing(rule(SWB, "weekly-reflection"), monday)
    assert [(w.expected.opens, w.state) for w in weeks[:3]] == [
        (date(2026, 9, 1), State.LATE),
        (date(2026, 9, 7), State.DONE),
        (date(2026, 9, 14), State.LATE),
    ]


def test_the_record_of_another_student_counts_for_nobody_else() -> None:
    other = Evidence("o", DutyKind.TALK, frozenset({XIAOHONG}), frozenset({WANG}), date(2026, 9, 9))
    assert all(week.done == 0 for week in standing(rule(SWB, "talk"), other))


DAYS = st.lists(st.integers(min_value=0, max_value=300), unique=True, max_size=20)


@given(DAYS, st.integers(min_value=0, max_value=300))
def test_more_evidence_never_undoes_what_was_done(days: list[int], extra: int) -> None:
    records = [talk(SEPTEMBER + timedelta(days=day), key=f"t{day}") for day in days]
    before = {p.expected.key for p in standing(rule(SWB, "talk"), *records) if p.state is State.DONE}
    more = [*records, talk(SEPTEMBER + timedelta(days=extra), key="extra")]
    after = {p.expected.key for p in standing(rule(SWB, "talk"), *more) if p.state is State.DONE}
    assert before <= after
