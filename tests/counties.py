"""The city of the world with counties: mingde in one, yuying in a sister county, and a bureau of the first."""

from liangshi.people.models import Account, Region, RoleAppointment
from tests.world import PASSWORD, SINCE, World


def in_counties(world: World) -> Account:
    """Mingde moves into 东岸县, yuying into 西岸县; the officer of 东岸县."""
    east = county(world, "东岸县", "mingde")
    county(world, "西岸县", "yuying")
    account: Account = Account.objects.create_user("dongan:J001", PASSWORD, region=east, number="J001", name="陶望舒")
    RoleAppointment.unscoped.create(account=account, role="officer", starts_on=SINCE)
    return account


def county(world: World, name: str, school: str) -> Region:
    """A county of the city with one school in it."""
    found: Region = Region.objects.create(name=name, parent=world.region)
    world.schools[school].region = found
    world.schools[school].save()
    return found
