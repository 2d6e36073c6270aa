"""A region means itself and all below it."""

from dataclasses import replace

from liangshi.access.queries import viewer_of
from liangshi.people.models import Region, School
from liangshi.people.queries.regions import officers_over, region_and_below
from liangshi.wellbeing.queries.staffing import staffing
from tests.counties import in_counties
from tests.world import PRESENT, TODAY, World


def test_a_region_holds_its_counties_and_their_towns_but_not_what_is_above_or_beside(world: World) -> None:
    in_counties(world)
    east = Region.objects.get(name="东岸县")
    town = Region.objects.create(name="渡口镇", parent=east)
    Region.objects.create(name="远市")
    names = set(Region.objects.filter(pk__in=region_and_below(world.region.pk)).values_list("name", flat=True))
    assert names == {"清河市", "东岸县", "西岸县", "渡口镇"}
    assert region_and_below(east.pk) == {east.pk, town.pk}


def test_an_officer_sees_the_schools_of_the_own_region_and_of_those_below(world: World) -> None:
    county = viewer_of(in_counties(world), TODAY)
    city = viewer_of(world.account("feng"), TODAY)
    seen = {viewer: {one.code for one in School.objects.visible_to(viewer)} for viewer in (city, county)}
    assert seen == {city: {"mingde", "yuying"}, county: {"mingde"}}
    world.schools["mingde"].region = world.region
    world.schools["mingde"].save()
    assert not School.objects.visible_to(county).exists()


def test_who_has_no_region_sees_the_own_school_only(world: World) -> None:
    in_counties(world)
    lin = viewer_of(world.account("lin"), TODAY)
    assert lin.regions == frozenset()
    assert School.objects.visible_to(lin).get() == world.schools["mingde"]
    assert not School.objects.visible_to(replace(lin, school=None)).exists()


def test_where_a_bureau_has_no_officer_the_next_above_looks_after_its_schools(world: World) -> None:
    own = in_counties(world)
    east, west = Region.objects.get(name="东岸县"), Region.objects.get(name="西岸县")
    assert officers_over(east.pk, TODAY) == (own,)
    assert officers_over(west.pk, TODAY) == (world.officer,)
    own.is_active = False
    own.save()
    assert officers_over(east.pk, TODAY) == (world.officer,)


def test_the_ladder_leads_out_of_a_county_without_officers_to_the_city(world: World) -> None:
    in_counties(world)
    asked = {code: staffing(world.schools[code].pk, PRESENT).officers for code in ("mingde", "yuying")}
    assert world.officer.pk not in {one.id for one in asked["mingde"]}
    assert [one.id for one in asked["yuying"]] == [world.officer.pk]
