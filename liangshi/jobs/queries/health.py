"""The state of workers and jobs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from liangshi.jobs.models import Heartbeat, ScheduledJob

SILENT_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Health:
    """`worker_alive`, when a worker was last heard of, and the names of failing jobs with their error."""

    worker_alive: bool
    last_beat: datetime | None
    failing: tuple[tuple[str, str], ...]

    @property
    def sound(self) -> bool:
        """Whether nothing asks for attention."""
        return self.worker_alive and not self.failing


def health(now: datetime) -> Health:
    """Look at heartbeats and jobs."""
    last = _last_beat(now)
    failing = ScheduledJob.objects.filter(failures__gt=0).order_by("name")
    return Health(
        worker_alive=_is_alive(last, now),
        last_beat=last,
        failing=tuple(failing.values_list("name", "error")),
    )


def worker_alive(now: datetime) -> bool:
    """Whether a worker was heard of a moment ago; one statement."""
    return _is_alive(_last_beat(now), now)


def _last_beat(now: datetime) -> datetime | None:
    """A sign of life from the future was given by a clock that was wrong; it says nothing about now."""
    beats = Heartbeat.objects.filter(at__lt=now + SILENT_AFTER).order_by("-at")
    return beats.values_list("at", flat=True).first()


def _is_alive(last: datetime | None, now: datetime) -> bool:
    return last is not None and now - last < SILENT_AFTER
