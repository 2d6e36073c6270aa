"""Each scheduled job can be run as the worker runs it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from liangshi.jobs.services import Job
from liangshi.project.wiring import SCHEDULE

NIGHT = datetime(2026, 9, 10, 3, 57, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.django_db
@pytest.mark.parametrize("job", SCHEDULE, ids=lambda job: job.name)
def test_every_job_runs_on_an_empty_database(job: Job) -> None:
    job.run(NIGHT)
