"""Everybody is named whom the mentor system does not reach: students without a mentor, staff without a student."""

import io
from collections.abc import Callable
from datetime import date

from django.test import Client
from openpyxl import load_workbook

from liangshi.pairing.models import Pairing
from tests.pairing.conftest import NOW
from tests.world import World

ADDRESS = "/pairings/uncovered/"


def guide(world: World, mentor: str, student: str, until: date | None = None) -> None:
    Pairing.unscoped.create(
        school=world.schools["mingde"], student=world.students[student], mentor=world.staff[mentor],
        starts_on=date(2026, 9, 1), ends_on=until, came_about="wish", created_at=NOW,
    )  # fmt: skip


def named(client: Client, which: str) -> str:
    return client.get(f"{ADDRESS}?show={which}").content.decode()


def test_who_has_a_mentor_or_a_student_today_is_not_named(world: World, sign_in: Callable[[str], Client]) -> None:
    shen = sign_in("shen")
    assert world.students["xiaoming"].name in named(shen, "students")
    guide(world, "wang", "xiaoming")
    guide(world, "li", "xiaogang", until=date(2026, 10, 1))
    students, staff = named(shen, "students"), named(shen, "staff")
    assert world.students["xiaoming"].name not in students
    assert world.students["xiaogang"].name in students
    assert (world.staff["wang"].name in staff, world.staff["li"].name in staff) == (False, True)


def test_why_somebody_guides_nobody_is_said_to_the_office(world: World, sign_in: Callable[[str], Client]) -> None:
    page = named(sign_in("shen"), "staff")
    assert "培养中" in page
    assert "入职第一年，先参加导师培训" in page


def test_a_grade_lead_sees_the_own_grade_and_who_teaches_there_without_reasons(
    world: World, sign_in: Callable[[str], Client]
) -> None:
    gao = sign_in("gao")
    students = named(gao, "students")
    own, other = world.classes["c101"], world.classes["c111"]
    for student in world.students.values():
        if student.class_group_id == own.pk:
            assert student.name in students
        if student.class_group_id == other.pk:
            assert student.name not in students
    staff = named(gao, "staff")
    assert world.staff["li"].name in staff
    assert world.staff["chen"].name not in staff
    assert "入职第一年" not in staff


def test_the_workbook_says_the_same(world: World, sign_in: Callable[[str], Client]) -> None:
    guide(world, "wang", "xiaoming")
    answer = sign_in("shen").get(f"{ADDRESS}export/")
    book = load_workbook(io.BytesIO(answer.content))
    students = [row[2].value for row in book.worksheets[0].iter_rows(min_row=2)]
    staff = {row[0].value: (row[3].value, row[4].value) for row in book.worksheets[1].iter_rows(min_row=2)}
    assert world.students["xiaoming"].name not in students
    assert world.students["xiaogang"].name in students
    assert staff[world.staff["chen"].name] == ("培养中", "入职第一年，先参加导师培训")
    assert world.staff["wang"].name not in staff


def test_a_page_of_them_costs_few_statements(
    world: World, sign_in: Callable[[str], Client], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    shen = sign_in("shen")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        shen.get(ADDRESS)
