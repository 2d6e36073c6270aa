"""Append one entry."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction

from liangshi.audit.models import Chain, Entry
from liangshi.domain.access import Viewer
from liangshi.domain.chain import Link, seal
from liangshi.foundation.prepared import Prepared, slot

HEAD: Prepared[Chain] = Prepared(lambda: Chain.objects.select_for_update().filter(school=slot("school")))


@transaction.atomic
def record(
    *,
    by: Viewer | None,
    verb: str,
    kind: str,
    subject: str,
    school: int,
    now: datetime,
    detail: Mapping[str, object] | None = None,
    name: str = "",
) -> None:
    """Append what `by` did (`verb`) to the row `subject` (its public id) of `kind`, within the caller's transaction.

    `detail` holds codes, numbers and public ids only.
    """
    chain = _head(school)
    link = Link(
        school=school,
        position=chain.length + 1,
        at=now.astimezone(UTC).isoformat(),
        actor=by.account if by else None,
        name=name,
        verb=verb,
        kind=kind,
        subject=subject,
        detail=dict(detail or {}),
    )
    digest = seal(link, chain.head)
    Entry.unscoped.create(
        school=school,
        position=link.position,
        at=now,
        actor=link.actor,
        actor_name=link.name,
        verb=verb,
        kind=kind,
        subject=subject,
        detail=link.detail,
        previous=chain.head,
        digest=digest,
    )
    Chain.objects.filter(pk=chain.pk).update(length=link.position, head=digest)


def _head(school: int) -> Chain:
    """The head of the school's chain, held until the transaction ends; begun with the first entry."""
    for chain in HEAD.ask(school=school):
        return chain
    chain, _ = Chain.objects.select_for_update().get_or_create(school=school)
    return chain
