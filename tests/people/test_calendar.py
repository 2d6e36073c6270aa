"""The school's calendar: seeded once, edited freely, printed by months."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from liangshi.people.models import CalendarDay
from liangshi.people.services import LAST_KNOWN_YEAR, HolidaysUnknownError, seed_calendar
from tests.people.asking import as_viewer, verbs
from tests.people.conftest import NOW
from tests.world import World

SignIn = Callable[[str], Client]


def seed(world: World, year: int = 2026) -> int:
    return seed_calendar(by=as_viewer(world, "shen"), school=world.schools["mingde"], calendar_year=year, now=NOW)


def day(world: World, date: date) -> CalendarDay:
    return CalendarDay.unscoped.get(school=world.schools["mingde"], date=date)


def test_seeding_lays_in_holidays_and_working_weekends(world: World) -> None:
    assert seed(world) > 20
    assert (day(world, date(2026, 10, 1)).kind, day(world, date(2026, 10, 1)).name) == ("holiday", "国庆节")
    assert (day(world, date(2026, 10, 10)).kind, day(world, date(2026, 10, 10)).name) == ("school_day", "调休上课")
    assert verbs(world) == ["calendar.seeded"]


def test_seeding_again_changes_nothing_and_keeps_what_the_school_edited(world: World) -> None:
    seed(world)
    CalendarDay.unscoped.filter(date=date(2026, 10, 1)).update(name="国庆节(校内升旗)")
    day(world, date(2026, 10, 10)).delete()
    before = CalendarDay.unscoped.count()
    assert seed(world) == 0
    assert CalendarDay.unscoped.count() == before
    assert day(world, date(2026, 10, 1)).name == "国庆节(校内升旗)"


def test_a_year_after_the_release_is_refused_and_nothing_is_laid_in(world: World) -> None:
    with pytest.raises(HolidaysUnknownError):
        seed(world, LAST_KNOWN_YEAR + 1)
    assert not CalendarDay.unscoped.exists()


def test_the_page_says_which_year_is_not_published_yet_and_offers_the_known_one(world: World, sign_in: SignIn) -> None:
    page = sign_in("shen").get("/calendar/").content.decode()
    assert "2026年的法定节假日和调休还没有载入" in page
    assert f"{LAST_KNOWN_YEAR + 1}年的放假安排在本软件发布时还没有公布" in page


def test_pressing_the_button_seeds_and_shows_the_days_of_the_academic_year(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    assert browser.post("/calendar/seed/2026/").status_code == 303
    page = browser.get("/calendar/").content.decode()
    assert "2026年10月" in page
    assert "国庆节" in page
    assert "劳动节" not in page


def test_an_exam_of_three_days_is_entered_at_once(world: World, sign_in: SignIn) -> None:
    entry = {"kind": "exam", "name": "期中考试", "first": "2026-11-09", "last": "2026-11-11"}
    assert sign_in("shen").post("/calendar/new/", entry).status_code == 303
    assert CalendarDay.unscoped.filter(name="期中考试", kind="exam").count() == 3


def test_an_end_before_the_beginning_is_refused_and_the_text_is_kept(world: World, sign_in: SignIn) -> None:
    entry = {"kind": "exam", "name": "期中考试", "first": "2026-11-09", "last": "2026-11-01"}
    answer = sign_in("shen").post("/calendar/new/", entry)
    assert answer.status_code == 422
    assert "不能早于开始的日期" in answer.content.decode()
    assert 'value="期中考试"' in answer.content.decode()
    assert not CalendarDay.unscoped.exists()


def test_a_second_entry_of_the_same_name_on_a_day_is_refused_whole(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    browser.post("/calendar/new/", {"kind": "event", "name": "校运会", "first": "2026-10-23"})
    answer = browser.post(
        "/calendar/new/", {"kind": "event", "name": "校运会", "first": "2026-10-22", "last": "2026-10-24"}
    )
    assert answer.status_code == 422
    assert CalendarDay.unscoped.count() == 1


def test_a_day_is_changed_and_taken_away(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    browser.post("/calendar/new/", {"kind": "event", "name": "校运会", "first": "2026-10-23"})
    row = CalendarDay.unscoped.get()
    browser.post(f"/calendar/{row.public_id}/", {"kind": "event", "name": "校运会", "first": "2026-10-30"})
    row.refresh_from_db()
    assert row.date == date(2026, 10, 30)
    browser.post(f"/calendar/{row.public_id}/remove/")
    assert not CalendarDay.unscoped.exists()
    assert verbs(world) == ["day.added", "day.changed", "day.removed"]


def test_a_teacher_reads_the_calendar_without_buttons(world: World, sign_in: SignIn) -> None:
    page = sign_in("wang").get("/calendar/").content.decode()
    assert "第一学期" in page
    assert "/calendar/seed/" not in page
