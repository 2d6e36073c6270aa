"""A market from prepared lists: positions in place of ids, quotas only, no policy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, repeat
from operator import or_

from liangshi.domain.matching.market import NOT_PROMOTED, RANK_SHIFT, UNRANKED, Market, Policy, cap_tree


def market_of_lists(
    wishes: Sequence[Sequence[int]], rankings: Sequence[Sequence[int]], quotas: Sequence[int]
) -> Market:
    """A plain two-sided market: strict lists of students over mentors, and of mentors over students.

    Who is not ranked by a mentor comes after those ranked, in order of position. Such a market has no
    digest and no lottery; it is for using the engine as a library.
    """
    students, mentors = len(wishes), len(quotas)
    lengths = list(map(len, wishes))
    chosen = tuple(chain.from_iterable(wishes))
    one = (1,) * students
    return Market(
        school="",
        seed="",
        commit="",
        digest="",
        policy=Policy(),
        student_ids=tuple(map(str, range(students))),
        mentor_ids=tuple(map(str, range(mentors))),
        need=one,
        open_need=one,
        category=(0,) * students,
        categories=({},),
        draws=tuple(range(students)),
        mentor_draws=tuple(range(mentors)),
        by_order=tuple(range(students)),
        wish_ptr=tuple(accumulate(lengths, initial=0)),
        wish_idx=chosen,
        wish_number=numbered(lengths),
        wish_key=priorities_of_lists(chosen, lengths, rankings),
        unreachable={},
        tied={},
        quota=tuple(quotas),
        minimum=(0,) * mentors,
        tree=cap_tree(quotas, [()] * mentors, 1),
        group_attributes={},
        kept=(),
        elig_type=tuple(range(students)),
        elig_rows=tuple(map(tuple, map(sorted, wishes))),
        profiles={},
        mentor_profiles=({},) * mentors,
    )


def numbered(lengths: Sequence[int]) -> tuple[int, ...]:
    """The numbers from one of the wishes in lists of these lengths, one list after the other."""
    counted = tuple(range(1, max(lengths, default=0) + 1))
    upto = [counted[:length] for length in range(len(counted) + 1)]
    return tuple(chain.from_iterable(map(upto.__getitem__, lengths)))


def priorities_of_lists(chosen: Sequence[int], lengths: Sequence[int], rankings: Sequence[Sequence[int]]) -> list[int]:
    """The priority of each wish with its mentor: the place in the mentor's list, then the position of the student."""
    last = UNRANKED << RANK_SHIFT | NOT_PROMOTED
    longest = max(map(len, rankings), default=0)
    places = tuple(range(NOT_PROMOTED, last, 1 << RANK_SHIFT)[:longest])
    ranks = [dict(zip(ranking, places)) for ranking in rankings]  # noqa: B905 - places are enough for every ranking
    students = list(chain.from_iterable(map(repeat, range(len(lengths)), lengths)))
    return list(map(or_, map(dict.get, map(ranks.__getitem__, chosen), students, repeat(last)), students))
