"""`python -m benchmarks.pages`: milliseconds for each list page, its ratio to the bare page, its statements.

Both pages are asked for in turns, in one process, with all caches warm; milliseconds are those of the processor, so
that other work on the machine does not count. Templates are not watched as they are in tests.
`--show` prints the statements, `--profile` where the time goes.
"""

import cProfile
import os
import pstats
import sys
import time
from statistics import median

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, get_runner
from django.utils import timezone

from benchmarks.pages import bare
from liangshi.people.models import Account
from liangshi.project.demo.loading import load_demo

PAGES = ("/students/", "/staff/")
WARM, ROUNDS, LIMIT, STATEMENTS = 3, 25, 3.0, 12


def browsers() -> tuple[Client, Client]:
    """The coordinator in front of the whole application, and in front of the bare page with its few middlewares."""
    ours, plain = Client(), Client()
    account = Account.unscoped.get(appointments__role="coordinator")
    ours.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    plain.cookies = ours.cookies
    ours.handler.load_middleware()
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
        plain.handler.load_middleware()
    return ours, plain


def timed(client: Client, path: str) -> float:
    """Milliseconds of one request."""
    start = time.process_time()
    answer = client.get(path)
    taken = (time.process_time() - start) * 1000
    assert answer.status_code == 200, (path, answer.status_code)
    return taken


def compare(ours: Client, plain: Client, path: str) -> tuple[float, float, int]:
    """(median of the page, median of the bare page, statements)."""
    for _ in range(WARM):
        timed(ours, path), timed(plain, "/bare/")
    pairs = [(timed(ours, path), timed(plain, "/bare/")) for _ in range(ROUNDS)]
    taken, yardstick = (median(column) for column in zip(*pairs, strict=True))
    with CaptureQueriesContext(connection) as statements:
        ours.get(path)
    if "--show" in sys.argv:
        print(*(query["sql"][:170] for query in statements.captured_queries), sep="\n")
    if "--profile" in sys.argv:
        profile(ours, path)
    return taken, yardstick, len(statements)


def profile(client: Client, path: str) -> None:
    """Where the time of ten requests goes."""
    watch = cProfile.Profile()
    watch.enable()
    for _ in range(10):
        client.get(path)
    watch.disable()
    pstats.Stats(watch).sort_stats("cumulative").print_stats(70)


def main() -> int:
    """Print the table; 1 where a page is over its budget."""
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    over = False
    try:
        load_demo(timezone.now())
        with override_settings(ROOT_URLCONF="benchmarks.pages.bare"):
            ours, plain = browsers()
            print("| page of 50 rows | ms | bare ms | ratio | statements | within |")
            print("| --- | --- | --- | --- | --- | --- |")
            for path in PAGES:
                taken, yardstick, statements = compare(ours, plain, path)
                within = taken / yardstick <= LIMIT and statements <= STATEMENTS
                over |= not within
                figures = f"{taken:.1f} | {yardstick:.1f} | {taken / yardstick:.2f} | {statements}"
                print(f"| {path} | {figures} | {'yes' if within else 'NO'} |", flush=True)
    finally:
        runner.teardown_databases(databases)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
