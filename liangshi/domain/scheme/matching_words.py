"""The closed vocabularies of the matching part."""

from __future__ import annotations

from enum import StrEnum


class QuotaScope(StrEnum):
    ALL = "all"
    PER_CLASS = "per_class"
    PER_GRADE = "per_grade"


class ChoiceOfNumber(StrEnum):
    FIXED = "fixed"
    LOWER = "lower"
    FREE = "free"


class Way(StrEnum):
    SURVEY = "survey"
    TWO_SIDED = "two_sided"
    STUDENT_CHOICE = "student_choice"
    CHOICE_AND_ARRANGEMENT = "choice_and_arrangement"
    CLUB = "club"
    CLASS_GROUP = "class_group"
    STUDY_GROUPS = "study_groups"
    CLASSES_TAUGHT = "classes_taught"
    VOLUNTARY = "voluntary"
    ASSIGNMENT = "assignment"


class PairingKind(StrEnum):
    WHOLE = "whole"
    STUDY = "study"
    CONDUCT = "conduct"
    INTEREST = "interest"
    LIFE = "life"
    MIND = "mind"


class RoundEnd(StrEnum):
    DEADLINE = "deadline"
    EVERYONE_PLACED = "everyone_placed"
    COORDINATOR = "coordinator"


class PhaseKind(StrEnum):
    CRITERIA = "criteria"
    MENTORS_APPLY = "mentors_apply"
    PROFILES = "profiles"
    NOMINATIONS = "nominations"
    MOBILISATION = "mobilisation"
    WISHES = "wishes"
    ANSWERS = "answers"
    GROUPING = "grouping"
    SOLVE = "solve"
    PLACEMENT = "placement"
    REVIEW = "review"
    CONFIRMATION = "confirmation"
    PUBLICATION = "publication"
    AGREEMENT = "agreement"
    FILING = "filing"


class PriorityGround(StrEnum):
    SPECIAL_GROUPS = "special_groups"
    FORMER_MENTOR = "former_mentor"
    OWN_CLASS = "own_class"
    CLASSES_TAUGHT = "classes_taught"
    VOLUNTEERS = "volunteers"
    SIBLING = "sibling"
    BOARDERS = "boarders"
    GRADUATING = "graduating"


class Imbalance(StrEnum):
    OVER_SUBSCRIBED = "over_subscribed"
    UNDER_SUBSCRIBED = "under_subscribed"
    LEFT_OVER = "left_over"


class ImbalanceAction(StrEnum):
    SPECIAL_FIRST = "special_first"
    PERSUADE = "persuade"
    REDISTRIBUTE = "redistribute"
    MOBILISE = "mobilise"
    SECOND_ROUND = "second_round"
    ASSIGN = "assign"


class DeclineReason(StrEnum):
    QUOTA_FULL = "quota_full"
    KINSHIP = "kinship"
    CONFLICT = "conflict"
    HEALTH = "health"
    LEAVE = "leave"
    OUT_OF_FIELD = "out_of_field"
    OTHER_STATED = "other_stated"


class Attribute(StrEnum):
    GENDER = "gender"
    INTERESTS = "interests"
    TALENTS = "talents"
    PERSONALITY = "personality"
    LEARNING_STYLE = "learning_style"
    STUDY_NEEDS = "study_needs"
    HELP_WANTED = "help_wanted"
    LEVEL = "level"
    SUBJECT = "subject"
    FIELD_OF_MENTOR = "field_of_mentor"
    STRENGTHS_OF_MENTOR = "strengths_of_mentor"
    EXPERIENCE = "experience"
    NUMBERS = "numbers"
    PROBLEMS = "problems"
    CLASS = "class"
    GRADE = "grade"
    REGION = "region"
    FORMER_PAIRING = "former_pairing"


class BalanceAim(StrEnum):
    EVEN = "even"
    MIXED = "mixed"
    ALIKE = "alike"


class BalanceAcross(StrEnum):
    MENTORS = "mentors"
    WITHIN_CLASS = "within_class"
    WITHIN_GRADE = "within_grade"


class ReachOfRole(StrEnum):
    OWN_CLASS = "own_class"
    CLASSES_TAUGHT = "classes_taught"
    OWN_GRADE = "own_grade"
    OWN_CLUB = "own_club"
    WHOLE_SCHOOL = "whole_school"
    PLACED_CENTRALLY = "placed_centrally"


class TermLength(StrEnum):
    TERM = "term"
    SCHOOL_YEAR = "school_year"
    STAGE = "stage"
    ENTRY_TO_GRADUATION = "entry_to_graduation"


class KeptPairs(StrEnum):
    KEEP = "keep"
    KEEP_IF_BOTH_WISH = "keep_if_both_wish"
    PREFER_FORMER = "prefer_former"
    DISSOLVE = "dissolve"


class ChangeCause(StrEnum):
    STUDENT_REQUEST = "student_request"
    MENTOR_REQUEST = "mentor_request"
    GUARDIAN_REQUEST = "guardian_request"
    MENTOR_LEAVES = "mentor_leaves"
    POOR_FIT = "poor_fit"
    REVIEW = "review"
