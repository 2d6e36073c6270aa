"""`liangshi run`: set up the database, start the clock, serve."""

import argparse
import os
import threading
from collections.abc import Sequence

import django
from django.conf import settings
from django.core.management import call_command
from waitress import serve

from liangshi.project import worker


def main(arguments: Sequence[str]) -> int:
    """Serve until interrupted."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    options = _options(arguments)
    if options.demo:
        os.environ["LIANGSHI_DEMO"] = "1"
    django.setup()
    prepare(demo=settings.DEMO)
    stopped = threading.Event()
    clock = threading.Thread(target=worker.work, args=(lambda: not stopped.is_set(),), daemon=True)
    clock.start()
    from liangshi.project.wsgi import application  # noqa: PLC0415 - needs the apps

    print(f"良师 · http://{options.host}:{options.port}/", flush=True)  # noqa: T201
    try:
        serve(application, host=options.host, port=options.port, threads=options.threads, ident="liangshi")
    finally:
        stopped.set()
    return 0


def prepare(*, demo: bool) -> None:
    """Bring the database up to date, gather static files, load the demo school into an empty one."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if demo:
        call_command("load_demo")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="liangshi run", description="Start the server.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=8, help="requests worked on at the same time")
    parser.add_argument("--demo", action="store_true", help="load an invented school on first start")
    return parser.parse_args(arguments)
