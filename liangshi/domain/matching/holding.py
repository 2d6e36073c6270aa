"""Places held back from the wish round, only where without them somebody would have no mentor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liangshi.domain.matching.covering import NOBODY, Cover
from liangshi.domain.matching.goal import Goal, completion, goal_of, least_shortfall
from liangshi.domain.matching.market import ORDER_MASK, Market
from liangshi.domain.matching.wishes import WishResult, WishRound, wish_round

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HeldPlaces:
    """Places of one group held back, and the children among whom somebody would be left without one of them."""

    mentor: int
    node: int
    places: int
    needed_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HoldResult:
    """The held places with their proof, the wishes with them in force, and the goal they reach."""

    held: tuple[HeldPlaces, ...]
    wish: WishResult
    goal: Goal


@dataclass(frozen=True, slots=True)
class _Step:
    """How a child was reached: who pushes, from which mentor and group, and whether the child sits there by wish."""

    pusher: int
    mentor: int
    node: int
    by_wish: bool


def hold_places(market: Market, wish: WishResult) -> HoldResult:
    """Hold places until the goal is reached, then give back every one that is not needed."""
    cover = completion(market, wish.pairs)
    goal = goal_of(market, wish, cover)
    if reaches(market, goal, cover, wish.pairs):
        return HoldResult(held=(), wish=wish, goal=goal)
    return _Holding(market, wish, cover, goal).settle()


def reaches(market: Market, goal: Goal, cover: Cover, wish_pairs: Sequence[Pair]) -> bool:
    """Whether a completed placement reaches the goal."""
    if missing_units(cover) > goal.open:
        return False
    if not market.policy.minimum_first:
        return True
    return least_shortfall(market, wish_pairs) <= goal.shortfall


def missing_units(cover: Cover) -> int:
    """Needs a placement leaves open."""
    return sum(cover.market.need) - sum(map(len, cover.mates.values()))


class _Holding:
    """The state while places are taken out of the wish round one by one."""

    def __init__(self, market: Market, wish: WishResult, cover: Cover, goal: Goal) -> None:
        self.market = market
        self.cover = cover
        self.goal = goal
        self.pairs = set(wish.pairs)
        self.round = wish_round(market)

    def settle(self) -> HoldResult:
        while not self._reached():
            node = self._next_hold()
            if node is None:
                continue
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

    def _reached(self) -> bool:
        return reaches(self.market, self.goal, self.cover, sorted(self.pairs))

    def _hold(self, node: int) -> None:
        if self.market.policy.promotion:
            place = (self.market.tree.mentor[node], node)
            self.round = wish_round(self.market, [*self.round.held, place])
        else:
            self.round.hold(node)
        self._follow(self.round)

    def _follow(self, current: WishRound) -> None:
        """Carry the completed placement over to changed wishes."""
        after = set(current.pairs())
        carry_over(self.cover, sorted(self.pairs - after), sorted(after - self.pairs))
        self.pairs = after
        self.cover.forget_failures()
        self.cover.extend_all(self._open())

    def _open(self) -> list[int]:
        mates, need = self.cover.mates, self.market.need
        return [student for student in self.market.by_order for _ in range(need[student] - len(mates.get(student, ())))]

    def _next_hold(self) -> int | None:
        """Where to hold one place next; nothing if moving placed children alone was enough."""
        market, cover = self.market, self.cover
        if missing_units(cover) > self.goal.open:
            for student in self._open():
                search = _Displacing(self, cover.room)
                search.start(student)
                end = search.run()
                if end is not None:
                    return search.hold_at(end)
            raise AssertionError("a larger assignment exists, so a path does")
        room = list(cover.room)
        search = _Displacing(self, room)
        for mentor, least in enumerate(market.minimum):
            load = market.quota[mentor] - cover.room[mentor]
            room[mentor] = max(0, least - load)
            if load > least:
                search.start_at(mentor)
        for student in self._open():
            search.start(student)
        end = search.run()
        if end is None:
            raise AssertionError("a smaller shortfall exists, so a path does")
        return search.hold_at(end)

    def _give_back(self) -> dict[Pair, tuple[int, ...]]:
        """Release places one by one, in order, until each one left is needed."""
        while True:
            proofs: dict[Pair, tuple[int, ...]] = {}
            released = False
            for place in sorted(set(self.round.held)):
                while place in self.round.held:
                    without = list(self.round.held)
                    without.remove(place)
                    current = wish_round(self.market, without)
                    self._follow(current)
                    if not self._reached():
                        proofs[place] = tuple(sorted(self.cover.dead))
                        break
                    self.round = current
                    released = True
            if not released:
                return proofs


class _Displacing:
    """A way for a child to a place that moves as few wish children as possible."""

    def __init__(self, holding: _Holding, room: list[int]) -> None:
        self.market = holding.market
        self.cover = holding.cover
        self.taken = holding.round.taken
        self.room = room
        self.came: dict[int, _Step] = {}
        self.seen: set[int] = set()
        self.level: list[int] = []
        self.later: list[int] = []

    def start(self, student: int) -> None:
        """Begin with a child whose need is open."""
        if student not in self.came:
            self.came[student] = _Step(NOBODY, NOBODY, NOBODY, by_wish=False)
            self.level.append(student)

    def start_at(self, mentor: int) -> None:
        """Begin with the children of a mentor who has more than the minimum."""
        self._reach_inside(NOBODY, mentor, mentor)

    def _reach_inside(self, pusher: int, mentor: int, node: int) -> None:
        self.seen.add(node)
        for student in self.cover.inside[node]:
            if student not in self.came:
                self.came[student] = _Step(pusher, mentor, node, by_wish=False)
                self.level.append(student)
        for key in self.taken[node]:
            student = self.market.by_order[key & ORDER_MASK]
            if student not in self.came:
                self.came[student] = _Step(pusher, mentor, node, by_wish=True)
                self.later.append(student)

    def run(self) -> Pair | None:
        """The child and mentor at the end of a way, if there is one."""
        while self.level:
            for student in self.level:
                mentor = self._look(student)
                if mentor is not None:
                    return student, mentor
            self.level, self.later = self.later, []
        return None

    def _look(self, student: int) -> int | None:
        own = self.cover.mates.get(student, ())
        for mentor in self.market.eligible(student):
            if mentor in own:
                continue
            for node in self.market.path(student, mentor):
                if node in self.seen:
                    break
                if self.room[node] <= 0:
                    self._reach_inside(student, mentor, node)
                    break
                self.seen.add(node)
            else:
                return mentor
        return None

    def hold_at(self, end: Pair) -> int | None:
        """The group of the first wish child displaced; without one, the placed children just move."""
        student, goes_to = end
        first = None
        moves: list[tuple[int, int, int]] = []
        while student != NOBODY:
            step = self.came[student]
            if step.by_wish:
                first = step.node
            moves.append((student, step.mentor, goes_to))
            student, goes_to = step.pusher, step.mentor
        if first is None:
            for mover, leaves, enters in moves:
                if leaves != NOBODY:
                    self.cover.remove(mover, leaves)
                self.cover.add(mover, enters)
        return first


def carry_over(cover: Cover, lost: Iterable[Pair], won: Iterable[Pair]) -> None:
    """Change the fixed pairs of a cover; placed children make way where there is no room left."""
    market = cover.market
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
                cover.remove(next(reversed(cover.inside[node])), mentor)
