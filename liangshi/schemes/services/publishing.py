"""Publish the draft as the next immutable version."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme import Scheme, load, run_examples
from liangshi.schemes.models import SchemeDraft, SchemeVersion
from liangshi.schemes.queries import EngineDueDates, shelf
from liangshi.schemes.services.drafts import DraftChangedError, UnsoundSchemeError


class ExamplesFailError(Exception):
    """Worked examples of the document do not hold; `args` are their ids."""


class NothingToPublishError(Exception):
    """The draft says the same as the last version and begins on the same day."""


@transaction.atomic
def publish_draft(
    *, by: Viewer, draft: SchemeDraft, revision: int, valid_from: date, note: str = "", now: datetime
) -> SchemeVersion:
    """Publish the draft as it stood at `revision`, in force from `valid_from`; the draft is gone then."""
    scheme = load(draft.text, shelf())
    if not isinstance(scheme, Scheme):
        raise UnsoundSchemeError(scheme)
    failures = run_examples(scheme, EngineDueDates())
    if failures:
        raise ExamplesFailError(*(failure.example for failure in failures))
    digest = hashlib.sha256(draft.text.encode()).hexdigest()
    last = SchemeVersion.unscoped.filter(school=draft.school_id).order_by("-ordinal").first()
    if last is not None and (last.digest, last.valid_from) == (digest, valid_from):
        raise NothingToPublishError
    gone, _ = SchemeDraft.unscoped.filter(pk=draft.pk, revision=revision).delete()
    if not gone:
        raise DraftChangedError
    version = SchemeVersion.unscoped.create(
        school_id=draft.school_id, ordinal=_next_ordinal(draft.school_id), title=scheme.header.title,
        text=draft.text, digest=digest, valid_from=valid_from, published_at=now,
        published_by_id=by.account, note=note,
    )  # fmt: skip
    record(
        by=by, verb="scheme.published", kind="scheme_version", subject=version.public_id,
        school=draft.school_id, now=now, detail={"ordinal": version.ordinal, "digest": digest},
    )  # fmt: skip
    return version


def _next_ordinal(school: int) -> int:
    top = SchemeVersion.unscoped.filter(school=school).aggregate(top=Max("ordinal"))["top"]
    return (top or 0) + 1
