"""What a rule means for one student on one day."""

from __future__ import annotations

from datetime import date

from liangshi.domain.scheme.duties import DutyRule, Override, Rhythm, Session
from liangshi.domain.scheme.matching import QuotaRule
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.people import MentorPool
from liangshi.domain.scheme.rates import times_a_year
from liangshi.domain.scheme.vocabulary import MENTORS, Channel, Obligation, Stage, Track

STRICTEST_FIRST = tuple(Obligation)


def quota_for(
    scheme: Scheme,
    day: date,
    *,
    pool: MentorPool | None = None,
    roles: frozenset[str] = frozenset(),
    grade: int | None = None,
    stage: Stage | None = None,
    early_career: bool = False,
) -> QuotaRule | None:
    """The quota of a mentor on that day: of those that hold for the mentor the most particular."""
    holding = [
        quota
        for quota in scheme.on(day).matching.quotas
        if (not quota.pools or pool in quota.pools)
        and (not quota.roles or roles.intersection(quota.roles))
        and (not quota.grades or grade in quota.grades)
        and (not quota.stages or stage in quota.stages)
        and (not quota.early_career_only or early_career)
    ]
    return max(holding, key=_particularity, default=None)


def _particularity(quota: QuotaRule) -> int:
    restricted = (quota.pools, quota.roles, quota.grades, quota.stages, quota.early_career_only)
    return sum(bool(restriction) for restriction in restricted)


def with_sets(scheme: Scheme, categories: tuple[str, ...]) -> frozenset[str]:
    """The categories of a student together with the sets of categories they belong to."""
    own = frozenset(categories)
    sets = {
        group.key for group in scheme.people.category_sets if group.key in own or own.intersection(group.categories)
    }
    return own | sets


def _meant(override: Override, memberships: frozenset[str]) -> bool:
    named = memberships.intersection(override.categories)
    return named == {*override.categories} if override.together else bool(named)


def overrides_for(scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], day: date) -> tuple[Override, ...]:
    """The overrides of a duty that hold for a student of these categories on that day."""
    memberships = with_sets(scheme, categories)
    return tuple(override for override in duty.overrides if override.in_force(day) and _meant(override, memberships))


def rhythm_for(scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], day: date) -> Rhythm:
    """The rhythm that holds for a student: of several overrides the most frequent."""
    rhythms = [o.rhythm for o in overrides_for(scheme, duty, categories, day) if o.rhythm]
    if not rhythms:
        return duty.rhythm
    return max(rhythms, key=lambda rhythm: times_a_year(rhythm, duty.stages) or 0)


def session_for(scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], day: date) -> Session | None:
    """The length of one session that holds for a student."""
    sessions = [o.session for o in overrides_for(scheme, duty, categories, day) if o.session]
    return sessions[0] if sessions else duty.session


def obligation_for(scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], day: date) -> Obligation:
    """The grade of obligation that holds for a student: of several overrides the strictest."""
    found = [o.obligation for o in overrides_for(scheme, duty, categories, day) if o.obligation]
    return min(found, key=STRICTEST_FIRST.index) if found else duty.obligation


def mentor_roles(scheme: Scheme) -> frozenset[str]:
    """The roles of mentors, those of the school's own among them."""
    return MENTORS | {role.role for role in scheme.people.roles if role.acts_as and role.acts_as.value in MENTORS}


def track_of(scheme: Scheme, duty: DutyRule) -> Track | None:
    """What the mentor is there for of whom the duty is asked; by the school's own role where the duty is silent."""
    own = (role.track for role in scheme.people.roles if role.role == duty.by and role.track)
    return duty.track or next(own, None)


def speaks_of(scheme: Scheme, duty: DutyRule, categories: tuple[str, ...]) -> bool:
    """Whether the duty is about a student of these categories."""
    return not duty.only_of or bool(with_sets(scheme, categories).intersection(duty.only_of))


def counts_for(scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], day: date, channel: Channel) -> bool:
    """Whether a record by this channel counts for the duty to a student."""
    replaced = [o.channels for o in overrides_for(scheme, duty, categories, day) if o.channels]
    if replaced:
        return all(channel in channels for channels in replaced)
    return duty.counts_channel(channel)
