"""A market from prepared lists: positions in place of ids, quotas only, no policy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, repeat

from liangshi.domain.matching.market import NOT_PROMOTED, RANK_SHIFT, UNRANKED, Market, Policy, cap_tree


def market_of_lists(
    wishes: Sequence[Sequence[int]], rankings: Sequence[Sequence[int]], quotas: Sequence[int]
) -> Market:
    """A plain two-sided market: strict lists of students over mentors, and of mentors over students.

    Who is not ranked by a mentor comes after those ranked, in order of position. Such a market has no
    digest and no lottery; it is for using the engine as a library.
    """
    students, mentors = len(wishes), len(quotas)
    step = 1 << RANK_SHIFT
    last = UNRANKED << RANK_SHIFT | NOT_PROMOTED
    places = range(NOT_PROMOTED, last, step)
    ranks = [dict(zip(ranking, places)) for ranking in rankings]  # noqa: B905 - places are enough for every ranking
    keys = [ranks[mentor].get(student, last) | student for student, chosen in enumerate(wishes) for mentor in chosen]
    lengths = list(map(len, wishes))
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
        wish_idx=tuple(chain.from_iterable(wishes)),
        wish_number=tuple(chain.from_iterable(map(range, repeat(1), map((1).__add__, lengths)))),
        wish_key=keys,
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
