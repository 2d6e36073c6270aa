"""Organisation: bodies, meetings, services to families and mentors, questionnaires."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from liangshi.domain.scheme.base import (
    Count,
    FormRef,
    RoleRef,
    Rule,
    Text,
    TimeLimit,
)
from liangshi.domain.scheme.duties import Rhythm, Session
from liangshi.domain.scheme.vocabulary import Obligation, Period, Role


class BodyKind(StrEnum):
    LEADERSHIP_GROUP = "leadership_group"
    MENTOR_GROUP = "mentor_group"
    COORDINATION_OFFICE = "coordination_office"
    EXPERT_GROUP = "expert_group"
    EXPERT_TEAM = "expert_team"
    FAMILY_TEACHER_GROUP = "family_teacher_group"
    PARENT_COMMITTEE = "parent_committee"
    CASE_TEAM = "case_team"


class BodyRule(Rule):
    """A standing body, its places and what it is for."""

    kind: BodyKind
    """leadership_group, mentor_group, expert_group, family_teacher_group …"""
    head: tuple[RoleRef, ...] = ()
    """roles of its head"""
    deputies: tuple[RoleRef, ...] = ()
    """roles of the deputies"""
    members: tuple[RoleRef, ...] = ()
    """roles of the members"""
    does: tuple[Text, ...] = Field(min_length=1)
    """what it does, item by item"""
    set_up_by: RoleRef = Role.SCHOOL.value
    """who sets it up"""


class MeetingRule(Rule):
    """A meeting with its rhythm."""

    convenor: RoleRef
    """who calls it"""
    members: tuple[RoleRef, ...] = Field(min_length=1)
    """who takes part"""
    rhythm: Rhythm
    """from a daily huddle to twice a term"""
    session: Session | None = None
    """how long one meeting lasts"""
    brings: tuple[Text, ...] = ()
    """what goes in: reports, figures"""
    yields: tuple[Text, ...] = ()
    """what comes out: decisions, typical cases"""
    follow_up: TimeLimit | None = None
    """by when decisions are looked at again"""
    form: FormRef | None = None
    """the form of its minutes"""


class ServiceKind(StrEnum):
    FAMILY_LECTURES = "family_lectures"
    FAMILY_GUIDANCE = "family_guidance"
    EXPERT_ADVICE = "expert_advice"
    PROFESSIONAL_SUPPORT = "professional_support"
    DOUBLE_REDUCTION = "double_reduction"
    PUBLIC_PRODUCTS = "public_products"


class ServiceRule(Rule):
    """A service to families, mentors or schools."""

    kind: ServiceKind
    """family_lectures, family_guidance, expert_advice, professional_support …"""
    given_by: RoleRef
    """who gives it"""
    to: tuple[RoleRef, ...] = Field(min_length=1)
    """for whom"""
    rhythm: Rhythm | None = None
    """how often"""
    contains: tuple[Text, ...] = ()
    """what it contains: schedule, sign-up, material, answers"""
    obligation: Obligation = Obligation.EXPECTED
    """required, expected, optional, claimed"""


class SurveyRule(Rule):
    """A questionnaire."""

    answered_by: tuple[RoleRef, ...] = Field(min_length=1)
    """who answers"""
    about: Text
    """about what"""
    every: Period
    """how often"""
    questions: tuple[Text, ...] = Field(min_length=1)
    """the questions"""
    scale: Count | None = None
    """points of the scale; none for open questions"""
    anonymous: bool = True
    """names are never shown"""
    smallest_group: Count = 5
    """results of fewer answers are not shown; they are pooled over terms"""
    form: FormRef | None = None
    """the form it is answered on"""
