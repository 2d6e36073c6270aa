"""Places held back from the wish round, only where without them somebody would have no mentor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from liangshi.domain.matching.covering import Cover
from liangshi.domain.matching.displacing import Displacing
from liangshi.domain.matching.goal import Goal, completion, goal_of, least_shortfall
from liangshi.domain.matching.market import ORDER_MASK, Market
from liangshi.domain.matching.wishes import WishResult, WishRound, wish_round

Pair = tuple[int, int]


class HeldPlaces(NamedTuple):
    """Places of one group held back, and the children among whom somebody would be left without one of them."""

    mentor: int
    node: int
    places: int
    needed_by: tuple[int, ...]


class HoldResult(NamedTuple):
    """The held places with their proof, the wishes with them in force, and the goal they reach."""

    held: tuple[HeldPlaces, ...]
    wish: WishResult
    goal: Goal


def hold_places(market: Market, wish: WishResult, free: WishRound | None = None) -> HoldResult:
    """Hold places until the goal is reached, then give back every one that is not needed.

    `free` is the round without held places that ended in these wishes, where it is at hand.
    """
    cover = completion(market, wish.pairs)
    goal = goal_of(market, wish, cover)
    if reaches(market, goal, missing_units(cover), wish.pairs):
        return HoldResult(held=(), wish=wish, goal=goal)
    return _Holding(market, cover, goal, free or wish_round(market)).settle()


def reaches(market: Market, goal: Goal, missing: int, wish_pairs: Sequence[Pair]) -> bool:
    """Whether wishes whose completion leaves so many needs open reach the goal."""
    if missing > goal.open:
        return False
    if not market.policy.minimum_first:
        return True
    return least_shortfall(market, wish_pairs) <= goal.shortfall


def missing_units(cover: Cover) -> int:
    """Needs a placement leaves open."""
    return sum(cover.market.need) - sum(map(len, cover.mates.values()))


class _Holding:
    """The state while places are taken out of the wish round one by one."""

    def __init__(self, market: Market, cover: Cover, goal: Goal, free: WishRound) -> None:
        self.market = market
        self.cover = cover
        self.goal = goal
        self.free = free
        self.round = free.copy()
        self.mentors = range(len(market.mentor_ids))
        self.order = {student: place for place, student in enumerate(market.by_order)}
        self.followed = [self.round.taken[mentor].copy() for mentor in self.mentors]
        self.waiting = self._still_open(range(len(market.student_ids)))

    def settle(self) -> HoldResult:
        while not self._reached(self.round):
            node = self._next_hold()
            if node is None:
                self.waiting = self._still_open(self.waiting)
            else:
                self._hold(node)
        proofs = self._give_back()
        places = Counter(self.round.held)
        return HoldResult(
            held=tuple(
                HeldPlaces(mentor, node, count, proofs[mentor, node])
                for (mentor, node), count in sorted(places.items())
            ),
            wish=self.round.result(),
            goal=self.goal,
        )

    def _reached(self, current: WishRound) -> bool:
        pairs = current.pairs() if self.market.policy.minimum_first else ()
        return reaches(self.market, self.goal, len(self.waiting), pairs)

    def _hold(self, node: int) -> None:
        if self.market.policy.promotion:
            place = (self.market.tree.mentor[node], node)
            self.round = wish_round(self.market, [*self.round.held, place])
        else:
            self.round.hold(node)
        self._follow(self.round, len(self.order))

    def _follow(self, current: WishRound, enough: int) -> None:
        """Carry the completed placement over to changed wishes; stop when more than enough needs stay open."""
        lost: list[Pair] = []
        won: list[Pair] = []
        for mentor in self.mentors:
            before, after = self.followed[mentor], current.taken[mentor]
            if before != after:
                lost += [(self._child(key), mentor) for key in set(before).difference(after)]
                won += [(self._child(key), mentor) for key in set(after).difference(before)]
                self.followed[mentor] = after.copy()
        evicted = carry_over(self.cover, sorted(lost), sorted(won))
        self.cover.forget_failures()
        open_now = self._still_open({*self.waiting, *evicted, *(student for student, _ in lost)})
        self.waiting = []
        for place, student in enumerate(open_now):
            if not self.cover.extend(student):
                self.waiting.append(student)
            if len(self.waiting) > enough:
                self.waiting += open_now[place + 1 :]
                return

    def _child(self, key: int) -> int:
        return self.market.by_order[key & ORDER_MASK]

    def _still_open(self, students: Iterable[int]) -> list[int]:
        """Open needs among these children, once per need, in lottery order."""
        mates, need = self.cover.mates, self.market.need
        return [
            student
            for student in sorted(set(students), key=self.order.__getitem__)
            for _ in range(need[student] - len(mates.get(student, ())))
        ]

    def _next_hold(self) -> int | None:
        """Where to hold one place next; nothing if moving placed children alone was enough."""
        if len(self.waiting) > self.goal.open:
            return self._hold_for_coverage()
        return self._hold_for_minimums()

    def _hold_for_coverage(self) -> int | None:
        for student in self.waiting:
            search = Displacing(self.market, self.cover, self.round.taken, self.cover.room)
            search.start(student)
            end = search.run()
            if end is not None:
                return search.hold_at(end)
        raise AssertionError("a larger assignment exists, so a path does")

    def _hold_for_minimums(self) -> int | None:
        market, room = self.market, list(self.cover.room)
        search = Displacing(market, self.cover, self.round.taken, room)
        for mentor, least in enumerate(market.minimum):
            load = market.quota[mentor] - self.cover.room[mentor]
            room[mentor] = max(0, least - load)
            if load > least:
                search.start_at(mentor)
        for student in self.waiting:
            search.start(student)
        end = search.run()
        if end is None:
            raise AssertionError("a smaller shortfall exists, so a path does")
        return search.hold_at(end)

    def _give_back(self) -> dict[Pair, tuple[int, ...]]:
        """Release places one by one, in order, until none was released in a whole turn."""
        proofs: dict[Pair, tuple[int, ...]] = {}
        turn = sorted(set(self.round.held))
        while len(proofs) < len(turn):
            for place in turn:
                if place not in proofs:
                    self._try_without(place, proofs)
            turn = sorted(set(self.round.held))
        return proofs

    def _try_without(self, place: Pair, proofs: dict[Pair, tuple[int, ...]]) -> None:
        """Release as many places of one group as can be missed; proofs made before a release are void."""
        while place in self.round.held:
            without = list(self.round.held)
            without.remove(place)
            current = self._round_with(without)
            self._follow(current, self.goal.open)
            if not self._reached(current):
                proofs[place] = tuple(sorted(self.cover.dead))
                return
            self.round = wish_round(self.market, without)
            proofs.clear()

    def _round_with(self, held: list[Pair]) -> WishRound:
        """The wish round with these places held: one without any, continued."""
        if self.market.policy.promotion:
            return wish_round(self.market, held)
        current = self.free.copy()
        for _, node in held:
            current.hold(node)
        return current


def carry_over(cover: Cover, lost: Iterable[Pair], won: Sequence[Pair]) -> list[int]:
    """Change the fixed pairs of a cover; placed children who must make way are returned."""
    market = cover.market
    evicted = []
    for student, mentor in lost:
        cover.mates[student].discard(mentor)
        for node in market.path(student, mentor):
            cover.room[node] += 1
    for student, mentor in won:
        placed = cover.moving.get(student, set())
        if mentor in placed:
            cover.remove(student, mentor)
        own = cover.mates.setdefault(student, set())
        own.add(mentor)
        if len(own) > market.need[student]:
            cover.remove(student, min(placed))
        for node in market.path(student, mentor):
            cover.room[node] -= 1
    for student, mentor in won:
        for node in market.path(student, mentor):
            while cover.room[node] < 0:
                leaving = next(reversed(cover.inside[node]))
                cover.remove(leaving, mentor)
                evicted.append(leaving)
    return evicted
