"""The pastoral tier: the law in Python and as a query agree, and relatives are outside it."""

import pytest

from liangshi.domain.access import reaches_care
from liangshi.people.models import Guardian, Guardianship, Student
from liangshi.people.queries import facts_of
from tests.people.asking import as_viewer
from tests.world import PERSONAS, World


@pytest.mark.parametrize("persona", PERSONAS)
def test_guardians_exist_for_those_who_care_for_a_child_and_for_themselves(persona: str, world: World) -> None:
    viewer = as_viewer(world, persona)
    seen = set(Guardian.objects.visible_to(viewer).values_list("pk", flat=True))
    for guardian in Guardian.unscoped.all():
        children = Student.unscoped.filter(guardianships__guardian=guardian).select_related("class_group")
        expected = guardian.pk == viewer.guardian or any(reaches_care(viewer, facts_of(child)) for child in children)
        assert (guardian.pk in seen) == expected


def test_a_guardian_of_two_children_is_listed_once(world: World) -> None:
    names = [guardian.name for guardian in Guardian.objects.visible_to(as_viewer(world, "shen"))]
    assert sorted(names) == ["刘桂芳", "孙大山"]


def test_a_subject_teacher_reaches_the_student_but_not_the_guardians(world: World) -> None:
    li = as_viewer(world, "li")
    assert Student.objects.visible_to(li).filter(name="赵小明").exists()
    assert not Guardian.objects.visible_to(li).exists()


def test_a_declared_relative_is_outside_the_care_of_whoever_declared_it(world: World) -> None:
    xiaoli = world.students["xiaoli"]
    Student.unscoped.filter(pk=xiaoli.pk).update(class_group=world.classes["c102"])
    world.classes["c102"].homeroom_teacher = world.staff["li"]
    world.classes["c102"].save()
    li = as_viewer(world, "li")
    xiaoli.refresh_from_db()
    assert not reaches_care(li, facts_of(xiaoli))
    assert reaches_care(li, facts_of(world.students["xiaogang"]))
    assert Guardianship.objects.visible_to(li).filter(student=xiaoli).exists()
    assert not Guardian.objects.visible_to(li).filter(wards__student=xiaoli).exists()
