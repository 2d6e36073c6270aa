"""The validated market: index based, immutable, plain arrays inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

ORDER_BITS = 24
ORDER_MASK = (1 << ORDER_BITS) - 1
NOT_PROMOTED = 1 << ORDER_BITS
RANK_SHIFT = ORDER_BITS + 1
UNRANKED = (1 << 16) - 1
TIER_SHIFT = RANK_SHIFT + 16
WHOLE = ""


class FitTerm(NamedTuple):
    """One reason why a student and a mentor suit each other."""

    code: str
    kind: str
    weight: int
    most: int
    student: str = ""
    mentor: str = ""
    attribute: str = ""


class Policy(NamedTuple):
    """What a school may decide about its round."""

    minimum_first: bool = False
    promotion: int = 0
    longest_list: int = 0
    most_declines: int | None = None
    sensitive: frozenset[str] = frozenset()
    smallest_told: int = 10
    fit: tuple[FitTerm, ...] = ()


class Paths(dict[int, tuple[int, ...]]):
    """Category -> groups of one mentor that hold it, innermost first, the whole last; worked out once when asked."""

    __slots__ = ("_groups", "_whole")

    def __init__(self, groups: tuple[tuple[int, str], ...], root: int) -> None:
        """Each group with a text that has a 1 at the place of every category it holds."""
        super().__init__()
        self._groups = groups
        self._whole: tuple[int, ...] = (root,)

    def __missing__(self, category: int) -> tuple[int, ...]:
        path = self._whole
        if self._groups:
            inside = [node for node, holds in self._groups if holds[category] == "1"]
            if inside:
                path = (*inside, *path)
        self[category] = path
        return path


class CapTree(NamedTuple):
    """Quotas and nested sub-quotas as nodes; node t < number of mentors is the whole of mentor t."""

    cap: tuple[int, ...]
    mentor: tuple[int, ...]
    name: tuple[str, ...]
    members: tuple[int, ...]
    paths: tuple[Paths, ...]
    groups: tuple[tuple[int, ...], ...]

    def around(self, node: int) -> tuple[int, ...]:
        """The groups a held place of this group fills: those that contain it, itself included."""
        mentor, members = self.mentor[node], self.members[node]
        outer = [other for other in self.groups[mentor] if members & ~self.members[other] == 0]
        return (*outer, mentor)

    def node_named(self, mentor: int, name: str) -> int:
        """The node of a mentor's group; the empty name is the whole."""
        if name == WHOLE:
            return mentor
        return next(node for node in self.groups[mentor] if self.name[node] == name)


SubQuota = tuple[int, int, str]


def cap_tree(quotas: Sequence[int], subquotas: Sequence[Sequence[SubQuota]], categories: int) -> CapTree:
    """The nodes of quotas and sub-quotas (members, cap, name): the mentors first, then their groups, smallest first."""
    cap, name, mentor = list(quotas), [WHOLE] * len(quotas), list(range(len(quotas)))
    members = [(1 << categories) - 1] * len(quotas)
    paths, groups = [], []
    holds = {mask: f"{mask:0{categories}b}"[::-1] for own in subquotas for mask, _, _ in own}
    for index, own in enumerate(subquotas):
        first = len(cap)
        for mask, most, label in sorted(own, key=lambda group: (group[0].bit_count(), *group[1:])):
            cap.append(most)
            name.append(label)
            mentor.append(index)
            members.append(mask)
        nodes = tuple(range(first, len(cap)))
        groups.append(nodes)
        paths.append(Paths(tuple((node, holds[members[node]]) for node in nodes), index))
    return CapTree(tuple(cap), tuple(mentor), tuple(name), tuple(members), tuple(paths), tuple(groups))


class Unreachable(NamedTuple):
    """A wish that cannot count: its number in the list, the mentor, why, and the recorded reason."""

    number: int
    mentor: int
    code: str
    reason: str


class Tied(NamedTuple):
    """A list as handed in, and from where to where in it those stand who are liked equally."""

    chosen: tuple[int, ...]
    ties: tuple[tuple[int, int], ...]


class Market(NamedTuple):
    """A round that may be solved. Students are lines (a child with two tracks is two lines), in order of keys."""

    school: str
    seed: str
    commit: str
    digest: str
    policy: Policy
    student_ids: tuple[str, ...]
    mentor_ids: tuple[str, ...]
    need: tuple[int, ...]
    open_need: tuple[int, ...]
    category: tuple[int, ...]
    categories: tuple[Mapping[str, str], ...]
    draws: tuple[int, ...]
    mentor_draws: tuple[int, ...]
    by_order: tuple[int, ...]
    wish_ptr: tuple[int, ...]
    wish_idx: tuple[int, ...]
    wish_number: tuple[int, ...]
    wish_key: list[int]
    unreachable: Mapping[int, tuple[Unreachable, ...]]
    tied: Mapping[int, Tied]
    quota: tuple[int, ...]
    minimum: tuple[int, ...]
    tree: CapTree
    group_attributes: Mapping[str, frozenset[str]]
    kept: tuple[tuple[int, int], ...]
    elig_type: tuple[int, ...]
    elig_rows: tuple[tuple[int, ...], ...]
    profiles: Mapping[int, Mapping[str, frozenset[str]]]
    mentor_profiles: tuple[Mapping[str, frozenset[str]], ...]

    def wishes(self, student: int) -> tuple[int, ...]:
        """The strict list of a student, best first, eligible mentors only."""
        return self.wish_idx[self.wish_ptr[student] : self.wish_ptr[student + 1]]

    def eligible(self, student: int) -> tuple[int, ...]:
        """All mentors who may take this student, in order of ids."""
        return self.elig_rows[self.elig_type[student]]

    def position(self, student: int, mentor: int) -> int:
        """Where a mentor stands in the flat strict lists."""
        return self.wish_idx.index(mentor, self.wish_ptr[student], self.wish_ptr[student + 1])

    def path(self, student: int, mentor: int) -> tuple[int, ...]:
        """The groups of a mentor that a student falls in, innermost first."""
        return self.tree.paths[mentor][self.category[student]]


def mentors_by_student(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Pairs by student."""
    found: dict[int, set[int]] = {}
    for student, mentor in pairs:
        found.setdefault(student, set()).add(mentor)
    return found
