"""Run what is due. Each job runs on one worker at a time; one that fails is noted and tried at its next time."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from croniter import croniter
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from liangshi.jobs.models import Heartbeat, ScheduledJob

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=1)

RENEW_EVERY = timedelta(minutes=1)
"""How often a worker says of the job that it runs that it still does."""

GIVEN_UP_AFTER = timedelta(minutes=10)
"""A job of which nobody has said so for so long was in the hands of a worker that is gone."""


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled job: `cron` in local time (five fields), `run` takes the time as `now` and may run twice."""

    name: str
    cron: str
    run: Callable[[datetime], object]


def tick(schedule: Sequence[Job], now: datetime, renew_every: timedelta = RENEW_EVERY) -> list[str]:
    """Run each job that is due and not claimed by another worker; the names of those run."""
    rows = {row.name: row for row in ScheduledJob.objects.all()}
    for job in schedule:
        if job.name not in rows:
            rows[job.name], _new = ScheduledJob.objects.get_or_create(name=job.name, defaults={"due_at": now})
    due = [job for job in schedule if _is_due(job, rows[job.name], now)]
    return [job.name for job in due if _run(job, rows[job.name], now, renew_every)]


def _is_due(job: Job, row: ScheduledJob, now: datetime) -> bool:
    """Its time has come, its worker fell, or its time lies further ahead than a clock that was right would set it."""
    if row.due_at <= now or _left_behind(row, now):
        return True
    times = croniter(job.cron, timezone.localtime(now))
    times.get_next(datetime)
    return bool(row.due_at > times.get_next(datetime))


def _left_behind(row: ScheduledJob, now: datetime) -> bool:
    return row.renewed_at is not None and row.renewed_at < now - GIVEN_UP_AFTER


def _run(job: Job, seen: ScheduledJob, now: datetime, renew_every: timedelta) -> bool:
    upcoming = croniter(job.cron, timezone.localtime(now)).get_next(datetime)
    free = ScheduledJob.objects.filter(
        name=job.name, due_at=seen.due_at, started_at=seen.started_at, renewed_at=seen.renewed_at
    )
    if not free.update(due_at=upcoming, started_at=now, renewed_at=now):
        return False
    mine = ScheduledJob.objects.filter(name=job.name, started_at=now)
    try:
        with _renewed(job.name, now, renew_every):
            job.run(now)
    except Exception as failure:
        log.exception("job %s failed", job.name)
        failures = seen.failures + 1
        retry = min(upcoming, now + RETRY_AFTER * failures)
        said = f"{type(failure).__name__}: {failure}"[:300]
        mine.update(failures=failures, error=said, due_at=retry, renewed_at=None)
        return True
    mine.update(failures=0, error="", finished_at=timezone.now(), renewed_at=None)
    return True


@contextmanager
def _renewed(name: str, started_at: datetime, every: timedelta) -> Iterator[None]:
    """While the block runs, a thread of its own says that the claim begun at `started_at` still holds."""
    over = threading.Event()
    thread = threading.Thread(target=_renew, args=(name, started_at, every, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(name: str, started_at: datetime, every: timedelta, over: threading.Event) -> None:
    """Until it is over or another worker has the job; a database that is busy is asked again at the next turn."""
    mine = ScheduledJob.objects.filter(name=name, started_at=started_at)
    try:
        while not over.wait(every.total_seconds()):
            try:
                if not mine.update(renewed_at=timezone.now()):
                    return
            except (OperationalError, InterfaceError):
                log.warning("the claim of job %s was not renewed; trying again", name)
                connection.close()
    finally:
        connection.close()


def beat(worker: str, now: datetime) -> None:
    """Note that the worker lives."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": now})
