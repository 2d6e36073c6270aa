"""Writing what came out: all files or none."""

import os
from collections.abc import Mapping
from pathlib import Path

DONE, WRONG, CANNOT = 0, 1, 2
"""What a command that writes files ends with: done, the input has problems, a file cannot be read or written."""
CERTIFICATE_SUFFIX = ".certificate.json"


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write beside each name first, then put everything in its place."""
    waiting = {path: path.with_name(f".{path.name}.{os.getpid()}.new") for path in files}
    try:
        for path, content in files.items():
            waiting[path].write_bytes(content)
        for path, new in waiting.items():
            new.replace(path)
    finally:
        for new in waiting.values():
            new.unlink(missing_ok=True)
