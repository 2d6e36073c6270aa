"""Opening older parts of an archive, and letters from mentor to mentor."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.growth.models import HandoverLetter, OlderOpening
from liangshi.growth.queries.retention import seal_of
from liangshi.notices.services import Word, notify
from liangshi.pairing.models import Pairing
from liangshi.people.models import Account, Student

from .refusals import MovedError, NoReasonError, NothingWrittenError, NotYoursError, RewrittenError, SealedError

OPEN_FOR = timedelta(hours=1)
"""So long an older part stays open for the one who opened it."""


@transaction.atomic
def open_older(*, by: Viewer, student: Student, reason: str, now: datetime) -> OlderOpening:
    """Open the years before this one, for a reason; the audit keeps it."""
    if by.staff is None or student.pk in by.relatives:
        raise NotYoursError
    if not reason.strip():
        raise NoReasonError
    row: OlderOpening = OlderOpening.unscoped.create(
        school_id=student.school_id, student=student, account_id=by.account, reason=reason.strip(), opened_at=now,
        until=now + OPEN_FOR,
    )  # fmt: skip
    record(
        by=by, verb="archive.older_opened", kind="student", subject=student.public_id, school=student.school_id,
        now=now, detail={"reason": row.reason},
    )  # fmt: skip
    return row


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter as it is typed; `revision` 0 where nothing is stored yet."""

    strengths: str
    helps: str
    next_steps: str
    revision: int


@transaction.atomic
def keep_letter(*, by: Viewer, student: Student, draft: LetterDraft, now: datetime) -> HandoverLetter:
    """Put a letter aside; a mentor of the student, now or before, writes it. Strengths come first."""
    if by.staff is None or not Pairing.unscoped.filter(student=student, mentor=by.staff).exists():
        raise NotYoursError
    if seal_of(student.pk):
        raise SealedError
    if not draft.strengths.strip():
        raise NothingWrittenError
    columns = {
        "strengths": draft.strengths.strip(), "helps": draft.helps.strip(), "next_steps": draft.next_steps.strip(),
        "written_at": now,
    }  # fmt: skip
    open_letter = HandoverLetter.unscoped.filter(student=student, author=by.staff, given_at__isnull=True)
    if draft.revision:
        same = open_letter.filter(revision=draft.revision).update(revision=draft.revision + 1, **columns)
        found: HandoverLetter | None = open_letter.first()
        if found is None:
            raise MovedError
        if not same:
            raise RewrittenError(revision=found.revision, text=found.strengths)
        return found
    try:
        with transaction.atomic():
            row: HandoverLetter = HandoverLetter.unscoped.create(
                school_id=student.school_id, student=student, author_id=by.staff, **columns
            )
    except IntegrityError as twice:
        raise MovedError from twice
    return row


@transaction.atomic
def give_letter(*, by: Viewer, letter: HandoverLetter, now: datetime) -> None:
    """Hand it to whoever guides the student today; from then on it is not changed."""
    if letter.author_id != by.staff:
        raise NotYoursError
    waiting = HandoverLetter.unscoped.filter(pk=letter.pk, given_at__isnull=True, revision=letter.revision)
    if not waiting.update(given_at=now, revision=letter.revision + 1):
        raise MovedError
    today = timezone.localdate(now)
    heirs = Pairing.unscoped.on(today).filter(student=letter.student_id).exclude(mentor=by.staff)
    accounts = Account.objects.filter(staff__in=heirs.values("mentor"), is_active=True)
    title = _("%(name)s有一封导师交接信") % {"name": letter.student.name}
    link = reverse("growth:archive", args=[letter.student.public_id])
    notify(to=accounts, word=Word("handover.given", title, link=link), now=now)
    record(
        by=by, verb="handover.given", kind="student", subject=letter.student.public_id, school=letter.school_id, now=now
    )
