"""Key moments: what happens when the calendar, a life, a measure or a status says so."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    CategoryRef,
    Count,
    DayOfYear,
    DutyRef,
    Part,
    Percent,
    RoleRef,
    Rule,
    Text,
    TimeLimit,
    broken,
)
from liangshi.domain.scheme.duties import Rhythm
from liangshi.domain.scheme.vocabulary import GRADES_OF, Channel, DutyKind, Obligation, Period, Stage, Track


class Trigger(StrEnum):
    """calendar windows, events of life, measured signals, statuses."""

    TERM_START = "term_start"
    TERM_END = "term_end"
    IMPORTANT_EXAM = "important_exam"
    ENTRY = "entry"
    THEME_DAY = "theme_day"
    STUDY_CHANGE = "study_change"
    LIFE_CHANGE = "life_change"
    FAMILY_UPHEAVAL = "family_upheaval"
    BEREAVEMENT = "bereavement"
    ILLNESS = "illness"
    INJURY = "injury"
    TRUANCY = "truancy"
    DISCIPLINE = "discipline"
    CONFLICT = "conflict"
    PROGRESS = "progress"
    DANGER = "danger"
    DANGER_OVER = "danger_over"
    MOOD_CHANGE = "mood_change"
    MARKS_DOWN = "marks_down"
    MARKS_UP = "marks_up"
    SIGN_LASTS = "sign_lasts"
    ABSENT_DAYS = "absent_days"
    NOT_ATTENDING = "not_attending"
    BOARDING_WEEKEND = "boarding_weekend"
    REQUEST_FOR_HELP = "request_for_help"
    PARENT_REQUEST = "parent_request"
    MENTOR_CHANGE = "mentor_change"


WITH_PERCENT = (Trigger.MARKS_DOWN, Trigger.MARKS_UP)
WITH_DAYS = (Trigger.SIGN_LASTS, Trigger.ABSENT_DAYS)


class Lasts(StrEnum):
    """How long something is done again and again: so many days, weeks, months, or to the end of the term or year."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    TERM = "term"
    SCHOOL_YEAR = "school_year"


class During(Part):
    """The time after a moment: `{ amount = 1, unit = "months" }`, or `{ unit = "term" }` to the end of the term."""

    unit: Lasts
    """days, weeks, months; term or school_year: to its end"""
    amount: Count | None = None
    """how many of the unit; none for term and school_year"""

    @model_validator(mode="after")
    def _amount_fits_unit(self) -> During:
        if (self.unit in (Lasts.TERM, Lasts.SCHOOL_YEAR)) == (self.amount is not None):
            raise broken("during_amount", unit=self.unit.value)
        return self


REPEATED = (Period.DAY, Period.WEEK, Period.TWO_WEEKS, Period.MONTH)
"""The periods in which something can follow again and again."""


class FollowUp(Part):
    """The duty that a moment opens."""

    duty: DutyRef | None = None
    """id of the duty that then has to be done"""
    kind: DutyKind | None = None
    """or only its kind, where no duty of its own is needed"""
    by: RoleRef | None = None
    """by whom; none means by whoever owes the duty"""
    track: Track | None = None
    """only by the mentor for this: study, conduct; none means as the duty says"""
    within: TimeLimit | None = None
    """by when"""
    rhythm: Rhythm | None = None
    """with `during`: how often again and again, e.g. every week"""
    during: During | None = None
    """with `rhythm`: for how long after the moment"""
    channels: tuple[Channel, ...] = ()
    """by which channels"""
    obligation: Obligation = Obligation.REQUIRED
    """required, expected, optional"""
    details: str = ""
    """what it should be about"""

    @model_validator(mode="after")
    def _duty_or_kind(self) -> FollowUp:
        if (self.duty is None) == (self.kind is None):
            raise broken("follow_up_duty_or_kind")
        if (self.rhythm is None) != (self.during is None):
            raise broken("follow_up_rhythm_and_during")
        if self.rhythm and self.within:
            raise broken("follow_up_within_or_during")
        if self.rhythm and (self.rhythm.minimum is None or self.rhythm.every not in REPEATED):
            raise broken("follow_up_rhythm")
        return self


class Told(Part):
    """Who else is told."""

    role: RoleRef
    """whom"""
    within: TimeLimit | None = None
    """by when"""
    after_follow_up: bool = False
    """true where it comes after the talk, e.g. the parents are then informed"""
    when_necessary: bool = False
    """true where the source says 必要"""


class MomentRule(Rule):
    """When this happens, that follows."""

    trigger: Trigger
    """term_start, important_exam, bereavement, progress, marks_down, not_attending …"""
    follow_ups: tuple[FollowUp, ...] = ()
    """duties that follow"""
    tells: tuple[Told, ...] = ()
    """who is told"""
    days_before: int = Field(default=0, ge=0)
    """calendar moments: opens so many days before"""
    days_after: int = Field(default=7, ge=0)
    """and closes so many days after"""
    dates: tuple[DayOfYear, ...] = ()
    """theme_day: month and day, e.g. 05-25"""
    percent: Percent | None = None
    """marks_down, marks_up: by how many percent"""
    days: Count | None = None
    """sign_lasts, absent_days: for how many days"""
    sign: str = ""
    """sign_lasts: which sign"""
    categories: tuple[CategoryRef, ...] = ()
    """only for these students; none means all"""
    stages: tuple[Stage, ...] = ()
    """only in these stages; none means all"""
    grades: tuple[Count, ...] = ()
    """only in these grades; none means all"""
    examples: tuple[Text, ...] = ()
    """what counts as such a moment, in words"""

    def is_for(self, grade: int) -> bool:
        """Whether it is about students of this grade."""
        if self.grades:
            return grade in self.grades
        return not self.stages or any(grade in GRADES_OF[stage] for stage in self.stages)

    @model_validator(mode="after")
    def _has_measure_and_effect(self) -> MomentRule:
        if not (self.follow_ups or self.tells):
            raise broken("moment_without_effect")
        if self.trigger is Trigger.TERM_END and any(follow.rhythm for follow in self.follow_ups):
            raise broken("follow_up_after_term")
        if (self.trigger in WITH_PERCENT) != (self.percent is not None):
            raise broken("moment_detail", trigger=self.trigger.value, key="percent")
        if (self.trigger is Trigger.THEME_DAY) != bool(self.dates):
            raise broken("moment_detail", trigger=self.trigger.value, key="dates")
        if (self.trigger in WITH_DAYS) != (self.days is not None):
            raise broken("moment_detail", trigger=self.trigger.value, key="days")
        return self
