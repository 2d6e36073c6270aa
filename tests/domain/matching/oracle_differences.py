"""Where a certificate differs from the truth that the oracle finds."""

from collections.abc import Iterator
from typing import Any

from tests.domain.matching.oracle import (
    Held,
    Pairs,
    TinyMarket,
    best_placements,
    needless,
    reach,
    shortfall,
    wish_round,
)

Certificate = dict[str, Any]


def differences(raw: dict[str, Any], certificate: Certificate) -> list[str]:
    market = TinyMarket(raw)
    held = tuple((mentor, group) for mentor, group, places in certificate["held"] for _ in range(places))
    matching, promoted = wish_round(market, held)
    best = best_placements(market, matching)
    placed = next((one for one in best if named(market, one & ~matching) == placed_of(certificate)), best[0])
    expected = truth(market, matching, promoted, placed, held)
    expected["unique"] = len(best) == 1
    found = [
        f"{name}: {certificate[name]!r}, expected {value!r}"
        for name, value in expected.items()
        if certificate[name] != value
    ]
    refused = named(market, market.pairs(rejected(market, matching)))
    if sorted(certificate["rejections"]) != refused:
        found.append(f"rejections: {certificate['rejections']!r}, expected in some order {refused!r}")
    return found + list(goal_differences(market, held, matching))


def goal_differences(market: TinyMarket, held: Held, matching: Pairs) -> Iterator[str]:
    goal = reach(market, market.kept)
    if reach(market, matching) != goal:
        yield f"reaches {reach(market, matching)} (missing, shortfall), expected {goal}"
    elif needless(market, held, goal):
        yield f"held without need: {needless(market, held, goal)}"


def named(market: TinyMarket, pairs: Pairs) -> list[list[str]]:
    return sorted([market.lines[s].key, market.ids[t]] for s, t in market.listed(pairs))


def placed_of(certificate: Certificate) -> list[list[str]]:
    return [entry[:2] for entry in certificate["placed"]]


def truth(market: TinyMarket, matching: Pairs, promoted: frozenset[int], result: Pairs, held: Held) -> Certificate:
    """Every field that the market determines, given the held places."""
    wish, placed = matching & ~market.kept, result & ~matching
    lines = market.lines
    found: Certificate = {
        "kept": named(market, market.kept),
        "promoted": sorted(lines[s].key for s in promoted),
        "wish": sorted([lines[s].key, market.ids[t], lines[s].wishes.index(t) + 1] for s, t in market.listed(wish)),
        "placed": sorted([lines[s].key, market.ids[t], market.fit(s, t, matching)] for s, t in market.listed(placed)),
        "unplaced": sorted(
            [line.key, market.open_need(line.index, result)] for line in lines if market.open_need(line.index, result)
        ),
        "shortfall": sorted(
            [name, mentor["minimum"] - len(market.children(result, t))]
            for t, (name, mentor) in enumerate(zip(market.ids, market.mentors, strict=True))
            if len(market.children(result, t)) < mentor.get("minimum", 0)
        ),
        "cutoffs": cutoffs(market, matching, promoted, held),
    }
    found["totals"] = {
        "need": sum(line.need for line in lines),
        "full": result.bit_count(),
        "kept": market.kept.bit_count(),
        "wish": wish.bit_count(),
        "placed": placed.bit_count(),
        "unplaced": sum(line.need for line in lines) - result.bit_count(),
        "held": len(held),
        "shortfall": shortfall(market, result),
        "fit": sum(entry[2] for entry in found["placed"]),
    }
    return found


def rejected(market: TinyMarket, matching: Pairs) -> list[tuple[int, int]]:
    """Pairs that were asked for in vain: everything above the last one got, or the whole list if a need is open."""
    found = []
    for s in range(len(market.lines)):
        wishes, got = market.effective(s), market.mine(s, matching & ~market.kept)
        need = market.open_need(s, market.kept)
        tried = wishes if len(got) < need else wishes[: max((wishes.index(t) for t in got), default=-1) + 1]
        found += [(s, t) for t in tried if t not in got]
    return found


def cutoffs(market: TinyMarket, matching: Pairs, promoted: frozenset[int], held: Held) -> Certificate:
    refused = market.pairs(rejected(market, matching))
    found: Certificate = {}
    for t, name, mask, cap, cats in market.groups:
        full = (matching & mask).bit_count() + market.held_in(t, name, cats, held) >= cap
        if full and refused & mask:
            inside = [s for s, _ in market.listed(matching & ~market.kept & mask)]
            lowest = max(inside, key=lambda s, t=t: market.priority(s, t, promoted), default=None)
            line = None if lowest is None else told(market, lowest, t, promoted)
            found.setdefault(market.ids[t], {})[name] = line
    return found


def told(market: TinyMarket, s: int, t: int, promoted: frozenset[int]) -> list[Any]:
    tier, rank, not_promoted, lottery, _ = market.priority(s, t, promoted)
    ranked = rank < len(market.mentors[t].get("ranking", []))
    return [tier, rank if ranked else None, int(not not_promoted), f"{lottery:016x}"]
