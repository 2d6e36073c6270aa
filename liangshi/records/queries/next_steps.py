"""Next steps whose day has come, and those that are open for a student."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.records.models import Entry, EntryStudent

LONGEST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody meant to do, for whom, by when; `entry` is the public id of the record."""

    entry: str
    names: tuple[str, ...]
    next_step: str
    on: date | None

    @property
    def text(self) -> str:
        """赵小明：约家长来校。"""
        if not self.names:
            return self.next_step
        return _("%(names)s：%(step)s") % {"names": listed(self.names), "step": self.next_step}


def steps_due(viewer: Viewer, now: datetime) -> list[Step]:
    """The viewer's own steps that are due today or were before, the oldest first; two statements."""
    if viewer.staff is None:
        return []
    rows = open_steps().filter(author=viewer.staff, next_step_on__lte=timezone.localdate(now))
    return steps_of(rows.order_by("next_step_on", "pk")[:LONGEST], viewer)


def open_steps() -> QuerySet[Entry]:
    """Records with a next step that nobody has ticked off."""
    rows: QuerySet[Entry] = Entry.unscoped.filter(next_step_done_at__isnull=True).exclude(next_step="")
    return rows


def steps_of(rows: Iterable[Entry], viewer: Viewer) -> list[Step]:
    """The steps of these records with the names that the viewer may read."""
    entries = list(rows)
    names: dict[int, list[str]] = defaultdict(list)
    parts = EntryStudent.objects.visible_to(viewer).filter(entry__in=[entry.pk for entry in entries])
    for entry, name in parts.order_by("student__sort_key").values_list("entry", "student__name"):
        names[entry].append(name)
    return [
        Step(entry.public_id, tuple(names[entry.pk]), entry.next_step, entry.next_step_on)
        for entry in entries
        if names[entry.pk]
    ]
