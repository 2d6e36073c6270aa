"""`python -m benchmarks.pages`: milliseconds for each list page, its ratio to the bare page, its statements."""

import os
import sys
import time
from statistics import median

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, get_runner, setup_test_environment
from django.conf import settings
from django.utils import timezone

from benchmarks.pages import bare
from liangshi.people.models import Account
from liangshi.project.demo.loading import load_demo

PAGES = ("/students/", "/staff/")
ROUNDS, LIMIT, STATEMENTS = 25, 3.0, 12


def timed(client: Client, path: str) -> float:
    """Milliseconds of one request."""
    start = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return (time.perf_counter() - start) * 1000


def compare(client: Client, path: str) -> tuple[float, float, int]:
    """(median of the page, median of the bare page, statements), measured in turns."""
    ours, yardstick = [], []
    for _ in range(ROUNDS):
        ours.append(timed(client, path))
        with override_settings(ROOT_URLCONF="benchmarks.pages.bare", MIDDLEWARE=bare.MIDDLEWARE):
            plain = Client()
            plain.cookies = client.cookies
            yardstick.append(timed(plain, "/bare/"))
    with CaptureQueriesContext(connection, ) as statements:
        client.get(path)
    if "--show" in sys.argv:
        for query in statements.captured_queries:
            print(query["sql"][:170])
    return median(ours), median(yardstick), len(statements)


def main() -> int:
    """Print the table; 1 where a page is over its budget."""
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        load_demo(timezone.now())
        client = Client()
        client.force_login(Account.unscoped.get(appointments__role="coordinator"), backend=settings.AUTHENTICATION_BACKENDS[0])
        print("| page of 50 rows | ms | bare ms | ratio | statements | within |")
        print("| --- | --- | --- | --- | --- | --- |")
        over = False
        for path in PAGES:
            ours, yardstick, statements = compare(client, path)
            within = ours / yardstick <= LIMIT and statements <= STATEMENTS
            over |= not within
            print(f"| {path} | {ours:.1f} | {yardstick:.1f} | {ours / yardstick:.2f} | {statements} | {'yes' if within else 'NO'} |")
    finally:
        runner.teardown_databases(databases)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
