"""Prepare a round, start it, give it up; a second round for those left over."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import PhaseKind, RoundState, RoundWay, Track
from liangshi.pairing.models import MentorLimit, Pairing, Phase, Round, RoundClub, RoundGrade, RoundMentor
from liangshi.pairing.queries.second import second_of
from liangshi.pairing.queries.terms import phases_for, scheme_text_on, terms_of
from liangshi.pairing.services.candidates import draw_candidates
from liangshi.pairing.services.schedule import suggested
from liangshi.people.models import AcademicYear, Club, Grade
from liangshi.schemes.queries import version_on


class RoundNameTakenError(RefusalError):
    """The academic year has a round of that name."""


class NoSchemeInForceError(RefusalError):
    """The school has no published scheme on the day the pairings begin."""


class RoundStateError(RefusalError):
    """The round is not in the state that the act needs; somebody else may have moved it."""


class NobodyLeftError(RefusalError):
    """A second round has nobody to be for, or the first is not published."""


class SecondRoundStandsError(RefusalError):
    """The round has a second round already; those left over and the free places have gone there."""


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What the coordinator decides on before a round is prepared."""

    name: str
    year: AcademicYear
    way: RoundWay
    grades: tuple[Grade, ...]
    clubs: tuple[Club, ...]
    tracks: tuple[Track, ...]
    longest_list: int
    quota: int
    minimum: int
    most_declines: int | None
    mentors_see_order: bool
    draw_notice: str
    starts_on: date
    ends_on: date
    first_day: date


@transaction.atomic
def create_round(*, by: Viewer, school: int, draft: RoundDraft, now: datetime, first: Round | None = None) -> Round:
    """Prepare a round with suggested dates under the scheme in force when its pairings begin."""
    version = version_on(school, draft.starts_on)
    if version is None:
        raise NoSchemeInForceError
    try:
        with transaction.atomic():
            round_ = Round.unscoped.create(
                school_id=school, year=draft.year, name=draft.name, scheme_version=version, way=draft.way,
                tracks=list(draft.tracks), longest_list=draft.longest_list, quota=draft.quota,
                minimum=draft.minimum, most_declines=draft.most_declines,
                mentors_see_order=draft.mentors_see_order, draw_notice=draft.draw_notice,
                starts_on=draft.starts_on, ends_on=draft.ends_on, second_round_of=first,
                created_by_id=by.account, created_at=now,
            )  # fmt: skip
    except IntegrityError as taken:
        raise RoundNameTakenError from taken
    RoundGrade.unscoped.bulk_create(RoundGrade(school_id=school, round=round_, grade=grade) for grade in draft.grades)
    RoundClub.unscoped.bulk_create(RoundClub(school_id=school, round=round_, club=club) for club in draft.clubs)
    _lay_out(round_, draft)
    record(
        by=by, verb="round.created", kind="round", subject=round_.public_id, school=school, now=now,
        detail={"way": draft.way, "scheme": version.public_id},
    )  # fmt: skip
    return round_


def _lay_out(round_: Round, draft: RoundDraft) -> None:
    scheme = scheme_text_on(round_.scheme_version.text, draft.starts_on)
    kinds = phases_for(draft.way, scheme)
    if round_.second_round_of_id:
        kinds = tuple(kind for kind in kinds if kind not in {PhaseKind.APPLY, PhaseKind.APPROVE, PhaseKind.NOMINATE})
    slots = suggested(kinds, terms_of(scheme).days, draft.first_day, timezone.get_current_timezone())
    Phase.unscoped.bulk_create(
        Phase(
            school_id=round_.school_id, round=round_, kind=slot.kind, position=position,
            opens_at=slot.opens_at, closes_at=slot.closes_at,
        )
        for position, slot in enumerate(slots)
    )  # fmt: skip


@transaction.atomic
def start_round(*, by: Viewer, round_: Round, now: datetime) -> int:
    """From draft to running: the students are drawn; their number."""
    _turn(round_, RoundState.DRAFT, RoundState.RUNNING)
    number = draw_candidates(by=by, round_=round_, late=False, now=now)
    record(
        by=by, verb="round.started", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"students": number},
    )  # fmt: skip
    return number


@transaction.atomic
def cancel_round(*, by: Viewer, round_: Round, reason: str, now: datetime) -> None:
    """Give up a round that has not been published."""
    if not reason or round_.state not in {RoundState.DRAFT, RoundState.RUNNING}:
        raise RoundStateError
    _turn(round_, RoundState(round_.state), RoundState.CANCELLED)
    record(
        by=by, verb="round.cancelled", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"reason": reason},
    )  # fmt: skip


def _turn(round_: Round, before: RoundState, after: RoundState) -> None:
    if not Round.unscoped.filter(pk=round_.pk, state=before).update(state=after):
        raise RoundStateError
    round_.state = after


@transaction.atomic
def open_second_round(*, by: Viewer, first: Round, draft: RoundDraft, now: datetime) -> Round:
    """A round for those left over, among mentors with free places (clause M4); starts at once."""
    if first.state != RoundState.PUBLISHED:
        raise NobodyLeftError
    if second_of(first):
        raise SecondRoundStandsError
    round_ = create_round(by=by, school=first.school_id, draft=draft, first=first, now=now)
    _turn(round_, RoundState.DRAFT, RoundState.RUNNING)
    if not draw_candidates(by=by, round_=round_, late=False, now=now):
        raise NobodyLeftError
    _carry_over(first, round_)
    Round.unscoped.filter(pk=round_.pk).update(mentors_published_at=now)
    round_.mentors_published_at = now
    return round_


def _carry_over(first: Round, second: Round) -> None:
    """Mentors of the first round with what is left of their places."""
    standing = Pairing.unscoped.filter(round=first, end_reason="")
    taken = Counter(standing.values_list("mentor", flat=True))
    limits: dict[int, list[MentorLimit]] = defaultdict(list)
    for limit in MentorLimit.unscoped.filter(mentor__round=first):
        limits[limit.mentor_id].append(limit)
    mentors = RoundMentor.unscoped.filter(round=first)
    for mentor in mentors:
        free = mentor.quota - taken[mentor.staff_id]
        if free <= 0:
            continue
        copy = RoundMentor.unscoped.create(
            school_id=second.school_id, round=second, staff_id=mentor.staff_id, quota=free,
            track=mentor.track, strengths=mentor.strengths,
        )  # fmt: skip
        MentorLimit.unscoped.bulk_create(
            MentorLimit(
                school_id=second.school_id,
                mentor=copy,
                grade_id=limit.grade_id,
                class_group_id=limit.class_group_id,
                club_id=limit.club_id,
            )
            for limit in limits[mentor.pk]
        )
