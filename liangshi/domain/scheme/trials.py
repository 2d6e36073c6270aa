"""Runs the worked examples of a scheme: each must hold before the scheme is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from liangshi.domain.scheme.applying import counts_for, rhythm_for, speaks_of
from liangshi.domain.scheme.duties import DutyRule
from liangshi.domain.scheme.examples import (
    Example,
    ExampleAppraisal,
    ExampleDuty,
    ExampleMoment,
    ExampleQuota,
)
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.problems import Parameters
from liangshi.domain.scheme.vocabulary import Period


class DueDates(Protocol):
    """The part of the duty engine that examples ask: when is the first duty due?"""

    def first_due(self, scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], on: date) -> date | None:
        """The day by which the first duty is due for a student of these categories."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: what was expected and what came out."""

    example: str
    code: str
    parameters: Parameters = ()


def _failure(example: Example, code: str, expected: object, came: object) -> Failure:
    return Failure(example.id, code, (("came", str(came)), ("expected", str(expected))))


def run_examples(scheme: Scheme, due_dates: DueDates | None = None) -> tuple[Failure, ...]:
    """Every example that does not hold. Due dates are only tried with a duty engine at hand."""
    failures: list[Failure] = []
    for example in scheme.examples:
        failures.extend(_tried(scheme, example, due_dates))
    return tuple(failures)


def _tried(scheme: Scheme, example: Example, due_dates: DueDates | None) -> Iterator[Failure]:
    if example.duty is not None:
        yield from _duty(scheme, example, example.duty, due_dates)
    if example.quota is not None:
        yield from _quota(scheme, example, example.quota)
    if example.moment is not None:
        yield from _moment(scheme, example, example.moment)
    if example.appraisal is not None:
        yield from _appraisal(scheme, example, example.appraisal)


def _duty(scheme: Scheme, example: Example, given: ExampleDuty, due_dates: DueDates | None) -> Iterator[Failure]:
    duty = next((d for d in scheme.on(given.on).duties if d.id == given.duty), None)
    if duty is None:
        yield _failure(example, "rule_not_in_force", given.duty, given.on)
        return
    rhythm = rhythm_for(scheme, duty, given.categories, given.on)
    times = rhythm.minimum if speaks_of(scheme, duty, given.categories) else 0
    if given.times is not None and times != given.times:
        yield _failure(example, "example_times", given.times, times or 0)
    if given.every is not None and (rhythm.every, rhythm.periods) != (given.every, given.periods):
        came = _together(rhythm.every, rhythm.periods) if rhythm.every else ""
        yield _failure(example, "example_every", _together(given.every, given.periods), came)
    if given.counts is not None:
        counts = _counts(scheme, duty, given)
        if counts is not given.counts:
            yield _failure(example, "example_counts", _yes(given.counts), _yes(counts))
    if given.due_by is not None and due_dates is not None:
        due = due_dates.first_due(scheme, duty, given.categories, given.on)
        if due != given.due_by:
            yield _failure(example, "example_due", given.due_by, due or "")


def _together(every: Period, periods: int) -> str:
    return every.value if periods == 1 else f"{every.value}×{periods}"


def _yes(truth: object) -> str:
    return "yes" if truth else "no"


def _counts(scheme: Scheme, duty: DutyRule, given: ExampleDuty) -> bool:
    """A record counts by its channel and for its people: who owes it, or shares it, took part."""
    by_channel = given.channel is None or counts_for(scheme, duty, given.categories, given.on, given.channel)
    sharing = duty.shared.roles if duty.shared and duty.shared.counts_for_each else ()
    by_people = not given.done_by or duty.by in given.done_by or bool({*sharing} & {*given.done_by})
    return by_channel and by_people


def _quota(scheme: Scheme, example: Example, given: ExampleQuota) -> Iterator[Failure]:
    quotas = [quota for quota in scheme.on(given.on).matching.quotas if quota.general]
    if not quotas:
        yield _failure(example, "rule_not_in_force", "quota", given.on)
        return
    quota = quotas[0]
    allowed = given.students <= quota.ceiling
    if allowed is not given.allowed:
        yield _failure(example, "example_allowed", _yes(given.allowed), _yes(allowed))
    over = given.students > quota.target
    if given.over_target is not None and over is not given.over_target:
        yield _failure(example, "example_over_target", _yes(given.over_target), _yes(over))


def _moment(scheme: Scheme, example: Example, given: ExampleMoment) -> Iterator[Failure]:
    moments = [m for m in scheme.on(given.on).moments if m.trigger is given.trigger]
    follows = {
        follow.duty or (follow.kind.value if follow.kind else "") for moment in moments for follow in moment.follow_ups
    }
    told = {tell.role for moment in moments for tell in moment.tells}
    if follows != set(given.follows):
        yield _failure(example, "example_follows", _listed(given.follows), _listed(follows))
    if told != set(given.told):
        yield _failure(example, "example_told", _listed(given.told), _listed(told))


def _listed(names: tuple[str, ...] | set[str]) -> str:
    return "、".join(sorted(names))


def _appraisal(scheme: Scheme, example: Example, given: ExampleAppraisal) -> Iterator[Failure]:
    total = _total(scheme.on(given.on), given)
    if total is None:
        yield _failure(example, "rule_not_in_force", "appraisal", given.on)
        return
    if given.total is not None and total != given.total:
        yield _failure(example, "example_total", f"{given.total:g}", f"{total:g}")
    in_force = {veto.id for veto in scheme.on(given.on).appraisal.vetoes}
    void = bool(in_force & set(given.vetoes))
    if void is not given.void:
        yield _failure(example, "example_void", _yes(given.void), _yes(void))


def _total(scheme: Scheme, given: ExampleAppraisal) -> float | None:
    """Points of the example, or nothing where it names a band, event or level the scheme lacks."""
    appraisal = scheme.appraisal
    bands = {(line.id, b.name): b.points for line in appraisal.lines for b in line.bands}
    levels = {(bonus.id, s.level): s.points for bonus in appraisal.bonuses for s in bonus.steps}
    deductions = {rule.event: rule for rule in appraisal.deductions}
    known = (
        all((award.line, award.band) in bands for award in given.bands)
        and all((result.bonus, result.level) in levels for result in given.results)
        and all(event.event in deductions for event in given.events)
    )
    if not known:
        return None
    total = sum(bands[award.line, award.band] for award in given.bands)
    total += sum(mark.points for mark in given.marks)
    total += sum(levels[result.bonus, result.level] for result in given.results)
    for counted in given.events:
        rule = deductions[counted.event]
        taken = rule.points * counted.times
        total += taken if rule.cap is None else max(taken, rule.cap)
    return total
