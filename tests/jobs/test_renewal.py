"""A job that runs for long is left to its worker; a worker that is killed leaves it to another one.

With `DATABASE_URL` of a PostgreSQL server both run there.
"""

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from liangshi.jobs.models import ScheduledJob
from liangshi.jobs.services import Job, tick
from liangshi.jobs.services.clock import GIVEN_UP_AFTER
from tests.wellbeing.test_survival_of_processes import database

__all__ = ["database"]
ROOT = Path(__file__).resolve().parent.parent.parent
OFTEN = timedelta(seconds=0.05)


def renewed(after: datetime) -> datetime:
    """When the claim was renewed next; half a minute is waited for it."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = ScheduledJob.objects.get().renewed_at
        if found is not None and found > after:
            return found
        time.sleep(0.02)
    pytest.fail("the claim was not renewed")


@pytest.mark.django_db(transaction=True)
def test_a_job_that_runs_longer_than_the_limit_is_not_begun_beside_itself() -> None:
    begun: list[datetime] = []

    def long(now: datetime) -> None:
        begun.append(now)
        found = renewed(now)
        assert tick((job,), now + GIVEN_UP_AFTER + (found - now) / 2) == []

    job = Job("long", "0 3 * * *", long)
    assert tick((job,), timezone.now(), OFTEN) == ["long"]
    row = ScheduledJob.objects.get()
    assert (len(begun), row.renewed_at) == (1, None)
    assert row.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_another_worker_has_is_not_renewed() -> None:
    later = timezone.now() + timedelta(hours=1)

    def long(now: datetime) -> None:
        renewed(now)
        ScheduledJob.objects.update(started_at=later, renewed_at=later)
        time.sleep(OFTEN.total_seconds() * 6)

    tick((Job("long", "0 3 * * *", long),), timezone.now(), OFTEN)
    assert ScheduledJob.objects.get().renewed_at == later


def test_a_killed_worker_leaves_its_job_to_another_after_the_limit(database: str, tmp_path: Path) -> None:
    surroundings = os.environ | {"DATABASE_URL": database, "LIANGSHI_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tests.jobs.killed"]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=300, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert said == {"killed": True, "before": [], "after": ["nightly"], "again": []}
