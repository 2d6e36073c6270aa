"""`python -m benchmarks.matching`: the target table with ratios measured side by side."""

from __future__ import annotations

import sys

from benchmarks.matching.measures import all_measures
from benchmarks.matching.quality import quality_lines
from liangshi.project.command_line import collect_rarely


def main() -> int:
    """Print the table; the exit code tells whether every target was met. Garbage is collected as in the program."""
    collect_rarely()
    missed = 0
    print("| measure | instance | yardstick | ours | theirs | figure | target | met |")
    print("|---|---|---|---|---|---|---|---|")
    for line in all_measures():
        missed += not line.met
        theirs = f"{line.theirs:.1f}" if line.theirs else ""
        print(
            f"| {line.name} | {line.instance} | {line.yardstick} | {line.ours:.1f} | {theirs} "
            f"| {line.figure:.2f} | {line.limit} | {'yes' if line.met else 'NO'} |",
            flush=True,
        )
    print("\n| school | need | full | by wish | held | shortfall | unique | verifier |")
    print("|---|---|---|---|---|---|---|---|")
    for text, good in quality_lines():
        missed += not good
        print(text, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
