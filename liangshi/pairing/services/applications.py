"""Mentors sign up; the school admits, declines, trains or exempts; the list is published."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme.matching_words import ReachOfRole
from liangshi.domain.scheme.vocabulary import Role
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.pairing.choices import REFUSALS, ApplicationState, PhaseKind, RoundState, RoundWay, Track
from liangshi.pairing.models import MentorApplication, MentorLimit, Preference, Round, RoundMentor
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.queries.terms import scheme_of
from liangshi.pairing.services.phases import InputClosedError, require_open
from liangshi.people.choices import MentorStatus
from liangshi.people.models import Account, ClassGroup, Club, Staff, TeachingAssignment


class NotAMentorError(RefusalError):
    """The person is in training or exempt, or has left."""


class AlreadyDecidedError(RefusalError):
    """The school has decided; an application can no longer be changed by its author."""


class DecisionNeedsReasonError(RefusalError):
    """Declining, training first and exempting need a reason."""


class ListIsOutError(RefusalError):
    """The list of mentors is published already, or is empty, or the round is not running."""


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """What a mentor writes."""

    quota: int
    strengths: tuple[str, ...]
    tracks: tuple[Track, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the school decides on an application; `quota` and `track` count where it is approved."""

    state: ApplicationState
    quota: int
    track: Track
    reason: str


@transaction.atomic
def apply_as_mentor(*, by: Viewer, round_: Round, staff: Staff, draft: ApplicationDraft, now: datetime) -> None:
    """Hand in an application, or change one that has not been decided."""
    require_open(round_, PhaseKind.APPLY, now)
    if staff.mentor_status != MentorStatus.ELIGIBLE or staff.left_on:
        raise NotAMentorError
    fields = {
        "quota": draft.quota,
        "strengths": list(draft.strengths),
        "tracks": list(draft.tracks),
        "note": draft.note,
        "state": ApplicationState.SUBMITTED,
        "submitted_at": now,
    }
    undecided = (ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN)
    mine = MentorApplication.unscoped.filter(round=round_, staff=staff)
    if not mine.filter(state__in=undecided).update(**fields):
        if mine.exists():
            raise AlreadyDecidedError
        MentorApplication.unscoped.create(school_id=round_.school_id, round=round_, staff=staff, **fields)
    record(
        by=by, verb="mentor.applied", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"staff": staff.public_id, "quota": draft.quota},
    )  # fmt: skip


@transaction.atomic
def withdraw_application(*, by: Viewer, application: MentorApplication, now: datetime) -> None:
    """Take an undecided application back."""
    mine = MentorApplication.unscoped.filter(pk=application.pk, state=ApplicationState.SUBMITTED)
    if not mine.update(state=ApplicationState.WITHDRAWN):
        raise AlreadyDecidedError
    record(
        by=by, verb="mentor.withdrew", kind="application", subject=application.public_id,
        school=application.school_id, now=now,
    )  # fmt: skip


@transaction.atomic
def decide_application(*, by: Viewer, application: MentorApplication, decision: Decision, now: datetime) -> None:
    """The school's decision; before the list is published it may be changed."""
    round_ = application.round
    if round_.mentors_published_at and application.state == ApplicationState.APPROVED:
        raise ListIsOutError
    if decision.state in REFUSALS and not decision.reason:
        raise DecisionNeedsReasonError
    same = MentorApplication.unscoped.filter(pk=application.pk, state=application.state)
    if not same.exclude(state=ApplicationState.WITHDRAWN).update(
        state=decision.state, reason=decision.reason, decided_at=now, decided_by=by.account
    ):
        raise AlreadyDecidedError
    RoundMentor.unscoped.filter(round=round_, staff=application.staff_id).delete()
    if decision.state == ApplicationState.APPROVED:
        admit(round_, application.staff, quota=decision.quota, track=decision.track, strengths=application.strengths)
    record(
        by=by, verb=f"mentor.{decision.state}", kind="application", subject=application.public_id,
        school=application.school_id, now=now, detail={"quota": decision.quota},
    )  # fmt: skip
    _tell_applicant(application, decision, now)


def _tell_applicant(application: MentorApplication, decision: Decision, now: datetime) -> None:
    account = application.staff.account
    if account is None:
        return
    label = ApplicationState(decision.state).label
    word = Word(
        kind="mentor.decided",
        title=f"{application.round.name}：您的导师报名{label}",
        text=decision.reason,
        link=f"/rounds/{application.round.public_id}/apply/",
    )
    notify(to=(account,), word=word, now=now)


def admit(round_: Round, staff: Staff, *, quota: int, track: Track, strengths: list[str]) -> RoundMentor:
    """Put a mentor on the list, with the reach that the way of the round and the scheme's pools give."""
    mentor: RoundMentor = RoundMentor.unscoped.create(
        school_id=round_.school_id, round=round_, staff=staff, quota=quota,
        minimum=min(round_.minimum, quota), track=track, strengths=strengths or staff.strengths,
    )  # fmt: skip
    limits = [
        MentorLimit(school_id=round_.school_id, mentor=mentor, class_group_id=pk) for pk in _classes_of(round_, staff)
    ]
    if round_.way == RoundWay.CLUB:
        led = Club.unscoped.filter(round_links__round=round_, leader=staff)
        limits += [MentorLimit(school_id=round_.school_id, mentor=mentor, club=club) for club in led]
    MentorLimit.unscoped.bulk_create(limits)
    return mentor


def _classes_of(round_: Round, staff: Staff) -> list[int]:
    """Classes to which the mentor is limited: by the way of the round, else by the scheme's pools."""
    taught = TeachingAssignment.unscoped.filter(staff=staff, class_group__year=round_.year_id)
    if round_.way == RoundWay.CLASS_GROUP:
        return list(taught.values_list("class_group", flat=True).distinct())
    own = list(ClassGroup.unscoped.filter(homeroom_teacher=staff, year=round_.year_id).values_list("pk", flat=True))
    reaches = {rule.role: rule.reach for rule in scheme_of(round_).matching.pools}
    if own and reaches.get(Role.HOMEROOM_TEACHER) == ReachOfRole.OWN_CLASS:
        return own
    if reaches.get(Role.SUBJECT_TEACHER) == ReachOfRole.CLASSES_TAUGHT:
        return list(taught.values_list("class_group", flat=True).distinct())
    return []


@transaction.atomic
def appoint_mentors(*, by: Viewer, round_: Round, staff: tuple[Staff, ...], now: datetime) -> int:
    """Put teachers on the list without an application, where the school arranges (人人是导师); the number added."""
    present = set(RoundMentor.unscoped.filter(round=round_).values_list("staff", flat=True))
    added = [one for one in staff if one.pk not in present and one.mentor_status == MentorStatus.ELIGIBLE]
    for one in added:
        admit(round_, one, quota=round_.quota, track=Track.WHOLE, strengths=one.strengths)
    record(
        by=by, verb="mentors.appointed", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"number": len(added)},
    )  # fmt: skip
    return len(added)


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a mentor in the round: how many, and of whom; keys of grades and classes, none means all."""

    quota: int
    minimum: int
    caps: tuple[dict[str, object], ...] = ()
    grades: tuple[int, ...] = ()
    class_groups: tuple[int, ...] = ()


class AskedAlreadyError(RefusalError):
    """Students have asked this mentor; the track or the mentor cannot be taken away any more."""


@transaction.atomic
def set_limits(*, by: Viewer, mentor: RoundMentor, limits: Limits, now: datetime) -> None:
    """Quota, minimum and sub-quotas of a mentor; seen by everybody who may choose."""
    if closed_input(mentor.round):
        raise InputClosedError
    RoundMentor.unscoped.filter(pk=mentor.pk).update(
        quota=limits.quota, minimum=min(limits.minimum, limits.quota), caps=list(limits.caps)
    )
    MentorLimit.unscoped.filter(mentor=mentor, club__isnull=True).delete()
    MentorLimit.unscoped.bulk_create(
        [
            *(MentorLimit(school_id=mentor.school_id, mentor=mentor, grade_id=pk) for pk in limits.grades),
            *(MentorLimit(school_id=mentor.school_id, mentor=mentor, class_group_id=pk) for pk in limits.class_groups),
        ]
    )
    record(
        by=by, verb="mentor.limits_set", kind="round_mentor", subject=mentor.public_id, school=mentor.school_id,
        now=now, detail={"quota": limits.quota, "minimum": limits.minimum, "caps": len(limits.caps)},
    )  # fmt: skip


@transaction.atomic
def take_off_list(*, by: Viewer, mentor: RoundMentor, reason: str, now: datetime) -> None:
    """A mentor leaves the round before anybody asked, e.g. for illness."""
    if not reason:
        raise DecisionNeedsReasonError
    if Preference.unscoped.filter(mentor=mentor).exists():
        raise AskedAlreadyError
    MentorApplication.unscoped.filter(round=mentor.round_id, staff=mentor.staff_id).update(
        state=ApplicationState.EXEMPT, reason=reason, decided_at=now, decided_by=by.account
    )
    RoundMentor.unscoped.filter(pk=mentor.pk).delete()
    record(
        by=by, verb="mentor.taken_off", kind="round_mentor", subject=mentor.public_id, school=mentor.school_id, now=now
    )


@transaction.atomic
def publish_mentors(*, by: Viewer, round_: Round, now: datetime) -> int:
    """Show the list to students and guardians, and tell the students; the number of mentors."""
    number = RoundMentor.unscoped.filter(round=round_).count()
    unpublished = Round.unscoped.filter(pk=round_.pk, state=RoundState.RUNNING, mentors_published_at__isnull=True)
    if not number or not unpublished.update(mentors_published_at=now):
        raise ListIsOutError
    record(
        by=by, verb="mentors.published", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"number": number},
    )  # fmt: skip
    word = Word(
        kind="mentors.published",
        title=f"{round_.name}：导师名单已公布",
        text="可以看看每位老师的介绍，想一想您希望得到哪方面的帮助。",
        link=f"/rounds/{round_.public_id}/mentors/",
    )
    students = Account.objects.filter(student__candidacies__round=round_, student__candidacies__left_at__isnull=True)
    notify(to=students.distinct(), word=word, now=now)
    return number
