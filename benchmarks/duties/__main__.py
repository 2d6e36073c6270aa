"""`python -m benchmarks.duties`: progress of a school, of one mentor, boards of a school and of a city.

The engine reckons 3,000 students with 201,000 records in memory; the database then holds the same school, and the plain
SQL aggregate over its records is the yardstick of the same run. Each line is printed as it is measured: the median of
several by the clock and by the processor of this process; the engine is held to the processor, the rest to the clock.
`--city 400` says how many schools the city has; `DATABASE_URL=postgres://…` asks PostgreSQL.
"""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django
import time_machine

django.setup()

from django.conf import settings
from django.db import connection
from django.test.utils import get_runner

from benchmarks.duties import city, invented, school
from liangshi.domain.duties import Ledger, Plan, expectations, progress, tally
from liangshi.schemes.queries import preset

STUDENTS, ROUNDS = 3000, 5
ENOUGH = 3.0
"""So many seconds of one question are enough, be it asked once only."""
Question = tuple[str, Callable[[], object], float | None]


@dataclass(frozen=True)
class Taken:
    """Milliseconds by the clock and of this process."""

    clock: float
    processor: float


def timed(work: Callable[[], object]) -> Taken:
    """The median of several times."""
    taken: list[Taken] = []
    begun = perf_counter()
    while len(taken) < ROUNDS and (not taken or perf_counter() - begun < ENOUGH):
        clock, processor = perf_counter(), process_time()
        work()
        taken.append(Taken((perf_counter() - clock) * 1000, (process_time() - processor) * 1000))
    return Taken(median(one.clock for one in taken), median(one.processor for one in taken))


def engine() -> list[Question]:
    """The pure engine: records at hand → figures of a whole school; one mentor's list."""
    scheme = preset("shewopo-primary").scheme
    people, records = invented.population(STUDENTS), invented.records(STUDENTS)
    few = invented.population_of_one_mentor(people)
    mine = [record for record in records if not record.students.isdisjoint({m.student for m in few.mentees})]

    def whole() -> None:
        tally(Plan(scheme.duties, invented.CALENDAR, people, scheme.moments), Ledger(records))

    def one() -> None:
        plan = Plan(scheme.duties, invented.CALENDAR, few, scheme.moments, invented.ABOUT_THE_MIDDLE)
        progress(expectations(plan), mine, invented.MIDDLE)

    return [
        (f"engine: {STUDENTS:,} students, {len(records):,} records", whole, 500),
        (f"engine: one mentor, {len(few.mentees)} students, {len(mine):,} records", one, 30),
    ]


def told(questions: Iterable[Question], *, processor: bool = False) -> bool:
    """Print each line as it is measured; whether all kept their targets, by the processor or by the clock."""
    kept = True
    for name, work, target in questions:
        taken = timed(work)
        within = target is None or (taken.processor if processor else taken.clock) <= target
        said = "" if target is None else ("yes" if within else "NO")
        print(
            f"| {name} | {taken.clock:.1f} | {taken.processor:.1f} | {target or '(yardstick)'} | {said} |", flush=True
        )
        kept = kept and within
    return kept


def main() -> int:
    """Print the table; 1 where a target is missed."""
    print(f"database: {connection.vendor}\n\n| what | ms | of the processor | target | within |\n|{' --- |' * 5}")
    kept = told(engine(), processor=True)
    with TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":  # a file, as a school has it
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/duties.sqlite3"
        runner = get_runner(settings)(verbosity=0, interactive=False)
        databases = runner.setup_databases()
        try:
            with time_machine.travel(school.NOW, tick=True):
                place = school.build(STUDENTS)
                kept = told(school.questions(place)) and kept
                schools = int(sys.argv[sys.argv.index("--city") + 1]) if "--city" in sys.argv else 0
                kept = (not schools or told(city.questions(city.build(schools)))) and kept
        finally:
            runner.teardown_databases(databases)
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
