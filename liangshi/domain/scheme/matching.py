"""Matching: quotas, ways, rounds, phases, priorities, and what happens to a pairing later."""

from __future__ import annotations

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    CategoryRef,
    Count,
    Days,
    FormRef,
    Part,
    Percent,
    RoleRef,
    Rule,
    Text,
    broken,
)
from liangshi.domain.scheme.matching_words import (
    Attribute,
    BalanceAcross,
    BalanceAim,
    ChoiceOfNumber,
    DeclineReason,
    Imbalance,
    ImbalanceAction,
    PairingKind,
    PhaseKind,
    PriorityGround,
    QuotaScope,
    ReachOfRole,
    RoundEnd,
    Way,
)
from liangshi.domain.scheme.pairings import (
    AgreementRule,
    ChangeRule,
    KeptRule,
    SeveralMentorsRule,
    TermRule,
)
from liangshi.domain.scheme.people import MentorPool
from liangshi.domain.scheme.vocabulary import Role, Stage, Strength


class CoverageRule(Rule):
    """Every student has a mentor; every teacher is a mentor."""

    every_student: bool = True
    """no student is left without a mentor"""
    every_mentor: bool = False
    """every mentor has at least one student"""
    strength: Strength = Strength.HARD
    """hard, or soft for 原则上"""


class QuotaRule(Rule):
    """How many students one mentor has: least, target, ceiling."""

    minimum: int = Field(default=0, ge=0)
    """no fewer than this, where it can be reached"""
    target_low: Count | None = None
    """the target begins here, e.g. 3 of 3—5"""
    target_high: Count | None = None
    """the target ends here, e.g. 5 of 3—5"""
    ceiling: Count
    """never more than this"""
    strength: Strength = Strength.HARD
    """hard: the ceiling is never broken; soft: 原则上, broken with a stated reason"""
    scope: QuotaScope = QuotaScope.ALL
    """counted in all, per class or per grade"""
    school_may_set: ChoiceOfNumber = ChoiceOfNumber.LOWER
    """fixed, lower (a school may set less), free"""
    pools: tuple[MentorPool, ...] = ()
    """only for these pools of mentors, e.g. another quota for outsiders; none means all"""
    roles: tuple[RoleRef, ...] = ()
    """only for mentors who also have one of these roles, e.g. homeroom_teacher; none means all"""
    early_career_only: bool = False
    """only for teachers with the early-career flag"""
    stages: tuple[Stage, ...] = ()
    """only in these stages; none means all"""
    grades: tuple[Count, ...] = ()
    """only for students of these grades; none means all"""

    @model_validator(mode="after")
    def _numbers_in_order(self) -> QuotaRule:
        order = ("minimum", "target_low", "target_high", "ceiling")
        given = {name: self.__dict__[name] for name in order if self.__dict__[name]}
        if [*given.values()] != sorted(given.values()):
            raise broken("quota_order", numbers="、".join(f"{name}={number}" for name, number in given.items()))
        return self

    @property
    def general(self) -> bool:
        """Whether the quota holds for every mentor."""
        return not (self.pools or self.roles or self.stages or self.grades or self.early_career_only)

    @property
    def target(self) -> int:
        """The upper end of the target, or the ceiling where no target is given."""
        return self.target_high or self.target_low or self.ceiling


class WayRule(Rule):
    """By which way students and mentors find each other."""

    way: Way
    """survey, two_sided, student_choice, club, class_group, study_groups, classes_taught …"""
    order: Count = 1
    """ways are gone through in this order"""
    kind: PairingKind = PairingKind.WHOLE
    """for which typed pairing: whole, study (导学), conduct (导德) …"""
    alternatives: tuple[Way, ...] = ()
    """other ways among which the school may choose"""
    stages: tuple[Stage, ...] = ()
    """only in these stages; none means all"""
    grades: tuple[Count, ...] = ()
    """only in these grades; none means all"""


class StudyGroupRule(Rule):
    """Pairing by groups of students, e.g. groups of 5–6, three to one mentor."""

    size_low: Count
    """least size of a group"""
    size_high: Count
    """greatest size of a group"""
    groups_per_mentor: Count
    """so many groups merge into one mentor's group"""

    @model_validator(mode="after")
    def _sizes_in_order(self) -> StudyGroupRule:
        if self.size_low > self.size_high:
            raise broken("group_sizes", low=self.size_low, high=self.size_high)
        return self

    def students_per_mentor(self) -> tuple[int, int]:
        """Least and greatest number of students one mentor then has."""
        return self.size_low * self.groups_per_mentor, self.size_high * self.groups_per_mentor


class RoundRule(Rule):
    """One round of wishes."""

    number: Count
    """1 for the first round"""
    way: Way
    """survey, two_sided, student_choice …"""
    choices: Count
    """how many mentors a student may name, in order"""
    days: Count
    """how many days wishes are open"""
    ends_with: RoundEnd = RoundEnd.DEADLINE
    """deadline, everyone_placed or coordinator"""
    proposed_by: RoleRef = Role.STUDENT.value
    """who proposes"""
    confirmed_by: RoleRef | None = None
    """who answers the wishes; none means nobody has to"""
    only_unplaced: bool = False
    """a later round: only for students still without a mentor"""


class PhaseRule(Rule):
    """One phase of the round, in order."""

    order: Count
    """1 is the first phase"""
    phase: PhaseKind
    """criteria, mentors_apply, profiles, nominations, wishes, answers, solve, placement …"""
    by: RoleRef
    """who acts in it"""
    days: Days = 7
    """how long it lasts; 0 for an act without a span"""


class PriorityRule(Rule):
    """Who comes first where places are short."""

    tier: Count
    """1 comes first"""
    ground: PriorityGround
    """special_groups, former_mentor, own_class, classes_taught, volunteers …"""
    categories: tuple[CategoryRef, ...] = ()
    """with special_groups: which; none means every declared category"""
    only_when_short: bool = False
    """true where it holds only for over-subscribed mentors"""

    @model_validator(mode="after")
    def _categories_only_for_groups(self) -> PriorityRule:
        if self.categories and self.ground is not PriorityGround.SPECIAL_GROUPS:
            raise broken("priority_categories", ground=self.ground.value)
        return self


class Nomination(Part):
    """One route by which a student is named for a typed pairing."""

    by: RoleRef
    """who names the student"""
    on_ground_of: str = ""
    """on what ground, e.g. 根据学习情况"""
    together_with: tuple[RoleRef, ...] = ()
    """whose wish or decision is part of it, e.g. the guardian's wish"""


class NominationRule(Rule):
    """Who nominates for 导学 (study) or 导德 (conduct)."""

    kind: PairingKind
    """study, conduct …"""
    routes: tuple[Nomination, ...] = Field(min_length=1)
    """the routes; any one is enough"""
    voluntary: bool = True
    """the student's own wish and decision are respected; nobody is forced"""
    quietly: bool = False
    """the ground is never shown to others"""


class ImbalanceRule(Rule):
    """What is done where a mentor is over-subscribed or too few sign up."""

    when: Imbalance
    """over_subscribed, under_subscribed or left_over"""
    actions: tuple[ImbalanceAction, ...] = Field(min_length=1)
    """in this order: special_first, persuade, redistribute, mobilise, second_round, assign"""
    by: RoleRef = Role.COORDINATOR.value
    """who acts"""


class DeclineRule(Rule):
    """Whether and when a mentor may decline a student."""

    allowed: bool = True
    """false where nobody may decline at all"""
    reasons: tuple[DeclineReason, ...] = ()
    """the reasons that are accepted"""
    cap: int | None = Field(default=None, ge=0)
    """at most so many declines for one mentor in one round; none means no cap"""
    decided_by: RoleRef = Role.COORDINATOR.value
    """who decides whether the reason holds"""

    @model_validator(mode="after")
    def _reasons_where_allowed(self) -> DeclineRule:
        if self.allowed != bool(self.reasons):
            raise broken("decline_reasons")
        return self


class BalanceRule(Rule):
    """What is balanced or mixed across the groups of mentors."""

    attribute: Attribute
    """gender, interests, learning_style, level, class, grade, region …"""
    aim: BalanceAim
    """even: the same share everywhere; mixed: different kinds together; alike: the same kind"""
    across: BalanceAcross = BalanceAcross.MENTORS
    """across mentors, within the class or within the grade"""
    weight: Percent = 10
    """weight in the fit, in percent points"""


class FitRule(Rule):
    """What makes a mentor fit a student, with a weight."""

    attribute: Attribute
    """help_wanted, interests, subject, field_of_mentor, experience, learning_style …"""
    weight: Percent
    """weight in the fit, in percent points"""


class WishFormRule(Rule):
    """What students and mentors write when they sign up."""

    student: tuple[Text, ...] = ()
    """what the student writes: help wanted, wishes about the teacher …"""
    mentor: tuple[Text, ...] = ()
    """what the mentor writes: strengths, interests, a word to students …"""
    student_learns: tuple[Text, ...] = ()
    """what the student may know of a mentor before choosing"""
    mentor_learns: tuple[Text, ...] = ()
    """what the mentor may know of a student, within privacy limits"""
    forms: tuple[FormRef, ...] = ()
    """the forms it is written on"""


class PlacementRule(Rule):
    """Who proposes, places, confirms and files the result."""

    proposed_by: RoleRef | None = None
    """who draws up the pairing"""
    placed_by: RoleRef
    """who places students still without a mentor"""
    confirmed_by: RoleRef | None = None
    """who confirms it"""
    filed_with: RoleRef | None = None
    """with whom the result is filed"""
    weighs: tuple[Attribute, ...] = ()
    """what is weighed"""
    student_choice_first: bool = True
    """students' choice comes before the school's arrangement"""


class PoolRule(Rule):
    """Which students a role may be paired with."""

    role: RoleRef
    """homeroom_teacher, subject_teacher …"""
    reach: ReachOfRole
    """own_class, classes_taught, own_grade, own_club, whole_school, placed_centrally"""


class Matching(Part):
    """How mentors and students find each other."""

    coverage: tuple[CoverageRule, ...] = ()
    """every student, every teacher"""
    quotas: tuple[QuotaRule, ...] = ()
    """how many students for one mentor"""
    ways: tuple[WayRule, ...] = ()
    """ways of matching"""
    study_groups: tuple[StudyGroupRule, ...] = ()
    """pairing by groups"""
    rounds: tuple[RoundRule, ...] = ()
    """rounds of wishes"""
    phases: tuple[PhaseRule, ...] = ()
    """phases, in order"""
    priorities: tuple[PriorityRule, ...] = ()
    """who comes first"""
    nominations: tuple[NominationRule, ...] = ()
    """who names students for typed pairings"""
    imbalances: tuple[ImbalanceRule, ...] = ()
    """too many, too few"""
    declines: tuple[DeclineRule, ...] = ()
    """declining a student"""
    balances: tuple[BalanceRule, ...] = ()
    """balance terms"""
    fits: tuple[FitRule, ...] = ()
    """fit weights"""
    wish_forms: tuple[WishFormRule, ...] = ()
    """what is written at sign-up"""
    placements: tuple[PlacementRule, ...] = ()
    """who places and confirms"""
    pools: tuple[PoolRule, ...] = ()
    """pools by role"""
    several_mentors: tuple[SeveralMentorsRule, ...] = ()
    """several mentors for one student"""
    terms: tuple[TermRule, ...] = ()
    """length of a pairing"""
    agreements: tuple[AgreementRule, ...] = ()
    """agreement of duties"""
    kept_pairs: tuple[KeptRule, ...] = ()
    """pairings that exist already"""
    changes: tuple[ChangeRule, ...] = ()
    """changes in between"""
