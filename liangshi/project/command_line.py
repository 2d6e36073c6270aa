"""Which command does what. Django is loaded only by the commands that need it."""

import gc
import importlib
import sys
from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("liangshi.project.serving", "start the server (and set up the database first)"),
    "worker": ("liangshi.project.worker", "run queued tasks and the clock in a process of its own"),
    "audit": ("liangshi.project.auditing", "`audit verify` checks the chain of entries"),
    "template": ("liangshi.offline.making_template", "write the workbook that `match` reads"),
    "match": ("liangshi.offline.matching", "match a workbook without a server"),
    "verify": ("liangshi.offline.verifying", "check a published result again"),
    "manage": ("liangshi.project.management_door", "Django's management commands"),
}
"""Name → (module with `main(arguments) -> int`, what it does)."""


def collect_rarely() -> None:
    """Look for circular garbage less often than Python does by itself.

    A school, a workbook, a matching are many objects that stay: looking through them again and again at the usual
    pace costs a tenth of the time and finds nothing.
    """
    gc.set_threshold(50_000, 20, 20)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        print(usage(), file=sys.stderr)  # noqa: T201
        return 2
    collect_rarely()
    module = importlib.import_module(COMMANDS[words[0]][0])
    return int(module.main(words[1:]))


def usage() -> str:
    """The commands, a line each."""
    lines = [f"  {name:10} {what}" for name, (_, what) in COMMANDS.items()]
    return "\n".join(["usage: liangshi COMMAND …", *lines])
