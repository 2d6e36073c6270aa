"""What a person owes now, and what is due next for each student."""

from collections.abc import Callable
from datetime import date

import time_machine
from django.test import Client

from liangshi.domain.duties import State
from liangshi.duties.queries import ledger, mine, near, next_due
from liangshi.records.choices import EntryKind, Outcome
from liangshi.records.models import LifeEvent
from tests.duties.conftest import SCHEME
from tests.duties.school import at, by, publish, talk
from tests.world import World

THURSDAY = date(2026, 9, 10)


def said(world: World, name: str, day: date = THURSDAY) -> list[tuple[str, date, list[str]]]:
    """Title, end and names of each thing on somebody's list."""
    return [(t.title, t.due, [s.name for s in t.students]) for t in mine(by(world, name, day), day)]


def test_a_mentor_owes_this_weeks_talk_with_each_student_not_yet_talked_with(term: World) -> None:
    assert said(term, "wang")[0] == ("每周谈心", date(2026, 9, 14), ["赵小明", "钱小红"])
    talk(term, "wang", "xiaoming", on=date(2026, 9, 9))
    assert said(term, "wang")[0] == ("每周谈心", date(2026, 9, 14), ["钱小红"])


def test_one_record_with_two_students_counts_for_both(term: World) -> None:
    talk(term, "wang", "xiaoming", "xiaohong", on=date(2026, 9, 9))
    assert "每周谈心" not in [title for title, _, _ in said(term, "wang")]


def test_own_work_stands_on_the_list_without_a_student(term: World) -> None:
    assert ("导师手记", date(2026, 10, 1), []) in [(t, due, names) for t, due, names in said(term, "li")]


def test_what_the_homeroom_teacher_owes_is_on_the_homeroom_teachers_list_only(term: World) -> None:
    assert "班主任每学期电访" in [title for title, _, _ in said(term, "wang")]
    assert "班主任每学期电访" not in [title for title, _, _ in said(term, "li")]


def test_a_call_by_somebody_else_is_not_the_homeroom_teachers_own_call(term: World) -> None:
    def calls() -> list[State]:
        found = ledger(term.schools["mingde"].pk, THURSDAY, {term.students["xiaoming"].pk})
        return [entry.state for entry in found if entry.expected.rule == "homeroom-call"]

    talk(term, "gao", "xiaoming", on=date(2026, 9, 8), kind=EntryKind.PHONE_CALL)
    assert calls() == [State.OPEN, State.UPCOMING]
    talk(term, "wang", "xiaoming", on=date(2026, 9, 9), kind=EntryKind.PHONE_CALL)
    assert calls() == [State.DONE, State.UPCOMING]


def test_a_family_that_declined_a_visit_is_asked_for_nothing_more(term: World) -> None:
    talk(term, "wang", "xiaoming", on=date(2026, 9, 9), kind=EntryKind.HOME_VISIT, outcome=Outcome.REFUSED)
    visits = [names for title, _, names in said(term, "wang") if title == "每学期家访"]
    assert visits == [["钱小红"]]


def test_an_event_of_life_opens_a_talk_within_three_school_days(term: World) -> None:
    LifeEvent.unscoped.create(
        school=term.schools["mingde"], student=term.students["xiaoming"], kind="bereavement",
        happened_on=date(2026, 9, 9), recorded_by=term.staff["wang"], recorded_at=at(date(2026, 9, 9)),
    )  # fmt: skip
    first = said(term, "wang")[0]
    assert first == ("谈心谈话", date(2026, 9, 15), ["赵小明"])  # Thursday 10, Friday 11, Monday 14


def test_what_was_missed_long_ago_is_on_no_list(term: World) -> None:
    later = date(2026, 10, 20)
    dues = [due for title, due, _ in said(term, "wang", later) if title == "每周谈心"]
    assert dues == [date(2026, 10, 26)]


def test_next_due_names_the_nearest_end_for_each_student(term: World) -> None:
    keys = {name: term.students[name].pk for name in ("xiaoming", "xiaohong")}
    talk(term, "wang", "xiaoming", on=date(2026, 9, 9))
    running = near(by(term, "wang", THURSDAY), THURSDAY)
    assert running is not None
    found = next_due(running, keys.values())
    assert (found[keys["xiaohong"]].title, found[keys["xiaohong"]].due) == ("每周谈心", date(2026, 9, 14))
    assert (found[keys["xiaoming"]].title, found[keys["xiaoming"]].due) == ("每学期家访", date(2027, 1, 30))


def test_a_school_without_a_scheme_owes_nothing(world: World) -> None:
    assert mine(by(world, "wang", THURSDAY), THURSDAY) == ()
    assert near(by(world, "wang", THURSDAY), THURSDAY) is None


def test_a_change_of_the_scheme_in_mid_year_changes_what_is_asked_from_its_day_on(term: World) -> None:
    monthly = SCHEME.replace('rhythm = { at_least = 1, every = "week" }', 'rhythm = { at_least = 1, every = "month" }')
    publish(term, monthly.replace("2026-1", "2026-2"), since=date(2026, 11, 2))
    found = ledger(term.schools["mingde"].pk, THURSDAY, {term.students["xiaoming"].pk})
    talks = [entry.expected.opens for entry in found if entry.expected.rule == "talk"]
    assert talks[:10] == [
        date(2026, 9, 1), date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 28),
        date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 26), date(2026, 11, 2),
    ]  # fmt: skip
    assert talks[10:12] == [date(2026, 12, 1), date(2027, 1, 1)]
    visits = [(e.expected.opens, e.expected.due) for e in found if e.expected.rule == "home-visit"]
    assert visits == [(date(2026, 9, 1), date(2027, 1, 30)), (date(2027, 2, 22), date(2027, 7, 10))]


def test_the_page_of_ones_own_duties_names_the_students(term: World, sign_in: Callable[[str], Client]) -> None:
    with time_machine.travel(at(THURSDAY), tick=False):
        page = sign_in("wang").get("/duties/").content.decode()
    assert "每周谈心" in page
    assert "赵小明" in page
    assert "孙小刚" not in page


def test_a_talk_that_was_logged_leaves_every_list_of_the_mentor_at_once(
    term: World, sign_in: Callable[[str], Client]
) -> None:
    """Nothing is reckoned in between: the mentor's pages are read from the records."""
    with time_machine.travel(at(THURSDAY), tick=False):
        client = sign_in("wang")
        before = {url: client.get(url).content.decode() for url in ("/", "/duties/")}
        assert all("每周谈心" in page for page in before.values())
        talk(term, "wang", "xiaoming", "xiaohong", on=THURSDAY)
        after = {url: client.get(url).content.decode() for url in ("/", "/duties/")}
    assert not any("每周谈心" in page for page in after.values())
