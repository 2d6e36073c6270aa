"""The certificate: what came out, in a form that proves itself (docs/matching-format.md, section 6)."""

from __future__ import annotations

from typing import Any

from liangshi.domain.matching.covering import Shortage
from liangshi.domain.matching.market import (
    NOT_PROMOTED,
    ORDER_MASK,
    RANK_SHIFT,
    TIER_SHIFT,
    UNRANKED,
    WHOLE,
    Market,
)
from liangshi.domain.matching.placing import Prices
from liangshi.domain.matching.solving import Outcome

CERTIFICATE_FORMAT = "liangshi-certificate/1"
ENGINE = "liangshi.domain.matching 1"
DRAW_RULE = "sha256(seed|school|id)/64"

PUBLIC = (
    "format",
    "engine",
    "draw_rule",
    "market_digest",
    "commit",
    "school",
    "seed",
    "shortfall",
    "unique",
    "totals",
)

Json = dict[str, Any]


def certificate(outcome: Outcome) -> Json:
    """Everything a stranger needs, beside the market, to check the result."""
    market, wish, placement = outcome.market, outcome.wish, outcome.placement
    students, mentors, names = market.student_ids, market.mentor_ids, market.tree.name
    return {
        "format": CERTIFICATE_FORMAT,
        "engine": ENGINE,
        "draw_rule": DRAW_RULE,
        "market_digest": market.digest,
        "commit": market.commit,
        "school": market.school,
        "seed": market.seed,
        "kept": [[students[s], mentors[t]] for s, t in market.kept],
        "promoted": [students[s] for s in sorted(wish.promoted)],
        "wish": [[students[s], mentors[t], number] for (s, t), number in zip(wish.pairs, wish.numbers, strict=True)],
        "placed": [
            [students[s], mentors[t], points] for (s, t), points in zip(placement.pairs, placement.fits, strict=True)
        ],
        "rejections": [[students[s], mentors[t]] for s, t in wish.rejections],
        "cutoffs": cutoff_lines(outcome),
        "held": sorted([mentors[held.mentor], names[held.node], held.places] for held in outcome.hold.held),
        "shortage": [shortage_set(market, shortage) for shortage in outcome.shortages],
        "unplaced": [[students[s], missing] for s, missing in placement.unplaced],
        "shortfall": [[mentors[t], missing] for t, missing in placement.shortfall],
        "prices": price_lists(market, placement.prices),
        "unique": placement.unique,
        "totals": totals(outcome),
    }


def publication(outcome: Outcome) -> Json:
    """The part of the certificate everybody may see: no names of children, no lines of categories.

    Held places are listed only if every group concerned may be told; their number is always in the totals.
    """
    market, tree = outcome.market, outcome.market.tree
    whole = certificate(outcome)
    public = {name: whole[name] for name in PUBLIC}
    public["cutoffs"] = {mentor: {WHOLE: lines[WHOLE]} for mentor, lines in whole["cutoffs"].items() if WHOLE in lines}
    held = [(tree.name[held.node], tree.members[held.node]) for held in outcome.hold.held]
    if all(may_be_told(market, name, members) for name, members in held):
        public["held"] = whole["held"]
    return public


def may_be_told(market: Market, group: str, members: int) -> bool:
    """Whether the line of a group may be told to families."""
    if group == WHOLE:
        return True
    if market.group_attributes[group] & market.policy.sensitive:
        return False
    children = sum(members >> category & 1 for category in market.category)
    return children >= market.policy.smallest_told


def cutoff_lines(outcome: Outcome) -> dict[str, dict[str, list[int | str | None] | None]]:
    """Mentor -> full group -> its line."""
    market = outcome.market
    lines: dict[str, dict[str, list[int | str | None] | None]] = {}
    for node, key in outcome.wish.cutoffs().items():
        mentor = market.mentor_ids[market.tree.mentor[node]]
        line = None if key is None else priority_line(market, key)
        lines.setdefault(mentor, {})[market.tree.name[node]] = line
    return lines


def priority_line(market: Market, key: int) -> list[int | str | None]:
    """A priority as published: tier, rank, promoted, lottery number."""
    return [*standing(key), f"{market.draws[market.by_order[key & ORDER_MASK]]:016x}"]


def standing(key: int) -> tuple[int, int | None, int]:
    """Tier, rank (nothing if not ranked) and whether promoted, of a priority."""
    rank = key >> RANK_SHIFT & UNRANKED
    return (key >> TIER_SHIFT, None if rank == UNRANKED else rank, 0 if key & NOT_PROMOTED else 1)


def shortage_set(market: Market, shortage: Shortage) -> Json:
    """A Hall set with names."""
    return {
        "students": [market.student_ids[s] for s in shortage.students],
        "walls": sorted([market.mentor_ids[mentor], market.tree.name[node]] for mentor, node in shortage.walls),
        "alone": shortage.alone,
        "need": shortage.need,
        "places": shortage.places,
        "short": shortage.short,
    }


def price_lists(market: Market, prices: Prices) -> Json:
    """Integer prices with names."""
    tree = market.tree
    return {
        "students": [[market.student_ids[s], value] for s, value in prices.students],
        "groups": sorted(
            [market.mentor_ids[tree.mentor[node]], tree.name[node], price] for node, price in prices.groups
        ),
        "minimum": [[market.mentor_ids[t], bonus] for t, bonus in prices.minimum],
    }


def totals(outcome: Outcome) -> dict[str, int]:
    """The sums that are published first."""
    market, placement = outcome.market, outcome.placement
    return {
        "need": sum(market.need),
        "full": outcome.full,
        "kept": len(market.kept),
        "wish": len(outcome.wish.pairs),
        "placed": len(placement.pairs),
        "unplaced": sum(missing for _, missing in placement.unplaced),
        "held": sum(held.places for held in outcome.hold.held),
        "shortfall": sum(missing for _, missing in placement.shortfall),
        "fit": sum(placement.fits),
    }
