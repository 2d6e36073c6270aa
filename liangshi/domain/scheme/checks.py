"""Checks across a whole scheme: names, doubles, dates. Each finding has a path and a code."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from liangshi.domain.scheme.base import Part, Rule
from liangshi.domain.scheme.duties import DutyRule
from liangshi.domain.scheme.extension import extended
from liangshi.domain.scheme.matching import PhaseRule, QuotaRule
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.moments import MomentRule
from liangshi.domain.scheme.people import RoleRule
from liangshi.domain.scheme.places import Path
from liangshi.domain.scheme.references import declared, references
from liangshi.domain.scheme.vocabulary import GRADES_OF, MENTORS, Role, Stage, Track

YEARS_OF_SENIOR = 3
_RULE_KINDS = frozenset({"duty", "form", "survey", "line", "rule"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a path of the document."""

    path: Path
    code: str
    parameters: tuple[tuple[str, object], ...] = ()


def finding(path: Path, code: str, **parameters: object) -> Finding:
    return Finding(path, code, tuple(parameters.items()))


class Placed(NamedTuple):
    """A rule with the path at which it stands."""

    path: Path
    rule: Rule


def findings(
    scheme: Scheme, shelf: Mapping[str, Scheme], also_known: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Everything wrong across the scheme; `also_known` are names of parts that did not load."""
    rules = [Placed((*table, index), rule) for table, index, rule in _numbered(scheme)]
    yield from _unknown_schemes(scheme, shelf)
    yield from _unknown_names(scheme, shelf, also_known)
    yield from _dropped_but_named(scheme, shelf)
    yield from _doubles(rules)
    yield from _double_keys(scheme)
    yield from _never_in_force(scheme, rules)
    yield from _rival_quotas(rules)
    yield from _double_phases(rules)
    yield from _rounds(scheme)
    yield from _outside_stages(scheme, rules)
    yield from _tracks(scheme, shelf)


def _numbered(scheme: Scheme) -> Iterator[tuple[tuple[str, ...], int, Rule]]:
    counts: dict[tuple[str, ...], int] = {}
    for table, rule in scheme.placed_rules():
        index = counts.get(table, 0)
        counts[table] = index + 1
        yield table, index, rule


def _unknown_schemes(scheme: Scheme, shelf: Mapping[str, Scheme]) -> Iterator[Finding]:
    header = scheme.header
    for key, named in (("base", header.base), ("frame", header.frame)):
        if named is not None and named not in shelf:
            yield finding(("header", key), "unknown_scheme", name=named, known="、".join(shelf))
    if header.drops and header.base is None:
        yield finding(("header", "drops"), "drops_without_base")


def _known_names(scheme: Scheme, shelf: Mapping[str, Scheme]) -> dict[str, frozenset[str]]:
    names = declared(scheme)
    base = shelf.get(scheme.header.base or "")
    if base is not None:
        inherited = declared(base)
        names = {kind: known | inherited[kind] for kind, known in names.items()}
    return names


def _unknown_names(scheme: Scheme, shelf: Mapping[str, Scheme], also_known: frozenset[str]) -> Iterator[Finding]:
    known = _known_names(scheme, shelf)
    base_is_missing = scheme.header.base is not None and scheme.header.base not in shelf
    for use in references(scheme):
        if base_is_missing or use.name in known[use.kind] or use.name in also_known:
            continue
        near = difflib.get_close_matches(use.name, sorted(known[use.kind]), n=1, cutoff=0.5)
        yield finding(use.path, "unknown_name", kind=use.kind, name=use.name, near="".join(near))


def _dropped_but_named(scheme: Scheme, shelf: Mapping[str, Scheme]) -> Iterator[Finding]:
    base = shelf.get(scheme.header.base or "")
    if base is None:
        return
    whole = extended(scheme, base)
    for name in scheme.header.drops:
        if any(use.name == name and use.kind in _RULE_KINDS for use in references(whole)):
            yield finding(("header", "drops"), "dropped_but_named", name=name)


def _doubles(rules: list[Placed]) -> Iterator[Finding]:
    by_id: dict[str, list[Placed]] = {}
    for placed in rules:
        by_id.setdefault(placed.rule.id, []).append(placed)
    for rule_id, same in by_id.items():
        for first, second in combinations(same, 2):
            if first.path[:-1] != second.path[:-1]:
                yield finding((*second.path, "id"), "id_elsewhere", id=rule_id)
            elif first.rule.overlaps(second.rule):
                yield finding((*second.path, "id"), "id_twice", id=rule_id)


def _double_keys(scheme: Scheme) -> Iterator[Finding]:
    people = scheme.people
    keyed: tuple[tuple[Path, list[tuple[str, Part]]], ...] = (
        (("documents",), [(d.key, d) for d in scheme.documents]),
        (("guidance",), [(g.key, g) for g in scheme.guidance]),
        (("people", "categories"), [(c.key, c) for c in people.categories]),
        (("people", "category_sets"), [(c.key, c) for c in people.category_sets]),
        (("wellbeing", "levels"), [(v.key, v) for v in scheme.wellbeing.levels]),
        (("examples",), [(e.id, e) for e in scheme.examples]),
    )
    for table, items in keyed:
        for (_, first), (index, second) in combinations(enumerate(items), 2):
            if first[0] == second[0] and not _follow_each_other(first[1], second[1]):
                yield finding((*table, index), "key_twice", key=first[0])


def _follow_each_other(first: Part, second: Part) -> bool:
    if isinstance(first, Rule) and isinstance(second, Rule):
        return first.id == second.id
    return False


def _never_in_force(scheme: Scheme, rules: list[Placed]) -> Iterator[Finding]:
    start, end = scheme.header.valid_from, scheme.header.valid_until
    for path, rule in rules:
        if rule.valid_until is not None and rule.valid_until <= start:
            yield finding((*path, "valid_until"), "never_in_force", id=rule.id)
        elif end is not None and rule.valid_from is not None and rule.valid_from >= end:
            yield finding((*path, "valid_from"), "never_in_force", id=rule.id)


def _rival_quotas(rules: list[Placed]) -> Iterator[Finding]:
    quotas = [(path, rule) for path, rule in rules if isinstance(rule, QuotaRule)]
    for (_, first), (path, second) in combinations(quotas, 2):
        same = (
            first.scope == second.scope
            and set(first.pools) == set(second.pools)
            and first.early_career_only == second.early_career_only
            and set(first.stages) == set(second.stages)
            and set(first.roles) == set(second.roles)
            and set(first.grades) == set(second.grades)
        )
        if same and first.id != second.id and first.overlaps(second):
            yield finding(path, "rival_quotas", first=first.id, second=second.id)


def _double_phases(rules: list[Placed]) -> Iterator[Finding]:
    phases = [(path, rule) for path, rule in rules if isinstance(rule, PhaseRule)]
    for (_, first), (path, second) in combinations(phases, 2):
        if first.order == second.order and first.id != second.id and first.overlaps(second):
            yield finding((*path, "order"), "phase_order_twice", order=first.order)


def _rounds(scheme: Scheme) -> Iterator[Finding]:
    """Sets within sets, roles that answer to each other, archives made from themselves."""
    people = scheme.people
    sets = {group.key for group in people.category_sets}
    for index, group in enumerate(people.category_sets):
        for name in sets.intersection(group.categories):
            yield finding(("people", "category_sets", index, "categories"), "set_in_set", name=name)
    lines = {rule.role: (rule.answers_to,) for rule in people.roles if rule.answers_to}
    for index, role in enumerate(people.roles):
        yield from _way_back(("people", "roles", index, "answers_to"), role.role, lines)
    made = {form.id: form.composed_of for form in scheme.forms}
    for index, form in enumerate(scheme.forms):
        yield from _way_back(("forms", index, "composed_of"), form.id, made)


def _way_back(path: Path, start: str, nexts: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        for step in nexts.get(way[-1], ()):
            if step == start:
                yield finding(path, "goes_round", name=start, way=" → ".join((*way, start)))
                return
            if step not in seen:
                seen.add(step)
                ways.append((*way, step))


def _tracks(scheme: Scheme, shelf: Mapping[str, Scheme]) -> Iterator[Finding]:
    """Only mentors are there for one thing or another, and each of them for the same everywhere."""
    base = shelf.get(scheme.header.base or "")
    schemes = (scheme,) if base is None else (base, scheme)
    roles = {rule.role: rule for one in schemes for rule in one.people.roles}
    owing = {duty.id: duty.by for one in schemes for duty in one.duties}
    for index, duty in enumerate(scheme.duties):
        yield from _track(("duties", index, "track"), duty.by, duty.track, roles)
    for number, moment in enumerate(scheme.moments):
        for index, follow in enumerate(moment.follow_ups):
            by = follow.by or owing.get(follow.duty or "", Role.MENTOR.value)
            yield from _track(("moments", number, "follow_ups", index, "track"), by, follow.track, roles)


def _track(path: Path, by: str, track: Track | None, roles: Mapping[str, RoleRule]) -> Iterator[Finding]:
    if track is None:
        return
    own = roles.get(by)
    known = own.acts_as.value if own and own.acts_as else by
    if known not in MENTORS and (own or by in set(Role)):
        yield finding(path, "track_needs_mentor", role=by)
    elif own and own.track and own.track is not track:
        yield finding(path, "track_twice", role=by, own=own.track.value, given=track.value)


def _outside_stages(scheme: Scheme, rules: list[Placed]) -> Iterator[Finding]:
    """Grades that are none of the stages of the rule; in a senior high school 高一 is 10 and not 1."""
    for path, rule in rules:
        if not isinstance(rule, (DutyRule, MomentRule, QuotaRule)):
            continue
        stages = rule.stages or ((Stage.SENIOR,) if scheme.header.stages == (Stage.SENIOR,) else ())
        known = {grade for stage in stages for grade in GRADES_OF[stage]}
        outside = [grade for grade in rule.grades if stages and grade not in known]
        if outside and (rule.stages or max(outside) <= YEARS_OF_SENIOR):
            yield finding((*path, "grades"), "grades_outside", grades="、".join(map(str, outside)))
