"""The comings of one rule in the school year, made once and shared by everybody to whom they come whole.

A period of a rhythm is expected where the rule, the terms and a pairing hold for at least half of its school days;
it is owed by the mentors of its last school day within the pairing, or by who stands in then.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from liangshi.domain.duties.calendar import DAY, Calendar, Span
from liangshi.domain.duties.population import Care, covers
from liangshi.domain.duties.slots import Slot
from liangshi.domain.duties.terms import ONE_YEAR, Terms, Years, is_of_stage
from liangshi.domain.duties.windows import due_spans, shared_out
from liangshi.domain.scheme import DutyRule, Period, WindowAnchor

LONGEST_HOLIDAY = 75
"""Days."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What one period brings to whoever is there from `opens` to its end; None where each pairing has its own day."""

    period: Span
    opens: date | None
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Comings:
    """A rule under its terms with all its periods; with `near`, at least those that run in these days."""

    rule: DutyRule
    terms: Terms
    calendar: Calendar
    near: Span | None = None
    years: Years = ONE_YEAR
    track: str = ""

    def within(self, segment: Span, cares: Iterable[Care] = ()) -> Iterator[Slot]:
        """What comes to who is there in the segment; `cares` say when each pairing began."""
        first = bisect_right(self._all, segment.start, key=lambda coming: coming.period.end)
        last = bisect_left(self._all, segment.end, key=lambda coming: coming.period.start)
        for coming in self._all[first:last]:
            if coming.opens is not None and segment.start <= coming.opens and coming.period.end <= segment.end:
                yield from coming.slots
            else:
                yield from self._in_part(coming.period, segment, cares)

    @cached_property
    def _all(self) -> tuple[Coming, ...]:
        every, together, _count = self._every
        if every is None or every is Period.EVENT:
            return ()
        reach = self.calendar.year if self.near is None else _reach(self.rule, self.near)
        return tuple(self._whole(period) for period in self.calendar.periods(every, reach, together))

    @cached_property
    def _every(self) -> tuple[Period | None, int, int]:
        """The period, how many make one, and how often in it; by the coverage where the rhythm does not say."""
        every, count, coverage = self.terms.rhythm.every, self.terms.rhythm.minimum, self.rule.coverage
        if every is not None and count is not None:
            return every, self.terms.rhythm.periods, count
        return (None, 1, 0) if coverage is None else (coverage.within, 1, 1)

    def _whole(self, period: Span) -> Coming:
        last = self.calendar.last_school_day(period)
        if last is None or self._each_pairing_its_own:
            return Coming(period, None, ())
        slots = self._slots(period, last, date.min, period.start)
        return Coming(period, min((period.start, *(slot.opens for slot in slots))), slots)

    def _in_part(self, period: Span, segment: Span, cares: Iterable[Care]) -> Iterator[Slot]:
        part = period.within(segment)
        last = self.calendar.last_school_day(part)
        if last is None or 2 * self.calendar.count_school_days(part) < self.calendar.count_school_days(period):
            return
        paired = next((care.since for care in cares if covers(care.since, care.until, last)), segment.start)
        since = min(segment.start, paired) if segment.start == self.calendar.year.start else segment.start
        yield from (slot for slot in self._slots(period, last, since, paired) if slot.opens < slot.due)

    def _slots(self, period: Span, last: date, since: date, paired: date) -> tuple[Slot, ...]:
        """One for the period, or one for each window that lies in it."""
        rule, terms, (*_every, count) = self.rule, self.terms, self._every
        name = f"{period.start:%Y%m%d}-{period.end:%m%d}"
        if is_of_stage(rule):
            since = since if self._each_pairing_its_own else date.min
            spans = self._of_stage(period, paired)
        else:
            spans = due_spans(rule, self.calendar, period, paired)
        counts = shared_out(count, len(spans))
        return tuple(
            Slot(
                stem=rule.id, name=f"{name}:{number}" if number > 1 else name, rule=rule.id, kind=rule.kind, by=rule.by,
                opens=max(span.start, since), due=span.end, last=last, count=many, obligation=terms.obligation,
                channels=terms.channels, also=rule.fulfilled_by, track=self.track,
            )
            for number, (span, many) in enumerate(zip(spans, counts, strict=True), 1)
        )  # fmt: skip

    def _of_stage(self, period: Span, paired: date) -> tuple[Span, ...]:
        """Once in a stage: what was done in its earlier years counts, and the last year's windows say by when."""
        whole = self.years.of_stage(self.calendar.year)
        if self._each_pairing_its_own:
            begun = paired >= period.start
            return due_spans(self.rule, self.calendar, period, paired) if begun else ()
        if self.years.ahead:
            return (whole,)
        return tuple(
            Span(whole.start if span.start == period.start else span.start, span.end)
            for span in due_spans(self.rule, self.calendar, period, paired)
        )

    @property
    def _each_pairing_its_own(self) -> bool:
        return any(window.anchor is WindowAnchor.PAIRING_START for window in self.rule.windows)


def _reach(rule: DutyRule, near: Span) -> Span:
    """A period that meets it can run in the days near by, with what its windows add and a week."""
    before = max((window.before for window in rule.windows), default=0)
    after = max((window.after for window in rule.windows), default=0) + 8
    if any(window.anchor is WindowAnchor.HOLIDAY for window in rule.windows):
        after += LONGEST_HOLIDAY
    return Span(near.start - DAY * after, near.end + DAY * before)
