"""Rewrite a record: the author says it better; what stood there before stays readable."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.records import guarded
from liangshi.foundation.refusals import OvertakenError, RefusalError
from liangshi.records.models import Entry, EntryStudent, EntryVersion
from liangshi.records.queries.scheme_forms import form_of_entry
from liangshi.schemes.forms.answering import Value

from .entries import true_time

Answers = dict[str, Value]


class NotAuthorError(RefusalError):
    """Only the author rewrites a record; others add below it."""


class ChangedMeanwhileError(OvertakenError):
    """The record was rewritten since it was opened."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a record says from now on; `parts` are the words about one student alone, by key."""

    happened_at: datetime
    channel: str
    outcome: str
    topic: str
    field: str
    place: str
    minutes: int | None
    words: str
    next_step: str
    next_step_on: date | None
    readers: str
    answers: Mapping[str, Value]
    parts: Mapping[int, str]


COLUMNS = (
    "happened_at", "channel", "outcome", "topic", "field", "place", "minutes", "words", "next_step", "next_step_on",
    "readers",
)  # fmt: skip
"""What a version remembers besides the answers and the words about each student."""


@transaction.atomic
def rewrite_entry(*, by: Viewer, entry: Entry, rewriting: Rewriting, revision: int, now: datetime) -> bool:
    """Put the new text in place and keep the old one; False where nothing changed."""
    if by.staff is None or entry.author_id != by.staff:
        raise NotAuthorError
    fresh = {name: value for name, value in asdict(rewriting).items() if name in COLUMNS}
    fresh["happened_at"] = true_time(rewriting.happened_at, now)
    answers = split_answers(entry, rewriting.answers)
    stood, parts = Entry.unscoped.values(*COLUMNS).get(pk=entry.pk), _parts(entry)
    if stood == fresh and answers == (entry.answers, json.loads(entry.guarded)) and _same(parts, rewriting.parts):
        return False
    version = EntryVersion(
        school_id=entry.school_id, entry=entry, ordinal=revision, content=_content(entry, stood, parts),
        guarded=entry.guarded, replaced_at=now,
    )  # fmt: skip
    _claim(entry, revision, fresh | _step_of(entry, rewriting), answers)
    version.save()
    for part in parts:
        EntryStudent.unscoped.filter(pk=part.pk).update(words=rewriting.parts.get(part.student_id, part.words))
    record(
        by=by, verb="entry.rewritten", kind="entry", subject=entry.public_id, school=entry.school_id, now=now,
        detail={"version": revision + 1},
    )  # fmt: skip
    return True


def _claim(entry: Entry, revision: int, fresh: Mapping[str, Any], answers: tuple[Answers, Answers]) -> None:
    """Write the columns where nobody was quicker; the sealed part follows in the same transaction."""
    plain, secret = answers
    rows = Entry.unscoped.filter(pk=entry.pk, revision=revision)
    if revision != entry.revision or not rows.update(revision=revision + 1, answers=plain, **fresh):
        entry.refresh_from_db()
        raise ChangedMeanwhileError(revision=entry.revision, words=entry.words)
    entry.guarded = json.dumps(secret, ensure_ascii=False)
    entry.save(update_fields=["guarded"])


def _step_of(entry: Entry, rewriting: Rewriting) -> dict[str, datetime | None]:
    """Another next step is open again."""
    done = entry.next_step_done_at if rewriting.next_step == entry.next_step else None
    return {"next_step_done_at": done}


def split_answers(entry: Entry, answers: Mapping[str, Value]) -> tuple[Answers, Answers]:
    """Answers that everybody reads whom the record reaches, and those that are sealed."""
    rule = form_of_entry(entry)
    fields = {field.key: field for field in rule.fields} if rule else {}
    secret = {key for key, field in fields.items() if guarded(field.sensitivity, field.readers)}
    known = {key: value for key, value in answers.items() if key in fields}
    return (
        {key: value for key, value in known.items() if key not in secret},
        {key: value for key, value in known.items() if key in secret},
    )


def _parts(entry: Entry) -> list[EntryStudent]:
    return list(EntryStudent.unscoped.filter(entry=entry).select_related("student").order_by("pk"))


def _same(before: list[EntryStudent], parts: Mapping[int, str]) -> bool:
    return all(parts.get(part.student_id, part.words) == part.words for part in before)


def _content(entry: Entry, stood: Mapping[str, Any], parts: list[EntryStudent]) -> dict[str, Any]:
    """The record as it stood, readable without the columns of today."""
    return {
        **stood,
        "happened_at": entry.happened_at.isoformat(),
        "next_step_on": entry.next_step_on.isoformat() if entry.next_step_on else None,
        "answers": entry.answers,
        "parts": {part.student.public_id: part.words for part in parts if part.words},
    }
