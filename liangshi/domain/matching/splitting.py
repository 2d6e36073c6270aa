"""Dividing the places of shared mentors between grades before wishes are collected."""

from __future__ import annotations

from typing import Any, NamedTuple

from liangshi.domain.matching.goal import largest
from liangshi.domain.matching.market import Market, cap_tree
from liangshi.domain.matching.wishes import free_room


class Split(NamedTuple):
    """Caps per value of an attribute for one mentor; `crosses` names sub-quotas it cannot stand beside."""

    mentor: str
    attribute: str
    caps: tuple[tuple[str, int], ...]
    crosses: tuple[str, ...]


def suggest_splits(market: Market, attribute: str) -> tuple[Split, ...]:
    """Splits of shared mentors, only if some value has too few places of its own."""
    value_of = [category.get(attribute, "") for category in market.categories]
    need: dict[str, int] = {}
    serves: list[set[str]] = [set() for _ in market.mentor_ids]
    for row, category in _kinds(market, need, value_of):
        for mentor in market.elig_rows[row]:
            serves[mentor].add(value_of[category])
    room = free_room(market, ())
    shared = [mentor for mentor, values in enumerate(serves) if len(values) > 1 and room[mentor]]
    lacking = dict(need)
    for mentor, values in enumerate(serves):
        if len(values) == 1:
            (value,) = values
            lacking[value] = lacking.get(value, 0) - room[mentor]
    deficits = {value: max(0, lack) for value, lack in sorted(lacking.items())}
    if not any(deficits.values()) or len(deficits) < 2:
        return ()
    splits = _divide(market, attribute, shared, serves, deficits)
    return splits if _still_covers(market, splits) else ()


def _still_covers(market: Market, splits: tuple[Split, ...]) -> bool:
    """Whether as many needs as before can be met once the splits are in force."""
    tree = market.tree
    masks = [_value_masks(market, split.attribute) for split in splits]
    index = {name: mentor for mentor, name in enumerate(market.mentor_ids)}
    split_of = {index[split.mentor]: (split, mask) for split, mask in zip(splits, masks, strict=True)}
    subquotas = []
    for mentor, nodes in enumerate(tree.groups):
        own = [(tree.members[node], tree.cap[node], tree.name[node]) for node in nodes]
        if mentor in split_of:
            split, mask = split_of[mentor]
            own = [group for group in own if group[2] not in split.crosses]
            own += [(mask[value], cap, value) for value, cap in split.caps]
        subquotas.append(own)
    divided = market._replace(tree=cap_tree(market.quota, subquotas, len(market.categories)))
    return largest(divided).size() == largest(market).size()


def _value_masks(market: Market, attribute: str) -> dict[str, int]:
    """Value of an attribute -> bitmask of the categories that have it."""
    masks: dict[str, int] = {}
    for index, category in enumerate(market.categories):
        value = category.get(attribute, "")
        masks[value] = masks.get(value, 0) | 1 << index
    return masks


def _kinds(market: Market, need: dict[str, int], value_of: list[str]) -> list[tuple[int, int]]:
    """Every kind of student (row and category); needs are added up by value on the way."""
    kinds: dict[tuple[int, int], None] = {}
    for student, units in enumerate(market.open_need):
        category = market.category[student]
        need[value_of[category]] = need.get(value_of[category], 0) + units
        kinds[market.elig_type[student], category] = None
    return list(kinds)


def _divide(
    market: Market,
    attribute: str,
    shared: list[int],
    serves: list[set[str]],
    deficits: dict[str, int],
) -> tuple[Split, ...]:
    """Deficits first, what is left in equal parts; remainders are carried from mentor to mentor."""
    room = free_room(market, ())
    slack = max(0, sum(room[mentor] for mentor in shared) - sum(deficits.values()))
    weight = {value: lack * len(deficits) + slack for value, lack in deficits.items()}
    carried = dict.fromkeys(deficits, 0)
    kept = _kept_by_value(market, attribute)
    unit = max(1, sum(weight.values()))
    splits = []
    for mentor in shared:
        values = sorted(serves[mentor])
        whole = sum(weight[value] for value in values)
        if not whole:
            continue
        parts = {}
        for value in values:
            carried[value] += room[mentor] * weight[value] * unit // whole
            parts[value] = max(0, carried[value] // unit)
        _balance(parts, room[mentor], carried, unit)
        for value in values:
            carried[value] -= parts[value] * unit
        caps = tuple((value, parts[value] + kept.get((mentor, value), 0)) for value in values)
        crosses = _crossing(market, mentor, attribute)
        splits.append(Split(market.mentor_ids[mentor], attribute, caps, crosses))
    return tuple(splits)


def _balance(parts: dict[str, int], places: int, carried: dict[str, int], unit: int) -> None:
    """Make the parts add up to the places: most carried gains first, least carried gives first."""
    while sum(parts.values()) < places:
        value = max(parts, key=lambda value: (carried[value] - parts[value] * unit, value))
        parts[value] += 1
    while sum(parts.values()) > places:
        giving = [value for value in parts if parts[value]]
        parts[min(giving, key=lambda value: (carried[value] - parts[value] * unit, value))] -= 1


def _kept_by_value(market: Market, attribute: str) -> dict[tuple[int, str], int]:
    kept: dict[tuple[int, str], int] = {}
    for student, mentor in market.kept:
        value = market.categories[market.category[student]].get(attribute, "")
        kept[mentor, value] = kept.get((mentor, value), 0) + 1
    return kept


def _crossing(market: Market, mentor: int, attribute: str) -> tuple[str, ...]:
    """Sub-quotas of a mentor that reach over several values without holding them whole."""
    masks = _value_masks(market, attribute)
    tree = market.tree
    return tuple(
        tree.name[node]
        for node in tree.groups[mentor]
        if any(tree.members[node] & mask not in (0, mask, tree.members[node]) for mask in masks.values())
    )


def with_splits(raw: dict[str, Any], splits: tuple[Split, ...]) -> dict[str, Any]:
    """A raw market in which these splits are published caps; sub-quotas they cross are dropped."""
    groups = dict(raw.get("groups", {}))
    by_mentor = {split.mentor: split for split in splits}
    mentors = []
    for line in raw["mentors"]:
        split = by_mentor.get(line["id"])
        if split is None:
            mentors.append(line)
            continue
        caps = {name: cap for name, cap in line.get("caps", {}).items() if name not in split.crosses}
        for value, cap in split.caps:
            name = f"{split.attribute}={value}"
            groups[name] = {split.attribute: [value]}
            caps[name] = cap
        mentors.append({**line, "caps": caps})
    changed = {**raw, "groups": groups, "mentors": mentors}
    changed.pop("commit", None)
    return changed
