"""A real worker beside a mail server that takes every call and never answers. `python -m tests.wellbeing.slow_mail`."""

import json
import os
import socket
import threading
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.wellbeing.arena_settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from liangshi.jobs.models import ScheduledJob  # noqa: E402
from liangshi.notices.services import Word, notify  # noqa: E402
from liangshi.project.worker import work  # noqa: E402
from liangshi.wellbeing.models import Tell  # noqa: E402
from liangshi.wellbeing.services.raising import raise_concern  # noqa: E402
from tests.wellbeing.concerns import draft, viewer  # noqa: E402
from tests.world import build_world  # noqa: E402

PATIENCE, HANGS = 120.0, 600
"""Seconds for which the concern is waited for, and for which one mail hangs: much longer."""


def main() -> None:
    """Mails wait that cannot be sent; then a concern becomes due; who was told, and after how many seconds."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    world = build_world()
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", deaf.getsockname()[1]
        settings.EMAIL_TIMEOUT = HANGS
        everybody = [world.account(name) for name in ("wang", "li", "gao", "lin", "shen")]
        notify(to=everybody, word=Word("round.opened", "开始填写志愿"), now=timezone.now())
        began = time.monotonic()
        threading.Thread(target=work, args=(lambda: time.monotonic() < began + PATIENCE,), daemon=True).start()
        time.sleep(3)
        past = timezone.now() - timedelta(minutes=31)
        concern = raise_concern(by=viewer(world, "wang"), draft=draft(), now=past)
        ScheduledJob.objects.filter(name="climb_concerns").update(due_at=timezone.now())
        print(json.dumps({"seconds": waited(concern.pk, began + PATIENCE)}), flush=True)
        os._exit(0)


def waited(concern: int, until: float) -> float | None:
    """Until the second person was told; none where that did not come in time."""
    began = time.monotonic()
    while time.monotonic() < until:
        if Tell.unscoped.filter(run__concern=concern, channel="inbox").count() == 2:
            return time.monotonic() - began
        time.sleep(0.1)
    return None


if __name__ == "__main__":
    main()
