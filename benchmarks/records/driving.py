"""Mentors as clients of a running server: each sends its talks one after the other, and each talk twice."""

import asyncio
import time
from dataclasses import dataclass
from random import Random

from benchmarks.records.school import Logging
from benchmarks.wishes.driving import Connection, Tally

PAGE = "/records/new/"


@dataclass(frozen=True)
class Pace:
    """How long a mentor types between two talks, in seconds; without a pause it is a closed loop."""

    least: float
    most: float


TYPING, SATURATED = Pace(8.0, 12.0), Pace(0.0, 0.0)


async def log_talks(port: int, one: Logging, pace: Pace, tally: Tally) -> None:
    """Talk after talk: open the page, type, send; the same talk again is answered like the first.

    Pauses are drawn from the mentor's own seed, the first one anywhere in a pause, so that nobody keeps step.
    """
    browser, chance = Connection(port, one.session), Random(one.keys[0])

    async def step(kind: str, expected: int, method: str, form: dict[str, str] | None = None) -> None:
        token = {"csrfmiddlewaretoken": browser.cookies.get("csrftoken", "")}
        start = time.perf_counter()
        status = await browser.request(method, PAGE, None if form is None else form | token)
        tally.taken.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
        if status != expected:
            tally.errors.append(f"{kind}: {status}")

    try:
        await asyncio.sleep(chance.uniform(0, pace.most))
        for number, key in enumerate(one.keys):
            await step("open the page", 200, "GET")
            await asyncio.sleep(chance.uniform(pace.least, pace.most))
            talk = {"students": one.students[number % len(one.students)], "kind": "talk", "client_key": key}
            await step("log a talk", 303, "POST", talk)
            await step("the same again", 303, "POST", talk)
        tally.finished += 1
    except (OSError, asyncio.IncompleteReadError) as error:
        tally.errors.append(repr(error))
    finally:
        browser.close()


async def everybody(port: int, sent: list[Logging], pace: Pace, limit: float) -> Tally:
    """All mentors at once."""
    tally, start = Tally(), time.perf_counter()
    crowd = asyncio.gather(*(log_talks(port, one, pace, tally) for one in sent))
    try:
        await asyncio.wait_for(crowd, limit)
    except TimeoutError:
        tally.errors.append(f"stopped after {limit:.0f} s")
    tally.seconds = time.perf_counter() - start
    return tally
