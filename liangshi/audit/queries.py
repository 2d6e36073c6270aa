"""Questions to the chain."""

from collections.abc import Iterator
from datetime import UTC

from liangshi.audit.models import Chain, Entry
from liangshi.domain.chain import Link, Sealed, broken_at


def _sealed(school: int) -> Iterator[Sealed]:
    for entry in Entry.unscoped.filter(school=school).order_by("position").iterator():
        link = Link(
            school=entry.school,
            position=entry.position,
            at=entry.at.astimezone(UTC).isoformat(),
            actor=entry.actor,
            name=entry.actor_name,
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
    last = Entry.unscoped.filter(school=school).order_by("-position").first()
    ended = (last.position, last.digest) if last else (0, "")
    return None if ended == head(school) else ended[0] + 1


def head(school: int) -> tuple[int, str]:
    """How many entries the chain has, and the digest of the last one."""
    found: tuple[int, str] | None = Chain.objects.filter(school=school).values_list("length", "head").first()
    return found or (0, "")


def chained_schools() -> set[int]:
    """Keys of all schools of which there is a chain or an entry, also of schools that are no longer there."""
    return {
        *Chain.objects.values_list("school", flat=True),
        *Entry.unscoped.values_list("school", flat=True).distinct(),
    }


def digest_at(school: int, position: int) -> str:
    """The digest of one entry; empty where there is none."""
    return Entry.unscoped.filter(school=school, position=position).values_list("digest", flat=True).first() or ""
