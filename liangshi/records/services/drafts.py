"""Drafts of any form: kept from the first key, given back, dropped once the form was sent.

A form that wants it has `data-draft="<key>"`; whoever saves the form calls `drop_draft` with the same key.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.foundation.doors import ViewerRequest
from liangshi.foundation.prepared import Prepared, slot
from liangshi.foundation.refusals import RefusalError
from liangshi.records.models import Draft

LONGEST = 60_000
KEPT_FOR = timedelta(days=60)
SETTLING = timedelta(seconds=2)
"""What arrives so soon after the form was sent was written before it, and is not kept."""

KEPT: Prepared[Draft] = Prepared(lambda: Draft.unscoped.filter(account=slot("account"), key=slot("key")))

Content = Mapping[str, list[str]]
"""The values of each field of the form, as a browser would send them."""


class DraftTooLongError(RefusalError):
    """More text than a form can hold."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept and when; `content` is empty once it was dropped."""

    content: Content
    kept_at: datetime
    dropped_at: datetime | None


def keep_draft(*, by: Viewer, key: str, content: Content, now: datetime) -> None:
    """Keep what `by` is writing in the form `key`."""
    text = json.dumps({name: list(values) for name, values in content.items()}, ensure_ascii=False)
    if len(text) > LONGEST:
        raise DraftTooLongError
    _write(by, key, text, kept_at=now, dropped_at=None)


def draft_of(viewer: Viewer, key: str) -> Kept | None:
    """What the viewer kept of the form `key`."""
    row = Draft.objects.visible_to(viewer).filter(key=key).first()
    if row is None:
        return None
    return Kept(json.loads(row.content), row.kept_at, row.dropped_at)


def drop_draft(*, by: Viewer, key: str, now: datetime) -> None:
    """The form was sent, or its text is not wanted: forget it, and remember when."""
    _write(by, key, "{}", kept_at=now, dropped_at=now)


def forget(request: ViewerRequest, key: str) -> None:
    """The same as `foundation.acting` asks for it: the form of the request was sent just now."""
    drop_draft(by=request.viewer, key=key, now=timezone.now())


@transaction.atomic
def _write(by: Viewer, key: str, text: str, *, kept_at: datetime, dropped_at: datetime | None) -> None:
    given = {"content": text, "kept_at": kept_at, "dropped_at": dropped_at}
    for row in KEPT.ask(account=by.account, key=key):
        settling = row.dropped_at is not None and dropped_at is None and kept_at < row.dropped_at + SETTLING
        if not settling:
            row.content, row.kept_at, row.dropped_at = text, kept_at, dropped_at
            row.save(update_fields=["content", "kept_at", "dropped_at"])
        return
    Draft.unscoped.get_or_create(account_id=by.account, key=key, defaults=given)


def forget_drafts(now: datetime) -> int:
    """Forget what nobody has touched for sixty days; the number forgotten."""
    number, _each = Draft.unscoped.filter(kept_at__lt=now - KEPT_FOR).delete()
    return number
