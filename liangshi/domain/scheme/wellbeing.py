"""Wellbeing and crisis: levels, the chain of reporting, the case team, the family, the law."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from liangshi.domain.scheme.base import (
    Count,
    FormRef,
    Key,
    LevelRef,
    Part,
    RoleRef,
    Rule,
    Text,
    TimeLimit,
)
from liangshi.domain.scheme.vocabulary import Channel, Period, Role


class Colour(StrEnum):
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"


class LevelRule(Rule):
    """One level of a concern; a scheme has as many as it likes, or one."""

    key: Key
    """ASCII key by which chains name the level"""
    rank: Count
    """1 is the most urgent"""
    colour: Colour | None = None
    """where the school speaks in colours"""
    signs: tuple[Text, ...] = ()
    """signs by which the level is known"""
    measures: tuple[Text, ...] = ()
    """what is done at this level"""


class ChainStep(Part):
    """One step of a reporting chain."""

    reported_by: RoleRef
    """who reports"""
    reported_to: RoleRef
    """to whom"""
    within: TimeLimit
    """in what time"""
    channels: tuple[Channel, ...] = ()
    """how; none means in any way that reaches the person"""
    action: str = ""
    """what the receiver then does"""


class ChainRule(Rule):
    """The reporting chain for some levels, rung by rung."""

    levels: tuple[LevelRef, ...] = ()
    """for these levels; none means for every concern"""
    steps: tuple[ChainStep, ...] = Field(min_length=1)
    """the rungs, in order"""
    emergency_measures: bool = False
    """the school takes emergency measures at the top of the chain"""


class WatchRule(Rule):
    """What mentors keep an eye on, and what they do when they notice it."""

    looks_for: tuple[Text, ...] = Field(min_length=1)
    """what is noticed"""
    responses: tuple[Text, ...] = Field(min_length=1)
    """what the mentor does: talk, listen, relieve, hand over"""
    by: RoleRef = Role.MENTOR.value
    """who keeps watch"""


class CaseTeamRule(Rule):
    """Who belongs to the team of a case and how it meets."""

    members: tuple[RoleRef, ...] = Field(min_length=1)
    """members"""
    convenor: RoleRef = Role.COUNSELLOR.value
    """who calls the team together"""
    first_meeting: TimeLimit | None = None
    """by when it meets first"""
    every: Period | None = None
    """how often it meets after that"""
    forms: tuple[FormRef, ...] = ()
    """the forms it writes on"""


class FamilyNoticeRule(Rule):
    """The family is told, and what it answers is recorded."""

    levels: tuple[LevelRef, ...] = ()
    """from these levels; none means always"""
    within: TimeLimit
    """by when"""
    written: bool = True
    """in writing"""
    answer_recorded: bool = True
    """the family's answer is recorded"""
    by: RoleRef = Role.HOMEROOM_TEACHER.value
    """by whom"""


class ReferralRule(Rule):
    """Referral outside and the way back."""

    to: tuple[RoleRef, ...] = Field(min_length=1)
    """hospital, community …"""
    levels: tuple[LevelRef, ...] = ()
    """from these levels"""
    parents_agree: bool = True
    """with the parents' agreement"""
    return_meeting: tuple[RoleRef, ...] = ()
    """who sits at the table when the student comes back"""
    follow_up: Period | None = None
    """how often the student is followed up afterwards"""


class MandatoryReportRule(Rule):
    """The report to police and authorities: a branch of its own that waits for no approval."""

    to: tuple[RoleRef, ...] = (Role.POLICE.value,)
    """to whom"""
    within: TimeLimit
    """in what time"""
    signs: tuple[Text, ...] = ()
    """when it must be made"""


class Wellbeing(Part):
    """Wellbeing and crisis."""

    levels: tuple[LevelRule, ...] = ()
    """levels of concern"""
    chains: tuple[ChainRule, ...] = ()
    """reporting chains"""
    watches: tuple[WatchRule, ...] = ()
    """what is watched for"""
    case_teams: tuple[CaseTeamRule, ...] = ()
    """case teams"""
    family_notices: tuple[FamilyNoticeRule, ...] = ()
    """notices to the family"""
    referrals: tuple[ReferralRule, ...] = ()
    """referral and return"""
    mandatory_reports: tuple[MandatoryReportRule, ...] = ()
    """reports to the authorities"""
