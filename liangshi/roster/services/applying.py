"""Applying an import: once, in one transaction, exactly as it was shown."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.roster.grid import Sheet
from liangshi.domain.roster.planning import Plan
from liangshi.people.models import Account, School
from liangshi.roster.choices import State, Step
from liangshi.roster.models import ImportBatch, StoredFile, UndoJournal
from liangshi.roster.queries import stored_roster

from .journal import Journal
from .previewing import compared, fingerprint, prepare, sheets_of
from .writing_rows import RosterWriter

GIVEN_UP_AFTER = timedelta(minutes=15)
"""After this long a worker that has not finished has died, and the import may be started again."""


class AlreadyAppliedError(Exception):
    """The import is not waiting to be applied: it was applied, put aside, or somebody is at it."""


class PlanChangedError(Exception):
    """The roster has changed since the preview; a new preview stands in its place."""


def apply_batch(*, batch: ImportBatch, now: datetime) -> None:
    """Claim the import; `carry_out` does the work, at once or in the worker."""
    died = Q(state=State.APPLYING, state_since__lt=now - GIVEN_UP_AFTER)
    claimable = ImportBatch.unscoped.filter(Q(state=State.READY) | died, pk=batch.pk)
    if not claimable.update(state=State.APPLYING, step=Step.QUEUED, state_since=now):
        raise AlreadyAppliedError
    batch.refresh_from_db()


def carry_out(*, by: Viewer, batch: ImportBatch, today: date, now: datetime) -> None:
    """Write what was shown, or nothing. A claimed import never stays claimed."""
    claimed = ImportBatch.unscoped.filter(pk=batch.pk, state=State.APPLYING)
    if not claimed.update(step=Step.WRITING):
        raise AlreadyAppliedError
    try:
        sheets = sheets_of(batch)
        if not _written(by, batch, sheets, today, now):
            prepare(batch=batch, sheets=sheets, now=now)
            raise PlanChangedError
    finally:
        claimed.update(state=State.READY, step=Step.DONE, state_since=now)
        batch.refresh_from_db()


@transaction.atomic
def _written(by: Viewer, batch: ImportBatch, sheets: Sequence[Sheet], today: date, now: datetime) -> bool:
    """Whether the plan is still the one that was shown and has been written."""
    School.unscoped.select_for_update().get(pk=batch.school_id)
    stored = stored_roster(batch.year)
    outcome = compared(batch, sheets, stored)
    if not isinstance(outcome, Plan) or fingerprint(outcome) != batch.fingerprint:
        return False
    journal = Journal()
    RosterWriter(by=by, batch=batch, stored=stored, journal=journal, today=today, now=now).write(outcome)
    UndoJournal.unscoped.create(school_id=batch.school_id, batch=batch, content=journal.packed())
    StoredFile.unscoped.filter(batch=batch).delete()
    rows = ImportBatch.unscoped.filter(pk=batch.pk, state=State.APPLYING)
    if not rows.update(state=State.APPLIED, step=Step.DONE, applied_at=now, state_since=now):
        raise AlreadyAppliedError
    name = Account.objects.filter(pk=by.account).values_list("name", flat=True).first()
    record(
        by=by, verb="roster.imported", kind="import", subject=batch.public_id, school=batch.school_id, now=now,
        detail={"digest": batch.digest, "counts": batch.counts}, name=name or "",
    )  # fmt: skip
    return True
