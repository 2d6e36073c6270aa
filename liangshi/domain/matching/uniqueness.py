"""Is a placement the only one of its cost? It is, unless costless changes can be chained into a ring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from liangshi.domain.matching.network import NOWHERE

if TYPE_CHECKING:
    from liangshi.domain.matching.placing import Flow

SINK = -(1 << 60)


def is_unique(flow: Flow) -> bool:
    """Whether no other placement has the same cost."""
    merged = _Merged()
    arcs: dict[int, list[int]] = {}
    for one, other, both in _free_arcs(flow):
        if both:
            merged.join(one, other)
        else:
            arcs.setdefault(one, []).append(other)
    joined: dict[int, list[int]] = {}
    for one, others in arcs.items():
        joined.setdefault(merged.find(one), []).extend(merged.find(other) for other in others)
    return not _has_ring(joined)


def _free_arcs(flow: Flow) -> Iterator[tuple[int, int, bool]]:
    """Changes that cost nothing at the final prices; the flag tells those that go both ways."""
    for node, outer in flow.network.parent.items():
        if outer == NOWHERE:
            yield from _free_exits(flow, node)
        elif flow.price[node] == flow.price[outer]:
            yield from _arc(node, outer, flow.room[node] > 0, flow.flow[node] > 0)
    for student, units in flow.network.units.items():
        yield from _free_moves(flow, student, units)


def _arc(one: int, other: int, there: bool, back: bool) -> Iterator[tuple[int, int, bool]]:  # noqa: FBT001
    if there and back:
        yield (one, other, True)
    elif there:
        yield (one, other, False)
    elif back:
        yield (other, one, False)


def _free_exits(flow: Flow, root: int) -> Iterator[tuple[int, int, bool]]:
    network, price = flow.network, flow.price[root]
    load, least = network.load[root], network.market.minimum[root]
    if price == -network.weights.short:
        there, back = load < least, min(load, least) > network.base[root]
        yield from _arc(root, SINK, there, back)
    elif price == 0:
        there = load >= least and flow.room[root] > 0
        yield from _arc(root, SINK, there, load > max(least, network.base[root]))


def _free_moves(flow: Flow, student: int, units: int) -> Iterator[tuple[int, int, bool]]:
    value, price, placed = flow.value[student], flow.price, flow.placed[student]
    network = flow.network
    code = ~student
    if value == network.weights.unplaced:
        unplaced = flow.unplaced.get(student, 0)
        yield from _arc(code, SINK, unplaced < units, unplaced > 0)
    for node, cost in zip(network.entries[student], network.costs[student], strict=True):
        if cost + price[node] == value:
            if node in placed:
                yield (node, code, False)
            else:
                yield (code, node, False)


class _Merged:
    """Points between which changes go both ways count as one."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, point: int) -> int:
        parent = self._parent
        while point in parent:
            point = parent[point]
        return point

    def join(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        if one != other:
            self._parent[one] = other


def _has_ring(arcs: dict[int, list[int]]) -> bool:
    """Whether the arcs close a ring: take away points without arcs coming in until none is left."""
    coming: dict[int, int] = {}
    for others in arcs.values():
        for other in others:
            coming[other] = coming.get(other, 0) + 1
    ready = [point for point in arcs if point not in coming]
    for point in ready:
        for other in arcs.get(point, ()):
            coming[other] -= 1
            if not coming[other]:
                del coming[other]
                ready.append(other)
    return bool(coming)
