"""The team of a class: the homeroom teacher writes to all of it, whoever teaches or guides there reads it."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.notices.models import Notice
from liangshi.records.models import TeamNote
from liangshi.records.services.notes import NotTheClassTeacherError, write_class_note
from tests.records.conftest import NOW, by, pair
from tests.world import World

SignIn = Callable[[str], Client]
NOTE = "期中后全班一起留意睡眠，作业先做会的。"


def url(world: World) -> str:
    return f"/records/teams/{world.classes['c101'].public_id}/"


def write(world: World, name: str = "wang") -> TeamNote:
    return write_class_note(by=by(world, name), group=world.classes["c101"], words=NOTE, now=NOW)


def readers(world: World) -> set[str]:
    names = ("gu", "lin", "shen", "gao", "zhou", "wang", "li", "chen", "xiaoming", "zhaoma", "he", "feng")
    return {name for name in names if TeamNote.objects.visible_to(by(world, name)).exists()}


def test_the_class_s_team_reads_what_its_homeroom_teacher_wrote(afternoon: None, guided: World) -> None:
    write(guided)
    assert readers(guided) == {"lin", "shen", "gao", "zhou", "wang", "li"}


def test_a_mentor_of_one_of_its_students_belongs_to_the_team(afternoon: None, guided: World) -> None:
    write(guided)
    assert "chen" not in readers(guided)
    pair(guided, "chen", "xiaoming")
    assert "chen" in readers(guided)


def test_the_team_is_told_that_there_is_a_note_and_not_what_it_says(afternoon: None, guided: World) -> None:
    pair(guided, "chen", "xiaoming")
    write(guided)
    told = list(Notice.unscoped.filter(kind="team_note.written"))
    assert {notice.account.name for notice in told} == {guided.staff[name].name for name in ("gao", "li", "chen")}
    assert not any(NOTE[:4] in notice.title + notice.text for notice in told)


def test_only_the_homeroom_teacher_and_the_grade_lead_write_to_all(
    afternoon: None, guided: World, sign_in: SignIn
) -> None:
    write(guided, "gao")
    with pytest.raises(NotTheClassTeacherError):
        write(guided, "li")
    teacher = sign_in("li")
    assert "发给全组" not in teacher.get(url(guided)).content.decode()
    assert teacher.post(url(guided), {"words": NOTE}).status_code == 404
    assert TeamNote.unscoped.count() == 1


def test_the_page_takes_the_note_and_an_empty_one_is_not_sent(afternoon: None, guided: World, sign_in: SignIn) -> None:
    browser = sign_in("wang")
    assert browser.post(url(guided), {"words": " "}).status_code == 422
    assert not TeamNote.unscoped.exists()
    assert NOTE in browser.post(url(guided), {"words": NOTE}, follow=True).content.decode()
    assert NOTE in sign_in("li").get(url(guided)).content.decode()


def test_the_list_shows_one_s_own_classes_and_leads_on_where_there_is_one(
    afternoon: None, guided: World, sign_in: SignIn
) -> None:
    write(guided)
    page = sign_in("li").get("/records/teams/").content.decode()
    assert NOTE[:10] in page
    assert guided.classes["c102"].name in page
    assert guided.classes["c111"].name not in page
    assert sign_in("wang").get("/records/teams/")["Location"] == url(guided)


def test_the_note_to_the_class_stands_on_the_page_of_each_of_its_students(
    afternoon: None, guided: World, sign_in: SignIn
) -> None:
    write(guided)
    students = guided.students
    pages = {
        name: sign_in("li").get(f"/records/students/{students[name].public_id}/").content.decode()
        for name in ("xiaoming", "xiaogang")
    }
    assert NOTE in pages["xiaoming"]
    assert NOTE not in pages["xiaogang"]
