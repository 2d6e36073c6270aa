"""Reading mentors: quotas, nested sub-quotas, rankings, declines."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any, NamedTuple

from liangshi.domain.matching.fields import Notes
from liangshi.domain.matching.market import UNRANKED, WHOLE, CapTree, cap_tree

MENTOR_FIELDS = frozenset({"id", "quota", "minimum", "caps", "ranking", "declines", "profile"})
MOST_PLACES = 9999


class MentorLine(NamedTuple):
    """One mentor as read."""

    id: str
    path: str
    quota: int
    minimum: int
    caps: dict[str, int]
    ranks: dict[str, int]
    declines: dict[str, str]
    profile: dict[str, frozenset[str]]


def read_mentors(raw: object, groups: dict[str, int], most_declines: int | None, notes: Notes) -> list[MentorLine]:
    """All mentors, in order of ids."""
    lines = []
    for index, entry in enumerate(notes.items(raw, "mentors")):
        path = f"mentors[{index}]"
        line = read_mentor(notes.mapping(entry, path), path, notes)
        check_caps(line, groups, notes)
        if most_declines is not None and len(line.declines) > most_declines:
            notes.add("too_many_declines", path, mentor=line.id, most=most_declines)
        lines.append(line)
    lines.sort(key=lambda line: line.id)
    for before, after in pairwise(lines):
        if before.id == after.id:
            notes.add("duplicate_mentor", after.path, mentor=after.id)
    return lines


def read_mentor(raw: dict[str, Any], path: str, notes: Notes) -> MentorLine:
    """One mentor line."""
    notes.known_fields(raw, MENTOR_FIELDS, path)
    name = notes.name(raw.get("id"), f"{path}.id")
    quota = notes.whole(raw.get("quota"), 0, MOST_PLACES, f"{path}.quota")
    minimum = notes.whole(raw.get("minimum", 0), 0, MOST_PLACES, f"{path}.minimum")
    if minimum > quota:
        notes.add("minimum_above_quota", path, mentor=name, minimum=minimum, quota=quota)
    caps = {
        group: notes.whole(cap, 0, MOST_PLACES, f"{path}.caps.{group}")
        for group, cap in notes.mapping(raw.get("caps", {}), f"{path}.caps").items()
    }
    return MentorLine(
        id=name,
        path=path,
        quota=quota,
        minimum=minimum,
        caps=caps,
        ranks=read_ranking(raw.get("ranking", []), f"{path}.ranking", notes),
        declines=notes.reasons(raw.get("declines", {}), f"{path}.declines"),
        profile=notes.profile(raw.get("profile", {}), f"{path}.profile"),
    )


def read_ranking(raw: object, path: str, notes: Notes) -> dict[str, int]:
    """Student key -> rank; an inner list is a tie."""
    ranks: dict[str, int] = {}
    entries = notes.items(raw, path)
    if len(entries) >= UNRANKED:
        notes.add("ranking_too_long", path)
    for rank, entry in enumerate(entries):
        if type(entry) is list and len(entry) < 2:
            notes.add("tie_too_small", f"{path}[{rank}]")
        for key in entry if type(entry) is list else (entry,):
            if type(key) is not str:
                notes.add("not_a_text", f"{path}[{rank}]")
            elif key in ranks:
                notes.add("ranked_twice", f"{path}[{rank}]", student=key)
            else:
                ranks[key] = rank
    return ranks


def check_caps(line: MentorLine, groups: dict[str, int], notes: Notes) -> None:
    """Every group is known, and any two are apart or nested."""
    known = []
    for name in sorted(line.caps):
        if name not in groups or name == WHOLE:
            notes.add("unknown_group", f"{line.path}.caps", mentor=line.id, group=name)
        else:
            known.append(name)
    for one, other in combinations(known, 2):
        both = groups[one] & groups[other]
        if both not in (0, groups[one], groups[other]):
            notes.add("crossing_groups", f"{line.path}.caps", mentor=line.id, one=one, other=other)


def build_tree(lines: list[MentorLine], groups: dict[str, int], categories: int) -> CapTree:
    """Quotas and sub-quotas as nodes; a group without any category never counts."""
    subquotas = [[(groups[name], cap, name) for name, cap in line.caps.items() if groups.get(name)] for line in lines]
    return cap_tree([line.quota for line in lines], subquotas, categories)
