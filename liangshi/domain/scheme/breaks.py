"""Each value of a school's scheme that breaks the bureau's frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liangshi.domain.scheme.duties import DutyRule
from liangshi.domain.scheme.matching import QuotaRule
from liangshi.domain.scheme.matching_words import ChoiceOfNumber
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.moments import MomentRule
from liangshi.domain.scheme.people import MenteeScope
from liangshi.domain.scheme.problems import Parameters
from liangshi.domain.scheme.rates import times_a_year
from liangshi.domain.scheme.supervision import SchemePart, SupervisionKind
from liangshi.domain.scheme.vocabulary import Obligation, Strength

_WEIGHT = {
    Obligation.REQUIRED: 3,
    Obligation.EXPECTED: 2,
    Obligation.CLAIMED: 1,
    Obligation.OPTIONAL: 1,
}


@dataclass(frozen=True, slots=True)
class Break:
    """One value that breaks the frame: the rule of the frame, the own rule, what is wrong."""

    code: str
    frame_rule: str
    own_rule: str
    parameters: Parameters = ()


def _break(code: str, frame_rule: str, own_rule: str, **parameters: object) -> Break:
    pairs = tuple(sorted((name, str(value)) for name, value in parameters.items()))
    return Break(code, frame_rule, own_rule, pairs)


def breaks_of(frame: Scheme, own: Scheme) -> Iterator[Break]:
    """Every break, in the order stages, parts, matching, duties, moments, reporting."""
    yield from _stages(frame, own)
    yield from _missing_parts(frame, own)
    yield from _quotas(frame, own)
    yield from _coverage(frame, own)
    yield from _mentees(frame, own)
    yield from _duties(frame, own)
    yield from _moments(frame, own)


def _stages(frame: Scheme, own: Scheme) -> Iterator[Break]:
    outside = [stage.value for stage in own.header.stages if stage not in frame.header.stages]
    if outside:
        yield _break("outside_stages", "", "", stages="、".join(outside))


def _missing_parts(frame: Scheme, own: Scheme) -> Iterator[Break]:
    for rule in frame.supervision:
        if rule.kind in (SupervisionKind.FILING, SupervisionKind.GUIDANCE):
            for part in rule.parts:
                if not has_part(own, part):
                    yield _break("part_missing", rule.id, "", part=part.value)


def has_part(scheme: Scheme, part: SchemePart) -> bool:
    """Whether a scheme says anything under one of the parts a bureau may ask for."""
    matching = scheme.matching
    appraisal = scheme.appraisal
    found = {
        SchemePart.GOALS: any(s.kind.value in ("aim", "guiding_idea") for s in scheme.statements),
        SchemePart.ORGANISATION: bool(scheme.bodies or scheme.people.roles),
        SchemePart.MATCHING: bool(matching.ways or matching.quotas or matching.placements),
        SchemePart.DUTIES: bool(scheme.duties),
        SchemePart.REQUIREMENTS: any("requirement" in s.kind.value for s in scheme.statements),
        SchemePart.TRAINING: bool(scheme.training),
        SchemePart.INCENTIVES: bool(scheme.incentives),
        SchemePart.APPRAISAL: bool(appraisal.lines or appraisal.cycles),
        SchemePart.WELLBEING: bool(scheme.wellbeing.chains or scheme.wellbeing.watches),
        SchemePart.SUPERVISION: bool(scheme.supervision),
    }
    return found[part]


def _quotas(frame: Scheme, own: Scheme) -> Iterator[Break]:
    for limit in frame.matching.quotas:
        if limit.school_may_set is ChoiceOfNumber.FREE:
            continue
        for quota in own.matching.quotas:
            apart = set(limit.stages).isdisjoint(quota.stages or limit.stages)
            if limit.stages and apart:
                continue
            if quota.scope is limit.scope and quota.overlaps(limit):
                yield from _quota(limit, quota)
        for groups in own.matching.study_groups:
            most = groups.students_per_mentor()[1]
            if most > limit.ceiling:
                yield _break("quota_over_frame", limit.id, groups.id, frame=limit.ceiling, own=most)


def _quota(limit: QuotaRule, quota: QuotaRule) -> Iterator[Break]:
    if limit.school_may_set is ChoiceOfNumber.FIXED and quota.ceiling != limit.ceiling:
        yield _break("quota_fixed", limit.id, quota.id, frame=limit.ceiling, own=quota.ceiling)
    elif quota.ceiling > limit.ceiling:
        code = "quota_over_frame"
        yield _break(code, limit.id, quota.id, frame=limit.ceiling, own=quota.ceiling)
    elif limit.strength is Strength.HARD and quota.strength is Strength.SOFT:
        yield _break("quota_softened", limit.id, quota.id, frame=limit.ceiling)


def _coverage(frame: Scheme, own: Scheme) -> Iterator[Break]:
    for asked in frame.matching.coverage:
        for given in own.matching.coverage:
            if asked.every_student and not given.every_student:
                yield _break("students_not_covered", asked.id, given.id)
            if asked.every_mentor and not given.every_mentor:
                yield _break("mentors_not_covered", asked.id, given.id)


def _mentees(frame: Scheme, own: Scheme) -> Iterator[Break]:
    for asked in frame.people.mentees:
        for given in own.people.mentees:
            narrower = given.scope is MenteeScope.LISTED_ONLY
            if asked.scope is MenteeScope.EVERY_STUDENT and narrower:
                yield _break("mentees_narrowed", asked.id, given.id)


def _duties(frame: Scheme, own: Scheme) -> Iterator[Break]:
    for asked in frame.duties:
        same = [d for d in own.duties if asked.id in (d.fills, d.id)]
        kindred = [d for d in own.duties if d.kind is asked.kind and d.by == asked.by]
        answering = same or kindred
        if answering:
            best = max(answering, key=lambda d: times_a_year(d.rhythm, d.stages) or 0)
            yield from _duty(asked, best)


def _duty(asked: DutyRule, given: DutyRule) -> Iterator[Break]:
    wanted = times_a_year(asked.rhythm, asked.stages)
    offered = times_a_year(given.rhythm, given.stages)
    if wanted is not None and (offered is None or offered < wanted):
        yield _break("duty_rarer", asked.id, given.id, frame=wanted, own=offered or 0)
    if _WEIGHT[given.obligation] < _WEIGHT[asked.obligation]:
        yield _break(
            "duty_weakened", asked.id, given.id, frame=asked.obligation.value,
            own=given.obligation.value,
        )  # fmt: skip
    wider = [c.value for c in given.channels if not asked.counts_channel(c)]
    if asked.channels and (wider or not given.channels):
        yield _break("channels_widened", asked.id, given.id, channels="、".join(wider))
    if asked.coverage and given.coverage and given.coverage.share < asked.coverage.share:
        yield _break(
            "duty_coverage_lower", asked.id, given.id,
            frame=f"{asked.coverage.share:g}", own=f"{given.coverage.share:g}",
        )  # fmt: skip
    unaddressed = [role for role in asked.addressed_to if role not in given.addressed_to]
    if unaddressed:
        yield _break("not_addressed", asked.id, given.id, roles="、".join(unaddressed))


def _moments(frame: Scheme, own: Scheme) -> Iterator[Break]:
    for asked in frame.moments:
        for given in own.moments:
            if given.trigger is asked.trigger:
                yield from _moment(frame, own, asked, given)


def _moment(frame: Scheme, own: Scheme, asked: MomentRule, given: MomentRule) -> Iterator[Break]:
    missing = sorted(_kinds(frame, asked) - _kinds(own, given))
    if missing:
        yield _break("moment_weakened", asked.id, given.id, kinds="、".join(missing))
    told = {tell.role for tell in given.tells}
    untold = sorted({tell.role for tell in asked.tells} - told)
    if untold:
        yield _break("moment_not_told", asked.id, given.id, roles="、".join(untold))


def _kinds(scheme: Scheme, moment: MomentRule) -> set[str]:
    by_id = {duty.id: duty.kind.value for duty in scheme.duties}
    return {f.kind.value if f.kind is not None else by_id.get(f.duty or "", f.duty or "") for f in moment.follow_ups}
