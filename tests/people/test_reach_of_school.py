"""What belongs to the school is known to everybody in it, and to nobody else."""

from datetime import date

import pytest
from django.db.models import Model

from liangshi.people.models import (
    AcademicYear,
    CalendarDay,
    CalendarSeeding,
    Campus,
    ClassGroup,
    Club,
    ClubMembership,
    Grade,
    LeadershipLevel,
    LeadershipPost,
    TeachingAssignment,
    Term,
)
from tests.people.asking import as_viewer
from tests.people.conftest import NOW
from tests.world import PERSONAS, World

OF_THE_SCHOOL = (
    AcademicYear,
    CalendarDay,
    CalendarSeeding,
    Campus,
    ClassGroup,
    Club,
    ClubMembership,
    Grade,
    LeadershipLevel,
    LeadershipPost,
    TeachingAssignment,
    Term,
)


def furnish(world: World) -> None:
    for school in world.schools.values():
        Campus.unscoped.create(school=school, name="本部")
        CalendarDay.unscoped.create(school=school, date=date(2026, 10, 23), kind="event", name="校运会")
        CalendarSeeding.unscoped.create(school=school, calendar_year=2026, seeded_at=NOW)
        LeadershipLevel.unscoped.create(school=school, name="校长")
    LeadershipPost.unscoped.create(school=world.schools["mingde"], staff=world.staff["lin"], post="组长")


@pytest.mark.parametrize("model", OF_THE_SCHOOL)
def test_rows_of_a_school_exist_for_its_own_people_only(model: type[Model], world: World) -> None:
    furnish(world)
    everything = list(model.unscoped.all())
    assert everything
    for persona in PERSONAS:
        viewer = as_viewer(world, persona)
        seen = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
        assert seen == {row.pk for row in everything if row.school_id == viewer.school}, persona
