"""Several processes from one command: all work, a fallen one is replaced, all end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liangshi.project.serving import options_of

PROGRAM = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from pathlib import Path
from liangshi.project import processes
def work():
    (Path(sys.argv[1]) / str(os.getpid())).touch()
    time.sleep(60)
processes.keep([work, work])
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one process on Windows")


class Herd:
    """The first process, and those that have begun to work."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first = subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder)])

    def begun(self) -> set[int]:
        return {int(each.name) for each in self.folder.iterdir()}

    def wait_for(self, met: Callable[[], bool]) -> None:
        until = time.monotonic() + 30
        while not met():
            assert time.monotonic() < until
            time.sleep(0.05)


def lives(pid: int) -> bool:
    """Whether the process is there and not a mere entry of its parent."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def herd(tmp_path: Path) -> Iterator[Herd]:
    running = Herd(tmp_path)
    running.wait_for(lambda: len(running.begun()) == 2)
    yield running
    running.first.kill()
    running.first.wait(10)


def test_one_that_falls_is_replaced(herd: Herd) -> None:
    os.kill(min(herd.begun()), signal.SIGKILL)
    herd.wait_for(lambda: len(herd.begun()) == 3)
    assert herd.first.poll() is None


def test_all_end_when_the_first_is_told_to_end(herd: Herd) -> None:
    herd.first.terminate()
    assert herd.first.wait(20) == 0
    assert [pid for pid in herd.begun() if lives(pid)] == []


def test_the_others_end_when_the_first_is_killed(herd: Herd) -> None:
    herd.first.kill()
    herd.first.wait(10)
    herd.wait_for(lambda: not any(lives(pid) for pid in herd.begun()))


def test_how_many_processes_and_threads() -> None:
    assert options_of(["--processes", "1"]).threads == 8
    assert options_of(["--processes", "3"]).threads == 1
    assert options_of(["--processes", "3", "--threads", "2"]).threads == 2
    for nonsense in ("0", "65"):
        with pytest.raises(SystemExit):
            options_of(["--processes", nonsense])
