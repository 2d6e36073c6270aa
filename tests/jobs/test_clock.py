"""The clock runs what is due, once, and outlives what fails."""

from datetime import UTC, datetime, timedelta

import pytest

from liangshi.jobs.models import ScheduledJob
from liangshi.jobs.queries import health
from liangshi.jobs.services import Job, beat, tick

NOW = datetime(2026, 9, 10, 1, 30, 20, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def counting() -> tuple[list[datetime], Job]:
    calls: list[datetime] = []
    return calls, Job("count", "*/5 * * * *", calls.append)


def test_a_new_job_runs_at_once_and_then_at_its_next_time() -> None:
    calls, job = counting()
    assert tick((job,), NOW) == ["count"]
    assert tick((job,), NOW + timedelta(minutes=4)) == []
    assert tick((job,), NOW + timedelta(minutes=5)) == ["count"]
    assert len(calls) == 2


def test_a_job_that_another_worker_claimed_is_left_to_it() -> None:
    calls: list[datetime] = []

    def meanwhile_claimed(now: datetime) -> None:
        calls.append(now)
        assert tick((job,), now) == []

    job = Job("claimed", "*/5 * * * *", meanwhile_claimed)
    tick((job,), NOW)
    assert calls == [NOW]


def test_a_failing_job_is_noted_tried_again_and_forgiven() -> None:
    broken = [True]

    def sometimes(now: datetime) -> None:
        if broken:
            broken.pop()
            message = "no way"
            raise OSError(message)

    job = Job("sometimes", "0 3 * * *", sometimes)
    tick((job,), NOW)
    assert health(NOW).failing == (("sometimes", "OSError: no way"),)
    assert tick((job,), NOW + timedelta(minutes=1)) == ["sometimes"]
    assert health(NOW).failing == ()
    assert ScheduledJob.objects.get().due_at > NOW + timedelta(hours=1)


def test_a_worker_that_falls_silent_is_noticed() -> None:
    assert not health(NOW).worker_alive
    beat("one", NOW)
    assert health(NOW + timedelta(seconds=119)).worker_alive
    assert not health(NOW + timedelta(seconds=121)).worker_alive


def test_a_job_that_a_clock_in_the_future_put_off_runs_at_its_next_time() -> None:
    calls, job = counting()
    tick((job,), NOW + timedelta(days=90))
    assert tick((job,), NOW) == ["count"]
    assert tick((job,), NOW + timedelta(minutes=1)) == []
    assert tick((job,), NOW + timedelta(minutes=5)) == ["count"]
    assert len(calls) == 3


def test_what_a_worker_began_that_fell_is_begun_again_after_ten_minutes_and_not_before() -> None:
    calls: list[datetime] = []

    def falls_the_first_time(now: datetime) -> None:
        calls.append(now)
        if len(calls) == 1:
            raise KeyboardInterrupt

    job = Job("nightly", "0 3 * * *", falls_the_first_time)
    with pytest.raises(KeyboardInterrupt):
        tick((job,), NOW)
    assert tick((job,), NOW + timedelta(minutes=9)) == []
    assert tick((job,), NOW + timedelta(minutes=11)) == ["nightly"]
    assert tick((job,), NOW + timedelta(minutes=140)) == []
    assert len(calls) == 2


@pytest.mark.parametrize("ends", [True, False])
def test_what_another_worker_has_taken_over_is_not_touched_by_the_first(*, ends: bool) -> None:
    begun: list[datetime] = []

    def long_away(now: datetime) -> None:
        begun.append(now)
        if len(begun) == 1:
            assert tick((job,), NOW + timedelta(minutes=11)) == ["nightly"]
            if not ends:
                message = "late"
                raise OSError(message)
            ScheduledJob.objects.update(finished_at=NOW)

    job = Job("nightly", "0 3 * * *", long_away)
    tick((job,), NOW)
    row = ScheduledJob.objects.get()
    assert (row.started_at, row.failures, row.error) == (NOW + timedelta(minutes=11), 0, "")
    assert not ends or row.finished_at == NOW


def test_a_job_that_failed_is_in_nobodys_hands() -> None:
    def fails(now: datetime) -> None:
        raise OSError

    tick((Job("fails", "0 3 * * *", fails),), NOW)
    assert ScheduledJob.objects.get().renewed_at is None
