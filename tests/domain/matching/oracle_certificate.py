"""Certificates of tiny markets made from the oracle's truth, without any engine."""

import hashlib
import json
from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement
from typing import Any

from tests.domain.matching.oracle import (
    Held,
    Pairs,
    TinyMarket,
    best_placements,
    needless,
    reach,
    wish_round,
)
from tests.domain.matching.oracle_differences import rejected, truth

SIGMA_UNIT = 1001 << 24


def certify(raw: dict[str, Any], held: Held | None = None) -> dict[str, Any]:
    """A true certificate; with ``held`` given, the one that somebody who insists on these places would write."""
    market = TinyMarket(raw)
    held = fewest_held(market) if held is None else held
    matching, promoted = wish_round(market, held)
    best = best_placements(market, matching)
    return {
        **truth(market, matching, promoted, best[0], held),
        **identity(raw),
        "rejections": replayable(market, matching, promoted, held),
        "held": sorted([*place, held.count(place)] for place in set(held)),
        "shortage": shortage(market),
        "prices": prices(market, matching, best[0]),
        "unique": len(best) == 1,
    }


def identity(raw: dict[str, Any]) -> dict[str, Any]:
    commit, seed = digest(canonical(raw)), raw.get("seed", "")
    return {
        "format": "liangshi-certificate/1",
        "engine": "enumeration",
        "draw_rule": "sha256(seed|school|id)/64",
        "commit": commit,
        "market_digest": digest(commit + "|" + seed),
        "school": raw["school"],
        "seed": seed,
    }


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(raw: dict[str, Any]) -> str:
    body = {name: value for name, value in raw.items() if name not in ("seed", "commit")}
    lines = [(student["id"] + "|" + student.get("track", ""), student) for student in raw["students"]]
    lines = [(key if "track" in student else key[:-1], student) for key, student in lines]
    body["students"] = [student for _, student in sorted(lines, key=lambda line: line[0])]
    body["mentors"] = sorted(raw["mentors"], key=lambda mentor: mentor["id"])
    if "kept" in raw:
        body["kept"] = sorted(raw["kept"])
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fewest_held(market: TinyMarket) -> Held:
    """A smallest choice of held places that reaches the goal."""
    goal = reach(market, market.kept)
    return next(
        held
        for held in possible_holds(market)
        if reach(market, wish_round(market, held)[0]) == goal and not needless(market, held, goal)
    )


def possible_holds(market: TinyMarket) -> Iterator[Held]:
    """Every choice of places that there are, the smaller first."""
    places = [(market.ids[t], name) for t, name, *_ in market.groups if market.mentors[t]["quota"]]
    for size in range(8):
        for held in combinations_with_replacement(places, size):
            if all(room >= 0 for room in free_rooms(market, held)):
                yield held


def free_rooms(market: TinyMarket, held: Held) -> list[int]:
    return [cap - (market.kept & mask).bit_count() for mask, cap in market.limits(held)]


def replayable(market: TinyMarket, matching: Pairs, promoted: frozenset[int], held: Held) -> list[list[str]]:
    """The refused pairs, in an order found by looking for one whose time has come, again and again."""
    waiting = rejected(market, matching)
    done: list[tuple[int, int]] = []
    while waiting:
        one = next(pair for pair in waiting if spanned(market, done, pair, promoted, held))
        waiting.remove(one)
        done.append(one)
    return [[market.lines[s].key, market.ids[t]] for s, t in done]


def spanned(
    market: TinyMarket,
    done: list[tuple[int, int]],
    pair: tuple[int, int],
    promoted: frozenset[int],
    held: Held,
) -> bool:
    """Section 6.1, word by word."""
    s, t = pair
    if t not in offers(market, s, done):
        return False
    mine = market.priority(s, t, promoted)
    better = [
        other
        for other in range(len(market.lines))
        if t in offers(market, other, done) and market.priority(other, t, promoted) < mine
    ]
    better.sort(key=lambda other: market.priority(other, t, promoted))
    own = [group for group in market.groups if group[0] == t]
    for _, name, mask, cap, cats in own:
        if not mask >> (8 * t + s) & 1:
            continue
        within = [one for one in own if one[1] == name or (one[4] <= cats and one[1] != "")]
        got = market.kept & mask
        for other in better:
            grown = got | 1 << (8 * t + other)
            if mask >> (8 * t + other) & 1 and all(
                (grown & inner).bit_count() + market.held_in(t, called, sets, held) <= most
                for _, called, inner, most, sets in within
            ):
                got = grown
        if got.bit_count() + market.held_in(t, name, cats, held) >= cap:
            return True
    return False


def offers(market: TinyMarket, s: int, done: list[tuple[int, int]]) -> list[int]:
    left = [t for t in market.effective(s) if (s, t) not in done]
    return left[: market.open_need(s, market.kept)]


def shortage(market: TinyMarket) -> list[dict[str, Any]]:
    """One set of children that lacks as many places as cannot be filled."""
    lacking = reach(market, market.kept)[0]
    if not lacking:
        return []
    numbers = range(len(market.lines))
    for size in range(1, len(market.lines) + 1):
        for some in combinations(numbers, size):
            hall = tightest(market, some)
            if hall["short"] == lacking:
                return [hall]
    raise AssertionError("no set of children explains the shortage")


def tightest(market: TinyMarket, some: tuple[int, ...]) -> dict[str, Any]:
    walls: list[list[str]] = []
    alone = places = 0
    for t, name in enumerate(market.ids):
        pairs = market.pairs((s, t) for s in some if t in market.lines[s].eligible)
        own = [group for group in market.groups if group[0] == t]
        best = (pairs.bit_count(), 0, ())
        for size in range(1, len(own) + 1):
            for chosen in combinations(own, size):
                if sum(len(group[4]) for group in chosen) > len(frozenset().union(*(g[4] for g in chosen))):
                    continue
                covered = sum(group[2] for group in chosen)
                room = sum(
                    cap - (market.kept & mask & ~market.pairs((s, t) for s in some)).bit_count()
                    for _, _, mask, cap, _ in chosen
                )
                free = (pairs & ~covered).bit_count()
                best = min(best, (free, room, tuple(g[1] for g in chosen)), key=lambda one: one[0] + one[1])
        alone += best[0]
        places += best[1]
        walls += [[name, group] for group in best[2]]
    need = sum(market.lines[s].need for s in some)
    return {
        "students": sorted(market.lines[s].key for s in some),
        "walls": sorted(walls),
        "alone": alone,
        "need": need,
        "places": places,
        "short": need - places - alone,
    }


def prices(market: TinyMarket, matching: Pairs, result: Pairs) -> dict[str, Any]:
    """Shortest distances in the residual network of the placement, turned into the prices of section 6.4."""
    lines = [line.index for line in market.lines if market.open_need(line.index, matching) > 0]
    total = sum(market.open_need(s, matching) for s in lines)
    sigma = (total + 1) * SIGMA_UNIT
    most = sigma * (sum(mentor.get("minimum", 0) for mentor in market.mentors) + 1)
    parents = parent_groups(market)
    arcs = residual(market, matching, result, lines, parents, sigma, most)
    distance: dict[Any, int] = {node: 0 for arc in arcs for node in arc[:2]} | {"all": 0}
    for _ in range(len(distance) + 1):
        for start, end, cost in arcs:
            distance[end] = min(distance[end], distance[start] + cost)
    if any(distance[end] > distance[start] + cost for start, end, cost in arcs):
        raise AssertionError("the placement of the oracle is not the cheapest")
    return told_prices(market, result, lines, parents, distance, sigma)


def parent_groups(market: TinyMarket) -> dict[tuple[int, str], tuple[int, str]]:
    found = {}
    for t, mentor in enumerate(market.mentors):
        order = sorted(mentor.get("caps", {}), key=lambda name: (len(market.members(name)), name))
        for place, name in enumerate(order):
            outer = [one for one in order[place + 1 :] if market.members(one) >= market.members(name)]
            found[t, name] = (t, [*outer, ""][0])
    return found


def leaf(market: TinyMarket, s: int, t: int) -> tuple[int, str]:
    mine = [name for at, name, mask, *_ in market.groups if at == t and name and mask >> (8 * t + s) & 1]
    return t, min(mine, key=lambda name: (len(market.members(name)), name), default="")


def residual(
    market: TinyMarket, matching: Pairs, result: Pairs, lines: list[int], parents: Any, sigma: int, most: int
) -> list[tuple[Any, Any, int]]:
    placed = result & ~matching
    arcs: list[tuple[Any, Any, int]] = []
    for s in lines:
        arcs.append((s, "all", most))
        if market.open_need(s, result) > 0:
            arcs.append(("all", s, -most))
        for t in market.lines[s].eligible:
            bit = 1 << (8 * t + s)
            cost = ((1000 - market.fit(s, t, matching)) << 24) + market.pair_number(s, t)
            if placed & bit:
                arcs.append((leaf(market, s, t), s, -cost))
            elif not matching & bit:
                arcs.append((s, leaf(market, s, t), cost))
    for t, name, mask, cap, _ in market.groups:
        above, load = parents.get((t, name), "all"), (result & mask).bit_count()
        least = market.mentors[t].get("minimum", 0) if name == "" else -1
        if load < cap:
            arcs.append(((t, name), above, -sigma if load < least else 0))
        if placed & mask:
            arcs.append((above, (t, name), sigma if load <= least else 0))
    return arcs


def told_prices(
    market: TinyMarket, result: Pairs, lines: list[int], parents: Any, distance: dict[Any, int], sigma: int
) -> dict[str, Any]:
    height = {"all": distance["all"]}
    groups, minimum = [], []
    for t, mentor in enumerate(market.mentors):
        load, least = len(market.children(result, t)), mentor.get("minimum", 0)
        lowest = 0 if load > least else -sigma
        worth = max(distance["all"] - distance.get((t, ""), distance["all"] + sigma), lowest)
        height[t, ""] = distance["all"] - worth
        groups += [[market.ids[t], "", worth]] if worth > 0 else []
        minimum += [[market.ids[t], -worth]] if worth < 0 else []
    for t, name in reversed(list(parents)):
        groups += inner_price(market, t, name, parents[t, name], height, distance)
    return {
        "students": sorted([market.lines[s].key, distance["all"] - distance[s]] for s in lines),
        "groups": sorted(groups),
        "minimum": sorted(minimum),
    }


def inner_price(market: TinyMarket, t: int, name: str, outer: Any, height: Any, distance: Any) -> list[list[Any]]:
    """From outside to inside: a group costs what its distance lies below the group around it."""
    worth = max(height[outer] - distance.get((t, name), height[outer]), 0)
    height[t, name] = height[outer] - worth
    return [[market.ids[t], name, worth]] if worth else []
