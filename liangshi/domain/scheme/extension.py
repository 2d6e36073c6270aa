"""A school's scheme that extends a preset: the preset's rules, with the school's own in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from liangshi.domain.scheme.base import Part, Rule
from liangshi.domain.scheme.document import OutlineItem
from liangshi.domain.scheme.examples import Example
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.references import references

T = TypeVar("T")


def extended(own: Scheme, base: Scheme) -> Scheme:
    """The whole scheme: rules of the base, replaced by own rules of the same id, less the drops."""
    dropped = frozenset(own.header.drops)
    changed: dict[str, object] = {
        "header": own.header.model_copy(update={"base": None, "drops": ()}),
        "documents": _merged(base.documents, own.documents, lambda d: d.key),
        "outline": own.outline or _outline_without(base, dropped),
        "examples": _merged(_examples_without(base, dropped), own.examples, lambda e: e.id),
    }
    for name in Scheme.model_fields:
        if name not in changed:
            changed[name] = _joined(base.__dict__[name], own.__dict__[name], dropped)
    return own.model_copy(update=changed)


def _outline_without(base: Scheme, dropped: frozenset[str]) -> tuple[OutlineItem, ...]:
    return tuple(
        item.model_copy(update={"rules": tuple(r for r in item.rules if r not in dropped)}) for item in base.outline
    )


def _examples_without(base: Scheme, dropped: frozenset[str]) -> tuple[Example, ...]:
    return tuple(example for example in base.examples if dropped.isdisjoint(use.name for use in references(example)))


def _joined(base: object, own: object, dropped: frozenset[str]) -> object:
    if isinstance(base, tuple) and isinstance(own, tuple):
        kept = tuple(rule for rule in base if rule.id not in dropped)
        return joined_rules(kept, own)
    assert isinstance(base, Part)
    assert isinstance(own, Part)
    tables = {name: _joined(base.__dict__[name], own.__dict__[name], dropped) for name in type(base).model_fields}
    return base.model_copy(update=tables)


def joined_rules(base: tuple[Rule, ...], own: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Base rules in their order, own versions in the place of the same id, new rules at the end."""
    by_id: dict[str, list[Rule]] = {}
    for rule in own:
        by_id.setdefault(rule.id, []).append(rule)
    joined: list[Rule] = []
    for rule in base:
        if rule.id not in {done.id for done in joined}:
            joined.extend(by_id.pop(rule.id, [r for r in base if r.id == rule.id]))
    for rules in by_id.values():
        joined.extend(rules)
    return tuple(joined)


def _merged(base: Iterable[T], own: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    merged = {key(item): item for item in base}
    merged.update({key(item): item for item in own})
    return tuple(merged.values())
