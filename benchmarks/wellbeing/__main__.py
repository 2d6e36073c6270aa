"""`python -m benchmarks.wellbeing`: 500 concerns through the form of four web processes within a minute, none lost.

Each is stored, acknowledged and told to the first rung; then one minute of the worker tells the second rung of all. The
yardstick of the same run is storing one sealed row with its entry in the chain, without form and ladder. Ends with
status 1 where a concern is missing, the minute is not met, or a concern costs 100 ms of the processor or 20 yardsticks.
`--concerns N` makes it smaller; `DATABASE_URL=postgres://…` asks PostgreSQL (an empty database).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
MINUTE, MOST_MS, MOST_YARDSTICKS = 60.0, 100.0, 20.0


def flood(concerns: int, folder: Path) -> dict[str, Any]:
    """What the arena of the tests says of it."""
    given = os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'flood.sqlite3'}")
    surroundings = os.environ | {"DATABASE_URL": given, "LIANGSHI_HOME": str(folder)}
    command = [sys.executable, "-m", "tests.wellbeing.arena", "flood", str(concerns)]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wellbeing")
    parser.add_argument("--concerns", type=int, default=500)
    concerns = parser.parse_args().concerns
    with tempfile.TemporaryDirectory(prefix="liangshi-flood-") as folder:
        said = flood(concerns, Path(folder))
    cost = said["milliseconds_of_processor"]
    alone = cost["storing alone"]
    whole = cost["raising"] + cost["climbing"]
    print(f"load of the machine: {os.getloadavg()[0]:.1f}\n\n| each concern | ms of the processor | yardsticks |")
    print("| --- | --- | --- |")
    for what, taken in (*cost.items(), ("raised, told and climbed", whole)):
        print(f"| {what} | {taken:.1f} | {taken / alone:.1f} |")
    kept = (said["stored"], said["told_first"], said["told_second"])
    seconds = said["seconds_raising"]
    print(
        f"\n{concerns} raised in {seconds:.1f} s, climbed in {said['seconds_climbing']:.1f} s; stored and told: {kept}"
    )
    lost = kept != (concerns,) * 3
    return int(lost or seconds > MINUTE or whole > MOST_MS or whole > MOST_YARDSTICKS * alone)


if __name__ == "__main__":
    sys.exit(main())
