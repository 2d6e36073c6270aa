"""A student proposes a time to mentor or homeroom teacher; talks that were accepted stand in both calendars."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from liangshi.family.choices import Way
from liangshi.family.models import Appointment
from liangshi.family.queries.calendar import fixed_between
from liangshi.family.queries.feeds import reader_of
from liangshi.family.queries.sides import guardians_on
from liangshi.family.services.answers import confirm
from liangshi.family.services.appointments import AppointmentDraft, NotWithinReachError, ask_for_meeting
from liangshi.guidance.models import TalkRequest
from liangshi.guidance.services import talks
from tests.family.conftest import DAY, HOUR, NOW, SATURDAY, ZONE, by, time_of
from tests.world import World

SignIn = Callable[[str], Client]
MEET = datetime(2026, 9, 11, 12, 20, tzinfo=ZONE)


def ask(world: World, student: str = "xiaoming", name: str = "xiaoming", staff: str = "wang") -> Appointment:
    draft = AppointmentDraft(Way.TALK, (SATURDAY,), words="想聊聊选科")
    return ask_for_meeting(
        by=by(world, name), student=world.students[student], staff=world.staff[staff], draft=draft, now=NOW
    )


def accepted(world: World) -> TalkRequest:
    """xiaoming asked zhou, who named a time."""
    draft = talks.TalkDraft(world.staff["zhou"], words="睡不好")
    row = talks.ask_for_talk(by=by(world, "xiaoming"), student=world.students["xiaoming"], draft=draft, now=NOW)
    talks.accept(by=by(world, "zhou"), request=row, meet_at=MEET, place="心理室", now=NOW + HOUR)
    return row


def titles(world: World, name: str) -> list[str]:
    return [one.title for one in fixed_between(by(world, name), NOW, NOW + 7 * DAY)]


def test_a_student_proposes_and_the_mentor_confirms(guided: World) -> None:
    row = ask(guided)
    assert (row.waits_for, row.with_student, row.team, guardians_on(row).exists()) == (
        "school", True, False, False,
    )  # fmt: skip
    confirm(by=by(guided, "wang"), appointment=row, revision=1, time=time_of(row), now=NOW)
    assert titles(guided, "xiaoming") == titles(guided, "wang") == ["赵小明 · 在校谈心"]


def test_parents_learn_nothing_of_it(guided: World) -> None:
    ask(guided)
    assert not Appointment.objects.visible_to(by(guided, "zhaoma")).exists()


def test_a_student_asks_for_nobody_else_and_nobody_but_the_own_teachers(guided: World) -> None:
    with pytest.raises(NotWithinReachError):
        ask(guided, student="xiaogang")
    with pytest.raises(NotWithinReachError):
        ask(guided, staff="chen")
    assert not Appointment.unscoped.exists()


@pytest.mark.usefixtures("afternoon")
def test_on_the_page_a_past_time_is_refused_and_a_later_one_sent(guided: World, sign_in: SignIn) -> None:
    browser, staff = sign_in("xiaoming"), guided.staff["wang"].public_id
    given = {"staff": staff, "way": "talk", "time_1": "2026-09-09T12:00"}
    assert browser.post("/appointments/ask/", given).status_code == 422
    assert browser.post("/appointments/ask/", given | {"time_1": "2026-09-11T12:00"}).status_code == 303
    assert Appointment.unscoped.get().organiser == guided.staff["wang"]
    assert "约老师见面" in browser.get("/appointments/").content.decode()
    assert sign_in("wang").get("/appointments/ask/").status_code == 404


def test_an_accepted_talk_stands_in_the_calendars_of_the_two_and_of_nobody_else(guided: World) -> None:
    accepted(guided)
    assert titles(guided, "xiaoming") == titles(guided, "zhou") == ["赵小明 · 谈一谈"]
    assert titles(guided, "wang") == titles(guided, "zhaoma") == titles(guided, "lin") == []


def test_a_talk_that_was_only_asked_for_or_withdrawn_stands_in_none(guided: World) -> None:
    row = accepted(guided)
    talks.withdraw(by=by(guided, "xiaoming"), request=TalkRequest.unscoped.get(pk=row.pk), now=NOW + HOUR)
    assert titles(guided, "xiaoming") == titles(guided, "zhou") == []


@pytest.mark.usefixtures("afternoon")
def test_page_and_feed_show_it_and_the_feed_says_neither_who_nor_where(guided: World, sign_in: SignIn) -> None:
    row = accepted(guided)
    browser = sign_in("zhou")
    page = browser.get("/my-calendar/").content.decode()
    assert f"/asked/{row.public_id}/" in page
    assert "12:20" in page
    address = str(browser.get("/my-calendar/feed/").context["address"]).removeprefix("http://testserver")
    feed = Client().get(address).content.decode()
    assert f"{row.public_id}@liangshi" in feed
    assert not any(words in feed for words in ("赵小明", "周心怡", "心理", "谈"))


def test_another_time_for_the_talk_raises_the_number_that_calendar_programs_follow(guided: World) -> None:
    row = accepted(guided)
    reader = reader_of(guided.account("xiaoming"))
    [before] = fixed_between(reader, NOW, NOW + 7 * DAY)
    again = TalkRequest.unscoped.get(pk=row.pk)
    talks.accept(by=by(guided, "zhou"), request=again, meet_at=MEET + DAY, place="", now=NOW + 2 * HOUR)
    [after] = fixed_between(reader, NOW, NOW + 7 * DAY)
    assert (after.public_id, after.starts_at) == (before.public_id, MEET + DAY)
    assert after.revision > before.revision
