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
from liangshi.domain.duties.terms import Terms
from liangshi.domain.duties.windows import due_spans
from liangshi.domain.scheme import DutyRule, Period, WindowAnchor


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
        every, _count = self._every
        if every is None or every is Period.EVENT:
            return ()
        reach = self.calendar.year if self.near is None else _reach(self.rule, self.near)
        return tuple(self._whole(period) for period in self.calendar.periods(every, reach))

    @cached_property
    def _every(self) -> tuple[Period | None, int]:
        """The period and how often in it; by the coverage where the rhythm does not say."""
        every, count, coverage = self.terms.rhythm.every, self.terms.rhythm.minimum, self.rule.coverage
        if every is not None and count is not None:
            return every, count
        return (None, 0) if coverage is None else (coverage.within, 1)

    def _whole(self, period: Span) -> Coming:
        last = self.calendar.last_school_day(period)
        if last is None or any(window.anchor is WindowAnchor.PAIRING_START for window in self.rule.windows):
            return Coming(period, None, ())
        slots = self._slots(period, last, date.min, period.start)
        return Coming(period, min((period.start, *(slot.opens for slot in slots))), slots)

    def _in_part(self, period: Span, segment: Span, cares: Iterable[Care]) -> Iterator[Slot]:
        part = period.within(segment)
        last = self.calendar.last_school_day(part)
        if last is None or 2 * self.calendar.count_school_days(part) < self.calendar.count_school_days(period):
            return
        paired = next((care.since for care in cares if covers(care.since, care.until, last)), segment.start)
        yield from self._slots(period, last, segment.start, paired)

    def _slots(self, period: Span, last: date, since: date, paired: date) -> tuple[Slot, ...]:
        """One for the period, or one for each window that lies in it."""
        rule, terms, (_every, count) = self.rule, self.terms, self._every
        name = f"{period.start:%Y%m%d}"
        return tuple(
            Slot(
                stem=rule.id, name=f"{name}:{number}" if number > 1 else name, rule=rule.id, kind=rule.kind, by=rule.by,
                opens=max(span.start, since), due=span.end, last=last, count=count, obligation=terms.obligation,
                channels=terms.channels, also=rule.fulfilled_by,
            )
            for number, span in enumerate(due_spans(rule, self.calendar, period, paired), 1)
        )  # fmt: skip


def _reach(rule: DutyRule, near: Span) -> Span:
    """A period that meets it can run in the days near by, with what its windows add and a week."""
    before = max((window.days_before for window in rule.windows), default=0)
    after = max((window.days_after for window in rule.windows), default=0) + 8
    return Span(near.start - DAY * after, near.end + DAY * before)
