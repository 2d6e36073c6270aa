"""一生一策: a growth support file, its keeper, its check each term."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import StudentFacts, Viewer, reaches_categories
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.pairing.choices import NominationKind
from liangshi.pairing.models import Nomination
from liangshi.people.models import Account, DeclaredRelative, Staff, Student
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import SupportCheck, SupportFile
from liangshi.wellbeing.queries.support import present_term


class NotListedError(RefusalError):
    """The student stands on no list, or the viewer may not know of it."""


class HasFileError(RefusalError):
    """There is a file."""


class UnfitKeeperError(RefusalError):
    """The keeper is a relative, or left the school."""


class CheckedAlreadyError(RefusalError):
    """This term is checked, or there is no term now, or the file has ended."""


class NotKeeperError(RefusalError):
    """Only the keeper and those who know the list write in it."""


@dataclass(frozen=True, slots=True)
class SupportDraft:
    """What the school does for the student, strengths first."""

    strengths: str
    aims: str
    measures: str
    keeper: Staff


def knows_list(viewer: Viewer, student: Student) -> bool:
    """Whether the student's groups exist for the viewer."""
    group = student.class_group
    facts = StudentFacts(student.pk, student.school_id, group.grade_id if group else None, student.class_group_id)
    return reaches_categories(viewer, facts)


@transaction.atomic
def open_support_file(*, by: Viewer, student: Student, draft: SupportDraft, now: datetime) -> SupportFile:
    """Begin a file for a student of a listed group; the keeper is told."""
    listed = Nomination.unscoped.standing().filter(student=student, kind=NominationKind.CATEGORY)
    if not knows_list(by, student) or not listed.exists():
        raise NotListedError
    related = DeclaredRelative.unscoped.filter(staff=draft.keeper, student=student).exists()
    if related or draft.keeper.left_on is not None or draft.keeper.school_id != student.school_id:
        raise UnfitKeeperError
    try:
        with transaction.atomic():
            file: SupportFile = SupportFile.unscoped.create(
                school_id=student.school_id, student=student, keeper=draft.keeper, strengths=draft.strengths,
                aims=draft.aims, measures=draft.measures, opened_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise HasFileError from twice
    note(by=by, verb="support_file.opened", row=file, school=file.school_id, now=now)
    word = Word("support_file.keeper", _("请您负责一份成长支持档案"), link=_link(file))
    notify(to=Account.unscoped.filter(staff=draft.keeper, is_active=True), word=word, now=now)
    return file


def _link(file: SupportFile) -> str:
    return reverse("wellbeing:support_file", args=[file.public_id])


@transaction.atomic
def check_file(*, by: Viewer, file: SupportFile, progress: str, next_steps: str, now: datetime) -> SupportCheck:
    """The check of the present term, once."""
    if file.keeper_id != by.staff and not knows_list(by, file.student):
        raise NotKeeperError
    term = present_term(file.school_id, now)
    if term is None or file.ended_at is not None:
        raise CheckedAlreadyError
    try:
        with transaction.atomic():
            check: SupportCheck = SupportCheck.unscoped.create(
                file=file, term=term, checked_on=timezone.localdate(now), written_by_id=by.account,
                progress=progress, next_steps=next_steps,
            )  # fmt: skip
    except IntegrityError as twice:
        raise CheckedAlreadyError from twice
    note(by=by, verb="support_file.checked", row=file, school=file.school_id, now=now)
    return check


@transaction.atomic
def end_support_file(*, by: Viewer, file: SupportFile, now: datetime) -> None:
    """It is needed no longer; what was written stays until its retention ends."""
    if not knows_list(by, file.student):
        raise NotKeeperError
    if not SupportFile.unscoped.filter(pk=file.pk, ended_at__isnull=True).update(ended_at=now):
        raise CheckedAlreadyError
    note(by=by, verb="support_file.ended", row=file, school=file.school_id, now=now)
