"""Doors of growth. li guides xiaoming; wang is xiaoming's homeroom teacher and second reader."""

from collections.abc import Callable

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.domain.growth.retention import Kept
from liangshi.growth.models import ArchiveSeal, GrowthMessage, RetentionHold
from liangshi.growth.services import leaving
from tests.growth.conftest import NOW, Termly
from tests.sweeps.doors import STAFF, DoorRow
from tests.world import TODAY, World

ALL_STAFF = STAFF | {"he"}
FAMILY_AND_STAFF = ALL_STAFF | {"xiaoming", "xiaogang", "zheng", "zhaoma"}
FOLLOWS = frozenset({"shen", "zhou", "he"})
"""The coordinators of both schools, and the counsellor for what is restricted."""
READS = frozenset({"lin", "shen", "gao", "zhou", "wang", "li"})
"""Staff who read about xiaoming; whoever only runs the system does not."""


def written(world: World) -> GrowthMessage:
    """A message to xiaoming that was sent; made on the first call."""
    found: GrowthMessage | None = GrowthMessage.unscoped.first()
    return found or Termly(world).sent()


def asked(world: World) -> GrowthMessage:
    """A message to xiaoming that wang is asked to read; as it is again at each knock."""
    if not GrowthMessage.unscoped.exists():
        Termly(world).kept()
    GrowthMessage.unscoped.update(state="checking", checker=world.staff["wang"])
    found: GrowthMessage = GrowthMessage.unscoped.get()
    return found


def ready(world: World) -> GrowthMessage:
    """A finished one."""
    found: GrowthMessage | None = GrowthMessage.unscoped.first()
    return found or Termly(world).ready()


def own_papers(world: World) -> str:
    """The author's own letters."""
    written(world)
    return "/growth/messages/papers/"


def class_papers(world: World) -> str:
    """The letters to xiaoming's class."""
    written(world)
    return f"/growth/messages/papers/{world.classes['c101'].public_id}/"


def coordinator(world: World) -> Viewer:
    """shen."""
    return viewer_of(world.account("shen"), TODAY)


def sealed(world: World) -> str:
    """xiaohong, who left and whose archive is sealed."""
    student = world.students["xiaohong"]
    if not ArchiveSeal.unscoped.standing().exists():
        leaving.seal_archive(by=coordinator(world), student=student, now=NOW)
    return student.public_id


def of_sealed(part: str) -> Callable[[World], str]:
    """An address under a student who is sealed."""
    return lambda world: f"/growth/leaving/students/{sealed(world)}/{part}/"


def held(world: World) -> str:
    """A hold that the coordinator placed."""
    found = RetentionHold.unscoped.standing().first() or leaving.place_hold(
        by=coordinator(world), student=world.students["xiaoming"], kind=Kept.TALK, reason="申诉", now=NOW
    )
    return f"/growth/leaving/holds/{found.public_id}/end/"


def row(
    address: Callable[[World], str], allowed: frozenset[str], method: str = "get", status: tuple[int, ...] = (200,)
) -> DoorRow:
    return DoorRow(allowed, address, method, status)


def of_xiaoming(part: str) -> Callable[[World], str]:
    """An address under a student whom li guides."""

    def address(world: World) -> str:
        written(world)
        return f"/growth/{part.format(world.students['xiaoming'].public_id)}/"

    return address


DOORS = {
    "growth:archive": row(of_xiaoming("archive/{}"), READS | {"xiaoming", "zhaoma"}),
    "growth:archive_charts": row(of_xiaoming("archive/{}/charts"), READS | {"xiaoming", "zhaoma"}),
    "growth:archive_print": row(of_xiaoming("archive/{}/print"), READS | {"xiaoming", "zhaoma"}),
    "growth:archive_file": row(of_xiaoming("archive/{}/file"), READS | {"xiaoming", "zhaoma"}),
    "growth:archive_open": row(of_xiaoming("archive/{}/open"), READS, "post", (422,)),
    "growth:letter": row(of_xiaoming("handover/{}"), frozenset({"li"})),
    "growth:leaving": row(lambda world: "/growth/leaving/", FOLLOWS),
    "growth:leaving_ahead": row(lambda world: "/growth/leaving/ahead/", FOLLOWS),
    "growth:leaving_class": row(
        lambda world: f"/growth/leaving/classes/{world.classes['c111'].public_id}/", frozenset({"shen"})
    ),
    "growth:leaving_seal": row(
        lambda world: f"/growth/leaving/classes/{world.classes['c111'].public_id}/seal/",
        frozenset({"shen"}), "post", (303,),
    ),
    "growth:leaving_copy": row(of_sealed("file"), frozenset({"shen"})),
    "growth:leaving_reopen": row(of_sealed("reopen"), frozenset({"shen"})),
    "growth:leaving_hold": row(of_sealed("hold"), frozenset({"shen", "zhou"})),
    "growth:leaving_hold_end": row(held, frozenset({"shen"}), "post", (303,)),
    "growth:messages": row(lambda world: "/growth/messages/", ALL_STAFF),
    "growth:to_check": row(lambda world: "/growth/messages/to-check/", ALL_STAFF),
    "growth:received": row(lambda world: "/growth/messages/received/", FAMILY_AND_STAFF),
    "growth:send": row(lambda world: "/growth/messages/send/", ALL_STAFF, "post", (303,)),
    "growth:own_papers": row(
        own_papers, frozenset({"li"})
    ),
    "growth:class_papers": row(
        class_papers, READS
    ),
    "growth:write": row(
        lambda world: f"/growth/messages/write/{ready(world).student.public_id}/", frozenset({"li"})
    ),
    "growth:message": row(
        lambda world: f"/growth/messages/{written(world).public_id}/", READS | {"xiaoming", "zhaoma"}
    ),
    "growth:message_paper": row(
        lambda world: f"/growth/messages/{written(world).public_id}/paper/", READS | {"xiaoming", "zhaoma"}
    ),
    "growth:reply": row(
        lambda world: f"/growth/messages/{written(world).public_id}/reply/",
        READS | {"xiaoming", "zhaoma"}, "post", (422,),
    ),
    "growth:check": row(
        lambda world: f"/growth/messages/{asked(world).public_id}/check/", frozenset({"li", "wang"}), "post", (422,)
    ),
    "growth:take_back": row(
        lambda world: f"/growth/messages/{ready(world).public_id}/take-back/", frozenset({"li"}), "post", (303,)
    ),
}  # fmt: skip
