"""Two mentors for one student, one for study and one for conduct: who is asked for what, and whose records count."""

from datetime import date

from liangshi.domain.duties import Care, Event, Evidence, Expected, Leave, Mentee, Plan, Population, progress, tally
from liangshi.domain.duties.progress import State
from liangshi.domain.scheme import Channel, DutyKind, Scheme, Trigger
from tests.domain.duties.test_expanding import CALENDAR, LI, SEPTEMBER, WANG, XIAOHONG, XIAOMING, of
from tests.domain.duties.test_times_of_schools import WINTER, mentee
from tests.domain.scheme.texts import scheme_of

ZHAO = 3
NOVEMBER = date(2026, 11, 1)
TEXT = """
[[people.roles]]
id = "study-mentor"
title = "学业导师"
role = "study_mentor"
acts_as = "mentor"
track = "study"
SAID

[[duties]]
id = "lesson"
title = "学业辅导"
kind = "study_guidance"
by = "study_mentor"
rhythm = { at_least = 1, every = "two_weeks" }
SAID

[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
track = "conduct"
rhythm = { at_least = 1, every = "month" }
SAID

[[duties]]
id = "visit"
title = "家访"
kind = "home_visit"
rhythm = { at_least = 1, every = "term" }
SAID

[[duties]]
id = "note"
title = "手记"
kind = "mentor_note"
per = "mentor"
track = "conduct"
rhythm = { at_least = 1, every = "term" }
SAID

[[moments]]
id = "truancy"
title = "旷课"
trigger = "truancy"
follow_ups = [{ duty = "talk" }, { kind = "family_contact", track = "study" }]
SAID
"""
SCHEME = scheme_of(TEXT)
BOTH = (Care(XIAOMING, WANG, SEPTEMBER, track="study"), Care(XIAOMING, LI, SEPTEMBER, track="conduct"))


def people(*cares: Care, children: tuple[Mentee, ...] = (mentee(),), **more: object) -> Population:
    return Population(children, cares or BOTH, tracks={"study_mentor": "study"}, acts_as={"study_mentor": "mentor"},
                      **more)  # type: ignore[arg-type]  # fmt: skip


def asked(key: str, who: Population, scheme: Scheme = SCHEME) -> list[Expected]:
    return [entry for entry in of(scheme.duties, who, moments=scheme.moments) if entry.slot.stem == key]


def record(on: date, *by: int, kind: DutyKind = DutyKind.TALK, key: str = "r") -> Evidence:
    return Evidence(key, kind, frozenset({XIAOMING}), frozenset(by), on, Channel.FACE_TO_FACE)


def states(key: str, who: Population, *records: Evidence) -> list[State]:
    return [one.state for one in progress(asked(key, who), records, date(2027, 7, 10))]


def test_each_mentor_owes_only_what_is_asked_of_the_one_for_it() -> None:
    assert {entry.owners for entry in asked("lesson", people())} == {(WANG,)}
    assert {entry.owners for entry in asked("talk", people())} == {(LI,)}
    assert len(asked("lesson", people())) == 21
    assert len(asked("talk", people())) == 11


def test_what_names_no_track_is_owed_by_both_and_done_by_either() -> None:
    assert {entry.owners for entry in asked("visit", people())} == {(WANG, LI)}
    for mentor in (WANG, LI):
        visit = record(date(2026, 10, 15), mentor, kind=DutyKind.HOME_VISIT)
        assert states("visit", people(), visit) == [State.DONE, State.LATE]


def test_a_record_of_the_other_mentor_is_no_answer() -> None:
    day = date(2026, 9, 10)
    assert states("talk", people(), record(day, LI))[0] is State.DONE
    assert states("talk", people(), record(day, WANG))[0] is State.LATE
    assert states("talk", people(), record(day, WANG, LI))[0] is State.DONE


def test_the_figures_of_the_school_say_the_same() -> None:
    for by, done in ((LI, 1), (WANG, 0)):
        plan = Plan(SCHEME.duties, CALENDAR, people(), SCHEME.moments)
        found = tally(plan, [record(date(2026, 9, 10), by)])
        assert sum(one.done for cell, one in found.items() if cell.rule == "talk") == done
        assert sum(one.asked for cell, one in found.items() if cell.rule == "talk") == 11


def test_one_mentor_for_everything_is_asked_for_both() -> None:
    alone = people(Care(XIAOMING, ZHAO, SEPTEMBER))
    assert {entry.owners for key in ("lesson", "talk", "visit") for entry in asked(key, alone)} == {(ZHAO,)}
    assert states("talk", alone, record(date(2026, 9, 10), ZHAO))[0] is State.DONE


def test_who_was_there_for_everything_answers_until_two_are_named() -> None:
    changed = people(
        Care(XIAOMING, ZHAO, SEPTEMBER, NOVEMBER), Care(XIAOMING, WANG, NOVEMBER, track="study"),
        Care(XIAOMING, LI, NOVEMBER, track="conduct"),
    )  # fmt: skip
    owners = [(entry.opens.month, entry.owners) for entry in asked("talk", changed)]
    assert owners[:3] == [(9, (ZHAO,)), (10, (ZHAO,)), (11, (LI,))]
    beside = people(Care(XIAOMING, ZHAO, SEPTEMBER), Care(XIAOMING, LI, NOVEMBER, WINTER, "conduct"))
    assert [entry.owners for entry in asked("talk", beside)] == [(ZHAO,)] * 2 + [(LI,)] * 3 + [(ZHAO,)] * 6


def test_while_the_mentor_for_it_is_missing_nothing_is_asked() -> None:
    half = people(Care(XIAOMING, WANG, SEPTEMBER, track="study"))
    assert asked("talk", half) == []
    assert len(asked("lesson", half)) == 21


def test_what_the_former_mentor_for_it_did_counts_and_who_stands_in_as_well() -> None:
    day = date(2026, 11, 20)
    changed = people(
        Care(XIAOMING, LI, SEPTEMBER, day, "conduct"), Care(XIAOMING, ZHAO, day, track="conduct"), BOTH[0],
        leaves=(Leave(ZHAO, 4, date(2026, 12, 1), date(2027, 1, 30)),),
    )  # fmt: skip
    november, december = asked("talk", changed)[2:4]
    assert (november.owners, december.owners) == ((ZHAO,), (4,))
    found = states("talk", changed, record(date(2026, 11, 5), LI), record(date(2026, 12, 8), 4, key="other"))
    assert found[2:4] == [State.DONE, State.DONE]


def test_own_work_is_asked_of_the_mentors_for_it_only() -> None:
    two = (mentee(), mentee(XIAOHONG))
    cares = (*BOTH, Care(XIAOHONG, WANG, SEPTEMBER, track="study"), Care(XIAOHONG, ZHAO, SEPTEMBER))
    assert {entry.staff for entry in asked("note", people(*cares, children=two))} == {LI, ZHAO}


def test_a_moment_asks_the_mentor_of_its_duty_or_the_one_that_it_names() -> None:
    happened = people(events=(Event("e1", Trigger.TRUANCY, XIAOMING, date(2026, 10, 12)),))
    assert [entry.owners for entry in asked("truancy:talk", happened)] == [(LI,)]
    assert [entry.owners for entry in asked("truancy:family_contact", happened)] == [(WANG,)]


def test_two_students_alike_in_days_but_not_in_mentors_are_told_apart() -> None:
    two = (mentee(), mentee(XIAOHONG))
    found = asked("talk", people(*BOTH, Care(XIAOHONG, WANG, SEPTEMBER, track="study"), children=two))
    assert {entry.student for entry in found} == {XIAOMING}
