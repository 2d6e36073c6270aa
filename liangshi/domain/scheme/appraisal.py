"""Appraisal of mentors: lines, bands, bonuses, deductions, limits, vetoes, removal, appeal."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    Count,
    Days,
    LineRef,
    Part,
    Percent,
    Points,
    RoleRef,
    Rule,
    SurveyRef,
    Text,
    broken,
)
from liangshi.domain.scheme.vocabulary import DutyKind, Period, Role


class LineMethod(StrEnum):
    """How the points of a line come about."""

    BANDS = "bands"
    SCORE = "score"
    MEAN = "mean"
    SUM_OF_PARTS = "sum_of_parts"


class Basis(StrEnum):
    """What a line rests on. Counting records is never computed; the linter warns of it."""

    JUDGEMENT = "judgement"
    QUESTIONNAIRE = "questionnaire"
    EVENTS = "events"
    RESULTS = "results"
    RECORD_COUNT = "record_count"
    STUDENT_MARKS = "student_marks"


class ScoreBand(Part):
    """One band of a line or of the whole."""

    name: Text
    """一档, A等, 优秀 …"""
    points: Points
    """the points it gives"""


class LinePart(Part):
    """One evaluator's share of a line."""

    evaluator: RoleRef
    """who gives it"""
    points: Points
    """full mark"""
    mean: bool = False
    """the mean over all who answered, e.g. over the mentor's own students"""


class LineRule(Rule):
    """One line of the appraisal sheet."""

    method: LineMethod
    """bands, score, mean, sum_of_parts"""
    full_points: Points
    """full mark of the line; a weight where all lines make 100"""
    basis: Basis = Basis.JUDGEMENT
    """judgement, questionnaire, events, results; record_count and student_marks are warned of"""
    evaluators: tuple[RoleRef, ...] = Field(min_length=1)
    """who gives the points"""
    bands: tuple[ScoreBand, ...] = ()
    """with bands: the bands, best first"""
    parts: tuple[LinePart, ...] = ()
    """with sum_of_parts: the share of each evaluator"""
    survey: SurveyRef | None = None
    """the questionnaire it comes from"""
    looks_at: tuple[Text, ...] = ()
    """what the evaluator looks at"""

    @model_validator(mode="after")
    def _method_has_its_detail(self) -> LineRule:
        if (self.method is LineMethod.BANDS) != bool(self.bands):
            raise broken("line_detail", method=self.method.value, key="bands")
        if (self.method is LineMethod.SUM_OF_PARTS) != bool(self.parts):
            raise broken("line_detail", method=self.method.value, key="parts")
        if self.bands and max(band.points for band in self.bands) != self.full_points:
            raise broken("line_full_points", full=str(self.full_points))
        if self.parts and sum(part.points for part in self.parts) != self.full_points:
            raise broken("line_full_points", full=str(self.full_points))
        return self


class AppraisalGrade(Part):
    """One grade of the whole appraisal."""

    name: Text
    """A等, 优秀 …"""
    points: Points | None = None
    """the points it carries into another total"""
    from_score: Points | None = None
    """the least score for it, e.g. 90"""
    cap_percent: Percent | None = None
    """at most this share of mentors, e.g. 15"""


class GradeRule(Rule):
    """The grades of the whole, what they carry into another total, their limits and caps."""

    grades: tuple[AppraisalGrade, ...] = Field(min_length=1)
    """the grades, best first"""
    carried_into: str = ""
    """the other total, e.g. 全校年终综合评估"""

    @model_validator(mode="after")
    def _best_first(self) -> GradeRule:
        for values in (
            [g.points for g in self.grades if g.points is not None],
            [g.from_score for g in self.grades if g.from_score is not None],
        ):
            if values != sorted(values, reverse=True):
                raise broken("grades_best_first")
        return self


class ResultLevel(StrEnum):
    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    SCHOOL = "school"


class BonusStep(Part):
    """The bonus at one level."""

    level: ResultLevel
    """nation, province, city, county, school"""
    points: Points
    """points added"""


class BonusRule(Rule):
    """Points added for a result, by its level."""

    line: LineRef | None = None
    """the line to which it belongs"""
    result: Text
    """what counts as a result, e.g. 研究成果获奖"""
    steps: tuple[BonusStep, ...] = Field(min_length=1)
    """points by level"""
    best_only: bool = True
    """only the best level of one result counts"""


class DeductionEvent(StrEnum):
    DROPOUT = "dropout"
    PARENTS_MEETING_MISSED = "parents_meeting_missed"
    MEETING_MISSED = "meeting_missed"
    TRAINING_MISSED = "training_missed"
    COMPLAINT_UPHELD = "complaint_upheld"
    DUTY_NEGLECTED = "duty_neglected"
    INCIDENT = "incident"
    OTHER = "other"


class DeductionRule(Rule):
    """Points taken off for each event."""

    event: DeductionEvent
    """dropout, parents_meeting_missed, meeting_missed …"""
    points: Points
    """points for each time; a negative number"""
    cap: Points | None = None
    """no more than this in all; a negative number"""
    excused_with_reason: bool = True
    """an event with a reason that holds takes nothing off"""

    @model_validator(mode="after")
    def _takes_off(self) -> DeductionRule:
        if self.points >= 0 or (self.cap is not None and self.cap > self.points):
            raise broken("deduction_sign", points=str(self.points))
        return self


class GradeChangeRule(Rule):
    """A rule-based change of grade, e.g. fewer than n meetings: one grade down."""

    duty_kind: DutyKind
    """the kind of duty that is looked at"""
    fewer_than: Count
    """fewer than so many"""
    every: Period
    """in each term, school year …"""
    steps_down: Count = 1
    """so many grades down"""


class VetoRule(Rule):
    """一票否决: a finding that voids the appraisal."""

    finding: Text
    """what was found, in words"""
    voids: Period = Period.SCHOOL_YEAR
    """for how long"""
    decided_by: RoleRef = Role.LEADERSHIP_GROUP.value
    """who decides, after hearing the mentor"""
    hearing: bool = True
    """the mentor is heard first"""


class Consequence(StrEnum):
    REMOVED = "removed"
    WARNED = "warned"
    TRAINED_AGAIN = "trained_again"


class RemovalRule(Rule):
    """When somebody is no longer a mentor."""

    finding: Text
    """unqualified, more than half dissatisfied …"""
    consequence: Consequence = Consequence.REMOVED
    """removed, warned, or trained_again before going on"""
    dissatisfied_over: Percent | None = None
    """out where more than this percentage is dissatisfied"""
    returns_after: Period | None = None
    """may be a mentor again after this time"""


class EvaluatorRule(Rule):
    """Who evaluates, and with what weight where the source gives one."""

    evaluator: RoleRef
    """leadership_group, mentor (self), homeroom_teacher, student, guardian, grade_group …"""
    weight: Percent | None = None
    """percent; none where the source gives none"""
    survey: SurveyRef | None = None
    """by which questionnaire"""


class CycleRule(Rule):
    """Period, publicity and appeal of the appraisal."""

    every: Period
    """term or school_year"""
    process: bool = True
    """evaluation in process is part of it"""
    final: bool = True
    """evaluation at the end is part of it"""
    run_by: RoleRef = Role.STUDENT_AFFAIRS.value
    """who runs it"""
    published: bool = False
    """the result is published within the school"""
    appeal_days: Days = 7
    """days for an appeal"""
    used_for: tuple[Text, ...] = ()
    """what the result is used for"""


class Appraisal(Part):
    """Appraisal of mentors."""

    cycles: tuple[CycleRule, ...] = ()
    """period, publicity, appeal"""
    lines: tuple[LineRule, ...] = ()
    """lines of the sheet"""
    evaluators: tuple[EvaluatorRule, ...] = ()
    """who evaluates"""
    grades: tuple[GradeRule, ...] = ()
    """grades of the whole"""
    bonuses: tuple[BonusRule, ...] = ()
    """bonuses"""
    deductions: tuple[DeductionRule, ...] = ()
    """deductions"""
    grade_changes: tuple[GradeChangeRule, ...] = ()
    """rule-based changes of grade"""
    vetoes: tuple[VetoRule, ...] = ()
    """vetoes"""
    removals: tuple[RemovalRule, ...] = ()
    """removals"""
