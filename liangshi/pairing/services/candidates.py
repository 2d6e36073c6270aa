"""Who takes part as a student: drawn from the roster, later arrivals, those who leave."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Q

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import RoundWay, Track
from liangshi.pairing.models import Candidate, Round
from liangshi.people.models import ClubMembership, Student
from liangshi.people.models.students import StudentQuerySet


class NeedError(RefusalError):
    """The number of mentors wanted lies outside 1 to 9."""


class NotLeavingError(RefusalError):
    """The candidate has left already, or no reason was given."""


def entitled(round_: Round) -> StudentQuerySet:
    """The students whom the round is for; a second round is for those left over and those who came since."""
    rows: StudentQuerySet = Student.unscoped.enrolled().filter(school=round_.school_id)
    first = round_.second_round_of
    if first is not None:
        new = entitled(first).exclude(candidacies__round=first)
        return rows.filter(Q(pk__in=_left_over(first.pk)) | Q(pk__in=new.values("pk")))
    rows = rows.filter(class_group__grade__round_links__round=round_)
    if round_.way == RoundWay.CLUB:
        rows = rows.filter(pk__in=ClubMembership.unscoped.filter(club__round_links__round=round_).values("student"))
    return rows


def _left_over(first: int) -> list[int]:
    """Students of the first round who got fewer mentors than they need."""
    standing = Q(student__pairings__round=first, student__pairings__track=F("track"), student__pairings__end_reason="")
    rows = Candidate.unscoped.taking_part().filter(round=first)
    short = rows.annotate(got=Count("student__pairings", filter=standing, distinct=True)).filter(got__lt=F("need"))
    return list(short.values_list("student", flat=True).distinct())


@transaction.atomic
def draw_candidates(*, by: Viewer, round_: Round, late: bool, now: datetime) -> int:
    """Add every student whom the round is for and who is not in it yet; the number of students added."""
    present = Candidate.unscoped.filter(round=round_).values("student")
    missing = list(entitled(round_).exclude(pk__in=present).values_list("pk", flat=True))
    Candidate.unscoped.bulk_create(_lines(round_, missing, late=late, now=now))
    if missing:
        record(
            by=by, verb="round.candidates_added", kind="round", subject=round_.public_id, school=round_.school_id,
            now=now, detail={"number": len(missing), "late": late},
        )  # fmt: skip
    return len(missing)


def _lines(round_: Round, students: Iterable[int], *, late: bool, now: datetime) -> list[Candidate]:
    tracks = round_.tracks or [Track.WHOLE]
    return [
        Candidate(school_id=round_.school_id, round=round_, student_id=student, track=track, joined_at=now, late=late)
        for student in students
        for track in tracks
    ]


@transaction.atomic
def set_need(*, by: Viewer, candidate: Candidate, need: int, now: datetime) -> None:
    """How many different mentors the student gets (多对一, clause M5)."""
    if not 1 <= need <= 9:
        raise NeedError
    Candidate.unscoped.filter(pk=candidate.pk).update(need=need)
    record(
        by=by, verb="candidate.need_set", kind="candidate", subject=candidate.public_id, school=candidate.school_id,
        now=now, detail={"need": need},
    )  # fmt: skip


@transaction.atomic
def leave_round(*, by: Viewer, candidate: Candidate, reason: str, now: datetime) -> None:
    """The student takes no part any more, with a reason; the row stays for the record."""
    rows = Candidate.unscoped.filter(pk=candidate.pk, left_at__isnull=True)
    if not reason or not rows.update(left_at=now, left_reason=reason):
        raise NotLeavingError
    record(
        by=by, verb="candidate.left", kind="candidate", subject=candidate.public_id, school=candidate.school_id, now=now
    )
