"""Doors of the duties app."""

from tests.sweeps.doors import COORDINATORS, EVERYONE, STAFF, DoorRow

FOLLOWERS = frozenset({"lin", "shen", "gao", "wang"})
NOBODY: frozenset[str] = frozenset()

DOORS = {
    "duties:mine": DoorRow(STAFF | {"he"}, lambda world: "/duties/"),
    "duties:board": DoorRow(FOLLOWERS | {"he"}, lambda world: "/duties/board/"),
    "duties:class": DoorRow(FOLLOWERS, lambda world: f"/duties/classes/{world.classes['c101'].public_id}/"),
    "duties:mentors": DoorRow(frozenset({"lin", "shen", "he"}), lambda world: "/duties/mentors/"),
    "duties:region": DoorRow(frozenset({"feng"}), lambda world: "/duties/region/"),
    "duties:region_school": DoorRow(
        frozenset({"feng"}), lambda world: f"/duties/region/{world.schools['mingde'].public_id}/"
    ),
    "duties:exemptions": DoorRow(COORDINATORS, lambda world: "/duties/exemptions/"),
    "duties:exemption_new": DoorRow(NOBODY, lambda world: "/duties/exemptions/new/"),
    "duties:exemption_end": DoorRow(
        NOBODY, lambda world: "/duties/exemptions/nosuchexempt/end/", method="post", status=(303,)
    ),
    "duties:leave_new": DoorRow(COORDINATORS, lambda world: "/duties/leaves/new/"),
    "duties:leave_end": DoorRow(NOBODY, lambda world: "/duties/leaves/nosuchleave/end/", method="post", status=(303,)),
    "duties:living": DoorRow(EVERYONE - {"feng", "ding"}, lambda world: "/scheme/living/"),
}
