"""What if: other caps by one descending run, shorter lists, other seeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from liangshi.domain.matching.canonical import draw_numbers, market_digest
from liangshi.domain.matching.fit import TieOrder
from liangshi.domain.matching.goal import completion
from liangshi.domain.matching.market import ORDER_MASK, Market, Unreachable
from liangshi.domain.matching.planning import uniform_caps
from liangshi.domain.matching.wishes import WishRound, free_room

TOP = 3


class Case(NamedTuple):
    """One line of the table: what was changed, and what the wish round then gives.

    `first`, `top3` and `any` count needs met by a first wish, by one of the first three, by any;
    `room` is how many needs could be met beside these wishes, if that was asked for.
    """

    change: str
    value: int | str
    needs: int
    first: int
    top3: int
    any: int
    proposals: int
    room: int | None = None


class Table(NamedTuple):
    """The cases asked for, in the order asked for."""

    cases: tuple[Case, ...]


def what_if(
    market: Market,
    caps: Sequence[int] = (),
    seeds: Sequence[str] = (),
    list_lengths: Sequence[int] = (),
    *,
    room: bool = False,
) -> Table:
    """The wish round under other caps (the same for every mentor), seeds or list lengths.

    Caps are worked out from the highest down in one run: lowering a cap only continues it. With `room`
    each case also tells how many needs can be met at all beside its wishes.
    """
    cases = [
        *_by_caps(market, caps, room=room),
        *(_fresh(reseeded(market, seed), "seed", seed, None, room=room) for seed in seeds),
        *(_fresh(market, "list_length", length, length, room=room) for length in list_lengths),
    ]
    return Table(tuple(cases))


def _by_caps(market: Market, caps: Sequence[int], *, room: bool) -> list[Case]:
    if not caps:
        return []
    found: dict[int, Case] = {}
    current: WishRound | None = None
    for quota in sorted(set(caps), reverse=True):
        cap = uniform_caps(market, quota)
        before = current.proposals if current else 0
        if current is None:
            current = WishRound(market, cap=cap).open()
        else:
            current.lower(cap)
        case = _case(market, current, "cap", quota, cap if room else None)
        found[quota] = case._replace(proposals=current.proposals - before)
    return [found[quota] for quota in caps]


def _fresh(market: Market, change: str, value: int | str, length: int | None, *, room: bool) -> Case:
    current = WishRound(market, lengths=length).open()
    return _case(market, current, change, value, market.tree.cap if room else None)


def _case(
    market: Market,
    current: WishRound,
    change: str,
    value: int | str,
    cap: Sequence[int] | None,
) -> Case:
    """Count how well the wishes are met; caps are given if room is asked for."""
    numbers = current.wish_numbers(current.pairs())
    return Case(
        change=change,
        value=value,
        needs=sum(market.open_need),
        first=sum(number == 1 for number in numbers),
        top3=sum(number <= TOP for number in numbers),
        any=len(numbers),
        proposals=current.proposals,
        room=None if cap is None else _room(market, current, cap),
    )


def _room(market: Market, current: WishRound, cap: Sequence[int]) -> int:
    pairs = current.pairs()
    cover = completion(market, pairs, free_room(market, (), cap))
    return len(pairs) + cover.size()


def reseeded(market: Market, seed: str) -> Market:
    """The same closed input under another draw."""
    ids = [key.split("|")[0] for key in market.student_ids]
    draws = draw_numbers(seed, market.school, ids)
    mentor_draws = draw_numbers(seed, market.school, [f"{m}|mentor" for m in market.mentor_ids])
    by_order = tuple(sorted(range(len(draws)), key=draws.__getitem__))
    keys = market.wish_key.copy()
    for place, student in enumerate(by_order):
        for position in range(market.wish_ptr[student], market.wish_ptr[student + 1]):
            keys[position] = keys[position] & ~ORDER_MASK | place
    lists = _Reordered(market, keys)
    settle = TieOrder(market.policy.fit, market.mentor_profiles, mentor_draws)
    for student, handed_in in market.tied.items():
        lists.reorder(student, settle(*handed_in, market.profiles.get(student, {}), draws[student]))
    return market._replace(
        seed=seed,
        digest=market_digest(market.commit, seed),
        draws=tuple(draws),
        mentor_draws=tuple(mentor_draws),
        by_order=by_order,
        wish_idx=tuple(lists.idx),
        wish_number=tuple(lists.number),
        wish_key=lists.key,
        unreachable=lists.unreachable,
    )


class _Reordered:
    """Copies of the flat lists in which ties may fall out another way."""

    def __init__(self, market: Market, keys: list[int]) -> None:
        self.market = market
        self.idx = list(market.wish_idx)
        self.number = list(market.wish_number)
        self.key = keys
        self.unreachable = dict(market.unreachable)

    def reorder(self, student: int, chosen: Iterable[int]) -> None:
        start = self.market.wish_ptr[student]
        here = self.market.wishes(student)
        key_of = {mentor: self.key[start + place] for place, mentor in enumerate(here)}
        refused = {wish.mentor: wish for wish in self.market.unreachable.get(student, ())}
        moved: list[Unreachable] = []
        position = start
        for number, mentor in enumerate(chosen, 1):
            if mentor in key_of:
                self.idx[position] = mentor
                self.number[position] = number
                self.key[position] = key_of[mentor]
                position += 1
            elif mentor in refused:
                moved.append(refused[mentor]._replace(number=number))
        if moved:
            self.unreachable[student] = tuple(moved)
