"""`python -m benchmarks`: every part one after the other, and which of them kept their promise.

`python -m benchmarks pages wishes` runs only the parts whose names contain one of the words.
"""

import subprocess
import sys
from time import perf_counter

PARTS = (
    "benchmarks.matching",
    "benchmarks.offline.match_command",
    "benchmarks.roster.import_preview",
    "benchmarks.roster.import_pages",
    "benchmarks.pages",
    "benchmarks.wishes",
    "benchmarks.duties",
    "benchmarks.records",
    "benchmarks.growth",
    "benchmarks.wellbeing",
)


def main() -> int:
    """The number of parts that missed a target."""
    words = sys.argv[1:] or [""]
    parts = [part for part in PARTS if any(word in part for word in words)]
    lines = []
    for part in parts:
        print(f"\n## {part}\n", flush=True)
        start = perf_counter()
        status = subprocess.run([sys.executable, "-m", part], check=False).returncode
        lines.append((part, status, perf_counter() - start))
    print("\n| part | targets | seconds |\n| --- | --- | --- |")
    for part, status, seconds in lines:
        print(f"| {part} | {'met' if status == 0 else 'MISSED'} | {seconds:.0f} |")
    return sum(status != 0 for _, status, _ in lines)


if __name__ == "__main__":
    sys.exit(main())
