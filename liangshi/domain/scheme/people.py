"""People: who may be a mentor, who is a mentee, the roles and teams around a student."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    CategoryRef,
    Count,
    Key,
    Part,
    RoleRef,
    Rule,
    Text,
    broken,
)
from liangshi.domain.scheme.vocabulary import MENTORS, Obligation, Period, Role, Strength, Track


class MentorPool(StrEnum):
    ALL_TEACHERS = "all_teachers"
    ALL_STAFF = "all_staff"
    CERTIFIED_STAFF = "certified_staff"
    PARTY_MEMBERS = "party_members"
    SENIOR_STAFF = "senior_staff"
    ACADEMIC_TEACHERS = "academic_teachers"
    CLASS_TEACHERS = "class_teachers"
    VOLUNTEERING_TEACHERS = "volunteering_teachers"
    RETIRED_TEACHERS = "retired_teachers"
    PARENTS = "parents"
    VOLUNTEERS = "volunteers"
    COMMUNITY_MEMBERS = "community_members"
    PEERS = "peers"


OUTSIDERS = frozenset(
    {
        MentorPool.RETIRED_TEACHERS,
        MentorPool.PARENTS,
        MentorPool.VOLUNTEERS,
        MentorPool.COMMUNITY_MEMBERS,
    }
)


class ViewOfStudent(StrEnum):
    """What a mentor of this pool may read of a student."""

    FULL = "full"
    NARROW = "narrow"


class MentorRule(Rule):
    """One pool of people who are, or may become, mentors."""

    pool: MentorPool
    """all_teachers, certified_staff, party_members, retired_teachers, parents …"""
    obligation: Obligation = Obligation.REQUIRED
    """required (everyone of the pool), expected, optional (who likes), claimed by the school"""
    strength: Strength = Strength.HARD
    """hard, or soft for 原则上 (an exemption needs a reason)"""
    order: Count = 1
    """pools are asked in this order, 1 first"""
    voluntary: bool = False
    """true where joining follows the person's own wish"""
    approved_by: RoleRef | None = None
    """who admits each person of the pool; needed for people from outside"""
    view: ViewOfStudent = ViewOfStudent.FULL
    """full or narrow; people from outside have the narrow view"""
    renewed: Period | None = None
    """how often the list of mentors of this pool is renewed"""
    grades: tuple[Count, ...] = ()
    """only for students of these grades; none means all"""

    @model_validator(mode="after")
    def _outsiders_are_approved(self) -> MentorRule:
        if self.pool in OUTSIDERS and (self.approved_by is None or self.view is not ViewOfStudent.NARROW):
            raise broken("outsider_needs_approval", pool=self.pool.value)
        return self


class Criterion(StrEnum):
    CONDUCT = "conduct"
    STANDING = "standing"
    EXPERIENCE = "experience"
    COUNSELLING_KNOWLEDGE = "counselling_knowledge"
    CERTIFICATE = "certificate"
    TRAINING = "training"
    OWN_WISH = "own_wish"
    FITNESS = "fitness"
    SCHOOL_CRITERIA = "school_criteria"


class WhenUnmet(StrEnum):
    TRAIN_THEN_ADMIT = "train_then_admit"
    EXEMPT_WITH_REASON = "exempt_with_reason"
    NOT_ADMITTED = "not_admitted"


class EligibilityRule(Rule):
    """What somebody must bring to be a mentor, and what happens where it is missing."""

    criteria: tuple[Criterion, ...] = Field(min_length=1)
    """conduct, standing, experience, counselling_knowledge, certificate …"""
    details: str = ""
    """the criteria in the school's own words"""
    unmet: WhenUnmet = WhenUnmet.TRAIN_THEN_ADMIT
    """train_then_admit, exempt_with_reason or not_admitted"""
    decided_by: RoleRef = Role.LEADERSHIP_GROUP.value
    """who decides"""
    early_career_years: Count | None = None
    """up to this year of service a teacher carries the early-career flag"""


class MenteeScope(StrEnum):
    EVERY_STUDENT = "every_student"
    LISTED_ONLY = "listed_only"


class MenteeRule(Rule):
    """Who is a mentee."""

    scope: MenteeScope
    """every_student or listed_only"""
    categories: tuple[CategoryRef, ...] = ()
    """with listed_only: the categories whose students are mentees"""
    grades: tuple[Count, ...] = ()
    """only these grades; none means all"""


class CategoryRule(Rule):
    """A named group of students that gets attention first. Always sensitive, always expires."""

    key: Key
    """ASCII key by which other rules name the category"""
    reviewed: Period = Period.TERM
    """how often membership is looked at again"""
    expires: Period = Period.SCHOOL_YEAR
    """after this time membership ends by itself unless renewed"""
    readers: tuple[RoleRef, ...] = (
        Role.MENTOR.value,
        Role.HOMEROOM_TEACHER.value,
        Role.COUNSELLOR.value,
    )
    """who acts on it and may therefore read it"""
    purpose: Text = "用于优先安排导师和关心，不作评价、不公开"
    """why membership is kept"""


class CategorySetRule(Rule):
    """A set of categories under one name, e.g. 特殊学生."""

    key: Key
    """ASCII key by which other rules name the whole set"""
    categories: tuple[CategoryRef, ...] = Field(min_length=1)
    """keys of the categories in it"""
    stated_count: Count | None = None
    """how many the source claims; where it differs from the list, the gap is shown"""


class RoleRule(Rule):
    """A role of the school's own, or what a known role does in this scheme."""

    role: Key
    """a known role, or a new key that other rules may then name"""
    acts_as: Role | None = None
    """for a new key: the known role whose rights it has"""
    track: Track | None = None
    """for a new key that acts as mentor: what this mentor is there for: study (学业导师), conduct (成长导师)"""
    does: tuple[Text, ...] = ()
    """what the role does, item by item"""
    answers_to: RoleRef | None = None
    """the next role up the line"""
    order: Count = 1
    """place in the line of responsibility, 1 is the top"""

    @model_validator(mode="after")
    def _new_role_acts_as_known(self) -> RoleRule:
        if self.role not in set(Role) and self.acts_as is None:
            raise broken("new_role_acts_as", role=self.role)
        if self.track and (self.acts_as is None or self.acts_as.value not in MENTORS):
            raise broken("role_track", role=self.role)
        return self


class TeamPattern(StrEnum):
    SINGLE = "single"
    CLASS_TEAM = "class_team"
    GROUP_IN_CLASS = "group_in_class"
    TYPED_MENTORS = "typed_mentors"
    TWO_TIERS = "two_tiers"
    FIXED_TEAM = "fixed_team"
    SUPPORT_TEAM = "support_team"


class TeamPlace(Part):
    """One place in a team."""

    role: RoleRef
    """who takes the place"""
    count: Count = 1
    """how many"""
    field: str = ""
    """for typed mentors: study, interest, life, mind, in the school's own words"""
    does: str = ""
    """what this place is for"""


class TeamRule(Rule):
    """The team around a student or a class, e.g. 班级育人共同体, 1+5, study/interest/life/mind."""

    pattern: TeamPattern
    """single, class_team, group_in_class, typed_mentors, two_tiers, fixed_team, support_team"""
    places: tuple[TeamPlace, ...] = Field(min_length=1)
    """who belongs to it and what each does"""
    lead: RoleRef | None = None
    """who leads it, e.g. chief_mentor (首席导师)"""


class AppointmentAct(StrEnum):
    LETTER = "letter"
    CEREMONY = "ceremony"
    AGREEMENT = "agreement"
    PUBLISHED_LIST = "published_list"
    PUBLISHED_PROFILE = "published_profile"
    PUBLISHED_CRITERIA = "published_criteria"


class AppointmentRule(Rule):
    """How mentors are appointed and made known."""

    acts: tuple[AppointmentAct, ...] = Field(min_length=1)
    """letter, ceremony, agreement, published_list, published_profile, published_criteria"""
    by: RoleRef = Role.LEADERSHIP_GROUP.value
    """who does it"""
    every: Period | None = None
    """how often"""


class People(Part):
    """The people of the scheme."""

    mentors: tuple[MentorRule, ...] = ()
    """pools of mentors"""
    eligibility: tuple[EligibilityRule, ...] = ()
    """what a mentor must bring"""
    mentees: tuple[MenteeRule, ...] = ()
    """who is a mentee"""
    categories: tuple[CategoryRule, ...] = ()
    """named groups of students"""
    category_sets: tuple[CategorySetRule, ...] = ()
    """sets of categories"""
    roles: tuple[RoleRule, ...] = ()
    """roles and what they do"""
    teams: tuple[TeamRule, ...] = ()
    """teams around students"""
    appointments: tuple[AppointmentRule, ...] = ()
    """letters, lists, ceremonies"""
