"""Entries of a case: added below, never edited; each leaves its mark in the chain."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Staff
from liangshi.people.services.trail import note
from liangshi.wellbeing.case_choices import ANSWERS, MUST_ANSWER, WRITTEN, CaseState, EntryKind
from liangshi.wellbeing.entry_fields import OWN, OwnAnswer
from liangshi.wellbeing.models import Case, CaseEntry
from liangshi.wellbeing.services.case_law import must_work_on

AFTER_CLOSING = (EntryKind.NOTE, EntryKind.FAMILY_ANSWER, EntryKind.APPEAL, EntryKind.FOLLOW_UP)
"""What still comes in when a case is closed."""


class CaseClosedError(RefusalError):
    """The case is closed; it must be opened again first."""


class NotAnswerableError(RefusalError):
    """The entry needs another one to stand below, or does not belong below that one."""


class NotYetError(RefusalError):
    """The day lies ahead, or the entry is not one that is written by hand."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What is written: `content` by the keys of `entry_fields`; `level` where an assessment sets one.

    `own` is what the school's own form asked beyond that.
    """

    happened_on: date
    content: Mapping[str, str] = field(default_factory=dict)
    about: CaseEntry | None = None
    level: str = ""
    own: tuple[OwnAnswer, ...] = ()


@transaction.atomic
def write_entry(*, by: Viewer, case: Case, kind: EntryKind, draft: EntryDraft, now: datetime) -> CaseEntry:
    """Add an entry to a case that the viewer works on."""
    staff = must_work_on(by, case)
    if kind not in WRITTEN or draft.happened_on > timezone.localdate(now):
        raise NotYetError
    if not case.is_open and kind not in AFTER_CLOSING:
        raise CaseClosedError
    _must_answer(case, kind, draft.about)
    if kind is EntryKind.ASSESSMENT:
        rows = Case.unscoped.filter(pk=case.pk, state=CaseState.OPEN)
        if not rows.update(level=draft.level, turn=F("turn") + 1):
            raise CaseClosedError
    return put_entry(by=by, case=case, staff=staff, kind=kind, draft=draft, now=now)


def _must_answer(case: Case, kind: EntryKind, about: CaseEntry | None) -> None:
    if about is None:
        if kind in MUST_ANSWER:
            raise NotAnswerableError
        return
    if about.case_id != case.pk or about.kind not in ANSWERS.get(kind, ()):
        raise NotAnswerableError


def put_entry(*, by: Viewer, case: Case, staff: Staff, kind: EntryKind, draft: EntryDraft, now: datetime) -> CaseEntry:
    """Write it down, for services of cases: the act itself was allowed before."""
    kept: dict[str, object] = {key: text for key, text in draft.content.items() if text}
    if draft.own:
        kept[OWN] = [asdict(answer) for answer in draft.own]
    entry: CaseEntry = CaseEntry.unscoped.create(
        case=case, kind=kind, about=draft.about, happened_on=draft.happened_on, written_at=now, written_by=staff,
        content=json.dumps(kept, ensure_ascii=False),
    )  # fmt: skip
    note(by=by, verb=f"case.{kind.value}", row=case, school=case.school_id, now=now, detail={"entry": entry.public_id})
    return entry
