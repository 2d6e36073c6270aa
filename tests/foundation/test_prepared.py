"""A prepared question gives what the same query set would give, whatever fills its slots."""

from datetime import date

import pytest
from django.db.models import Q

from liangshi.foundation.prepared import Prepared, slot, slots
from liangshi.people.models import AcademicYear, Account, Student
from tests.world import World

IN_CLASS = Prepared(
    lambda: (
        Student.unscoped.filter(class_group__name=slot("name")).select_related("class_group", "school").order_by("pk")
    )
)
NAMES = Prepared(lambda: Student.unscoped.filter(class_group=slot("group")).order_by("pk").values_list("name", "needs"))
YEARS = Prepared(
    lambda: AcademicYear.unscoped.filter(starts_on__lte=slot("day"), ends_on__gt=slot("day")).order_by("pk")
)


def test_rows_come_as_models_with_what_was_joined(world: World, django_assert_num_queries: object) -> None:
    for name in ("高一(1)班", "高一(2)班", "没有这个班"):
        plain = Student.unscoped.filter(class_group__name=name).order_by("pk")
        with django_assert_num_queries(1):  # type: ignore[operator]
            found = IN_CLASS.ask(name=name)
            assert {(row.class_group.name, row.school.name) for row in found if row.class_group} <= {
                (name, "清河市明德中学")
            }
        assert found == list(plain)
    assert IN_CLASS.ask(name=world.classes["c101"].name)


def test_rows_come_as_tuples_with_lists_read(world: World) -> None:
    group = world.classes["c101"]
    Student.unscoped.filter(class_group=group).update(needs=["学业辅导"])
    assert NAMES.ask(group=group.pk) == list(
        Student.unscoped.filter(class_group=group).order_by("pk").values_list("name", "needs")
    )
    assert NAMES.ask(group=group.pk)[0][1] == ["学业辅导"]
    assert NAMES.ask(group=0) == []


def test_one_slot_may_stand_in_several_places_and_hold_a_day(world: World) -> None:
    for day in (date(2026, 10, 1), date(1999, 1, 1)):
        plain = AcademicYear.unscoped.filter(Q(starts_on__lte=day) & Q(ends_on__gt=day)).order_by("pk")
        assert YEARS.ask(day=day) == list(plain)
    assert YEARS.ask(day=date(2026, 10, 1))


def test_lists_of_any_length_are_given_to_one_question(world: World) -> None:
    few = Prepared(lambda: Student.unscoped.filter(pk__in=slots("keys")).order_by("pk"))
    named = Prepared(
        lambda: (
            Student.unscoped.filter(class_group__in=slots("groups"), name__in=slots("names", "text"))
            .order_by("pk")
            .values_list("name")
        )
    )
    students = list(Student.unscoped.order_by("pk"))
    for some in (students, students[:2], students[:1], []):
        assert few.ask(keys=frozenset(student.pk for student in some)) == some
    groups = {student.class_group_id for student in students}
    names = [student.name for student in students]
    assert [name for (name,) in named.ask(groups=groups, names=names)] == names
    assert named.ask(groups=groups, names=["没有这个人", "引号'\"都在"]) == []


def test_what_one_asking_got_is_not_what_the_next_one_gets(world: World) -> None:
    one = Prepared(lambda: Account.unscoped.filter(pk=slot("account")))
    shen, gao = world.account("shen"), world.account("gao")
    assert (one.ask(account=shen.pk), one.ask(account=gao.pk), one.ask(account=shen.pk)) == ([shen], [gao], [shen])


def test_a_slot_that_is_not_filled_is_an_error(world: World) -> None:
    with pytest.raises(KeyError):
        NAMES.ask()
