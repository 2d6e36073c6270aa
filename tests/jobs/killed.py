"""A worker that is killed by SIGKILL in the middle of a job. `python -m tests.jobs.killed` prints what came of it."""

import json
import os
import signal
from datetime import UTC, datetime, timedelta

from django.core.management import call_command

from tests.wellbeing.arena import fork, killed

NOW = datetime(2026, 9, 10, 1, 30, 20, tzinfo=UTC)


def main() -> None:
    """Begin and be killed; then look at once before the limit, once after it, and once more."""
    from liangshi.jobs.services import Job, tick  # noqa: PLC0415 - needs the apps
    from liangshi.jobs.services.clock import GIVEN_UP_AFTER  # noqa: PLC0415

    call_command("migrate", "jobs", verbosity=0)
    fatal = Job("nightly", "0 3 * * *", lambda _now: os.kill(os.getpid(), signal.SIGKILL))
    plain = Job("nightly", "0 3 * * *", lambda _now: None)
    child = fork(lambda: print(tick((fatal,), NOW)))
    second = timedelta(seconds=1)
    said = {
        "killed": killed(child), "before": tick((plain,), NOW + GIVEN_UP_AFTER),
        "after": tick((plain,), NOW + GIVEN_UP_AFTER + second),
        "again": tick((plain,), NOW + 3 * GIVEN_UP_AFTER),
    }  # fmt: skip
    print(json.dumps(said))


if __name__ == "__main__":
    main()
