"""Doors of roster imports. The imports belong to 明德中学; `he` comes from the other school."""

from django.utils import timezone

from liangshi.roster.models import ImportBatch
from tests.sweeps.doors import DoorRow
from tests.world import World

KEEPERS = frozenset({"gu", "shen", "he"})
OWN = frozenset({"gu", "shen"})


def batch(path: str = ""):  # noqa: ANN201
    """The address of an import that was put aside."""

    def address(world: World) -> str:
        row, _ = ImportBatch.unscoped.get_or_create(
            school=world.schools["mingde"], year=world.years["mingde"], file_name="名册.xlsx", digest="0", bytes=1,
            defaults={"state": "discarded", "uploaded_at": timezone.now(), "state_since": timezone.now()},
        )  # fmt: skip
        return f"/roster/imports/{row.public_id}/{path}"

    return address


DOORS = {
    "roster:imports": DoorRow(KEEPERS, lambda world: "/roster/"),
    "roster:export": DoorRow(KEEPERS, lambda world: "/roster/export/"),
    "roster:export_csv": DoorRow(KEEPERS, lambda world: "/roster/export/students/"),
    "roster:template": DoorRow(KEEPERS, lambda world: "/roster/templates/all/"),
    "roster:import": DoorRow(OWN, batch()),
    "roster:columns": DoorRow(OWN, batch("columns/"), status=(303,)),
    "roster:answers": DoorRow(OWN, batch("answers/"), method="post", status=(303,)),
    "roster:apply": DoorRow(OWN, batch("apply/"), method="post", status=(303,)),
    "roster:undo": DoorRow(OWN, batch("undo/"), method="post", status=(303,)),
    "roster:discard": DoorRow(OWN, batch("discard/"), method="post", status=(303,)),
    "roster:problems": DoorRow(OWN, batch("problems/")),
}
