"""The roster as a file, and empty templates."""

from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.roster.fields import Kind
from liangshi.domain.roster.rows import Present
from liangshi.people.models import AcademicYear
from liangshi.roster.queries import stored_roster
from liangshi.roster.wording import template_instructions
from liangshi.roster.writing import SHEET_NAMES, comma_separated, roster_tables, workbook


@transaction.atomic
def roster_file(*, by: Viewer, year: AcademicYear, now: datetime) -> bytes:
    """The whole roster of the year as a workbook."""
    stored = stored_roster(year)
    _note(by, year, "xlsx", len(stored.present.students), now)
    return workbook(roster_tables(stored.present, stored.class_names))


@transaction.atomic
def csv_file(*, by: Viewer, year: AcademicYear, kind: Kind, now: datetime) -> bytes:
    """One sheet of the roster as csv."""
    stored = stored_roster(year)
    tables = {table.name: table for table in roster_tables(stored.present, stored.class_names)}
    table = tables[SHEET_NAMES[kind]]
    _note(by, year, f"csv:{kind}", len(table.lines), now)
    return comma_separated(table)


def template_file(*, year: AcademicYear, kind: Kind | None) -> bytes:
    """Empty sheets with drop-down lists and instructions; one kind or all."""
    stored = stored_roster(year)
    empty = Present(classes=stored.present.classes, staff=stored.present.staff)
    tables = roster_tables(empty, stored.class_names)
    wanted = [table.emptied() for table in tables if kind is None or table.name == SHEET_NAMES[kind]]
    return workbook(wanted, template_instructions(kind))


def _note(by: Viewer, year: AcademicYear, form: str, rows: int, now: datetime) -> None:
    record(
        by=by, verb="roster.exported", kind="year", subject=year.public_id, school=year.school_id, now=now,
        detail={"form": form, "rows": rows},
    )  # fmt: skip
