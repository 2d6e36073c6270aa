"""Mentors as clients of a running server: each sends its talks one after the other, and each talk twice."""

import asyncio
import time

from benchmarks.records.school import Logging
from benchmarks.wishes.driving import Connection, Tally

PAGE = "/records/new/"


async def log_talks(port: int, one: Logging, tally: Tally) -> None:
    """Open the page once, then talk after talk; the same talk again is answered like the first."""
    browser = Connection(port, one.session)

    async def step(kind: str, expected: int, method: str, form: dict[str, str] | None = None) -> None:
        token = {"csrfmiddlewaretoken": browser.cookies.get("csrftoken", "")}
        start = time.perf_counter()
        status = await browser.request(method, PAGE, None if form is None else form | token)
        tally.taken.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
        if status != expected:
            tally.errors.append(f"{kind}: {status}")

    try:
        await step("open the page", 200, "GET")
        for number, key in enumerate(one.keys):
            talk = {"students": one.students[number % len(one.students)], "kind": "talk", "client_key": key}
            await step("log a talk", 303, "POST", talk)
            await step("the same again", 303, "POST", talk)
        tally.finished += 1
    except (OSError, asyncio.IncompleteReadError) as error:
        tally.errors.append(repr(error))
    finally:
        browser.close()


async def everybody(port: int, sent: list[Logging], limit: float) -> Tally:
    """All mentors at once."""
    tally, start = Tally(), time.perf_counter()
    crowd = asyncio.gather(*(log_talks(port, one, tally) for one in sent))
    try:
        await asyncio.wait_for(crowd, limit)
    except TimeoutError:
        tally.errors.append(f"stopped after {limit:.0f} s")
    tally.seconds = time.perf_counter() - start
    return tally
