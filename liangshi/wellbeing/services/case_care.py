"""From a case, somebody who is with the student every day is told what helps; nothing of why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import notify
from liangshi.people.models import Account, Staff
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import CareLine, Case, CaseConcern
from liangshi.wellbeing.services.case_entries import CaseClosedError
from liangshi.wellbeing.services.case_law import must_fit, must_work_on
from liangshi.wellbeing.services.words import care_word


class NoLineError(RefusalError):
    """The line is empty, or its end lies in the past."""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """To whom, what to do, until when."""

    to: Staff
    text: str
    until: date


@transaction.atomic
def say_what_helps(*, by: Viewer, case: Case, draft: LineDraft, now: datetime) -> CareLine:
    """One line that ends by itself."""
    must_work_on(by, case)
    if not case.is_open:
        raise CaseClosedError
    if not draft.text or draft.until < timezone.localdate(now):
        raise NoLineError
    must_fit(case, draft.to)
    first: CaseConcern | None = CaseConcern.unscoped.filter(case=case).select_related("part").first()
    assert first is not None
    line: CareLine = CareLine.unscoped.create(
        school_id=case.school_id, concern_id=first.part.concern_id, student_id=case.student_id, to=draft.to,
        text=draft.text, written_by_id=by.account, at=now, until=draft.until,
    )  # fmt: skip
    note(
        by=by, verb="case.care_line", row=case, school=case.school_id, now=now,
        detail={"staff": draft.to.public_id},
    )  # fmt: skip
    notify(to=Account.unscoped.filter(staff=draft.to, is_active=True), word=care_word(), now=now)
    return line
