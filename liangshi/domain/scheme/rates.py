"""How often a rhythm comes round in a school year, so that rhythms can be compared and added up."""

from __future__ import annotations

from fractions import Fraction

from liangshi.domain.scheme.duties import DutyRule, Rhythm, Window
from liangshi.domain.scheme.moments import FollowUp, Lasts, MomentRule, Trigger
from liangshi.domain.scheme.vocabulary import Manner, Period, Stage, WindowAnchor, WindowUse

SCHOOL_WEEKS = 40
TIMES_A_YEAR = {
    Period.DAY: Fraction(200),
    Period.WEEK: Fraction(SCHOOL_WEEKS),
    Period.TWO_WEEKS: Fraction(20),
    Period.MONTH: Fraction(10),
    Period.HALF_TERM: Fraction(4),
    Period.TERM: Fraction(2),
    Period.SCHOOL_YEAR: Fraction(1),
    Period.EVENT: Fraction(1),
}
YEARS_OF_STAGE = {Stage.PRIMARY: 6, Stage.JUNIOR: 3, Stage.SENIOR: 3}
SUPPOSED_TIMES = {
    Manner.COUNTED: Fraction(0),
    Manner.ONGOING: Fraction(0),
    Manner.WHEN_NECESSARY: Fraction(1),
    Manner.IN_GOOD_TIME: Fraction(2),
    Manner.IRREGULARLY: Fraction(2),
    Manner.REGULARLY: Fraction(4),
}
_OCCASIONS = {Trigger.TERM_START: 2, Trigger.IMPORTANT_EXAM: 4}
_LENGTHS = {Lasts.DAYS: 1, Lasts.WEEKS: 7, Lasts.MONTHS: 30, Lasts.TERM: 140, Lasts.SCHOOL_YEAR: 280}
_APART = {
    Period.DAY: Fraction(7, 5), Period.WEEK: Fraction(7), Period.TWO_WEEKS: Fraction(14), Period.MONTH: Fraction(30),
}  # fmt: skip
_WINDOWS_A_YEAR = {
    WindowAnchor.TERM_START: 2,
    WindowAnchor.TERM_END: 2,
    WindowAnchor.HALF_TERM: 2,
    WindowAnchor.EXAM: 4,
    WindowAnchor.HOLIDAY: 2,
    WindowAnchor.WEEKDAY: SCHOOL_WEEKS,
    WindowAnchor.WEEK_OF_TERM: 2,
    WindowAnchor.PAIRING_START: 1,
    WindowAnchor.SCHOOL_YEAR_END: 1,
}


def times_a_year(rhythm: Rhythm, stages: tuple[Stage, ...] = ()) -> Fraction | None:
    """The least number in a school year, or nothing where the rhythm gives no number."""
    if rhythm.minimum is None or rhythm.every is None:
        return None
    if rhythm.every is Period.WHOLE_STAGE:
        return Fraction(rhythm.minimum, min(YEARS_OF_STAGE[s] for s in stages or tuple(Stage)))
    return rhythm.minimum * TIMES_A_YEAR[rhythm.every] / rhythm.periods


def supposed_times_a_year(duty: DutyRule, rhythm: Rhythm) -> Fraction:
    """The number in a school year; where none is given, one for each window, or a usual number."""
    counted = times_a_year(rhythm, duty.stages)
    if counted is not None:
        return counted
    emphasised = sum(_occurrences(window) for window in duty.windows if window.use is not WindowUse.DUE)
    return Fraction(emphasised) if emphasised else SUPPOSED_TIMES[rhythm.manner]


def usual_times(rhythm: Rhythm) -> Fraction:
    """The number in a school year, or a usual number where none is given."""
    counted = times_a_year(rhythm)
    return SUPPOSED_TIMES[rhythm.manner] if counted is None else counted


def repeated_a_year(moment: MomentRule, follow: FollowUp) -> Fraction:
    """How often what follows again and again after a day of the calendar is asked in a school year."""
    rhythm, during = follow.rhythm, follow.during
    occasions = len(moment.dates) or _OCCASIONS.get(moment.trigger, 0)
    if rhythm is None or during is None or rhythm.every is None or rhythm.minimum is None:
        return Fraction(0)
    times = Fraction(_LENGTHS[during.unit] * (during.amount or 1)) / (_APART[rhythm.every] * rhythm.periods)
    return Fraction(occasions * rhythm.minimum * max(1, round(times)))


def _occurrences(window: Window) -> int:
    if window.anchor is WindowAnchor.NAMED_DAYS:
        return len(window.dates)
    if window.anchor is WindowAnchor.MONTHS:
        return len(window.months)
    if window.anchor is WindowAnchor.WEEK_OF_TERM:
        return len(window.weeks) * _WINDOWS_A_YEAR[window.anchor]
    if window.holidays:
        return len(window.holidays)
    return _WINDOWS_A_YEAR[window.anchor]
