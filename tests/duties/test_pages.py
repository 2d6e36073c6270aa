"""The board, a class by name, hours of mentors, the living scheme: who sees what."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from liangshi.duties.models import ClassSum, SchoolSum
from liangshi.duties.services import reckon_school, reckon_stale
from liangshi.records.choices import EntryKind
from tests.duties.school import at, talk
from tests.world import World

SignIn = Callable[[str], Client]
SEPTEMBER_24 = date(2026, 9, 24)


@pytest.fixture
def third_week(term: World) -> Iterator[World]:
    """Thursday 24 September: xiaoming was talked with each week, xiaohong never, xiaogang in the first week."""
    for day in (date(2026, 9, 3), date(2026, 9, 10), date(2026, 9, 17), date(2026, 9, 23)):
        talk(term, "wang", "xiaoming", on=day)
    talk(term, "li", "xiaogang", on=date(2026, 9, 4))
    reckon_school(school=term.schools["mingde"].pk, now=at(SEPTEMBER_24, 7))
    with time_machine.travel(at(SEPTEMBER_24), tick=False):
        yield term


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_figures_of_a_class_and_week_are_kept(third_week: World) -> None:
    row = ClassSum.unscoped.get(class_group=third_week.classes["c101"], rule="talk", week=date(2026, 9, 14))
    assert (row.asked, row.done, row.excused, row.opens) == (2, 1, 0, date(2026, 9, 14))
    whole = SchoolSum.unscoped.get(school=third_week.schools["mingde"], kind="talk", month=date(2026, 9, 1))
    assert (whole.asked, whole.done) == (12, 5)


def test_a_new_record_moves_the_figures_by_its_difference(third_week: World) -> None:
    talk(third_week, "wang", "xiaohong", on=date(2026, 9, 18), filed=at(SEPTEMBER_24, 12))
    assert reckon_stale(at(SEPTEMBER_24)) == 1
    row = ClassSum.unscoped.get(class_group=third_week.classes["c101"], rule="talk", week=date(2026, 9, 14))
    whole = SchoolSum.unscoped.get(school=third_week.schools["mingde"], kind="talk", month=date(2026, 9, 1))
    assert (row.done, whole.done) == (2, 6)


def test_reckoning_again_changes_nothing(third_week: World) -> None:
    assert reckon_school(school=third_week.schools["mingde"].pk, now=at(SEPTEMBER_24)) == 0


def test_a_school_that_was_never_reckoned_waits_for_the_night(term: World) -> None:
    assert reckon_stale(at(SEPTEMBER_24)) == 0
    assert not ClassSum.unscoped.exists()


def test_the_coordinator_sees_every_class_and_the_homeroom_teacher_the_own_one(
    third_week: World, sign_in: SignIn
) -> None:
    whole = text(sign_in("shen"), "/duties/board/")
    assert "高一(1)班" in whole
    assert "高一(2)班" in whole
    own = text(sign_in("wang"), "/duties/board/")
    assert "高一(1)班" in own
    assert "高一(2)班" not in own


def test_the_board_links_to_names_and_the_class_names_who_was_not_seen(third_week: World, sign_in: SignIn) -> None:
    group = third_week.classes["c101"].public_id
    page = text(sign_in("gao"), f"/duties/classes/{group}/")
    unseen, missing = page.split("还没有完成的")
    assert "钱小红" in unseen
    assert "赵小明" not in unseen
    assert "王海燕" in unseen
    assert "钱小红" in missing
    of_talks = text(sign_in("gao"), f"/duties/classes/{group}/?rule=talk")
    assert "每周谈心" in of_talks
    assert "每学期家访" not in of_talks


def test_a_class_of_another_grade_does_not_exist_for_the_grade_lead(third_week: World, sign_in: SignIn) -> None:
    assert sign_in("gao").get(f"/duties/classes/{third_week.classes['c111'].public_id}/").status_code == 404
    assert sign_in("gao").get(f"/duties/classes/{third_week.classes['c102'].public_id}/").status_code == 200


def test_hours_are_said_for_each_mentor_by_name(third_week: World, sign_in: SignIn) -> None:
    page = text(sign_in("shen"), "/duties/mentors/")
    assert page.index("李向东") < page.index("王海燕")  # by name, not by load
    assert "每周谈心" in page


def test_the_living_scheme_shows_figures_beside_the_words(third_week: World, sign_in: SignIn) -> None:
    page = text(sign_in("shen"), "/scheme/living/")
    assert "导师每周与学生至少面对面谈心一次。" in page
    talks = page.split('id="talk"')[1].split("</article>")[0]
    # three weeks are over for three students: xiaoming 3, xiaogang 1
    assert "<strong>4</strong> / 9（44%）" in talks
    assert "高一(1)班 2" in talks
    assert "算法：每个学生、每周至少1次；谈心谈话的记录都算。方式限：面对面。" in talks


def test_others_read_figures_and_no_names(third_week: World, sign_in: SignIn) -> None:
    page = text(sign_in("xiaoming"), "/scheme/living/")
    assert "<strong>4</strong> / 9" in page
    assert "钱小红" not in page
    assert "高一(1)班 2" not in page


def test_a_mentor_reads_the_own_students_beside_the_clause(third_week: World, sign_in: SignIn) -> None:
    page = text(sign_in("li"), "/scheme/living/")
    assert "孙小刚" in page
    assert "钱小红" not in page


def test_coverage_of_the_scheme_is_counted_from_the_pairings(third_week: World, sign_in: SignIn) -> None:
    page = text(sign_in("shen"), "/scheme/living/")
    assert "<strong>3</strong> / 4 名学生有导师" in page


def test_the_first_screens_name_what_to_do_and_who_was_missed(third_week: World, sign_in: SignIn) -> None:
    talk(third_week, "wang", "xiaoming", on=date(2026, 9, 8), kind=EntryKind.PHONE_CALL)
    mentor = text(sign_in("wang"), "/")
    assert "每周谈心：钱小红" in mentor
    lead = text(sign_in("gao"), "/")
    assert "谁还没有顾上" in lead
    assert "每周谈心：近两周缺" in lead


def test_pages_ask_the_database_a_fixed_number_of_times(
    third_week: World, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = sign_in("shen")
    client.get("/duties/board/")
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        client.get("/duties/board/")
