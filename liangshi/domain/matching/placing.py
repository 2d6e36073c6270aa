"""Placement: least cost by successive shortest paths with integer prices, which prove the result."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from liangshi.domain.matching.canonical import PAIR_BITS
from liangshi.domain.matching.fit import FIT_TOP, FitScore
from liangshi.domain.matching.market import Market
from liangshi.domain.matching.network import NOWHERE, Network
from liangshi.domain.matching.uniqueness import is_unique
from liangshi.domain.matching.wishes import WishResult

NEVER = 1 << 200


class Prices(NamedTuple):
    """Integer duals: value of a child's need, price of a full group, bonus of a mentor below the minimum."""

    students: tuple[tuple[int, int], ...]
    groups: tuple[tuple[int, int], ...]
    minimum: tuple[tuple[int, int], ...]


class Placement(NamedTuple):
    """The children placed by the school, and the prices that prove there is nothing better."""

    pairs: tuple[tuple[int, int], ...]
    fits: tuple[int, ...]
    unplaced: tuple[tuple[int, int], ...]
    shortfall: tuple[tuple[int, int], ...]
    prices: Prices
    unique: bool


class Flow:
    """A least-cost placement of the children shipped so far, with exact prices.

    `price[node]` is the cheapest cost from a group to a place; `value[student]` what the child's
    need costs at these prices. Shipping a child raises prices along a cheapest path.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        market = network.market
        self.mentor_of = market.tree.mentor
        self.room = network.room
        self.flow: dict[int, int] = {}
        self.price = [0] * len(network.room)
        self.exit = [NEVER] * len(network.room)
        self.inside: dict[int, dict[int, int]] = {}
        self.inner: dict[int, list[int]] = {}
        self.value: dict[int, int] = {}
        self.placed: dict[int, set[int]] = {student: set() for student in network.units}
        self.unplaced: dict[int, int] = {}
        self._of_mentor: dict[int, list[int]] = {}
        for node in network.nodes():
            self.flow[node] = 0
            self.inside[node] = {}
            self.inner[node] = []
            self.price[node] = network.exit_cost(self.mentor_of[node])
            self._of_mentor.setdefault(self.mentor_of[node], []).append(node)
            if network.parent[node] != NOWHERE:
                self.inner[network.parent[node]].append(node)
        for mentor in self._of_mentor:
            self._renew_exits(mentor)

    def _renew_exits(self, mentor: int) -> None:
        """Groups with room all the way out, and what going out there costs."""
        parent, room = self.network.parent, self.room
        for node in self._of_mentor[mentor]:
            outer = parent[node]
            way_out = self.network.exit_cost(mentor) if outer == NOWHERE else self.exit[outer]
            self.exit[node] = way_out if room[node] > 0 else NEVER

    def _move(self, node: int, step: int) -> None:
        """One child more or less in a group and all groups around it."""
        parent = self.network.parent
        self.network.load[self.mentor_of[node]] += step
        while node != NOWHERE:
            self.room[node] -= step
            self.flow[node] += step
            node = parent[node]

    def _enter(self, student: int, node: int) -> None:
        position = self.network.entries[student].index(node)
        self.inside[node][student] = self.network.costs[student][position]
        self.placed[student].add(node)
        self._move(node, 1)

    def _leave(self, student: int, node: int) -> None:
        del self.inside[node][student]
        self.placed[student].discard(node)
        self._move(node, -1)

    def ship(self, student: int) -> None:
        """Give one more mentor to a child, or find that someone must stay unplaced."""
        price, placed = self.price, self.placed[student]
        entries, costs = self.network.entries[student], self.network.costs[student]
        least, at = NEVER, NOWHERE
        for node, cost in zip(entries, costs, strict=True):
            total = cost + price[node]
            if total < least and node not in placed:
                least, at = total, node
        if at == NOWHERE or least >= self.network.weights.unplaced:
            self.value[student] = self.network.weights.unplaced
            self.unplaced[student] = self.unplaced.get(student, 0) + 1
            return
        self.value[student] = least
        if self.exit[at] == price[at]:
            self._enter(student, at)
            self._renew_exits(self.mentor_of[at])
            return
        _Search(self, student).run()

    def forward(self, end: int, came_node: dict[int, int], came_child: dict[int, int]) -> None:
        """Send one unit along the path found; a child code is ~student."""
        touched = set()
        node = end
        if end < 0:
            self.unplaced[~end] = self.unplaced.get(~end, 0) + 1
            node = came_child.get(~end, NOWHERE)
            if node != NOWHERE:
                self._leave(~end, node)
        while node != NOWHERE:
            while came_node[node] >= 0:
                node = came_node[node]
            student = ~came_node[node]
            touched.add(self.mentor_of[node])
            left = came_child.get(student, NOWHERE)
            if left != NOWHERE:
                self._leave(student, left)
            self._enter(student, node)
            node = left
        for mentor in touched:
            self._renew_exits(mentor)


class _Search:
    """One cheapest path from a child to a place (or to somebody staying unplaced)."""

    def __init__(self, flow: Flow, source: int) -> None:
        self.flow = flow
        self.source = source
        self.unplaced = flow.network.weights.unplaced
        self.floor = min(map(flow.price.__getitem__, flow.flow))
        self.bound = self.unplaced - flow.value[source]
        self.end = ~source
        self.dist: dict[int, int] = {}
        self.child_dist: dict[int, int] = {}
        self.came_node: dict[int, int] = {}
        self.came_child: dict[int, int] = {}
        self.heap: list[tuple[int, int]] = []

    def run(self) -> None:
        self.child_dist[self.source] = 0
        self._leave_child(self.source)
        heap, dist = self.heap, self.dist
        while heap:
            at, code = heappop(heap)
            if at >= self.bound:
                break
            if code < 0:
                if self.child_dist[~code] == at:
                    self._leave_child(~code)
            elif dist[code] == at:
                self._leave_node(code, at)
        self._raise_prices()
        self.flow.forward(self.end, self.came_node, self.came_child)

    def _leave_child(self, student: int) -> None:
        """Every group this child could go to."""
        flow, dist, came_node, heap = self.flow, self.dist, self.came_node, self.heap
        price, way_out, placed = flow.price, flow.exit, flow.placed[student]
        code = ~student
        base = self.child_dist[student] - flow.value[student]
        if base + self.unplaced < self.bound:
            self.bound, self.end = base + self.unplaced, code
        bound = self.bound
        network, floor = flow.network, base + self.floor
        network.sort_arcs(student)
        for node, cost in zip(network.entries[student], network.costs[student], strict=True):
            if floor + cost >= bound:
                break
            total = base + cost + price[node]
            if total < bound and total < dist.get(node, bound) and node not in placed:
                dist[node] = total
                came_node[node] = code
                heappush(heap, (total, node))
                if base + cost + way_out[node] < bound:
                    bound = self.bound = base + cost + way_out[node]
                    self.end = node

    def _leave_node(self, node: int, at: int) -> None:
        """Up if there is room, down to inner groups, and to the children who could make way."""
        flow = self.flow
        outer = flow.network.parent[node]
        if outer != NOWHERE and flow.room[node] > 0:
            self._reach(outer, node, at)
        for inner in flow.inner[node]:
            if flow.flow[inner] > 0:
                self._reach(inner, node, at)
        here = at - flow.price[node]
        for student, cost in flow.inside[node].items():
            total = here + flow.value[student] - cost
            if total < self.bound and total < self.child_dist.get(student, self.bound):
                self.child_dist[student] = total
                self.came_child[student] = node
                if total == at:
                    self._leave_child(student)
                else:
                    heappush(self.heap, (total, ~student))

    def _reach(self, node: int, before: int, at: int) -> None:
        flow = self.flow
        total = at + flow.price[node] - flow.price[before]
        if total < self.bound and total < self.dist.get(node, self.bound):
            self.dist[node] = total
            self.came_node[node] = before
            heappush(self.heap, (total, node))
            out = total - flow.price[node] + flow.exit[node]
            if out < self.bound:
                self.bound, self.end = out, node

    def _raise_prices(self) -> None:
        bound, price, value = self.bound, self.flow.price, self.flow.value
        for node, at in self.dist.items():
            if at < bound:
                price[node] += bound - at
        for student, at in self.child_dist.items():
            if at < bound:
                value[student] += bound - at


def place(market: Market, wish: WishResult, fit: FitScore | None = None) -> Placement:
    """Place the open needs: most placed, least shortfall, best fit, lottery."""
    settled = [*market.kept, *wish.pairs]
    network = Network(market, settled, fit or FitScore(market, settled))
    flow = Flow(network)
    for student, units in network.units.items():
        for _ in range(units):
            flow.ship(student)
    return placement_of(flow)


def placement_of(flow: Flow) -> Placement:
    """The finished placement, read off the flow."""
    market = flow.network.market
    found: list[tuple[int, int, int]] = []
    for node, children in flow.inside.items():
        for student, cost in children.items():
            found.append((student, flow.mentor_of[node], FIT_TOP - (cost >> PAIR_BITS)))
    found.sort()
    settle_empty_groups(flow)
    load = flow.network.load
    return Placement(
        pairs=tuple((student, mentor) for student, mentor, _ in found),
        fits=tuple(points for _, _, points in found),
        unplaced=tuple(sorted(flow.unplaced.items())),
        shortfall=tuple(
            (mentor, least - load[mentor]) for mentor, least in enumerate(market.minimum) if load[mentor] < least
        ),
        prices=prices_of(flow),
        unique=is_unique(flow),
    )


def settle_empty_groups(flow: Flow) -> None:
    """A group nobody was placed in costs at least what the group around it costs."""
    for node, outer in flow.network.parent.items():
        if outer == NOWHERE or flow.flow.get(node, 1):
            continue
        flow.price[node] = max(flow.price[node], flow.price[outer])


def prices_of(flow: Flow) -> Prices:
    """Prices per constraint: of each full group alone, and of each minimum."""
    network, price = flow.network, flow.price
    groups: dict[int, int] = {}
    minimum: dict[int, int] = {}
    for node in flow.flow:
        outer = network.parent[node]
        above = price[node] if outer == NOWHERE else price[node] - price[outer]
        if above > 0:
            groups[node] = above
        elif above < 0:
            minimum[flow.mentor_of[node]] = -above
    shut = network.weights.unplaced + network.weights.short
    groups.update(dict.fromkeys(network.closed, shut))
    for mentor in short_untouched(flow):
        minimum[mentor] = network.weights.short
    return Prices(
        students=tuple(sorted(flow.value.items())),
        groups=tuple(sorted(groups.items())),
        minimum=tuple(sorted(minimum.items())),
    )


def short_untouched(flow: Flow) -> Sequence[int]:
    """Mentors below the minimum whom no child with an open need may have."""
    market, load = flow.network.market, flow.network.load
    return [mentor for mentor, least in enumerate(market.minimum) if load[mentor] < least and mentor not in flow.flow]
