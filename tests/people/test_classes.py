"""Grades, classes, teaching and clubs."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.people.models import Campus, ClassGroup, Club, ClubMembership, Grade, TeachingAssignment
from liangshi.people.services import Taught, set_teaching
from tests.people.asking import as_viewer, verbs
from tests.people.conftest import NOW
from tests.world import World

SignIn = Callable[[str], Client]


def class_form(world: World, **changes: object) -> dict[str, object]:
    return {
        "grade": world.grades["g10"].public_id,
        "ordinal": 3,
        "name": "高一(3)班",
        "campus": "",
        "homeroom_teacher": world.staff["li"].public_id,
        **changes,
    }


def test_a_grade_is_added_renamed_and_removed(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    browser.post("/grades/new/", {"level": 12, "name": "高三"})
    grade = Grade.unscoped.get(level=12)
    browser.post(f"/grades/{grade.public_id}/", {"level": 12, "name": "高中三年级"})
    grade.refresh_from_db()
    assert grade.name == "高中三年级"
    browser.post(f"/grades/{grade.public_id}/remove/")
    assert verbs(world) == ["grade.added", "grade.changed", "grade.removed"]
    assert not Grade.unscoped.filter(level=12).exists()


def test_a_grade_twice_is_refused(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post("/grades/new/", {"level": 10, "name": "高一年级"})
    assert answer.status_code == 422
    assert "已经有同名的一项" in answer.content.decode()


def test_a_grade_with_classes_or_a_lead_stays(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post(f"/grades/{world.grades['g10'].public_id}/remove/", follow=True)
    assert "暂时不能删除" in answer.content.decode()
    assert Grade.unscoped.filter(pk=world.grades["g10"].pk).exists()


def test_a_campus_is_added_once_and_removed(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    assert browser.post("/campuses/new/", {"name": "东校区"}).status_code == 303
    assert browser.post("/campuses/new/", {"name": "东校区"}).status_code == 422
    campus = Campus.unscoped.get()
    ClassGroup.unscoped.filter(pk=world.classes["c101"].pk).update(campus=campus)
    browser.post(f"/campuses/{campus.public_id}/remove/")
    assert Campus.unscoped.exists()
    ClassGroup.unscoped.update(campus=None)
    browser.post(f"/campuses/{campus.public_id}/remove/")
    assert not Campus.unscoped.exists()


def test_a_class_is_opened_with_its_homeroom_teacher(world: World, sign_in: SignIn) -> None:
    assert sign_in("shen").post("/classes/new/", class_form(world)).status_code == 303
    group = ClassGroup.unscoped.get(name="高一(3)班")
    assert (group.homeroom_teacher, group.year) == (world.staff["li"], world.years["mingde"])
    assert verbs(world) == ["class.added"]


def test_a_number_that_the_grade_has_already_is_refused_and_nothing_is_lost(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post("/classes/new/", class_form(world, ordinal=1))
    assert answer.status_code == 422
    assert "该年级已有这个班号" in answer.content.decode()
    assert "高一(3)班" in answer.content.decode()


def test_a_teacher_of_the_other_school_cannot_become_homeroom_teacher(world: World, sign_in: SignIn) -> None:
    form = class_form(world, homeroom_teacher=world.staff["wu"].public_id)
    assert sign_in("shen").post("/classes/new/", form).status_code == 422
    assert not ClassGroup.unscoped.filter(name="高一(3)班").exists()


def test_a_new_homeroom_teacher_takes_the_role_at_once(world: World, sign_in: SignIn) -> None:
    group = world.classes["c102"]
    form = class_form(world, ordinal=2, name=group.name)
    assert sign_in("shen").post(f"/classes/{group.public_id}/edit/", form).status_code == 303
    assert as_viewer(world, "li").homerooms == {group.pk}


def test_a_class_that_had_students_stays(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    answer = browser.post(f"/classes/{world.classes['c101'].public_id}/remove/", follow=True)
    assert "暂时不能删除" in answer.content.decode()
    browser.post("/classes/new/", class_form(world))
    browser.post(f"/classes/{ClassGroup.unscoped.get(name='高一(3)班').public_id}/remove/")
    assert not ClassGroup.unscoped.filter(name="高一(3)班").exists()


def test_the_list_names_homeroom_teachers_and_counts(world: World, sign_in: SignIn) -> None:
    page = sign_in("chen").get("/classes/").content.decode()
    assert "班主任 王海燕" in page
    assert "2 人" in page
    assert "班主任未定" in page
    assert "三年级(1)班" not in page


def test_a_class_page_lists_the_students_within_reach_only(world: World, sign_in: SignIn) -> None:
    address = f"/classes/{world.classes['c101'].public_id}/"
    assert "赵小明" in sign_in("wang").get(address).content.decode()
    assert "赵小明" not in sign_in("chen").get(address).content.decode()


def test_the_matrix_shows_who_teaches_what(world: World, sign_in: SignIn) -> None:
    page = sign_in("gao").get("/teaching/").content.decode()
    assert page.index("语文") < page.index("数学")
    assert "王海燕" in page
    assert "李向东" in page


def test_one_page_sets_all_subjects_of_a_class(world: World, sign_in: SignIn) -> None:
    group, staff = world.classes["c102"], world.staff
    lines = {"数学-0": staff["li"].public_id, "语文-0": staff["wang"].public_id, "英语-0": staff["chen"].public_id}
    answer = sign_in("shen").post(f"/classes/{group.public_id}/teaching/", lines)
    assert answer.status_code == 303
    taught = TeachingAssignment.unscoped.filter(class_group=group).values_list("subject", "staff__name")
    assert set(taught) == {("数学", "李向东"), ("语文", "王海燕"), ("英语", "陈小禾")}
    assert verbs(world) == ["class.teaching_changed"]


def test_an_empty_line_takes_the_teacher_off(world: World, sign_in: SignIn) -> None:
    group = world.classes["c101"]
    sign_in("shen").post(f"/classes/{group.public_id}/teaching/", {"语文-0": world.staff["wang"].public_id})
    assert list(TeachingAssignment.unscoped.filter(class_group=group).values_list("subject", flat=True)) == ["语文"]


def test_somebody_unknown_on_a_line_is_refused(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post(
        f"/classes/{world.classes['c101'].public_id}/teaching/", {"语文-0": world.staff["wu"].public_id}
    )
    assert answer.status_code == 422
    assert TeachingAssignment.unscoped.filter(class_group=world.classes["c101"]).count() == 2


def test_setting_the_same_teaching_again_leaves_no_trace(world: World) -> None:
    wanted = [Taught(world.staff["wang"].pk, "语文"), Taught(world.staff["li"].pk, "数学")]
    set_teaching(by=as_viewer(world, "shen"), group=world.classes["c101"], wanted=wanted, now=NOW)
    assert verbs(world) == []


def test_a_club_is_founded_joined_and_left(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    browser.post("/clubs/new/", {"name": "天文社", "leader": world.staff["gao"].public_id})
    club = Club.unscoped.get(name="天文社")
    address = f"/clubs/{club.public_id}/members/"
    assert browser.post(f"{address}new/", {"student": "钱小红"}).status_code == 303
    assert browser.post(f"{address}new/", {"student": "S1002"}).status_code == 422
    assert ClubMembership.unscoped.filter(club=club).count() == 1
    browser.post(f"{address}{world.students['xiaohong'].public_id}/remove/")
    assert not ClubMembership.unscoped.filter(club=club).exists()
    assert verbs(world) == ["club.added", "club.joined", "club.left"]


@pytest.mark.parametrize("typed", ["不存在", "S9999", "郑天佑"])
def test_nobody_or_somebody_elses_student_cannot_join(typed: str, world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post(f"/clubs/{world.clubs['basketball'].public_id}/members/new/", {"student": typed})
    assert answer.status_code == 422
    assert "没有找到这名在校学生" in answer.content.decode()


def test_two_students_of_one_name_ask_for_the_number(world: World, sign_in: SignIn) -> None:
    world.students["xiaogang"].name = "钱小红"
    world.students["xiaogang"].save()
    address = f"/clubs/{world.clubs['basketball'].public_id}/members/new/"
    answer = sign_in("shen").post(address, {"student": "钱小红"})
    assert "不止一名学生叫这个名字" in answer.content.decode()
    assert sign_in("shen").post(address, {"student": "S1002"}).status_code == 303
