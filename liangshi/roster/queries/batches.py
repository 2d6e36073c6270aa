"""Imports as pages show them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.roster.problems import Severity
from liangshi.roster.choices import Act
from liangshi.roster.models import ImportBatch, ImportProblem, PlannedPage, UndoJournal

QUESTIONS_AT_ONCE = 100


def history(viewer: Viewer) -> QuerySet[ImportBatch]:
    """The imports of the viewer's school, newest first."""
    rows: QuerySet[ImportBatch] = ImportBatch.objects.visible_to(viewer).select_related("uploaded_by", "year")
    return rows


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the preview: what is shown, and how many there are."""

    show: str
    count: int


def tabs(batch: ImportBatch) -> list[Tab]:
    """The parts of the preview that are not empty, in the order in which one looks at them."""
    found = [Tab("problems", sum(batch.problem_counts.values()))]
    found += [Tab(act.value, batch.line_counts.get(act, 0)) for act in (Act.CHANGED, Act.ADDED, Act.ABSENT)]
    return [tab for tab in found if tab.count]


def problems(batch: ImportBatch) -> QuerySet[ImportProblem]:
    """The problems, those that stop first."""
    return ImportProblem.unscoped.filter(batch=batch)


def pages(batch: ImportBatch, act: str) -> QuerySet[PlannedPage]:
    """The pages of one act; one row is one page."""
    return PlannedPage.unscoped.filter(batch=batch, act=act)


def open_questions(batch: ImportBatch) -> list[ImportProblem]:
    """The first problem of each question that waits for an answer."""
    rows = ImportProblem.unscoped.filter(batch=batch, severity=Severity.QUESTION)
    once: dict[str, ImportProblem] = {}
    for row in rows:
        once.setdefault(row.asks, row)
    return list(once.values())[:QUESTIONS_AT_ONCE]


def may_undo(batch: ImportBatch) -> bool:
    """Whether there is still a journal by which the import could be taken back."""
    return UndoJournal.unscoped.filter(batch=batch).exists()
