"""The rules of a school year under the versions of the scheme that were in force, day by day.

A clause that two versions say alike is one clause; one that a later version changes ends on the day on which it begins.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from liangshi.domain.duties.calendar import Span
from liangshi.domain.scheme import DutyRule, MomentRule, Rule, Scheme

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True)
class Version:
    """A scheme, in force from `since` until the next one begins or its own time is over."""

    since: date
    scheme: Scheme


def rules_of_year(versions: Sequence[Version], year: Span) -> tuple[tuple[DutyRule, ...], tuple[MomentRule, ...]]:
    """Duties and moments with the dates between which they hold; `versions` in the order in which they begin."""
    spans = tuple(_in_force(versions, year))
    duties = _joined((rule, span) for scheme, span in spans for rule in scheme.duties)
    moments = _joined((rule, span) for scheme, span in spans for rule in scheme.moments)
    return duties, moments


def _in_force(versions: Sequence[Version], year: Span) -> Iterator[tuple[Scheme, Span]]:
    for version, following in pairwise((*versions, None)):
        if version is None:
            continue
        end = following.since if following else year.end
        until = version.scheme.header.valid_until or end
        span = Span(version.since, max(version.since, min(end, until))).within(year)
        if span.start < span.end:
            yield version.scheme, span


def _joined(dated: Iterable[tuple[R, Span]]) -> tuple[R, ...]:
    """Clip each rule to the time of its version; join it to the same words of the version before."""
    found: dict[str, list[R]] = {}
    for rule, span in dated:
        own = Span(rule.valid_from or span.start, rule.valid_until or span.end).within(span)
        if own.start >= own.end:
            continue
        before = found.setdefault(rule.id, [])
        same = next((old for old in before if old.valid_until == own.start and _words(old) == _words(rule)), None)
        if same is not None:
            before.remove(same)
            own = Span(same.valid_from or own.start, own.end)
        before.append(rule.model_copy(update={"valid_from": own.start, "valid_until": own.end}))
    return tuple(rule for versions in found.values() for rule in versions)


def _words(rule: Rule) -> Rule:
    return rule.model_copy(update={"valid_from": None, "valid_until": None})
