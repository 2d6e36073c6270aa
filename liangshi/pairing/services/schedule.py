"""Suggested dates: phases follow each other, from eight in the morning to nine in the evening of the last day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from liangshi.pairing.choices import PhaseKind

MORNING = time(8)
EVENING = time(21)


@dataclass(frozen=True, slots=True)
class Slot:
    """One phase with its dates."""

    kind: PhaseKind
    opens_at: datetime
    closes_at: datetime


def suggested(
    kinds: Iterable[PhaseKind], days: Mapping[PhaseKind, int], first_day: date, zone: ZoneInfo
) -> tuple[Slot, ...]:
    """One phase after the other; a phase of no days takes its whole first day."""
    slots, day = [], first_day
    for kind in kinds:
        last = day + timedelta(days=max(days[kind], 1) - 1)
        slots.append(Slot(kind, datetime.combine(day, MORNING, zone), datetime.combine(last, EVENING, zone)))
        day = last + timedelta(days=1)
    return tuple(slots)
