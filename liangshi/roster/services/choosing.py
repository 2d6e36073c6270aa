"""What people decide before an import is applied: columns, answers, or to put it aside."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from liangshi.domain.roster.grid import Sheet
from liangshi.domain.roster.identity import Answer
from liangshi.domain.roster.mapping import SheetMapping
from liangshi.roster.choices import OPEN_STATES, State
from liangshi.roster.models import ColumnMemory, ImportBatch, ImportProblem, PlannedPage, StoredFile
from liangshi.roster.queries.memory import signature_digest

from .packing import packed
from .previewing import prepare


class NotOpenError(Exception):
    """The import is past the point where this could be decided."""


def choose_columns(
    *, batch: ImportBatch, mappings: Sequence[SheetMapping], sheets: Sequence[Sheet], now: datetime
) -> None:
    """Read the sheets like this, now and whenever sheets with these headers come again."""
    _store(batch, {"mappings": packed(mappings)}, now)
    for mapping in mappings:
        if mapping.columns:
            targets = {c.header: c.target.code if c.target else "" for c in mapping.columns if c.header}
            ColumnMemory.unscoped.update_or_create(
                school_id=batch.school_id,
                signature=signature_digest(mapping),
                defaults={"kind": mapping.kind or "", "targets": targets, "chosen_at": now},
            )
    prepare(batch=batch, sheets=sheets, now=now)


def answer_questions(*, batch: ImportBatch, said: Mapping[str, Answer], sheets: Sequence[Sheet], now: datetime) -> None:
    """Take the answers and look again."""
    known = batch.answers | {asks: answer.value for asks, answer in said.items()}
    _store(batch, {"answers": known}, now)
    prepare(batch=batch, sheets=sheets, now=now)


def _store(batch: ImportBatch, values: Mapping[str, object], now: datetime) -> None:
    rows = ImportBatch.unscoped.filter(pk=batch.pk, state__in=OPEN_STATES)
    if not rows.update(state=State.BLOCKED, state_since=now, **values):
        raise NotOpenError
    batch.refresh_from_db()


@transaction.atomic
def discard_batch(*, batch: ImportBatch, now: datetime) -> None:
    """Put the import aside and forget the file."""
    rows = ImportBatch.unscoped.filter(pk=batch.pk, state__in=(*OPEN_STATES, State.WAITING))
    if not rows.update(state=State.DISCARDED, state_since=now):
        raise NotOpenError
    for model in (StoredFile, ImportProblem, PlannedPage):
        model.unscoped.filter(batch=batch).delete()
    batch.refresh_from_db()
