"""Each value of a school's scheme that breaks the bureau's frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from liangshi.domain.scheme.applying import track_of
from liangshi.domain.scheme.duties import DutyRule
from liangshi.domain.scheme.matching import QuotaRule
from liangshi.domain.scheme.matching_words import ChoiceOfNumber
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.moments import MomentRule
from liangshi.domain.scheme.people import MenteeScope
from liangshi.domain.scheme.problems import Parameters
from liangshi.domain.scheme.rates import times_a_year
from liangshi.domain.scheme.supervision import SchemePart, SupervisionKind
from liangshi.domain.scheme.vocabulary import GRADES_OF, Channel, Obligation, Strength

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
    """For each grade and from each day on, whether some own duty does what the frame asks; each break once."""
    for asked in frame.duties:
        same = [d for d in own.duties if asked.id in (d.fills, d.id)]
        kindred = [
            d for d in own.duties if d.kind is asked.kind and d.by == asked.by and _same_track(frame, asked, own, d)
        ]
        answering = same or kindred
        for_all = [d for d in answering if not (d.only_of or d.boarders_only)] or answering
        found: dict[Break, None] = {}
        for grade, day in product(_grades(own, asked), _days(own, answering)):
            there = [d for d in for_all if d.is_for(grade) and d.in_force(day)]
            found |= dict.fromkeys(_duty(asked, there)) if there else {}
        yield from found


def _same_track(frame: Scheme, asked: DutyRule, own: Scheme, given: DutyRule) -> bool:
    return track_of(frame, asked) in (None, track_of(own, given)) or track_of(own, given) is None


def _grades(own: Scheme, asked: DutyRule) -> list[int]:
    stages = [stage for stage in own.header.stages if not asked.stages or stage in asked.stages]
    grades = [grade for stage in stages for grade in GRADES_OF[stage]]
    return [grade for grade in grades if not asked.grades or grade in asked.grades]


def _days(own: Scheme, answering: list[DutyRule]) -> list[date]:
    starts = {own.header.valid_from, *(d.valid_from for d in answering if d.valid_from)}
    return sorted(start for start in starts if start >= own.header.valid_from)


def _times(duty: DutyRule) -> Fraction:
    return times_a_year(duty.rhythm, duty.stages) or Fraction(0)


def _share(duty: DutyRule) -> float:
    return duty.coverage.share if duty.coverage else 100.0


def _duty(asked: DutyRule, answering: list[DutyRule]) -> Iterator[Break]:
    """What the best of the own duties does in each respect."""
    widest = max(answering, key=_share)
    lower = asked.coverage is not None and _share(widest) < asked.coverage.share
    if lower:
        yield _break("duty_coverage_lower", asked.id, widest.id, frame=f"{_share(asked):g}", own=f"{_share(widest):g}")
    wanted, often = times_a_year(asked.rhythm, asked.stages), max(answering, key=_times)
    if wanted is not None and _times(often) < wanted and not (lower and often is widest):
        yield _break("duty_rarer", asked.id, often.id, frame=wanted, own=_times(often))
    binding = max(answering, key=lambda d: _WEIGHT[d.obligation])
    if _WEIGHT[binding.obligation] < _WEIGHT[asked.obligation]:
        yield _break("duty_weakened", asked.id, binding.id, frame=asked.obligation.value, own=binding.obligation.value)
    strict = min(answering, key=lambda d: len(_wider(asked, d)))
    if _wider(asked, strict):
        yield _break("channels_widened", asked.id, strict.id, channels="、".join(_wider(asked, strict)))
    unaddressed = [role for role in asked.addressed_to if all(role not in d.addressed_to for d in answering)]
    if unaddressed:
        yield _break("not_addressed", asked.id, often.id, roles="、".join(unaddressed))


def _wider(asked: DutyRule, given: DutyRule) -> list[str]:
    """Channels that count and should not; every channel counts where none is named."""
    return [channel.value for channel in given.channels or tuple(Channel) if not asked.counts_channel(channel)]


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
