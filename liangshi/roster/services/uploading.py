"""Taking a file."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.people.models import School
from liangshi.people.queries import current_year
from liangshi.roster.models import ImportBatch, StoredFile


class NoYearError(Exception):
    """The school has no academic year into which a roster could be read."""


@transaction.atomic
def take_file(*, by: Viewer, school: School, file_name: str, content: bytes, today: date, now: datetime) -> ImportBatch:
    """Keep the file and its digest; it is read by `read_batch`, at once or by the worker."""
    year = current_year(school.pk, today)
    if year is None:
        raise NoYearError
    batch = ImportBatch.unscoped.create(
        school=school, year=year, uploaded_by_id=by.account, uploaded_at=now, state_since=now,
        file_name=file_name[:200], digest=hashlib.sha256(content).hexdigest(), bytes=len(content),
    )  # fmt: skip
    StoredFile.unscoped.create(school=school, batch=batch, content=content)
    record(
        by=by, verb="roster.uploaded", kind="import", subject=batch.public_id, school=school.pk, now=now,
        detail={"digest": batch.digest, "bytes": batch.bytes},
    )  # fmt: skip
    return batch
