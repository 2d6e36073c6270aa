"""Academic years and their terms."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.people.models import AcademicYear, School, Term

from .problems import NameTakenError, StillInUseError, YearsOverlapError, refusing
from .trail import note, store


@dataclass(frozen=True, slots=True)
class TermDates:
    """A term, half-open."""

    ordinal: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class YearDraft:
    """A year with its terms, half-open."""

    name: str
    starts_on: date
    ends_on: date
    terms: tuple[TermDates, ...]


@transaction.atomic
def open_year(*, by: Viewer, school: School, draft: YearDraft, now: datetime) -> AcademicYear:
    """A new academic year with its terms."""
    _refuse_overlap(school.pk, draft, None)
    with refusing(NameTakenError):
        year = AcademicYear.unscoped.create(
            school=school, name=draft.name, starts_on=draft.starts_on, ends_on=draft.ends_on
        )
    _write_terms(year, draft)
    note(by=by, verb="year.opened", row=year, school=school.pk, now=now)
    return year


@transaction.atomic
def change_year(*, by: Viewer, year: AcademicYear, draft: YearDraft, now: datetime) -> None:
    """Other dates or another name; the terms become those of the draft."""
    _refuse_overlap(year.school_id, draft, year)
    with refusing(NameTakenError):
        store(year, {"name": draft.name, "starts_on": draft.starts_on, "ends_on": draft.ends_on})
    _write_terms(year, draft)
    note(by=by, verb="year.changed", row=year, school=year.school_id, now=now)


@transaction.atomic
def remove_year(*, by: Viewer, year: AcademicYear, now: datetime) -> None:
    """Take away a year that has neither classes nor clubs."""
    note(by=by, verb="year.removed", row=year, school=year.school_id, now=now)
    with refusing(StillInUseError):
        year.delete()


def _refuse_overlap(school: int, draft: YearDraft, own: AcademicYear | None) -> None:
    others = AcademicYear.unscoped.filter(school=school, starts_on__lt=draft.ends_on, ends_on__gt=draft.starts_on)
    if own is not None:
        others = others.exclude(pk=own.pk)
    if others.exists():
        raise YearsOverlapError


def _write_terms(year: AcademicYear, draft: YearDraft) -> None:
    for term in draft.terms:
        Term.unscoped.update_or_create(
            year=year, ordinal=term.ordinal, defaults={"starts_on": term.starts_on, "ends_on": term.ends_on},
            create_defaults={"school": year.school, "starts_on": term.starts_on, "ends_on": term.ends_on},
        )  # fmt: skip
