"""Academic years, terms, and the step into a new one."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from liangshi.people.forms.classes import fingerprint
from liangshi.people.models import AcademicYear, ClassGroup, Enrolment, Grade, Student, TeachingAssignment, Term
from liangshi.people.queries import current_year, planned_promotion
from liangshi.people.services import (
    PromotionBlockedError,
    PromotionChangedError,
    PromotionDraft,
    promote_classes,
    undo_promotion,
)
from tests.people.asking import as_viewer, verbs
from tests.people.conftest import NOW
from tests.world import World

SignIn = Callable[[str], Client]

NEXT = {
    "name": "2027—2028学年",
    "first": "2027-09-01",
    "last": "2028-08-31",
    "first_1": "2027-09-01",
    "last_1": "2028-01-25",
    "first_2": "2028-02-22",
    "last_2": "2028-07-05",
}


@pytest.fixture
def new_year(world: World) -> AcademicYear:
    return AcademicYear.unscoped.create(
        school=world.schools["mingde"], name="2027—2028学年", starts_on=date(2027, 9, 1), ends_on=date(2028, 9, 1)
    )


@pytest.fixture
def third_grade(world: World) -> Grade:
    return Grade.unscoped.create(school=world.schools["mingde"], level=12, name="高三")


def draft(world: World, *, homeroom: bool = True, subjects: bool = False) -> PromotionDraft:
    return PromotionDraft(planned_promotion(world.years["mingde"]), homeroom, subjects)


def promote(world: World, new: AcademicYear, agreed: PromotionDraft) -> None:
    promote_classes(by=as_viewer(world, "shen"), old=world.years["mingde"], new=new, draft=agreed, now=NOW)


def test_a_year_is_entered_by_last_days_and_kept_half_open(world: World, sign_in: SignIn) -> None:
    assert sign_in("shen").post("/years/new/", NEXT).status_code == 303
    year = AcademicYear.unscoped.get(name="2027—2028学年")
    assert (year.starts_on, year.ends_on) == (date(2027, 9, 1), date(2028, 9, 1))
    assert Term.unscoped.get(year=year, ordinal=2).ends_on == date(2028, 7, 6)


def test_the_form_proposes_the_year_that_follows(world: World, sign_in: SignIn) -> None:
    assert "2027—2028学年" in sign_in("shen").get("/years/new/").content.decode()


def test_days_out_of_order_are_refused_at_the_day_in_question(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post("/years/new/", {**NEXT, "first_2": "2028-01-01"})
    assert answer.status_code == 422
    assert "这一天早于前面的日期" in answer.content.decode()


def test_a_year_that_overlaps_another_is_refused(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post("/years/new/", {**NEXT, "first": "2027-06-01"})
    assert answer.status_code == 422
    assert "与另一个学年的日期重叠了" in answer.content.decode()


def test_a_year_with_classes_stays(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post(f"/years/{world.years['mingde'].public_id}/remove/", follow=True)
    assert "暂时不能删除" in answer.content.decode()
    assert AcademicYear.unscoped.filter(pk=world.years["mingde"].pk).exists()


def test_the_present_year_is_the_latest_that_has_begun(world: World, new_year: AcademicYear) -> None:
    school = world.schools["mingde"].pk
    assert current_year(school, date(2027, 8, 20)) == world.years["mingde"]
    assert current_year(school, date(2027, 9, 1)) == new_year
    assert current_year(school, date(2020, 1, 1)) == world.years["mingde"]


def test_classes_go_up_with_students_and_homeroom_teacher(
    world: World, new_year: AcademicYear, third_grade: Grade
) -> None:
    promote(world, new_year, draft(world))
    xiaoming = Student.unscoped.get(name="赵小明")
    assert xiaoming.class_group is not None
    assert (xiaoming.class_group.name, xiaoming.class_group.year) == ("高二(1)班", new_year)
    assert xiaoming.class_group.homeroom_teacher == world.staff["wang"]
    assert Student.unscoped.get(name="李小力").class_group == ClassGroup.unscoped.get(year=new_year, name="高三(1)班")
    assert verbs(world) == ["year.promoted"]


def test_one_enrolment_ends_where_the_next_begins(world: World, new_year: AcademicYear, third_grade: Grade) -> None:
    promote(world, new_year, draft(world))
    rows = Enrolment.unscoped.filter(student=world.students["xiaoming"]).order_by("starts_on")
    assert [(row.starts_on, row.ends_on) for row in rows] == [
        (date(2026, 9, 1), date(2027, 9, 1)),
        (date(2027, 9, 1), None),
    ]


def test_subject_teachers_go_along_only_where_asked(world: World, new_year: AcademicYear, third_grade: Grade) -> None:
    promote(world, new_year, draft(world, subjects=False))
    assert not TeachingAssignment.unscoped.filter(class_group__year=new_year).exists()
    promote(world, new_year, draft(world, subjects=True))
    taught = TeachingAssignment.unscoped.filter(class_group__year=new_year, class_group__name="高二(1)班")
    assert sorted(taught.values_list("subject", flat=True)) == ["数学", "语文"]


def test_the_last_grade_leaves_the_school(world: World, new_year: AcademicYear, third_grade: Grade) -> None:
    ClassGroup.unscoped.filter(pk=world.classes["c111"].pk).update(grade=third_grade, name="高三(1)班")
    Grade.unscoped.filter(level=11).update(name="高二")
    promote(world, new_year, draft(world))
    assert Student.unscoped.get(name="李小力").left_on == date(2027, 9, 1)
    assert not Enrolment.unscoped.filter(student=world.students["xiaoli"], ends_on=None).exists()


def test_twice_is_once(world: World, new_year: AcademicYear, third_grade: Grade) -> None:
    promote(world, new_year, draft(world))
    counts = ClassGroup.unscoped.count(), Enrolment.unscoped.count()
    promote(world, new_year, draft(world))
    assert (ClassGroup.unscoped.count(), Enrolment.unscoped.count()) == counts


def test_without_the_grade_above_nothing_moves(world: World, new_year: AcademicYear) -> None:
    with pytest.raises(PromotionBlockedError):
        promote(world, new_year, draft(world))
    assert not ClassGroup.unscoped.filter(year=new_year).exists()


def test_what_changed_after_the_preview_stops_the_act(world: World, new_year: AcademicYear, third_grade: Grade) -> None:
    agreed = draft(world)
    Student.unscoped.filter(name="赵小明").update(left_on=date(2026, 9, 9))
    with pytest.raises(PromotionChangedError):
        promote(world, new_year, agreed)
    assert not ClassGroup.unscoped.filter(year=new_year).exists()


def test_the_page_previews_then_promotes(
    world: World, new_year: AcademicYear, third_grade: Grade, sign_in: SignIn
) -> None:
    browser = sign_in("shen")
    address = f"/years/{new_year.public_id}/promotion/"
    page = browser.get(address).content.decode()
    assert "将有 4 名学生升级，0 名学生毕业离校" in page
    agreed = fingerprint(planned_promotion(world.years["mingde"]))
    assert browser.post(address, {"agreed": agreed, "homeroom_teachers": "on"}).status_code == 303
    assert ClassGroup.unscoped.filter(year=new_year).count() == 3


def test_the_page_refuses_an_old_preview_and_shows_the_new_one(
    world: World, new_year: AcademicYear, third_grade: Grade, sign_in: SignIn
) -> None:
    agreed = fingerprint(planned_promotion(world.years["mingde"]))
    Student.unscoped.filter(name="赵小明").update(left_on=date(2026, 9, 9))
    answer = sign_in("shen").post(f"/years/{new_year.public_id}/promotion/", {"agreed": agreed})
    assert answer.status_code == 422
    assert "请看过新的预览再确认" in answer.content.decode()
    assert "将有 3 名学生升级" in answer.content.decode()
    assert not ClassGroup.unscoped.filter(year=new_year).exists()


def test_the_page_names_the_missing_grade_and_has_no_button(
    world: World, new_year: AcademicYear, sign_in: SignIn
) -> None:
    page = sign_in("shen").get(f"/years/{new_year.public_id}/promotion/").content.decode()
    assert "缺少年级" in page
    assert "确认升级" not in page


def test_undone_everybody_is_back_as_if_nothing_had_been(
    world: World, new_year: AcademicYear, third_grade: Grade
) -> None:
    def standing() -> list[tuple[object, ...]]:
        rows = Enrolment.unscoped.order_by("student", "starts_on")
        return list(rows.values_list("student__name", "student__class_group", "starts_on", "ends_on"))

    before = standing()
    promote(world, new_year, draft(world))
    assert standing() != before
    old = world.years["mingde"]
    assert undo_promotion(by=as_viewer(world, "shen"), old=old, new=new_year, now=NOW) == 4
    assert standing() == before
    assert undo_promotion(by=as_viewer(world, "shen"), old=old, new=new_year, now=NOW) == 0
    assert verbs(world) == ["year.promoted", "year.promotion_undone"]


def test_undone_those_who_had_left_with_the_last_grade_are_back(
    world: World, new_year: AcademicYear, third_grade: Grade
) -> None:
    ClassGroup.unscoped.filter(pk=world.classes["c111"].pk).update(grade=third_grade, name="高三(1)班")
    promote(world, new_year, draft(world))
    undo_promotion(by=as_viewer(world, "shen"), old=world.years["mingde"], new=new_year, now=NOW)
    assert Student.unscoped.get(name="李小力").left_on is None
    assert Enrolment.unscoped.filter(student=world.students["xiaoli"], ends_on=None).exists()


def test_undone_who_was_moved_since_stays(
    world: World, new_year: AcademicYear, third_grade: Grade, sign_in: SignIn
) -> None:
    promote(world, new_year, draft(world))
    there = ClassGroup.unscoped.get(year=new_year, name="高二(2)班")
    Enrolment.unscoped.filter(student=world.students["xiaoming"], ends_on=None).update(ends_on=date(2027, 10, 1))
    Enrolment.unscoped.create(
        school=there.school, student=world.students["xiaoming"], class_group=there, starts_on=date(2027, 10, 1)
    )
    Student.unscoped.filter(name="赵小明").update(class_group=there)
    browser = sign_in("shen")
    address = f"/years/{new_year.public_id}/promotion/"
    assert "已有 3 名学生从上一学年升级或毕业" in browser.get(address).content.decode()
    assert browser.post(f"{address}undo/").status_code == 303
    assert Student.unscoped.get(name="赵小明").class_group == there
    assert Student.unscoped.get(name="钱小红").class_group == world.classes["c101"]
