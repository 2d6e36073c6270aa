"""Minutes: written while the meeting is planned, fixed when it is closed. No child is named in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.meetings.choices import MeetingState
from liangshi.meetings.models import Meeting, Presence
from liangshi.people.models import Student

from .planning import MeetingMovedError, tell, trace


class MinutesChangedError(RefusalError):
    """Somebody else wrote in between, or the minutes are fixed."""


class MinutesEmptyError(RefusalError):
    """Nothing was written down yet."""


class ChildNamedError(RefusalError):
    """The text holds what reads like the name of a child of the school; `names` says which."""

    field: ClassVar[str] = "confirmed"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names=tuple(names))


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """What was reported, typical cases, what was decided, who came; `confirmed` says that no child is meant."""

    reports: str
    cases: str
    decisions: str
    came: frozenset[int]
    confirmed: bool = False


@transaction.atomic
def write_minutes(*, by: Viewer, meeting: Meeting, revision: int, draft: MinutesDraft, now: datetime) -> int:
    """Save the minutes if they are still at `revision`; the new revision."""
    if not draft.confirmed:
        refuse_names(meeting.school_id, (draft.reports, draft.cases, draft.decisions))
    rows = Meeting.unscoped.filter(pk=meeting.pk, state=MeetingState.PLANNED, revision=revision)
    saved = rows.update(
        reports=draft.reports, cases=draft.cases, decisions=draft.decisions, revision=revision + 1
    )  # fmt: skip
    if not saved:
        raise MinutesChangedError
    Presence.unscoped.filter(meeting=meeting).update(came=False)
    Presence.unscoped.filter(meeting=meeting, pk__in=draft.came).update(came=True)
    trace(by, "meeting.minutes", meeting, now)
    return revision + 1


@transaction.atomic
def close_meeting(*, by: Viewer, meeting: Meeting, now: datetime) -> None:
    """The minutes are fixed; those who were asked to come are told."""
    current = Meeting.unscoped.get(pk=meeting.pk)
    if not (current.reports or current.cases or current.decisions):
        raise MinutesEmptyError
    rows = Meeting.unscoped.filter(pk=meeting.pk, state=MeetingState.PLANNED)
    if not rows.update(state=MeetingState.HELD, closed_at=now, closed_by_id=by.account):
        raise MeetingMovedError
    tell(meeting, "meeting.held", _("%(title)s的纪要已定") % {"title": meeting.title}, now)
    trace(by, "meeting.held", meeting, now)


def refuse_names(school: int, texts: Iterable[str]) -> None:
    """`ChildNamedError` where a student of the school is named."""
    text = "\n".join(texts)
    if not text.strip():
        return
    names = Student.unscoped.filter(school=school, left_on=None).values_list("name", flat=True)
    found = sorted({name for name in names if name in text})
    if found:
        raise ChildNamedError(found)
