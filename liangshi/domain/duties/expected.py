"""What is expected of whom by when."""

from dataclasses import dataclass
from datetime import date

from liangshi.domain.duties.slots import Slot
from liangshi.domain.scheme import DutyKind, Obligation

Rhythm = tuple[str, str, str, int | None, int | None, int | None]
"""The clause, the event or exam that opened it, what the mentor is there for who owes it, and whom it is about: a
student, a member of staff, a class."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One coming of a duty, and whom it is about: a student, a class, or the acts of one member of staff.

    `owners` are the members of staff who owe it together; none where the student owes it, or where the school has not
    said who holds the role; with `own` only their own acts count, or those of `actors`, who are mentors for it at some
    time of the year. `reach` is how many of `among` must be reached, for a share of a group. `key` is stable: the same
    rules, calendar and people give the same keys.
    """

    slot: Slot
    owners: tuple[int, ...] = ()
    student: int | None = None
    staff: int | None = None
    class_group: int | None = None
    own: bool = False
    reach: int | None = None
    among: frozenset[int] = frozenset()
    actors: tuple[int, ...] = ()

    @property
    def rhythm(self) -> Rhythm:
        """What it is a coming of."""
        return self.slot.stem, self.slot.because, self.slot.track, self.student, self.staff, self.class_group

    @property
    def subject(self) -> str:
        """Whom it is about, as a part of the key."""
        if self.student is not None:
            return f"s{self.student}"
        return f"m{self.staff}" if self.staff is not None else f"c{self.class_group}"

    @property
    def key(self) -> str:
        """The stable name."""
        return f"{self.slot.stem}:{self.subject}:{self.slot.name}"

    @property
    def rule(self) -> str:
        """The clause that asks for it."""
        return self.slot.rule

    @property
    def kind(self) -> DutyKind:
        """What is to be done."""
        return self.slot.kind

    @property
    def by(self) -> str:
        """The role that owes it."""
        return self.slot.by

    @property
    def opens(self) -> date:
        """The first day."""
        return self.slot.opens

    @property
    def due(self) -> date:
        """The day after the last."""
        return self.slot.due

    @property
    def count(self) -> int:
        """How often."""
        return self.slot.count

    @property
    def obligation(self) -> Obligation:
        """How binding it is."""
        return self.slot.obligation

    @property
    def because(self) -> str:
        """The event or exam that opened it."""
        return self.slot.because
