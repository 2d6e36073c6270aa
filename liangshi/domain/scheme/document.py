"""The document itself: header, source papers, statements, guidance fields, emphases, outline."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    AnyRuleRef,
    Count,
    Keep,
    Key,
    Part,
    Rule,
    RuleId,
    Text,
    broken,
)
from liangshi.domain.scheme.vocabulary import Level, Stage


class Header(Part):
    """Who wrote the scheme, for which school stages, and from when it holds."""

    key: RuleId
    """short ASCII name of the scheme, stable over its versions"""
    title: Text
    """full Chinese title"""
    stages: tuple[Stage, ...] = Field(min_length=1)
    """primary, junior, senior"""
    level: Level = Level.SCHOOL
    """whose document: city, district or school"""
    version: Text
    """version of the school's own counting, e.g. 2025-1"""
    author: Text
    """the office that wrote it"""
    valid_from: date
    """first day in force"""
    valid_until: date | None = None
    """first day no longer in force"""
    base: RuleId | None = None
    """key of the preset that is extended"""
    frame: RuleId | None = None
    """key of the bureau's scheme within which this one stands"""
    drops: tuple[AnyRuleRef, ...] = ()
    """ids of rules of the base that are left out"""
    school_types: tuple[Text, ...] = ()
    """e.g. 普通高中, 民办高中, 寄宿制; none means every type"""
    note: str = ""
    """a remark of the operator"""
    keeps: tuple[Keep, ...] = ()
    """answers to warnings that concern the scheme as a whole"""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Header:
        if self.valid_until and self.valid_until <= self.valid_from:
            raise broken("dates_reversed", start=str(self.valid_from), end=str(self.valid_until))
        return self


class SourceDocument(Part):
    """A paper from which rules were taken."""

    key: Text
    """short key by which sources name it, e.g. WH or 校"""
    title: Text
    """its title"""
    file: str = ""
    """file name, where there is one"""
    issued_by: str = ""
    """who issued it"""
    number: str = ""
    """its number, e.g. 芜教基〔2022〕68号"""
    date: str = ""
    """its date, as it is written"""


class StatementKind(StrEnum):
    GUIDING_IDEA = "guiding_idea"
    AIM = "aim"
    PRINCIPLE = "principle"
    SCOPE = "scope"
    DEFINITION = "definition"
    STRATEGY = "strategy"
    REQUIREMENT = "requirement"
    STUDENT_REQUIREMENT = "student_requirement"
    MANNER = "manner"
    OUTLOOK = "outlook"
    TIMELINE = "timeline"
    SAFEGUARD = "safeguard"


class StatementRule(Rule):
    """A clause that is said rather than computed: an aim, a principle, a requirement."""

    kind: StatementKind
    """guiding_idea, aim, principle, scope, definition, strategy, requirement …"""
    items: tuple[Text, ...] = ()
    """its items, e.g. the four 能 and four 会"""
    stated_count: Count | None = None
    """how many items the source claims; where it differs, the gap is shown"""


class GuidanceRule(Rule):
    """A field of guidance: 思想引导、学业辅导、心理疏导、生活指导、生涯规划 …"""

    key: Key
    """ASCII key by which duties name it: thought, study, mind, life, career, practice …"""
    order: Count
    """its place in the school's own order"""
    does: tuple[Text, ...] = ()
    """what a mentor does in this field"""


class GradeBand(StrEnum):
    LOWER = "lower"
    MIDDLE = "middle"
    UPPER = "upper"


class EmphasisRule(Rule):
    """What matters most in some grades."""

    band: GradeBand
    """lower, middle or upper"""
    grades: tuple[Count, ...] = Field(min_length=1)
    """the grades of the band"""
    points: tuple[Text, ...] = Field(min_length=1)
    """what is emphasised, item by item"""


class OutlineItem(Part):
    """One heading or clause of the paper in its own order, and the rules that stand for it."""

    number: Text
    """as it is printed: 一, (二), 3"""
    heading: Text
    """heading or first words"""
    depth: int = Field(default=1, ge=1, le=4)
    """1 for 一、, 2 for (一), 3 for 1."""
    text: str = ""
    """words of the paper under this heading"""
    rules: tuple[AnyRuleRef, ...] = ()
    """rules that this clause sets"""
