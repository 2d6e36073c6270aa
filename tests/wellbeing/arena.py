"""Real processes that are killed. `python -m tests.wellbeing.arena SCENARIO …` prints what happened as JSON.

The parent forks a child for each trial. The child raises a concern or runs the worker's jobs; before and after every
statement and every commit is a point at which it can kill itself with SIGKILL. The parent then does what a browser and
a restarted worker do, and looks for what was lost, doubled or left waiting.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.wellbeing.arena_settings")
django.setup()

import time_machine  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from liangshi.domain.escalation import next_step, owner  # noqa: E402
from liangshi.notices.models import Notice  # noqa: E402
from liangshi.notices.services import deliver_outbox  # noqa: E402
from liangshi.people.services.trail import note  # noqa: E402
from liangshi.wellbeing.models import Concern, ConcernRun, Hand, Tell  # noqa: E402
from liangshi.wellbeing.queries.facts import people_of, school_at_work, standing_of  # noqa: E402
from liangshi.wellbeing.services.climbing import climb_concerns  # noqa: E402
from liangshi.wellbeing.services.durability import stored  # noqa: E402
from liangshi.wellbeing.services.hands import take_in_hand  # noqa: E402
from liangshi.wellbeing.services.problems import AlreadyInHandError  # noqa: E402
from liangshi.wellbeing.services.raising import raise_concern  # noqa: E402
from tests.wellbeing.concerns import EVENING, MINUTE, draft, viewer  # noqa: E402
from tests.world import World, build_world  # noqa: E402


class KillAt:
    """Kills its own process at the so manyeth point."""

    def __init__(self, point: int) -> None:
        self.left = point

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.step()
        result = execute(*arguments)
        self.step()
        return result

    def arm(self) -> None:
        connection.ensure_connection()
        connection.execute_wrappers.append(self)
        commit = connection._commit

        def watched() -> None:
            self.step()
            commit()
            self.step()

        connection._commit = watched


def fork(work: Callable[[], None]) -> int:
    """A child that works with connections of its own."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as failure:  # noqa: BLE001 - a child must not run on into the tests of its parent
        os.write(2, f"{type(failure).__name__}: {failure}\n".encode())
        os._exit(1)
    os._exit(0)


def killed(child: int) -> bool:
    """Whether the child was killed; a child that failed by itself is an error of the arena."""
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "a child failed"
    return False


def worker_at(now: Any) -> None:
    climb_concerns(now)
    deliver_outbox(now)


def faults(key: str, now: Any, told: int) -> list[str]:
    """What is wrong with a concern after the browser sent again and the worker came back."""
    concern = Concern.unscoped.get(sent_key=key)
    run = ConcernRun.unscoped.select_related("scheme").get(concern=concern)
    run.concern = concern
    at_work = school_at_work(concern.school_id, now)
    standing = standing_of(run, at_work, people_of(concern, at_work, now))
    found = []
    if owner(standing.facts, standing.ladder, standing.people, standing.calendar) is None:
        found.append("nobody owns it")
    waits = next_step(standing.facts, standing.ladder, standing.people, standing.calendar, now)
    if waits is not None:
        found.append(f"{waits} still waits to be done; it is asked again at {run.wakes_at}")
    tells = list(Tell.unscoped.filter(run=run).values_list("person", "rung", "channel"))
    if len({person for person, _rung, _channel in tells}) != told:
        found.append(f"told {tells}")
    notices = Notice.unscoped.filter(link=f"/concerns/{concern.public_id}/").count()
    if notices != len({(person, rung) for person, rung, _channel in tells}):
        found.append(f"{notices} notices for {tells}")
    return found


def put_away(key: str) -> None:
    """It shall not disturb the next trial."""
    ConcernRun.unscoped.filter(concern__sent_key=key).update(ended_at=EVENING, ended="closed")


def raising_killed_at(world: World, point: int) -> tuple[bool, list[str]]:
    """A web process dies while a concern is raised; the browser, which heard nothing, sends it again."""
    key = f"raise-{point:05}"
    by = viewer(world, "wang")
    heard, says = os.pipe()

    def web() -> None:
        KillAt(point).arm()
        raise_concern(by=by, draft=draft(key), now=EVENING)
        os.write(says, b"stored")

    dead = killed(fork(web))
    os.close(says)
    acknowledged = os.read(heard, 6) == b"stored"
    os.close(heard)
    found = []
    if acknowledged and not Concern.unscoped.filter(sent_key=key).exists():
        found.append("acknowledged and lost")
    raise_concern(by=by, draft=draft(key), now=EVENING + timedelta(seconds=20))
    worker_at(EVENING + MINUTE)
    found += faults(key, EVENING + MINUTE, told=1)
    put_away(key)
    return dead, found


def climbing_killed_at(world: World, point: int) -> tuple[bool, list[str]]:
    """A worker dies while a concern climbs."""
    key = f"climb-{point:05}"
    raise_concern(by=viewer(world, "wang"), draft=draft(key), now=EVENING)
    worker_at(EVENING)
    return worker_killed_at(key, point, EVENING + 30 * MINUTE)


def hearing_killed_at(world: World, point: int) -> tuple[bool, list[str]]:
    """A worker dies while it hears that messages are stuck, of a concern that sleeps."""
    key = f"hear-{point:05}"
    raise_concern(by=viewer(world, "wang"), draft=draft(key), now=EVENING)
    climb_concerns(EVENING + 30 * MINUTE)
    return worker_killed_at(key, point, EVENING + 34 * MINUTE)


def worker_killed_at(key: str, point: int, now: datetime) -> tuple[bool, list[str]]:
    """A worker dies; another one is there a minute later."""

    def worker() -> None:
        KillAt(point).arm()
        worker_at(now)

    dead = killed(fork(worker))
    worker_at(now + MINUTE)
    found = faults(key, now + MINUTE, told=2)
    put_away(key)
    return dead, found


Trial = Callable[[World, int], tuple[bool, list[str]]]


def every_point(world: World, trial: Trial, stride: int) -> dict[str, Any]:
    """Kill at every so manyeth point until a child lives to the end."""
    point, kills, wrong = 1, 0, {}
    while True:
        dead, found = trial(world, point)
        if found:
            wrong[point] = found
        if not dead:
            return {"kills": kills, "wrong": wrong, "points": point}
        kills += 1
        point += stride


def kills(world: World, stride: int) -> dict[str, Any]:
    """Each process, at every so manyeth point."""
    return {
        "raising": every_point(world, raising_killed_at, stride),
        "climbing": every_point(world, climbing_killed_at, stride),
        "hearing": every_point(world, hearing_killed_at, stride),
    }


def at_random(world: World, number: int) -> dict[str, Any]:
    """A web process that raises one concern after another and a worker, both killed at any time, again and again.

    The time is counted from the first acknowledgement, so that on a busy machine too something can be lost.
    """
    chance = random.Random(20260910)
    by = viewer(world, "wang")
    acknowledged: list[str] = []
    for trial in range(number):
        heard, says = os.pipe()

        def web(trial: int = trial, says: int = says) -> None:
            for one in range(50):
                raise_concern(by=by, draft=draft(f"random-{trial:03}-{one:02}"), now=EVENING)
                os.write(says, f"random-{trial:03}-{one:02}".encode())

        def worker() -> None:
            while True:
                worker_at(EVENING + 30 * MINUTE)
                time.sleep(0.02)

        children = [fork(web), fork(worker)]
        select.select([heard], [], [], 20)
        time.sleep(chance.uniform(0, 0.4))
        for child in chance.sample(children, 2):
            os.kill(child, signal.SIGKILL)
            assert killed(child)
        os.close(says)
        with os.fdopen(heard, "rb") as pipe:
            said = pipe.read().decode()
        acknowledged += [said[at : at + 13] for at in range(0, len(said), 13)]
    worker_at(EVENING + 31 * MINUTE)
    stored = set(Concern.unscoped.filter(sent_key__startswith="random-").values_list("sent_key", flat=True))
    wrong = {key: found for key in sorted(stored)[::7] if (found := faults(key, EVENING + 31 * MINUTE, told=2))}
    return {
        "kills": 2 * number, "acknowledged": len(acknowledged),
        "lost": sorted(set(acknowledged) - stored), "wrong": wrong,
    }  # fmt: skip


def takers(world: World, rounds: int) -> dict[str, Any]:
    """Two processes take the same concern in hand at the same moment."""
    answers = []
    for number in range(rounds):
        key = f"take-{number}"
        concern = raise_concern(by=viewer(world, "wang"), draft=draft(key), now=EVENING)
        worker_at(EVENING)
        heard, says = os.pipe()
        gate, opener = os.pipe()

        def take(name: str, concern: Concern = concern, says: int = says, gate: Any = (gate, opener)) -> Any:
            asking = viewer(world, name)

            def work() -> None:
                connection.ensure_connection()
                os.close(gate[1])
                os.read(gate[0], 1)
                try:
                    take_in_hand(by=asking, concern=concern, now=EVENING + MINUTE)
                except AlreadyInHandError as second:
                    os.write(says, f"second after {second.facts['name']};".encode())
                else:
                    os.write(says, f"first {world.account(name).name};".encode())

            return work  # noqa: B023 - made anew for each name

        both = [take("zhou"), take("lin")]
        random.Random(number).shuffle(both)
        children = [fork(work) for work in both]
        time.sleep(0.5)
        os.close(opener)
        for child in children:
            assert not killed(child)
        os.close(gate)
        os.close(says)
        with os.fdopen(heard, "rb") as pipe:
            answers.append(sorted(pipe.read().decode().strip(";").split(";")))
        assert Hand.unscoped.filter(concern=concern).count() == 1
        put_away(key)
    return {"answers": answers}


def flood(world: World, number: int) -> dict[str, Any]:
    """Many concerns at once through the form of four web processes; then one minute of the worker."""
    names = ("wang", "li", "gao", "chen")

    def web(name: str) -> Callable[[], None]:
        def work() -> None:
            client = Client()
            with time_machine.travel(EVENING, tick=False):
                client.force_login(world.account(name))
                for one in range(number // len(names)):
                    answer = client.post("/concerns/new/", written(f"flood-{name}-{one:04}"))
                    assert answer.status_code == 303, answer.status_code

        return work

    (raised, raising), (climbed, climbing) = (
        spent(lambda: [killed(child) for child in [fork(web(name)) for name in names]]),
        spent(lambda: climb_concerns(EVENING + 30 * MINUTE)),
    )
    _, storing = spent(lambda: [store_alone(world, f"alone-{one:04}") for one in range(number // 5)])
    rows = Tell.unscoped.filter(run__concern__sent_key__startswith="flood-", channel="inbox")
    return {
        "stored": Concern.unscoped.filter(sent_key__startswith="flood-").count(),
        "told_first": rows.filter(rung=1).count(), "told_second": rows.filter(rung=2).count(),
        "seconds_raising": raised, "seconds_climbing": climbed, "milliseconds_of_processor": {
            "raising": 1000 * raising / number, "climbing": 1000 * climbing / number,
            "storing alone": 1000 * storing / (number // 5),
        },
    }  # fmt: skip


def warm(world: World) -> None:
    """Everything is imported here once, not in each child and not while the clock runs."""
    client = Client()
    with time_machine.travel(EVENING, tick=False):
        client.force_login(world.account("wang"))
        assert client.get("/concerns/new/").status_code == 200


def written(key: str) -> dict[str, str]:
    """What the browser sends."""
    lines = {"students-TOTAL_FORMS": "1", "students-INITIAL_FORMS": "0"}
    given = draft(key)
    about = {"students-0-name": "赵小明", "students-0-part": "concerned", "students-0-text": "小明的情况"}
    return {
        "client_key": key, "danger": given.danger, "facts": given.facts, "own_words": given.own_words,
        "done": given.done, "place": given.place, **lines, **about,
    }  # fmt: skip


def store_alone(world: World, key: str) -> None:
    """The yardstick: one sealed row and its entry in the chain, and nothing of the ladder."""
    by = viewer(world, "wang")

    def store() -> None:
        row = Concern.unscoped.create(
            school_id=by.school, raised_by_id=by.account, raised_at=EVENING, sent_key=key, danger="no",
            facts=draft(key).facts, state="closed", closed_at=EVENING,
        )  # fmt: skip
        note(by=by, verb="concern.raised", row=row, school=row.school_id, now=EVENING)

    stored(store)


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock, seconds of the processor with those of the children that ended meanwhile."""
    began, before = time.monotonic(), sum(os.times()[:4])
    work()
    return time.monotonic() - began, sum(os.times()[:4]) - before


SCENARIOS: dict[str, Callable[[World, int], dict[str, Any]]] = {
    "kills": kills, "random": at_random, "takers": takers, "flood": flood,
}  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """One scenario on a fresh database."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    world = build_world()
    warm(world)
    print(json.dumps(SCENARIOS[arguments[0]](world, int(arguments[1])), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
