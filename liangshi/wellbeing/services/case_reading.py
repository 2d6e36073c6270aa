"""Reading a case leaves a mark in the chain, as does taking a paper out of it."""

from datetime import datetime

from liangshi.domain.access import Viewer
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import Case, Screening, StudentCheckIn, SupportFile


def read_case(*, by: Viewer, case: Case, now: datetime) -> None:
    """`by` opened the page of the case."""
    through = {"glass": True} if case.pk in by.opened_cases else None
    note(by=by, verb="case.read", row=case, school=case.school_id, now=now, detail=through)


def took_paper(*, by: Viewer, case: Case, what: str, now: datetime) -> None:
    """`by` took a paper out of the case."""
    note(by=by, verb="case.exported", row=case, school=case.school_id, now=now, detail={"paper": what})


def read_screening(*, by: Viewer, screening: Screening, now: datetime) -> None:
    """`by` read the levels of a screening."""
    note(by=by, verb="screening.read", row=screening, school=screening.school_id, now=now)


def read_check_in(*, by: Viewer, check_in: StudentCheckIn, now: datetime) -> None:
    """`by` read the words of a check-in."""
    note(by=by, verb="check_in.read", row=check_in, school=check_in.school_id, now=now)


def read_support_file(*, by: Viewer, file: SupportFile, now: datetime) -> None:
    """`by` read a growth support file."""
    note(by=by, verb="support_file.read", row=file, school=file.school_id, now=now)
