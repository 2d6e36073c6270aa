"""The duty to report harm: that somebody was told of it is stored, and what they did if they write it down."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import HarmReport

from .durability import stored
from .problems import NothingSaidError


@transaction.atomic
def tell_duty(*, by: Viewer, now: datetime) -> HarmReport:
    """The page with the duty is being shown to the person: proof that they were told; once a day."""
    report, created = HarmReport.unscoped.get_or_create(
        by_id=by.account, told_on=timezone.localdate(now), written_at=None,
        defaults={"school_id": by.school, "told_at": now},
    )  # fmt: skip
    if created and by.school is not None:
        note(by=by, verb="harm_report.duty_told", row=report, school=by.school, now=now)
    return report


def write_report(
    *, by: Viewer, report: HarmReport, called: str, called_at: datetime | None, done: str, now: datetime
) -> None:
    """Keep what was done; a report that was written is never changed."""
    if not (called.strip() or done.strip()):
        raise NothingSaidError

    def write() -> None:
        row = HarmReport.unscoped.select_for_update().get(pk=report.pk)
        if row.written_at is not None:
            return
        row.called, row.called_at, row.done, row.written_at = called.strip(), called_at, done.strip(), now
        row.save(update_fields=["called", "called_at", "done", "written_at"])
        if by.school is not None:
            note(by=by, verb="harm_report.written", row=row, school=by.school, now=now)

    stored(write)
