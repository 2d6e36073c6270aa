"""Reading a file and comparing it with what is stored: nothing of the roster is written."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from liangshi.domain.roster.grid import Sheet
from liangshi.domain.roster.mapping import SheetMapping, recall, suggest
from liangshi.domain.roster.planning import Plan, Policy, Refused
from liangshi.domain.roster.problems import Problem
from liangshi.domain.roster.review import review
from liangshi.foundation.pages import PAGE_SIZE
from liangshi.roster.choices import AT_WORK, OPEN_STATES, Act, State, Step
from liangshi.roster.models import ImportBatch, ImportProblem, PlannedPage, StoredFile
from liangshi.roster.queries import Stored, remembered, stored_roster
from liangshi.roster.reading import read_file
from liangshi.roster.sniffing import UnreadableFileError

from .describing import Line, planned_lines
from .packing import answers, packed, unpacked

PROBLEMS_KEPT = 5_000
_CHUNK = 500


def read_batch(*, batch: ImportBatch, now: datetime) -> None:
    """Open the file, suggest what its columns mean, and preview. A refusal is a state, not an error."""
    waiting = ImportBatch.unscoped.filter(pk=batch.pk, state=State.WAITING)
    if not waiting.update(step=Step.READING):
        return
    try:
        sheets = sheets_of(batch)
    except UnreadableFileError as refusal:
        StoredFile.unscoped.filter(batch=batch).delete()
        waiting.update(
            state=State.REFUSED, refusal=refusal.code, refusal_params=refusal.params, step=Step.DONE, state_since=now
        )
        return
    suggested = suggest(sheets)
    memory = remembered(batch.school_id, suggested)
    mappings = tuple(recall(mapping, memory) for mapping in suggested)
    waiting.update(step=Step.COMPARING, mappings=packed(mappings))
    batch.refresh_from_db()
    prepare(batch=batch, sheets=sheets, now=now)


def sheets_of(batch: ImportBatch) -> tuple[Sheet, ...]:
    """The sheets of the stored file, hidden ones by name alone."""
    return read_file(bytes(StoredFile.unscoped.get(batch=batch).content))


def compared(batch: ImportBatch, sheets: Sequence[Sheet], stored: Stored) -> Plan | Refused:
    """The plan of the batch as it is mapped and answered now."""
    mappings: tuple[SheetMapping, ...] = unpacked(batch.mappings)
    return review(sheets, mappings, stored.year, stored.present, Policy(answers(batch.answers)))


def fingerprint(outcome: Plan) -> str:
    """What would be written, as one digest: what is applied is what was shown."""
    return hashlib.sha256(repr([(part.added, part.changed) for part in outcome.parts]).encode()).hexdigest()


@transaction.atomic
def prepare(*, batch: ImportBatch, sheets: Sequence[Sheet], now: datetime) -> None:
    """Store the preview of the batch in place of an earlier one."""
    stored = stored_roster(batch.year)
    outcome = compared(batch, sheets, stored)
    ImportProblem.unscoped.filter(batch=batch).delete()
    PlannedPage.unscoped.filter(batch=batch).delete()
    problems = outcome.remarks if isinstance(outcome, Plan) else outcome.problems
    values: dict[str, Any] = {
        "state": State.BLOCKED,
        "counts": {},
        "line_counts": {},
        "fingerprint": "",
        "problem_counts": dict(Counter(problem.severity.value for problem in problems)),
    }
    _store_problems(batch, problems)
    if isinstance(outcome, Plan):
        values |= {"state": State.READY, "counts": _counts(outcome), "fingerprint": fingerprint(outcome)}
        values["line_counts"] = _store_lines(batch, planned_lines(outcome, stored))
    rows = ImportBatch.unscoped.filter(pk=batch.pk, state__in=(*OPEN_STATES, *AT_WORK))
    rows.update(step=Step.DONE, state_since=now, **values)
    batch.refresh_from_db()


def _store_lines(batch: ImportBatch, lines: Mapping[Act, Sequence[Line]]) -> dict[str, int]:
    """The lines by pages of the preview; how many there are of each act."""
    PlannedPage.unscoped.bulk_create(
        PlannedPage(
            school_id=batch.school_id, batch=batch, act=act, number=start, lines=found[start : start + PAGE_SIZE]
        )
        for act, found in lines.items()
        for start in range(0, len(found), PAGE_SIZE)
    )
    return {act.value: len(found) for act, found in lines.items() if found}


def _store_problems(batch: ImportBatch, problems: Iterable[Problem]) -> None:
    """Those that stop first, then the remarks, as many as anybody could read."""
    ordered = sorted(problems, key=lambda problem: not problem.stops)[:PROBLEMS_KEPT]
    ImportProblem.unscoped.bulk_create(
        (
            ImportProblem(
                school_id=batch.school_id, batch=batch, position=position, severity=problem.severity,
                code=problem.code, sheet=problem.place.sheet[:100], row=problem.place.row, column=problem.place.column,
                params=dict(problem.params), asks=problem.asks[:200],
            )
            for position, problem in enumerate(ordered)
        ),
        batch_size=_CHUNK,
    )  # fmt: skip


def _counts(outcome: Plan) -> dict[str, dict[str, int]]:
    names = ("staff", "classes", "students", "teaching", "clubs", "members")
    counts = {
        name: {
            "added": len(part.added),
            "changed": len(part.changed),
            "left": len(part.left),
            "absent": len(part.absent),
        }
        for name, part in zip(names, outcome.parts, strict=True)
    }
    made = sum(row.number is None for row in outcome.students.added)
    made += sum(row.number is None for row in outcome.staff.added)
    return counts | {"numbers": {"made": made}}
