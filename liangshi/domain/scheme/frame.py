"""A school's own scheme within the bureau's frame: what is taken over, and what breaks the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from liangshi.domain.scheme.base import Part, Rule
from liangshi.domain.scheme.breaks import Break, breaks_of
from liangshi.domain.scheme.duties import DutyRule
from liangshi.domain.scheme.extension import joined_rules
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.moments import MomentRule
from liangshi.domain.scheme.references import declared, references
from liangshi.domain.scheme.supervision import SupervisionRule


@dataclass(frozen=True, slots=True)
class Combined:
    """The scheme that holds in the school, and every value that breaks the frame."""

    scheme: Scheme
    breaks: tuple[Break, ...]


def combine(frame: Scheme, own: Scheme) -> Combined:
    """The school's own scheme, filled up from the frame, with every break of the frame named."""
    changed: dict[str, object] = {}
    for name in Scheme.model_fields:
        if name not in ("header", "documents", "outline", "examples"):
            changed[name] = _filled(frame.__dict__[name], own.__dict__[name])
    filled = own.model_copy(update=changed)
    return Combined(_closed(filled, frame), tuple(breaks_of(frame, own)))


def _filled(frame: object, own: object) -> object:
    if isinstance(frame, tuple) and isinstance(own, tuple):
        return _filled_table(frame, own)
    assert isinstance(frame, Part)
    assert isinstance(own, Part)
    tables = {name: _filled(frame.__dict__[name], own.__dict__[name]) for name in type(own).model_fields}
    return own.model_copy(update=tables)


def _filled_table(frame: tuple[Rule, ...], own: tuple[Rule, ...]) -> tuple[Rule, ...]:
    if not own:
        return frame
    if not isinstance(own[0], (DutyRule, MomentRule, SupervisionRule)):
        return own
    met = {_meets(rule) for rule in own} | {rule.fills for rule in own} | {r.id for r in own}
    missing = [rule for rule in frame if _meets(rule) not in met and rule.id not in met]
    return (*own, *missing)


def _meets(rule: Rule) -> tuple[str, str]:
    if isinstance(rule, DutyRule):
        return rule.kind.value, rule.by
    if isinstance(rule, MomentRule):
        return "moment", rule.trigger.value
    assert isinstance(rule, SupervisionRule)
    return rule.kind.value, rule.by


_TABLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "duty": (("duties",),),
    "form": (("forms",),),
    "survey": (("surveys",),),
    "guidance": (("guidance",),),
    "category": (("people", "categories"), ("people", "category_sets")),
    "level": (("wellbeing", "levels"),),
    "role": (("people", "roles"),),
    "line": (("appraisal", "lines"),),
}

_KEYED = frozenset({"guidance", "category", "level"})


def _closed(scheme: Scheme, frame: Scheme) -> Scheme:
    """The scheme with whatever its rules name and only the frame declares."""
    while True:
        known = declared(scheme)
        missing = {(use.kind, use.name) for use in references(scheme) if use.name not in known[use.kind]}
        taken = scheme
        for kind, name in sorted(missing):
            taken = _with(taken, frame, kind, name)
        if taken == scheme:
            return scheme
        scheme = taken


def _with(scheme: Scheme, frame: Scheme, kind: str, name: str) -> Scheme:
    if kind == "document":
        papers = tuple(paper for paper in frame.documents if paper.key == name)
        return scheme.model_copy(update={"documents": (*scheme.documents, *papers)})
    for table in _TABLES.get(kind, ()):
        found = tuple(rule for rule in _table(frame, table) if _name_of(kind)(rule) == name)
        scheme = _with_rules(scheme, table, found)
    return scheme


def _name_of(kind: str) -> Callable[[Rule], str]:
    field = "role" if kind == "role" else "key" if kind in _KEYED else "id"
    return lambda rule: str(rule.__dict__[field])


def _table(scheme: Scheme, path: tuple[str, ...]) -> Iterator[Rule]:
    return (rule for table, rule in scheme.placed_rules() if table == path)


def _with_rules(scheme: Scheme, path: tuple[str, ...], rules: tuple[Rule, ...]) -> Scheme:
    if len(path) == 1:
        table = joined_rules(scheme.__dict__[path[0]], rules)
        return scheme.model_copy(update={path[0]: table})
    part = scheme.__dict__[path[0]]
    table = joined_rules(part.__dict__[path[1]], rules)
    return scheme.model_copy(update={path[0]: part.model_copy(update={path[1]: table})})
