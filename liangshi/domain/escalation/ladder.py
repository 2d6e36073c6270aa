"""The ladder of a concern, compiled from the chains of the school's scheme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, zip_longest

from liangshi.domain.scheme import Channel, Role, Scheme, TimeLimit, TimeUnit
from liangshi.domain.scheme.wellbeing import ChainRule, ChainStep

THE_SCHOOL = (Role.COUNSELLOR.value, Role.COORDINATOR.value, Role.PRINCIPAL.value)
"""Who is asked, in this order, where a scheme says "the school"."""

NEVER_ASKED = frozenset({Role.STUDENT.value, Role.PEERS.value, Role.GUARDIAN.value})
"""They are spoken to by a person; no clock hands a concern to a child or to a family that may be part of it."""

AT_THE_TOP = TimeLimit(unit=TimeUnit.MINUTES, amount=10)
"""Nobody follows who could set a time for the last rung; where it was told at once, it has this long."""

WITHOUT_CHAIN = TimeLimit(unit=TimeUnit.MINUTES, amount=30)
"""Time of each rung where the scheme has no chain for the level."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the scheme by name; rank 1 is the most urgent."""

    key: str
    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is told (roles in order) as soon as the concern is here, and for how long it may stay.

    `within` holds all limits that were set; the first to end counts. `asked` is how the scheme wants people told: the
    software uses every channel it has, what only a human can do (phone, go there) is asked of who reports.
    """

    roles: tuple[str, ...]
    within: tuple[TimeLimit, ...]
    asked: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs from below; `to_the_top` where the top must know even though somebody below took it in hand."""

    level: Level | None
    rungs: tuple[Rung, ...]
    to_the_top: bool = False


def levels_of(scheme: Scheme, day: date) -> tuple[Level, ...]:
    """The levels in force on that day, the most urgent first."""
    rules = (rule for rule in scheme.wellbeing.levels if rule.in_force(day))
    return tuple(sorted((Level(r.key, r.title, r.rank) for r in rules), key=lambda level: (level.rank, level.key)))


def ladder_of(scheme: Scheme, level: str | None, day: date) -> Ladder:
    """The ladder for a level, or for a concern nobody has assessed yet; there is always one."""
    named = next((one for one in levels_of(scheme, day) if one.key == level), None)
    chains = [c for c in scheme.wellbeing.chains if c.in_force(day) and (not c.levels or level in c.levels)]
    acting = {r.role: r.acts_as.value for r in scheme.people.roles if r.in_force(day) and r.acts_as is not None}
    side_by_side = zip_longest(*(tuple(_rungs(chain, acting)) for chain in chains))
    rungs = tuple(_joined(rung for rung in abreast if rung is not None) for abreast in side_by_side)
    if not rungs:
        return built_in(named)
    return Ladder(named, rungs, to_the_top=any(chain.emergency_measures for chain in chains))


def built_in(level: Level | None = None) -> Ladder:
    """The ladder where a scheme has no chain for the level, or a school has no scheme."""
    return Ladder(level, tuple(Rung((role,), (WITHOUT_CHAIN,)) for role in THE_SCHOOL))


def _rungs(chain: ChainRule, acting: dict[str, str]) -> Iterator[Rung]:
    """The time a rung has is the time in which it would have to report further."""
    steps = [step for step in chain.steps if step.reported_to not in NEVER_ASKED]
    for step, following in pairwise(steps):
        yield Rung(_roles(step, acting), (following.within,), step.channels)
    for step in steps[-1:]:
        within = AT_THE_TOP if step.within.unit is TimeUnit.AT_ONCE else step.within
        yield Rung(_roles(step, acting), (within,), step.channels)


def _roles(step: ChainStep, acting: dict[str, str]) -> tuple[str, ...]:
    if step.reported_to == Role.SCHOOL:
        return THE_SCHOOL
    stands_for = acting.get(step.reported_to)
    return (step.reported_to,) if stands_for is None else (step.reported_to, stands_for)


def _joined(abreast: Iterable[Rung]) -> Rung:
    rungs = tuple(abreast)
    return Rung(
        tuple(dict.fromkeys(role for rung in rungs for role in rung.roles)),
        tuple(limit for rung in rungs for limit in rung.within),
        tuple(dict.fromkeys(channel for rung in rungs for channel in rung.asked)),
    )
