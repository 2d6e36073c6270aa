"""Hours asked: what a scheme asks of one mentor in a week of term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from statistics import median

from liangshi.domain.scheme.applying import (
    mentor_roles,
    quota_for,
    rhythm_for,
    session_for,
    speaks_of,
    track_of,
    with_sets,
)
from liangshi.domain.scheme.duties import DutyRule, Session
from liangshi.domain.scheme.growth import TrainingRule
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.moments import FollowUp, MomentRule
from liangshi.domain.scheme.organisation import MeetingRule
from liangshi.domain.scheme.rates import SCHOOL_WEEKS, repeated_a_year, supposed_times_a_year, usual_times
from liangshi.domain.scheme.vocabulary import GRADES_OF, DutyKind, Obligation, Per, Role, Track

MINUTES_OF_A_LESSON = 40
MINUTES_OF_A_MEETING = 40
USUAL_SPECIAL_SHARE = Fraction(1, 5)
STUDENTS_WITHOUT_QUOTA = 15
_ASKED = frozenset({Obligation.REQUIRED, Obligation.EXPECTED})
USUAL_MINUTES = {
    DutyKind.TALK: 15,
    DutyKind.FAMILY_CONTACT: 10,
    DutyKind.PHONE_CALL: 10,
    DutyKind.HOME_VISIT: 60,
    DutyKind.FAMILY_GUIDANCE: 15,
    DutyKind.GROWTH_MESSAGE: 15,
    DutyKind.TERM_COMMENT: 15,
    DutyKind.READ_REFLECTION: 4,
    DutyKind.WORK_RECORD: 5,
    DutyKind.MENTOR_NOTE: 20,
    DutyKind.MENTOR_PLAN: 30,
    DutyKind.GUIDANCE_PLAN: 30,
    DutyKind.STAGE_EVALUATION: 20,
    DutyKind.TRACKING_FILE: 10,
    DutyKind.ACTIVITY: 60,
    DutyKind.CASE_STUDY: 120,
    DutyKind.RESEARCH: 300,
    DutyKind.PARENTS_MEETING: 90,
    DutyKind.RECEPTION_DAY: 120,
    DutyKind.AID: 20,
    DutyKind.SUBJECT_CHOICE: 30,
    DutyKind.APPLICATION_GUIDANCE: 40,
    DutyKind.STUDY_GUIDANCE: 20,
    DutyKind.CARE: 15,
    DutyKind.REPORT_CONCERN: 15,
    DutyKind.RELAY_VIEWS: 5,
    DutyKind.YEAR_SUMMARY: 60,
    DutyKind.TRAINING: 60,
    DutyKind.OTHER: 15,
}


Alike = tuple[tuple[str, ...], int | None, Track | None]
"""Categories and grade of a student, and what the mentor is there for."""


@dataclass(frozen=True, slots=True)
class MentorLoad:
    """The students of one mentor: each by the categories the student belongs to."""

    mentor: str
    students: tuple[tuple[str, ...], ...]
    grades: tuple[int | None, ...] = ()
    """The grade of each student; none where the school has told none."""
    tracks: tuple[Track | None, ...] = ()
    """What the mentor is there for to each student; none for everything."""

    def alike(self) -> Counter[Alike]:
        """How many students have the same categories and grade, and the mentor for the same thing."""
        grades = self.grades or (None,) * len(self.students)
        tracks = self.tracks or (None,) * len(self.students)
        return Counter(zip(self.students, grades, tracks, strict=True))


@dataclass(frozen=True, slots=True)
class HoursLine:
    """What one duty asks in a week, in minutes; supposed where the scheme gives no number."""

    rule_id: str
    title: str
    minutes_a_week: float
    supposed: bool


@dataclass(frozen=True, slots=True)
class MentorHours:
    """What the scheme asks of one mentor."""

    mentor: str
    students: int
    hours_a_week: float
    lines: tuple[HoursLine, ...]


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """What the scheme asks of mentors: the median, the heaviest, and each of them."""

    median_hours: float
    heaviest_hours: float
    mentors: tuple[MentorHours, ...]


def loads_before_matching(
    scheme: Scheme, day: date, special_share: Fraction = USUAL_SPECIAL_SHARE, grade: int | None = None,
    track: Track | None = None,
) -> tuple[MentorLoad, MentorLoad]:  # fmt: skip
    """A usual mentor at the target, and the heaviest: at the ceiling, all students special; all of one grade.

    With `track`, a mentor who is there for one thing only.
    """
    stage = next((stage for stage in GRADES_OF if grade in GRADES_OF[stage]), None)
    quota = quota_for(scheme, day, grade=grade, stage=stage)
    target = quota.target if quota else STUDENTS_WITHOUT_QUOTA
    ceiling = quota.ceiling if quota else target
    named = _categories_with_overrides(scheme, day)
    special = round(target * special_share) if named else 0
    usual = (named,) * special + ((),) * (target - special)
    grades = () if grade is None else (grade,)
    return (
        MentorLoad("usual", usual, grades * target, (track,) * target),
        MentorLoad("heaviest", (named,) * ceiling, grades * ceiling, (track,) * ceiling),
    )


def _categories_with_overrides(scheme: Scheme, day: date) -> tuple[str, ...]:
    named = {
        category
        for duty in scheme.on(day).duties
        for override in duty.overrides
        if override.in_force(day)
        for category in override.categories
    }
    named |= {category for duty in scheme.on(day).duties for category in duty.only_of}
    return tuple(sorted(named))


def hours_asked(scheme: Scheme, day: date, loads: tuple[MentorLoad, ...] | None = None) -> HoursAsked:
    """Hours a week of each mentor; without loads, of a usual and of the heaviest mentor of the grade that asks most.

    Where a scheme tells mentors for study and for conduct apart, of those of whom it asks more.
    """
    asking = _Asking(scheme.on(day), day)
    if loads is None:
        return max(_of_grades(scheme, day, asking), key=lambda asked: (asked.median_hours, asked.heaviest_hours))
    mentors = tuple(asking.of(load) for load in loads)
    hours = [mentor.hours_a_week for mentor in mentors] or [0.0]
    return HoursAsked(median(hours), max(hours), mentors)


def _of_grades(scheme: Scheme, day: date, asking: _Asking) -> Iterator[HoursAsked]:
    grades = [grade for stage in scheme.header.stages for grade in GRADES_OF[stage]]
    tracks: list[Track | None] = [track for track in Track if track in asking.tracks.values()] or [None]
    for grade, track in product(grades, tracks):
        mentors = tuple(asking.of(load) for load in loads_before_matching(scheme, day, grade=grade, track=track))
        usual, heaviest = mentors
        yield HoursAsked(usual.hours_a_week, max(usual.hours_a_week, heaviest.hours_a_week), mentors)


class _Asking:
    """What the scheme of one day asks for a student of given categories, computed once."""

    def __init__(self, scheme: Scheme, day: date) -> None:
        self.scheme = scheme
        self.day = day
        self.mentors = mentor_roles(scheme)
        self.duties = tuple(duty for duty in scheme.duties if self._asks_time(duty))
        self.tracks = {duty.id: track_of(scheme, duty) for duty in self.duties}
        self.again = tuple(self._followed_again())
        self._known: dict[tuple[str, tuple[str, ...]], Fraction] = {}

    def of(self, load: MentorLoad) -> MentorHours:
        alike = load.alike()
        lines = [self._duty_line(duty, alike) for duty in self.duties]
        lines.extend(self._again_line(*one, alike) for one in self.again)
        lines.extend(_meeting_line(m) for m in self.scheme.meetings if self.mentors & {*m.members})
        lines.extend(
            _training_line(training)
            for training in self.scheme.training
            if training.hours and training.obligation in _ASKED and self.mentors & {*training.audience}
        )
        asked = tuple(line for line in lines if line.minutes_a_week > 0)
        hours = round(sum(line.minutes_a_week for line in asked) / 60, 2)
        return MentorHours(load.mentor, len(load.students), hours, asked)

    def _asks_time(self, duty: DutyRule) -> bool:
        return duty.by in self.mentors and duty.obligation in _ASKED and duty.kind in USUAL_MINUTES

    def _followed_again(self) -> Iterator[tuple[MomentRule, FollowUp, DutyRule | None]]:
        """What mentors do again and again after days of the calendar; nobody knows how often other moments come."""
        named = {duty.id: duty for duty in self.scheme.duties}
        for moment in self.scheme.moments:
            for follow in moment.follow_ups:
                duty = named.get(follow.duty or "")
                by = follow.by or (duty.by if duty else Role.MENTOR.value)
                if by in self.mentors and follow.obligation in _ASKED and repeated_a_year(moment, follow):
                    yield moment, follow, duty

    def _again_line(
        self, moment: MomentRule, follow: FollowUp, duty: DutyRule | None, students: Counter[Alike]
    ) -> HoursLine:  # fmt: skip
        asked = follow.track or (self.tracks.get(duty.id) if duty else None)
        many = sum(
            number
            for (categories, grade, track), number in students.items()
            if (not moment.categories or with_sets(self.scheme, categories).intersection(moment.categories))
            and (grade is None or (moment.is_for(grade) and (duty is None or duty.is_for(grade))))
            and (asked is None or track in (None, asked))
        )
        session = duty.session if duty else None
        kind = duty.kind if duty else follow.kind or DutyKind.OTHER
        minutes = _length(session) if session else USUAL_MINUTES.get(kind, 0)
        a_year = many * repeated_a_year(moment, follow) * minutes
        return HoursLine(moment.id, moment.title, float(a_year / SCHOOL_WEEKS), session is None)

    def _duty_line(self, duty: DutyRule, students: Counter[Alike]) -> HoursLine:
        minutes = Fraction(0)
        meant = {one: number for one, number in students.items() if self._is_meant(duty, *one)}
        if duty.per is Per.MENTEE:
            minutes += sum(number * self._minutes_a_year(duty, one[0]) for one, number in meant.items())
        elif meant or not students:
            minutes += max(
                (self._minutes_a_year(duty, one[0]) for one in meant), default=self._minutes_a_year(duty, ())
            )
        supposed = duty.rhythm.minimum is None or duty.session is None
        return HoursLine(duty.id, duty.title, float(minutes / SCHOOL_WEEKS), supposed)

    def _is_meant(self, duty: DutyRule, _categories: tuple[str, ...], grade: int | None, track: Track | None) -> bool:
        asked = self.tracks[duty.id]
        return (grade is None or duty.is_for(grade)) and (asked is None or track in (None, asked))

    def _minutes_a_year(self, duty: DutyRule, categories: tuple[str, ...]) -> Fraction:
        key = (duty.id, categories)
        if key not in self._known:
            times = self._times(duty, categories)
            for other in self.scheme.duties:
                meets = other.kind in duty.fulfilled_by and other.id != duty.id
                if meets and other.per is duty.per:
                    times -= self._times(other, categories)
            self._known[key] = max(times, Fraction(0)) * self._minutes(duty, categories)
        return self._known[key]

    def _times(self, duty: DutyRule, categories: tuple[str, ...]) -> Fraction:
        if not speaks_of(self.scheme, duty, categories):
            return Fraction(0)
        return supposed_times_a_year(duty, rhythm_for(self.scheme, duty, categories, self.day))

    def _minutes(self, duty: DutyRule, categories: tuple[str, ...]) -> int:
        session = session_for(self.scheme, duty, categories, self.day)
        if session is None:
            return USUAL_MINUTES[duty.kind]
        return _length(session)


def _meeting_line(meeting: MeetingRule) -> HoursLine:
    session = meeting.session
    length = _length(session) if session else MINUTES_OF_A_MEETING
    minutes = usual_times(meeting.rhythm) * length / SCHOOL_WEEKS
    supposed = session is None or meeting.rhythm.minimum is None
    return HoursLine(meeting.id, meeting.title, float(minutes), supposed)


def _training_line(training: TrainingRule) -> HoursLine:
    times = Fraction(1) if training.rhythm is None else usual_times(training.rhythm)
    minutes = times * Fraction(training.hours or 0) * 60 / SCHOOL_WEEKS
    supposed = training.rhythm is None or training.rhythm.minimum is None
    return HoursLine(training.id, training.title, float(minutes), supposed)


def _length(session: Session) -> int:
    return session.minutes or (session.timetable_periods or 0) * MINUTES_OF_A_LESSON
