"""Questions to the chain."""

from collections.abc import Iterator
from datetime import UTC

from liangshi.audit.models import Chain, Entry
from liangshi.domain.chain import Link, Sealed, broken_at


def _sealed(school: int) -> Iterator[Sealed]:
    for entry in Entry.unscoped.filter(school=school).order_by("position").iterator():
        link = Link(
            position=entry.position,
            at=entry.at.astimezone(UTC).isoformat(),
            actor=entry.actor,
            verb=entry.verb,
            kind=entry.kind,
            subject=entry.subject,
            detail=entry.detail,
        )
        yield Sealed(link, entry.previous, entry.digest)


def first_broken_position(school: int) -> int | None:
    """Where the school's chain was tampered with, from 1; None where it is whole to its head."""
    broken = broken_at(_sealed(school))
    if broken is not None:
        return broken
    chain = Chain.objects.filter(school=school).first()
    if chain is None:
        return None
    last = Entry.unscoped.filter(school=school).order_by("-position").first()
    if last is None or (last.position, last.digest) != (chain.length, chain.head):
        return (last.position if last else 0) + 1
    return None
