"""Run what is due. Each job runs on one worker at a time; one that fails is noted and tried at its next time."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from croniter import croniter
from django.utils import timezone

from liangshi.jobs.models import Heartbeat, ScheduledJob

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=1)

GIVEN_UP_AFTER = timedelta(hours=1)
"""A job that was begun so long ago and neither ended nor failed was in the hands of a worker that is gone."""


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled job: `cron` in local time (five fields), `run` takes the time as `now` and may run twice."""

    name: str
    cron: str
    run: Callable[[datetime], object]


def tick(schedule: Sequence[Job], now: datetime) -> list[str]:
    """Run each job that is due and not claimed by another worker; the names of those run."""
    rows = {row.name: row for row in ScheduledJob.objects.all()}
    for job in schedule:
        if job.name not in rows:
            rows[job.name], _new = ScheduledJob.objects.get_or_create(name=job.name, defaults={"due_at": now})
    due = [job for job in schedule if _is_due(job, rows[job.name], now)]
    return [job.name for job in due if _run(job, rows[job.name], now)]


def _is_due(job: Job, row: ScheduledJob, now: datetime) -> bool:
    """Its time has come, its worker fell, or its time lies further ahead than a clock that was right would set it."""
    if row.due_at <= now or _left_behind(row, now):
        return True
    times = croniter(job.cron, timezone.localtime(now))
    times.get_next(datetime)
    return bool(row.due_at > times.get_next(datetime))


def _left_behind(row: ScheduledJob, now: datetime) -> bool:
    if row.started_at is None or row.started_at >= now - GIVEN_UP_AFTER:
        return False
    return row.finished_at is None or row.finished_at < row.started_at


def _run(job: Job, claimed: ScheduledJob, now: datetime) -> bool:
    upcoming = croniter(job.cron, timezone.localtime(now)).get_next(datetime)
    mine = ScheduledJob.objects.filter(name=job.name, due_at=claimed.due_at, started_at=claimed.started_at)
    if not mine.update(due_at=upcoming, started_at=now):
        return False
    row = ScheduledJob.objects.filter(name=job.name)
    try:
        job.run(now)
    except Exception as failure:
        log.exception("job %s failed", job.name)
        failures = row.values_list("failures", flat=True)[0] + 1
        retry = min(upcoming, now + RETRY_AFTER * failures)
        row.update(failures=failures, error=f"{type(failure).__name__}: {failure}"[:300], due_at=retry)
        return True
    row.update(failures=0, error="", finished_at=timezone.now())
    return True


def beat(worker: str, now: datetime) -> None:
    """Note that the worker lives."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": now})
