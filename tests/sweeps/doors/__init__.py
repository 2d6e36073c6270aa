"""The persona table: for each route, who gets in. One file for each app; the sweep reads them all."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.world import PERSONAS, World

STAFF = frozenset({"gu", "lin", "shen", "gao", "zhou", "wang", "li", "chen"})
FAMILY = frozenset({"xiaoming", "xiaogang", "zhaoma"})
EVERYONE = frozenset(PERSONAS)
COORDINATORS = frozenset({"shen", "he"})


@dataclass(frozen=True)
class DoorRow:
    """A route by a real address in the world, and the personas who meet `status`; all others meet 404.

    Rows belong to 明德中学, so `he` and `zheng` of the other school get in only where the page is their own.
    """

    allowed: frozenset[str]
    address: Callable[[World], str]
    method: str = "get"
    status: tuple[int, ...] = (200,)
    public: bool = False
