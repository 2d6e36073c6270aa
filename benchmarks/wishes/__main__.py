"""`python -m benchmarks.wishes`: 3,000 students hand in their wishes within a minute on SQLite, and nothing is lost.

Starts `liangshi run` on a database of its own in a temporary folder. Each student opens the page and hands in three
mentors with one button; sign-in is not measured, and every browser keeps its connection. Ends with status 1 where it
takes more than a minute, an answer is not the expected one, or a stored list differs from what was sent. `--students N`
and `--at-once N` make it smaller; `--one-by-one` adds each mentor by a button of its own (five requests a student);
other options go to `liangshi run`, e.g. `--processes 1`.
"""

import argparse
import asyncio
import atexit
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.request import urlopen

os.environ["LIANGSHI_HOME"] = tempfile.mkdtemp(prefix="liangshi-benchmark-")
atexit.register(shutil.rmtree, os.environ["LIANGSHI_HOME"], ignore_errors=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "liangshi.project.settings"
os.environ["LIANGSHI_LOG_LEVEL"] = "ERROR"

import django

django.setup()

from benchmarks.wishes.driving import Tally, Way, everybody
from benchmarks.wishes.school import build, lost

LIMIT, STOP = 60.0, 180.0


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(port: int, more: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers, ended afterwards whatever happens."""
    command = [sys.executable, "-m", "liangshi", "run", "--port", str(port), *more]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in/")
        yield server
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str) -> None:
    """Until the address answers, two minutes at most."""
    end = time.monotonic() + 120
    while True:
        try:
            with urlopen(address, timeout=20):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def processor_seconds(server: subprocess.Popen[bytes]) -> float | None:
    """What the server and its processes have used of the processor, where the system says so."""
    first = Path(f"/proc/{server.pid}")
    if not first.exists():
        return None
    others = (first / "task" / str(server.pid) / "children").read_text().split()
    ticks = 0
    for pid in (server.pid, *others):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def loop_milliseconds() -> float:
    """The yardstick: a plain loop of 300,000 additions; about 10 ms on an idle core of 3 GHz."""
    start, total = time.process_time(), 0
    for number in range(300_000):
        total += number
    return (time.process_time() - start) * 1000


def report(tally: Tally, used: float | None, loop: float) -> None:
    """The table."""
    requests = sum(len(taken) for taken in tally.taken.values())
    print("| request | number | p50 ms | p95 ms | p99 ms |")
    print("| --- | --- | --- | --- | --- |")
    for kind, taken in tally.taken.items():
        parts = quantiles(taken, n=100)
        print(f"| {kind} | {len(taken)} | {parts[49]:.0f} | {parts[94]:.0f} | {parts[98]:.0f} |")
    print(f"{tally.finished} students in {tally.seconds:.1f} s, {requests / tally.seconds:.0f} requests a second")
    if used is not None:
        share = used / tally.seconds
        each = used / requests * 1000
        print(f"server: {used:.1f} s of processor, {share:.0%} of one core, {each:.2f} ms a request")
        print(f"yardstick: a loop of 300,000 additions takes {loop:.1f} ms; a request is {each / loop:.2f} x of it")
    print(f"errors: {len(tally.errors)} {sorted(set(tally.errors))[:5]}")


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wishes")
    parser.add_argument("--students", type=int, default=3000)
    parser.add_argument("--at-once", type=int, default=32)
    parser.add_argument("--one-by-one", action="store_true")
    options, more = parser.parse_known_args()
    _, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))
    sent = build(options.students)
    print(f"{len(sent)} students, {options.at_once} at once", flush=True)
    port = free_port()
    with serving(port, more) as server:
        before = processor_seconds(server)
        loops = [loop_milliseconds()]
        tally = asyncio.run(everybody(Way(port, options.at_once, STOP, options.one_by_one), sent))
        after = processor_seconds(server)
        loops.append(loop_milliseconds())
    report(tally, None if before is None or after is None else after - before, sum(loops) / 2)
    missing = lost(sent)
    print(f"lists that are not stored as sent: {len(missing)} of {len(sent)}")
    return int(bool(missing) or bool(tally.errors) or tally.seconds > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
