"""Doors of workbench, access and notices."""

from tests.sweeps.doors import EVERYONE, DoorRow

DOORS = {
    "workbench:home": DoorRow(EVERYONE, lambda world: "/"),
    "access:sign_in": DoorRow(EVERYONE, lambda world: "/sign-in/", public=True),
    "access:sign_out": DoorRow(EVERYONE, lambda world: "/sign-out/", method="post", status=(303,), public=True),
    "access:account": DoorRow(EVERYONE, lambda world: "/account/"),
    "notices:inbox": DoorRow(EVERYONE, lambda world: "/notices/"),
    "notices:open": DoorRow(frozenset(), lambda world: "/notices/nobodysnotice/", method="post"),
    "jobs:health": DoorRow(frozenset({"gu", "shen", "he"}), lambda world: "/health/"),
    "jobs:alive": DoorRow(EVERYONE, lambda world: "/health/alive/", status=(503,), public=True),
}
