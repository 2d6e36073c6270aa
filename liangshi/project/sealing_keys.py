"""The keys of sealed text: given by the environment, or kept beside the database, one to a line, the newest first."""

import base64
import contextlib
import secrets
from pathlib import Path


def kept_keys(file: Path) -> list[str]:
    """The keys in the file; the first is made on first start, by one process only."""
    with contextlib.suppress(FileExistsError):
        file.touch(mode=0o600, exist_ok=False)
        file.write_text(_fresh(), encoding="ascii")
    return file.read_text(encoding="ascii").split()


def add_key(file: Path) -> None:
    """Put a fresh key in front; those before it still open what they sealed."""
    written = file.with_suffix(".new")
    written.touch(mode=0o600)
    written.write_text(_fresh() + file.read_text(encoding="ascii"), encoding="ascii")
    written.replace(file)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode("ascii") + "\n"
