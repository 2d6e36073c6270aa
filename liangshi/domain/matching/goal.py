"""What a fair placement must reach: nobody without who could have somebody, and the least shortfall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from liangshi.domain.matching.covering import Cover, Shortage, open_units
from liangshi.domain.matching.market import Market
from liangshi.domain.matching.wishes import WishResult, free_room

Pairs = Sequence[tuple[int, int]]


class Goal(NamedTuple):
    """Needs that stay open in every allowed assignment, why, and the least total shortfall."""

    open: int
    shortages: tuple[Shortage, ...]
    shortfall: int


def completion(market: Market, wish_pairs: Pairs, room: list[int] | None = None) -> Cover:
    """The largest placement beside kept pairs and wishes; held places are free again."""
    room = free_room(market, ()) if room is None else room
    for student, mentor in wish_pairs:
        for node in market.path(student, mentor):
            room[node] -= 1
    cover = Cover(market, [*market.kept, *wish_pairs], room)
    cover.extend_all(open_units(market, wish_pairs))
    return cover


def largest(market: Market, start: Iterable[tuple[int, int]] = ()) -> Cover:
    """The largest allowed assignment, all but kept pairs movable, grown from a given one."""
    cover = Cover(market, market.kept, free_room(market, ()))
    pairs = list(start)
    cover.add_all(pairs)
    cover.extend_all(open_units(market, pairs))
    return cover


def least_shortfall(market: Market, fixed_wishes: Pairs = ()) -> int:
    """The least total shortfall when kept pairs and these wishes stay.

    Places below the minimum are filled as many as possible; such a filling can always be grown to a
    largest assignment without giving one of them up.
    """
    room = free_room(market, ())
    for student, mentor in fixed_wishes:
        for node in market.path(student, mentor):
            room[node] -= 1
    missing = 0
    for mentor, least in enumerate(market.minimum):
        load = market.quota[mentor] - room[mentor]
        room[mentor] = max(0, least - load)
        missing += room[mentor]
    if not missing:
        return 0
    cover = Cover(market, [*market.kept, *fixed_wishes], room)
    cover.extend_all(open_units(market, fixed_wishes))
    return missing - cover.size()


def goal_of(market: Market, wish: WishResult, cover: Cover) -> Goal:
    """What can be reached at all, seen from a wish result and its completion."""
    least = least_shortfall(market) if market.policy.minimum_first else 0
    if not cover.dead:
        return Goal(open=0, shortages=(), shortfall=least)
    placed = [(student, mentor) for student, own in cover.moving.items() for mentor in own]
    whole = largest(market, [*wish.pairs, *sorted(placed)])
    shortages = tuple(whole.shortages())
    return Goal(
        open=sum(shortage.short for shortage in shortages),
        shortages=shortages,
        shortfall=least,
    )
