"""`python -m benchmarks.duties`: progress of a school, of one mentor, boards of a school and of a city.

The engine reckons 3,000 students with 201,000 records in memory; the database then holds the same school, and the plain
SQL aggregate over its records is the yardstick of the same run. Milliseconds are those of the processor for the engine,
of the clock for the database, median of several. `--city 400` says how many schools the city has;
`DATABASE_URL=postgres://…` asks PostgreSQL.
"""

import os
import sys
from statistics import median
from time import perf_counter, process_time

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test.utils import get_runner

from benchmarks.duties import city, invented, school
from liangshi.domain.duties import Ledger, Plan, expected_in, progress, tally
from liangshi.schemes.queries import preset

STUDENTS, ROUNDS = 3000, 5
Line = tuple[str, float, float | None]


def timed(work, clock=perf_counter, rounds=ROUNDS) -> float:
    """Median milliseconds."""
    taken = []
    for _ in range(rounds):
        start = clock()
        work()
        taken.append((clock() - start) * 1000)
    return median(taken)


def engine() -> list[Line]:
    """The pure engine: records at hand → figures of a whole school; one mentor's list."""
    scheme = preset("shewopo-primary").scheme
    people, records = invented.population(STUDENTS), invented.records(STUDENTS)
    few = invented.population_of_one_mentor(people)
    mine = [record for record in records if not record.students.isdisjoint({m.student for m in few.mentees})]

    def whole() -> None:
        tally(Plan(scheme.duties, invented.CALENDAR, people, scheme.moments), Ledger(records))

    def one() -> None:
        plan = Plan(scheme.duties, invented.CALENDAR, few, scheme.moments, invented.ABOUT_THE_MIDDLE)
        progress(expected_in(plan), mine, invented.MIDDLE)

    return [
        (f"engine: {STUDENTS:,} students, {len(records):,} records", timed(whole, process_time), 500),
        (f"engine: one mentor, {len(few.mentees)} students, {len(mine):,} records", timed(one, process_time), 30),
    ]


def main() -> int:
    """Print the table; 1 where a target is missed."""
    lines = engine()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        place = school.build(STUDENTS)
        lines += [(name, timed(work), target) for name, work, target in school.questions(place)]
        schools = int(sys.argv[sys.argv.index("--city") + 1]) if "--city" in sys.argv else 0
        if schools:
            region = city.build(schools)
            lines += [(name, timed(work), target) for name, work, target in city.questions(region)]
    finally:
        runner.teardown_databases(databases)
    print(f"database: {connection.vendor}\n\n| what | ms | target | within |\n| --- | --- | --- | --- |")
    for name, taken, target in lines:
        within = "" if target is None else ("yes" if taken <= target else "NO")
        print(f"| {name} | {taken:.1f} | {target or '(yardstick)'} | {within} |")
    return int(any(target is not None and taken > target for _, taken, target in lines))


if __name__ == "__main__":
    sys.exit(main())
