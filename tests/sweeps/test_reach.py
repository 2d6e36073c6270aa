"""The law in Python and the law as a query agree for every person and every row of the world."""

import pytest

from liangshi.access.queries import viewer_of
from liangshi.domain.access import StaffFacts, StudentFacts, reaches_staff, reaches_student
from liangshi.foundation.rows import UnscopedQueryError
from liangshi.people.models import Staff, Student
from tests.world import PERSONAS, TODAY, World


@pytest.mark.parametrize("persona", PERSONAS)
def test_students_within_reach_are_those_of_the_law(persona: str, world: World) -> None:
    viewer = viewer_of(world.account(persona), TODAY)
    seen = set(Student.objects.visible_to(viewer).values_list("pk", flat=True))
    for student in Student.unscoped.select_related("class_group"):
        group = student.class_group
        facts = StudentFacts(student.pk, student.school_id, group and group.grade_id, student.class_group_id)
        assert reaches_student(viewer, facts) == (student.pk in seen), student


@pytest.mark.parametrize("persona", PERSONAS)
def test_staff_within_reach_are_those_of_the_law(persona: str, world: World) -> None:
    viewer = viewer_of(world.account(persona), TODAY)
    seen = set(Staff.objects.visible_to(viewer).values_list("pk", flat=True))
    for staff in Staff.unscoped.all():
        assert reaches_staff(viewer, StaffFacts(staff.pk, staff.school_id)) == (staff.pk in seen)


def test_rows_refuse_to_be_read_without_a_viewer() -> None:
    with pytest.raises(UnscopedQueryError, match="visible_to"):
        Student.objects.all()


def test_the_principal_reaches_each_child_of_the_own_school_only(world: World) -> None:
    viewer = viewer_of(world.account("lin"), TODAY)
    names = set(Student.objects.visible_to(viewer).values_list("name", flat=True))
    assert names == {"赵小明", "钱小红", "孙小刚", "李小力"}


def test_a_guardian_reaches_the_own_children_only(world: World) -> None:
    viewer = viewer_of(world.account("zhaoma"), TODAY)
    names = set(Student.objects.visible_to(viewer).values_list("name", flat=True))
    assert names == {"赵小明", "李小力"}
