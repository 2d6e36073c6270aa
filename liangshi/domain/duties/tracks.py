"""Two mentors, each for one thing: which pairings a clause speaks of that names one of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from liangshi.domain.duties.population import Care


def of_track(cares: Iterable[Care], track: str) -> tuple[Care, ...]:
    """The pairings for that; who is there for everything answers for it while nobody else does."""
    cares = tuple(cares)
    found = [care for care in cares if care.track == track]
    for whole in (care for care in cares if not care.track):
        found += _without(whole, [care for care in cares if care.track == track])
    return tuple(sorted(found, key=lambda care: care.since))


def _without(whole: Care, others: Iterable[Care]) -> list[Care]:
    """The days of one pairing on which none of the others holds."""
    left = [whole]
    for other in others:
        left = [piece for one in left for piece in _cut(one, other)]
    return left


def _cut(one: Care, other: Care) -> list[Care]:
    end, until = one.until or date.max, other.until or date.max
    if until <= one.since or end <= other.since:
        return [one]
    found = [replace(one, until=other.since)] if one.since < other.since else []
    return [*found, replace(one, since=until)] if until < end else found
