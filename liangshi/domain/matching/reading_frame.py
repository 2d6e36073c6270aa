"""Reading what students and mentors refer to: policy, categories, groups."""

from __future__ import annotations

from typing import Any

from liangshi.domain.matching.fields import Notes
from liangshi.domain.matching.fit import BALANCE, FIT_TOP, OVERLAP
from liangshi.domain.matching.market import WHOLE, FitTerm, Policy

POLICY_FIELDS = frozenset(
    {
        "minimum_first",
        "promotion",
        "longest_list",
        "most_declines",
        "sensitive",
        "smallest_told",
        "fit",
    }
)
OVERLAP_FIELDS = frozenset({"code", "kind", "student", "mentor", "weight", "most"})
BALANCE_FIELDS = frozenset({"code", "kind", "attribute", "weight", "most"})
MANY = 100_000
MOST_CATEGORIES = 65_535


def read_policy(raw: dict[str, Any], notes: Notes) -> Policy:
    """The school's choices."""
    notes.known_fields(raw, POLICY_FIELDS, "policy")
    declines = raw.get("most_declines")
    if "most_declines" in raw:
        declines = notes.whole(declines, 0, MANY, "policy.most_declines")
    return Policy(
        minimum_first=notes.flag(raw.get("minimum_first", False), "policy.minimum_first"),
        promotion=notes.whole(raw.get("promotion", 0), 0, MANY, "policy.promotion"),
        longest_list=notes.whole(raw.get("longest_list", 0), 0, MANY, "policy.longest_list"),
        most_declines=declines,
        sensitive=notes.texts(raw.get("sensitive", []), "policy.sensitive"),
        smallest_told=notes.whole(raw.get("smallest_told", 10), 0, MANY, "policy.smallest_told"),
        fit=read_terms(raw.get("fit", []), notes),
    )


def read_terms(raw: object, notes: Notes) -> tuple[FitTerm, ...]:
    """The terms of fit; their codes differ and their sum is bounded."""
    terms: list[FitTerm] = []
    for index, line in enumerate(notes.items(raw, "policy.fit")):
        path = f"policy.fit[{index}]"
        term = read_term(notes.mapping(line, path), path, notes)
        if any(term.code == other.code for other in terms):
            notes.add("duplicate_term", path, term=term.code)
        terms.append(term)
    top = sum(term.weight * term.most for term in terms)
    if top > FIT_TOP:
        notes.add("fit_too_large", "policy.fit", sum=top, most=FIT_TOP)
    return tuple(terms)


def read_term(raw: dict[str, Any], path: str, notes: Notes) -> FitTerm:
    """One term of fit."""
    kind = raw.get("kind")
    if kind not in {OVERLAP, BALANCE}:
        notes.add("unknown_kind", path, kind=str(kind))
        kind = OVERLAP
    fields = OVERLAP_FIELDS if kind == OVERLAP else BALANCE_FIELDS
    notes.known_fields(raw, fields, path)
    sides = sorted(fields & {"student", "mentor", "attribute"})
    named = {side: notes.name(raw.get(side), f"{path}.{side}") for side in sides}
    return FitTerm(
        code=notes.name(raw.get("code"), f"{path}.code"),
        kind=kind,
        weight=notes.whole(raw.get("weight"), 0, FIT_TOP, f"{path}.weight"),
        most=notes.whole(raw.get("most", 1), 1, FIT_TOP, f"{path}.most"),
        **named,
    )


def read_categories(raw: object, notes: Notes) -> tuple[dict[str, str], ...]:
    """The combinations of attributes met."""
    lines = notes.items(raw, "categories")
    if not lines or len(lines) > MOST_CATEGORIES:
        notes.add("category_count", "categories", most=MOST_CATEGORIES)
        return ({},)
    categories = []
    for index, line in enumerate(lines):
        category = notes.mapping(line, f"categories[{index}]")
        if not all(type(value) is str for value in category.values()):
            notes.add("not_a_text", f"categories[{index}]")
            category = {}
        categories.append(category)
    return tuple(categories)


def read_groups(
    raw: object, categories: tuple[dict[str, str], ...], notes: Notes
) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """Group name -> bitmask over categories, and group name -> attributes it speaks of."""
    holders: dict[tuple[str, str], int] = {}
    fields = {field for category in categories for field in category}
    for index, category in enumerate(categories):
        for field in fields:
            place = (field, category.get(field, ""))
            holders[place] = holders.get(place, 0) | 1 << index
    everybody = (1 << len(categories)) - 1
    masks, attributes = {}, {}
    for name, where in notes.mapping(raw, "groups").items():
        if name == WHOLE:
            notes.add("reserved_group", "groups")
        wanted = notes.profile(where, f"groups.{name}")
        attributes[name] = frozenset(wanted)
        masks[name] = everybody
        for field, values in wanted.items():
            masks[name] &= _holding(field, values, holders, fields, everybody)
    return masks, attributes


def _holding(
    field: str,
    values: frozenset[str],
    holders: dict[tuple[str, str], int],
    fields: set[str],
    everybody: int,
) -> int:
    """The categories in which an attribute has one of these values; an absent one is empty."""
    if field not in fields:
        return everybody if "" in values else 0
    mask = 0
    for value in values:
        mask |= holders.get((field, value), 0)
    return mask
