"""A meeting has an hour where somebody knows it; it may be moved until it is held."""

import io
from collections.abc import Callable
from datetime import date, time

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from docx import Document

from liangshi.audit.models import Entry
from liangshi.meetings.models import Meeting, Presence
from liangshi.meetings.queries import asked_to
from liangshi.meetings.services import (
    EndsTooEarlyError,
    MeetingMovedError,
    NoBeginError,
    UnmovedError,
    When,
    cancel_meeting,
    move_meeting,
)
from liangshi.notices.models import Notice
from tests.meetings.held import GROUP, GUEST, NOW, RULE, planned, viewer, with_group
from tests.world import World

SignIn = Callable[[str], Client]
DAY, AFTERNOON, END = date(2026, 9, 14), time(15, 10), time(16, 40)


def asked(world: World, **given: str) -> dict[str, str | list[str]]:
    people = [world.staff[name].public_id for name in GROUP]
    return {
        "title": "导师调度会", "rule": RULE, "held_on": "2026-09-14", "place": "三楼", "people": people, **given,
    }  # fmt: skip


def told(kind: str) -> set[str]:
    return set(Notice.unscoped.filter(kind=kind).values_list("title", flat=True))


@time_machine.travel(NOW, tick=False)
def test_the_hours_stand_in_the_notice_on_every_page_and_in_the_minutes(world: World, sign_in: SignIn) -> None:
    with_group(world)
    browser = sign_in("shen")
    browser.post("/meetings/new/", asked(world, begins="15:10", ends="16:40"))
    meeting = Meeting.unscoped.get()
    assert (meeting.begins, meeting.ends) == (AFTERNOON, END)
    assert told("meeting.planned") == {"导师调度会定在2026年9月14日 15:10–16:40"}
    pages = ["/meetings/", f"/meetings/{meeting.public_id}/", f"/meetings/{meeting.public_id}/minutes/"]
    assert all("15:10–16:40" in browser.get(page).content.decode() for page in pages)
    paper = Document(io.BytesIO(browser.get(f"/meetings/{meeting.public_id}/word/").content))
    assert any("2026年9月14日 15:10–16:40，在三楼召开" in one.text for one in paper.paragraphs)


@time_machine.travel(NOW, tick=False)
def test_a_meeting_may_have_no_hour_yet_or_no_end(world: World, sign_in: SignIn) -> None:
    with_group(world)
    browser = sign_in("shen")
    assert browser.post("/meetings/new/", asked(world)).status_code == 303
    assert told("meeting.planned") == {"导师调度会定在2026年9月14日"}
    assert browser.post("/meetings/new/", asked(world, begins="08:05")).status_code == 303
    assert {row.hours for row in Meeting.unscoped.all()} == {"", "08:05"}


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"begins": "15:10", "ends": "15:10"}, "结束时间要晚于开始时间，请再看看。"),
        ({"begins": "15:10", "ends": "14:00"}, "结束时间要晚于开始时间，请再看看。"),
        ({"ends": "16:40"}, "写了结束时间，请也写上几点开始。"),
        ({"begins": "三点"}, "请按 15:30 的样子填写时间。"),
    ],
)
def test_hours_out_of_order_are_refused_and_nothing_typed_is_lost(
    world: World, sign_in: SignIn, hours: dict[str, str], words: str
) -> None:
    with_group(world)
    answer = sign_in("shen").post("/meetings/new/", asked(world, **hours))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert all(f'value="{typed}"' in page for typed in ("三楼", *hours.values()))
    assert not Meeting.unscoped.exists()


def test_the_table_itself_holds_no_end_before_its_begin(world: World) -> None:
    row = planned(world, begins=AFTERNOON, ends=END)
    for wrong in ({"ends": AFTERNOON}, {"begins": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.unscoped.filter(pk=row.pk).update(**wrong)
    assert Meeting.unscoped.filter(pk=row.pk).update(ends=None) == 1


@time_machine.travel(NOW, tick=False)
def test_the_hours_of_the_last_meeting_of_the_clause_are_proposed(world: World, sign_in: SignIn) -> None:
    planned(world, date(2026, 9, 3), AFTERNOON, END)
    browser = sign_in("shen")
    usual = browser.get(f"/meetings/new/?rule={RULE}").content.decode()
    assert 'value="15:10"' in usual
    assert 'value="16:40"' in usual
    assert 'value="15:10"' not in browser.get("/meetings/new/").content.decode()


@time_machine.travel(NOW, tick=False)
def test_looking_for_a_guest_keeps_the_hours(world: World, sign_in: SignIn) -> None:
    with_group(world)
    page = sign_in("shen").post("/meetings/new/", asked(world, begins="15:10", ends="14:00", q="陈", find="1"))
    assert page.status_code == 200
    assert all(f'value="{typed}"' in page.content.decode() for typed in ("15:10", "14:00"))


def test_a_meeting_moves_to_another_hour_and_everybody_asked_is_told(world: World, sign_in: SignIn) -> None:
    meeting = planned(world)
    address = f"/meetings/{meeting.public_id}/when/"
    browser = sign_in("gao")
    assert f'href="{address}"' in browser.get(f"/meetings/{meeting.public_id}/").content.decode()
    moved = {"held_on": "2026-09-15", "begins": "15:10", "ends": "", "place": "阅览室"}
    assert browser.post(address, moved).status_code == 303
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.begins, meeting.ends, meeting.place) == (
        date(2026, 9, 15), AFTERNOON, None, "阅览室",
    )  # fmt: skip
    assert told("meeting.moved") == {"导师调度会改在2026年9月15日 15:10，地点：阅览室"}
    assert Notice.unscoped.filter(kind="meeting.moved").count() == len((*GROUP, GUEST))
    assert Entry.unscoped.filter(verb="meeting.changed", subject=meeting.public_id).count() == 1
    again = browser.post(address, moved)
    assert again.status_code == 422
    assert "没有什么要改的" in again.content.decode()
    assert Notice.unscoped.filter(kind="meeting.moved").count() == len((*GROUP, GUEST))


def test_a_meeting_is_not_moved_out_of_order_nor_once_it_is_cancelled(world: World, sign_in: SignIn) -> None:
    meeting, by = planned(world), viewer(world, "shen")
    with pytest.raises(NoBeginError):
        move_meeting(by=by, meeting=meeting, when=When(DAY, ends=END), now=NOW)
    with pytest.raises(EndsTooEarlyError):
        move_meeting(by=by, meeting=meeting, when=When(DAY, begins=END, ends=AFTERNOON), now=NOW)
    with pytest.raises(UnmovedError):
        move_meeting(by=by, meeting=meeting, when=When(DAY, meeting.place), now=NOW)
    cancel_meeting(by=by, meeting=meeting, now=NOW)
    with pytest.raises(MeetingMovedError):
        move_meeting(by=by, meeting=meeting, when=When(DAY, begins=AFTERNOON), now=NOW)
    assert sign_in("shen").get(f"/meetings/{meeting.public_id}/when/").status_code == 303
    assert told("meeting.moved") == set()


def test_meetings_of_a_day_come_by_their_hour(world: World) -> None:
    late = planned(world, begins=time(16, 0))
    early = Meeting.unscoped.get(pk=late.pk)
    early.pk, early.public_id, early.begins = None, "m-early", time(8, 0)
    early.save()
    Presence.unscoped.create(school=early.school, meeting=early, staff=world.staff[GUEST])
    assert asked_to(viewer(world, GUEST), DAY, date(2026, 9, 15)) == (early, late)
    assert list(Meeting.unscoped.all()) == [late, early]
