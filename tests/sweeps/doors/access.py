"""Doors of set-up, sign-in, one's account and the school's accounts."""

from liangshi.people.models import Region, RoleAppointment
from tests.sweeps.doors import EVERYONE, DoorRow
from tests.world import World

KEEPERS = frozenset({"gu", "shen", "he"})
BUREAU = frozenset({"ding"})
RESETTERS = frozenset({"gu", "shen"})


def east(world: World) -> Region:
    """A county below the city; made once."""
    found: Region = Region.objects.get_or_create(name="东岸县", parent=world.region)[0]
    return found


def officer(world: World) -> RoleAppointment:
    """The appointment of the city's officer."""
    found: RoleAppointment = RoleAppointment.unscoped.get(account=world.officer)
    return found


DOORS = {
    "access:setup": DoorRow(frozenset(), lambda world: "/setup/", status=(404,), public=True),
    "access:sign_in": DoorRow(EVERYONE, lambda world: "/sign-in/", status=(200, 303), public=True),
    "access:demo_sign_in": DoorRow(
        frozenset(), lambda world: f"/sign-in/demo/{world.staff['shen'].account.public_id}/", method="post",
        status=(404,), public=True,
    ),
    "access:sign_out": DoorRow(EVERYONE, lambda world: "/sign-out/", method="post", status=(303,), public=True),
    "access:language": DoorRow(EVERYONE, lambda world: "/language/", method="post", status=(302,), public=True),
    "wecom_login": DoorRow(frozenset(), lambda world: "/sign-in/wecom/", status=(404,), public=True),
    "wecom_callback": DoorRow(frozenset(), lambda world: "/sign-in/wecom/back/", status=(404,), public=True),
    "openid_connect_login": DoorRow(
        frozenset(), lambda world: "/sign-in/directory/directory/", status=(404,), public=True
    ),
    "openid_connect_callback": DoorRow(
        frozenset(), lambda world: "/sign-in/directory/directory/back/", status=(404,), public=True
    ),
    "access:account": DoorRow(EVERYONE, lambda world: "/account/"),
    "access:password": DoorRow(EVERYONE, lambda world: "/account/password/"),
    "access:first_password": DoorRow(EVERYONE, lambda world: "/account/password/first/", status=(303,)),
    "access:end_sessions": DoorRow(EVERYONE, lambda world: "/account/sessions/end/", method="post", status=(303,)),
    "access:bureau": DoorRow(BUREAU, lambda world: "/bureau/"),
    "access:region_edit": DoorRow(BUREAU, lambda world: f"/bureau/regions/{east(world).public_id}/"),
    "access:region_new": DoorRow(BUREAU, lambda world: f"/bureau/regions/{world.region.public_id}/new/"),
    "access:bureau_school_new": DoorRow(
        BUREAU, lambda world: f"/bureau/regions/{world.region.public_id}/schools/new/"
    ),
    "access:bureau_school_renew": DoorRow(
        BUREAU, lambda world: f"/bureau/schools/{world.schools['mingde'].public_id}/slip/", method="post", status=(303,)
    ),
    "access:officer_new": DoorRow(BUREAU, lambda world: f"/bureau/regions/{world.region.public_id}/officers/new/"),
    "access:officer_end": DoorRow(BUREAU, lambda world: f"/bureau/officers/{officer(world).public_id}/end/"),
    "access:officer_renew": DoorRow(
        BUREAU, lambda world: f"/bureau/officers/{officer(world).public_id}/slip/", method="post"
    ),
    "access:slips": DoorRow(KEEPERS, lambda world: "/accounts/slips/"),
    "access:second_factors": DoorRow(KEEPERS, lambda world: "/accounts/second-factors/"),
    "access:second_factor_rule": DoorRow(
        KEEPERS, lambda world: "/accounts/second-factors/rule/", method="post", status=(303,)
    ),
    "access:second_factor_reset": DoorRow(
        RESETTERS, lambda world: f"/accounts/second-factors/{world.staff['wang'].public_id}/reset/", method="post",
        status=(303,),
    ),
}  # fmt: skip
