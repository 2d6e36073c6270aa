"""Worked examples inside the document: what is given, and what must come out."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from liangshi.domain.scheme.appraisal import DeductionEvent, ResultLevel
from liangshi.domain.scheme.base import (
    AnyRuleRef,
    CategoryRef,
    Count,
    DutyRef,
    LineRef,
    Part,
    Points,
    RoleRef,
    RuleId,
    Text,
    broken,
)
from liangshi.domain.scheme.moments import Trigger
from liangshi.domain.scheme.vocabulary import Channel, Period


class ExampleDuty(Part):
    """Given a duty and a student, what is expected."""

    duty: DutyRef
    """id of the duty"""
    categories: tuple[CategoryRef, ...] = ()
    """categories the student belongs to"""
    on: date
    """on this day"""
    channel: Channel | None = None
    """a record made by this channel"""
    done_by: tuple[RoleRef, ...] = ()
    """roles that took part in the record"""
    times: int | None = Field(default=None, ge=0)
    """expected: at least, or exactly, so many"""
    every: Period | None = None
    """expected: in each such period"""
    periods: Count = 1
    """expected: with `every`, so many of them together"""
    counts: bool | None = None
    """expected: whether the record by this channel and these roles counts"""
    due_by: date | None = None
    """expected: the first duty is due on this day (computed by the duty engine)"""

    @model_validator(mode="after")
    def _expects_something(self) -> ExampleDuty:
        if self.times is None and self.every is None and self.counts is None and not self.due_by:
            raise broken("example_expects_nothing")
        if self.counts is not None and self.channel is None and not self.done_by:
            raise broken("example_counts_channel")
        return self


class ExampleQuota(Part):
    """Given a number of students of one mentor, whether the quota allows it."""

    students: int = Field(ge=0)
    """so many students"""
    on: date
    """on this day"""
    allowed: bool
    """expected: whether the ceiling allows it"""
    over_target: bool | None = None
    """expected: whether it is above the target"""


class ExampleMoment(Part):
    """Given a moment, which duties follow and who is told."""

    trigger: Trigger
    """the moment"""
    on: date
    """on this day"""
    follows: tuple[Text, ...] = ()
    """expected: ids or kinds of the duties that follow"""
    told: tuple[RoleRef, ...] = ()
    """expected: who is told"""


class AwardedBand(Part):
    """A band awarded on one line."""

    line: LineRef
    """id of the line"""
    band: Text
    """name of the band"""


class AwardedPoints(Part):
    """Points given on one line by one evaluator, or in all."""

    line: LineRef
    """id of the line"""
    evaluator: RoleRef | None = None
    """by whom, where the line is a sum of parts"""
    points: Points
    """points given"""


class CountedEvent(Part):
    """An event that takes points off."""

    event: DeductionEvent
    """dropout, parents_meeting_missed …"""
    times: int = Field(ge=0)
    """how often"""


class AwardedResult(Part):
    """A result that brings a bonus."""

    bonus: AnyRuleRef
    """id of the bonus rule"""
    level: ResultLevel
    """province, city, county …"""


class ExampleAppraisal(Part):
    """Given bands, marks, events and results, the points that come out."""

    on: date
    """on this day"""
    bands: tuple[AwardedBand, ...] = ()
    """bands awarded"""
    marks: tuple[AwardedPoints, ...] = ()
    """points given"""
    events: tuple[CountedEvent, ...] = ()
    """events"""
    results: tuple[AwardedResult, ...] = ()
    """results"""
    vetoes: tuple[AnyRuleRef, ...] = ()
    """vetoes that were found"""
    total: Points | None = None
    """expected: points in all"""
    void: bool = False
    """expected: whether the appraisal is void"""


class Example(Part):
    """A worked example that must hold before the scheme is published."""

    id: RuleId
    """stable id"""
    says: Text
    """the example in words"""
    duty: ExampleDuty | None = None
    """an example about a duty"""
    quota: ExampleQuota | None = None
    """an example about a quota"""
    moment: ExampleMoment | None = None
    """an example about a key moment"""
    appraisal: ExampleAppraisal | None = None
    """an example about the appraisal"""

    @model_validator(mode="after")
    def _one_subject(self) -> Example:
        given = [s for s in (self.duty, self.quota, self.moment, self.appraisal) if s is not None]
        if len(given) != 1:
            raise broken("example_one_subject")
        return self
