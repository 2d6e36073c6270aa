"""An import is taken back as a whole, while nobody has touched what it wrote."""

from datetime import date

import pytest
from django.core import serializers
from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.people.models import (
    Account,
    ClassGroup,
    Club,
    ClubMembership,
    DeclaredRelative,
    Enrolment,
    Grade,
    Guardian,
    Guardianship,
    Staff,
    Student,
    TeachingAssignment,
)
from liangshi.people.services.accounts import ensure_accounts
from liangshi.roster.models import UndoJournal
from liangshi.roster.services import TouchedSinceError, undo_batch
from tests.roster.making import HEADER
from tests.world import TODAY, World

TABLES = (
    Staff, Grade, ClassGroup, Student, Enrolment, Guardian, Guardianship, TeachingAssignment, Club, ClubMembership,
    Account,
)  # fmt: skip
EVERYTHING = {
    "学生": [
        HEADER,
        ["S2001", "周新", "高一9班", "女", "周父", "19900000031"],
        ["S1001", "赵晓明", "高一2班", "女", "赵父", "19900000055"],
        ["S1004", "李小力", "高二1班", None, "刘桂芳", "19900000077"],
    ],
    "教职工": [["工号", "姓名", "手机", "任教学科"],
              ["T001", "顾一鸣", "19900000066", "劳动"], ["T030", "新老师", None, None]],
    "班级": [["班级", "班主任"], ["高一2班", "新老师"], ["高一1班", "李向东"]],
    "任课": [["班级", "学科", "教师"], ["高一9班", "语文", "新老师"]],
    "社团": [["社团", "指导教师", "学号"], ["诗社", "新老师", "S2001"], ["篮球社", "新老师", "S1002"]],
}  # fmt: skip


def everything():
    return {model.__name__: serializers.serialize("json", model._base_manager.order_by("pk")) for model in TABLES}


def test_everything_is_as_it_was(office, world: World):
    before = everything()
    batch = office.bring_in(**EVERYTHING)
    assert everything() != before
    page = office.press(batch, "undo")
    assert "已撤销，名册回到了导入之前。" in page
    assert batch.state == "undone"
    assert everything() == before
    assert not UndoJournal.unscoped.exists()
    assert Entry.unscoped.filter(subject=batch.public_id, verb="roster.undone").exists()


def test_after_undoing_the_file_can_be_imported_again(office):
    office.press(office.bring_in(**EVERYTHING), "undo")
    assert office.bring_in(**EVERYTHING).counts["students"]["added"] == 1


def test_an_import_is_undone_once(office):
    batch = office.bring_in(**EVERYTHING)
    office.press(batch, "undo")
    assert "现在不能撤销" in office.press(batch, "undo")


def change_the_name(world):
    Student.unscoped.filter(pk=world.students["xiaoming"].pk).update(name="赵小明")


def declare_a_relative(world):
    student = Student.unscoped.get(number="S2001")
    DeclaredRelative.unscoped.create(school=student.school, staff=world.staff["wang"], student=student, relation="姑侄")


def give_an_account(world):
    viewer = viewer_of(world.account("shen"), TODAY)
    people = [Student.unscoped.get(number="S2001")]
    ensure_accounts(by=viewer, school=world.schools["mingde"], people=people, now=timezone.now())


def move_the_student(world):
    student = Student.unscoped.get(number="S2001")
    Enrolment.unscoped.filter(student=student).update(ends_on=date(2027, 1, 1))


def remove_a_membership(world):
    ClubMembership.unscoped.filter(club__name="诗社").delete()


def join_the_new_club(world):
    club = Club.unscoped.get(name="诗社")
    ClubMembership.unscoped.create(school=club.school, club=club, student=world.students["xiaogang"])


@pytest.mark.parametrize(
    "touch",
    [change_the_name, declare_a_relative, give_an_account, move_the_student, remove_a_membership, join_the_new_club],
)
def test_what_somebody_has_touched_since_is_not_taken_back(office, world: World, touch):
    batch = office.bring_in(**EVERYTHING)
    touch(world)
    before = everything()
    page = office.press(batch, "undo")
    assert "没有撤销" in page
    assert batch.state == "applied"
    assert everything() == before


def test_a_change_of_another_field_does_not_stand_in_the_way(office, world: World):
    batch = office.bring_in(**EVERYTHING)
    Student.unscoped.filter(pk=world.students["xiaoming"].pk).update(boarding=True)
    office.press(batch, "undo")
    student = Student.unscoped.get(pk=world.students["xiaoming"].pk)
    assert (batch.state, student.name, student.boarding) == ("undone", "赵小明", True)


def test_what_was_only_previewed_cannot_be_undone(office, world: World):
    batch = office.give_rows(**EVERYTHING)
    with pytest.raises(TouchedSinceError):
        undo_batch(by=viewer_of(world.account("shen"), TODAY), batch=batch, now=timezone.now())
