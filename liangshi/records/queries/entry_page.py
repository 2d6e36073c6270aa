"""One record as its reader may see it: parts, answers and versions within reach, and who else reads it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from liangshi.domain.access import RecordFacts, Viewer
from liangshi.domain.records import guarded, reads_field
from liangshi.domain.scheme.forms import FormRule
from liangshi.people.models import Student
from liangshi.people.queries.students import facts_of
from liangshi.records.choices import Channel, Outcome, Readers, Topic
from liangshi.records.models import (
    Attachment,
    Entry,
    EntryAddition,
    EntryStaff,
    EntryStudent,
    EntryVersion,
    SharedWords,
)
from liangshi.schemes.forms.answering import Answer, Value, answers_in_words

from .around import Colleague, around, form_readers, readers_of
from .scheme_forms import IN_COLUMNS, form_of_entry


@dataclass(frozen=True, slots=True)
class Version:
    """What a record said before, as far as the reader may see it."""

    ordinal: int
    replaced_at: datetime
    happened_at: datetime | None
    channel: str
    outcome: str
    topic: str
    place: str
    words: str
    next_step: str
    next_step_on: date | None
    answers: tuple[Answer, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything on the page. `mine` says that the viewer is on the record, `author` that it is the viewer's own."""

    entry: Entry
    author: bool
    mine: bool
    parts: tuple[EntryStudent, ...]
    others: int
    company: tuple[EntryStaff, ...]
    answers: tuple[Answer, ...]
    read_secret: bool
    additions: tuple[EntryAddition, ...]
    shared: tuple[SharedWords, ...]
    attachments: tuple[Attachment, ...]
    versions: tuple[Version, ...]
    readers: tuple[Colleague, ...]


def entry_page(viewer: Viewer, entry: Entry, now: datetime) -> EntryPage:
    """The page of a record within reach; a fixed number of statements."""
    company = tuple(EntryStaff.unscoped.filter(entry=entry).select_related("staff"))
    staff = frozenset(row.staff_id for row in company)
    parts, others = visible_parts(viewer, entry)
    facts = facts_of_parts(entry, parts, staff)
    rule = form_of_entry(entry)
    secret: dict[str, Value] = json.loads(entry.guarded)
    answers = _readable(viewer, rule, {**entry.answers, **secret}, facts)
    students = [part.student for part in parts]
    versions = EntryVersion.unscoped.filter(entry=entry)
    return EntryPage(
        entry=entry,
        author=entry.author_id == viewer.staff,
        mine=viewer.staff in staff,
        parts=parts,
        others=others,
        company=company,
        answers=answers,
        read_secret=any(answer.key in secret for answer in answers),
        additions=tuple(EntryAddition.unscoped.filter(entry=entry).select_related("author")),
        shared=tuple(
            SharedWords.objects.visible_to(viewer)
            .filter(entry=entry)
            .select_related("student", "shared_by", "answered_by")
        ),
        attachments=tuple(Attachment.unscoped.filter(entry=entry).select_related("added_by")),
        versions=tuple(_version(viewer, rule, version, parts, facts) for version in versions),
        readers=readers_of(around(students, timezone.localdate(now)), entry.readers, staff),
    )


def visible_parts(viewer: Viewer, entry: Entry) -> tuple[tuple[EntryStudent, ...], int]:
    """The parts of the students within reach, and how many others there are."""
    rows = EntryStudent.objects.visible_to(viewer).filter(entry=entry)
    rows = rows.select_related("student__class_group").order_by("student__sort_key", "pk")
    parts: tuple[EntryStudent, ...] = tuple(rows)
    return parts, EntryStudent.unscoped.filter(entry=entry).count() - len(parts)


def facts_of_parts(entry: Entry, parts: Iterable[EntryStudent], staff: frozenset[int]) -> tuple[RecordFacts, ...]:
    """What the law asks of each part."""
    return tuple(record_facts(part.student, staff, entry.readers) for part in parts)


def record_facts(student: Student, staff: frozenset[int], readers: str) -> RecordFacts:
    """What the law asks of a record of this student; the student comes with the class."""
    return RecordFacts(facts_of(student), staff, readers != Readers.MENTORS, readers == Readers.TEACHERS)


def _readable(
    viewer: Viewer, rule: FormRule | None, answers: Mapping[str, Value], facts: Iterable[RecordFacts]
) -> tuple[Answer, ...]:
    if rule is None:
        return ()
    of_form, towards = form_readers(rule), tuple(facts)
    return tuple(
        answer
        for answer in answers_in_words(rule, answers)
        if answer.key not in IN_COLUMNS
        and any(reads_field(answer.sensitivity, answer.readers, of_form, viewer, each) for each in towards)
    )


def _version(
    viewer: Viewer,
    rule: FormRule | None,
    version: EntryVersion,
    parts: Iterable[EntryStudent],
    facts: Iterable[RecordFacts],
) -> Version:
    said: dict[str, Any] = version.content
    secret: dict[str, Value] = json.loads(version.guarded)
    own = tuple(
        (part.student.name, said["parts"][part.student.public_id])
        for part in parts
        if part.student.public_id in said["parts"]
    )
    return Version(
        version.ordinal, version.replaced_at, parse_datetime(said["happened_at"]),
        str(Channel(said["channel"]).label), str(Outcome(said["outcome"]).label),
        str(Topic(said["topic"]).label) if said["topic"] else "", said["place"], said["words"], said["next_step"],
        parse_date(said["next_step_on"]) if said["next_step_on"] else None,
        _readable(viewer, rule, {**said["answers"], **secret}, facts), own,
    )  # fmt: skip


def sealed_keys(rule: FormRule | None) -> frozenset[str]:
    """The fields of a form that not every reader of the record reads."""
    fields = rule.fields if rule else ()
    return frozenset(field.key for field in fields if guarded(field.sensitivity, field.readers))
