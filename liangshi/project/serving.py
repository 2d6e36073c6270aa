"""`liangshi run`: set up the database, start the clock, serve."""

import argparse
import importlib
import os
import sys
import threading
from collections.abc import Sequence

import django
from django.conf import settings
from django.core.management import call_command
from waitress import create_server

from liangshi.project import processes, worker

ON_WINDOWS = sys.platform == "win32"
MOST_PROCESSES = 4
ALONE = 8
"""Threads of a process that serves alone; beside others one is best, since threads of Python hinder each other."""

CONNECTIONS = {
    "connection_limit": 400 if ON_WINDOWS else 2000,
    "asyncore_use_poll": not ON_WINDOWS,
    "channel_timeout": 15,
    "cleanup_interval": 3,
}
"""Browsers keep connections open that they no longer need: a school has thousands of them within a minute."""


def main(arguments: Sequence[str]) -> int:
    """Serve until interrupted."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    options = options_of(arguments)
    if options.demo:
        os.environ["LIANGSHI_DEMO"] = "1"
    django.setup()
    prepare(demo=settings.DEMO)
    from liangshi.project.wsgi import application  # noqa: PLC0415 - needs the apps

    importlib.import_module(settings.ROOT_URLCONF)
    sockets = processes.listening(options.host, options.port)
    print(f"良师 · http://{options.host}:{options.port}/", flush=True)  # noqa: T201

    def serve() -> None:
        create_server(application, sockets=sockets, threads=options.threads, ident="liangshi", **CONNECTIONS).run()

    if options.processes > 1:
        processes.keep([serve] * options.processes + [keep_time])
    else:
        threading.Thread(target=keep_time, daemon=True).start()
        serve()
    return 0


def keep_time() -> None:
    """The clock and the queued tasks, for as long as the process lives."""
    worker.work(lambda: True)


def prepare(*, demo: bool) -> None:
    """Bring the database up to date, gather static files, load the demo school into an empty one."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if demo:
        call_command("load_demo")


def usual_processes() -> int:
    """Two for each core up to four; one where a program cannot be doubled safely."""
    return min(2 * (os.cpu_count() or 1), MOST_PROCESSES) if sys.platform == "linux" else 1


def _processes(word: str) -> int:
    number = int(word)
    if not 1 <= number <= 64 or (ON_WINDOWS and number > 1):
        raise argparse.ArgumentTypeError("1 to 64; on Windows 1")
    return number


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="liangshi run", description="Start the server.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--processes", type=_processes, default=usual_processes(), help="serving processes, beside one for the clock"
    )
    parser.add_argument("--threads", type=int, help="requests worked on at the same time by each process")
    parser.add_argument("--demo", action="store_true", help="load an invented school on first start")
    options = parser.parse_args(arguments)
    options.threads = options.threads or (1 if options.processes > 1 else ALONE)
    return options
