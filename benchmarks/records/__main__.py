"""`python -m benchmarks.records`: fifty mentors log talks at once on SQLite; a talk is answered within 100 ms at p95.

Starts `liangshi run` on a database of its own in a temporary folder. Each mentor opens the page once, then sends talks
one after the other, each of them twice, as a phone does that is not sure; sign-in is not measured. Ends with status 1
where p95 of a new talk is above 100 ms, an answer is not the expected one, or a talk is not stored exactly once.
`--mentors N` and `--talks N` make it smaller; other options go to `liangshi run`.
"""

import argparse
import asyncio
import sys
from statistics import quantiles

from benchmarks.wishes.__main__ import free_port, serving

LIMIT_MS, STOP = 100.0, 180.0
"""What follows needs the folder and the settings that the import above has set."""

from benchmarks.records.driving import everybody
from benchmarks.records.school import build, wrong
from benchmarks.wishes.driving import Tally


def report(tally: Tally) -> float:
    """The table; p95 of a new talk in milliseconds."""
    print("| request | number | p50 ms | p95 ms | p99 ms |")
    print("| --- | --- | --- | --- | --- |")
    worst = 0.0
    for kind, taken in tally.taken.items():
        parts = quantiles(taken, n=100)
        print(f"| {kind} | {len(taken)} | {parts[49]:.0f} | {parts[94]:.0f} | {parts[98]:.0f} |")
        if kind == "log a talk":
            worst = parts[94]
    print(f"{tally.finished} mentors in {tally.seconds:.1f} s")
    print(f"errors: {len(tally.errors)} {sorted(set(tally.errors))[:5]}")
    return worst


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.records")
    parser.add_argument("--mentors", type=int, default=50)
    parser.add_argument("--talks", type=int, default=20)
    options, more = parser.parse_known_args()
    sent = build(options.mentors, options.talks)
    print(f"{len(sent)} mentors at once, {options.talks} talks each", flush=True)
    port = free_port()
    with serving(port, more):
        tally = asyncio.run(everybody(port, sent, STOP))
    slowest = report(tally)
    missing = wrong(sent)
    print(f"talks that are not stored exactly once: {len(missing)} of {sum(len(one.keys) for one in sent)}")
    return int(bool(missing) or bool(tally.errors) or slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
