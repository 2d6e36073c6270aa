"""Doors of guidance. li guides xiaoming, gao guides xiaogang; wang is xiaoming's homeroom teacher."""

from collections.abc import Callable

from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.domain.guidance.weeks import week_of
from liangshi.guidance.models import Reflection
from liangshi.pairing.models import Pairing
from liangshi.people.models import Term
from tests.guidance.conftest import guides
from tests.sweeps.doors import STAFF, DoorRow
from tests.world import World

STUDENTS = frozenset({"xiaoming", "xiaogang", "zheng"})
ALL_STAFF = STAFF | {"he"}
CARES = frozenset({"lin", "shen", "zhou", "gao", "wang", "li"})
"""Who cares for xiaoming: leads, counsellor, grade lead, homeroom teacher, mentor; the administrator does not."""
OWN, MENTOR = frozenset({"xiaoming"}), frozenset({"li"})


def paired(world: World) -> World:
    """The world with its pairings and a term that runs now; made on the first call."""
    if not Pairing.unscoped.exists():
        guides(world, "li", "xiaoming")
        guides(world, "gao", "xiaogang")
        Term.unscoped.update(starts_on="2020-01-01", ends_on="2099-01-01")
    return world


def viewer(world: World, name: str) -> Viewer:
    return viewer_of(paired(world).account(name), timezone.localdate())


def to(tail: Callable[[World], str]) -> Callable[[World], str]:
    return lambda world: tail(paired(world))


def get(allowed: frozenset[str], tail: Callable[[World], str]) -> DoorRow:
    return DoorRow(allowed, to(tail))


def post(allowed: frozenset[str], tail: Callable[[World], str], status: tuple[int, ...] = (303,)) -> DoorRow:
    return DoorRow(allowed, to(tail), method="post", status=status)


def reflection(world: World) -> str:
    """Handed in by xiaoming."""
    week = week_of(timezone.localdate())
    given = {
        "school": world.schools["mingde"], "due_on": week, "state": "handed_in", "handed_on": timezone.localdate(),
        "saved_at": timezone.now(), "lines": [["well", "顺利", "跑步"]],
    }  # fmt: skip
    row, _ = Reflection.unscoped.get_or_create(student=world.students["xiaoming"], week_on=week, defaults=given)
    return row.public_id


def this_week(world: World) -> str:
    return week_of(timezone.localdate()).isoformat()


def child(world: World) -> str:
    return world.students["xiaoming"].public_id


DOORS = {
    "guidance:reflections": get(STUDENTS, lambda world: "/reflections/"),
    "guidance:to_read": get(ALL_STAFF, lambda world: "/reflections/to-read/"),
    "guidance:reflections_of": get(CARES, lambda world: f"/reflections/of/{child(world)}/"),
    "guidance:reflection_write": get(STUDENTS, lambda world: f"/reflections/weeks/{this_week(world)}/"),
    "guidance:reflection_skip": post(STUDENTS, lambda world: f"/reflections/weeks/{this_week(world)}/skip/"),
    "guidance:reflection_answer": post(MENTOR, lambda world: f"/reflections/{reflection(world)}/answer/", (303, 422)),
}
