"""The independent check: the very file that strangers get, run as they run it, in a process of its own."""

import subprocess
import sys

from liangshi.domain.matching import verify as verifier


def objections_to(record: bytes) -> str:
    """What the verifier says against a market with its certificate (JSON); empty where it accepts them."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-I", verifier.__file__, "-"], input=record, capture_output=True, check=False
    )
    if done.returncode == 0:
        return ""
    return (done.stdout + done.stderr).decode(errors="replace").strip()
