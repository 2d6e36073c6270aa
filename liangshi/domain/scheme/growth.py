"""Incentives for mentors and their training, research and sharing."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from liangshi.domain.scheme.appraisal import ResultLevel
from liangshi.domain.scheme.base import (
    Count,
    FormRef,
    Part,
    Percent,
    Points,
    RoleRef,
    Rule,
    Text,
)
from liangshi.domain.scheme.duties import Rhythm
from liangshi.domain.scheme.vocabulary import Obligation, Period, Role


class IncentiveKind(StrEnum):
    DEVELOPMENT = "development"
    HONOUR = "honour"
    TITLE = "title"
    PERFORMANCE_PAY = "performance_pay"
    HOMEROOM_YEARS = "homeroom_years"
    CERTIFICATE = "certificate"
    COMMENDATION = "commendation"
    EXCELLENT_MENTOR = "excellent_mentor"
    MODEL_SCHOOL = "model_school"
    CARE = "care"
    SPREAD_EXPERIENCE = "spread_experience"


class IncentiveRule(Rule):
    """What mentors, or schools, receive."""

    kinds: tuple[IncentiveKind, ...] = Field(min_length=1)
    """development, honour, title, performance_pay, homeroom_years, care …"""
    to: RoleRef = Role.MENTOR.value
    """who receives it; school for model schools"""
    given_by: RoleRef = Role.SCHOOL.value
    """who gives it"""
    only_excellent: bool = False
    """only for excellent mentors"""
    every: Period | None = None
    """how often"""
    pay_percent: Percent | None = None
    """performance_pay: the share set aside"""
    allowance: Points | None = None
    """performance_pay: yuan in each period, where a sum is named"""
    counted_years: Points | None = None
    """homeroom_years: how much of a year one year as mentor counts"""


class TrainingKind(StrEnum):
    COURSE = "course"
    INDUCTION = "induction"
    EARLY_CAREER = "early_career"
    ADMISSION = "admission"
    WORKSHOP = "workshop"
    SEED_TEACHERS = "seed_teachers"
    ACTION_RESEARCH = "action_research"
    CASE_STUDIES = "case_studies"
    CASE_LIBRARY = "case_library"
    TIPS = "tips"
    SCHEMES_LIBRARY = "schemes_library"
    HANDBOOK = "handbook"
    DUTY_LIST = "duty_list"
    EXCHANGE = "exchange"
    EXPERT_SUPPORT = "expert_support"
    ETHICS = "ethics"
    RESEARCH_BY_OFFICE = "research_by_office"
    FORUM = "forum"
    SHOWING = "showing"


class Module(Part):
    """One module of a course."""

    title: Text
    """what it is about"""
    hours: Points | None = None
    """hours"""


class TrainingRule(Rule):
    """Training, research, libraries, handbooks, exchange."""

    kind: TrainingKind
    """course, induction, early_career, workshop, seed_teachers, case_library, handbook …"""
    audience: tuple[RoleRef, ...] = (Role.MENTOR.value,)
    """for whom"""
    organised_by: RoleRef = Role.SCHOOL.value
    """by whom"""
    rhythm: Rhythm | None = None
    """how often"""
    hours: Points | None = None
    """hours in all"""
    modules: tuple[Module, ...] = ()
    """modules of a course"""
    obligation: Obligation = Obligation.REQUIRED
    """required, expected, optional, claimed"""
    counted: Count | None = None
    """how many the source names: 10 schemes, 12 tips"""
    categories: tuple[Text, ...] = ()
    """kinds by which a library is sorted, e.g. the 5 kinds of cases"""
    stated_categories: Count | None = None
    """how many kinds the source claims; where it does not name them, the gap is shown"""
    outputs: tuple[Text, ...] = ()
    """what comes out of it"""
    result_levels: tuple[ResultLevel, ...] = ()
    """levels at which results are recorded"""
    forms: tuple[FormRef, ...] = ()
    """forms it writes on"""
