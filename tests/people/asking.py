"""Who asks in these tests, and what the trail says."""

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.domain.access import Viewer
from tests.world import TODAY, World


def as_viewer(world: World, name: str) -> Viewer:
    """The named person as the law sees them."""
    return viewer_of(world.account(name), TODAY)


def verbs(world: World, school: str = "mingde") -> list[str]:
    """What the trail says, oldest first."""
    rows = Entry.unscoped.filter(school=world.schools[school].pk).order_by("position")
    return list(rows.values_list("verb", flat=True))
