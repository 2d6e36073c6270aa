"""Who can be told of a concern today, and who never may."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from liangshi.domain.escalation.days import Moment
from liangshi.domain.scheme import Role

LAST_RESORT = (Role.COORDINATOR.value, Role.PRINCIPAL.value)


def went_away_after(since: Moment | None, at: Moment) -> bool:
    """Whether somebody who is away since then has left what they took in hand at that moment."""
    return since is not None and since > at


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the roles held today (also as a stand-in), the channels that lead to them, away or not since when."""

    id: int
    roles: frozenset[str]
    channels: tuple[str, ...]
    away: bool = False
    away_since: Moment | None = None


@dataclass(frozen=True)
class People:
    """The staff in the order in which holders of one role are asked, and what keeps somebody off the path.

    `concerned` are the adults whom the concern is about, `answers_to` pairs of (person, their head), `relatives` those
    declared as related to the student, `outside` who may be told where nobody in the school may (the bureau's officer).
    """

    staff: tuple[Person, ...]
    concerned: frozenset[int] = frozenset()
    answers_to: tuple[tuple[int, int], ...] = ()
    relatives: frozenset[int] = frozenset()
    outside: tuple[Person, ...] = ()

    @cached_property
    def excluded(self) -> frozenset[int]:
        """The adults concerned, everybody under them, relatives."""
        reached: set[int] = set()
        found = set(self.concerned)
        while found:
            reached |= found
            found = {person for person, head in self.answers_to if head in found} - reached
        return frozenset(reached) | self.relatives

    def is_away(self, person: int) -> bool:
        """Whether a member of staff cannot be reached."""
        return any(one.away for one in self.staff if one.id == person)

    def left_after(self, person: int, at: Moment) -> bool:
        """Whether a member of staff went away after that; who did something while away can be reached."""
        return any(went_away_after(one.away_since, at) for one in self.staff if one.id == person)

    def holding(self, roles: Iterable[str]) -> tuple[Person, ...]:
        """Who is on duty and may be told, role by role."""
        return tuple(person for person in self._eligible(roles) if not person.away)

    @cached_property
    def last_resort(self) -> tuple[Person, ...]:
        """Coordinator and principal, away or not; somebody outside where neither may be told."""
        inside = self._eligible(LAST_RESORT)
        return inside or tuple(person for person in self.outside if self._may_be_told(person))

    def _eligible(self, roles: Iterable[str]) -> tuple[Person, ...]:
        holders = (person for role in roles for person in self.staff if role in person.roles)
        return tuple(dict.fromkeys(person for person in holders if self._may_be_told(person)))

    def _may_be_told(self, person: Person) -> bool:
        return bool(person.channels) and person.id not in self.excluded
