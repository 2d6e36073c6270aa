"""Contradictions and holes of the sources: those written down, and those that counting shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.document import StatementRule
from liangshi.domain.scheme.duties import BundleRule, DutyRule
from liangshi.domain.scheme.evaluation import StudentPartRule
from liangshi.domain.scheme.growth import TrainingRule
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.people import CategorySetRule
from liangshi.domain.scheme.vocabulary import GapKind


@dataclass(frozen=True, slots=True)
class GapNote:
    """One gap, for the owner of the scheme. A counted gap has numbers and no words of its own."""

    rule_id: str
    kind: GapKind
    stated: str
    found: str
    question: str = ""
    decision: str = ""
    counted: bool = False


def gaps(scheme: Scheme) -> tuple[GapNote, ...]:
    """Every gap of a scheme, in the order of its rules; the scheme itself stays as it is."""
    notes: list[GapNote] = []
    for rule in scheme.rules():
        if rule.gap is not None:
            gap = rule.gap
            notes.append(GapNote(rule.id, gap.kind, gap.stated, gap.found, gap.question, gap.decision))
        notes.extend(
            GapNote(rule.id, GapKind.CONTRADICTION, str(stated), str(found), counted=True)
            for stated, found in _counts(scheme, rule)
            if stated != found
        )
    notes.extend(_weights(scheme))
    return tuple(notes)


def _counts(scheme: Scheme, rule: Rule) -> Iterator[tuple[int, int]]:
    if isinstance(rule, DutyRule):
        for override in rule.overrides:
            if override.stated_count is not None:
                yield override.stated_count, len(_members(scheme, override.categories))
    counted = _stated(rule)
    if counted is not None:
        yield counted


def _stated(rule: Rule) -> tuple[int, int] | None:
    stated: int | None = None
    found = 0
    if isinstance(rule, CategorySetRule):
        stated, found = rule.stated_count, len(rule.categories)
    elif isinstance(rule, StudentPartRule):
        stated, found = rule.stated_raters, len(rule.raters)
    elif isinstance(rule, BundleRule):
        stated, found = rule.stated_count, len(rule.duties) + len(rule.parts)
    elif isinstance(rule, StatementRule):
        stated, found = rule.stated_count, len(rule.items)
    elif isinstance(rule, TrainingRule):
        stated, found = rule.stated_categories, len(rule.categories)
    return None if stated is None else (stated, found)


def _members(scheme: Scheme, categories: tuple[str, ...]) -> frozenset[str]:
    sets = {group.key: group.categories for group in scheme.people.category_sets}
    return frozenset(one for key in categories for one in sets.get(key, (key,)))


def _weights(scheme: Scheme) -> Iterator[GapNote]:
    parts = [part for part in scheme.student_evaluation.parts if part.weight is not None]
    total = sum(part.weight or 0 for part in parts)
    if parts and total != 100:
        yield GapNote(parts[-1].id, GapKind.CONTRADICTION, "100", f"{total:g}", counted=True)
    given = [one for one in scheme.appraisal.evaluators if one.weight is not None]
    total = sum(one.weight or 0 for one in given)
    if given and total != 100:
        yield GapNote(given[-1].id, GapKind.CONTRADICTION, "100", f"{total:g}", counted=True)
