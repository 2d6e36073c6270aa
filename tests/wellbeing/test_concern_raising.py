"""Raising a concern: stored once, sealed, with its students and an owner from its first second."""

import pytest
import time_machine
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from liangshi.audit.models import Entry
from liangshi.notices.models import Notice
from liangshi.wellbeing.models import Concern, ConcernStudent, KeptAway
from liangshi.wellbeing.services.raising import NamedStudent, raise_concern
from tests.wellbeing.concerns import EVENING, draft, raised, told, viewer
from tests.world import World

pytestmark = pytest.mark.django_db


def test_it_is_stored_and_the_counsellor_is_told_at_once(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        concern = raise_concern(by=viewer(world, "wang"), draft=draft(), now=EVENING)
    assert told(concern) == ["周心怡"]
    assert Notice.unscoped.get(account=world.account("zhou")).link == f"/concerns/{concern.public_id}/"


def test_a_notice_says_nothing_of_what_it_is_about(world: World) -> None:
    raised(world)
    notice = Notice.unscoped.get(account=world.account("zhou"))
    assert "赵小明" not in notice.title + notice.text
    assert "伤痕" not in notice.title + notice.text


def test_sent_twice_it_is_one_concern(world: World) -> None:
    first = raise_concern(by=viewer(world, "wang"), draft=draft(), now=EVENING)
    assert raise_concern(by=viewer(world, "wang"), draft=draft(facts="第二次"), now=EVENING) == first
    assert Concern.unscoped.get().facts == "连续三天午饭没有吃，手臂上有新的伤痕"


def test_the_same_key_of_another_person_is_another_concern(world: World) -> None:
    raise_concern(by=viewer(world, "wang"), draft=draft(), now=EVENING)
    raise_concern(by=viewer(world, "li"), draft=draft(), now=EVENING)
    assert Concern.unscoped.count() == 2


def test_the_database_holds_no_word_of_it(world: World) -> None:
    raised(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts, own_words, place, done FROM wellbeing_concern")
        stored = "".join(cursor.fetchone())
        cursor.execute("SELECT text, named FROM wellbeing_concernstudent")
        stored += "".join(cursor.fetchone())
    for word in ("伤痕", "不想回家", "教室", "小明"):
        assert word not in stored


def test_several_students_each_have_a_part_and_a_text(world: World) -> None:
    concern = raised(
        world,
        named=(
            NamedStudent("赵小明", None, "concerned", "小明哭了"),
            NamedStudent("S1003", None, "involved", "小刚推了他"),
        ),
    )
    rows = ConcernStudent.unscoped.filter(concern=concern)
    assert [(row.student.name, row.part, row.text) for row in rows if row.student] == [
        ("赵小明", "concerned", "小明哭了"),
        ("孙小刚", "involved", "小刚推了他"),
    ]


def test_a_name_that_nobody_bears_is_kept_as_it_was_written(world: World) -> None:
    concern = raised(world, named=(NamedStudent("穿红衣服的男生", None, "concerned", ""),))
    row = ConcernStudent.unscoped.get(concern=concern)
    assert (row.student, row.named) == (None, "穿红衣服的男生")


def test_of_two_who_bear_a_name_neither_is_certain_and_a_class_decides(world: World) -> None:
    world.students["xiaogang"].name = "赵小明"
    world.students["xiaogang"].save()
    unclear = raised(world)
    clear = raised(world, key="key-2", named=(NamedStudent("赵小明", world.classes["c102"].pk, "concerned", ""),))
    rows = ConcernStudent.unscoped.filter(concern=unclear)
    assert {row.student for row in rows} == {world.students["xiaoming"], world.students["xiaogang"]}
    assert not any(row.certain for row in rows)
    row = ConcernStudent.unscoped.get(concern=clear)
    assert (row.student, row.certain) == (world.students["xiaogang"], True)


def test_a_student_about_themself(world: World) -> None:
    concern = raised(world, by="xiaohong", about_self=True, named=())
    assert ConcernStudent.unscoped.get(concern=concern).student == world.students["xiaohong"]
    assert told(concern) == ["周心怡"]


def test_declared_relatives_are_kept_away(world: World) -> None:
    concern = raised(world, by="chen", named=(NamedStudent("李小力", None, "concerned", ""),))
    assert list(KeptAway.unscoped.filter(concern=concern).values_list("account__name", flat=True)) == ["李向东"]


def test_a_concern_about_an_adult_never_passes_through_them_or_those_under_them(world: World) -> None:
    concern = raised(world, by="chen", adults=(world.staff["shen"].pk,))
    away = set(KeptAway.unscoped.filter(concern=concern).values_list("account__name", flat=True))
    assert {"沈若兰", "周心怡", "高建平", "王海燕"} <= away
    assert "林知远" not in away
    assert told(concern) == ["林知远"]


def test_a_concern_about_the_principal_goes_to_the_bureau(world: World) -> None:
    concern = raised(world, by="xiaoming", about_self=True, named=(), adults=(world.staff["lin"].pk,))
    assert told(concern) == ["冯远航"]


def test_the_trail_of_the_school_does_not_tell_that_it_exists(world: World) -> None:
    concern = raised(world)
    assert Entry.unscoped.filter(subject=concern.public_id).exists()
    for name in ("gu", "lin", "shen"):
        assert not Entry.objects.visible_to(viewer(world, name)).filter(subject=concern.public_id).exists()


def test_from_the_page_of_a_student_the_name_is_filled_in(world: World, sign_in) -> None:
    student = world.students["xiaoming"]
    client = sign_in("wang")
    with time_machine.travel(EVENING, tick=False):
        door = f"/concerns/about/{student.public_id}/"
        assert door in client.get(f"/students/{student.public_id}/").content.decode()
        page = client.get(door, follow=True).content.decode()
    assert f'value="{student.number}"' in page
