"""Sealing an archive when a student leaves, opening it again, keeping something although its rule says that it ends."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Capability, Viewer
from liangshi.domain.growth.retention import RESTRICTED, Kept
from liangshi.growth.models import ArchiveSeal, RetentionHold
from liangshi.guidance.models import Piece
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Student

from .refusals import HeldAlreadyError, MovedError, NoReasonError, NotYoursError, SealedAlreadyError

GRACE = timedelta(days=30)
"""Who left so long ago is sealed by the night, so that nothing stays open because nobody thought of it."""


def _keeper(by: Viewer, student: Student, asked: Capability = Capability.KEEP_ARCHIVES) -> None:
    if not by.can(asked) or student.school_id != by.school or student.pk in by.relatives:
        raise NotYoursError


@transaction.atomic
def seal_archives(*, by: Viewer, students: Iterable[Student], now: datetime) -> int:
    """Seal the archives of these students; those that are sealed stay as they are. The number sealed now."""
    number = 0
    for student in students:
        _keeper(by, student)
        number += _seal(by, student, now)
    return number


@transaction.atomic
def seal_archive(*, by: Viewer, student: Student, now: datetime) -> None:
    """Seal one archive."""
    _keeper(by, student)
    if not _seal(by, student, now):
        raise SealedAlreadyError


def _seal(by: Viewer | None, student: Student, now: datetime) -> bool:
    """Pieces first: once the seal stands the database lets nothing of the archive be touched."""
    if ArchiveSeal.unscoped.standing().filter(student=student).exists():
        return False
    Piece.unscoped.filter(student=student, sealed_at__isnull=True).update(sealed_at=now)
    try:
        with transaction.atomic():
            ArchiveSeal.unscoped.create(
                school_id=student.school_id, student=student, sealed_at=now, sealed_by_id=by.account if by else None
            )
    except IntegrityError:
        return False
    record(by=by, verb="archive.sealed", kind="student", subject=student.public_id, school=student.school_id, now=now)
    _tell_family(student, now)
    return True


def _tell_family(student: Student, now: datetime) -> None:
    """Who can still sign in takes the archive home; for others the office hands it over."""
    if student.left_on is not None and student.left_on <= timezone.localdate(now):
        return
    family = Account.objects.filter(Q(student=student) | Q(guardian__wards__student=student), is_active=True)
    title = _("%(name)s的成长档案已整理好，请在离校前下载保存") % {"name": student.name}
    link = reverse("growth:archive", args=[student.public_id])
    notify(to=family.distinct(), word=Word("archive.sealed", title, link=link), now=now)


def seal_left(now: datetime) -> int:
    """Job: seal the archives of those who left a while ago; the number sealed."""
    long_ago = timezone.localdate(now) - GRACE
    standing = ArchiveSeal.unscoped.standing().filter(student=OuterRef("pk"))
    number = 0
    for student in Student.unscoped.filter(~Exists(standing), left_on__lte=long_ago).order_by("pk"):
        with transaction.atomic():
            number += _seal(None, student, now)
    return number


@transaction.atomic
def reopen_archive(*, by: Viewer, student: Student, reason: str, now: datetime) -> None:
    """A student is back, or the seal was a mistake: what was sealed can be written again."""
    _keeper(by, student)
    if not reason.strip():
        raise NoReasonError
    standing = ArchiveSeal.unscoped.standing().filter(student=student)
    if not standing.update(opened_at=now, opened_by=by.account, opened_for=reason.strip()):
        raise MovedError
    Piece.unscoped.filter(student=student).update(sealed_at=None)
    record(
        by=by, verb="archive.reopened", kind="student", subject=student.public_id, school=student.school_id, now=now,
        detail={"reason": reason.strip()},
    )  # fmt: skip


@transaction.atomic
def place_hold(*, by: Viewer, student: Student, kind: Kept, reason: str, now: datetime) -> RetentionHold:
    """Keep, because …; restricted kinds are held by whom that tier reaches by role."""
    _keeper(by, student, Capability.FOLLOW_RETENTION)
    _may_hold(by, kind)
    if not reason.strip():
        raise NoReasonError
    try:
        with transaction.atomic():
            hold: RetentionHold = RetentionHold.unscoped.create(
                school_id=student.school_id, student=student, kind=kind, reason=reason.strip(),
                placed_by_id=by.account, placed_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise HeldAlreadyError from twice
    _note(by, "retention.held", hold, now)
    return hold


@transaction.atomic
def end_hold(*, by: Viewer, hold: RetentionHold, now: datetime) -> None:
    """The reason is gone; the rule applies again."""
    _keeper(by, hold.student, Capability.FOLLOW_RETENTION)
    _may_hold(by, Kept(hold.kind))
    if not RetentionHold.unscoped.standing().filter(pk=hold.pk).update(ended_at=now, ended_by=by.account):
        raise MovedError
    _note(by, "retention.hold_ended", hold, now)


def _may_hold(by: Viewer, kind: Kept) -> None:
    restricted = by.can(Capability.SEE_CARE_BOARD)
    if (kind in RESTRICTED) != restricted:
        raise NotYoursError


def _note(by: Viewer, verb: str, hold: RetentionHold, now: datetime) -> None:
    """In the chain of a restricted kind it is not seen by whoever only reads the chain."""
    kind = "case" if Kept(hold.kind) in RESTRICTED else "student"
    record(
        by=by, verb=verb, kind=kind, subject=hold.student.public_id, school=hold.school_id, now=now,
        detail={"kept": hold.kind},
    )  # fmt: skip


@transaction.atomic
def note_given(*, by: Viewer, student: Student, now: datetime) -> None:
    """The family has its copy of the sealed archive: it took one, or the office made one to hand over."""
    first = ArchiveSeal.unscoped.standing().filter(student=student, given_at__isnull=True)
    if first.update(given_at=now) or by.staff is not None:
        record(
            by=by, verb="archive.given", kind="student", subject=student.public_id, school=student.school_id, now=now
        )
