"""The pages of a student's records: one timeline by month, the shared picture, few statements."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.records.choices import EntryKind, Outcome
from liangshi.records.models import Entry, EntryStaff, EntryStudent
from liangshi.records.queries.picture import picture_of
from liangshi.records.services.events import EventDraft, record_event
from liangshi.records.services.notes import write_team_note
from tests.records.conftest import DAY, NOW, by
from tests.world import World

Keep = Callable[..., Entry]
SignIn = Callable[[str], Client]


def many(world: World, number: int) -> None:
    """Records of xiaoming by wang, one each half day."""
    school, wang = world.schools["mingde"], world.staff["wang"]
    rows = Entry.unscoped.bulk_create(
        Entry(
            school=school, kind="talk", author=wang, happened_at=NOW - n * DAY / 2, filed_at=NOW, words="谈了",
            channel="face_to_face",
        )
        for n in range(number)
    )  # fmt: skip
    student = world.students["xiaoming"]
    EntryStudent.unscoped.bulk_create(EntryStudent(school=school, entry=row, student=student) for row in rows)
    EntryStaff.unscoped.bulk_create(EntryStaff(school=school, entry=row, staff=wang, named_at=NOW) for row in rows)


def url(world: World, tail: str = "") -> str:
    return f"/records/students/{world.students['xiaoming'].public_id}/{tail}"


@pytest.mark.parametrize("address", ["all", "mine"])
def test_a_page_of_fifty_of_six_hundred_records_costs_at_most_twelve_statements(
    address: str,
    guided: World,
    sign_in: SignIn,
    afternoon: None,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    many(guided, 600)
    browser = sign_in("wang")
    page = url(guided, "all/") if address == "all" else "/records/mine/"
    browser.get(page)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        answer = browser.get(page)
    assert answer.content.decode().count('class="when soft small"') == 50


def test_the_shared_picture_costs_the_same_twelve_statements_with_six_hundred_records(
    guided: World, sign_in: SignIn, afternoon: None, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    many(guided, 600)
    write_team_note(by=by(guided, "li"), student=guided.students["xiaoming"], words="这周发言很多", now=NOW)
    browser = sign_in("wang")
    browser.get(url(guided))
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert "这周发言很多" in browser.get(url(guided)).content.decode()


def test_the_picture_knows_the_last_visit_that_took_place_and_a_step_of_long_ago(keep: Keep, guided: World) -> None:
    many(guided, 60)
    keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT, happened_at=NOW - 50 * DAY)
    keep("wang", "xiaoming", kind=EntryKind.HOME_VISIT, happened_at=NOW - 40 * DAY, outcome=Outcome.REFUSED)
    keep("wang", "xiaoming", happened_at=NOW - 45 * DAY, next_step="月底再谈", next_step_on=NOW.date())
    for day in range(1, 7):
        keep("wang", "xiaoming", happened_at=NOW - (45 - day) * DAY, next_step="看看作业", next_step_on=None)
    picture = picture_of(by(guided, "wang"), guided.students["xiaoming"], NOW)
    assert [day for _label, day in picture.last] == [NOW.date(), (NOW - 50 * DAY).date(), None]
    assert [step.next_step for step in picture.steps] == ["月底再谈", *["看看作业"] * 4]
    assert sum(len(month.moments) for month in picture.latest) == 5


def test_the_timeline_runs_by_month_with_events_between_the_records(
    keep: Keep, guided: World, sign_in: SignIn, afternoon: None
) -> None:
    keep("wang", "xiaoming", words="八月见过", happened_at=NOW - 20 * DAY)
    keep("wang", "xiaoming", words="今天谈了")
    draft = EventDraft("illness", (NOW - 5 * DAY).date(), "住院三天")
    record_event(by=by(guided, "wang"), student=guided.students["xiaoming"], draft=draft, now=NOW)
    text = sign_in("wang").get(url(guided, "all/")).content.decode()
    places = [text.index(word) for word in ("2026年9月", "今天谈了", "住院三天", "2026年8月", "八月见过")]
    assert places == sorted(places)
    assert "补记" in text


def test_each_of_the_class_team_sees_the_picture_within_reach(
    keep: Keep, guided: World, sign_in: SignIn, afternoon: None
) -> None:
    keep("wang", "xiaoming", words="只有照看的人看", next_step="约家长来校")
    keep("wang", "xiaoming", words="任课老师也看", readers="teachers", kind=EntryKind.STUDY_HELP)
    write_team_note(by=by(guided, "li"), student=guided.students["xiaoming"], words="这周发言很多", now=NOW)
    mentor, teacher = (sign_in(name).get(url(guided)).content.decode() for name in ("wang", "li"))
    for text in (mentor, teacher):
        assert "王海燕" in text
        assert "这周发言很多" in text
        assert "任课老师也看" in text
    assert "只有照看的人看" in mentor
    assert "约家长来校" in mentor
    assert "只有照看的人看" not in teacher
    assert "约家长来校" not in teacher
    assert sign_in("chen").get(url(guided)).status_code == 404


def test_a_student_s_page_leads_to_the_records(guided: World, sign_in: SignIn) -> None:
    page = sign_in("wang").get(f"/students/{guided.students['xiaoming'].public_id}/").content.decode()
    assert url(guided) in page


def test_names_of_students_out_of_reach_are_not_told(
    keep: Keep, guided: World, sign_in: SignIn, afternoon: None
) -> None:
    entry = keep("gao", "xiaoming", "xiaohong", "xiaogang", kind=EntryKind.ACTIVITY)
    page = sign_in("li").get(f"/records/{entry.public_id}/").content.decode()
    assert "孙小刚" in page
    assert "赵小明" not in page
    assert "还有 2 名学生" in page


def test_the_quick_page_ticks_the_student_of_the_address_and_keeps_what_was_sent(
    guided: World, sign_in: SignIn, afternoon: None
) -> None:
    student = guided.students["xiaoming"].public_id
    browser = sign_in("wang")
    assert f'value="{student}" checked' in browser.get(f"/records/new/?student={student}").content.decode()
    answer = browser.post(
        "/records/new/", {"students": student, "kind": "talk", "words": "很长的话", "next_step_on": "2026-09-12"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "很长的话" in text
    assert f'value="{student}" checked' in text
    assert not Entry.unscoped.exists()


def test_a_lookalike_of_another_school_is_not_found(guided: World, sign_in: SignIn) -> None:
    assert sign_in("he").get(url(guided)).status_code == 404
    student = guided.students["xiaoming"].public_id
    answer = sign_in("he").post("/records/new/", {"students": student, "kind": "talk"})
    assert answer.status_code == 422
    assert not Entry.unscoped.exists()
