"""One's calendar on screen, as a file and as a feed: valid, private, without content; reminders once a day."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from liangshi.family.models import Appointment
from liangshi.family.services.answers import confirm
from liangshi.family.services.reminders import remind_appointments
from liangshi.notices.models import Notice
from liangshi.people.models import CalendarDay
from tests.family.conftest import DAY, HOUR, NOW, SATURDAY, ZONE, Invite, by, time_of
from tests.meetings.held import GUEST, planned
from tests.meetings.held import NOW as MEETING
from tests.world import World

FRIDAY_EVENING = datetime(2026, 9, 11, 17, 30, tzinfo=ZONE)


@pytest.fixture
def visit(guided: World, invite: Invite) -> Appointment:
    """A home visit on Saturday at ten, and an exam and a holiday of the school; the other school has its own."""
    for school, day, kind, name in (
        ("mingde", date(2026, 9, 25), "holiday", "中秋节"), ("mingde", date(2026, 9, 14), "exam", "摸底考试"),
        ("yuying", date(2026, 9, 15), "event", "开放日"),
    ):  # fmt: skip
        CalendarDay.unscoped.create(school=guided.schools[school], date=day, kind=kind, name=name)
    row = invite("wang", "xiaoming", "zhaoma", subject="最近的成绩", place="花园小区")
    confirm(by=by(guided, "zhaoma"), appointment=row, revision=1, time=time_of(row), now=NOW + HOUR)
    return row


def feed_of(browser: Client) -> str:
    page = browser.get("/my-calendar/feed/")
    return str(page.context["address"]).removeprefix("http://testserver")


@pytest.mark.usefixtures("afternoon")
def test_the_month_shows_my_appointments_and_the_days_of_my_school(
    visit: Appointment, sign_in: Callable[[str], Client]
) -> None:
    page = sign_in("zhaoma").get("/my-calendar/").content.decode()
    assert all(words in page for words in ("赵小明 · 家访", "10:00", "摸底考试", "中秋节"))
    assert "开放日" not in page
    assert "家访" not in sign_in("li").get("/my-calendar/").content.decode()
    week = sign_in("wang").get("/my-calendar/?view=week&on=2026-09-08").content.decode()
    assert "赵小明 · 家访" in week
    assert "摸底考试" not in week
    assert sign_in("wang").get("/my-calendar/?on=nonsense").status_code == 200
    assert sign_in("wang").get("/my-calendar/?on=2026-13-77").status_code == 200


@pytest.mark.usefixtures("afternoon")
def test_the_feed_is_a_valid_calendar_without_content(
    guided: World, visit: Appointment, sign_in: Callable[[str], Client]
) -> None:
    address = feed_of(sign_in("zhaoma"))
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    whole = answer.content.decode()
    assert not any(words in whole for words in ("赵小明", "王海燕", "成绩", "花园", "家访"))
    assert all(len(line.encode()) <= 75 for line in whole.split("\r\n"))
    calendar = Calendar.from_ical(answer.content)
    assert (calendar["version"], bool(calendar["prodid"])) == ("2.0", True)
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {"良师：约见", "良师：摸底考试", "良师：中秋节"}
    assert events["良师：约见"]["dtstart"].dt == SATURDAY
    assert events["良师：摸底考试"]["dtend"].dt == date(2026, 9, 15)
    assert all(event["uid"] and event["dtstamp"] for event in events.values())


@pytest.mark.usefixtures("afternoon")
def test_a_renewed_feed_opens_nothing_any_more_and_another_key_never(
    guided: World, visit: Appointment, sign_in: Callable[[str], Client]
) -> None:
    browser = sign_in("zhaoma")
    before = feed_of(browser)
    assert Client().get(before).status_code == 200
    other = feed_of(sign_in("wang"))
    swapped = before.rsplit("/", 1)[0] + "/" + other.rsplit("/", 1)[1]
    assert Client().get(swapped).status_code == 404
    browser.post("/my-calendar/feed/renew/")
    assert Client().get(before).status_code == 404
    assert Client().get(feed_of(browser)).status_code == 200
    account = guided.account("zhaoma")
    account.is_active = False
    account.save()
    assert Client().get(feed_of(sign_in("wang"))).status_code == 200
    assert Client().get(before).status_code == 404


@pytest.mark.usefixtures("afternoon")
def test_one_appointment_comes_as_a_file_once_it_is_settled(
    visit: Appointment, invite: Invite, sign_in: Callable[[str], Client]
) -> None:
    answer = sign_in("zhaoma").get(f"/appointments/{visit.public_id}/file.ics")
    assert "attachment" in answer.headers["Content-Disposition"]
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event["summary"]), event["sequence"]) == ("良师：约见", 2)
    open_one = invite("wang", "xiaohong", with_student=True, way="talk")
    assert sign_in("wang").get(f"/appointments/{open_one.public_id}/file.ics").status_code == 404


def test_each_person_is_reminded_once_of_all_of_tomorrow(guided: World, visit: Appointment, invite: Invite) -> None:
    second = invite("wang", "xiaohong", with_student=True, way="talk")
    confirm(by=by(guided, "xiaohong"), appointment=second, revision=1, time=time_of(second), now=NOW + HOUR)
    assert remind_appointments(FRIDAY_EVENING - DAY) == 0
    assert remind_appointments(FRIDAY_EVENING) == 3
    assert remind_appointments(FRIDAY_EVENING + HOUR) == 0
    told = {notice.account.name: notice.title for notice in Notice.unscoped.filter(kind="appointment.tomorrow")}
    assert told == {"王海燕": "明天有 2 次约见", "刘桂芳": "明天有 1 次约见", "钱小红": "明天有 1 次约见"}


def test_the_feed_of_a_guest_has_the_day_of_the_meeting_and_says_no_more(
    world: World, sign_in: Callable[[str], Client]
) -> None:
    planned(world)
    with time_machine.travel(MEETING, tick=False):
        (event,) = Calendar.from_ical(Client().get(feed_of(sign_in(GUEST))).content).walk("VEVENT")
        assert (str(event["summary"]), event["dtstart"].dt) == ("良师：会议", date(2026, 9, 14))
        assert Calendar.from_ical(Client().get(feed_of(sign_in("li"))).content).walk("VEVENT") == []


@pytest.mark.parametrize(("ends", "hours"), [(time(16, 40), 1.5), (None, 1)])
def test_a_meeting_with_an_hour_stands_at_it_in_the_feed_and_on_the_page(
    world: World, sign_in: Callable[[str], Client], ends: time | None, hours: float
) -> None:
    planned(world, begins=time(15, 10), ends=ends)
    with time_machine.travel(MEETING, tick=False):
        browser = sign_in(GUEST)
        (event,) = Calendar.from_ical(Client().get(feed_of(browser)).content).walk("VEVENT")
        assert event["dtstart"].dt == datetime(2026, 9, 14, 15, 10, tzinfo=ZONE)
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=hours)
        assert (str(event["summary"]), str(event["class"])) == ("良师：会议", "PRIVATE")
        assert "15:10" in browser.get("/my-calendar/").content.decode()
