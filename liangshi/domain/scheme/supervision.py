"""Supervision: filing, guidance, inspection, yearly assessment, figures."""

from __future__ import annotations

from enum import StrEnum

from liangshi.domain.scheme.base import Percent, RoleRef, Rule, Text, TimeLimit
from liangshi.domain.scheme.duties import Rhythm
from liangshi.domain.scheme.vocabulary import Obligation, Role


class SupervisionKind(StrEnum):
    FILING = "filing"
    GUIDANCE = "guidance"
    INSPECTION = "inspection"
    SELF_CHECK = "self_check"
    SYSTEM_REVIEW = "system_review"
    YEARLY_ASSESSMENT = "yearly_assessment"
    FIGURES = "figures"
    SAMPLE_SURVEY = "sample_survey"
    NOTICE = "notice"
    COMMENDATION = "commendation"


class Figure(StrEnum):
    """Figures that leave a school; never rows, small cells hidden."""

    STUDENT_COVERAGE = "student_coverage"
    TEACHER_COVERAGE = "teacher_coverage"
    VISIT_RATE = "visit_rate"
    TALK_RATE = "talk_rate"
    GROWTH_MESSAGE_RATE = "growth_message_rate"
    FACE_TO_FACE_SHARE = "face_to_face_share"
    NOT_ATTENDING = "not_attending"
    OPTIONAL_CLAIMED = "optional_claimed"
    SATISFACTION = "satisfaction"
    TRAINING_HOURS = "training_hours"
    FINDINGS_REPAIRED = "findings_repaired"


class SchemePart(StrEnum):
    """Parts a bureau may ask every school's own scheme to have."""

    GOALS = "goals"
    ORGANISATION = "organisation"
    MATCHING = "matching"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    TRAINING = "training"
    INCENTIVES = "incentives"
    APPRAISAL = "appraisal"
    WELLBEING = "wellbeing"
    SUPERVISION = "supervision"


class SupervisionRule(Rule):
    """Who looks at whom, how often, at what, and what follows."""

    kind: SupervisionKind
    """filing, guidance, inspection, self_check, system_review, yearly_assessment …"""
    by: RoleRef
    """who looks"""
    of: RoleRef = Role.SCHOOL.value
    """at whom"""
    rhythm: Rhythm | None = None
    """how often"""
    looks_at: tuple[Text, ...] = ()
    """at what"""
    figures: tuple[Figure, ...] = ()
    """figures that are reported"""
    broken_down_by: tuple[Text, ...] = ()
    """figures: broken down by, e.g. 学段, 学校类型"""
    parts: tuple[SchemePart, ...] = ()
    """with filing: the parts every school's own scheme must have"""
    sample: Percent | None = None
    """sample_survey: share of families asked"""
    repaired_within: TimeLimit | None = None
    """findings are repaired by then"""
    findings_published: bool = False
    """findings are made known"""
    counts_towards: str = ""
    """where the result goes, e.g. 年度考核"""
    obligation: Obligation = Obligation.REQUIRED
    """required, expected, optional, claimed"""
