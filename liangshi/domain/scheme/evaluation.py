"""Evaluation of students: by weighted parts, in words only, or none at all."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    Count,
    FormRef,
    Part,
    Percent,
    RoleRef,
    Rule,
    Text,
    broken,
)
from liangshi.domain.scheme.vocabulary import Period


class StudentMode(StrEnum):
    SCORED = "scored"
    WORDS = "words"
    NONE = "none"


class StudentModeRule(Rule):
    """Whether students are evaluated at all, and how."""

    mode: StudentMode
    """scored, words (a stage review in words only) or none"""
    every: Period | None = None
    """how often"""


class StudentPartSource(StrEnum):
    DAILY_CONDUCT = "daily_conduct"
    RATERS = "raters"
    HONOURS_RESULTS_PROGRESS = "honours_results_progress"
    WORDS = "words"
    OTHER = "other"


class StudentPartRule(Rule):
    """One part of the students' evaluation."""

    drawn_from: StudentPartSource
    """daily_conduct, raters, honours_results_progress, words, other"""
    weight: Percent | None = None
    """percent of the whole; none in words-only reviews"""
    raters: tuple[RoleRef, ...] = ()
    """with raters: who rates"""
    rater_weights: tuple[Percent, ...] = ()
    """one weight for each rater, where the source gives them"""
    stated_raters: Count | None = None
    """how many raters the source claims; where it differs, the gap is shown"""
    looks_at: tuple[Text, ...] = ()
    """what is looked at"""
    forms: tuple[FormRef, ...] = ()
    """the forms it rests on"""

    @model_validator(mode="after")
    def _raters_where_rated(self) -> StudentPartRule:
        if (self.drawn_from is StudentPartSource.RATERS) != bool(self.raters):
            raise broken("raters_where_rated")
        if self.rater_weights and len(self.rater_weights) != len(self.raters):
            raise broken("rater_weights", raters=len(self.raters))
        return self


class StudentUse(StrEnum):
    COMPREHENSIVE_QUALITY = "comprehensive_quality"
    CONDUCT_RATING = "conduct_rating"
    MERIT_STUDENTS = "merit_students"
    GROWTH_ARCHIVE = "growth_archive"
    FEEDBACK = "feedback"


class StudentUseRule(Rule):
    """What the evaluation of students is used for."""

    uses: tuple[StudentUse, ...] = Field(min_length=1)
    """comprehensive_quality, conduct_rating, merit_students, growth_archive, feedback"""
    told: tuple[RoleRef, ...] = ()
    """who is told the result"""


class StudentEvaluation(Part):
    """Evaluation of students."""

    modes: tuple[StudentModeRule, ...] = ()
    """scored, in words, or none"""
    parts: tuple[StudentPartRule, ...] = ()
    """parts with weights"""
    uses: tuple[StudentUseRule, ...] = ()
    """uses"""
