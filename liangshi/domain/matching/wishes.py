"""The wish round: student-proposing deferred acceptance with nested sub-quotas, held places and a log."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from liangshi.domain.matching.market import NOT_PROMOTED, ORDER_MASK, Market

Held = tuple[tuple[int, int], ...]


class WishResult(NamedTuple):
    """The student-optimal stable matching of the wish market, with the log that proves it.

    `log` codes the rejection of student s by mentor t as s * mentors + t; `line` gives for every
    group node the keys of the wish children in it, best first; `room` what kept and held leave.
    """

    market: Market
    held: Held
    promoted: frozenset[int]
    pairs: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    log: tuple[int, ...]
    taken: tuple[tuple[int, ...], ...]
    room: tuple[int, ...]

    @property
    def rejections(self) -> list[tuple[int, int]]:
        """The rejections (student, mentor) in order."""
        count = len(self.market.mentor_ids)
        return [divmod(code, count) for code in self.log]

    def is_full(self, node: int) -> bool:
        """Whether kept, held and wish children fill a group."""
        return len(self.taken[node]) >= self.room[node]

    def cutoffs(self) -> dict[int, int | None]:
        """Full group that turned somebody away -> key of its last wish child, if it has one."""
        tree, category = self.market.tree, self.market.category
        touched: set[int] = set()
        for student, mentor in self.rejections:
            touched.update(tree.paths[mentor][category[student]])
        return {
            node: self.taken[node][-1] if self.taken[node] else None for node in sorted(touched) if self.is_full(node)
        }


class WishRound:
    """Deferred acceptance that can be continued when a place is taken away."""

    def __init__(
        self,
        market: Market,
        held: Iterable[tuple[int, int]] = (),
        promoted: frozenset[int] = frozenset(),
        cap: Sequence[int] | None = None,
        lengths: int | None = None,
    ) -> None:
        self.market = market
        self.promoted = promoted
        self.held = list(held)
        self.room = free_room(market, self.held, cap)
        self.taken: list[list[int]] = [[] for _ in self.room]
        self.log: list[int] = []
        self.proposals = 0
        self._keys = keys_with(market, promoted)
        self._next = list(market.wish_ptr)
        self._end = list(market.wish_ptr[1:])
        if lengths is not None:
            for student, start in enumerate(market.wish_ptr[:-1]):
                self._end[student] = min(self._end[student], start + lengths)

    def copy(self) -> WishRound:
        """The same state, to be continued by itself."""
        twin = WishRound.__new__(WishRound)
        vars(twin).update(vars(self))
        twin.held, twin.room, twin.log = self.held[:], self.room[:], self.log[:]
        twin.taken = [keys[:] for keys in self.taken]
        twin._next = self._next[:]
        return twin

    def open(self) -> WishRound:
        """Let everybody propose who has an open need."""
        stack: list[int] = []
        for student, need in enumerate(self.market.open_need):
            stack += [student] * need
        stack.reverse()
        self.run(stack)
        return self

    def run(self, stack: list[int]) -> None:
        """Proposals until no open need has a wish left."""
        market, taken, room, following = self.market, self.taken, self.room, self._next
        wish_idx, keys, end, category = market.wish_idx, self._keys, self._end, market.category
        paths, by_order, log = market.tree.paths, market.by_order, self.log
        mentors = len(market.mentor_ids)
        proposals = 0
        while stack:
            student = stack.pop()
            position, last, own = following[student], end[student], category[student]
            begun = position
            while position < last:
                mentor, key = wish_idx[position], keys[position]
                position += 1
                path = paths[mentor][own]
                for node in path:
                    inside = taken[node]
                    if len(inside) >= room[node]:
                        break
                else:
                    for node in path:
                        insort(taken[node], key)
                    break
                if not inside or inside[-1] < key:
                    log.append(student * mentors + mentor)
                    continue
                worst = inside[-1]
                loser = by_order[worst & ORDER_MASK]
                for node in paths[mentor][category[loser]]:
                    _drop(taken[node], worst)
                for node in path:
                    insort(taken[node], key)
                log.append(loser * mentors + mentor)
                following[student] = position
                proposals += position - begun
                student = loser
                position, last, own = following[loser], end[loser], category[loser]
                begun = position
            following[student] = position
            proposals += position - begun
        self.proposals += proposals

    def hold(self, node: int) -> int | None:
        """Hold one place of a group; returns the wish child that must move on."""
        market = self.market
        mentor = market.tree.mentor[node]
        around = market.tree.around(node)
        loser = None
        for outer in around:
            if len(self.taken[outer]) >= self.room[outer]:
                worst = self.taken[outer][-1]
                loser = market.by_order[worst & ORDER_MASK]
                for inner in market.path(loser, mentor):
                    _drop(self.taken[inner], worst)
                break
        self.held.append((mentor, node))
        for outer in around:
            self.room[outer] -= 1
        if loser is not None:
            self.log.append(loser * len(market.mentor_ids) + mentor)
            self.run([loser])
        return loser

    def lower(self, cap: Sequence[int]) -> None:
        """Lower quotas (never a sub-quota alone: that could free a place for somebody refused) and go on."""
        market = self.market
        mentors = len(market.mentor_ids)
        losers: list[int] = []
        self.room = free_room(market, self.held, cap)
        for mentor in range(mentors):
            inside = self.taken[mentor]
            while len(inside) > self.room[mentor]:
                worst = inside[-1]
                loser = market.by_order[worst & ORDER_MASK]
                for inner in market.path(loser, mentor):
                    _drop(self.taken[inner], worst)
                self.log.append(loser * mentors + mentor)
                losers.append(loser)
        self.run(losers)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs by wish so far, in order of students."""
        by_order = self.market.by_order
        found = [
            (by_order[key & ORDER_MASK], mentor)
            for mentor in range(len(self.market.mentor_ids))
            for key in self.taken[mentor]
        ]
        found.sort()
        return found

    def wish_numbers(self, pairs: Iterable[tuple[int, int]]) -> list[int]:
        """Which of the wishes handed in these pairs are."""
        wish_idx, number, following = self.market.wish_idx, self.market.wish_number, self._next
        return [
            number[following[student] - 1]
            if wish_idx[following[student] - 1] == mentor
            else number[self.market.position(student, mentor)]
            for student, mentor in pairs
        ]

    def result(self) -> WishResult:
        """The matching as it stands."""
        pairs = self.pairs()
        return WishResult(
            market=self.market,
            held=tuple(sorted(self.held)),
            promoted=self.promoted,
            pairs=tuple(pairs),
            numbers=tuple(self.wish_numbers(pairs)),
            log=tuple(self.log),
            taken=tuple(map(tuple, self.taken)),
            room=tuple(self.room),
        )


def _drop(keys: list[int], key: int) -> None:
    if keys[-1] == key:
        keys.pop()
    else:
        del keys[bisect_left(keys, key)]


def free_room(market: Market, held: Iterable[tuple[int, int]], cap: Sequence[int] | None = None) -> list[int]:
    """Places of every group that kept pairs and held places leave."""
    tree = market.tree
    room = list(tree.cap if cap is None else cap)
    for student, mentor in market.kept:
        for node in market.path(student, mentor):
            room[node] -= 1
    for _, held_node in held:
        for node in tree.around(held_node):
            room[node] -= 1
    return room


def keys_with(market: Market, promoted: frozenset[int]) -> list[int]:
    """The priorities, with some children going before the lottery."""
    if not promoted:
        return market.wish_key
    keys = market.wish_key.copy()
    for student in promoted:
        for position in range(market.wish_ptr[student], market.wish_ptr[student + 1]):
            keys[position] &= ~NOT_PROMOTED
    return keys


def promotable(market: Market) -> list[int]:
    """The students whose list is long enough to be promoted in ties."""
    least = market.policy.promotion
    if not least:
        return []
    lengths = [after - before for before, after in pairwise(market.wish_ptr)]
    return [student for student, length in enumerate(lengths) if length >= least and market.open_need[student]]


def wish_round(market: Market, held: Iterable[tuple[int, int]] = ()) -> WishRound:
    """The finished wish round with these held places, promotion settled."""
    places = sorted(held)
    candidates = promotable(market)
    promoted: frozenset[int] = frozenset()
    while True:
        current = WishRound(market, places, promoted).open()
        if not candidates:
            return current
        served = {student for student, _ in current.pairs()}
        empty = promoted.union(s for s in candidates if s not in served)
        if empty == promoted:
            return current
        promoted = empty


def deferred_acceptance(market: Market, held: Iterable[tuple[int, int]] = ()) -> WishResult:
    """The student-optimal stable matching; a held place is (mentor, group node)."""
    return wish_round(market, held).result()
