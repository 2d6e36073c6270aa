"""The growth archive in numbers: only what the viewer reads, moods for the student alone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from liangshi.domain.growth.charting import By
from liangshi.foundation.charts import HEIGHT, WIDTH, bars
from liangshi.growth.queries.charts import charts_of
from liangshi.people.models import CalendarDay
from liangshi.records.choices import EntryKind, Outcome
from liangshi.records.models import Entry
from liangshi.wellbeing.models import StudentCheckIn

from .conftest import NOW, Termly
from .leaving import recorded

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _in_september() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def totals(termly: Termly, name: str, by: By = By.MONTH) -> dict[str, int]:
    found = charts_of(termly.by(name), termly.world.students["xiaoming"], by, NOW)
    return {series.code: series.total for series in [*found.series, *found.moods]}


def test_each_reader_counts_what_that_reader_reads(termly: Termly) -> None:
    recorded(termly, ["xiaoming"])
    recorded(termly, ["xiaoming", "xiaohong"], EntryKind.ACTIVITY)
    termly.sent()
    assert totals(termly, "li") == {"talk": 1, "activity": 1, "message": 1}
    assert totals(termly, "zhaoma") == {"message": 1}


def test_a_visit_that_was_refused_is_not_counted(termly: Termly) -> None:
    visit = recorded(termly, ["xiaoming"], EntryKind.HOME_VISIT)
    Entry.unscoped.filter(pk=visit.pk).update(outcome=Outcome.REFUSED)
    assert totals(termly, "li") == {}


def test_moods_are_for_the_students_own_eyes(termly: Termly, sign_in: SignIn) -> None:
    student = termly.world.students["xiaoming"]
    StudentCheckIn.unscoped.create(school=student.school, student=student, on=NOW.date(), at=NOW, mood="rainy")
    assert totals(termly, "xiaoming") == {"rainy": 1}
    for name in ("li", "zhou", "zhaoma", "shen"):
        assert totals(termly, name) == {}
    page = f"/growth/archive/{student.public_id}/charts/"
    assert "我的心情" in sign_in("xiaoming").get(page).content.decode()
    assert "我的心情" not in sign_in("zhou").get(page).content.decode()


def test_from_exam_to_exam_by_the_calendar_of_the_school(termly: Termly, sign_in: SignIn) -> None:
    student = termly.world.students["xiaoming"]
    for day in (2, 3):
        CalendarDay.unscoped.create(school=student.school, date=NOW.date().replace(day=day), kind="exam", name="开学考")
    for days in (8, 1, 0):
        recorded(termly, ["xiaoming"], at=NOW - timedelta(days=days))
    found = charts_of(termly.by("li"), student, By.EXAM, NOW)
    assert [(one.name, count) for one, count in zip(found.periods, found.series[0].counts, strict=True)] == [
        ("开学考", 1), ("", 2)
    ]  # fmt: skip
    page = sign_in("li").get(f"/growth/archive/{student.public_id}/charts/?by=exam").content.decode()
    assert "到开学考" in page
    assert '<svg class="bars"' in page
    assert "图表背后的数字" in page


def test_nonsense_in_the_address_is_by_month(termly: Termly, sign_in: SignIn) -> None:
    page = f"/growth/archive/{termly.world.students['xiaoming'].public_id}/charts/?by=rank"
    assert sign_in("li").get(page).status_code == 200


def test_bars_stay_inside_their_box_and_zero_has_no_height() -> None:
    chart = bars([0, 3, 12], ["一", "二", "三"])
    assert chart.bars[0].height == 0
    assert chart.bars[2].height == max(bar.height for bar in chart.bars)
    for drawn in (chart, bars(range(20), [str(number) for number in range(20)])):
        assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and 0 <= bar.y <= HEIGHT for bar in drawn.bars)
    assert chart.each
    assert not bars([1] * 6, ["月"] * 6).each


def test_six_hundred_records_ask_for_as_many_statements_as_one(
    termly: Termly, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    recorded(termly, ["xiaoming"])
    with django_assert_max_num_queries(13):
        charts_of(termly.by("xiaoming"), termly.world.students["xiaoming"], By.WEEK, NOW)
