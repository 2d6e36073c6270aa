"""A meeting from its plan to its minutes, and what comes of its decisions."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from docx import Document

from liangshi.audit.models import Entry
from liangshi.guidance.models import ProblemReport
from liangshi.meetings.choices import MeetingState, TaskState
from liangshi.meetings.models import AgendaItem, Meeting, Presence, Task
from liangshi.meetings.queries import Due, asked_to, meeting_due, proposals, rules_of
from liangshi.meetings.services import (
    ChildNamedError,
    ItemFixedError,
    MeetingMovedError,
    MinutesChangedError,
    MinutesDraft,
    MinutesEmptyError,
    TaskSettledError,
    add_item,
    cancel_meeting,
    close_meeting,
    remind_tasks,
    renew_agenda,
    settle_task,
    write_minutes,
)
from liangshi.notices.models import Notice
from liangshi.pairing.models import Pairing
from liangshi.records.models import TeachingView
from tests.meetings.held import GROUP, GUEST, NOW, RULE, item, planned, task, viewer, with_group
from tests.world import TODAY, World

SignIn = Callable[[str], Client]
WRITTEN = MinutesDraft("三个年级汇报了家访进度。", "一位导师坚持每天问候。", "统一家访时间表\n下周抽查", frozenset())


def due_at(world: World, school: str) -> tuple[Due, ...]:
    """What the scheme of the school asks for."""
    place = world.schools[school].pk
    return meeting_due(place, TODAY, rules_of(place, TODAY))


def told(world: World, name: str) -> list[str]:
    return list(Notice.unscoped.filter(account=world.account(name)).values_list("kind", flat=True))


def write(world: World, draft: MinutesDraft = WRITTEN) -> Meeting:
    meeting = planned(world)
    write_minutes(by=viewer(world, "shen"), meeting=meeting, revision=meeting.revision, draft=draft, now=NOW)
    meeting.refresh_from_db()
    return meeting


def test_those_who_are_asked_to_come_are_told_once(world: World) -> None:
    planned(world)
    assert all(told(world, name) == ["meeting.planned"] for name in GROUP)
    assert told(world, "li") == []


def test_the_scheme_says_when_the_next_one_is_due(world: World) -> None:
    with_group(world)
    due = due_at(world, "mingde")
    assert [(one.rule.id, one.rhythm, one.planned) for one in due] == [(RULE, "每两周1次", None)]
    assert due[0].next is not None
    assert due[0].next.by == date(2026, 9, 11)
    meeting = planned(world)
    assert due_at(world, "mingde")[0].planned == meeting


def test_a_school_without_a_scheme_or_terms_has_no_rhythm(world: World) -> None:
    assert due_at(world, "yuying") == ()


def test_what_is_open_stands_on_the_next_agenda_and_only_once(world: World) -> None:
    given = task(world)
    second = planned(world, date(2026, 9, 28))
    sources = list(AgendaItem.unscoped.filter(meeting=second).values_list("source", flat=True))
    assert sources == [f"task:{given.public_id}"]
    settle_task(by=viewer(world, "li"), task=given, state=TaskState.DONE, report="已发", now=NOW)
    assert proposals(world.schools["mingde"].pk, TODAY) == ()


def test_what_came_up_after_the_plan_is_taken_onto_the_agenda_once_and_only_before_the_meeting(
    world: World, sign_in: SignIn
) -> None:
    meeting = planned(world)
    given = task(world)
    with time_machine.travel(NOW, tick=False):
        browser = sign_in("shen")
        answers = [
            browser.post(f"/meetings/{meeting.public_id}/agenda/", follow=True).content.decode() for _ in range(2)
        ]
    assert "列进了 1 项新的待办。" in answers[0]
    assert "没有新的待办，议程不变。" in answers[1]
    assert AgendaItem.unscoped.get(meeting=meeting).source == f"task:{given.public_id}"
    cancel_meeting(by=viewer(world, "shen"), meeting=meeting, now=NOW)
    with pytest.raises(ItemFixedError):
        renew_agenda(by=viewer(world, "shen"), meeting=meeting, now=NOW)


def test_students_without_a_mentor_and_answers_that_are_owed_are_proposed_as_numbers(world: World) -> None:
    school = world.schools["mingde"]
    assert proposals(school.pk, TODAY) == ()
    Pairing.unscoped.create(
        school=school, student=world.students["xiaoming"], mentor=world.staff["wang"], starts_on=date(2026, 9, 1),
        came_about="placed", created_at=NOW,
    )  # fmt: skip
    for days in (2, 9):
        TeachingView.unscoped.create(
            school=school, author=world.account("xiaoming"), office="coordinator", about="数学课", words="作业有点多",
            sent_at=NOW - timedelta(days=days),
        )  # fmt: skip
    ProblemReport.unscoped.create(
        school=school, student=world.students["xiaoming"], desk="student_affairs", text="食堂太挤",
        reported_at=NOW - timedelta(days=9),
    )  # fmt: skip
    found = {one.source: one.title for one in proposals(school.pk, TODAY)}
    assert set(found) == {"without_mentor", "views_waiting", "reports_waiting"}
    assert "1 条教学意见" in found["views_waiting"]
    assert not any(words in title for title in found.values() for words in ("赵小明", "食堂", "数学"))


def test_minutes_are_saved_and_two_writers_do_not_overwrite_each_other(world: World) -> None:
    meeting = planned(world)
    came = Presence.unscoped.filter(meeting=meeting, staff=world.staff["lin"]).get()
    draft = MinutesDraft("汇报", "", "决定", frozenset({came.pk}))
    write_minutes(by=viewer(world, "shen"), meeting=meeting, revision=1, draft=draft, now=NOW)
    with pytest.raises(MinutesChangedError):
        write_minutes(by=viewer(world, "gao"), meeting=meeting, revision=1, draft=WRITTEN, now=NOW)
    meeting.refresh_from_db()
    assert (meeting.reports, meeting.revision) == ("汇报", 2)
    assert list(Presence.unscoped.filter(came=True).values_list("staff__name", flat=True)) == ["林知远"]


def test_no_child_is_named_in_the_minutes_unless_somebody_says_it_is_none(world: World) -> None:
    meeting = planned(world)
    naming = MinutesDraft("", "赵小明进步很大。", "", frozenset())
    with pytest.raises(ChildNamedError) as refused:
        write_minutes(by=viewer(world, "shen"), meeting=meeting, revision=1, draft=naming, now=NOW)
    assert refused.value.facts == {"names": ("赵小明",)}
    sure = MinutesDraft("", "赵小明进步很大。", "", frozenset(), confirmed=True)
    assert write_minutes(by=viewer(world, "shen"), meeting=meeting, revision=1, draft=sure, now=NOW) == 2


def test_empty_minutes_are_not_fixed_and_fixed_ones_stay(world: World) -> None:
    meeting = planned(world)
    with pytest.raises(MinutesEmptyError):
        close_meeting(by=viewer(world, "shen"), meeting=meeting, now=NOW)
    meeting = write(world)
    close_meeting(by=viewer(world, "lin"), meeting=meeting, now=NOW)
    with pytest.raises(MinutesChangedError):
        write_minutes(by=viewer(world, "shen"), meeting=meeting, revision=meeting.revision, draft=WRITTEN, now=NOW)
    with pytest.raises(ItemFixedError):
        add_item(by=viewer(world, "shen"), meeting=meeting, title="补一项", now=NOW)
    with pytest.raises(MeetingMovedError):
        cancel_meeting(by=viewer(world, "shen"), meeting=meeting, now=NOW)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.decided) == (MeetingState.HELD, ["统一家访时间表", "下周抽查"])
    assert Entry.unscoped.filter(verb="meeting.held", subject=meeting.public_id).count() == 1


def test_a_cancelled_meeting_is_told_and_closes_nothing(world: World) -> None:
    meeting = write(world)
    cancel_meeting(by=viewer(world, "shen"), meeting=meeting, now=NOW)
    assert told(world, "gao") == ["meeting.cancelled", "meeting.planned"]
    with pytest.raises(MeetingMovedError):
        close_meeting(by=viewer(world, "shen"), meeting=meeting, now=NOW)


def test_who_gets_a_follow_up_is_told_and_settles_it_once(world: World) -> None:
    given = task(world, "li")
    assert told(world, "li") == ["meeting.task"]
    settle_task(by=viewer(world, "li"), task=given, state=TaskState.DONE, report="时间表已发到各班", now=NOW)
    with pytest.raises(TaskSettledError):
        settle_task(by=viewer(world, "shen"), task=given, state=TaskState.DROPPED, report="", now=NOW)
    given.refresh_from_db()
    assert (given.state, given.report) == (TaskState.DONE, "时间表已发到各班")


def test_a_reminder_comes_the_day_before_and_once_a_week_after(world: World) -> None:
    given = task(world, "li")
    eve = NOW + timedelta(days=9)
    assert remind_tasks(NOW) == 0
    assert remind_tasks(eve) == 1
    assert remind_tasks(eve + timedelta(hours=1)) == 0
    assert remind_tasks(eve + timedelta(days=7)) == 1
    settle_task(by=viewer(world, "li"), task=given, state=TaskState.DONE, report="", now=eve)
    assert remind_tasks(eve + timedelta(days=30)) == 0
    assert told(world, "li").count("meeting.task_due") == 2


@time_machine.travel(NOW, tick=False)
def test_a_meeting_in_the_browser_from_plan_to_word(world: World, sign_in: SignIn) -> None:
    with_group(world)
    client = sign_in("shen")
    page = client.get(f"/meetings/new/?rule={RULE}")
    form = page.context["form"]
    assert form.initial["title"] == "导师调度会"
    people = [world.staff[name].public_id for name in GROUP]
    assert form.initial["people"] == people
    posted = {"title": "导师调度会", "rule": RULE, "held_on": "2026-09-11", "place": "三楼会议室", "people": people}
    answer = client.post("/meetings/new/", posted)
    meeting = Meeting.unscoped.get()
    assert answer["Location"] == f"/meetings/{meeting.public_id}/"
    client.post(f"/meetings/{meeting.public_id}/items/", {"title": "家访安排"})
    minutes = {"reports": "进度正常。", "cases": "", "decisions": "统一时间表", "revision": 1, "came": []}
    assert client.post(f"/meetings/{meeting.public_id}/minutes/", minutes).status_code == 303
    given = {"text": "发时间表", "owner": world.staff["li"].public_id, "due_on": "2026-09-18"}
    assert client.post(f"/meetings/{meeting.public_id}/tasks/", given).status_code == 303
    client.post(f"/meetings/{meeting.public_id}/close/")
    written = Document(io.BytesIO(client.get(f"/meetings/{meeting.public_id}/word/").content))
    text = "\n".join([*(one.text for one in written.paragraphs), *(cell.text for cell in written.tables[0]._cells)])
    for words in ("导师调度会纪要", "家访安排", "进度正常。", "统一时间表", "李向东", "2026年9月18日", "王海燕"):
        assert words in text


def test_a_name_of_a_child_keeps_the_page_and_says_so(world: World, sign_in: SignIn) -> None:
    meeting = planned(world)
    answer = sign_in("gao").post(
        f"/meetings/{meeting.public_id}/minutes/", {"reports": "赵小明的事", "revision": 1, "came": []}
    )
    assert answer.status_code == 422
    assert "这里出现了学生的姓名：赵小明" in answer.content.decode()
    assert "赵小明的事" in answer.content.decode()


def test_the_owner_settles_from_the_own_list(world: World, sign_in: SignIn) -> None:
    given = task(world, "li")
    client = sign_in("li")
    assert client.get("/meetings/").status_code == 303
    assert "把家访时间表发给各班" in client.get("/meetings/tasks/").content.decode()
    client.post(f"/meetings/tasks/{given.public_id}/", {"state": "done", "report": "已发"})
    assert Task.unscoped.get().state == TaskState.DONE
    assert sign_in("li").get(f"/meetings/{given.meeting.public_id}/").status_code == 404


def test_an_item_is_taken_off_the_agenda(world: World, sign_in: SignIn) -> None:
    row = item(world)
    sign_in("wang").post(f"/meetings/items/{row.public_id}/remove/")
    assert not AgendaItem.unscoped.exists()


@time_machine.travel(NOW, tick=False)
def test_first_screens_show_what_is_due(world: World, sign_in: SignIn) -> None:
    with_group(world)
    assert "导师调度会应在2026年9月11日以前开" in sign_in("lin").get("/").content.decode()
    task(world, "li")
    assert "把家访时间表发给各班" in sign_in("li").get("/").content.decode()
    assert "导师调度会应在" not in sign_in("lin").get("/").content.decode()
    assert "导师调度会应在" not in sign_in("li").get("/").content.decode()


def test_the_list_asks_few_questions(
    world: World, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    task(world)
    client = sign_in("gao")
    with django_assert_max_num_queries(16):
        client.get("/meetings/")


@time_machine.travel(NOW, tick=False)
def test_a_guest_is_told_reads_the_meeting_and_finds_it_in_the_calendar(world: World, sign_in: SignIn) -> None:
    item(world)
    write(world)
    client = sign_in(GUEST)
    notice = Notice.unscoped.get(account=world.account(GUEST), kind="meeting.planned")
    page = client.get(notice.link).content.decode()
    assert all(words in page for words in ("导师调度会", "家访安排", "三个年级汇报了家访进度。", "统一家访时间表"))
    assert f'href="{notice.link}"' in client.get("/my-calendar/").content.decode()
    assert f'href="{notice.link}"' in client.get("/meetings/", follow=True).content.decode()
    assert notice.link not in sign_in("li").get("/my-calendar/").content.decode()
    assert sign_in("li").get(notice.link).status_code == 404


def test_a_guest_reads_and_changes_nothing(world: World, sign_in: SignIn) -> None:
    meeting, given = planned(world), task(world, "li")
    guest, keeper = sign_in(GUEST), sign_in("gao")
    address = f"/meetings/{meeting.public_id}/"
    forms = [f'action="{address}{act}/"' for act in ("items", "agenda", "tasks", "close", "cancel")]
    page = guest.get(address).content.decode()
    assert given.text in page
    assert f'href="/meetings/tasks/{given.public_id}/"' not in page
    assert not any(form in page for form in forms)
    assert all(form in keeper.get(address).content.decode() for form in forms)
    assert guest.get(f"/meetings/tasks/{given.public_id}/").status_code == 404
    assert guest.post(f"{address}items/", {"title": "食堂"}).status_code == 404
    assert guest.post(f"{address}cancel/").status_code == 404
    assert keeper.post(f"{address}cancel/").status_code == 303
    assert "已取消" in guest.get(address).content.decode()


def test_links_of_the_agenda_are_for_those_who_can_follow_them(world: World, sign_in: SignIn) -> None:
    first = planned(world)
    task(world)
    second = planned(world, date(2026, 9, 28))
    link = f'href="/meetings/{first.public_id}/"'
    assert link in sign_in("gao").get(f"/meetings/{second.public_id}/").content.decode()
    assert link not in sign_in(GUEST).get(f"/meetings/{second.public_id}/").content.decode()


def test_a_cancelled_meeting_leaves_the_calendar(world: World) -> None:
    meeting = planned(world)
    assert asked_to(viewer(world, GUEST), date(2026, 9, 1), date(2026, 10, 1)) == (meeting,)
    assert asked_to(viewer(world, "shen"), date(2026, 9, 1), date(2026, 10, 1)) == ()
    cancel_meeting(by=viewer(world, "shen"), meeting=meeting, now=NOW)
    assert asked_to(viewer(world, GUEST), date(2026, 9, 1), date(2026, 10, 1)) == ()
