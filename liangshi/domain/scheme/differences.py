"""What changed between two versions of a scheme: clause by clause, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liangshi.domain.scheme.base import Part, Rule
from liangshi.domain.scheme.model import Scheme


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a clause before and after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that was added, removed or changed."""

    kind: ChangeKind
    table: str
    id: str
    title: str
    part: Part
    fields: tuple[FieldChange, ...] = ()


Key = tuple[str, str, date | None]


def difference(old: Scheme, new: Scheme) -> tuple[Change, ...]:
    """Every clause that differs, in the order of the new scheme; removed clauses at the end."""
    before, after = dict(_clauses(old)), dict(_clauses(new))
    changes: list[Change] = []
    for key, part in after.items():
        if key not in before:
            changes.append(_change(ChangeKind.ADDED, key, part))
        elif before[key] != part:
            fields = tuple(_fields(before[key], part))
            changes.append(_change(ChangeKind.CHANGED, key, part, fields))
    changes.extend(_change(ChangeKind.REMOVED, key, part) for key, part in before.items() if key not in after)
    return tuple(changes)


def _change(kind: ChangeKind, key: Key, part: Part, fields: tuple[FieldChange, ...] = ()) -> Change:
    title = part.title if isinstance(part, Rule) else key[1]
    return Change(kind, key[0], key[1], title, part, fields)


def _clauses(scheme: Scheme) -> Iterator[tuple[Key, Part]]:
    yield ("header", "", None), scheme.header
    for paper in scheme.documents:
        yield ("documents", paper.key, None), paper
    for item in scheme.outline:
        yield ("outline", f"{item.number} {item.heading}", None), item
    for table, rule in scheme.placed_rules():
        yield (".".join(table), rule.id, rule.valid_from), rule
    for example in scheme.examples:
        yield ("examples", example.id, None), example


def _fields(before: Part, after: Part) -> Iterator[FieldChange]:
    for name in type(after).model_fields:
        old, new = before.__dict__[name], after.__dict__[name]
        if old != new:
            yield FieldChange(name, old, new)
