"""Weekly reflections: a few lines by the student, read and answered by the mentor, never scored, never blamed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from liangshi.audit.models import Entry
from liangshi.guidance.models import Reflection
from liangshi.guidance.queries.forms import reflection_terms
from liangshi.guidance.queries.reflections import asked_week
from liangshi.guidance.services import reflections
from liangshi.guidance.services.refusals import (
    MovedError,
    NoMentorError,
    NothingWrittenError,
    NotYoursError,
    RewrittenError,
)
from liangshi.notices.models import Notice

from .conftest import LAST_WEEK, NOW, THIS_WEEK, ZONE, Guided, guides, publish, sheet

SignIn = Callable[[str], Client]

FORM = """
[[forms]]
id = "reflection-form"
title = "周反思记录本"
kind = "weekly_reflection"
authors = ["student"]
readers = ["mentor", "homeroom_teacher"]
deadline = { weekday = "friday" }
source = { document = "校", place = "三", words = "每周反思" }
reading = "两行。"
fields = [
  { key = "study_good", label = "学习：成功的地方" },
  { key = "conduct_good", label = "思想：成功的地方" },
  { key = "answer", label = "导师的话", type = "long_text" },
]
"""


def test_what_a_student_hands_in_is_kept_with_the_words_that_were_asked(guided: Guided) -> None:
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    assert [(line.label, line.text) for line in row.written] == [
        ("这周顺利的事", "帮同桌讲懂了一道题"), ("这周遇到的难处", "起不来床"), ("下周想试一试的", "早睡半小时"),
    ]  # fmt: skip
    assert (row.handed_on, row.due_on, row.late) == (NOW.date(), date(2026, 9, 14), False)
    assert Entry.unscoped.filter(verb="reflection.handed_in", subject=row.public_id).count() == 1


def test_an_empty_page_is_not_handed_in_but_one_line_is_enough(guided: Guided) -> None:
    with pytest.raises(NothingWrittenError):
        reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(well="  ", hard=""), now=NOW)
    assert reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(hard="好累"), now=NOW).state == "handed_in"


def test_without_a_mentor_it_is_put_aside_and_not_handed_in(guided: Guided) -> None:
    with pytest.raises(NoMentorError):
        reflections.hand_in(by=guided.by("xiaohong"), sheet=sheet(), now=NOW)
    assert reflections.keep(by=guided.by("xiaohong"), sheet=sheet(), now=NOW).state == "draft"


def test_two_tabs_do_not_overwrite_each_other(guided: Guided) -> None:
    one = reflections.keep(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    with pytest.raises(MovedError):
        reflections.keep(by=guided.by("xiaoming"), sheet=sheet(well="另一页"), now=NOW)
    reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=one.revision, well="改过的"), now=NOW)
    with pytest.raises(MovedError):
        reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=one.revision, well="旧的"), now=NOW)
    one.refresh_from_db()
    assert [line.text for line in one.written] == ["改过的"]


def test_one_week_has_one_reflection_by_the_database(guided: Guided) -> None:
    row = reflections.keep(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reflection.unscoped.create(
            school=row.school, student=row.student, week_on=row.week_on, due_on=row.due_on, state="draft", saved_at=NOW
        )


def test_it_can_be_changed_until_the_mentor_has_read_it(guided: Guided) -> None:
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=row.revision, well="改了"), now=NOW)
    reflections.mark_read(by=guided.by("li"), reflection=row, words="", now=NOW)
    with pytest.raises(reflections.ReadAlreadyError):
        reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=row.revision, well="又改"), now=NOW)


def test_an_answer_to_words_that_changed_meanwhile_is_refused(guided: Guided) -> None:
    before = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=before.revision, well="改了"), now=NOW)
    with pytest.raises(MovedError):
        reflections.mark_read(by=guided.by("li"), reflection=before, words="好", now=NOW)


@pytest.mark.parametrize("seen", [0, 1])
def test_a_week_kept_in_another_tab_is_told_of_and_can_be_saved_over(guided: Guided, seen: int) -> None:
    first = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    stands = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=first.revision, well="改了"), now=NOW)
    with pytest.raises(RewrittenError) as overtaken:
        reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=seen, well="又改"), now=NOW)
    assert overtaken.value.revision == stands.revision
    again = reflections.hand_in(
        by=guided.by("xiaoming"), sheet=sheet(revision=overtaken.value.revision, well="又改"), now=NOW
    )
    assert again.written[0].text == "又改"


def test_a_skipped_week_needs_no_reason_and_can_be_written_later(guided: Guided) -> None:
    row = reflections.skip(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    assert row.state == "skipped"
    later = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(revision=row.revision), now=NOW)
    assert later.state == "handed_in"


def test_what_was_handed_in_is_not_taken_back(guided: Guided) -> None:
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    with pytest.raises(MovedError):
        reflections.skip(by=guided.by("xiaoming"), sheet=sheet(revision=row.revision), now=NOW)


def test_a_late_one_is_marked_and_lands_in_its_own_week(guided: Guided) -> None:
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(LAST_WEEK), now=NOW)
    assert (row.week_on, row.due_on, row.late) == (LAST_WEEK, date(2026, 9, 7), True)


@pytest.mark.parametrize("week", [date(2026, 9, 14), date(2026, 8, 24), date(2026, 9, 8)], ids=str)
def test_weeks_to_come_before_term_and_days_that_are_no_monday_are_not_written(week: date, guided: Guided) -> None:
    with pytest.raises(reflections.WeekClosedError):
        reflections.keep(by=guided.by("xiaoming"), sheet=sheet(week), now=NOW)


def test_on_monday_last_week_is_asked_for_until_it_is_settled(guided: Guided) -> None:
    xiaoming, monday = guided.by("xiaoming"), datetime(2026, 9, 14, 7, 0, tzinfo=ZONE)
    terms = reflection_terms(xiaoming.school or 0, monday.date())
    assert asked_week(xiaoming.student or 0, terms, monday.date()) == THIS_WEEK
    reflections.skip(by=xiaoming, sheet=sheet(), now=monday)
    assert asked_week(xiaoming.student or 0, terms, monday.date()) == date(2026, 9, 14)


def test_the_mentor_answers_and_the_student_is_told_without_content(guided: Guided) -> None:
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    reflections.mark_read(by=guided.by("li"), reflection=row, words="早睡一起试，我也试", now=NOW)
    row.refresh_from_db()
    assert (row.answer, row.read_by) == ("早睡一起试，我也试", guided.world.account("li"))
    notice = Notice.unscoped.get(account=guided.world.account("xiaoming"))
    assert (notice.title, notice.text) == ("导师回复了你的周反思", "")


@pytest.mark.parametrize("person", ["wang", "gao", "shen", "zhou", "xiaoming"])
def test_nobody_answers_but_the_mentor(person: str, guided: Guided) -> None:
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    with pytest.raises(NotYoursError):
        reflections.mark_read(by=guided.by(person), reflection=row, words="好", now=NOW)


def test_a_mentor_who_came_later_does_not_read_what_was_written_to_another(guided: Guided) -> None:
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(), now=NOW)
    day = NOW.date() + timedelta(days=5)
    guided.li.ends_on, guided.li.end_reason = day, "调整"
    guided.li.save()
    guides(guided.world, "chen", "xiaoming", since=day)
    for person in ("li", "chen"):
        assert not Reflection.objects.visible_to(guided.by(person, day)).filter(pk=row.pk).exists()
    assert Reflection.objects.visible_to(guided.by("xiaoming", day)).filter(pk=row.pk).exists()


def test_the_scheme_gives_lines_day_and_readers(guided: Guided) -> None:
    publish(guided.world, FORM)
    row = reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(study_good="会背了", well="不再问"), now=NOW)
    assert [(line.label, line.text) for line in row.written] == [("学习：成功的地方", "会背了")]
    assert (row.due_on, row.homeroom_reads) == (date(2026, 9, 11), True)
    assert Reflection.objects.visible_to(guided.by("wang")).filter(pk=row.pk).exists()


@time_machine.travel(NOW, tick=False)
def test_pages_say_beside_the_field_who_reads(guided: Guided, sign_in: SignIn) -> None:
    page = sign_in("xiaoming").get(reverse("guidance:reflection_write", args=["2026-09-07"])).content.decode()
    assert "李向东老师能看到" in page
    assert "班主任也能看到" not in page
    assert 'data-draft="reflection:2026-09-07"' in page
    publish(guided.world, FORM)
    assert (
        "班主任也能看到"
        in sign_in("xiaoming").get(reverse("guidance:reflection_write", args=["2026-09-07"])).content.decode()
    )


@time_machine.travel(NOW, tick=False)
def test_from_the_student_to_the_mentor_and_back_through_pages(guided: Guided, sign_in: SignIn) -> None:
    phone, desk = sign_in("xiaoming"), sign_in("li")
    address = reverse("guidance:reflection_write", args=["2026-09-07"])
    assert phone.post(address, {"revision": 0, "well": ""}).status_code == 422
    assert phone.post(address, {"revision": 0, "well": "跑步比上周快了"}).status_code == 303
    assert "跑步比上周快了" in desk.get(reverse("guidance:to_read")).content.decode()
    row = Reflection.unscoped.get()
    desk.post(reverse("guidance:reflection_answer", args=[row.public_id]), {"revision": 1, "answer": "一起跑"})
    assert "一起跑" in phone.get(reverse("guidance:reflections")).content.decode()
    assert "没有等着读的周反思" in desk.get(reverse("guidance:to_read")).content.decode()


@time_machine.travel(NOW, tick=False)
def test_the_list_to_read_asks_a_fixed_number_of_statements(
    guided: Guided, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for week in (LAST_WEEK, THIS_WEEK):
        reflections.hand_in(by=guided.by("xiaoming"), sheet=sheet(week), now=NOW)
    client = sign_in("li")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(reverse("guidance:to_read"))
