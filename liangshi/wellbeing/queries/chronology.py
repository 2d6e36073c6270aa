"""The chronology of a case as pages and papers show it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.people.models import Student
from liangshi.wellbeing.case_choices import EntryKind
from liangshi.wellbeing.entry_fields import ENTRY_FIELDS, OWN, OwnAnswer
from liangshi.wellbeing.models import Case, CaseConcern, CaseEntry
from liangshi.wellbeing.queries.names import without_names
from liangshi.wellbeing.queries.own_form import reads_own


@dataclass(frozen=True, slots=True)
class Said:
    """One field of an entry in words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `answers` are those that stand below it."""

    public_id: str
    kind: EntryKind
    happened_on: date
    written_at: datetime
    written_by: str
    late: bool
    said: tuple[Said, ...]
    answers: tuple["Entry", ...] = ()

    @property
    def label(self) -> str:
        """What it is, in words."""
        return str(self.kind.label)


def contents(viewer: Viewer, row: CaseEntry) -> tuple[Said, ...]:
    """What the entry says, in the order of its fields, then what the viewer reads of the school's own form."""
    stored: dict[str, Any] = json.loads(row.content)
    own = [OwnAnswer(one["label"], one["words"], tuple(one["readers"])) for one in stored.get(OWN, ())]
    said = (field for field in ENTRY_FIELDS[EntryKind(row.kind)] if field.key in stored)
    return (
        *(Said(str(field.label), field.words(stored[field.key])) for field in said),
        *(Said(answer.label, answer.words) for answer in own if reads_own(viewer, row, answer)),
    )


def chronology(viewer: Viewer, case: Case) -> tuple[Entry, ...]:
    """Every entry that the viewer reads, in the order of events, answers below what they answer; one statement."""
    rows = list(CaseEntry.objects.visible_to(viewer).filter(case=case).select_related("written_by"))
    for row in rows:
        row.case = case
    below: dict[int, list[CaseEntry]] = {}
    for row in rows:
        if row.about_id is not None:
            below.setdefault(row.about_id, []).append(row)
    return tuple(_entry(viewer, row, below) for row in rows if row.about_id is None)


def _entry(viewer: Viewer, row: CaseEntry, below: dict[int, list[CaseEntry]]) -> Entry:
    return Entry(
        public_id=row.public_id,
        kind=EntryKind(row.kind),
        happened_on=row.happened_on,
        written_at=row.written_at,
        written_by=row.written_by.name,
        late=(timezone.localdate(row.written_at) - row.happened_on).days > 1,
        said=contents(viewer, row),
        answers=tuple(_entry(viewer, answer, below) for answer in below.get(row.pk, ())),
    )


def last_of(entries: Iterable[Entry], kind: EntryKind) -> Entry | None:
    """The newest entry of a kind: the assessment and the plan that hold now."""
    return max((entry for entry in entries if entry.kind is kind), key=lambda entry: entry.written_at, default=None)


def for_print(viewer: Viewer, case: Case) -> tuple[Entry, ...]:
    """The chronology with every other child of the school hidden behind 学生甲, 学生乙 …"""
    entries = chronology(viewer, case)
    texts = [said.words for entry in _all(entries) for said in entry.said]
    others = Student.unscoped.filter(school=case.school_id).exclude(pk=case.student_id)
    events = CaseConcern.unscoped.filter(case=case).values("part__concern")
    near = others.filter(Q(class_group=case.student.class_group_id) | Q(concerns__concern__in=events))
    hidden = without_names(
        texts,
        case.student.name,
        others.exclude(name=case.student.name).values_list("name", flat=True),
        near.exclude(name=case.student.name).distinct().values_list("name", flat=True),
    )
    words = iter(hidden)
    return tuple(_rewritten(entry, words) for entry in entries)


def _all(entries: Iterable[Entry]) -> Iterable[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.answers)


def _rewritten(entry: Entry, words: Iterator[str]) -> Entry:
    said = tuple(Said(one.label, next(words)) for one in entry.said)
    return replace(entry, said=said, answers=tuple(_rewritten(answer, words) for answer in entry.answers))
