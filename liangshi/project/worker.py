"""The worker: queued tasks and the clock, in a thread of `liangshi run` or in a process of its own."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import django
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

if TYPE_CHECKING:
    from liangshi.jobs.services import Job

log = logging.getLogger(__name__)

PAUSE = 1.0


def work(running: Callable[[], bool]) -> None:
    """Run queued tasks and due jobs until `running()` says no; a locked or absent database is waited for.

    Each urgent job has a thread of its own: neither a long computation nor a mail server that hangs delays a concern.
    The first of them, the ladder, also gives the sign of life.
    """
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 - needs the apps

    from liangshi.jobs.services import tick  # noqa: PLC0415
    from liangshi.project.wiring import SCHEDULE, URGENT  # noqa: PLC0415

    name = f"{socket.gethostname()}:{os.getpid()}"
    ordinary = [job for job in SCHEDULE if job not in URGENT]
    names = [name, *[""] * (len(URGENT) - 1)]
    urgent = [
        threading.Thread(target=_urgent, args=(job, name, running), daemon=True)
        for job, name in zip(URGENT, names, strict=True)
    ]
    for thread in urgent:
        thread.start()
    while running() and all(thread.is_alive() for thread in urgent):
        try:
            tick(ordinary, timezone.now())
            Worker(
                queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
                max_tasks=None, worker_id=name[:64], excluded_queue_names=[],
            ).run()  # fmt: skip
        except (OperationalError, InterfaceError):
            log.exception("the database did not answer; trying again")
        close_old_connections()
        time.sleep(PAUSE)
    for thread in urgent:
        thread.join(timeout=PAUSE)


def _urgent(job: "Job", name: str, running: Callable[[], bool]) -> None:
    """Keep the time of what waits for no other work; under `name`, where there is one, it is known to be alive."""
    from liangshi.jobs.services import beat, tick  # noqa: PLC0415

    while running():
        try:
            if name:
                beat(name, timezone.now())
            tick((job,), timezone.now())
        except (OperationalError, InterfaceError):
            log.exception("the database did not answer; trying again")
        close_old_connections()
        time.sleep(PAUSE)


def main(arguments: Sequence[str]) -> int:
    """`liangshi worker`: work until interrupted."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    django.setup()
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    try:
        work(lambda: True)
    except KeyboardInterrupt:
        return 0
    return 0
