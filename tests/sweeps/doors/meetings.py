"""Doors of the meetings app."""

from tests.meetings.held import KEEPERS, READERS, item, planned, task
from tests.sweeps.doors import STAFF, DoorRow

NOT_POSTED = (422,)

DOORS = {
    "meetings:meetings": DoorRow(STAFF | {"he"}, lambda world: "/meetings/", status=(200, 303)),
    "meetings:meeting_new": DoorRow(KEEPERS | {"he"}, lambda world: f"/meetings/new/{'' if planned(world) else ''}"),
    "meetings:tasks": DoorRow(STAFF | {"he"}, lambda world: "/meetings/tasks/"),
    "meetings:settle": DoorRow(KEEPERS | {"li"}, lambda world: f"/meetings/tasks/{task(world).public_id}/"),
    "meetings:item_remove": DoorRow(
        KEEPERS, lambda world: f"/meetings/items/{item(world).public_id}/remove/", method="post", status=(303,)
    ),
    "meetings:meeting": DoorRow(READERS, lambda world: f"/meetings/{planned(world).public_id}/"),
    "meetings:move": DoorRow(KEEPERS, lambda world: f"/meetings/{planned(world).public_id}/when/"),
    "meetings:minutes": DoorRow(KEEPERS, lambda world: f"/meetings/{planned(world).public_id}/minutes/"),
    "meetings:item_add": DoorRow(
        KEEPERS, lambda world: f"/meetings/{planned(world).public_id}/items/", method="post", status=NOT_POSTED
    ),
    "meetings:agenda_renew": DoorRow(
        KEEPERS, lambda world: f"/meetings/{planned(world).public_id}/agenda/", method="post", status=(303,)
    ),
    "meetings:task_add": DoorRow(
        KEEPERS, lambda world: f"/meetings/{planned(world).public_id}/tasks/", method="post", status=NOT_POSTED
    ),
    "meetings:close": DoorRow(
        KEEPERS, lambda world: f"/meetings/{planned(world).public_id}/close/", method="post", status=(303,)
    ),
    "meetings:cancel": DoorRow(
        KEEPERS, lambda world: f"/meetings/{planned(world).public_id}/cancel/", method="post", status=(303,)
    ),
    "meetings:word": DoorRow(READERS, lambda world: f"/meetings/{planned(world).public_id}/word/"),
}
