"""Whom an author may have taken along: those around the students first, others by name."""

from datetime import date

from liangshi.domain.access import Viewer
from liangshi.people.models import Staff
from liangshi.people.queries.naming import named
from liangshi.records.models import Entry, EntryStaff

from .around import around
from .entry_page import visible_parts

FOUND = 20


def likely_company(viewer: Viewer, entry: Entry, asked: str, day: date) -> tuple[Staff, ...]:
    """Colleagues who are not on the record yet: by name where one is asked for, else who stands around the students."""
    there = EntryStaff.unscoped.filter(entry=entry).values("staff")
    rows = Staff.objects.visible_to(viewer).filter(left_on__isnull=True).exclude(pk__in=there)
    if asked:
        return tuple(rows.filter(named(asked))[:FOUND])
    parts, _others = visible_parts(viewer, entry)
    near = around([part.student for part in parts], day)
    return tuple(rows.filter(pk__in=[each.staff for each in near]))
