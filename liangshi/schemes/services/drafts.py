"""The school's draft."""

from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme import LoadProblems
from liangshi.schemes.models import SchemeDraft


class DraftChangedError(Exception):
    """Somebody else saved the draft in between."""


class UnsoundSchemeError(Exception):
    """The text does not load; `problems` says why, each with its line."""

    def __init__(self, problems: LoadProblems) -> None:
        super().__init__(problems.codes())
        self.problems = problems


@transaction.atomic
def start_draft(*, by: Viewer, school: int, text: str, started_from: str, now: datetime) -> SchemeDraft:
    """Begin a draft from a preset or a published version; an earlier draft is replaced."""
    SchemeDraft.unscoped.filter(school=school).delete()
    draft = SchemeDraft.unscoped.create(
        school_id=school, text=text, started_from=started_from, updated_at=now, updated_by_id=by.account
    )
    record(
        by=by, verb="scheme.draft_started", kind="scheme_draft", subject=draft.public_id, school=school,
        now=now, detail={"from": started_from},
    )  # fmt: skip
    return draft


@transaction.atomic
def save_draft(*, by: Viewer, draft: SchemeDraft, revision: int, text: str, now: datetime) -> int:
    """Save `text`, unsound as it may still be, if the draft is still at `revision`; the new revision."""
    saved = SchemeDraft.unscoped.filter(pk=draft.pk, revision=revision).update(
        text=text, revision=revision + 1, updated_at=now, updated_by_id=by.account
    )
    if not saved:
        raise DraftChangedError
    record(
        by=by, verb="scheme.draft_saved", kind="scheme_draft", subject=draft.public_id, school=draft.school_id,
        now=now, detail={"revision": revision + 1},
    )  # fmt: skip
    return revision + 1
