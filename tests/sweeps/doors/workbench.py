"""Doors of the workbench beyond the first screen."""

from tests.sweeps.doors import STAFF, DoorRow

DOORS = {
    "workbench:search": DoorRow(STAFF | {"he"}, lambda world: "/search/?q=zhao"),
    "workbench:audit": DoorRow(frozenset({"gu", "lin", "shen", "he"}), lambda world: "/audit/"),
}
