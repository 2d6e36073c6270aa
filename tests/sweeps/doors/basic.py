"""Doors of workbench and notices."""

from tests.sweeps.doors import EVERYONE, DoorRow

DOORS = {
    "workbench:home": DoorRow(EVERYONE, lambda world: "/"),
    "notices:inbox": DoorRow(EVERYONE, lambda world: "/notices/"),
    "notices:channels": DoorRow(frozenset({"gu", "shen", "he"}), lambda world: "/notices/channels/"),
    "notices:open": DoorRow(frozenset(), lambda world: "/notices/nobodysnotice/", method="post"),
    "jobs:health": DoorRow(frozenset({"gu", "shen", "he"}), lambda world: "/health/"),
    "jobs:alive": DoorRow(EVERYONE, lambda world: "/health/alive/", status=(503,), public=True),
}
