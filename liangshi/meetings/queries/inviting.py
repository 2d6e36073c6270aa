"""Whom the page for a new meeting offers: the leadership group, whoever was chosen besides, others by name."""

from collections.abc import Collection
from dataclasses import dataclass

from liangshi.domain.access import Viewer
from liangshi.people.models import Staff
from liangshi.people.queries import named

MOST = 20


@dataclass(frozen=True, slots=True)
class Offered:
    """Those of the group, those chosen besides, those found; `more` where some were left out."""

    group: tuple[Staff, ...]
    besides: tuple[Staff, ...]
    found: tuple[Staff, ...]
    more: bool


def offered(viewer: Viewer, group: tuple[Staff, ...], chosen: Collection[str], typed: str) -> Offered:
    """A school of a hundred is not listed; a statement for those chosen besides, and one where a name is typed."""
    rows = Staff.objects.visible_to(viewer).filter(left_on=None)
    others = set(chosen) - {staff.public_id for staff in group}
    besides = tuple(rows.filter(public_id__in=others)) if others else ()
    if not typed.strip():
        return Offered(group, besides, (), more=False)
    shown = [staff.pk for staff in (*group, *besides)]
    found = tuple(rows.filter(named(typed)).exclude(pk__in=shown)[: MOST + 1])
    return Offered(group, besides, found[:MOST], more=len(found) > MOST)
