"""Run a command with `DATABASE_URL` of a private PostgreSQL cluster that lives as long as the command.

The cluster listens on a socket in a temporary folder only; as root it runs as the user `postgres`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql/15/bin")
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=''", "max_connections=40")


def as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def main() -> int:
    """Start, run, stop; the command's status."""
    folder = Path(tempfile.mkdtemp(prefix="liangshi-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    try:
        init = [
            str(BINARIES / "initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        subprocess.run(as_postgres(init), check=True, stdout=subprocess.DEVNULL)
        options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}"))
        start = [str(BINARIES / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"]
        subprocess.run(as_postgres(start), check=True, stdout=subprocess.DEVNULL)
        url = f"postgres://postgres@/postgres?host={folder}"
        try:
            return subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}, check=False).returncode
        finally:
            stop = [str(BINARIES / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
            subprocess.run(as_postgres(stop), check=False, stdout=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
