"""Students as clients of a running server: each a kept-alive connection, a session, a csrf cookie, five requests."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.wishes.school import Sent


@dataclass
class Tally:
    """What happened: milliseconds by kind of request, answers that were not the expected ones."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    finished: int = 0
    seconds: float = 0.0


class Connection:
    """One browser: HTTP/1.1 over one connection, with cookies."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookies = port, {"sessionid": session}
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def request(self, method: str, path: str, form: dict[str, str] | None = None) -> int:
        """The status of the answer; its body is read to the end."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self.reader is not None
        body = urlencode(form or {}).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
        if method == "POST":
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + body)
        await self.writer.drain()
        status, length, closes = await self._head(self.reader)
        await self.reader.readexactly(length)
        if closes:
            self.close()
        return status

    async def _head(self, reader: asyncio.StreamReader) -> tuple[int, int, bool]:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length, closes = 0, False
        for line in lines:
            name, _, value = line.partition(":")
            match name.lower():
                case "content-length":
                    length = int(value)
                case "set-cookie":
                    cookie, _, given = value.strip().partition(";")[0].partition("=")
                    self.cookies[cookie] = given
                case "connection":
                    closes = value.strip().lower() == "close"
        return int(first.split()[1]), length, closes

    def close(self) -> None:
        """Let the connection go."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


async def hand_in(port: int, one: Sent, tally: Tally) -> None:
    """Open the page, add three mentors, submit."""
    browser = Connection(port, one.session)
    page = f"/rounds/wishes/{one.candidate}/"

    async def step(kind: str, expected: int, method: str, path: str, form: dict[str, str] | None = None) -> None:
        token = {"csrfmiddlewaretoken": browser.cookies.get("csrftoken", "")}
        start = time.perf_counter()
        status = await browser.request(method, path, None if form is None else form | token)
        tally.taken.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
        if status != expected:
            tally.errors.append(f"{kind}: {status}")

    try:
        await step("open the page", 200, "GET", page)
        for mentor in one.mentors:
            await step("add a mentor", 303, "POST", f"{page}add/{mentor}/", {})
        words = {"help_wanted": one.help_wanted, "about_mentor": one.about_mentor}
        await step("submit", 303, "POST", f"{page}submit/", words)
        tally.finished += 1
    except (OSError, asyncio.IncompleteReadError) as error:
        tally.errors.append(repr(error))
    finally:
        browser.close()


async def everybody(port: int, sent: list[Sent], at_once: int, limit: float) -> Tally:
    """All students, `at_once` of them at any moment, the next beginning as soon as one has finished."""
    tally, waiting = Tally(), iter(sent)

    async def places(queue: Iterator[Sent]) -> None:
        for one in queue:
            await hand_in(port, one, tally)

    start = time.perf_counter()
    crowd = asyncio.gather(*(places(waiting) for _ in range(at_once)))
    try:
        await asyncio.wait_for(crowd, limit)
    except TimeoutError:
        tally.errors.append(f"stopped after {limit:.0f} s")
    tally.seconds = time.perf_counter() - start
    return tally
