"""Forgetting what is no longer needed: files nobody applied, and what it takes to undo an old import."""

from datetime import datetime, timedelta

from django.db import transaction

from liangshi.roster.choices import OPEN_STATES, State
from liangshi.roster.models import ImportBatch, ImportProblem, PlannedPage, StoredFile, UndoJournal

FILES_KEPT = timedelta(days=30)
JOURNALS_KEPT = timedelta(days=90)


@transaction.atomic
def forget_imports(now: datetime) -> int:
    """Put imports aside that nobody has touched for 30 days; after 90 days an applied one can no longer be undone.

    The entry in the history stays, with its numbers and without names. Answers how many imports were cleared.
    """
    stale = ImportBatch.unscoped.filter(state__in=(*OPEN_STATES, State.WAITING), state_since__lt=now - FILES_KEPT)
    stale.update(state=State.DISCARDED, state_since=now)
    over = ImportBatch.unscoped.filter(state=State.DISCARDED) | ImportBatch.unscoped.filter(
        state__in=(State.APPLIED, State.UNDONE, State.REFUSED), state_since__lt=now - JOURNALS_KEPT
    )
    cleared = 0
    for model in (StoredFile, UndoJournal, ImportProblem, PlannedPage):
        gone, _ = model.unscoped.filter(batch__in=over.values("pk")).delete()
        cleared += gone
    over.exclude(line_counts={}, problem_counts={}).update(line_counts={}, problem_counts={}, answers={})
    return cleared
