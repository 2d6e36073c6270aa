"""Doors of the schemes app."""

from tests.sweeps.doors import COORDINATORS, EVERYONE, DoorRow

NOBODY: frozenset[str] = frozenset()

DOORS = {
    "schemes:scheme": DoorRow(EVERYONE, lambda world: "/scheme/"),
    "schemes:version": DoorRow(NOBODY, lambda world: "/scheme/versions/nosuchversion/"),
    "schemes:version_text": DoorRow(NOBODY, lambda world: "/scheme/versions/nosuchversion/text/"),
    "schemes:presets": DoorRow(COORDINATORS, lambda world: "/scheme/presets/"),
    "schemes:preset": DoorRow(COORDINATORS, lambda world: "/scheme/presets/wuhu-2022/"),
    "schemes:draft": DoorRow(NOBODY, lambda world: "/scheme/draft/"),
    "schemes:draft_start": DoorRow(NOBODY, lambda world: "/scheme/draft/start/", method="post"),
    "schemes:draft_text": DoorRow(NOBODY, lambda world: "/scheme/draft/text/"),
    "schemes:draft_examples": DoorRow(NOBODY, lambda world: "/scheme/draft/examples/", method="post"),
    "schemes:draft_publish": DoorRow(NOBODY, lambda world: "/scheme/draft/publish/"),
}
