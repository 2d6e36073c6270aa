"""The bureau's board of schools and duties: whole months, one region, figures only."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db.models import Sum
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from liangshi.access.queries import viewer_of
from liangshi.domain.duties import month_of
from liangshi.duties.models import ClassSum, DutyBook, SchoolSum
from liangshi.duties.queries.city import Months, city_by_kind, months_asked, whole_months
from liangshi.duties.services import reckon_school, reckon_stale
from liangshi.people.models import Region, School, Student
from liangshi.records.choices import EntryKind, Outcome
from tests.counties import in_counties
from tests.duties.school import at, pair, talk
from tests.schemes.filed import filed
from tests.world import TODAY, World

SignIn = Callable[[str], Client]
OCTOBER_12 = date(2026, 10, 12)


@pytest.fixture
def october(term: World) -> Iterator[World]:
    """Monday 12 October: September is over; five students, each talked with in its first week and nobody later."""
    group = term.classes["c101"]
    for number in range(2):
        row = Student.unscoped.create(
            school=term.schools["mingde"], number=f"N{number}", name=f"新同学{number}", sort_key="x", class_group=group
        )
        pair(term.staff["wang"], row)
        term.students[f"n{number}"] = row
    for name in ("xiaoming", "xiaohong", "n0", "n1"):
        talk(term, "wang", name, on=date(2026, 9, 3))
    talk(term, "li", "xiaogang", on=date(2026, 9, 4))
    reckon_school(school=term.schools["mingde"].pk, now=at(OCTOBER_12, 7))
    with time_machine.travel(at(OCTOBER_12), tick=False):
        yield term


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def recount(school: School) -> set[tuple[str, date, int, int, int]]:
    """Sums by month from the figures of classes."""
    sums: dict[tuple[str, date], tuple[int, int, int]] = {}
    rows = ClassSum.unscoped.filter(school=school).order_by().values_list("kind", "week")
    for kind, week, *found in rows.annotate(Sum("asked"), Sum("done"), Sum("excused")):
        before = sums.get((kind, month_of(week)), (0, 0, 0))
        sums[(kind, month_of(week))] = tuple(map(sum, zip(before, found, strict=True)))  # type: ignore[assignment]
    return {(kind, month, *found) for (kind, month), found in sums.items()}


ACTS = st.tuples(
    st.sampled_from([EntryKind.TALK, EntryKind.HOME_VISIT, EntryKind.PHONE_CALL]),
    st.sampled_from([("wang", "xiaoming"), ("wang", "xiaohong"), ("li", "xiaogang")]),
    st.integers(min_value=0, max_value=40).map(lambda n: date(2026, 9, 1) + timedelta(days=n)),
    st.sampled_from([Outcome.HELD, Outcome.HELD, Outcome.REFUSED]),
)


@settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(st.lists(ACTS, max_size=3), min_size=1, max_size=3))
def test_sums_kept_by_differences_are_what_a_recount_finds(october: World, rounds: list[list[tuple]]) -> None:
    school = october.schools["mingde"]
    now = DutyBook.objects.get(school=school).reckoned_at  # examples follow one another in one school
    assert now is not None
    for acts in rounds:
        now += timedelta(minutes=3)
        for kind, (mentor, student), on, outcome in acts:
            talk(october, mentor, student, on=on, kind=kind, outcome=outcome, filed=now)
        reckon_stale(now + timedelta(seconds=1))
        kept = SchoolSum.unscoped.filter(school=school)
        assert set(kept.values_list("kind", "month", "asked", "done", "excused")) == recount(school)
    assert reckon_school(school=school.pk, now=now + timedelta(minutes=5)) == 0


def test_only_months_of_which_every_week_is_over_are_shown() -> None:
    assert whole_months(date(2026, 9, 27))[0] == date(2026, 8, 1)
    assert whole_months(date(2026, 9, 28))[0] == date(2026, 9, 1)  # most of this week lies in October
    assert whole_months(date(2026, 10, 5)) == (date(2026, 9, 1), date(2026, 8, 1))
    assert whole_months(date(2026, 8, 12))[0] == date(2026, 7, 1)
    assert months_asked(whole_months(OCTOBER_12), "2026-09") == Months(date(2026, 9, 1), date(2026, 10, 1))
    assert months_asked(whole_months(OCTOBER_12), "1999-09").start == date(2026, 8, 1)


def test_the_officer_sees_each_school_by_kind_of_duty_with_its_filed_scheme(october: World, sign_in: SignIn) -> None:
    page = read(sign_in("feng"), "/duties/region/")
    assert "明德中学" in page
    assert "谈心谈话" in page
    assert "25%" in page  # five of 20 talks
    assert "还没有方案" not in page.split("明德中学")[1].split("</tr>")[0]


def test_one_school_is_shown_by_its_own_clauses_and_no_child_is_named(october: World, sign_in: SignIn) -> None:
    page = read(sign_in("feng"), f"/duties/region/{october.schools['mingde'].public_id}/")
    assert "每周谈心" in page
    talks = page.split("每周谈心")[1].split("</tr>")[0]
    assert ">20<" in talks
    assert "25%" in talks
    for name in ("赵小明", "钱小红", "王海燕"):
        assert name not in page


def test_fewer_than_five_are_hidden(october: World, sign_in: SignIn) -> None:
    SchoolSum.unscoped.filter(kind="talk").update(asked=4, done=2, excused=0)
    page = read(sign_in("feng"), "/duties/region/")
    assert "·</td>" in page
    assert "50%" not in page


def test_a_school_of_another_region_does_not_exist(october: World, sign_in: SignIn) -> None:
    far = School.unscoped.create(region=Region.objects.create(name="远市"), name="远市中学", code="far", stage="junior")
    assert "远市中学" not in read(sign_in("feng"), "/duties/region/")
    assert sign_in("feng").get(f"/duties/region/{far.public_id}/").status_code == 404


def test_a_city_sees_the_schools_of_its_counties_and_a_county_its_own_alone(october: World, sign_in: SignIn) -> None:
    officer = in_counties(october)
    mingde, yuying = (october.schools[key].public_id for key in ("mingde", "yuying"))
    city, county = sign_in("feng"), Client()
    county.force_login(officer)
    assert "25%" in read(city, "/duties/region/").split("明德中学")[1]
    assert "育英小学" in read(city, "/duties/region/")
    assert "东岸县" in read(city, "/duties/region/").split("明德中学")[1].split("</th>")[0]
    read(city, f"/duties/region/{mingde}/")
    assert "25%" in read(county, "/duties/region/").split("明德中学")[1]
    assert "育英小学" not in read(county, "/duties/region/")
    assert county.get(f"/duties/region/{yuying}/").status_code == 404
    read(county, f"/duties/region/{mingde}/")


def test_the_sums_of_a_city_are_those_of_its_counties(october: World) -> None:
    officer = viewer_of(in_counties(october), TODAY)
    west = Region.objects.get(name="西岸县").pk
    span = months_asked(whole_months(OCTOBER_12), "2026-09")
    city = viewer_of(october.account("feng"), TODAY)
    assert city_by_kind(city.regions, span) == city_by_kind(officer.regions, span) != ()
    assert city_by_kind({west}, span) == ()
    assert {row.school_id for row in SchoolSum.objects.visible_to(city)} == {october.schools["mingde"].pk}
    assert not SchoolSum.objects.visible_to(replace(officer, region=west, regions=frozenset({west}))).exists()


def test_the_filed_version_is_one_step_away(october: World, sign_in: SignIn) -> None:
    filing = filed(october)
    page = read(sign_in("feng"), "/duties/region/")
    assert f"/filings/{filing.public_id}/" in page


def test_fifty_schools_cost_no_more_statements(
    october: World, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    region = october.schools["mingde"].region
    School.unscoped.bulk_create(
        School(region=region, name=f"第{n}小学", code=f"p{n}", stage="primary") for n in range(60)
    )
    client = sign_in("feng")
    client.get("/duties/region/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/duties/region/")
