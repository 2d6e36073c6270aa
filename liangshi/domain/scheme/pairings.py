"""What holds for a pairing once it is made: its term, its agreement, its changes."""

from __future__ import annotations

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    CategoryRef,
    Count,
    FormRef,
    GuidanceRef,
    RoleRef,
    Rule,
    Text,
    TimeLimit,
    broken,
)
from liangshi.domain.scheme.matching_words import ChangeCause, KeptPairs, TermLength
from liangshi.domain.scheme.vocabulary import Role


class SeveralMentorsRule(Rule):
    """When one student has several mentors."""

    up_to: Count
    """at most so many mentors for one student"""
    categories: tuple[CategoryRef, ...] = ()
    """for these students; none means where the school finds a special need"""
    purposes: tuple[GuidanceRef, ...] = ()
    """one purpose for each mentor, as guidance fields; none means it is agreed each time"""
    decided_by: RoleRef = Role.COORDINATOR.value
    """who decides"""

    @model_validator(mode="after")
    def _more_than_one(self) -> SeveralMentorsRule:
        if self.up_to < 2:
            raise broken("several_mentors", up_to=self.up_to)
        return self


class TermRule(Rule):
    """How long a pairing lasts."""

    length: TermLength
    """term, school_year, stage (to its end), entry_to_graduation"""
    renewable: bool = True
    """may be renewed on the record"""
    reviewed: bool = True
    """the fit is looked at again at the end"""


class AgreementRule(Rule):
    """The agreement of duties 师生职责协议书."""

    signed_by: tuple[RoleRef, ...] = Field(min_length=1)
    """who signs"""
    mentor_duties: tuple[Text, ...] = ()
    """duties of the mentor, item by item"""
    student_duties: tuple[Text, ...] = ()
    """duties of the student, item by item"""
    guardian_duties: tuple[Text, ...] = ()
    """duties of the family, item by item"""
    text: str = ""
    """words before the items"""
    form: FormRef | None = None
    """the form it is printed on"""


class KeptRule(Rule):
    """What becomes of pairings that exist when a new round begins."""

    policy: KeptPairs
    """keep, keep_if_both_wish, prefer_former or dissolve"""


class ChangeRule(Rule):
    """How a pairing changes in between."""

    causes: tuple[ChangeCause, ...] = Field(min_length=1)
    """student_request, mentor_request, guardian_request, mentor_leaves, poor_fit …"""
    quiet: bool = True
    """a student may ask without the mentor being told who asked"""
    decided_by: RoleRef = Role.COORDINATOR.value
    """who decides"""
    within: TimeLimit | None = None
    """by when it is answered"""
    successor: bool = True
    """a mentor who leaves is followed by a successor with a handover"""
