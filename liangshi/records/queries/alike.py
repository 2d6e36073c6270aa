"""Whether somebody writes nearly the words of an earlier record about another child; shown to whoever writes, alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.domain.growth import copies_of
from liangshi.people.models import Student
from liangshi.records.models import Entry, EntryStudent

NEARLY = 80
"""Percent of the same pieces; talks of one week resemble each other, so much more than a growth message may have."""
BACK, MOST = timedelta(days=120), 200


@dataclass(frozen=True, slots=True)
class Alike:
    """The earlier record: of whom, of which day."""

    entry: str
    names: tuple[str, ...]
    day: date


def alike_record(viewer: Viewer, words: str, students: Iterable[int], now: datetime) -> Alike | None:
    """The viewer's own record of other children nearest to these words; three statements, none without words."""
    if viewer.staff is None or not words.strip():
        return None
    keys = frozenset(students)
    earlier = {row.pk: row for row in _earlier(viewer, keys, now)}
    own = tuple(Student.objects.visible_to(viewer).filter(pk__in=keys).values_list("name", flat=True))
    others = {key: (without(row.words, _names(row)), "") for key, row in earlier.items()}
    found = copies_of(without(words, own), "", others, NEARLY)
    if not found:
        return None
    row = earlier[found[0][0]]
    return Alike(row.public_id, _names(row), timezone.localdate(row.happened_at))


def _earlier(viewer: Viewer, students: frozenset[int], now: datetime) -> Iterable[Entry]:
    """The viewer's latest records with words that are about none of these students."""
    parts = EntryStudent.objects.visible_to(viewer).select_related("student")
    rows = Entry.objects.visible_to(viewer).filter(author=viewer.staff, happened_at__gt=now - BACK).exclude(words="")
    about = EntryStudent.unscoped.filter(student__in=students).values("entry")
    rows = rows.exclude(pk__in=about).prefetch_related(Prefetch("parts", queryset=parts))
    latest: QuerySet[Entry] = rows.order_by("-happened_at", "-pk")[:MOST]
    return latest


def _names(row: Entry) -> tuple[str, ...]:
    return tuple(part.student.name for part in row.parts.all())


def without(words: str, names: Iterable[str]) -> str:
    """The words without these names."""
    for name in names:
        words = words.replace(name, "")
    return words
