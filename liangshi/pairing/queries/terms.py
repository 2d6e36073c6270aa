"""What the scheme says about rounds, in the words that the pages and services of this app use."""

from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme import Scheme
from liangshi.domain.scheme.matching import DeclineRule, Nomination, QuotaRule
from liangshi.domain.scheme.matching_words import PairingKind, Way
from liangshi.domain.scheme.matching_words import PhaseKind as SchemePhase
from liangshi.pairing.choices import WISHING_WAYS, NominationKind, PhaseKind, RoundWay, Track
from liangshi.pairing.models import Round
from liangshi.schemes.queries import parsed

WAYS: dict[Way, RoundWay] = {
    Way.SURVEY: RoundWay.SURVEY,
    Way.TWO_SIDED: RoundWay.TWO_SIDED,
    Way.STUDENT_CHOICE: RoundWay.SURVEY,
    Way.CHOICE_AND_ARRANGEMENT: RoundWay.TWO_SIDED,
    Way.VOLUNTARY: RoundWay.SURVEY,
    Way.CLUB: RoundWay.CLUB,
    Way.CLASS_GROUP: RoundWay.CLASS_GROUP,
    Way.STUDY_GROUPS: RoundWay.CLASS_GROUP,
    Way.CLASSES_TAUGHT: RoundWay.TWO_SIDED,
    Way.ASSIGNMENT: RoundWay.ASSIGNMENT,
}
"""Which of our ways a way of the scheme is run as."""

PHASES: dict[SchemePhase, PhaseKind] = {
    SchemePhase.MENTORS_APPLY: PhaseKind.APPLY,
    SchemePhase.PROFILES: PhaseKind.READ,
    SchemePhase.NOMINATIONS: PhaseKind.NOMINATE,
    SchemePhase.WISHES: PhaseKind.WISH,
    SchemePhase.ANSWERS: PhaseKind.ANSWER,
    SchemePhase.GROUPING: PhaseKind.PLAN,
    SchemePhase.SOLVE: PhaseKind.SOLVE,
    SchemePhase.PLACEMENT: PhaseKind.REVIEW,
    SchemePhase.REVIEW: PhaseKind.REVIEW,
    SchemePhase.CONFIRMATION: PhaseKind.REVIEW,
    SchemePhase.PUBLICATION: PhaseKind.PUBLISH,
    SchemePhase.AGREEMENT: PhaseKind.AGREE,
}

DAYS: dict[PhaseKind, int] = {
    PhaseKind.APPLY: 7,
    PhaseKind.APPROVE: 3,
    PhaseKind.READ: 5,
    PhaseKind.NOMINATE: 5,
    PhaseKind.WISH: 7,
    PhaseKind.ANSWER: 5,
    PhaseKind.PLAN: 2,
    PhaseKind.SOLVE: 1,
    PhaseKind.REVIEW: 3,
    PhaseKind.PUBLISH: 1,
    PhaseKind.AGREE: 7,
}
"""How long a phase lasts where the scheme is silent."""


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What a new round begins with, before the school changes anything."""

    ways: tuple[RoundWay, ...]
    longest_list: int
    quota: int
    ceiling: int
    minimum: int
    most_declines: int | None
    tracks: tuple[Track, ...]
    days: dict[PhaseKind, int]


@dataclass(frozen=True, slots=True)
class Group:
    """A group that gets attention first, as the scheme names it."""

    key: str
    title: str


def terms_of(scheme: Scheme) -> RoundTerms:
    """The terms of a new round under `scheme`."""
    matching = scheme.matching
    ways = tuple(dict.fromkeys(WAYS[rule.way] for rule in sorted(matching.ways, key=lambda rule: rule.order)))
    quota = _general(matching.quotas)
    declines = [rule.cap if rule.allowed else 0 for rule in matching.declines]
    return RoundTerms(
        ways=ways or (RoundWay.TWO_SIDED, RoundWay.SURVEY, RoundWay.ASSIGNMENT),
        longest_list=matching.rounds[0].choices if matching.rounds else 5,
        quota=quota.target if quota else 15,
        ceiling=quota.ceiling if quota else 99,
        minimum=quota.minimum if quota else 0,
        most_declines=declines[0] if declines else None,
        tracks=_tracks(scheme),
        days=_days(scheme),
    )


def _general(quotas: tuple[QuotaRule, ...]) -> QuotaRule | None:
    """The quota that holds for mentors at large; those for pools, roles, grades or beginners are set one by one."""
    plain = (q for q in quotas if not (q.pools or q.roles or q.grades or q.stages or q.early_career_only))
    return next(plain, quotas[0] if quotas else None)


def _tracks(scheme: Scheme) -> tuple[Track, ...]:
    kinds = {rule.kind for rule in scheme.matching.ways}
    if {PairingKind.STUDY, PairingKind.CONDUCT} <= kinds:
        return (Track.STUDY, Track.CONDUCT)
    return ()


def _days(scheme: Scheme) -> dict[PhaseKind, int]:
    days = dict(DAYS)
    for rule in scheme.matching.phases:
        if rule.phase in PHASES:
            days[PHASES[rule.phase]] = rule.days
    return days


def phases_for(way: RoundWay, scheme: Scheme) -> tuple[PhaseKind, ...]:
    """The phases that a round by `way` goes through, in order."""
    named = bool(scheme.matching.nominations or scheme.people.categories)
    left_out = set()
    if way not in WISHING_WAYS:
        left_out |= {PhaseKind.READ, PhaseKind.WISH}
    if way != RoundWay.TWO_SIDED:
        left_out |= {PhaseKind.ANSWER}
    if not named:
        left_out |= {PhaseKind.NOMINATE}
    if not scheme.matching.agreements:
        left_out |= {PhaseKind.AGREE}
    return tuple(kind for kind in PhaseKind if kind not in left_out)


def scheme_of(round_: Round) -> Scheme:
    """The scheme of the round as it stands on the day its pairings begin."""
    return scheme_text_on(round_.scheme_version.text, round_.starts_on)


def scheme_text_on(text: str, day: date) -> Scheme:
    """A published text with the rules in force on `day`."""
    return parsed(text).on(day)


def decline_rule(scheme: Scheme) -> DeclineRule | None:
    """Whether and why a mentor may decline; None where the scheme says nothing."""
    return scheme.matching.declines[0] if scheme.matching.declines else None


def groups_of(scheme: Scheme) -> tuple[Group, ...]:
    """The groups that get attention first."""
    return tuple(Group(rule.key, rule.title) for rule in scheme.people.categories)


def routes(scheme: Scheme, kind: NominationKind) -> tuple[Nomination, ...]:
    """By whom a student may be named; the groups are named by those who act on them."""
    if kind == NominationKind.CATEGORY:
        return tuple(Nomination(by=role) for role in ("homeroom_teacher", "counsellor", "coordinator"))
    wanted = PairingKind(kind.value)
    return tuple(route for rule in scheme.matching.nominations if rule.kind == wanted for route in rule.routes)
