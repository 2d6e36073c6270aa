"""A program in several processes: doubled from one, ended together, replaced when one falls. Not for Windows."""

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from types import FrameType

from django.db import connections

log = logging.getLogger(__name__)

BACKLOG = 1024
PATIENCE = 10.0
PAUSE = 1.0

Work = Callable[[], None]


def listening(host: str, port: int) -> list[socket.socket]:
    """Sockets on the address, which all processes share."""
    found = []
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    ):
        sock = socket.socket(family, kind, protocol)
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind(address)
        sock.listen(BACKLOG)
        found.append(sock)
    return found


def keep(works: Sequence[Work]) -> None:
    """A process for each work until this one is told to end; one that falls is replaced."""
    connections.close_all()
    gc.freeze()
    lifeline = os.pipe()
    running: dict[int, Work] = {}
    signal.signal(signal.SIGTERM, _leave)
    try:
        for work in works:
            running[_start(work, lifeline)] = work
        while True:
            pid, status = os.wait()
            work = running.pop(pid)
            log.error("process %s ended with %s; another takes its place", pid, os.waitstatus_to_exitcode(status))
            time.sleep(PAUSE)
            running[_start(work, lifeline)] = work
    except (KeyboardInterrupt, SystemExit):
        log.info("ending")
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _end(set(running))


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _start(work: Work, lifeline: tuple[int, int]) -> int:
    """The new process; it ends by itself when the first one is gone."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        reading, writing = lifeline
        os.close(writing)
        threading.Thread(target=_end_with_the_first, args=(reading,), daemon=True).start()
        work()
        status = 0
    except SystemExit:
        status = 0
    finally:
        if status:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _end_with_the_first(reading: int) -> None:
    """Nobody writes into the pipe; reading ends when the process that holds its other end does."""
    os.read(reading, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _end(running: set[int]) -> None:
    """Ask all to end, wait, and kill those that do not."""
    for pid in running:
        os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while running:
        pid, _ = os.waitpid(-1, os.WNOHANG)
        running.discard(pid)
        if not pid and time.monotonic() > until:
            for late in running:
                os.kill(late, signal.SIGKILL)
            until += PATIENCE
        time.sleep(0 if pid else 0.05)
