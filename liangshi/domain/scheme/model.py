"""The whole scheme, and its rules as one sequence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from liangshi.domain.scheme.appraisal import Appraisal
from liangshi.domain.scheme.base import Part, Rule
from liangshi.domain.scheme.document import (
    EmphasisRule,
    GuidanceRule,
    Header,
    OutlineItem,
    SourceDocument,
    StatementRule,
)
from liangshi.domain.scheme.duties import BundleRule, DutyRule
from liangshi.domain.scheme.evaluation import StudentEvaluation
from liangshi.domain.scheme.examples import Example
from liangshi.domain.scheme.forms import FormRule
from liangshi.domain.scheme.growth import IncentiveRule, TrainingRule
from liangshi.domain.scheme.matching import Matching
from liangshi.domain.scheme.moments import MomentRule
from liangshi.domain.scheme.organisation import BodyRule, MeetingRule, ServiceRule, SurveyRule
from liangshi.domain.scheme.people import People
from liangshi.domain.scheme.supervision import SupervisionRule
from liangshi.domain.scheme.wellbeing import Wellbeing

P = TypeVar("P", bound=BaseModel)


class Scheme(Part):
    """A school's scheme as data. Its parts stand in the order of a printed scheme."""

    header: Header
    """the header"""
    documents: tuple[SourceDocument, ...] = ()
    """papers from which the rules were taken"""
    outline: tuple[OutlineItem, ...] = ()
    """the paper's own headings and clauses, in order"""
    statements: tuple[StatementRule, ...] = ()
    """aims, principles, requirements in words"""
    guidance: tuple[GuidanceRule, ...] = ()
    """fields of guidance"""
    emphases: tuple[EmphasisRule, ...] = ()
    """emphases by grade"""
    people: People = People()
    """mentors, mentees, categories, roles, teams"""
    bodies: tuple[BodyRule, ...] = ()
    """leadership group and other bodies"""
    matching: Matching = Matching()
    """how mentors and students find each other"""
    duties: tuple[DutyRule, ...] = ()
    """duties and their rhythm"""
    bundles: tuple[BundleRule, ...] = ()
    """names for sets of duties"""
    moments: tuple[MomentRule, ...] = ()
    """key moments"""
    forms: tuple[FormRule, ...] = ()
    """forms"""
    wellbeing: Wellbeing = Wellbeing()
    """wellbeing and crisis"""
    meetings: tuple[MeetingRule, ...] = ()
    """meetings"""
    services: tuple[ServiceRule, ...] = ()
    """services to families, mentors, schools"""
    surveys: tuple[SurveyRule, ...] = ()
    """questionnaires"""
    appraisal: Appraisal = Appraisal()
    """appraisal of mentors"""
    student_evaluation: StudentEvaluation = StudentEvaluation()
    """evaluation of students"""
    incentives: tuple[IncentiveRule, ...] = ()
    """incentives"""
    training: tuple[TrainingRule, ...] = ()
    """training, research, sharing"""
    supervision: tuple[SupervisionRule, ...] = ()
    """supervision"""
    examples: tuple[Example, ...] = ()
    """worked examples that must hold"""

    def rules(self) -> tuple[Rule, ...]:
        """Every operative rule, in the order of the document."""
        return tuple(rule for _, rule in self.placed_rules())

    def placed_rules(self) -> Iterator[tuple[tuple[str, ...], Rule]]:
        """Every operative rule with the table it stands in, e.g. ("matching", "quotas")."""
        yield from _placed(self, ())

    def rule(self, rule_id: str, day: date | None = None) -> Rule | None:
        """The rule of that id, on that day where one id has several dated versions."""
        for rule in self.rules():
            if rule.id == rule_id and (day is None or rule.in_force(day)):
                return rule
        return None

    def unplaced_rules(self) -> tuple[Rule, ...]:
        """Rules that no clause of the outline names; they are shown after its last clause."""
        placed = {rule_id for item in self.outline for rule_id in item.rules}
        return tuple(rule for rule in self.rules() if rule.id not in placed)

    def on(self, day: date) -> Scheme:
        """The scheme as it stands on one day: only rules in force."""
        return _only_in_force(self, day)


def _placed(part: BaseModel, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Rule]]:
    for name in type(part).model_fields:
        value = part.__dict__[name]
        if isinstance(value, tuple):
            yield from (((*place, name), item) for item in value if isinstance(item, Rule))
        elif isinstance(value, BaseModel) and not isinstance(value, Rule):
            yield from _placed(value, (*place, name))


def _only_in_force(part: P, day: date) -> P:
    changed: dict[str, object] = {}
    for name in type(part).model_fields:
        value = part.__dict__[name]
        if isinstance(value, tuple):
            kept = tuple(r for r in value if not isinstance(r, Rule) or r.in_force(day))
            changed[name] = kept
        elif isinstance(value, BaseModel):
            changed[name] = _only_in_force(value, day)
    return part.model_copy(update=changed)
