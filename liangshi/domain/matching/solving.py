"""From a market to its fair placement."""

from __future__ import annotations

from typing import NamedTuple

from liangshi.domain.matching.covering import Shortage
from liangshi.domain.matching.fit import FitScore
from liangshi.domain.matching.holding import HoldResult, hold_places
from liangshi.domain.matching.market import Market
from liangshi.domain.matching.placing import Placement, place
from liangshi.domain.matching.wishes import WishResult, wish_round


class Outcome(NamedTuple):
    """A fair placement with everything that explains and proves it."""

    market: Market
    wish: WishResult
    hold: HoldResult
    placement: Placement
    shortages: tuple[Shortage, ...]
    fit: FitScore

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """All pairs (student, mentor) in order: kept, by wish, placed."""
        return sorted([*self.market.kept, *self.wish.pairs, *self.placement.pairs])

    @property
    def full(self) -> int:
        """Size of a largest allowed assignment, reached by this one."""
        return len(self.market.kept) + len(self.wish.pairs) + len(self.placement.pairs)

    def mentors_of(self) -> dict[str, list[str]]:
        """Student key -> mentor ids, for everybody."""
        market = self.market
        found: dict[str, list[str]] = {key: [] for key in market.student_ids}
        for student, mentor in self.pairs:
            found[market.student_ids[student]].append(market.mentor_ids[mentor])
        return found


def solve(market: Market) -> Outcome:
    """Wishes, places held only where needed, placement."""
    first = wish_round(market)
    held = hold_places(market, first.result(), first)
    wish = held.wish
    fit = FitScore(market, [*market.kept, *wish.pairs])
    placement = place(market, wish, fit)
    return Outcome(
        market=market,
        wish=wish,
        hold=held,
        placement=placement,
        shortages=held.goal.shortages,
        fit=fit,
    )
