"""Raise a concern: stored before anything else happens, then the ladder begins at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.people.models import Account, Student
from liangshi.people.services.trail import note
from liangshi.schemes.queries import version_on
from liangshi.wellbeing.choices import Danger
from liangshi.wellbeing.models import Concern, ConcernAdult, ConcernRun, ConcernStudent, KeptAway
from liangshi.wellbeing.queries.ladders import levels_on

from .climbing import climb_after_commit
from .durability import stored


@dataclass(frozen=True, slots=True)
class NamedStudent:
    """A student as named by who raises it: by number, by name, perhaps with a class (a key); `text` is theirs alone."""

    name: str
    class_group: int | None
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class ConcernDraft:
    """What was written. `adults` are keys of staff whom it is about."""

    sent_key: str
    danger: str
    happened_on: date | None
    place: str
    facts: str
    own_words: str
    done: str
    told_in_person: str
    named: tuple[NamedStudent, ...] = ()
    adults: tuple[int, ...] = ()
    about_self: bool = False


def raise_concern(*, by: Viewer, draft: ConcernDraft, now: datetime) -> Concern:
    """Store it and start its ladder; sent twice, it is the same concern."""
    school = by.school
    assert school is not None
    sent = Concern.unscoped.filter(raised_by=by.account, sent_key=draft.sent_key)
    known = sent.first()
    if known is not None:
        return known
    try:
        return stored(lambda: _store(by, school, draft, now))
    except IntegrityError:
        twin = sent.first()
        if twin is None:
            raise
        return twin


def _store(by: Viewer, school: int, draft: ConcernDraft, now: datetime) -> Concern:
    today = timezone.localdate(now)
    concern = Concern.unscoped.create(
        school_id=school, raised_by_id=by.account, raised_at=now, sent_key=draft.sent_key,
        happened_on=draft.happened_on, danger=draft.danger, place=draft.place, facts=draft.facts,
        own_words=draft.own_words, done=draft.done, told_in_person=draft.told_in_person,
        level=_level(draft, school, today),
    )  # fmt: skip
    for row in _students(by, draft, concern):
        row.save()
    for staff in dict.fromkeys(draft.adults):
        ConcernAdult.unscoped.create(school_id=school, concern=concern, staff_id=staff)
    _keep_away(concern, draft)
    run = ConcernRun.unscoped.create(
        school_id=school, concern=concern, level=concern.level, scheme=version_on(school, today),
        started_at=now, wakes_at=now,
    )  # fmt: skip
    note(by=by, verb="concern.raised", row=concern, school=school, now=now, detail={"students": len(draft.named)})
    climb_after_commit(run.pk, now)
    return concern


def _keep_away(concern: Concern, draft: ConcernDraft) -> None:
    """From the first moment it does not exist for those whom it is about; those under them follow with the ladder."""
    concerned = Account.unscoped.filter(staff__in=draft.adults).values_list("pk", flat=True)
    KeptAway.unscoped.bulk_create(
        KeptAway(school_id=concern.school_id, concern=concern, account_id=account) for account in concerned
    )


def _level(draft: ConcernDraft, school: int, today: date) -> str:
    """In danger now is the most urgent level of the scheme; everything else waits for somebody to assess it."""
    levels = levels_on(school, today) if draft.danger == Danger.NOW else ()
    return levels[0].key if levels else ""


def _students(by: Viewer, draft: ConcernDraft, concern: Concern) -> Iterator[ConcernStudent]:
    """A row for each student meant; for a name that several bear a row for each, none of them certain."""
    taken: set[int] = set()
    if draft.about_self and by.student is not None:
        taken.add(by.student)
        yield ConcernStudent(school_id=concern.school_id, concern=concern, student_id=by.student)
    for named in draft.named:
        meant = [student for student in students_named(concern.school_id, named) if student not in taken]
        taken.update(meant)
        choices: list[int | None] = [*meant] or [None]
        for student in choices:
            yield ConcernStudent(
                school_id=concern.school_id, concern=concern, student_id=student, named=named.name,
                certain=len(meant) == 1, part=named.part, text=named.text,
            )  # fmt: skip


def students_named(school: int, named: NamedStudent) -> list[int]:
    """Keys of the present students who bear this name or number; in that class where somebody of it does."""
    rows = Student.unscoped.filter(school=school, left_on=None)
    by_number = list(rows.filter(number=named.name).values_list("pk", flat=True))
    if by_number:
        return by_number
    found = dict(rows.filter(name=named.name).values_list("pk", "class_group"))
    within = [pk for pk, group in found.items() if group == named.class_group]
    return within or list(found)
