"""Students as clients of a running server: each with a connection that stays open, a session and a csrf cookie."""

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


@dataclass(frozen=True)
class Way:
    """How the students do it: all with one button, or one mentor after the other."""

    port: int
    at_once: int
    limit: float
    one_by_one: bool


class Student:
    """One student at work; each request is timed and its answer judged."""

    def __init__(self, way: Way, one: Sent, tally: Tally) -> None:
        self.way, self.one, self.tally = way, one, tally
        self.browser = Connection(way.port, one.session)
        self.page = f"/rounds/wishes/{one.candidate}/"

    async def step(self, kind: str, expected: int, path: str, form: dict[str, str] | None = None) -> None:
        """One request; with a form it is a POST."""
        token = {"csrfmiddlewaretoken": self.browser.cookies.get("csrftoken", "")}
        start = time.perf_counter()
        sent = None if form is None else form | token
        status = await self.browser.request("GET" if form is None else "POST", path, sent)
        self.tally.taken.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
        if status != expected:
            self.tally.errors.append(f"{kind}: {status}")

    async def hand_in(self) -> None:
        """Open the page, name three mentors, submit."""
        words = {"help_wanted": self.one.help_wanted, "about_mentor": self.one.about_mentor}
        try:
            await self.step("open the page", 200, self.page)
            if self.way.one_by_one:
                for mentor in self.one.mentors:
                    await self.step("add a mentor", 303, f"{self.page}add/{mentor}/", {})
                words["shown"] = " ".join(self.one.mentors)
            else:
                words |= {"shown": "", "more": "、".join(self.one.names)}
            await self.step("hand in", 303, f"{self.page}submit/", words)
            self.tally.finished += 1
        except (OSError, asyncio.IncompleteReadError) as error:
            self.tally.errors.append(repr(error))


async def everybody(way: Way, sent: list[Sent]) -> Tally:
    """All students, `at_once` of them at any moment; a browser keeps its connection, as browsers do."""
    tally, waiting, browsers = Tally(), iter(sent), []

    async def place(queue: Iterator[Sent]) -> None:
        for one in queue:
            student = Student(way, one, tally)
            browsers.append(student.browser)
            await student.hand_in()

    start = time.perf_counter()
    crowd = asyncio.gather(*(place(waiting) for _ in range(way.at_once)))
    try:
        await asyncio.wait_for(crowd, way.limit)
    except TimeoutError:
        tally.errors.append(f"stopped after {way.limit:.0f} s")
    tally.seconds = time.perf_counter() - start
    for browser in browsers:
        browser.close()
    return tally
