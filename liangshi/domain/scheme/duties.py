"""Duties: who owes what to whom, in which rhythm, by which channel, and with what exceptions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    CategoryRef,
    Count,
    DayOfYear,
    Days,
    DutyRef,
    FormRef,
    GuidanceRef,
    Part,
    Percent,
    RoleRef,
    Rule,
    Text,
    TimeLimit,
    broken,
)
from liangshi.domain.scheme.vocabulary import (
    GRADES_OF,
    Channel,
    Direction,
    DutyKind,
    Holidays,
    Manner,
    Obligation,
    Per,
    Period,
    Role,
    Stage,
    Track,
    Weekday,
    WindowAnchor,
    WindowUse,
)

ADDED_UP = (Period.DAY, Period.WEEK, Period.MONTH)
"""Periods of which several make one: 每三天, 每三周, 每两个月."""


class Rhythm(Part):
    """How often. `{ at_least = 1, every = "week" }`, `{ manner = "irregularly" }` …"""

    at_least: Count | None = None
    """no fewer than this in each period"""
    exactly: Count | None = None
    """just this many in each period"""
    at_most: Count | None = None
    """no more than this in each period"""
    every: Period | None = None
    """day, week, two_weeks, month, half_term, term, school_year, whole_stage, event"""
    periods: Count = 1
    """with day, week or month: so many of them together are one time, 2 with month for 每两个月"""
    manner: Manner = Manner.COUNTED
    """counted; without a number: in_good_time, irregularly, regularly, when_necessary, ongoing"""

    @model_validator(mode="after")
    def _number_and_period_belong_together(self) -> Rhythm:
        numbers = [n for n in (self.at_least, self.exactly, self.at_most) if n is not None]
        if self.exactly is not None and len(numbers) > 1:
            raise broken("rhythm_exactly_alone")
        if self.at_least and self.at_most and self.at_least > self.at_most:
            raise broken("rhythm_bounds", low=self.at_least, high=self.at_most)
        if numbers and self.every is None:
            raise broken("rhythm_needs_period")
        if self.periods > 1 and self.every not in ADDED_UP:
            raise broken("rhythm_periods", every=self.every.value if self.every else "")
        if not numbers and self.manner is Manner.COUNTED:
            raise broken("rhythm_needs_number")
        return self

    @property
    def minimum(self) -> int | None:
        """The least number in one period, where the rhythm gives one."""
        return self.exactly if self.exactly is not None else self.at_least


class Session(Part):
    """How long one session lasts."""

    minutes: Count | None = None
    """minutes"""
    timetable_periods: Count | None = None
    """lessons of the timetable"""

    @model_validator(mode="after")
    def _one_measure(self) -> Session:
        if (self.minutes is None) == (self.timetable_periods is None):
            raise broken("session_one_measure")
        return self


class Coverage(Part):
    """What share of whom must be reached within what time."""

    share: Percent
    """percent, 100 for full coverage"""
    within: Period
    """within each term, school year, whole stage …"""
    categories: tuple[CategoryRef, ...] = ()
    """only of these students; none means of all"""


AROUND = 7
"""A time round an exam or the start of term, where no days are given."""
_EXACT = frozenset(
    {
        WindowAnchor.WEEKDAY,
        WindowAnchor.WEEK_OF_TERM,
        WindowAnchor.MONTHS,
        WindowAnchor.HOLIDAY,
        WindowAnchor.HALF_TERM,
    }
)
_NEEDED_BY = {
    "weekday": WindowAnchor.WEEKDAY,
    "weeks": WindowAnchor.WEEK_OF_TERM,
    "months": WindowAnchor.MONTHS,
    "dates": WindowAnchor.NAMED_DAYS,
}
_ONLY_WITH = {
    "exams": WindowAnchor.EXAM,
    "holidays": WindowAnchor.HOLIDAY,
    "nth": WindowAnchor.WEEKDAY,
    "next_week": WindowAnchor.WEEKDAY,
}


class Window(Part):
    """A time of the calendar to which the duty is tied."""

    anchor: WindowAnchor
    """term_start, term_end, half_term, exam, holiday, weekday, week_of_term, months, named_days, pairing_start …"""
    use: WindowUse = WindowUse.EMPHASIS
    """emphasis (above all then), inside (only then), due (done by the end of it)"""
    days_before: Days | None = None
    """opens so many days before the anchor; left out: 7, or 0 for weekday, week_of_term, months, holiday, half_term"""
    days_after: Days | None = None
    """and closes so many days after it; left out: the same"""
    weekday: Weekday | None = None
    """with weekday: which one"""
    nth: int | None = None
    """with weekday: 1 the first of each period (where it is off, the next), -1 the last with school; none means any"""
    next_week: bool | None = None
    """with weekday and due: that of the week after; left out: only Monday is"""
    weeks: tuple[Annotated[int, Field(ge=-30, le=30)], ...] = ()
    """with week_of_term: which weeks, 1 the first, -1 the last"""
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    """with months: which ones, 3 for March"""
    holidays: tuple[Holidays, ...] = ()
    """with holiday: winter or summer; none means both"""
    dates: tuple[DayOfYear, ...] = ()
    """with named_days: month and day, e.g. 09-10"""
    details: str = ""
    """more exactly, e.g. 星期三下午第三节"""
    exams: tuple[Text, ...] = ()
    """with exam: which ones (期中, 期末 …); none means every important exam"""

    @model_validator(mode="after")
    def _anchor_has_its_detail(self) -> Window:
        for key, anchor in _NEEDED_BY.items():
            if (self.anchor is anchor) != bool(self.__dict__[key]):
                raise broken("window_detail", anchor=self.anchor.value, key=key, belongs=anchor.value)
        for key, anchor in _ONLY_WITH.items():
            if self.__dict__[key] not in (None, ()) and self.anchor is not anchor:
                raise broken("window_detail", anchor=self.anchor.value, key=key, belongs=anchor.value)
        if self.nth == 0 or 0 in self.weeks:
            raise broken("window_counts_from_one", key="nth" if self.nth == 0 else "weeks")
        return self

    @property
    def before(self) -> int:
        """So many days before the anchor."""
        return self._usual if self.days_before is None else self.days_before

    @property
    def after(self) -> int:
        """So many days after it."""
        return self._usual if self.days_after is None else self.days_after

    @property
    def _usual(self) -> int:
        return 0 if self.anchor in _EXACT else AROUND


class Override(Part):
    """Another rhythm for students of some categories, while they belong to them."""

    categories: tuple[CategoryRef, ...] = Field(min_length=1)
    """categories or sets of categories"""
    together: bool = False
    """true where only students are meant who belong to every one of them"""
    rhythm: Rhythm | None = None
    """the rhythm that holds for them"""
    session: Session | None = None
    """the length that holds for them"""
    channels: tuple[Channel, ...] = ()
    """the channels that count for them; none means the same"""
    obligation: Obligation | None = None
    """the grade of obligation that holds for them"""
    valid_from: date | None = None
    """the override begins on this day"""
    valid_until: date | None = None
    """and no longer holds on this day"""
    stated_count: Count | None = None
    """how many categories the clause claims, where it names a number (八类)"""

    @model_validator(mode="after")
    def _changes_something(self) -> Override:
        if not (self.rhythm or self.session or self.channels or self.obligation):
            raise broken("override_empty")
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            raise broken("dates_reversed", start=str(self.valid_from), end=str(self.valid_until))
        return self

    def in_force(self, day: date) -> bool:
        """Whether the override holds on that day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_until is None or day < self.valid_until)


class Sharing(Part):
    """The act may be done together with others."""

    roles: tuple[RoleRef, ...] = Field(min_length=1)
    """with whom"""
    counts_for_each: bool = True
    """one record counts for everyone who took part"""
    details: str = ""
    """when it is done together, e.g. 必要时"""


ALL_CHANNELS: tuple[Channel, ...] = ()


class DutyRule(Rule):
    """One duty with all dimensions of its rhythm."""

    kind: DutyKind
    """talk, home_visit, phone_call, growth_message, weekly_reflection …"""
    by: RoleRef = Role.MENTOR.value
    """who owes it"""
    track: Track | None = None
    """only the mentor for this: study (导学), conduct (导德); none means every mentor of the student"""
    direction: Direction = Direction.MENTOR_ACTS
    """mentor_acts, student_reports, student_records, school_acts"""
    per: Per = Per.MENTEE
    """counted for each mentee, mentor, mentor_group, class or role"""
    obligation: Obligation = Obligation.REQUIRED
    """required, expected, optional, or claimed by the school"""
    rhythm: Rhythm
    """how often"""
    session: Session | None = None
    """how long one session lasts"""
    coverage: Coverage | None = None
    """what share must be reached within what time"""
    channels: tuple[Channel, ...] = ALL_CHANNELS
    """the channels that count; none means every channel counts"""
    preferred_channels: tuple[Channel, ...] = ()
    """the channels that are wanted more, e.g. 少“键对键”、多“面对面”"""
    windows: tuple[Window, ...] = ()
    """times to which it is tied"""
    overrides: tuple[Override, ...] = ()
    """other rhythms for named categories"""
    shared: Sharing | None = None
    """with whom it may be done jointly"""
    forms: tuple[FormRef, ...] = ()
    """the forms in which it is recorded"""
    fulfilled_by: tuple[DutyKind, ...] = ()
    """other kinds of record that also fulfil it, e.g. a home visit fulfils family_contact"""
    addressed_to: tuple[RoleRef, ...] = ()
    """who receives it, e.g. the growth message goes to student and guardian"""
    answer_within: TimeLimit | None = None
    """for views and reports: by when an answer is due"""
    keeper: RoleRef | None = None
    """who keeps the record, where it is not its author"""
    kept_after: Period | None = None
    """the record goes to the keeper at the end of this period"""
    guidance: tuple[GuidanceRef, ...] = ()
    """guidance fields it serves"""
    contents: tuple[Text, ...] = ()
    """what it has to contain or to look at, item by item"""
    stages: tuple[Stage, ...] = ()
    """only in these stages; none means all"""
    grades: tuple[Count, ...] = ()
    """only in these grades; none means all"""
    boarders_only: bool = False
    """only for boarders"""
    categories: tuple[CategoryRef, ...] = ()
    """only for students of these categories or sets, while they belong to them; none means all"""

    @model_validator(mode="after")
    def _preferred_channels_count(self) -> DutyRule:
        outside = [c.value for c in self.preferred_channels if c not in self.channels]
        if self.channels and outside:
            raise broken("preferred_not_counted", channels="、".join(outside))
        return self

    def counts_channel(self, channel: Channel) -> bool:
        """Whether a record made by this channel counts for the duty."""
        return not self.channels or channel in self.channels

    def is_for(self, grade: int) -> bool:
        """Whether it is about students of this grade."""
        if self.grades:
            return grade in self.grades
        return not self.stages or any(grade in GRADES_OF[stage] for stage in self.stages)

    @property
    def only_of(self) -> tuple[str, ...]:
        """The categories of students it is about; none where it is about all."""
        by_coverage = self.coverage.categories if self.coverage and self.rhythm.minimum is None else ()
        return self.categories or by_coverage


class BundleRule(Rule):
    """A name for a set of duties, e.g. 三个一, 两项职责三项任务五项策略."""

    duties: tuple[DutyRef, ...] = ()
    """ids of the duties in it"""
    parts: tuple[Text, ...] = ()
    """what it names besides duties, e.g. 良师益友, 家校沟通"""
    stated_count: Annotated[int, Field(ge=1)] | None = None
    """how many the name claims; where it differs, the gap is shown"""

    @model_validator(mode="after")
    def _names_something(self) -> BundleRule:
        if not (self.duties or self.parts):
            raise broken("bundle_empty")
        return self
