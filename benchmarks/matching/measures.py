"""The measures of the target table, each with its yardstick in the same run."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks.matching import yardsticks
from benchmarks.matching.generator import city, named_school
from liangshi.domain.matching import (
    build_market,
    certificate,
    deferred_acceptance,
    explain_all,
    place,
    solve,
    what_if,
)
from liangshi.domain.matching.goal import completion
from liangshi.domain.matching.lists import market_of_lists
from liangshi.domain.matching.placing import Flow, placement_of
from liangshi.domain.matching.verify import verify

ROUNDS = 5
CAPS = range(15, 5, -1)


@dataclass(frozen=True)
class Measure:
    """One line of the table; `ours` and `theirs` in milliseconds unless the name says otherwise."""

    name: str
    instance: str
    yardstick: str
    ours: float
    theirs: float
    figure: float
    limit: str
    met: bool


def timed(call: Callable[[], Any]) -> float:
    """Milliseconds of processor time of one call that finds no garbage of another: a busy machine hardly changes it."""
    gc.collect()
    begun = process_time()
    call()
    return (process_time() - begun) * 1000


def alternately(ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, float]:
    """Medians of two calls made in turn, so that a busy machine slows both."""
    pairs = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def at_most(name: str, instance: str, yardstick: str, times: tuple[float, float], limit: float) -> Measure:
    """A measure that may cost so many times its yardstick."""
    ours, theirs = times
    figure = ours / theirs
    return Measure(name, instance, yardstick, ours, theirs, figure, f"<= {limit:g}x", figure <= limit)


def all_measures() -> Iterator[Measure]:
    """Every line of the table, in its order."""
    sys.setrecursionlimit(200_000)
    raw = named_school("s5000")
    market = build_market(raw)
    yield from wish_rounds(market)
    yield from placements(raw, market)
    yield from whole_runs()
    yield verifying(raw)
    yield descending(market)
    yield holding()
    yield whole_city()
    yield starting()
    yield memory()


def wish_rounds(market: Any) -> Iterator[Measure]:
    """Wishes alone: against `matching`, and against twenty lines of textbook."""
    lists = yardsticks.Projection(market)
    names = lists.named()
    ours, theirs = alternately(
        lambda: deferred_acceptance(market_of_lists(lists.wishes, lists.rankings, lists.quotas)),
        lambda: yardsticks.matching_package(*names),
        3,
    )
    faster = theirs / ours
    yield Measure("lists to wishes with log", "s5000, plain", "matching", ours, theirs, faster, ">= 60x", faster >= 60)
    reference = yardsticks.Reference(lists)
    times = alternately(lambda: deferred_acceptance(market), reference.solve)
    yield at_most("wishes on a built market", "s5000", "20-line reference", times, 2.5)


def placements(raw: dict[str, Any], market: Any) -> Iterator[Measure]:
    """Placement from the same arcs and costs as OR-Tools gets."""
    yield placement(market, "placement of left-overs", 4)
    bare = [{k: v for k, v in line.items() if k != "wishes"} for line in raw["students"]]
    yield placement(build_market({**raw, "students": bare}), "whole-school placement", 5, 1)


def placement(market: Any, name: str, limit: float, rounds: int = ROUNDS) -> Measure:
    """One placement against OR-Tools; the results must agree."""
    wish = deferred_acceptance(market)
    pairs = [placed_by_both(market, wish) for _ in range(rounds)]
    times = median(one for one, _ in pairs), median(other for _, other in pairs)
    return at_most(name, "s5000", "OR-Tools", times, limit)


def placed_by_both(market: Any, wish: Any) -> tuple[float, float]:
    """Milliseconds of the engine and of OR-Tools on the same arcs; the optima must agree."""
    network = yardsticks.network_of(market, wish)
    optima: list[Any] = []
    theirs = timed(lambda: optima.append(yardsticks.ortools_placement(network)))
    ours = timed(lambda: optima.append(ship_all(network)))
    other, placed = optima
    shortfall = sum(missing for _, missing in placed.shortfall)
    if other != (len(placed.pairs), shortfall, sum(placed.fits)):
        raise AssertionError("two optima differ")
    return ours, theirs


def ship_all(network: Any) -> Any:
    """The engine's own solver on arcs already built."""
    flow = Flow(network)
    for student, units in network.units.items():
        for _ in range(units):
            flow.ship(student)
    return placement_of(flow)


def whole_runs() -> Iterator[Measure]:
    """From the text of a file to certificate and everybody's reasons, its own check included."""
    for name, limit in (("s5000", 500), ("s1200", 100)):
        text = json.dumps(named_school(name), ensure_ascii=False, separators=(",", ":"))
        times = alternately(lambda: file_to_result(text), lambda: json.loads(text))  # noqa: B023
        yield at_most("file to result, reasons, check", name, "json.loads", times, 30)
        yield Measure("the same, in ms", name, "", times[0], 0, times[0], f"<= {limit} ms", times[0] <= limit)


def file_to_result(text: str) -> None:
    """All a school sees: result, certificate, reasons, and no blocking pair."""
    outcome = solve(build_market(json.loads(text)))
    certificate(outcome)
    explain_all(outcome)
    if blocking(outcome):
        raise AssertionError("somebody was passed over")


def blocking(outcome: Any) -> int:
    """Better wishes not met although no group was full with children ahead."""
    market, wish = outcome.market, outcome.wish
    found = 0
    for student, mentor in wish.rejections:
        key = market.wish_key[market.position(student, mentor)]
        found += not any(
            wish.is_full(node) and (not wish.taken[node] or wish.taken[node][-1] < key)
            for node in market.path(student, mentor)
        )
    return found


def verifying(raw: dict[str, Any]) -> Measure:
    """The stranger's check against the engine's whole work."""
    claimed = json.loads(json.dumps(certificate(solve(build_market(raw)))))
    if verify(raw, claimed).findings:
        raise AssertionError("the verifier objects")
    times = alternately(lambda: verify(raw, claimed), lambda: certificate(solve(build_market(raw))), 9)
    return at_most("verify", "s5000", "build, solve, certify", times, 1)


def descending(market: Any) -> Measure:
    """Ten caps in one run."""
    table = what_if(market, caps=CAPS)
    if sum(case.proposals for case in table.cases) > len(market.wish_idx):
        raise AssertionError("more proposals than wishes")
    times = alternately(lambda: what_if(market, caps=CAPS), lambda: deferred_acceptance(market))
    return at_most("ten caps, descending", "s5000", "one wish round", times, 6)


def holding() -> Measure:
    """Held places with their proof against a run that holds none."""
    market = build_market(named_school("s3000"))

    def without_holding() -> None:
        wish = deferred_acceptance(market)
        completion(market, wish.pairs)
        place(market, wish)

    times = alternately(lambda: solve(market), without_holding, 3)
    return at_most("held places with proof", "s3000", "solve without holding", times, 15)


def whole_city() -> Measure:
    """Sixty schools from text to certificate in one process."""
    texts = [json.dumps(raw) for raw in city()]

    def run() -> None:
        for text in texts:
            certificate(solve(build_market(json.loads(text))))

    ours = timed(run)
    return Measure("city, 60 schools, ms", "city", "", ours, 0, ours, "<= 5000 ms", ours <= 5000)


def in_new_python(code: str, environment: dict[str, str]) -> float:
    """Milliseconds of processor time of a fresh interpreter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def starting() -> Measure:
    """What importing the package, once compiled, adds to a bare interpreter."""
    load = "import liangshi.domain.matching"
    with TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        in_new_python(load, environment)
        times = [(in_new_python(load, environment), in_new_python("pass", environment)) for _ in range(9)]
    ours, theirs = median(one for one, _ in times), median(other for _, other in times)
    more = ours - theirs
    return Measure("import, ms more", "-", "bare interpreter", ours, theirs, more, "<= 60 ms", more <= 60)


PEAK = """
import json, sys
from liangshi.domain.matching import build_market, certificate, explain_all, solve
outcome = solve(build_market(json.load(sys.stdin)))
certificate(outcome)
explain_all(outcome)
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def memory() -> Measure:
    """Peak resident memory of a process that does one school (Linux)."""
    text = json.dumps(named_school("s5000"), ensure_ascii=False, separators=(",", ":"))
    found = subprocess.run([sys.executable, "-c", PEAK], input=text, text=True, capture_output=True, check=True)
    peak = int(found.stdout) / 1024
    return Measure("peak memory, MB", "s5000", "", peak, 0, peak, "<= 64 MB", peak <= 64)
