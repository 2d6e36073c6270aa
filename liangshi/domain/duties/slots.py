"""One coming of a duty, the comings of one rhythm in order, and which record counts for which of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter

from liangshi.domain.duties.evidence import COUNTING, Evidence
from liangshi.domain.scheme import Channel, DutyKind, Obligation

DAY_OF = attrgetter("on")
HALF_A_WEEK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Slot:
    """So many acts of a kind, done from `opens` to the day before `due`; the same for all whose terms are alike.

    `stem` and `name` make the first and the last part of the key, `by` is the role that owes it, `last` the day whose
    holder owes it, `because` the event or exam that opened it; with `track` only the mentor for that owes it.
    """

    stem: str
    name: str
    rule: str
    kind: DutyKind
    by: str
    opens: date
    due: date
    last: date
    count: int
    obligation: Obligation
    channels: tuple[Channel, ...] = ()
    also: tuple[DutyKind, ...] = ()
    because: str = ""
    track: str = ""

    def counts(self, record: Evidence) -> bool:
        """Whether the record came by a channel that counts."""
        return not self.channels or record.channel is None or record.channel in self.channels


@dataclass(frozen=True, eq=False)
class Timetable:
    """The comings of one rhythm in the order of their ends; compared by identity, so that those alike are shared."""

    slots: tuple[Slot, ...]

    @classmethod
    def of(cls, slots: Iterable[Slot]) -> "Timetable":
        """Put the comings in order."""
        return cls(tuple(sorted(slots, key=lambda slot: (slot.due, slot.name))))

    @cached_property
    def kinds(self) -> tuple[DutyKind, ...]:
        """The kinds of record that speak to it."""
        return (self.slots[0].kind, *self.slots[0].also)

    @property
    def track(self) -> str:
        """What the mentor is there for who owes it; empty for every mentor."""
        return self.slots[0].track

    @cached_property
    def days(self) -> dict[date, tuple[int, ...]]:
        """For each day the numbers of the comings that run on it."""
        found: dict[date, tuple[int, ...]] = {}
        for number, slot in enumerate(self.slots):
            alone = (number,)
            for ordinal in range(slot.opens.toordinal(), slot.due.toordinal()):
                day = date.fromordinal(ordinal)
                found[day] = (*found[day], number) if day in found else alone
        return found

    @cached_property
    def weeks(self) -> tuple[tuple[date, date, int], ...]:
        """Each week in which some comings end, the day on which the first of them opens, and how many they are."""
        opens: dict[date, list[date]] = {}
        for slot in self.slots:
            opens.setdefault(week_of(slot.due), []).append(slot.opens)
        return tuple((week, min(days), len(days)) for week, days in opens.items())

    @cached_property
    def _week_of_each(self) -> tuple[int, ...]:
        numbers = {week: number for number, (week, _opens, _comings) in enumerate(self.weeks)}
        return tuple(numbers[week_of(slot.due)] for slot in self.slots)

    def by_week(self, counts: Mapping[int, int]) -> list[int]:
        """Counts of comings as counts of the weeks in which they end, in the order of the weeks."""
        found = [0] * len(self.weeks)
        for number, count in counts.items():
            found[self._week_of_each[number]] += count
        return found

    @cached_property
    def even(self) -> bool:
        """Whether the same channels count for all comings."""
        return len({slot.channels for slot in self.slots}) == 1

    @cached_property
    def _single(self) -> dict[date, int] | None:
        """The coming that runs on each day, where no two overlap and each asks for one act."""
        if any(slot.count > 1 for slot in self.slots) or any(len(numbers) > 1 for numbers in self.days.values()):
            return None
        return {day: numbers[0] for day, numbers in self.days.items()}

    @cached_property
    def _last_places(self) -> tuple[int, ...]:
        """For each coming the last of the places that records fill, as many as it asks for, counted through."""
        return tuple(places - 1 for places in accumulate(slot.count for slot in self.slots))

    @cached_property
    def _places(self) -> dict[date, tuple[int, ...]]:
        """The places that a record of the day may fill, in their order."""
        last, count = self._last_places, [slot.count for slot in self.slots]
        return {
            day: tuple(place for n in numbers for place in range(last[n] - count[n] + 1, last[n] + 1))
            for day, numbers in self.days.items()
        }

    def met(self, found: Iterable[list[Evidence]]) -> dict[int, int]:
        """How many students fulfilled each coming of an even timetable, by the records of each, which were all held.

        It is what `settle` would find, and much quicker.
        """
        days: Iterable[Iterable[date]] = (map(DAY_OF, records) for records in found)
        if self.slots[0].channels:
            counted = (*self.slots[0].channels, None)
            days = ([record.on for record in records if record.channel in counted] for records in found)
        single = self._single
        if single is None:
            filled = Counter(chain.from_iterable(map(self._filled, days)))
            return {number: filled[place] for number, place in enumerate(self._last_places) if place in filled}
        met = Counter(chain.from_iterable(set(map(single.get, of_one)) for of_one in days))
        return {number: many for number, many in met.items() if number is not None}

    def _filled(self, days: Iterable[date]) -> set[int]:
        """The places that one student's records fill in turn: each the first that is still free on its day."""
        places, filled = self._places, set[int]()
        for day in sorted(days):
            for place in places.get(day, ()):
                if place not in filled:
                    filled.add(place)
                    break
        return filled


def week_of(due: date) -> date:
    """The Monday of the week in which something ends that is due before `due`."""
    last = due.toordinal() - 1
    return date.fromordinal(last - (last - 1) % 7)


def month_of(week: date) -> date:
    """The first day of the month in which most of a week lies that begins on this Monday."""
    return (week + HALF_A_WEEK).replace(day=1)


def settle(timetable: Timetable, records: Sequence[Evidence]) -> dict[int, list[Evidence]]:
    """The records beside the coming that each counts for, by its number.

    Where the times of two comings overlap (a week's reflection is handed in on the Monday of the next week), a record
    counts for the one that is due first and still needs it. `records` are in the order of their days.
    """
    slots, days = timetable.slots, timetable.days
    beside: dict[int, list[Evidence]] = {}
    full: dict[int, int] = {}
    for record in records:
        choice = -1
        for number in days.get(record.on, ()):
            slot = slots[number]
            if slot.channels and not slot.counts(record):
                continue
            if full.get(number, 0) < slot.count:
                choice = number
                break
            if choice < 0:
                choice = number
        if choice >= 0:
            beside.setdefault(choice, []).append(record)
            if record.outcome in COUNTING:
                full[choice] = full.get(choice, 0) + 1
    return beside
