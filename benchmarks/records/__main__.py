"""`python -m benchmarks.records`: fifty mentors log talks at once on SQLite; a talk is answered within 100 ms at p95.

Starts `liangshi run` on a database of its own in a temporary folder. Each mentor opens the page, types and sends, talk
after talk, and sends each twice, as a phone does that is not sure; sign-in is not measured. First one mentor logs a
talk on a phone with 4G (`benchmarks.records.phone`: at most three taps and 20 seconds), then two runs:

- **typing**, which is judged: a mentor needs 8 to 12 seconds for each talk, about five talks a second;
- **saturated**: nobody pauses, so that fifty requests are always in flight. It says how much goes through (requests a
  second), and its times are how long the queue is.

Ends with status 1 where p95 of a new talk is above 100 ms while mentors type, an answer is not the expected one, a talk
is not stored exactly once, or the phone needs more. `--mentors N`, `--talks N` (while typing) and `--flood N`
(saturated, 0 leaves it out) make it smaller; other options go to `liangshi run`.
"""

import argparse
import asyncio
import os
import subprocess
import sys
from statistics import quantiles

from benchmarks.wishes.__main__ import free_port, loop_milliseconds, processor_seconds, serving

LIMIT_MS, STOP = 100.0, 240.0
"""What follows needs the folder and the settings that the import above has set."""

from benchmarks.records import phone
from benchmarks.records.driving import SATURATED, TYPING, Pace, everybody
from benchmarks.records.school import Logging, build, signed_in, wrong
from benchmarks.wishes.driving import Tally


def report(name: str, sent: list[Logging], tally: Tally) -> float:
    """The table of one run; p95 of a new talk in milliseconds."""
    print(f"\n{name}: {len(sent)} mentors, {len(sent[0].keys)} talks each\n")
    print("| request | number | p50 ms | p95 ms | p99 ms |")
    print("| --- | --- | --- | --- | --- |")
    worst = 0.0
    for kind, taken in tally.taken.items():
        parts = quantiles(taken, n=100)
        print(f"| {kind} | {len(taken)} | {parts[49]:.0f} | {parts[94]:.0f} | {parts[98]:.0f} |")
        if kind == "log a talk":
            worst = parts[94]
    requests = sum(len(taken) for taken in tally.taken.values())
    print(f"\n{tally.finished} mentors in {tally.seconds:.1f} s, {requests / tally.seconds:.1f} requests a second")
    print(f"errors: {len(tally.errors)} {sorted(set(tally.errors))[:5]}")
    return worst


def run(server: subprocess.Popen[bytes], port: int, name: str, sent: list[Logging], pace: Pace) -> tuple[float, bool]:
    """One run: p95 of a new talk, and whether all answers and rows are as they should be."""
    loop, before = loop_milliseconds(), processor_seconds(server)
    tally = asyncio.run(everybody(port, sent, pace, STOP))
    after, load = processor_seconds(server), os.getloadavg()[0]
    slowest, missing = report(name, sent, tally), wrong(sent)
    if before is not None and after is not None:
        each = (after - before) / sum(len(taken) for taken in tally.taken.values()) * 1000
        print(f"server: {each:.1f} ms of processor a request; a loop of 300,000 {loop:.1f} ms; load {load:.1f}")
    print(f"talks that are not stored exactly once: {len(missing)} of {sum(len(one.keys) for one in sent)}", flush=True)
    return slowest, not (missing or tally.errors)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.records")
    parser.add_argument("--mentors", type=int, default=50)
    parser.add_argument("--talks", type=int, default=8)
    parser.add_argument("--flood", type=int, default=20)
    options, more = parser.parse_known_args()
    build()
    port = free_port()
    with serving(port, more) as server:
        in_time = phone.logged_in_time(port)
        slowest, sound = run(server, port, "typing", signed_in(options.mentors, options.talks, "typing"), TYPING)
        if options.flood:
            flood = signed_in(options.mentors, options.flood, "flood")
            sound = run(server, port, "saturated", flood, SATURATED)[1] and sound
    return int(not (sound and in_time) or slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
