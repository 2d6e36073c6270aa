"""Long work of the roster: done at once where it is short, else by the worker while the page may be left."""

from django.utils import timezone
from django_tasks import task

from liangshi.domain.access import Viewer
from liangshi.roster.models import ImportBatch
from liangshi.roster.services import PlanChangedError, carry_out, read_batch

AT_ONCE_BYTES = 1_000_000
AT_ONCE_ROWS = 2_000


@task()
def preview_import(batch: int) -> None:
    """Read and compare."""
    read_batch(batch=ImportBatch.unscoped.select_related("year__school", "school").get(pk=batch), now=timezone.now())


@task()
def write_import(batch: int, account: int) -> None:
    """Write what was shown; where the roster has changed since, a new preview waits instead."""
    row = ImportBatch.unscoped.select_related("year__school", "school").get(pk=batch)
    viewer = Viewer(account=account, school=row.school_id)
    try:
        carry_out(by=viewer, batch=row, today=timezone.localdate(), now=timezone.now())
    except PlanChangedError:
        return


def start_preview(batch: ImportBatch) -> None:
    """Small files are read within the request."""
    if batch.bytes <= AT_ONCE_BYTES:
        preview_import.func(batch.pk)
    else:
        preview_import.enqueue(batch.pk)


def start_writing(batch: ImportBatch, account: int) -> None:
    """Few rows are written within the request."""
    rows = sum(part.get("added", 0) + part.get("changed", 0) for part in batch.counts.values())
    if rows <= AT_ONCE_ROWS:
        write_import.func(batch.pk, account)
    else:
        write_import.enqueue(batch.pk, account)
