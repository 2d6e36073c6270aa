"""A region means itself and all below it."""

from dataclasses import replace

from liangshi.access.queries import viewer_of
from liangshi.people.models import Region, School
from liangshi.people.queries.regions import region_and_below
from tests.counties import in_counties
from tests.world import TODAY, World


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
