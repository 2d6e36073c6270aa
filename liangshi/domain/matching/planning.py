"""Before wishes open: is there room for everybody, who is short, which caps suffice, which places to split."""

from __future__ import annotations

from typing import NamedTuple

from liangshi.domain.matching.covering import Cover, Shortage, open_units
from liangshi.domain.matching.goal import largest
from liangshi.domain.matching.market import WHOLE, Market
from liangshi.domain.matching.splitting import Split, suggest_splits
from liangshi.domain.matching.wishes import free_room


class NamedShortage(NamedTuple):
    """Children who together need more places than the named groups of mentors have for them."""

    students: tuple[str, ...]
    mentors: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    need: int
    places: int
    short: int


class Plan(NamedTuple):
    """What the structure of a round allows, whatever the wishes will be.

    `full` is the size of a largest allowed assignment; `smallest_quota` the least number which, as quota of
    every mentor who takes part, leaves nobody out (nothing if no quota can mend it).
    """

    need: int
    places: int
    full: int
    shortages: tuple[NamedShortage, ...]
    smallest_quota: int | None
    splits: tuple[Split, ...]


def plan(market: Market, split_by: str = "grade") -> Plan:
    """Coverage, shortages by name, the smallest uniform quota, and splits of shared mentors by an attribute."""
    cover = largest(market)
    return Plan(
        need=sum(market.need),
        places=sum(market.quota),
        full=len(market.kept) + cover.size(),
        shortages=tuple(named(market, shortage) for shortage in cover.shortages()),
        smallest_quota=smallest_quota(market),
        splits=suggest_splits(market, split_by),
    )


def named(market: Market, shortage: Shortage) -> NamedShortage:
    """A shortage with ids in place of positions; pairs counted one by one are places too."""
    groups = [(market.mentor_ids[t], market.tree.name[node]) for t, node in shortage.walls]
    return NamedShortage(
        students=tuple(market.student_ids[s] for s in shortage.students),
        mentors=tuple(sorted({mentor for mentor, _ in groups})),
        groups=tuple(sorted(groups)),
        need=shortage.need,
        places=shortage.places + shortage.alone,
        short=shortage.short,
    )


def uniform_caps(market: Market, quota: int) -> list[int]:
    """Caps when every mentor who takes part has the same quota (never fewer than the kept)."""
    kept = [0] * len(market.quota)
    for _, mentor in market.kept:
        kept[mentor] += 1
    caps = list(market.tree.cap)
    for mentor, own in enumerate(market.quota):
        caps[mentor] = max(quota, kept[mentor]) if own else 0
    return caps


def smallest_quota(market: Market) -> int | None:
    """The least uniform quota that places everybody, by raising it step by step in one run."""
    active = sum(quota > 0 for quota in market.quota)
    if not active:
        return None if any(market.open_need) else 0
    quota = -(-sum(market.need) // active)
    caps = uniform_caps(market, quota)
    cover = Cover(market, market.kept, free_room(market, (), caps))
    waiting = open_units(market)
    while True:
        waiting = [student for student in waiting if not cover.extend(student)]
        if not waiting:
            return quota
        tight = sum(market.tree.name[node] == WHOLE and caps[node] > 0 for node in cover.walls())
        if not tight:
            return None
        before = caps
        quota += -(-len(waiting) // tight)
        caps = uniform_caps(market, quota)
        for node, cap in enumerate(caps):
            cover.room[node] += cap - before[node]
        cover.forget_failures()
