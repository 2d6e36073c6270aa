"""What the engine is measured against, in the same process and on the same lists."""

from __future__ import annotations

import warnings
from heapq import heappush, heapreplace
from typing import Any

from liangshi.domain.matching import FitScore, Market, WishResult
from liangshi.domain.matching.network import NOWHERE, Network

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from matching.games import HospitalResident
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow


class Projection:
    """One mentor for each student, quotas only: what every peer can express."""

    def __init__(self, market: Market) -> None:
        self.quotas = list(market.quota)
        self.wishes = [list(market.wishes(s)) for s in range(len(market.student_ids))]
        asking: list[list[tuple[int, int]]] = [[] for _ in market.mentor_ids]
        for student, chosen in enumerate(self.wishes):
            start = market.wish_ptr[student]
            for place, mentor in enumerate(chosen):
                asking[mentor].append((market.wish_key[start + place], student))
        self.rankings = [[student for _, student in sorted(pairs)] for pairs in asking]

    def named(self) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]:
        """The same lists with names, as `matching` wants them."""
        students = {f"s{s}": [f"t{t}" for t in chosen] for s, chosen in enumerate(self.wishes) if chosen}
        mentors = {f"t{t}": [f"s{s}" for s in ranked] for t, ranked in enumerate(self.rankings) if ranked}
        return students, mentors, {name: self.quotas[int(name[1:])] for name in mentors}


def matching_package(
    students: dict[str, list[str]], mentors: dict[str, list[str]], quotas: dict[str, int]
) -> set[tuple[int, int]]:
    """Build and solve with `matching`."""
    game = HospitalResident.create_from_dictionaries(students, mentors, quotas)
    solved = game.solve(optimal="resident")
    return {(int(student.name[1:]), int(mentor.name[1:])) for mentor, served in solved.items() for student in served}


class Reference:
    """Deferred acceptance in twenty lines: ranks looked up beforehand, a heap per mentor."""

    def __init__(self, lists: Projection) -> None:
        self.wishes, self.quotas = lists.wishes, lists.quotas
        rank = [{s: r for r, s in enumerate(ranking)} for ranking in lists.rankings]
        self.ranks = [[rank[t][s] for t in chosen] for s, chosen in enumerate(lists.wishes)]

    def solve(self) -> list[list[tuple[int, int]]]:
        """The heaps of all mentors at the end."""
        held: list[list[tuple[int, int]]] = [[] for _ in self.quotas]
        following = [0] * len(self.wishes)
        free = list(range(len(self.wishes)))
        while free:
            student = free.pop()
            while following[student] < len(self.wishes[student]):
                place = following[student]
                following[student] += 1
                mentor, rank = self.wishes[student][place], self.ranks[student][place]
                heap = held[mentor]
                if len(heap) < self.quotas[mentor]:
                    heappush(heap, (-rank, student))
                    break
                if heap and -heap[0][0] > rank:
                    student = heapreplace(heap, (-rank, student))[1]
        return held


def network_of(market: Market, wish: WishResult) -> Network:
    """The arcs and costs both solvers start from."""
    settled = [*market.kept, *wish.pairs]
    return Network(market, settled, FitScore(market, settled))


def ortools_placement(network: Network) -> tuple[int, int, int]:
    """Build and solve a placement with OR-Tools: placed, shortfall, fit (no lottery in its costs)."""
    market = network.market
    flow = SimpleMinCostFlow()
    units = sum(network.units.values())
    short = 1001 * (units + 1)
    unplaced = short * (sum(market.minimum) + 1)
    number: dict[Any, int] = {"sink": 0}
    tails, heads, caps, costs = [], [], [], []

    def arc(tail: Any, head: Any, cap: int, cost: int) -> None:
        tails.append(number.setdefault(tail, len(number)))
        heads.append(number.setdefault(head, len(number)))
        caps.append(cap)
        costs.append(cost)

    for student, missing in network.units.items():
        arc(("s", student), "sink", missing, unplaced)
        for node, cost in zip(network.entries[student], network.costs[student], strict=True):
            arc(("s", student), node, 1, cost >> 24)
    for node, outer in network.parent.items():
        if outer != NOWHERE:
            arc(node, outer, network.room[node], 0)
            continue
        lacking = max(0, market.minimum[node] - network.load[node])
        arc(node, "sink", lacking, -short)
        arc(node, "sink", network.room[node] - lacking, 0)
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, caps, costs)
    for student, missing in network.units.items():
        flow.set_node_supply(number["s", student], missing)
    flow.set_node_supply(0, -units)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("no optimum")
    lacking = sum(max(0, least - load) for least, load in zip(market.minimum, network.load, strict=True))
    total = flow.optimal_cost() + short * lacking
    left, rest = divmod(total, unplaced)
    shortfall, cost = divmod(rest, short)
    return units - left, shortfall, 1000 * (units - left) - cost
